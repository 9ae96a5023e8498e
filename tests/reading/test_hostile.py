"""Any bytes, any layout, any size: no exception, bounded time and memory, the text untouched."""

import html
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pactwire.reading import Layout, ReadingSettings, read_layout
from pactwire.reading.formats import reader_for
from pactwire.reading.headers import is_furniture, read_header
from pactwire.reading.items import Aside, Item, Problem
from pactwire.reading.published import date_in_path, find_dates, parse_published
from pactwire.reading.stream import Outcome, read_item
from pactwire.records import Article

ENDINGS = [".txt", ".md", ".json", ".jsonl", ".csv", ".tsv", ".xml"]
SMALL = ReadingSettings(max_characters=2000, max_record_bytes=4000)
ANY = SMALL.model_copy(update={"any_language": True})
QUICK = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

_fragments = st.sampled_from(
    ["text", '"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "{", "}", "[", "]", ":", "\\", "\\u00e9", "\\ud800", "null", "1e999", "NaN", "---\n", "+++\n", "# ", "<rss>", "<item>", "</item>", "<description>", "</description>", "<![CDATA[", "&lt;", "By Jane Roe", "MANILA (AP) -- ", "Jan. 15, 2026", "16/01/2026", "é", "\u202e", "\0", "\ufeff", "x" * 300, " "]
)  # fmt: skip
_soup = st.lists(_fragments, max_size=30).map("".join)
_bytes = st.one_of(
    st.binary(max_size=400),
    _soup.map(str.encode),
    _soup.map(lambda text: text.encode("utf-16")),
    st.text(max_size=300).map(str.encode),
)


def _item(name: str, data: bytes, start: int = 0, end: int | None = None) -> Item:
    return Item(name=name, below=("outlet-a", name), size=len(data), open=lambda: BytesIO(data), start=start, end=end)


def _read(item: Item, limits: ReadingSettings = SMALL) -> Iterator[Outcome]:
    reader = reader_for(item.name)
    assert reader is not None
    yield from read_item(item, reader, limits)


@pytest.mark.parametrize("ending", ENDINGS)
@QUICK
@given(data=_bytes)
def test_any_bytes_give_articles_or_problems(ending: str, data: bytes) -> None:
    for outcome in _read(_item(f"a{ending}", data)):
        if isinstance(outcome, Problem):
            assert outcome.reason
        elif isinstance(outcome, Aside):
            assert outcome.detail
        else:
            assert Article.model_validate_json(outcome.model_dump_json()) == outcome
            assert len(outcome.text) <= SMALL.max_characters


PARSED = {
    ".html": ["<html>", "<head>", "<title>Pact</title>", "<body>", "<article>", "<p>Two states signed a pact on Friday, they said.</p>", "<div>" * 40, "</div>", "<table><tr><td>", "<meta charset=utf-16>", "<meta property='article:published_time' content='2026-13-99'>", "<time datetime='", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "&#0;", "&#x110000;", "&lt;script&gt;", "\0", "\u202e", "<base href='http://[x'>", "<a href='x", "<svg><math>", '<script type="application/ld+json">{"@type": [', "é"],
    ".warc": ["WARC/1.0\r\n", "WARC/9.9\r\n", "WARC-Type: response\r\n", "WARC-Type: conversion\r\n", "WARC-Type: revisit\r\n", "WARC-Type: x\r\n", "WARC-Target-URI: http://e.org/\r\n", "Content-Type: application/http; msgtype=response\r\n", "Content-Type: text/plain\r\n", "Content-Length: 60\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999\r\n", "\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 99 \r\n", "Content-Type: text/html\r\n", "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n", "<html><p>Two states signed a pact.</p>", "\0", "é"],
    ".pdf": ["%PDF-1.7\n", "1 0 obj\n", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", "<< /Kids [2 0 R] >>", "endobj\n", "2 0 obj\n", "3 0 obj\n", "4 0 obj\n", "<< /Length 40 >>", "<< /Length -1 /Filter /FlateDecode >>", "stream\n", "BT /F1 12 Tf (Two states signed.) Tj ET", "endstream\n", "xref\n0 5\n", "trailer\n", "<< /Root 1 0 R /Size 5 >>", "<< /Root 1 0 R /Encrypt << /V 9 >> >>", "startxref\n", "0\n", "9" * 30, "%%EOF", "[" * 60, "<< /A " * 60, "é"],
}  # fmt: skip


@pytest.mark.parametrize("ending", PARSED)
@QUICK
@given(data=st.data())
def test_any_pages_crawls_and_documents_give_articles_or_problems(ending: str, data: st.DataObject) -> None:
    parts = st.lists(st.sampled_from(PARSED[ending]), max_size=25).map("".join)
    content = data.draw(st.one_of(parts.map(str.encode), parts.map(lambda text: text.encode("utf-16")), _bytes))
    outcomes = list(_read(_item(f"a{ending}", content)))
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            assert outcome.reason
        elif isinstance(outcome, Aside):
            assert outcome.detail
        else:
            assert Article.model_validate_json(outcome.model_dump_json()) == outcome
            assert outcome.text.strip()
            assert len(outcome.text) <= SMALL.max_characters
    assert outcomes or ending == ".warc"


@QUICK
@given(text=st.text(min_size=1, max_size=500).filter(lambda text: text.strip() != ""))
@example(text="NULL")
@example(text="\ufeffmark inside\ufeff")
@example(text="a\r\nb\rc\u2028d\x85e")
def test_text_survives_every_format(text: str) -> None:
    record = json.dumps({"text": text})
    for name, data in (("a.json", record), ("b.json", f"[{record}]"), ("a.jsonl", record)):
        (article,) = _read(_item(name, data.encode()), ANY)
        if "\0" not in text:
            assert isinstance(article, Article)
            assert article.text == text
    quoted = text.replace('"', '""')
    outcomes = list(_read(_item("a.csv", f'text,id\n"{quoted}",1\n'.encode()), ANY))
    if "\0" not in text:
        assert [outcome.text for outcome in outcomes if isinstance(outcome, Article)] == [text]
    plain = list(_read(_item("a.txt", b"\xef\xbb\xbf" + text.encode()), ANY))
    assert [outcome.text for outcome in plain if isinstance(outcome, Article)] in ([text], [])


@QUICK
@given(
    lines=st.lists(st.sampled_from(['{"text": "é"}', "", "broken", '{"text": "b", "id": 1}', "{}"]), max_size=12),
    part=st.integers(1, 40),
)
def test_parts_of_json_lines_give_the_whole(lines: list[str], part: int) -> None:
    data = "\n".join(lines).encode()
    whole = list(_read(_item("a.jsonl", data)))
    parts = [
        outcome
        for start in range(0, max(len(data), 1), part)
        for outcome in _read(_item("a.jsonl", data, start, start + part if start + part < len(data) else None))
    ]
    assert parts == whole


@QUICK
@given(text=_soup, start=st.integers(0, 50))
def test_layout_of_anything(text: str, start: int) -> None:
    layout = read_layout(text, start=min(start, len(text)))
    assert isinstance(layout, Layout)
    assert 0 <= layout.body <= len(text)


STRESS = [
    "A" * 20_000,
    "A " * 10_000,
    "A. " * 7_000,
    "By " + "Jane " * 4_000,
    "By " + "Jane, " * 4_000,
    "MANILA, " * 3_000,
    "MANILA/" * 3_000,
    "Manila, Philippines " * 1_000,
    "Jan. 1, " * 3_000,
    "16 Jan 2026 " * 2_000,
    "(AP) " * 4_000,
    "A'" * 10_000,
    "| " * 10_000,
    " - " * 7_000,
    " " * 20_000 + "x",
    "\t" * 20_000 + "x",
    "\n" * 20_000 + "x",
    "x\n" * 10_000,
    "- " * 10_000,
    "Key: " * 4_000,
    "---\n" + "a: b\n" * 5_000,
    "# " * 10_000,
    "> " * 10_000,
    "[1]" * 7_000,
    "20260101" * 2_500,
    "2026-1-" * 3_000,
    "“" * 20_000,
    "© " * 10_000,
    "reporting by " * 1_500,
]


@pytest.mark.parametrize("text", STRESS, ids=lambda text: repr(text[:12]))
def test_no_pattern_runs_away(text: str) -> None:
    begin = time.process_time()
    read_layout(text)
    read_layout(f"Pact signed\n\n{text}")
    read_layout(f"Pact signed\n\nThe two signed it on Friday, they said.\n\n{text}")
    read_header(text)
    read_header(text[:220])
    is_furniture(text)
    list(find_dates(text[:2_000]))
    parse_published(text)
    date_in_path(text[:4_000])
    for ending in ENDINGS:
        list(_read(_item(f"a{ending}", text.encode()[:4_000])))
    assert time.process_time() - begin < 1.0


# A page, a crawl of one page and a document around a text.
_AROUND: dict[str, Callable[[str, Callable[..., bytes], Callable[..., bytes]], bytes]] = {
    ".html": lambda text, _warc, _pdf: _page(text),
    ".warc": lambda text, warc, _pdf: warc("https://e.org/2026/1", _page(text)),
    ".pdf": lambda text, _warc, pdf: pdf([[line or " " for line in text[:2_000].split("\n")]], {"Title": text[:200]}),
}


def _page(text: str) -> bytes:
    held = html.escape(text[:4_000])
    return f"<html><title>{held}</title><article><p>{held}</p><p>By {held}</p></article></html>".encode()


@pytest.mark.parametrize("ending", _AROUND)
def test_no_page_crawl_or_document_runs_away(
    ending: str, make_warc_record: Callable[..., bytes], make_pdf: Callable[..., bytes]
) -> None:
    slow = []
    for text in ["A story.", *STRESS]:
        data = _AROUND[ending](text, make_warc_record, make_pdf)
        begin = time.process_time()
        assert list(_read(_item(f"a{ending}", data), ReadingSettings()))
        # The first loads the parser.
        if text != "A story." and (taken := time.process_time() - begin) > 1.0:
            slow.append((text[:12], taken))
    assert slow == []


@pytest.mark.parametrize(
    ("ending", "before", "after"),
    [
        (".txt", "", ""),
        (".jsonl", '{"text": "', '"}'),
        (".json", '{"text": "', '"}'),
        (".csv", 'text\n"', '"\n'),
        (".html", "<html><article><p>", "</p></article></html>"),
        (".xml", "<rss><channel><item><description>", "</description></item></channel></rss>"),
    ],
)
def test_a_line_of_ten_million_characters(ending: str, before: str, after: str) -> None:
    data = f"{before}{'many words ' * 910_000}{after}".encode()
    begin = time.process_time()
    outcomes = list(_read(_item(f"a{ending}", data), ReadingSettings()))
    assert time.process_time() - begin < 10
    (problem,) = outcomes
    assert isinstance(problem, Problem)
    assert "more than" in problem.reason


class _Endless(BytesIO):
    """A stream that gives `size` bytes without holding them."""

    def __init__(self, head: bytes, filler: bytes, size: int) -> None:
        super().__init__()
        self._head, self._filler, self._left = head, filler, size

    def read(self, size: int | None = -1, /) -> bytes:
        size = self._left if size is None or size < 0 else min(size, self._left)
        self._left -= size
        head, self._head = self._head[:size], self._head[size:]
        return head + (self._filler * ((size - len(head)) // len(self._filler) + 1))[: size - len(head)]

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(1 << 16 if size is None or size < 0 else size)

    def readline(self, size: int | None = -1, /) -> bytes:
        return self.read(1 << 16 if size is None or size < 0 else size)


@pytest.mark.parametrize(
    ("ending", "head"),
    [
        (".txt", b""),
        (".md", b"# T\n"),
        (".json", b'{"text": "'),
        (".json", b'[{"text": "'),
        (".jsonl", b'{"text": "'),
        (".csv", b'text\n"'),
    ],
)
def test_a_huge_article_is_a_problem_and_not_held(ending: str, head: bytes) -> None:
    limits = ReadingSettings(max_record_bytes=1_000_000)
    size = 60_000_000

    def opened() -> BinaryIO:
        return _Endless(head, b"many words ", size)

    item = Item(name=f"a{ending}", below=(f"a{ending}",), size=size, open=opened)
    reader = reader_for(item.name)
    assert reader is not None
    tracemalloc.start()
    outcomes = [outcome.reason for outcome in read_item(item, reader, limits) if isinstance(outcome, Problem)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "limit of 1,000,000" in outcomes[0] or "not closed" in outcomes[0]
    assert peak < 16_000_000
