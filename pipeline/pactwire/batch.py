"""A whole run: a stream of articles through an engine into the state of an output folder, and from there into files.

What an article becomes is kept as soon as it is known, in any order; the files are written at the end, in the order of
the input. So they do not depend on how often the run was begun, nor on what was known before.
"""

import time
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pactwire import __version__
from pactwire.batches import Item, writable
from pactwire.engines import Engine
from pactwire.errors import OutputError
from pactwire.keys import extraction_fingerprint
from pactwire.reading.identity import Duplicate, unique_ids
from pactwire.resources import ruleset_hash
from pactwire.runs import ExtractionSettings, ModelInfo, Run
from pactwire.state import RunState
from pactwire.store import RunWriter
from pactwire.work import Progress, Work


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
    ids, places = state.identities()
    state.begin()
    work = Work(state, extraction_fingerprint(extraction, engine.model), progress)
    for outcome in engine.outcomes(work.unknown(unique_ids(map(writable, articles), ids, places))):
        work.add(outcome)
    return finish_batch(
        state,
        engine.model,
        extraction,
        came_in=work.inputs,
        known=work.known,
        inputs=inputs,
        settings=settings or {},
        started=started,
    )


def finish_batch(
    state: RunState,
    model: ModelInfo,
    extraction: ExtractionSettings,
    *,
    came_in: int,
    known: int,
    inputs: Iterable[str],
    settings: Mapping[str, Any],
    started: float,
) -> Done:
    """Write the files of a run all of whose outcomes are placed: so many as came in.

    Raises:
        OutputError: the folder cannot be written, or not every input has an outcome.
    """
    state.save()
    with RunWriter(state.folder) as writer:
        for outcome in state.outcomes():
            if isinstance(outcome, Duplicate):
                writer.add_duplicate(outcome)
            else:
                writer.add(outcome)
        counts = writer.counts
        ends = counts.articles + counts.duplicates + counts.set_aside + counts.failures
        if not came_in == ends == counts.inputs:
            raise OutputError(
                f"{came_in} inputs came in and {ends} came out, so nothing was written: "
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
    state.forget_unused()
    return Done(run, known)
