"""Extraction in several processes: batches out, outcomes back in order, a killed worker costs one article at most.

Each worker has a pipe of its own and one batch at a time, so that it is known what was lost with it; a pool of
the standard library ends as a whole when one of its processes is killed.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from pactwire.batches import batches, extraction_failure
from pactwire.errors import ModelError, PactwireError
from pactwire.records import Article, ArticleRecord, Failure
from pactwire.runs import ExtractionSettings, ModelInfo

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

Batch = Sequence[Article | Failure]
Outcomes = list[ArticleRecord | Failure]

# Batches that may wait for a slower one before them, per worker: what bounds the memory of the merge.
AHEAD = 4

# What a pipe raises when the process at its other end is gone.
GONE = (EOFError, ConnectionError)


class Extractor(Protocol):
    """What works in a worker process."""

    model: ModelInfo

    def extract(self, batch: Batch) -> Outcomes:
        """Return a record or a failure for each article or failure, in order."""


Load = Callable[[], Extractor]


def load_pipeline(settings: ExtractionSettings) -> "Pipeline":
    """Return the whole pipeline."""
    from pactwire.pipeline import Pipeline

    return Pipeline(settings.model, rules=settings.rules)


class WorkerPool:
    """Processes that each hold an extractor."""

    def __init__(self, workers: int, *, load: Load) -> None:
        """Start the processes and wait until the first has its extractor.

        Args:
            workers: how many processes.
            load: makes the extractor of a process; it is called there, and so must be importable by its name.

        Raises:
            PactwireError: what `load` raises.
            ModelError: the process ends before it has its extractor.
        """
        # Each worker keeps one core busy; numpy's own threads would only get in each other's way.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        self._start = partial(_Worker, multiprocessing.get_context("spawn"), load)
        self._workers = [self._start() for _ in range(workers)]
        try:
            self.model = self._workers[0].ready()
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
        """End the processes."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.end()

    def outcomes(self, articles: Iterable[Article | Failure]) -> Iterator[ArticleRecord | Failure]:
        """Yield a record or a failure for each article or failure, in order."""
        waiting = enumerate(batches(articles))
        busy: dict[int, tuple[int, Batch]] = {}
        done: dict[int, Outcomes] = {}
        written = sent = 0
        more = True
        while more or busy:
            for index, worker in enumerate(self._workers):
                if more and index not in busy and sent - written < AHEAD * len(self._workers):
                    try:
                        busy[index] = next(waiting)
                    except StopIteration:
                        more = False
                    else:
                        sent += 1
                        worker.send(busy[index][1])
            connections = {self._workers[index].connection: index for index in busy}
            # Waiting for nothing would never end.
            for connection in wait(list(connections)) if connections else ():
                index = connections[connection]  # type: ignore[index]  # wait gives back what it was given
                number, batch = busy.pop(index)
                done[number] = self._outcomes_of(index, batch)
            while written in done:
                yield from done.pop(written)
                written += 1

    def _outcomes_of(self, index: int, batch: Batch) -> Outcomes:
        try:
            return self._workers[index].receive()
        except GONE:
            self._replace(index)
        try:
            return self._again(index, batch)
        except GONE:
            self._replace(index)
        outcomes: Outcomes = []
        for item in batch:
            try:
                outcomes += self._again(index, [item])
            except GONE:
                code = self._replace(index)
                if isinstance(item, Article):
                    item = extraction_failure(item, f"the worker process ended (exit code {code}) on this article")
                outcomes.append(item)
        return outcomes

    def _again(self, index: int, batch: Batch) -> Outcomes:
        self._workers[index].ready()
        self._workers[index].send(batch)
        return self._workers[index].receive()

    def _replace(self, index: int) -> int | None:
        code = self._workers[index].end()
        self._workers[index] = self._start()
        return code


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: SpawnContext, load: Load) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, load), daemon=True)
        self._process.start()
        self.process_id = self._process.pid or 0
        # With our copy closed, the end of the process is the end of the pipe.
        theirs.close()
        self._model: ModelInfo | None = None

    def ready(self) -> ModelInfo:
        """Return what the process says of its model, once it has loaded it.

        Raises:
            ModelError: it could not load it, or is gone.
        """
        try:
            return self._loaded()
        except GONE as error:
            code = self.end()
            raise ModelError(f"a worker process ended (exit code {code}) before it had its model") from error

    def send(self, batch: Batch) -> None:
        """Give the process something to do. Whether it is gone shows when its answer is received."""
        with suppress(*GONE):
            self.connection.send(batch)

    def receive(self) -> Outcomes:
        """Return the outcomes of the batch that was sent.

        Raises:
            EOFError: the process is gone, as with the other errors in `GONE`.
            PactwireError: it could not load its extractor, or that cannot work.
        """
        self._loaded()
        outcomes: Outcomes = self._answer()
        return outcomes

    def end(self) -> int | None:
        """End the process and return its exit code, negative for a signal."""
        self.connection.close()
        self._process.join(1)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return self._process.exitcode

    def _loaded(self) -> ModelInfo:
        if self._model is None:
            self._model = self._answer()
        return self._model

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
