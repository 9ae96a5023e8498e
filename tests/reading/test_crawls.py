"""Web crawls: every page an article, everything else named, damage found, memory bounded."""

import gzip
import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from pactwire.reading import ReadingSettings, Source, read_file, read_source
from pactwire.reading.crawls import read_warc_item
from pactwire.reading.items import Draft, Item
from pactwire.reading.stream import read_item
from pactwire.records import Article, Failure, ReadOutcome, SetAside

Make = Callable[..., bytes]
FRENCH = "<p>Le ministre de la Défense a signé un accord avec le Japon vendredi à Manille, a-t-il dit.</p>"


def _told(outcome: ReadOutcome) -> tuple[str, int | None, str]:
    if isinstance(outcome, Article):
        return "article", outcome.line, outcome.outlet or ""
    if isinstance(outcome, SetAside):
        return outcome.reason, outcome.line, outcome.detail
    return "failure", outcome.line, outcome.reason


def _read(folder: Path, content: bytes, name: str = "a.warc") -> list[tuple[str, int | None, str]]:
    (folder / name).write_bytes(content)
    return [_told(outcome) for outcome in read_file(folder / name)]


@pytest.fixture
def crawl(make_warc_record: Make, page: str) -> list[bytes]:
    body = page.encode()
    french = f"<html><body><article>{FRENCH * 5}</article></body></html>".encode("latin-1")
    return [
        make_warc_record("", b"software: test\r\n", "application/warc-fields", record="warcinfo"),
        make_warc_record("https://www.philstar.com/1", body),
        make_warc_record("https://e.org/gone", b"gone", status="404 Not Found"),
        make_warc_record("https://e.org/a.png", b"\x89PNG", "image/png"),
        make_warc_record("https://www.reuters.com/1", gzip.compress(body), headers={"Content-Encoding": "gzip"}),
        make_warc_record(
            "https://www.dawn.com/1",
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body),
            headers={"Transfer-Encoding": "chunked"},
        ),
        make_warc_record("https://www.lemonde.fr/1", french, "text/html; charset=iso-8859-1"),
        make_warc_record(
            "https://e.org/t", b"Two states signed a pact on Friday, officials said.", "text/plain", record="conversion"
        ),
        make_warc_record("https://e.org/empty", b"<html><body></body></html>"),
        make_warc_record("https://e.org/again", b"", record="revisit"),
    ]


TOLD = [
    ("article", 2, "The Philippine Star"),
    ("not_an_article", 3, "HTTP status 404"),
    ("not_an_article", 4, "image/png"),
    ("article", 5, "Reuters"),
    ("article", 6, "Dawn"),
    ("language", 7, "fr"),
    ("article", 8, "e.org"),
    ("failure", 9, "no article found in the page: save its text"),
    ("not_an_article", 10, "revisit of an earlier capture"),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_records(tmp_path: Path, crawl: list[bytes], name: str, page_text: str) -> None:
    # Crawlers compress record by record.
    content = b"".join(map(gzip.compress, crawl)) if name.endswith(".gz") else b"".join(crawl)
    assert _read(tmp_path, content, name) == TOLD
    article = next(read_file(tmp_path / name))
    assert isinstance(article, Article)
    assert (article.text, article.url) == (page_text, "https://www.philstar.com/1")
    assert (article.published, article.extra) == ("2026-01-16", {"crawled": "2026-01-17T00:00:00Z"})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ("failure", None, "no WARC records: nothing to read")),
        (b"no crawl at all", ("failure", None, "damaged WARC (OSError: Invalid WARC header)")),
        (b"WARC/1.0\r\n", ("failure", 1, "a record's header is cut off")),
    ],
)
def test_what_is_no_crawl(tmp_path: Path, content: bytes, told: tuple[str, int | None, str]) -> None:
    ((kind, line, reason),) = _read(tmp_path, content)
    assert (kind, line, reason.startswith(told[2])) == (told[0], told[1], True)


def test_a_cut_record_is_a_failure(tmp_path: Path, crawl: list[bytes]) -> None:
    whole = b"".join(crawl[:2])
    for cut in (30, 300, 1000):
        assert _read(tmp_path, whole[:-cut])[-1][0] == "failure"
    assert [kind for kind, _, _ in _read(tmp_path, whole + b"rubbish" * 9)] == ["article", "failure"]


def test_a_bomb_in_an_answer_costs_itself_only(tmp_path: Path, make_warc_record: Make, page: str) -> None:
    bomb = gzip.compress(b"<html>" + b" " * 50_000_000)
    records = [
        make_warc_record("https://e.org/1", bomb, headers={"Content-Encoding": "gzip"}),
        make_warc_record("https://e.org/2", page.encode()),
    ]
    tracemalloc.start()
    outcomes = _read(tmp_path, b"".join(records))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [kind for kind, _, _ in outcomes] == ["failure", "article"]
    assert outcomes[0][2].startswith("a page of more than 5,000,000 bytes")
    assert peak < 40_000_000


class _Repeated(io.RawIOBase):
    """A stream that gives a record again and again without holding it more than once."""

    def __init__(self, record: bytes, times: int) -> None:
        self._record, self._left, self._ready = record, times, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self._ready and self._left:
            self._ready, self._left = self._record, self._left - 1
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


def test_a_huge_crawl_is_streamed(make_warc_record: Make) -> None:
    record = make_warc_record("https://e.org/a.bin", b"\x00" * 1_000_000, "application/octet-stream")

    def opened() -> BinaryIO:
        return cast("BinaryIO", _Repeated(record, 300))

    def outcomes() -> Iterator[object]:
        return read_item(Item("a.warc", ("a.warc",), 300_000_000, opened), read_warc_item, ReadingSettings())

    next(outcomes())
    tracemalloc.start()
    assert sum(1 for _ in outcomes()) == 300
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_failures_are_of_reading(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"x")
    (failure,) = read_file(tmp_path / "a.warc")
    assert isinstance(failure, Failure)
    assert failure.stage == "reading"


def test_page_that_is_never_done_costs_no_other(
    make_warc_record: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(make_warc_record(f"https://e.org/{name}", b"<html></html>") for name in "abc"))

    def read(*_page: object, url: str, line: int, **_: object) -> Draft:
        while url.endswith("b"):
            time.sleep(0.01)
        return Draft(text=f"Two states signed a pact: {url}", line=line)

    monkeypatch.setattr("pactwire.reading.crawls.read_page", read)
    outcomes = list(read_source(Source(str(path), root=str(tmp_path)), time_limit=0.2))
    late = "not done after 0.2 seconds: raise --time-limit or split the article"
    assert [(outcome.line, getattr(outcome, "reason", None)) for outcome in outcomes] == [
        (1, None),
        (2, late),
        (3, None),
    ]
