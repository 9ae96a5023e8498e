"""The wheel: built, put somewhere else, and run from another folder."""

import importlib.metadata
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SIGNED = "Japan and the Philippines signed a logistics pact in Manila on Thursday."

# A plain pipeline of somebody else, who has installed ours and adds one component by its factory's name.
FOREIGN_PIPELINE = """
import spacy, pactwire
nlp = spacy.blank("en")
nlp.add_pipe("pactwire_date_spans")
doc = nlp("They met on 8 July 2024.")
print(pactwire.__file__)
print([date.edtf for date in doc.user_data["pactwire"].dates])
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the built wheel is unpacked into, as pip does with a pure wheel."""
    built = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)]
    subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    (wheel,) = built.glob("pactwire-*.whl")
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(site), "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_data_and_metadata_travel_along(site: Path) -> None:
    files = {path.relative_to(ROOT / "models") for path in (ROOT / "models").rglob("*") if path.is_file()}
    packed = {path.relative_to(site / "pactwire" / "models") for path in (site / "pactwire" / "models").rglob("*")}
    assert sorted(str(path) for path in files - packed) == []
    assert (site / "pactwire" / "py.typed").exists()
    (distribution,) = importlib.metadata.distributions(path=[str(site)])
    names = {(point.group, point.name) for point in distribution.entry_points}
    assert ("console_scripts", "pactwire") in names
    assert {name for group, name in names if group == "spacy_factories"} == {
        "pactwire_agreements",
        "pactwire_amounts",
        "pactwire_date_spans",
        "pactwire_entities",
        "pactwire_layout",
        "pactwire_model",
    }


def test_every_entry_point_loads(site: Path) -> None:
    (distribution,) = importlib.metadata.distributions(path=[str(site)])
    points = sorted(point.value for point in distribution.entry_points)
    assert [point.value for point in distribution.entry_points if not callable(point.load())] == [], points


def test_it_runs_from_another_folder(site: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(SIGNED)
    done = run(site, tmp_path, "-m", "pactwire", "run", "in", "--output", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"status":"signed"' in (tmp_path / "out" / "events.jsonl").read_text()


def test_components_serve_in_a_foreign_pipeline(site: Path, tmp_path: Path) -> None:
    done = run(site, tmp_path, "-W", "error", "-c", FOREIGN_PIPELINE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [str(site / "pactwire" / "__init__.py"), "['2024-07-08']"]
