"""The stream of articles and failures out of files and folders."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pactwire.reading.assemble import assemble
from pactwire.reading.containers import container_for
from pactwire.reading.formats import known_extensions, reader_for
from pactwire.reading.items import Aside, Draft, Item, Problem, Reader, Unreadable
from pactwire.reading.language import foreign_language
from pactwire.reading.plan import Plan, Source, plan_inputs, printable, size_of
from pactwire.reading.settings import ReadingSettings
from pactwire.reading.standard_input import STANDARD_INPUT, standard_input_item
from pactwire.records import Article, Failure, ReadOutcome, SetAside
from pactwire.time_limit import OutOfTime, at_most, can_limit_time

DEFAULTS = ReadingSettings()

Outcome = Article | Aside | Problem


def read_inputs(inputs: Sequence[Path | str], *, settings: ReadingSettings = DEFAULTS) -> Iterator[ReadOutcome]:
    """Read files and folders, in the order of their paths; what cannot be read becomes a failure.

    Raises:
        InputError: at once, where there is no input, an input does not exist or a folder holds no readable file.
    """
    return read_plan(plan_inputs(inputs), settings)


def read_plan(plan: Plan, settings: ReadingSettings = DEFAULTS) -> Iterator[ReadOutcome]:
    """Read all sources of a plan, after its failures."""
    yield from plan.failures
    for source in plan.sources:
        yield from read_source(source, settings)


def read_file(
    path: Path | str, root: Path | str | None = None, settings: ReadingSettings = DEFAULTS
) -> Iterator[ReadOutcome]:
    """Read one file; folders between `root` and the file may name its outlet."""
    return read_source(Source(os.fspath(path), root=os.fspath(Path(path).parent if root is None else root)), settings)


def read_source(
    source: Source, settings: ReadingSettings = DEFAULTS, *, time_limit: float | None = None
) -> Iterator[ReadOutcome]:
    """Read one source of a plan, streaming; never raises for what the file holds.

    What takes longer than `time_limit` seconds for one article is given up, where the process has a clock for that.
    """
    try:
        item = standard_input_item(settings) if source.path == STANDARD_INPUT else _item(source)
    except (Unreadable, OSError) as error:
        yield _placed(source.path, _problem(error))
        return
    yield from read_stored(item, settings, time_limit=time_limit)


def read_stored(
    item: Item, settings: ReadingSettings = DEFAULTS, *, time_limit: float | None = None
) -> Iterator[ReadOutcome]:
    """Read something that lies wherever `item` opens it, streaming; never raises for what it holds."""
    empty = True
    for name, outcome in _outcomes(item, settings, time_limit):
        empty = False
        yield outcome if isinstance(outcome, Article) else _placed(name, outcome)
    # A part of a file may well hold nothing; of a whole one it must be told, or it would vanish uncounted.
    if empty and item.start == 0 and item.end is None:
        yield _placed(item.name, Aside("not_an_article", "nothing in it"))


def _item(source: Source) -> Item:
    return Item(
        name=printable(source.path),
        below=_below(source),
        size=source.size or size_of(source.path),
        open=partial(_open, source.path),
        start=source.start,
        end=source.end,
    )


def _outcomes(item: Item, settings: ReadingSettings, time_limit: float | None) -> Iterator[tuple[str, Outcome]]:
    container = container_for(item.below[-1])
    if container is None:
        yield from ((item.name, outcome) for outcome in _read_with_reader(item, settings, time_limit))
        return
    try:
        for inner in container(item, settings):
            if isinstance(inner, Item):
                yield from _outcomes(inner, settings, time_limit)
            else:
                yield inner
    except (Unreadable, OSError) as error:
        yield item.name, _problem(error)


def _read_with_reader(item: Item, settings: ReadingSettings, time_limit: float | None) -> Iterator[Outcome]:
    reader = reader_for(item.below[-1])
    if reader is None:
        yield Problem(f"unknown kind of file: readable are {known_extensions()}")
        return
    yield from read_item(item, reader, settings, time_limit=time_limit)


def read_item(
    item: Item, reader: Reader, settings: ReadingSettings, *, time_limit: float | None = None
) -> Iterator[Outcome]:
    """Read one item with its reader; whatever the item holds, an article or a problem comes out."""
    limit = time_limit if can_limit_time() else None
    drafts = reader(item, settings)
    try:
        while True:
            # The clock stands still while an article is with whoever asked for it.
            with at_most(limit):
                outcome = _next(drafts, item, settings)
            if outcome is None:
                return
            yield outcome
    except OutOfTime as error:
        yield Problem(str(error))
    except (Unreadable, UnicodeDecodeError, OSError) as error:
        yield _problem(error)


def _next(drafts: Iterator[Draft | Problem | Aside], item: Item, settings: ReadingSettings) -> Outcome | None:
    draft = next(drafts, None)
    return _judged(assemble(draft, item, settings), settings) if isinstance(draft, Draft) else draft


def _judged(outcome: Article | Problem, settings: ReadingSettings) -> Outcome:
    """Set an article aside whose language is surely not English."""
    if settings.any_language or not isinstance(outcome, Article):
        return outcome
    language = foreign_language(outcome.text)
    return outcome if language is None else Aside("language", language, outcome.line, outcome.id)


def _problem(error: Unreadable | UnicodeDecodeError | OSError) -> Problem:
    if isinstance(error, Unreadable):
        return Problem(str(error), error.line)
    if isinstance(error, UnicodeDecodeError):
        return Problem(f"damaged {error.encoding.upper()}: get the file again or save it as UTF-8")
    return Problem(f"cannot be opened or read ({error.strerror or error}): check file and permissions")


def _open(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _below(source: Source) -> tuple[str, ...]:
    relative = Path(os.path.relpath(source.path, source.root))
    return tuple(printable(part) for part in relative.parts if part not in ("..", "."))


def _placed(name: str, outcome: Aside | Problem) -> SetAside | Failure:
    place = {"path": name, "article_id": outcome.article_id, "line": outcome.line}
    if isinstance(outcome, Aside):
        return SetAside.model_validate({**place, "reason": outcome.reason, "detail": outcome.detail})
    return Failure.model_validate({**place, "stage": "reading", "reason": outcome.reason})
