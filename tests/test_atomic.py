"""Files that are complete or not there."""

from pathlib import Path

import pytest

from pactwire.atomic import AtomicFile, write_atomically
from pactwire.errors import OutputError


def test_old_file_stays_until_commit(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text("old")
    file = AtomicFile(path)
    file.write("né")
    assert path.read_text() == "old"
    file.commit()
    assert path.read_bytes() == "né".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["events.jsonl"]


def test_abort_leaves_nothing(tmp_path: Path) -> None:
    file = AtomicFile(tmp_path / "events.jsonl")
    file.write("half")
    file.abort()
    assert list(tmp_path.iterdir()) == []


def test_abort_after_commit_changes_nothing(tmp_path: Path) -> None:
    write_atomically(tmp_path / "run.json", "{}")
    assert (tmp_path / "run.json").read_text() == "{}"


def test_missing_folder_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write to .*nowhere: No such file or directory"):
        write_atomically(tmp_path / "nowhere" / "run.json", "{}")
