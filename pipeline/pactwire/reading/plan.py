"""Which files an input names: sorted, each once, with what is left out and why."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pactwire.errors import InputError
from pactwire.reading.formats import SPLITTABLE, is_readable_name, known_extensions
from pactwire.reading.standard_input import STANDARD_INPUT
from pactwire.records import Failure

_HIDDEN = (".", "__MACOSX", "Thumbs.db", "desktop.ini", "~$")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to read, or the lines of it that begin at `start <= byte < end`.

    `path` is the path as the user would type it, `root` the folder under which folders name outlets.
    """

    path: str
    start: int = 0
    end: int | None = None
    size: int = 0
    root: str = "."


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that lies in an input folder and is not read."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources in reading order, what is ignored, and what already failed."""

    sources: tuple[Source, ...]
    ignored: tuple[Ignored, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(source.size for source in self.sources)

    def split(self, part: int) -> "Plan":
        """Cut sources that can be read from any line on into parts of about `part` bytes; the order stays."""
        return replace(self, sources=tuple(piece for source in self.sources for piece in _pieces(source, part)))


@dataclass(slots=True)
class _Walk:
    sources: list[Source] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    output: str | None = None


def plan_inputs(inputs: Sequence[Path | str], *, output: Path | str | None = None) -> Plan:
    """List the files that the inputs name, sorted by path; a file named twice is read once, "-" is standard input.

    What lies in the `output` folder inside an input folder is left out: it is what an earlier run made of the others.

    Raises:
        InputError: there is no input, an input does not exist or is the output folder, or a folder holds no file that
            can be read.
    """
    if isinstance(inputs, str | Path):
        inputs = [inputs]
    if not inputs:
        raise InputError("no input: name at least one file or folder")
    walk = _Walk(output=None if output is None else os.path.realpath(output))
    for given in inputs:
        if given == "-":
            walk.sources.append(Source(STANDARD_INPUT))
        else:
            _add_input(os.path.normpath(given), walk)
    sources: dict[str, Source] = {}
    for source in sorted(walk.sources):
        sources.setdefault(os.path.realpath(source.path), source)
    return Plan(
        sources=tuple(sorted(sources.values())),
        ignored=tuple(sorted(walk.ignored, key=lambda ignored: ignored.path)),
        failures=tuple(sorted(walk.failures, key=lambda failure: failure.path)),
    )


def printable(path: str) -> str:
    """Return a path that can be written as UTF-8, whatever bytes the file name holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def size_of(path: str) -> int:
    """Return the bytes of a file, 0 where it cannot be looked at: reading it will say why."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _add_input(given: str, walk: _Walk) -> None:
    try:
        mode = Path(given).stat().st_mode
    except FileNotFoundError as error:
        raise InputError(f"{printable(given)} does not exist: check the path") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{given!r} cannot be opened: {error}") from error
    if not stat.S_ISDIR(mode):
        _add_named_file(given, mode, walk)
        return
    if os.path.realpath(given) == walk.output:
        raise InputError(f"{printable(given)} is both input and output: choose another folder for the output")
    before = len(walk.sources) + len(walk.failures)
    for path in _files_below(given, walk):
        walk.sources.append(Source(path, size=size_of(path), root=given))
    if len(walk.sources) + len(walk.failures) == before:
        raise InputError(f"{printable(given)} holds no file that can be read ({known_extensions()})")


def _add_named_file(given: str, mode: int, walk: _Walk) -> None:
    if not stat.S_ISREG(mode):
        walk.failures.append(_failure(given, "not a regular file: name a file or folder"))
    elif not is_readable_name(given):
        walk.failures.append(_failure(given, f"unknown kind of file: readable are {known_extensions()}"))
    else:
        walk.sources.append(Source(given, size=size_of(given), root=str(Path(given).parent)))


def _files_below(folder: str, walk: _Walk) -> Iterator[str]:
    """Yield the readable files below a folder; links to folders are not followed, so there are no loops."""
    root = os.path.realpath(folder)
    waiting = [folder]
    links: list[str] = []
    regular: set[str] = set()
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            walk.failures.append(
                _failure(current, f"folder cannot be listed ({error.strerror}): check its permissions")
            )
            continue
        for entry in listed:
            if entry.name.startswith(_HIDDEN):
                walk.ignored.append(Ignored(printable(entry.path), "hidden"))
            elif entry.is_symlink():
                links.append(entry.path)
            elif walk.output is not None and os.path.realpath(entry.path) == walk.output:
                walk.ignored.append(Ignored(printable(entry.path), "output folder"))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                walk.ignored.append(Ignored(printable(entry.path), "not a regular file"))
            elif not is_readable_name(entry.name):
                walk.ignored.append(Ignored(printable(entry.path), "unknown kind of file"))
            else:
                regular.add(os.path.realpath(entry.path))
                yield entry.path
    yield from _links_to_read(links, root, regular, walk)


def _links_to_read(links: Iterable[str], root: str, regular: set[str], walk: _Walk) -> Iterator[str]:
    for path in sorted(links):
        target = os.path.realpath(path)
        if target in regular:
            reason = "link to a file that is read itself"
        elif not f"{target}{os.sep}".startswith(root + os.sep):
            reason = "link out of the input folder"
        elif walk.output is not None and target.startswith(walk.output + os.sep):
            reason = "link into the output folder"
        elif not Path(target).is_file():
            reason = "link to a folder, or to nothing"
        elif not is_readable_name(path):
            reason = "unknown kind of file"
        else:
            regular.add(target)
            yield path
            continue
        walk.ignored.append(Ignored(printable(path), reason))


def _pieces(source: Source, part: int) -> Iterator[Source]:
    if source.size <= part or not source.path.lower().endswith(SPLITTABLE):
        yield source
        return
    for start in range(0, source.size, part):
        end = start + part
        yield replace(source, start=start, end=end if end < source.size else None, size=min(part, source.size - start))


def _failure(path: str, reason: str) -> Failure:
    return Failure(path=printable(path), stage="reading", reason=reason)
