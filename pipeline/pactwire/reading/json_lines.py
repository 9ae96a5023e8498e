"""Reader of JSON Lines: one article a line; it can begin at any line."""

import io
import json
from collections.abc import Iterator
from typing import Any

from pactwire.reading.decoding import BINARY, byte_order_mark, damaged, legacy_encoding
from pactwire.reading.fields import draft_from
from pactwire.reading.items import Draft, Item, Problem, Unreadable
from pactwire.reading.lines import read_lines, skip_to
from pactwire.reading.settings import ReadingSettings

_SAMPLE = 1 << 17


def read_jsonl_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read each line as one article; a line that is none becomes a problem."""
    with item.open() as stream:
        marked, skip = byte_order_mark(stream.read(4))
    if marked and marked != "utf-8":
        if item.start == 0:
            yield from _read_marked(item, settings, marked, skip)
        return
    legacy: str | Unreadable | None = None
    with item.open() as stream:
        position, number = skip_to(stream, item.start)
        for length, line in read_lines(stream, settings.max_record_bytes):
            if item.end is not None and position >= item.end:
                return
            position += length
            if line is None:
                yield too_long(length, number, settings)
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                try:
                    text = data.decode("utf-8")
                except UnicodeDecodeError as error:
                    # All lines of a file are in one encoding, and all its parts must find the same one.
                    legacy = legacy or _legacy_encoding(item, settings)
                    if isinstance(legacy, Unreadable):
                        yield Problem(damaged("utf-8", position - length + error.start), number)
                        number += 1
                        continue
                    text = data.decode(legacy, "replace")
                    if "�" in text:
                        yield Problem(damaged(legacy, position - length), number)
                        number += 1
                        continue
                yield read_line(text, number, settings)
            number += 1


def read_line(text: str, number: int, settings: ReadingSettings) -> Draft | Problem:
    """Read the JSON object of one line."""
    if "\0" in text:
        return Problem(BINARY, number)
    try:
        value = parse(text)
    except ValueError as error:
        return Problem(f"not JSON ({error}): correct or remove the line", number)
    if not isinstance(value, dict):
        return Problem(f"not a JSON object but {type(value).__name__}: one object a line is expected", number)
    return draft_from(value, settings, line=number)


def parse(text: str) -> Any:
    """Parse JSON; NaN and infinities, which some programs write for "nothing", become `None`.

    Raises:
        ValueError: it is not JSON, a number has too many digits, or it is nested too deeply.
    """
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def too_long(length: int, number: int, settings: ReadingSettings) -> Problem:
    """Say that a record is over the limit."""
    limit = settings.max_record_bytes
    return Problem(
        f"{length:,} bytes, more than the limit of {limit:,} for one article: split it or raise --max-characters",
        number,
    )


def _read_marked(item: Item, settings: ReadingSettings, encoding: str, skip: int) -> Iterator[Draft | Problem]:
    with item.open() as stream:
        stream.read(skip)
        text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="\n")
        number = 0
        while line := text.readline(settings.max_record_bytes + 1):
            number += 1
            if len(line) > settings.max_record_bytes and not line.endswith("\n"):
                length = len(line)
                while not line.endswith("\n") and (line := text.readline(1 << 20)):
                    length += len(line)
                yield too_long(length, number, settings)
            elif line.strip():
                yield read_line(line, number, settings)


def _legacy_encoding(item: Item, settings: ReadingSettings) -> str | Unreadable:
    sample = bytearray()
    with item.open() as stream:
        for _length, line in read_lines(stream, settings.max_record_bytes):
            if line is not None and not line.isascii():
                sample += line[:_SAMPLE]
            if len(sample) >= _SAMPLE:
                break
    try:
        return legacy_encoding(bytes(sample[:_SAMPLE]))
    except Unreadable as error:
        return error
