"""Bytes to text: byte order marks, UTF-8, then the likeliest Western or detected encoding; never mojibake."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from pactwire.reading.items import Item, Unreadable

_CHUNK = 1 << 20
_SAMPLE = 1 << 17
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LEGACY_BYTE = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What cp1252 never shows in English prose: a sign or a capital after a small letter, a run of three accented letters.
_NOT_WESTERN = re.compile(r"[a-z][¡-¨ª-¶¸-»¼-¾À-ÖØ-Þ×÷ƒ†‡ˆ‰‹Œ]|[a-z][Ÿ](?=[a-z])|[À-ÖØ-öø-ÿŒœŠšŸŽž]{3}")
BINARY = "binary content (NUL bytes): not a text; if it is UTF-16, save it as UTF-8"
CONTROLS = "binary content (control characters): not a text in a known encoding"


def byte_order_mark(head: bytes) -> tuple[str | None, int]:
    """Return the encoding that a byte order mark at the start names, and the mark's length."""
    return next(((name, len(mark)) for mark, name in _MARKS if head.startswith(mark)), (None, 0))


def decode(data: bytes) -> str:
    """Decode a whole file, dropping nothing but a byte order mark at the very start.

    Raises:
        Unreadable: it is binary, damaged, or in no encoding that can be told.
    """
    marked, skip = byte_order_mark(data[:4])
    encoding = marked or _unmarked_encoding(data)
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(damaged(encoding, error.start + skip)) from error
    check_characters(text)
    return text


def detect(item: Item) -> tuple[str, int]:
    """Return the encoding of an item and the length of its mark, reading it once in pieces.

    Raises:
        Unreadable: it is binary, damaged, or in no encoding that can be told.
    """
    with item.open() as stream:
        head = stream.read(4)
        marked, skip = byte_order_mark(head)
        if marked:
            return marked, skip
        decoder = codecs.getincrementaldecoder("utf-8")()
        seen = 0
        for chunk in _chunks(head, stream):
            if b"\0" in chunk:
                raise Unreadable(BINARY)
            pending = decoder.getstate()[0]
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _unmarked_encoding(pending + chunk, seen - len(pending)), 0
            seen += len(chunk)
        if pending := decoder.getstate()[0]:
            return legacy_encoding(pending, seen - len(pending)), 0
    return "utf-8", 0


def damaged(encoding: str, position: int) -> str:
    """Say that a file breaks its own encoding."""
    return f"damaged {encoding.upper()} at byte {position}: get the file again or save it as UTF-8"


def check_characters(text: str) -> None:
    """Refuse what decodes but is no text.

    Raises:
        Unreadable: there are NULs or many control characters.
    """
    head = text[:_SAMPLE]
    if "\0" in text:
        raise Unreadable(BINARY)
    if len(_CONTROLS.findall(head)) * 50 > len(head):
        raise Unreadable(CONTROLS)


def is_damaged_utf8(sample: bytes) -> bool:
    """Tell whether a sample that is not valid UTF-8 is UTF-8 all the same, but for some bytes."""
    return len(_UTF8_SEQUENCE.findall(sample)) * 2 > len(_LEGACY_BYTE.findall(_UTF8_SEQUENCE.sub(b"", sample)))


def legacy_encoding(sample: bytes, offset: int = 0) -> str:
    """Tell the encoding of a sample that is not UTF-8 and lies at `offset` in its file.

    charset-normalizer takes short English in cp1252 for cp1250 and turns "ñ" into "ń", so cp1252 is tried first
    and given up where it yields what English prose never holds.

    Raises:
        Unreadable: the sample is damaged UTF-8 or no encoding fits.
    """
    if is_damaged_utf8(sample):
        raise Unreadable(damaged("utf-8", offset + _first_invalid(sample)))
    try:
        western = sample.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None and not _NOT_WESTERN.search(western) and not _CONTROLS.search(western):
        return "cp1252"
    best = from_bytes(sample).best()
    if best is None:
        raise Unreadable("encoding not recognised: save the file as UTF-8")
    return best.encoding


def _unmarked_encoding(data: bytes, offset: int = 0) -> str:
    if b"\0" in data:
        raise Unreadable(BINARY)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        begin = max(0, error.start - _SAMPLE // 2)
        return legacy_encoding(data[begin : begin + _SAMPLE], offset + begin)
    return "utf-8"


def _first_invalid(sample: bytes) -> int:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(sample)


def _chunks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    chunk = head + stream.read(_CHUNK)
    while chunk:
        yield chunk
        chunk = stream.read(_CHUNK)
