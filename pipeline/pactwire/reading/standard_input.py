"""Standard input as a file of a name that its first bytes suggest."""

import atexit
import io
import re
import sys
from functools import cache, partial
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

from pactwire.reading.containers import open_compressed
from pactwire.reading.fields import has_text_key
from pactwire.reading.items import Item
from pactwire.reading.settings import ReadingSettings

STANDARD_INPUT = "<stdin>"
_CHUNK = 1 << 20
_HEAD = 4_096
_MAGIC = (
    (b"\x1f\x8b", ".gz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"PK\x03\x04", ".zip"),
    (b"%PDF-", ".pdf"),
    (b"WARC/", ".warc"),
)
_TAR_MAGIC = slice(257, 262)


def standard_input_item(settings: ReadingSettings) -> Item:
    """Return what comes in, kept on disk, as an item that can be opened as often as needed.

    Raises:
        Unreadable: it is compressed and damaged.
    """
    kept, size = _kept()
    opened = partial(_open, kept)
    ending = _ending(opened(), settings)
    item = Item(name=STANDARD_INPUT, below=(f"stdin{ending}",), size=size, open=opened)
    if ending in (".gz", ".zst"):
        (inner,) = open_compressed(item, settings)
        if isinstance(inner, Item):
            with inner.open() as stream:
                ending = _ending(stream, settings) + ending
    return Item(name=STANDARD_INPUT, below=(f"stdin{ending}",), size=size, open=opened)


@cache
def _kept() -> tuple[IO[bytes], int]:
    """Copy standard input, which comes but once, to a file without a name."""
    kept = TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    atexit.register(kept.close)
    while chunk := sys.stdin.buffer.read(_CHUNK):
        kept.write(chunk)
    return kept, kept.tell()


def _ending(stream: BinaryIO, settings: ReadingSettings) -> str:
    """Return the ending of the format that the first bytes show; what shows none is text."""
    head = stream.read(_HEAD)
    if found := next((ending for magic, ending in _MAGIC if head.startswith(magic)), None):
        return found
    if head[_TAR_MAGIC] == b"ustar":
        return ".tar"
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith((b"<!doctype html", b"<html")) or (words.startswith(b"<") and b"<html" in words):
        return ".html"
    if words.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")):
        return ".xml"
    if words.startswith((b"{", b"[")):
        return ".json"
    cells = re.split(r"[,;\t|]", words.partition(b"\n")[0].decode("latin-1"))
    return ".csv" if len(cells) > 1 and has_text_key([cell.strip(' "\r') for cell in cells], settings) else ".txt"


def _open(kept: IO[bytes]) -> BinaryIO:
    return io.BufferedReader(_View(kept))


class _View(io.RawIOBase):
    """A reading position of its own in a file that is shared."""

    def __init__(self, kept: IO[bytes]) -> None:
        self._kept = kept
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._kept.seek(0, io.SEEK_END)}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._kept.seek(self._at)
        data = self._kept.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
