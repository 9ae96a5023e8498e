"""Where the rules and lexicons lie, how they are read, and what their hash is.

The only module that knows a path into `models/`: in a wheel the folder travels inside the package, in a
checkout it stands beside `pipeline/`.
"""

import csv
import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pactwire.errors import ResourceError


class Row(BaseModel):
    """A frozen row of a lexicon or rule file that refuses unknown columns and keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# What only the comparison of finished records reads.
NOT_FOR_EXTRACTION = ("rules/compare.toml",)

RowT = TypeVar("RowT", bound=BaseModel)


@cache
def models_dir() -> Path:
    """Return the folder of rules and lexicons.

    Raises:
        ResourceError: the installation holds no such folder.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "models", here.parent.parent / "models"):
        if (folder / "rules").is_dir():
            return folder
    raise ResourceError(f"no models/ folder beside {here}: reinstall pactwire")


def rule_folder() -> Path:
    """Return the folder of the built-in rules of agreement detection."""
    return models_dir() / "rules" / "agreements"


def read_csv(name: str, row: type[RowT]) -> tuple[RowT, ...]:
    """Read `models/<name>` as rows of the given model; empty cells become `None`.

    Raises:
        ResourceError: the file is missing, or a line does not fit; it names file and line.
    """
    path = models_dir() / name
    with _open(path).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        return tuple(
            _validated(row, {k: v or None for k, v in cells.items()}, f"{name}:{reader.line_num}") for cells in reader
        )


def read_jsonl(name: str, row: type[RowT]) -> tuple[RowT, ...]:
    """Read `models/<name>` as one JSON object a line.

    Raises:
        ResourceError: the file is missing, or a line does not fit; it names file and line.
    """
    path = _open(models_dir() / name)
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                data = json.loads(line)
            except json.JSONDecodeError as error:
                raise ResourceError(f"{name}:{number}: not JSON ({error})") from error
            rows.append(_validated(row, data, f"{name}:{number}"))
    return tuple(rows)


def read_toml(name: str, table: type[RowT]) -> RowT:
    """Read `models/<name>` as one TOML document of the given model.

    Raises:
        ResourceError: the file is missing, is not TOML, or does not fit; it names the file and the key.
    """
    path = _open(models_dir() / name)
    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{name}: not TOML ({error})") from error
    return _validated(table, data, name)


def resource_files(under: str = "") -> tuple[str, ...]:
    """Return the names of all files below `models/<under>`, relative to `models/`, sorted."""
    root = models_dir()
    files = (path for path in (root / under).rglob("*") if path.is_file() and not path.name.startswith("."))
    return tuple(sorted(path.relative_to(root).as_posix() for path in files))


def ruleset_hash(extra: Iterable[Path] = (), *, without: Collection[str] = ()) -> str:
    """Return the SHA-256 over names and contents of all rules and lexicons, and of `extra` files."""
    digest = hashlib.sha256()
    for name in resource_files():
        if not name.endswith(".md") and name not in without:
            _add(digest, name, models_dir() / name)
    for path in sorted(extra):
        _add(digest, path.name, path)
    return digest.hexdigest()


@cache
def code_hash() -> str:
    """Return the SHA-256 over names and contents of the package's modules."""
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for path in sorted(here.rglob("*.py")):
        _add(digest, path.relative_to(here).as_posix(), path)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", name: str, path: Path) -> None:
    digest.update(name.encode())
    digest.update(b"\0")
    digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(b"\0")


def _open(path: Path) -> Path:
    if not path.is_file():
        raise ResourceError(f"{path.name} is missing from {path.parent}: reinstall pactwire")
    return path


def _validated(model: type[RowT], data: Any, where: str) -> RowT:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ResourceError(f"{where}: {key}: {first['msg']}") from error
