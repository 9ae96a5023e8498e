"""Where extraction runs: in this process, or in several."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol

from pactwire.batches import Item, Outcome
from pactwire.runs import ExtractionSettings, ModelInfo


class Engine(Protocol):
    """Turns articles into records. Every engine gives the same outcomes in the same order."""

    model: ModelInfo

    def outcomes(self, articles: Iterable[Item]) -> Iterator[Outcome]:
        """Yield a record or a failure for each article, and what is no article as it is, in order."""


def open_engine(
    settings: ExtractionSettings, *, workers: int = 1, time_limit: float | None = None
) -> AbstractContextManager[Engine]:
    """Return an engine that lasts as long as the `with` block.

    Args:
        settings: model, rules and profile.
        workers: processes; with one, everything happens in this process where that can keep to the time limit.
        time_limit: seconds that one article may take.

    Raises:
        ModelError: the model cannot be used.
        ResourceError: a rule or lexicon cannot be used.
    """
    from pactwire.engines.alone import AloneEngine
    from pactwire.engines.processes import WorkerPool, load_pipeline
    from pactwire.time_limit import can_limit_time

    load = partial(load_pipeline, settings)
    if workers > 1 or (time_limit is not None and not can_limit_time()):
        return WorkerPool(workers, load=load, time_limit=time_limit)
    return AloneEngine(load=load, time_limit=time_limit)
