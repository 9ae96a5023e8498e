"""A whole run: a stream of articles through an engine into an output folder."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pactwire import __version__
from pactwire.engines import open_engine
from pactwire.reading.identity import Duplicate, unique_ids
from pactwire.records import Article, ArticleRecord, Failure
from pactwire.resources import ruleset_hash
from pactwire.runs import ExtractionSettings, Run
from pactwire.store import RunWriter


def run_batch(
    articles: Iterable[Article | Failure],
    output: Path,
    extraction: ExtractionSettings,
    *,
    workers: int = 1,
    inputs: Iterable[str] = (),
    settings: Mapping[str, Any] | None = None,
    progress: Callable[[ArticleRecord | Failure], None] | None = None,
) -> Run:
    """Extract the records of all articles into a folder and return what run.json says.

    Args:
        articles: what was read, failures included; they are written out with the others.
        output: the folder; files of an earlier run in it are replaced at the end, not before.
        extraction: model, rules and profile.
        workers: processes; the number changes the time, not the records.
        inputs: where the articles come from, for run.json.
        settings: what else the records depend on, for run.json.
        progress: called with each outcome once it is written.

    Raises:
        ModelError: the model cannot be used.
        ResourceError: a rule or lexicon cannot be used.
        OutputError: the folder cannot be written.
    """
    rules = extraction.rules
    started = time.perf_counter()
    with RunWriter(output) as writer, open_engine(extraction, workers=workers) as engine:
        for outcome in engine.outcomes(_distinct(articles, writer)):
            writer.add(outcome)
            if progress:
                progress(outcome)
        run = Run(
            pactwire=__version__,
            model=engine.model,
            ruleset_sha256=ruleset_hash(sorted(rules.rglob("*.toml")) if rules else ()),
            inputs=tuple(inputs),
            settings=dict(settings or {}),
            counts=writer.counts,
            seconds=round(time.perf_counter() - started, 3),
        )
        writer.finish(run)
    return run


def _distinct(articles: Iterable[Article | Failure], writer: RunWriter) -> Iterator[Article | Failure]:
    for item in unique_ids(articles):
        if isinstance(item, Duplicate):
            writer.add_duplicate(item)
        else:
            yield item
