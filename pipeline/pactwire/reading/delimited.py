"""Readers of CSV and TSV: one article a row under a row of column names."""

import csv
import io
from collections import deque
from collections.abc import Iterator

from pactwire.reading.decoding import detect
from pactwire.reading.fields import draft_from, has_text_key
from pactwire.reading.items import Draft, Item, Problem
from pactwire.reading.json_lines import too_long
from pactwire.reading.patterns import alias_names, normalise_key
from pactwire.reading.settings import ReadingSettings

_DELIMITERS = ",;\t|"


def read_csv_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read the rows of a CSV file; the delimiter is the one that its first row shows."""
    yield from _read(item, settings, None)


def read_tsv_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read the rows of a file of tab-separated values."""
    yield from _read(item, settings, "\t")


def _read(item: Item, settings: ReadingSettings, delimiter: str | None) -> Iterator[Draft | Problem]:
    encoding, skip = detect(item)
    # The limit is the process's; ours is on the whole row, so a field may be as long as that.
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_record_bytes))
    with item.open() as stream:
        stream.read(skip)
        lines = _Lines(io.TextIOWrapper(stream, encoding=encoding, newline=""), settings.max_record_bytes)
        columns: list[str] | None = None
        for line, row in _rows(lines, delimiter, settings):
            if isinstance(row, Problem):
                yield row
                if columns is None:
                    return
            elif columns is None:
                columns, delimiter = row
                if not has_text_key(columns, settings):
                    named = ", ".join(map(repr, columns[:12]))
                    yield Problem(f"no column with the text (text, body, content, article) among {named}: rename it", 1)
                    return
            elif len(row[0]) > len(columns):
                yield Problem(
                    f"{len(row[0])} cells under {len(columns)} columns: quote cells that hold {delimiter!r}", line
                )
            else:
                yield draft_from(dict(zip(columns, row[0], strict=False)), settings, line=line)
        if columns is None:
            yield Problem("empty file: nothing to read")


def _rows(
    lines: "_Lines", delimiter: str | None, settings: ReadingSettings
) -> Iterator[tuple[int, tuple[list[str], str] | Problem]]:
    """Yield each row with the number of its first line.

    A row that breaks the rules of quoting costs its first line only: the lines that it had swallowed are read again.
    """
    while True:
        lines.begin()
        first = lines.number + 1
        delimiter = delimiter or _delimiter_of(lines.peek(), settings)
        try:
            cells = next(csv.reader(lines, delimiter=delimiter, strict=True), None)
        except (csv.Error, _TooLong) as error:
            too_far = isinstance(error, _TooLong) and lines.taken == 1
            reason = "a quotation mark is not closed" if isinstance(error, _TooLong) else str(error)
            row = (
                too_long(lines.length, first, settings)
                if too_far
                else Problem(f"broken row ({reason}): correct it", first)
            )
            lines.give_back()
            yield first, row
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield first, (cells, delimiter)


def _delimiter_of(header: str, settings: ReadingSettings) -> str:
    """Return the delimiter under which most names of the first row are known."""
    known = alias_names()
    known |= {normalise_key(name) for name in settings.field_map.values()}

    def names(delimiter: str) -> int:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return sum(normalise_key(cell) in known for cell in cells)

    return max(_DELIMITERS, key=names)


class _TooLong(Exception):
    """A row is longer than the limit."""


class _Lines:
    """Physical lines for a csv reader, kept until the row is whole so that they can be read again."""

    def __init__(self, stream: io.TextIOBase, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._waiting: deque[str] = deque()
        self._row: list[str] = []
        self.number = 0
        self.length = 0

    @property
    def taken(self) -> int:
        return len(self._row)

    def begin(self) -> None:
        """Start a new row."""
        self._row = []
        self.length = 0

    def give_back(self) -> None:
        """Let all lines of the row but the first be read again."""
        self.number -= len(self._row) - 1
        self._waiting.extendleft(reversed(self._row[1:]))

    def peek(self) -> str:
        """Return the next line without taking it."""
        if not self._waiting and (line := self._stream.readline(self._limit + 1)):
            self._waiting.append(line)
        return self._waiting[0] if self._waiting else ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self._row.append(line)
        self.number += 1
        self.length += len(line)
        if self.length > self._limit:
            if len(line) > self._limit and not line.endswith(("\n", "\r")):
                self._skip_rest()
            raise _TooLong
        return line

    def _skip_rest(self) -> None:
        while (rest := self._stream.readline(1 << 20)) and not rest.endswith(("\n", "\r")):
            self.length += len(rest)
        self.length += len(rest)
