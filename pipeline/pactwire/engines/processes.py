"""Extraction in several processes: batches out, outcomes back in order, a lost worker costs one article at most.

Each worker has a pipe of its own and one batch at a time, so that it is known what was lost with it; a pool of
the standard library ends as a whole when one of its processes is killed.
"""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from pactwire.batches import Item, Outcome, batches, extraction_failure
from pactwire.errors import ModelError, PactwireError
from pactwire.records import Article
from pactwire.runs import ExtractionSettings, ModelInfo
from pactwire.time_limit import too_long

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

# A worker that ends before it has its model is replaced so often: it may have been ended from outside.
STARTS = 2

Batch = Sequence[Item]
Outcomes = list[Outcome]

# Batches that may wait for a slower one before them, per worker: what bounds the memory of the merge.
AHEAD = 4

# What a pipe raises when the process at its other end is gone.
GONE = (EOFError, ConnectionError)


class Extractor(Protocol):
    """What works in a worker process."""

    model: ModelInfo

    def extract(self, batch: Batch) -> Outcomes:
        """Return a record or a failure for each article, and what is no article as it is, in order."""


Load = Callable[[], Extractor]


def load_pipeline(settings: ExtractionSettings) -> "Pipeline":
    """Return the whole pipeline."""
    from pactwire.pipeline import Pipeline

    return Pipeline(settings.model, rules=settings.rules, profile=settings.profile)


@dataclass(frozen=True, slots=True)
class _Job:
    """A batch, or one article of a batch that was lost; `place` is where in the batch it begins."""

    number: int
    items: Batch
    place: int = 0
    alone: bool = False


@dataclass(slots=True)
class _Merge:
    """Outcomes that wait for those before them."""

    done: dict[int, dict[int, Outcomes]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    written: int = 0

    def add(self, job: _Job, outcomes: Outcomes) -> None:
        self.done.setdefault(job.number, {})[job.place] = outcomes

    def ready(self) -> Iterator[Outcome]:
        while self._is_whole(self.written):
            parts = self.done.pop(self.written)
            del self.sizes[self.written]
            self.written += 1
            for place in sorted(parts):
                yield from parts[place]

    def _is_whole(self, number: int) -> bool:
        parts = self.done.get(number)
        return parts is not None and sum(map(len, parts.values())) == self.sizes[number]


class WorkerPool:
    """Processes that each hold an extractor.

    A batch whose worker ends, or does not answer in time, is tried again article by article; an article that loses its
    worker then, too, is a failure.
    """

    def __init__(self, workers: int, *, load: Load, time_limit: float | None = None) -> None:
        """Start the processes and wait until the first has its extractor.

        Args:
            workers: how many processes.
            load: makes the extractor of a process; it is called there, and so must be importable by its name.
            time_limit: seconds after which a batch, and then an article, is given up.

        Raises:
            PactwireError: what `load` raises.
            ModelError: the process ends before it has its extractor.
        """
        # Each worker keeps one core busy; numpy's own threads would only get in each other's way.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._limit = time_limit
        self._start = partial(_Worker, multiprocessing.get_context("spawn"), load)
        self._workers = [self._start() for _ in range(workers)]
        try:
            self.model = self._first_model()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The ids of the processes, as the operating system knows them."""
        return tuple(worker.process_id for worker in self._workers)

    def close(self) -> None:
        """End the processes at once: they hold nothing that is still wanted, and taking a model down takes a second."""
        for worker in self._workers:
            worker.end(kill=True)

    def outcomes(self, articles: Iterable[Item]) -> Iterator[Outcome]:
        """Yield a record or a failure for each article, and what is no article as it is, in order."""
        self._drop_old_work()
        waiting = enumerate(batches(articles))
        again: deque[_Job] = deque()
        merge = _Merge()
        sent = 0
        more = True
        while True:
            for worker in self._workers:
                if worker.job is None and not again and more and sent - merge.written < AHEAD * len(self._workers):
                    number, batch = next(waiting, (0, None))
                    if batch is None:
                        more = False
                    else:
                        sent += 1
                        merge.sizes[number] = len(batch)
                        again.append(_Job(number, batch))
                if worker.job is None and again:
                    worker.send(again.popleft())
            busy = [worker for worker in self._workers if worker.job]
            if not busy:
                return
            for worker in self._answering(busy):
                job = worker.job
                try:
                    outcomes = worker.receive()
                except GONE:
                    again.extend(self._lost(worker, merge, None))
                    continue
                if job and outcomes is not None:
                    merge.add(job, outcomes)
            for worker in [worker for worker in busy if worker.is_late(self._limit)]:
                again.extend(self._lost(worker, merge, too_long(self._limit or 0)))
            yield from merge.ready()

    def _first_model(self) -> ModelInfo:
        """Wait until the first process has its extractor; one that is gone before is replaced as later ones are."""
        while True:
            first = self._workers[0]
            try:
                return first.ready()
            except GONE as error:
                code = first.end()
                if first.starts >= STARTS:
                    raise unloaded(code) from error
                self._workers[0] = self._start(starts=first.starts + 1)

    def _drop_old_work(self) -> None:
        """Replace the workers that are busy with what a caller did not wait for."""
        for place, worker in enumerate(self._workers):
            if worker.job:
                worker.end(kill=True)
                self._workers[place] = self._start()

    def _answering(self, busy: Sequence["_Worker"]) -> list["_Worker"]:
        """Wait until a worker answers or is late."""
        timeout = min((worker.left(self._limit) for worker in busy), default=None) if self._limit else None
        connections = {worker.connection: worker for worker in busy}
        ready = wait(list(connections), None if timeout == float("inf") else timeout)
        return [connections[connection] for connection in ready]  # type: ignore[index]  # it gives back what it got

    def _lost(self, worker: "_Worker", merge: _Merge, reason: str | None) -> Iterable[_Job]:
        """Replace a worker, and return what is to be done again of what it had."""
        job = worker.job
        code = worker.end(kill=reason is not None)
        if not worker.is_loaded and worker.starts >= STARTS:
            raise unloaded(code)
        new = self._start(starts=1 if worker.is_loaded else worker.starts + 1)
        self._workers[self._workers.index(worker)] = new
        if job is None:
            return ()
        if not worker.is_loaded:
            return (job,)
        if not job.alone:
            return [_Job(job.number, [item], place, alone=True) for place, item in enumerate(job.items)]
        reason = reason or f"the worker process ended (exit code {code}) on this article"
        merge.add(job, [extraction_failure(item, reason) if isinstance(item, Article) else item for item in job.items])
        return ()


def unloaded(code: int | None) -> ModelError:
    """Return the error of a worker that ended before it could work."""
    return ModelError(
        f"a worker process ended (exit code {code}) before it had its model: if memory is short, use fewer --workers"
    )


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: SpawnContext, load: Load, starts: int = 1) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, load), daemon=True)
        self._process.start()
        self.process_id = self._process.pid or 0
        # With our copy closed, the end of the process is the end of the pipe.
        theirs.close()
        self.starts = starts
        self.job: _Job | None = None
        self._model: ModelInfo | None = None
        self._since = 0.0

    @property
    def is_loaded(self) -> bool:
        """Whether the process has said that it has its extractor."""
        return self._model is not None

    def ready(self) -> ModelInfo:
        """Return what the process says of its model, once it has loaded it.

        Raises:
            EOFError: the process is gone, as with the other errors in `GONE`.
            PactwireError: it could not load it.
        """
        model: ModelInfo = self._answer()
        self._model = model
        return model

    def send(self, job: _Job) -> None:
        """Give the process something to do. Whether it is gone shows when its answer is received."""
        self.job = job
        self._since = time.monotonic()
        with suppress(*GONE):
            self.connection.send(job.items)

    def receive(self) -> Outcomes | None:
        """Return the outcomes of what was sent; nothing, if the answer is that the process has loaded its extractor.

        Raises:
            EOFError: the process is gone, as with the other errors in `GONE`.
            PactwireError: it could not load its extractor, or that cannot work.
        """
        answer = self._answer()
        if self._model is None:
            self._model = answer
            self._since = time.monotonic()
            return None
        self.job = None
        outcomes: Outcomes = answer
        return outcomes

    def left(self, limit: float | None) -> float:
        """Return the seconds that are left for what the process does; loading its extractor is not limited."""
        if limit is None or self.job is None or self._model is None:
            return float("inf")
        return max(0.0, self._since + limit - time.monotonic())

    def is_late(self, limit: float | None) -> bool:
        """Say whether the time for what the process does is over."""
        return self.left(limit) == 0

    def end(self, *, kill: bool = False) -> int | None:
        """End the process, which may finish what it does unless it is killed; return its exit code."""
        self.connection.close()
        if not kill:
            self._process.join(1)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return self._process.exitcode

    def _answer(self) -> Any:
        answer = self.connection.recv()
        if isinstance(answer, PactwireError):
            raise answer
        return answer


def _work(connection: Connection, load: Load) -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(*GONE):
        try:
            extractor = load()
            connection.send(extractor.model)
            while True:
                connection.send(extractor.extract(connection.recv()))
        except PactwireError as error:
            connection.send(error)
