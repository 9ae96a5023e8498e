"""Every lexicon and rule file is listed in `models/README.md` with source, licence and date."""

from fnmatch import fnmatchcase

import pytest

from pactwire.resources import models_dir, resource_files

FILES = [name for folder in ("gazetteers", "patterns", "rules") for name in resource_files(folder)]


def listed() -> list[tuple[str, list[str]]]:
    """Return each pattern of file names in the tables with the other cells of its row."""
    rows = []
    for line in (models_dir() / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            names, *cells = (cell.strip() for cell in line.strip("|").split(" | "))
            rows += [(name.strip("` "), cells) for name in names.split(",")]
    return rows


@pytest.mark.parametrize("name", FILES)
def test_file_is_listed_with_source_licence_and_date(name: str) -> None:
    (cells,) = [cells for pattern, cells in listed() if fnmatchcase(name, pattern)]
    assert len(cells) == 4
    assert all(cells)


def test_what_is_listed_exists() -> None:
    folders = ("gazetteers/", "patterns/", "rules/")
    patterns = [pattern for pattern, _ in listed() if pattern.startswith(folders)]
    assert [pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in FILES)] == []
