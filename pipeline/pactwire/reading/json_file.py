"""Reader of JSON files: one article, an array of them, an object that wraps such an array, or JSON Lines."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pactwire.reading.decoding import detect
from pactwire.reading.fields import draft_from, has_text_key
from pactwire.reading.items import Draft, Item, Problem, Unreadable
from pactwire.reading.json_lines import parse, read_jsonl_item, too_long
from pactwire.reading.patterns import normalise_key, reading_patterns
from pactwire.reading.settings import ReadingSettings

_CHUNK = 1 << 16
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1, ",": 0}
_OUTSIDE = re.compile(r'["\[\]{},]')
_IN_QUOTES = re.compile(r'["\\]')
_ARRAY = re.compile(r"[ \t\r\n]*\[")
_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")


def read_json_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read the articles of a JSON file; arrays are read element by element, whatever their length."""
    encoding, skip = detect(item)
    with item.open() as stream:
        stream.read(skip)
        window = _Window(io.TextIOWrapper(stream, encoding=encoding, newline=""), settings)
        first = window.peek()
        if first == "":
            yield Problem("empty file: nothing to read")
            return
        if first == "[":
            yield from _read_array(window, settings)
            return
        first_line_only = first == "{" and window.first_line_is_whole()
    if first_line_only:
        yield from read_jsonl_item(item, settings)
        return
    yield from _read_single(item, settings, encoding, skip)


def _read_array(window: "_Window", settings: ReadingSettings) -> Iterator[Draft | Problem]:
    window.skip(_ARRAY)
    while window.skip(_BETWEEN) and window.peek() != "]":
        line = window.line
        element = window.take()
        if isinstance(element, int):
            yield too_long(element, line, settings)
            continue
        try:
            value = parse(element)
        except ValueError as error:
            yield Problem(f"not JSON ({error}): correct this element of the array", line)
            continue
        yield from _articles(value, settings, line)
    if window.peek() != "]":
        yield Problem("the array is not closed: the file seems cut off", window.line)


def _read_single(item: Item, settings: ReadingSettings, encoding: str, skip: int) -> Iterator[Draft | Problem]:
    with item.open() as stream:
        data = stream.read(settings.max_record_bytes + 1)
    if len(data) > settings.max_record_bytes:
        yield too_long(max(item.size, len(data)), 1, settings)
        return
    try:
        value = parse(data[skip:].decode(encoding))
    except UnicodeDecodeError as error:
        raise Unreadable(f"not {encoding} at byte {error.start}: save the file as UTF-8") from error
    except ValueError as error:
        raise Unreadable(f"not JSON ({error}): correct the file") from error
    yield from _articles(value, settings, None)


def _articles(value: Any, settings: ReadingSettings, line: int | None) -> Iterator[Draft | Problem]:
    if not isinstance(value, dict):
        yield Problem(f"not a JSON object but {type(value).__name__}: an article is an object", line)
        return
    wrapped = None if has_text_key(list(value), settings) else _wrapped(value)
    if wrapped is None:
        yield draft_from(value, settings, line=line)
        return
    for element in wrapped:
        if isinstance(element, dict):
            yield draft_from(element, settings, line=line)
        else:
            yield Problem(f"not a JSON object but {type(element).__name__}: an article is an object", line)


def _wrapped(value: dict[str, Any]) -> list[Any] | None:
    """Return the list of articles that an answer of a news interface wraps."""
    wrappers = {normalise_key(key) for key in reading_patterns().wrappers.keys}
    for key, held in value.items():
        if normalise_key(key) in wrappers:
            if isinstance(held, list) and any(isinstance(element, dict) for element in held):
                return held
            if isinstance(held, dict) and (inner := _wrapped(held)) is not None:
                return inner
    return None


class _Window:
    """A stretch of a text stream that grows until the next element of an array is whole.

    Elements are cut out by their brackets and quotes alone, so that a broken one does not hide those after it.
    """

    def __init__(self, stream: io.TextIOBase, settings: ReadingSettings) -> None:
        self._stream = stream
        self._limit = settings.max_record_bytes
        self._text = ""
        self._at = 0
        self.line = 1

    def peek(self) -> str:
        """Return the next character that is no space, or nothing at the end."""
        self.skip(_SPACE)
        return self._text[self._at : self._at + 1]

    def skip(self, pattern: re.Pattern[str]) -> bool:
        """Move over what the pattern matches here, and tell whether anything is left."""
        match = pattern.match(self._text, self._at)
        while match and match.end() == len(self._text) and self._grow():
            match = pattern.match(self._text, self._at)
        if match:
            self._move(match.end())
        return self._at < len(self._text) or self._grow()

    def take(self) -> str | int:
        """Return the text of the next element, or its length where that is over the limit."""
        depth, quoted, dropped, at = 0, False, 0, self._at
        while True:
            found = (_IN_QUOTES if quoted else _OUTSIDE).search(self._text, at)
            escaped = found is not None and found[0] == "\\"
            if found is None or (escaped and found.end() == len(self._text)):
                ahead = (found.start() if found else len(self._text)) - self._at
                if ahead > self._limit:
                    dropped += ahead
                    self._move(self._at + ahead)
                    ahead = 0
                more = self._grow()
                at = self._at + ahead
                if more:
                    continue
                end = len(self._text)
                break
            at = end = found.end() + escaped
            if found[0] == '"':
                quoted = not quoted
            elif not quoted:
                depth += _DEPTH[found[0]]
                if depth < 0 and found[0] == "}":
                    # It closes nothing: a part of the broken element, or reading would stand still before it.
                    depth = 0
                    continue
                if depth < 0 or (depth == 0 and found[0] == ","):
                    end = found.start()
                    break
        element = self._text[self._at : end]
        self._move(end)
        length = dropped + len(element)
        return length if length > self._limit else element

    def first_line_is_whole(self) -> bool:
        """Tell whether the first line is a JSON object and another follows: JSON Lines under a wrong name."""
        while "\n" not in self._text[self._at :] and len(self._text) <= self._limit and self._grow():
            pass
        line = self._text[self._at :].partition("\n")[0]
        try:
            parse(line)
        except ValueError:
            return False
        self._move(self._at + len(line))
        return self.peek() == "{"

    def _grow(self) -> bool:
        # Doubling keeps the copying linear in the length of the element.
        more = self._stream.read(max(_CHUNK, len(self._text) - self._at))
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(more)

    def _move(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end
