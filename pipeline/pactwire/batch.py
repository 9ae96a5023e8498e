"""A whole run: a stream of articles through an engine into the state of an output folder, and from there into files.

What an article becomes is kept as soon as it is known, in any order; the files are written at the end, in the order of
the input. So they do not depend on how often the run was begun, nor on what was known before.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic_core import PydanticSerializationError

from pactwire import __version__
from pactwire.batches import Item, Outcome, writable, writing_failure
from pactwire.engines import Engine
from pactwire.errors import OutputError
from pactwire.keys import article_key, extraction_fingerprint
from pactwire.reading.identity import Duplicate, unique_ids
from pactwire.records import Article, ArticleRecord, Failure, SetAside
from pactwire.resources import ruleset_hash
from pactwire.runs import ExtractionSettings, ModelInfo, Run
from pactwire.state import RunState
from pactwire.store import RunWriter

Progress = Callable[[str, bool], None]


class Done(NamedTuple):
    """A finished run, and how many of its records were known before."""

    run: Run
    known: int


def run_batch(
    articles: Iterable[Item],
    state: RunState,
    engine: Engine,
    extraction: ExtractionSettings,
    *,
    inputs: Iterable[str] = (),
    settings: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Done:
    """Extract the records of all articles into a folder and return what run.json says.

    An article whose record the state of the folder holds is not processed again. One that failed is.

    Args:
        articles: what was read, failures and what was set aside included; all is written out.
        state: that of the output folder; files of an earlier run in it are replaced at the end, not before.
        engine: what extracts.
        extraction: model, rules and profile of the engine.
        inputs: where the articles come from, for run.json.
        settings: what else the records depend on, for run.json.
        progress: called with the path of each input, and whether it is an article, once its outcome is known.

    Raises:
        PactwireError: the engine cannot go on, or the folder cannot be written.
    """
    started = time.perf_counter()
    work = Work(state, extraction_fingerprint(extraction, engine.model), progress or _quiet)
    for outcome in engine.outcomes(work.unknown(articles)):
        work.add(outcome)
    return finish_batch(work, engine.model, extraction, inputs=inputs, settings=settings or {}, started=started)


def finish_batch(
    work: "Work",
    model: ModelInfo,
    extraction: ExtractionSettings,
    *,
    inputs: Iterable[str],
    settings: Mapping[str, Any],
    started: float,
) -> Done:
    """Write the files of a run all of whose outcomes are known.

    Raises:
        OutputError: the folder cannot be written, or not every input has an outcome.
    """
    work.state.save()
    with RunWriter(work.state.folder) as writer:
        for outcome in work.state.outcomes():
            if isinstance(outcome, Duplicate):
                writer.add_duplicate(outcome)
            else:
                writer.add(outcome)
        counts = writer.counts
        ends = counts.articles + counts.duplicates + counts.set_aside + counts.failures
        if not work.inputs == ends == counts.inputs:
            raise OutputError(
                f"{work.inputs} inputs came in and {ends} came out, so nothing was written: "
                "run again with --force, and report this as an error of pactwire"
            )
        run = Run(
            pactwire=__version__,
            model=model,
            ruleset_sha256=ruleset_hash(extraction.own_rules()),
            inputs=tuple(inputs),
            settings={"profile": extraction.profile, **settings},
            counts=counts,
            seconds=round(time.perf_counter() - started, 3),
        )
        writer.finish(run)
    work.state.forget_unused()
    return Done(run, work.known)


class Work:
    """What of a stream of inputs is to be done, and the outcomes of what is done."""

    def __init__(self, state: RunState, fingerprint: bytes, progress: Progress) -> None:
        """Forget what became of the inputs of an earlier run, but not the records of its articles."""
        self.state = state
        self.inputs = 0
        self.known = 0
        self._fingerprint = fingerprint
        self._progress = progress
        self._waiting: deque[tuple[int, bytes]] = deque()
        state.begin()

    def unknown(self, items: Iterable[Item]) -> Iterator[Article]:
        """Yield the articles whose records are not known; `add` must get their outcomes in the same order."""
        for item in unique_ids(map(writable, items), *self.state.identities()):
            self.inputs += 1
            if isinstance(item, Article):
                key = article_key(self._fingerprint, item)
                if not self.state.has(key):
                    self._waiting.append((self.inputs, key))
                    yield item
                    continue
                self.known += 1
                self.state.place(self.inputs, key)
                self._progress(item.path, True)
            else:
                self._place(item)

    def add(self, outcome: Outcome) -> None:
        """Keep the outcome of the next article that `unknown` has given."""
        number, key = self._waiting.popleft()
        if isinstance(outcome, ArticleRecord):
            try:
                self.state.keep(key, outcome.model_dump_json())
                self.state.place(number, key)
                self._progress(outcome.article.path, True)
                return
            except (PydanticSerializationError, UnicodeEncodeError) as error:
                outcome = writing_failure(outcome.article, error)
        self.state.place(number, outcome)
        self._progress(outcome.path, False)

    def _place(self, item: Failure | SetAside | Duplicate) -> None:
        self.state.place(self.inputs, item)
        self._progress(item.path, False)


def _quiet(path: str, article: bool) -> None:
    """Show nothing."""
