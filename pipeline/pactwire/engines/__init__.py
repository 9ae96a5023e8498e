"""Where extraction runs: in this process, or in several."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Protocol

from pactwire.records import Article, ArticleRecord, Failure
from pactwire.runs import ExtractionSettings, ModelInfo


class Engine(Protocol):
    """Turns articles into records. Every engine gives the same outcomes in the same order."""

    model: ModelInfo

    def outcomes(self, articles: Iterable[Article | Failure]) -> Iterator[ArticleRecord | Failure]:
        """Yield a record or a failure for each article or failure, in order."""


def open_engine(settings: ExtractionSettings, *, workers: int = 1) -> AbstractContextManager[Engine]:
    """Return an engine that lasts as long as the `with` block.

    Args:
        settings: model, rules and profile.
        workers: processes; with one, everything happens in this process.

    Raises:
        ModelError: the model cannot be used.
        ResourceError: a rule or lexicon cannot be used.
    """
    from pactwire.engines.processes import WorkerPool, load_pipeline

    if workers > 1:
        return WorkerPool(workers, load=partial(load_pipeline, settings))
    return nullcontext(load_pipeline(settings))
