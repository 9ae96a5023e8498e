"""Inputs that lie on object storage, named by a URL such as s3://bucket/folder; the only module that imports fsspec."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pactwire.errors import InputError
from pactwire.reading import Plan, ReadingSettings, Source, plan_inputs, read_source
from pactwire.reading.formats import is_readable_name, known_extensions
from pactwire.reading.items import Item
from pactwire.reading.stream import read_stored
from pactwire.records import Failure, ReadOutcome

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# What follows links from page to page: not a storage with a list of files.
WEB = ("http", "https", "ftp")

_URL = re.compile(r"([a-z][a-z0-9+.-]+)(?:::|://)")


def is_url(path: str) -> bool:
    """Tell a URL of a storage from a path.

    >>> is_url("s3://bucket/folder"), is_url("/data/news"), is_url("C:/news")
    (True, False, False)
    """
    return _URL.match(path) is not None


def plan_anywhere(inputs: Sequence[str], *, output: Path | str | None = None) -> Plan:
    """List the files that paths and URLs name, those on storage last.

    Raises:
        InputError: an input does not exist or cannot be listed, or holds no file that can be read.
    """
    urls = [given for given in inputs if is_url(given)]
    if not urls:
        return plan_inputs(inputs, output=output)
    paths = [given for given in inputs if not is_url(given)]
    local = plan_inputs(paths, output=output) if paths else Plan(())
    sources = {source.path: source for given in urls for source in _sources(given)}
    remote = tuple(sources[path] for path in sorted(sources))
    return Plan(sources=(*local.sources, *remote), ignored=local.ignored, failures=local.failures)


def read_anywhere(
    source: Source, settings: ReadingSettings, *, time_limit: float | None = None
) -> Iterator[ReadOutcome]:
    """Read one source of a plan, streaming; never raises for what the file holds."""
    if not is_url(source.path):
        yield from read_source(source, settings, time_limit=time_limit)
        return
    below = source.path.removeprefix(source.root).strip("/") or source.path.rpartition("/")[2]
    item = Item(
        name=source.path,
        below=tuple(below.split("/")),
        size=source.size,
        open=partial(_open, source.path),
        start=source.start,
        end=source.end,
    )
    try:
        yield from read_stored(item, settings, time_limit=time_limit)
    except Exception as error:  # noqa: BLE001  # every storage has errors of its own
        reason = f"cannot be read from the storage ({type(error).__name__}: {error})"
        yield Failure(path=source.path, stage="reading", reason=reason)


def version_of(source: Source) -> bytes:
    """Return what changes when a file does: of a local one its size and time, of another what its storage says.

    Raises:
        OSError: it is not there.
    """
    if is_url(source.path):
        system, path = _system(source.path)
        version = str(system.ukey(path))
    else:
        facts = Path(source.path).stat()
        version = f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ino}"
    parts = (source.path, source.root, str(source.start), str(source.end), version)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).digest()


def _sources(given: str) -> Iterator[Source]:
    system, root = _system(given)
    try:
        found = system.find(root, detail=True)
    except Exception as error:
        raise InputError(f"{given} cannot be listed ({type(error).__name__}: {error}): check URL and access") from error
    if not found:
        raise InputError(f"{given} does not exist or holds no file: check the URL")
    readable = 0
    for path, facts in sorted(found.items()):
        below = path.removeprefix(root).strip("/").split("/")
        if any(part.startswith(".") for part in below) or not is_readable_name(path):
            continue
        readable += 1
        folder = given.rstrip("/") if path != root else given.rpartition("/")[0]
        url = f"{folder}/{'/'.join(below)}" if path != root else given
        yield Source(url, size=int(facts.get("size") or 0), root=folder)
    if not readable:
        raise InputError(f"{given} holds no file that can be read ({known_extensions()})")


def _system(url: str) -> "tuple[AbstractFileSystem, str]":
    match = _URL.match(url)
    if match and match[1] in WEB:
        raise InputError(f"{url}: pactwire does not read from the web: download it first")
    try:
        import fsspec
    except ImportError as error:
        raise InputError(f"{url}: URLs need a further package: pip install fsspec") from error
    try:
        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise InputError(f"{url} cannot be opened: {error}") from error
    return system, path


def _open(url: str) -> BinaryIO:
    system, path = _system(url)
    opened: Any = system.open(path, "rb")
    return cast(BinaryIO, opened)
