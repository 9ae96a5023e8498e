"""What a task gives depends on the task only: parts of any size, in any process, make the same bytes."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pactwire.compare import partitions
from pactwire.compare.partitions import Plan, ReadTask, build_part, part_plans, read_events, read_tasks
from pactwire.compare.runs import build_tasks, compare_runs
from pactwire.compare.store import compare_to_folder
from pactwire.errors import InputError
from pactwire.records import Event

RUN = Path(__file__).parent / "golden" / "run"


def test_parts_of_a_file_hold_each_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    path = RUN / "events.jsonl"
    (whole,) = [read_events(task) for task in read_tasks(path, 0)]
    assert [note.event_id for note in whole] == [
        Event.model_validate_json(line).event_id for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for size in (100, 1000, 4321):
        monkeypatch.setattr(partitions, "READ_BYTES", size)
        tasks = list(read_tasks(path, 0))
        assert tasks[0].start == 0 and tasks[-1].end == path.stat().st_size
        assert all(one.end == other.start for one, other in pairwise(tasks))
        assert [note for task in tasks for note in read_events(task)] == whole


def test_a_wrong_line_is_named_by_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (RUN / "events.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "events.jsonl"
    path.write_text("".join([*lines[:3], "\n", "{}\n", *lines[3:]]), encoding="utf-8")
    monkeypatch.setattr(partitions, "READ_BYTES", 500)
    with pytest.raises(InputError, match=r"events\.jsonl:5: not an event record"):
        for task in read_tasks(path, 0):
            read_events(task)
    with pytest.raises(InputError, match=r"events\.jsonl:5: not an event record"):
        read_events(ReadTask(str(path), 0, 0, path.stat().st_size))


def test_plans_are_parted_by_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "BUILD_EVENTS", 3)
    plans = [Plan(name, tuple("e" * size), (), ()) for name, size in (("a", 1), ("b", 2), ("c", 9), ("d", 1))]
    assert [[plan.dossier_id for plan in part] for part in part_plans(plans)] == [["a", "b"], ["c"], ["d"]]


def test_a_build_task_needs_nothing_but_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "BUILD_EVENTS", 1)
    tasks = list(build_tasks([RUN]))
    assert len(tasks) == 3
    entries = [entry for task in reversed(tasks) for entry in reversed(build_part(task))]
    assert tuple(reversed(entries)) == compare_runs([RUN]).entries


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "READ_BYTES", 3000)
    monkeypatch.setattr(partitions, "BUILD_EVENTS", 5)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.usefixtures("small_parts")
def test_the_number_of_workers_does_not_change_a_byte(tmp_path: Path) -> None:
    rows = compare_to_folder([RUN], tmp_path / "one")
    for workers in (2, 8):
        assert compare_to_folder([RUN], tmp_path / str(workers), workers=workers) == rows
        assert bytes_of(tmp_path / str(workers)) == bytes_of(tmp_path / "one")


def test_any_mapper_that_keeps_the_order_will_do(tmp_path: Path) -> None:
    used: list[str] = []

    def mapper(function: Callable[..., object], tasks: object) -> object:
        used.append(function.__name__)
        return [function(task) for task in reversed(list(tasks))][::-1]  # type: ignore[call-overload]

    compare_to_folder([RUN], tmp_path / "one")
    compare_to_folder([RUN], tmp_path / "two", mapper=mapper)  # type: ignore[arg-type]
    assert sorted(used) == ["build_rows", "read_articles", "read_events", "score_pairs"]
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "one")


def test_the_order_of_sets_does_not_change_a_byte(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from pactwire.compare.store import compare_to_folder;"
        "compare_to_folder([Path(sys.argv[1])], Path(sys.argv[2]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, str(RUN), str(tmp_path / seed)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")
