"""Standard input: read once, kept, and taken for the format that it shows."""

import gzip
import io
import json
import sys
from collections.abc import Callable, Iterator

import pytest
import zstandard

from pactwire.reading import plan_inputs, read_inputs, standard_input
from pactwire.records import Article, ReadOutcome

STORY = "Two states signed a pact on Friday, officials said."
LINES = f"{json.dumps({'text': STORY})}\n{json.dumps({'text': STORY + ' More.'})}\n".encode()
FEED = f"<?xml version='1.0'?><rss><channel><item><description>{STORY}</description></item></channel></rss>"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], list[ReadOutcome]]]:
    def forget() -> None:
        if standard_input._kept.cache_info().currsize:
            standard_input._kept()[0].close()
            standard_input._kept.cache_clear()

    def read_bytes(content: bytes) -> list[ReadOutcome]:
        forget()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return list(read_inputs(["-"]))

    yield read_bytes
    forget()


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (STORY.encode(), [STORY]),
        (LINES, [STORY, f"{STORY} More."]),
        (json.dumps([{"text": STORY}]).encode(), [STORY]),
        (f"id,text\n1,{STORY!r}\n".replace("'", '"').encode(), [STORY]),
        (f"id\ttext\n1\t{STORY}\n".encode(), [STORY]),
        (FEED.encode(), [STORY]),
        (gzip.compress(LINES, mtime=0), [STORY, f"{STORY} More."]),
        (zstandard.compress(FEED.encode()), [STORY]),
    ],
)
def test_formats(read: Callable[[bytes], list[ReadOutcome]], content: bytes, texts: list[str]) -> None:
    outcomes = read(content)
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Article)] == texts
    assert all(outcome.path.startswith("<stdin>") for outcome in outcomes)


def test_binary_formats(
    read: Callable[[bytes], list[ReadOutcome]],
    page: str,
    make_pdf: Callable[..., bytes],
    make_warc_record: Callable[..., bytes],
) -> None:
    crawl = make_warc_record("https://e.org/1", page.encode())
    for content in (page.encode(), crawl, gzip.compress(crawl), make_pdf([[STORY]])):
        (article,) = read(content)
        assert isinstance(article, Article)
        assert article.text.split()[0] in ("Manila,", "Two")


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "empty: there is no text"), (b"\x1f\x8bxx", "damaged archive"), (b"\0\0\0", "binary content")],
)
def test_what_cannot_be_read(read: Callable[[bytes], list[ReadOutcome]], content: bytes, told: str) -> None:
    (failure,) = read(content)
    assert failure.path == "<stdin>"
    assert told in failure.model_dump()["reason"]


def test_it_is_one_source_of_a_plan() -> None:
    assert [source.path for source in plan_inputs(["-", "-"]).sources] == ["<stdin>"]
