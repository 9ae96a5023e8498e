"""Runs that end early: killed at any moment, on a full disk, interrupted; the same command ends with the same bytes."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pactwire.records import Event
from pactwire.state import STATE

ROOT = Path(__file__).parent.parent
KILLS = 20

# A run of its own with an extractor that takes its time: `folder`, then the seed of kills or nothing.
DRIVER = """
import json, os, random, signal, sys, time, traceback
from pathlib import Path
import pyarrow.parquet, zstandard
import pactwire.state
from pactwire.batch import run_batch
from pactwire.engines.alone import AloneEngine
from pactwire.errors import PactwireError
from pactwire.reading.assemble import content_id
from pactwire.records import Article, ArticleRecord, Event, Failure, SetAside
from pactwire.runs import ExtractionSettings, ModelInfo
from pactwire.state import RunState

pactwire.state.COMMIT_EVERY = 0.01
EVENT = json.loads(Path(sys.argv[1]).read_text())
ARTICLES, SECONDS = int(sys.argv[3]), float(sys.argv[4])

class Slow:
    model = ModelInfo(name="slow", version="1", sha256="0")
    def extract(self, batch):
        time.sleep(SECONDS * len(batch))
        return [self.record(item) for item in batch]
    def record(self, article):
        event = Event.model_validate(EVENT | {"article_id": article.id, "event_id": article.id})
        return ArticleRecord(article=article, events=(event,) * 5)

def articles():
    for number in range(ARTICLES):
        text = f"{EVENT['evidence']['text']} Article {number}. " + random.Random(number).randbytes(300).hex()
        outlet = f"outlet-{number % 3}"
        for path in (f"{number}.txt",) * (1 + (number % 50 == 0)):
            yield Article(id=content_id(outlet, text), path=path, outlet=outlet, sha256=str(number), text=text)
        if number % 40 == 0:
            yield Failure(path=f"{number}.pdf", stage="reading", reason="empty")
            yield SetAside(path=f"{number}.html", reason="language", detail="de")

def run(folder):
    with RunState(folder) as state:
        return run_batch(articles(), state, AloneEngine(load=Slow), ExtractionSettings(model="slow")).known

def killed(folder, seconds):
    '''Run in a child process; kill it after so many seconds, and return whether that was before its end.'''
    child = os.fork()
    if not child:
        try:
            run(folder)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status != 0

folder = Path(sys.argv[2])
if len(sys.argv) == 5:
    try:
        print(run(folder))
    except PactwireError as error:
        sys.exit(f"pactwire: {error}")
else:
    chance = random.Random(int(sys.argv[5]))
    begun = time.monotonic()
    killed(folder / "whole", None)
    whole = time.monotonic() - begun
    moments = 0
    for number in range(10_000):
        if moments == int(sys.argv[6]):
            break
        # Some folders are begun anew, so that early moments and late ones come up.
        moments += killed(folder / str(moments // 5), chance.uniform(0, whole))
    for part in range((moments + 4) // 5):
        killed(folder / str(part), None)
    print(moments)
"""

Drive = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def drive(tmp_path: Path, make_event: Callable[..., Event]) -> Drive:
    """Return a runner of the driver: a folder, the number of articles, and its other arguments."""
    (tmp_path / "driver.py").write_text(DRIVER)
    (tmp_path / "event.json").write_text(make_event().model_dump_json())

    def start(
        folder: Path, *arguments: object, articles: int = 90, seconds: float = 0.001, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, tmp_path / "driver.py", tmp_path / "event.json", folder, articles, seconds]
        return subprocess.run(
            [str(part) for part in (*command, *arguments)], capture_output=True, text=True, check=False, **options
        )

    return start


def outputs(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a run but its state and its database; of run.json all but the seconds.

    What the database is made from, the Parquet files, is among them; its own format has something random in it.
    """
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (STATE, "pactwire.duckdb")
    }
    files["run.json"] = json.dumps(json.loads(files["run.json"]) | {"seconds": 0}).encode()
    return files


def test_run_that_is_killed_again_and_again_ends_with_the_same_bytes(drive: Drive, tmp_path: Path) -> None:
    done = drive(tmp_path, 20261122, KILLS)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{KILLS}\n"
    whole = outputs(tmp_path / "whole")
    assert json.loads(whole["run.json"])["counts"]["articles"] == 90
    for part in range(KILLS // 5):
        assert outputs(tmp_path / str(part)) == whole


def test_what_is_done_is_not_done_again(drive: Drive, tmp_path: Path) -> None:
    assert [drive(tmp_path / "out", articles=number).stdout for number in (40, 50, 50)] == ["0\n", "40\n", "50\n"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "pactwire-test", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here ({mounted.stderr.strip()}); the limit on a file's size is tested")
    yield folder
    subprocess.run(["umount", folder], check=True)


def assert_full_disk_is_said(done: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert done.returncode == 1
    assert done.stderr.startswith(f"pactwire: cannot use {folder / STATE} (") or done.stderr.startswith(
        f"pactwire: cannot write to {folder}: "
    )
    assert "disk" in done.stderr or "space" in done.stderr or "large" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_full_disk(drive: Drive, tmp_path: Path, small_disk: Path) -> None:
    assert drive(tmp_path / "whole", seconds=0).returncode == 0
    out = small_disk / "out"
    assert drive(out, articles=10, seconds=0).returncode == 0
    before = outputs(out)
    (small_disk / "filler").write_bytes(bytes(1_300_000))
    assert_full_disk_is_said(drive(out, seconds=0), out)
    assert outputs(out) == before
    (small_disk / "filler").unlink()
    subprocess.run(["mount", "-o", "remount,size=32m", small_disk], check=True)
    assert drive(out, seconds=0).returncode == 0
    assert outputs(out) == outputs(tmp_path / "whole")


def test_file_that_may_not_grow(drive: Drive, tmp_path: Path) -> None:
    assert drive(tmp_path / "whole", seconds=0).returncode == 0
    # Too little for the state, and enough for that but not for the records.
    for room in (40_000, 300_000):
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room))
        assert_full_disk_is_said(drive(tmp_path / "out", seconds=0, preexec_fn=limit), tmp_path / "out")
        assert not (tmp_path / "out" / "run.json").exists()
    assert drive(tmp_path / "out", seconds=0).returncode == 0
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_command_that_is_killed_again_and_again_ends_with_the_same_bytes(tmp_path: Path, workers: int) -> None:
    def start(folder: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "pactwire", "run", "corpus/samples", "-o", folder, "--workers", workers]
        return subprocess.Popen([str(part) for part in command], cwd=ROOT, stdout=subprocess.DEVNULL)

    begun = time.monotonic()
    assert start(tmp_path / "whole").wait() == 0
    seconds = time.monotonic() - begun
    whole = outputs(tmp_path / "whole")
    chance = random.Random(workers)
    kills = 0
    while kills < KILLS:
        # Folders are begun anew, so that early moments and late ones come up.
        with start(tmp_path / str(kills // 5)) as process:
            time.sleep(chance.uniform(0.2, seconds))
            process.kill()
            kills += process.wait() == -signal.SIGKILL
    for part in range(KILLS // 5):
        assert start(tmp_path / str(part)).wait() == 0
        assert outputs(tmp_path / str(part)) == whole


@pytest.mark.slow
def test_command_gives_the_same_bytes_with_any_number_of_workers(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pactwire", "run", "corpus/samples"]
    for workers in ("1", "2", "8"):
        done = subprocess.run(
            [*command, "-o", str(tmp_path / workers), "--workers", workers],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0
    assert outputs(tmp_path / "2") == outputs(tmp_path / "1")
    assert outputs(tmp_path / "8") == outputs(tmp_path / "1")


@pytest.mark.slow
def test_interrupted_command_says_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pactwire", "run", "corpus/samples", "-o", tmp_path / "out", "--workers", "2"]
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while not (tmp_path / "out" / STATE).exists():
            time.sleep(0.05)
        time.sleep(4)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "stopped: the same command goes on from here\n")
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("processes of the run are still there")
