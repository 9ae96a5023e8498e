"""Extraction in this process. An article may take so long and no longer; what ends the process ends the run."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

from pactwire.batches import Item, Outcome, batches, extraction_failure
from pactwire.engines.processes import Batch, Load, Outcomes, too_long
from pactwire.records import Article


class OutOfTime(BaseException):
    """The time is over. Not an `Exception`: no component may take it for its own."""


def can_limit_time() -> bool:
    """Say whether this process can be interrupted by its clock."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise `OutOfTime` in the block after so many seconds; `None` is for ever."""
    if seconds is None:
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class AloneEngine:
    """One extractor, in this process."""

    def __init__(self, *, load: Load, time_limit: float | None = None) -> None:
        """Load the extractor.

        Raises:
            PactwireError: what `load` raises.
        """
        self._load = load
        self._limit = time_limit
        self._extractor = load()
        self.model = self._extractor.model

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def outcomes(self, articles: Iterable[Item]) -> Iterator[Outcome]:
        """Yield a record or a failure for each article, and what is no article as it is, in order."""
        for batch in batches(articles):
            yield from self._extract(batch)

    def _extract(self, batch: Batch) -> Outcomes:
        try:
            with at_most(self._limit):
                return self._extractor.extract(batch)
        except OutOfTime:
            self._extractor = self._load()
        outcomes: Outcomes = []
        for item in batch:
            try:
                with at_most(self._limit):
                    outcomes += self._extractor.extract([item])
            except OutOfTime:
                # Interrupted anywhere, it may be in any state.
                self._extractor = self._load()
                outcomes.append(extraction_failure(item, too_long(self._limit)) if isinstance(item, Article) else item)
        return outcomes
