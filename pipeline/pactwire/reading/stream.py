"""The stream of articles and failures out of files and folders."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pactwire.reading.assemble import assemble
from pactwire.reading.containers import container_for
from pactwire.reading.formats import known_extensions, reader_for
from pactwire.reading.items import Item, Problem, Reader, Unreadable
from pactwire.reading.plan import Plan, Source, plan_inputs, printable
from pactwire.reading.settings import ReadingSettings
from pactwire.records import Article, Failure

DEFAULTS = ReadingSettings()


def read_inputs(inputs: Sequence[Path | str], *, settings: ReadingSettings = DEFAULTS) -> Iterator[Article | Failure]:
    """Read files and folders, in the order of their paths; what cannot be read becomes a failure.

    Raises:
        InputError: at once, where there is no input, an input does not exist or a folder holds no readable file.
    """
    return read_plan(plan_inputs(inputs), settings)


def read_plan(plan: Plan, settings: ReadingSettings = DEFAULTS) -> Iterator[Article | Failure]:
    """Read all sources of a plan, after its failures."""
    yield from plan.failures
    for source in plan.sources:
        yield from read_source(source, settings)


def read_file(
    path: Path | str, root: Path | str | None = None, settings: ReadingSettings = DEFAULTS
) -> Iterator[Article | Failure]:
    """Read one file; folders between `root` and the file may name its outlet."""
    return read_source(Source(os.fspath(path), root=os.fspath(Path(path).parent if root is None else root)), settings)


def read_source(source: Source, settings: ReadingSettings = DEFAULTS) -> Iterator[Article | Failure]:
    """Read one source of a plan, streaming; never raises for what the file holds."""
    item = Item(
        name=printable(source.path),
        below=_below(source),
        size=source.size or _size(source.path),
        open=partial(_open, source.path),
        start=source.start,
        end=source.end,
    )
    for name, outcome in _outcomes(item, settings):
        yield _failure(name, outcome) if isinstance(outcome, Problem) else outcome


def _outcomes(item: Item, settings: ReadingSettings) -> Iterator[tuple[str, Article | Problem]]:
    container = container_for(item.below[-1])
    if container is None:
        yield from ((item.name, outcome) for outcome in _read_with_reader(item, settings))
        return
    try:
        for inner in container(item, settings):
            if isinstance(inner, Item):
                yield from _outcomes(inner, settings)
            else:
                yield inner
    except (Unreadable, OSError) as error:
        yield item.name, _problem(error)


def _read_with_reader(item: Item, settings: ReadingSettings) -> Iterator[Article | Problem]:
    reader = reader_for(item.below[-1])
    if reader is None:
        yield Problem(f"unknown kind of file: readable are {known_extensions()}")
        return
    yield from read_item(item, reader, settings)


def read_item(item: Item, reader: Reader, settings: ReadingSettings) -> Iterator[Article | Problem]:
    """Read one item with its reader; whatever the item holds, an article or a problem comes out."""
    try:
        for draft in reader(item, settings):
            yield draft if isinstance(draft, Problem) else assemble(draft, item, settings)
    except (Unreadable, UnicodeDecodeError, OSError) as error:
        yield _problem(error)


def _problem(error: Unreadable | UnicodeDecodeError | OSError) -> Problem:
    if isinstance(error, Unreadable):
        return Problem(str(error), error.line)
    if isinstance(error, UnicodeDecodeError):
        return Problem(f"damaged {error.encoding.upper()}: get the file again or save it as UTF-8")
    return Problem(f"cannot be opened or read ({error.strerror or error}): check file and permissions")


def _open(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        # Opening it will say why.
        return 0


def _below(source: Source) -> tuple[str, ...]:
    relative = Path(os.path.relpath(source.path, source.root))
    return tuple(printable(part) for part in relative.parts if part not in ("..", "."))


def _failure(name: str, problem: Problem) -> Failure:
    return Failure(path=name, article_id=problem.article_id, line=problem.line, stage="reading", reason=problem.reason)
