"""Archives and compressed files to the items in them; nothing is written beside what is read.

A bomb is stopped by the ratio of what comes out to what lies in the file; names that climb out of the archive and
links are refused.
"""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

import zstandard

from pactwire.reading.items import Item, Problem, Unreadable
from pactwire.reading.settings import ReadingSettings
from pactwire.reading.zstd import Unzstd

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    lzma.LZMAError,
    tarfile.TarError,
    gzip.BadGzipFile,
    zstandard.ZstdError,
)
_HIDDEN = (".", "__MACOSX")
_CHUNK = 1 << 20
# What a small file may unpack to, whatever the ratio.
_ALWAYS_ALLOWED = 10_000_000
_BOMB = "unpacks to far more than it holds: refused as a bomb; unpack it yourself if it is none"

Opened = Iterator[Item | tuple[str, Problem]]


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    size: int
    refused: str | None


def open_compressed(item: Item, settings: ReadingSettings) -> Opened:
    """Yield the one item in a compressed file, under its name without the ending."""
    name = item.below[-1].rpartition(".")[0]
    opened = partial(_open_compressed, item, settings)
    yield replace(item, name=f"{item.name}/{name}", below=(*item.below[:-1], name), open=opened)


def open_zip(item: Item, settings: ReadingSettings) -> Opened:
    """Yield the files in a zip archive, sorted by name."""
    try:
        with item.open() as stream, zipfile.ZipFile(stream) as archive:
            infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
            if len(infos) > settings.max_members:
                raise Unreadable(_too_many(len(infos), settings))
            if sum(info.file_size for info in infos) > _limit(item.size, settings):
                raise Unreadable(_BOMB)
            for info in infos:
                encrypted = "encrypted: unpack it first" if info.flag_bits & 1 else None
                member = _Member(info.filename, info.file_size, encrypted or _bad_name(info.filename))
                yield from _inner(item, member, partial(_open_member, archive, info, _limit(item.size, settings)))
    except (*_DAMAGE, NotImplementedError) as error:
        raise Unreadable(f"damaged or unknown archive ({error}): pack it again") from error


def open_tar(item: Item, settings: ReadingSettings) -> Opened:
    """Yield the files in a tar archive, plain or compressed, in the archive's order."""
    compressed = item.below[-1].lower().endswith(("gz", "zst"))
    try:
        with (
            _open_compressed(item, settings) if compressed else item.open() as stream,
            tarfile.open(fileobj=stream, mode="r|") as archive,
        ):
            for count, info in enumerate(archive, 1):
                if count > settings.max_members:
                    raise Unreadable(_too_many(count, settings))
                if info.isdir():
                    continue
                plain = info.isreg() and not info.issparse()
                refused = None if plain else "a link, device or sparse file in an archive: not followed"
                member = _Member(info.name, info.size, refused or _bad_name(info.name))
                with SpooledTemporaryFile(max_size=settings.max_record_bytes) as spool:
                    if member.refused is None and (body := archive.extractfile(info)):
                        while chunk := body.read(_CHUNK):
                            spool.write(chunk)
                    yield from _inner(item, member, partial(_again, spool))
    except _DAMAGE as error:
        raise Unreadable(f"damaged archive ({error}): pack it again") from error


CONTAINERS: dict[str, Callable[[Item, ReadingSettings], Opened]] = {
    ".tar.gz": open_tar,
    ".tgz": open_tar,
    ".tar.zst": open_tar,
    ".tzst": open_tar,
    ".tar": open_tar,
    ".zip": open_zip,
    ".gz": open_compressed,
    ".zst": open_compressed,
}


def container_for(name: str) -> Callable[[Item, ReadingSettings], Opened] | None:
    """Return what opens a container, by the ending of its name."""
    lowered = name.lower()
    return next((opener for ending, opener in CONTAINERS.items() if lowered.endswith(ending)), None)


class _Bounded(io.RawIOBase):
    """A stream of unpacked bytes that ends in an error once there are more than `limit`."""

    def __init__(self, stream: BinaryIO, limit: int, *, beneath: BinaryIO | None = None) -> None:
        self._stream = stream
        self._beneath = beneath
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except _DAMAGE as error:
            raise Unreadable(f"damaged archive ({error}): pack it again") from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(_BOMB)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        if self._beneath is not None:
            self._beneath.close()
        super().close()


def _inner(item: Item, member: _Member, opened: Callable[[], BinaryIO]) -> Opened:
    path = PurePosixPath(member.name.replace("\\", "/"))
    if any(part.startswith(_HIDDEN) and part not in (".", "..") for part in path.parts):
        return
    parts = tuple(_printable(part) for part in path.parts)
    name = f"{item.name}/{_printable(member.name)}"
    if member.refused:
        yield name, Problem(member.refused)
        return
    if container_for(path.name) not in (None, open_compressed):
        yield name, Problem("an archive in an archive: unpack it first")
        return
    yield Item(name=name, below=(*item.below[:-1], *parts), size=member.size, open=opened)


def _bad_name(name: str) -> str | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "its path leads out of the archive: refused"
    return None


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _limit(size: int, settings: ReadingSettings) -> int:
    return max(_ALWAYS_ALLOWED, size * settings.max_ratio)


def _too_many(count: int, settings: ReadingSettings) -> str:
    return f"{count:,} members, more than the limit of {settings.max_members:,}: split the archive"


def _open_compressed(item: Item, settings: ReadingSettings) -> BinaryIO:
    stored = item.open()
    # A GzipFile does not close the file beneath it.
    unpacked = (
        io.BufferedReader(Unzstd(stored))
        if item.below[-1].lower().endswith("zst")
        else cast("BinaryIO", gzip.GzipFile(fileobj=stored, mode="rb"))
    )
    return io.BufferedReader(_Bounded(unpacked, _limit(item.size, settings), beneath=stored))


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> BinaryIO:
    try:
        return io.BufferedReader(_Bounded(cast("BinaryIO", archive.open(info)), limit))
    except (*_DAMAGE, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"damaged or unknown archive ({error}): pack it again") from error


class _Kept(io.RawIOBase):
    """A view of a spooled file from its beginning, which stays open when the view is closed."""

    def __init__(self, spool: "SpooledTemporaryFile[bytes]") -> None:
        self._spool = spool
        spool.seek(0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._spool.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _again(spool: "SpooledTemporaryFile[bytes]") -> BinaryIO:
    return io.BufferedReader(_Kept(spool))
