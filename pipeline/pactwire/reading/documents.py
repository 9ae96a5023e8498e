"""Reader of PDF: one article a document, its lines joined to paragraphs, what repeats on its pages left out."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from pactwire.reading.foreign import foreign_parser, silence
from pactwire.reading.items import Aside, Draft, Item, Problem, Unreadable
from pactwire.reading.settings import ReadingSettings

if TYPE_CHECKING:
    from pypdf import PageObject

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
        pages, stated = _read(data, settings)
    text = "\n\n".join(_across_pages(map(_paragraphs, _without_running_lines([_lines(page) for page in pages]))))
    if not text:
        yield Problem("a PDF without text, perhaps scanned: run text recognition on it first")
        return
    title = stated.pop("title", "")
    fields = {"title": title} if title and not _NO_TITLE.search(title) else {}
    yield Draft(text=text, fields=fields, extra={f"pdf_{name}": words for name, words in stated.items()})


# A piece of text, and how high it stands on its page.
_Piece = tuple[str, float]


def _read(data: bytes, settings: ReadingSettings) -> tuple[list[list[_Piece]], dict[str, str]]:
    """Return the pieces of each page, and the title and author that the document states, and when it was made."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("an encrypted PDF: save it without its password")
    count = len(reader.pages)
    if count > settings.max_pages:
        raise Unreadable(f"{count:,} pages, more than the limit of {settings.max_pages:,}: split the document")
    pages: list[list[_Piece]] = []
    length = 0
    for page in reader.pages:
        pages.append(_pieces(page))
        length += sum(len(text) for text, _ in pages[-1])
        if length > settings.max_characters:
            limit = settings.max_characters
            raise Unreadable(f"more than the limit of {limit:,} characters: split it or raise --max-characters")
    stated: Mapping[str, object] = reader.metadata or {}
    keys = {"title": "/Title", "author": "/Author", "created": "/CreationDate"}
    words = {name: " ".join(_CONTROLS.sub(" ", str(stated.get(key) or "")[:500]).split()) for name, key in keys.items()}
    return pages, {name: value for name, value in words.items() if value}


def _pieces(page: "PageObject") -> list[_Piece]:
    pieces: list[_Piece] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        height = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        pieces.append((_CONTROLS.sub(" ", text.translate(_LIGATURES)), float(height)))

    page.extract_text(visitor_text=note)
    return pieces


def _lines(pieces: list[_Piece]) -> list[str]:
    """Join pieces to lines, with an empty one where the gap between two is wider than usual."""
    lines: list[_Piece] = [("", 0.0)]
    for text, height in pieces:
        for position, part in enumerate(text.split("\n")):
            held, at = lines.pop() if position == 0 else ("", height)
            lines.append((held + part, at if held.strip() else height))
    filled = [(words, height) for line, height in lines if (words := " ".join(line.split()))]
    gaps = [abs(upper - lower) for (_, upper), (_, lower) in pairwise(filled)]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 0.0
    spaced: list[str] = []
    for position, (line, _) in enumerate(filled):
        if position and 0 < usual * _WIDE_GAP < gaps[position - 1]:
            spaced.append("")
        spaced.append(line)
    return spaced


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
