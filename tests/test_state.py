"""The state of an output folder: what is kept, who may have it, what happens when it is not what it should be."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pactwire.errors import OutputError
from pactwire.reading import Duplicate
from pactwire.records import ArticleRecord, Failure, SetAside
from pactwire.state import STATE, Other, RunState

Make = Callable[..., ArticleRecord]
KEY = b"0123456789abcdef"
OTHERS: tuple[Other, ...] = (
    Failure(path="broken.txt", stage="reading", reason="empty"),
    SetAside(path="vertrag.txt", reason="language", detail="de"),
    Duplicate(article_id="a1", path="copy.txt", first_path="story.txt"),
)

# Holds the folder until it is killed.
HOLDER = """
import sys, time
from pathlib import Path
from pactwire.state import RunState
state = RunState(Path(sys.argv[1]))
state.keep(b"0123456789abcdef", "{}")
state.save()
print("locked", flush=True)
time.sleep(60)
"""


def test_outcomes_come_back_in_the_order_of_the_input(tmp_path: Path, make_record: Make) -> None:
    record = make_record({})
    with RunState(tmp_path) as state:
        state.begin()
        for number, other in zip((4, 1, 3), OTHERS, strict=True):
            state.place(number, other)
        state.keep(KEY, record.model_dump_json())
        state.place(2, KEY)
    with RunState(tmp_path) as state:
        assert list(state.outcomes()) == [OTHERS[1], record, OTHERS[2], OTHERS[0]]
        assert state.record(KEY) == record


def test_begin_forgets_the_inputs_and_keeps_the_records(tmp_path: Path) -> None:
    with RunState(tmp_path) as state:
        state.keep(KEY, "{}")
        state.place(1, KEY)
        state.begin()
        assert list(state.outcomes()) == []
        assert state.has(KEY)
        state.forget_unused()
        assert not state.has(KEY)


def test_two_runs_at_once(tmp_path: Path) -> None:
    with (
        RunState(tmp_path / "out"),
        pytest.raises(OutputError, match=r"another run is writing to .*out: wait until it ends"),
    ):
        RunState(tmp_path / "out", fresh=True)
    RunState(tmp_path / "out").close()


def test_lock_of_a_killed_process_does_not_block(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(OutputError, match="another run is writing"):
            RunState(tmp_path)
        with pytest.raises(OutputError, match="another run is writing"):
            RunState(tmp_path, fresh=True)
        os.kill(holder.pid, signal.SIGKILL)
    with RunState(tmp_path) as state:
        assert state.has(KEY)


def test_fresh_start(tmp_path: Path) -> None:
    with RunState(tmp_path) as state:
        state.keep(KEY, "{}")
    with RunState(tmp_path, fresh=True) as state:
        assert not state.has(KEY)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for one" * 40, b"short"])
def test_damaged_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STATE).write_bytes(content)
    with pytest.raises(OutputError, match=r"state\.sqlite is damaged .*: start afresh with --force"):
        RunState(tmp_path)
    with RunState(tmp_path, fresh=True) as state:
        assert not state.has(KEY)


def test_file_of_another_format_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with RunState(tmp_path) as state:
        state.keep(KEY, "{}")
    monkeypatch.setattr("pactwire.state.FORMAT", 99)
    with RunState(tmp_path) as state:
        assert not state.has(KEY)


def test_state_that_holds_nothing_goes(tmp_path: Path) -> None:
    RunState(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match=r"cannot make the output folder .*out: File exists"):
        RunState(tmp_path / "out")
