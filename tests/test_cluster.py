"""Runs on a cluster: the same bytes as on one machine, whatever comes back when, and whatever is lost."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from pactwire import cluster
from pactwire.batch import Done, run_batch
from pactwire.cluster import run_on_cluster
from pactwire.engines.alone import AloneEngine
from pactwire.engines.shards import Shard, ShardSettings, shards, work_on
from pactwire.errors import InputError, ModelError
from pactwire.keys import event_id
from pactwire.reading import ReadingSettings, Source, plan_inputs, read_plan
from pactwire.records import Article, ArticleRecord, Event, Failure
from pactwire.runs import ExtractionSettings, ModelInfo
from pactwire.state import STATE, Part, RunState
from pactwire.store import load_failures, load_records

ROOT = Path(__file__).parent.parent
EXTRACTION = ExtractionSettings(model="echo")
READING = ReadingSettings()
STORIES = {
    "outlet-a/one.txt": "Japan and the Philippines signed a logistics pact in Manila on Thursday.",
    "outlet-a/two.json": '{"id": "x", "text": "Norway ratified the defence pact with Poland last week."}',
    "outlet-b/copy.jsonl": '{"id": "x", "text": "The pact was signed by Norway and by Poland in Oslo."}\n{"text":\n',
    "outlet-b/same.jsonl": '{"id": "y", "text": "The minister opened a museum in the afternoon."}\n' * 2,
    "outlet-b/same2.jsonl": '{"id": "y", "text": "The minister opened a museum in the afternoon."}\n',
    "outlet-c/fails.txt": "This fails, and the minister did not say why it was so.",
    "outlet-c/foreign.txt": "Die Minister unterzeichneten am Montag in Berlin einen Vertrag über gemeinsame Übungen.",
}


class Echo:
    """One event for each article that is called x; nothing else."""

    model = ModelInfo(name="echo", version="1", sha256="0")

    def __init__(self, event: Event) -> None:
        self.event = event
        self.seen: list[str] = []

    def extract(self, batch: Any) -> list[Any]:
        return [self.record(item) if isinstance(item, Article) else item for item in batch]

    def record(self, article: Article) -> ArticleRecord | Failure:
        self.seen.append(article.path)
        if "fails" in article.text:
            return Failure(path=article.path, article_id=article.id, stage="extraction", reason="boom")
        event = self.event
        name = event_id(article.id, event.agreement.key, event.status, event.modality, event.evidence.trigger)
        events = (event.model_copy(update={"article_id": article.id, "event_id": name}),)
        return ArticleRecord(article=article, events=events if "Norway" in article.text else ())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in STORIES.items():
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text)
    return tmp_path / "corpus"


@pytest.fixture
def echo(make_event: Callable[..., Event]) -> Echo:
    return Echo(make_event())


Start = Callable[[Path], Done]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, corpus: Path, echo: Echo) -> Start:
    """Return a runner of the cluster's part in this process, last shard first."""

    def worked(
        _client: Any, work: Iterator[Shard], settings: ShardSettings, fingerprint: bytes
    ) -> Iterator[tuple[Source, list[Part]]]:
        for shard in reversed(list(work)):
            yield from zip(shard.sources, work_on(shard, settings, fingerprint), strict=True)

    client = SimpleNamespace(submit=lambda work, settings, **_: SimpleNamespace(result=lambda: work(settings)))
    monkeypatch.setattr(cluster, "_connected", lambda *_: _Entered(client))
    monkeypatch.setattr(cluster, "_worked", worked)
    monkeypatch.setattr("pactwire.engines.shards._pool", lambda _: AloneEngine(load=lambda: echo))
    monkeypatch.setattr(cluster, "shards", partial(shards, size=1))

    def run(output: Path) -> Done:
        echo.seen.clear()
        with RunState(output) as state:
            return run_on_cluster(plan_inputs([corpus]), state, EXTRACTION, READING, inputs=["corpus"])

    return run


class _Entered:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __enter__(self) -> Any:
        return self.value

    def __exit__(self, *_: object) -> None:
        pass


def outputs(folder: Path) -> dict[str, bytes]:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (STATE, "pactwire.duckdb")
    }
    files["run.json"] = json.dumps(json.loads(files["run.json"]) | {"seconds": 0}).encode()
    return files


def test_same_bytes_as_on_one_machine(start: Start, corpus: Path, echo: Echo, tmp_path: Path) -> None:
    with RunState(tmp_path / "local") as state:
        run_batch(
            read_plan(plan_inputs([corpus]), READING),
            state,
            AloneEngine(load=lambda: echo),
            EXTRACTION,
            inputs=["corpus"],
            settings=READING.model_dump(mode="json"),
        )
    assert len(echo.seen) == 5
    done = start(tmp_path / "cluster")
    assert outputs(tmp_path / "cluster") == outputs(tmp_path / "local")
    counts = done.run.counts
    assert (counts.inputs, counts.articles, counts.duplicates, counts.set_aside) == (9, 4, 2, 1)
    assert counts.failures_by_stage == {"extraction": 1, "reading": 1}
    assert counts.events == 2
    ids = [record.article.id.partition("~")[0] for record in load_records(tmp_path / "cluster")]
    assert ids[1:] == ["x", "x", "y"]


def test_what_is_done_is_not_done_again(start: Start, corpus: Path, echo: Echo, tmp_path: Path) -> None:
    start(tmp_path / "out")
    whole = outputs(tmp_path / "out")
    assert start(tmp_path / "out").known == 6
    # What failed is tried again, alone in its file.
    assert [Path(path).name for path in echo.seen] == ["fails.txt"]
    assert outputs(tmp_path / "out") == whole
    with (corpus / "outlet-b" / "same.jsonl").open("a") as file:
        file.write('{"text": "A new article of the same file, which has a museum too."}\n')
    done = start(tmp_path / "out")
    assert sorted(Path(path).name for path in echo.seen) == ["fails.txt", "same.jsonl"]
    assert (done.run.counts.articles, done.known) == (5, 6)


def test_state_serves_both_engines(start: Start, corpus: Path, echo: Echo, tmp_path: Path) -> None:
    start(tmp_path / "out")
    echo.seen.clear()
    with RunState(tmp_path / "out") as state:
        engine = AloneEngine(load=lambda: echo)
        run_batch(read_plan(plan_inputs([corpus]), READING), state, engine, EXTRACTION)
    assert [Path(path).name for path in echo.seen] == ["fails.txt"]


@pytest.mark.usefixtures("start")
def test_worker_of_another_version_is_refused() -> None:
    with pytest.raises(ModelError, match="another version of pactwire"):
        work_on(Shard(()), ShardSettings(READING, EXTRACTION), b"another")


def test_shards_are_of_one_size() -> None:
    sources = [(Source(str(number), size=size), frozenset({b"k"})) for number, size in enumerate([3, 4, 9, 1, 1, 8])]
    grouped = [[int(source.path) for source in shard.sources] for shard in shards(sources, 10)]
    assert grouped == [[0, 1], [2, 3], [4, 5]]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any], corpus: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, out, err = run("extract", corpus, "-o", corpus.parent / "out", "--engine", "dask")
    assert (status, out) == (2, "")
    assert err == "pactwire: --engine dask needs further packages: pip install dask distributed\n"


def test_scheduler_without_the_engine(run: Callable[..., Any], corpus: Path) -> None:
    status, _, err = run("extract", corpus, "-o", corpus.parent / "out", "--scheduler", "tcp://here:1")
    assert (status, err) == (2, "pactwire: --scheduler tcp://here:1 is for a cluster: add --engine dask\n")


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(InputError, match=r"no scheduler with a worker answers at tcp://127\.0\.0\.1:9"):
        cluster._connected("tcp://127.0.0.1:9", 1).__enter__()


# Several seconds for each process that loads the model: not among the quick tests.

Command = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """Return a starter of commands in processes, which end with the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> "subprocess.Popen[str]":
        with (
            (tmp_path / f"{len(started)}.out").open("w") as out,
            (tmp_path / f"{len(started)}.err").open("w") as err,
        ):
            process = subprocess.Popen(
                [sys.executable, "-m", *map(str, arguments)],
                cwd=ROOT,
                env=os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"},
                stdout=out,
                stderr=err,
                text=True,
            )
        started.append(process)
        return process

    yield begin
    for process in started:
        for member in (
            [*psutil.Process(process.pid).children(recursive=True), process] if process.poll() is None else ()
        ):
            member.kill()
        process.wait()


def pactwire(command: Command, output: Path, *options: object) -> "subprocess.Popen[str]":
    """Start a run over the samples and a copy of them, which makes several shards."""
    if not (copy := output.parent / "copy").exists():
        shutil.copytree(ROOT / "corpus" / "samples", copy)
    return command("pactwire", "run", "corpus/samples", copy, "-o", output, *options)


@pytest.fixture
def scheduler(command: Command) -> tuple[str, "subprocess.Popen[str]", "subprocess.Popen[str]"]:
    """Return the address of a scheduler, its process, and that of its two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    head = command("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
    workers = command("distributed.cli.dask_worker", address, "--nworkers", 2, "--nthreads", 1, "--no-dashboard")
    return address, head, workers


def some_is_done(state: Path) -> None:
    """Wait until a first shard has come back."""
    size = 0
    for _ in range(1_200):
        size = max(size, state.stat().st_size if state.exists() else 0)
        if size > 100_000:
            return
        time.sleep(0.05)
    pytest.fail("nothing comes back")


@pytest.mark.slow
def test_command_on_a_cluster(command: Command, tmp_path: Path) -> None:
    assert pactwire(command, tmp_path / "local").wait(200) == 0
    assert pactwire(command, tmp_path / "cluster", "--engine", "dask", "--workers", 2).wait(200) == 0
    assert outputs(tmp_path / "cluster") == outputs(tmp_path / "local")


@pytest.mark.slow
def test_worker_killed_in_mid_run(
    command: Command, tmp_path: Path, scheduler: tuple[str, "subprocess.Popen[str]", "subprocess.Popen[str]"]
) -> None:
    address, _, workers = scheduler
    assert pactwire(command, tmp_path / "local").wait(200) == 0
    process = pactwire(command, tmp_path / "cluster", "--engine", "dask", "--scheduler", address)
    some_is_done(tmp_path / "cluster" / STATE)
    nanny = psutil.Process(workers.pid)
    victim = next(child for child in nanny.children() if child.children())
    os.kill(victim.pid, signal.SIGKILL)
    assert process.wait(200) == 0
    assert outputs(tmp_path / "cluster") == outputs(tmp_path / "local")
    assert list(load_failures(tmp_path / "cluster")) == []


@pytest.mark.slow
def test_scheduler_that_goes_away(
    command: Command, tmp_path: Path, scheduler: tuple[str, "subprocess.Popen[str]", "subprocess.Popen[str]"]
) -> None:
    address, head, _ = scheduler
    assert pactwire(command, tmp_path / "local").wait(200) == 0
    process = pactwire(command, tmp_path / "cluster", "--engine", "dask", "--scheduler", address)
    some_is_done(tmp_path / "cluster" / STATE)
    head.kill()
    assert process.wait(100) == 2
    # Scheduler and workers are 0 and 1, the local run 2.
    (line,) = (tmp_path / "3.err").read_text().splitlines()
    assert line.startswith(f"pactwire: {address} is gone (")
    assert line.endswith("what is done is kept, and the same command goes on from here")
    assert pactwire(command, tmp_path / "cluster", "--engine", "dask").wait(200) == 0
    assert "were known from before" in (tmp_path / "4.out").read_text()
    assert outputs(tmp_path / "cluster") == outputs(tmp_path / "local")
