"""Reader of PDF: one article a document, its lines joined to paragraphs, what repeats on its pages left out."""

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pactwire.reading.fields import clean
from pactwire.reading.foreign import foreign_parser, silence
from pactwire.reading.items import Aside, Draft, Item, Problem, Unreadable
from pactwire.reading.settings import ReadingSettings

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_PAGE_NUMBER = re.compile(r"(?i)\W{0,3}(?:page\W{0,2})?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\W{0,3}")
_HYPHEN = re.compile(r"[a-z]{2}[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]{0,2}$")
_BULLET = re.compile(r"^(?:[•●▪■‣–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
# Titles that programs put in, not writers.
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft word|untitled|document\d*|slide \d|print)\b|\.(?:docx?|indd|pdf|qxd|rtf|odt)$"
)
# Lines at the head and foot of a page that may be its running title.
_EDGE = 2
_MIN_PAGES = 3
# A line so much shorter than the measure ends a paragraph, and so does a gap so much wider than most.
_SHORT = 0.75
_WIDE_GAP = 1.3
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def read_pdf_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem | Aside]:
    """Read the text of a PDF document; one that holds only pictures of pages has none."""
    with item.open() as stream:
        data = stream.read(settings.max_document_bytes + 1)
    if len(data) > settings.max_document_bytes:
        raise Unreadable(f"a document of more than {settings.max_document_bytes:,} bytes: split it")
    silence("pypdf")
    with foreign_parser("PDF", "save it again, or its text"):
        pages, fields, extra = _read(data, settings)
    text = "\n\n".join(_across_pages(map(_paragraphs, _without_running_lines(pages))))
    if not text:
        yield Problem("a PDF without text, perhaps scanned: run text recognition on it first")
        return
    yield Draft(text=text, fields=fields, extra=extra)


def _read(data: bytes, settings: ReadingSettings) -> tuple[list[list[str]], dict[str, str], dict[str, str]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("an encrypted PDF: save it without its password")
    count = len(reader.pages)
    if count > settings.max_pages:
        raise Unreadable(f"{count:,} pages, more than the limit of {settings.max_pages:,}: split the document")
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages:
        lines = _lines(page)
        length += sum(map(len, lines))
        if length > settings.max_characters:
            limit = settings.max_characters
            raise Unreadable(f"more than the limit of {limit:,} characters: split it or raise --max-characters")
        pages.append(lines)
    return pages, *_facts(reader)


def _lines(page: "PageObject") -> list[str]:
    """Return the lines of a page, with an empty one where the gap between two is wider than usual."""
    pieces: list[tuple[str, float]] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        pieces.append((text, text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]))

    page.extract_text(visitor_text=note)
    lines: list[tuple[str, float]] = [("", math.nan)]
    for text, height in pieces:
        for position, part in enumerate(_CONTROLS.sub(" ", text.translate(_LIGATURES)).split("\n")):
            held, at = lines.pop() if position == 0 else ("", math.nan)
            lines.append((held + part, height if not held.strip() and part.strip() else at))
    filled = [(words, height) for line, height in lines if (words := " ".join(line.split()))]
    gaps = [abs(upper - lower) for (_, upper), (_, lower) in pairwise(filled)]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 0.0
    wide = [0 < usual * _WIDE_GAP < gap for gap in gaps]
    return [
        part
        for (line, _), apart in zip(filled, [*wide, False], strict=True)
        for part in ([line, ""] if apart else [line])
    ]


def _facts(reader: "PdfReader") -> tuple[dict[str, str], dict[str, str]]:
    """Return the title and author that the document states, and when it was made: the file, not the article."""
    stated: Mapping[str, Any] = reader.metadata or {}

    def words(key: str) -> str:
        return clean(" ".join(_CONTROLS.sub(" ", str(stated.get(key) or "")[:500]).split()))

    fields = {} if _NO_TITLE.search(words("/Title")) else {"title": words("/Title")}
    extra = {name: words(key) for name, key in (("pdf_created", "/CreationDate"), ("pdf_author", "/Author"))}
    return {name: value for name, value in fields.items() if value}, {
        name: value for name, value in extra.items() if value
    }


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and lines that stand at the edge of most pages."""
    seen = Counter(_shape(line) for page in pages for line in {*_edges(page)})
    running = {shape for shape, count in seen.items() if len(pages) >= _MIN_PAGES and count * 2 > len(pages)}
    return [_trimmed(page, running) for page in pages]


def _trimmed(page: list[str], running: set[str]) -> list[str]:
    edges = set(_edges(page)) if len(page) > 1 else set()
    return [line for line in page if line not in edges or not (_shape(line) in running or _PAGE_NUMBER.fullmatch(line))]


def _edges(page: list[str]) -> list[str]:
    filled = [line for line in page if line]
    return filled[:_EDGE] + filled[-_EDGE:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Join the lines of a page; a gap, a list mark or a line much shorter than the measure parts paragraphs."""
    measure = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    held, short = "", False
    for line in lines:
        if held and (not line or _BULLET.match(line) or (short and not line[0].islower())):
            yield held
            held = ""
        if line:
            held = _joined(held, line)
            short = len(line) < measure * _SHORT
    if held:
        yield held


def _joined(held: str, line: str) -> str:
    if _HYPHEN.search(held):
        return (held[:-1] if line[0].islower() else held) + line
    return f"{held} {line}" if held else line


def _across_pages(pages: Iterable[Iterator[str]]) -> Iterator[str]:
    """Join a paragraph that a page's end broke."""
    held = ""
    for page in pages:
        for position, paragraph in enumerate(page):
            if position == 0 and held and paragraph[0].islower() and not _SENTENCE_END.search(held):
                held = _joined(held, paragraph)
                continue
            if held:
                yield held
            held = paragraph
    if held:
        yield held
