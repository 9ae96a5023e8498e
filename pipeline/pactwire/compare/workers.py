"""Pure functions over tasks, in this process or in several: the same results in the same order."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Protocol, TypeVar

from pactwire.errors import PactwireError

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

# Results that may wait for a slower one before them, per worker: what bounds the memory.
AHEAD = 3


class Mapper(Protocol):
    """Applies a function to tasks and yields the results in the order of the tasks.

    Function, tasks and results can be pickled, and a result depends on its task only: a cluster may stand behind it.
    """

    def __call__(self, function: Callable[[TaskT], ResultT], tasks: Iterable[TaskT], /) -> Iterator[ResultT]:
        """Yield `function(task)` for each task, in order."""


@contextmanager
def open_mapper(workers: int) -> Iterator[Mapper]:
    """Give a mapper that uses so many processes; they are started when there is a second task.

    Args:
        workers: with one, everything happens in this process.
    """
    if workers < 2:
        yield map
        return
    processes = _Processes(workers)
    try:
        yield processes
    finally:
        processes.close()


class _Processes:
    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, function: Callable[[TaskT], ResultT], tasks: Iterable[TaskT], /) -> Iterator[ResultT]:
        remaining = iter(tasks)
        first = list(islice(remaining, 2))
        if len(first) < 2:
            return map(function, first)
        if self._pool is None:
            # Spawned, not forked: the same on every system, and safe beside threads.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context)
        return _ordered(self._pool, function, _chained(first, remaining), self._workers * AHEAD)

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _chained(first: Iterable[TaskT], rest: Iterable[TaskT]) -> Iterator[TaskT]:
    yield from first
    yield from rest


def _ordered(
    pool: ProcessPoolExecutor, function: Callable[[TaskT], ResultT], tasks: Iterator[TaskT], ahead: int
) -> Iterator[ResultT]:
    waiting: deque[Future[ResultT]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(function, task))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise PactwireError("a process of the comparison was ended from outside: try again with --workers 1") from error
    finally:
        for future in waiting:
            future.cancel()
