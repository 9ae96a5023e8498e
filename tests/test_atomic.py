"""Files that are complete or not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pactwire.atomic import AtomicFile, clear_leftovers, write_atomically
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


def test_only_what_killed_processes_left_is_cleared(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    kept = {
        f".events.jsonl.{os.getpid()}.tmp": "of a process that runs",
        f".notes.txt.{dead.pid}.tmp": "not ours",
        ".events.jsonl.tmp": "not ours",
        f"events.jsonl.{dead.pid}.tmp": "not ours",
        "events.jsonl": "finished",
    }
    for name in (*kept, f".events.jsonl.{dead.pid}.tmp", ".events.jsonl.99999999999999999999.tmp"):
        (tmp_path / name).write_text(kept.get(name, "half"))
    (tmp_path / f".analytics.{dead.pid}.tmp" / "parquet").mkdir(parents=True)
    clear_leftovers(tmp_path, {"events.jsonl", "analytics"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == kept
