"""Extraction in this process. An article may take so long and no longer; what ends the process ends the run."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from pactwire.batches import Item, Outcome, batches, extraction_failure
from pactwire.engines.processes import Batch, Load, Outcomes
from pactwire.records import Article
from pactwire.time_limit import OutOfTime, at_most


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
            except OutOfTime as error:
                # Interrupted anywhere, it may be in any state.
                self._extractor = self._load()
                outcomes.append(extraction_failure(item, str(error)) if isinstance(item, Article) else item)
        return outcomes
