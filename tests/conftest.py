"""Fixtures that several test files share. The English model is loaded once a session."""

import ctypes
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pactwire.records import Article, ArticleRecord, Event

# As the command line does, before anything loads numpy: its threads only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

TEXT = (
    "TOKYO - Japan and the Philippines signed the Acquisition and Cross-Servicing Agreement in Manila on 15 January. "
    "Japan will give 200 million yen."
)


@pytest.fixture(scope="session")
def pipeline() -> "Pipeline":
    """Return the whole pipeline."""
    from pactwire.pipeline import Pipeline

    return Pipeline()


class _Capabilities(ctypes.Structure):
    """What capget(2) fills and capset(2) takes: the first 32 capabilities and the rest."""

    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@pytest.fixture
def permissions_count() -> Iterator[None]:
    """Let the permissions of files count for root, too: this thread gives up reading everything (capabilities(7))."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root may read everything here")
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this thread
    held = (_Capabilities * 2)()
    assert libc.capget(header, held) == 0, os.strerror(ctypes.get_errno())
    before = held[0].effective
    held[0].effective &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.capset(header, held) == 0, os.strerror(ctypes.get_errno())
    yield
    held[0].effective = before
    assert libc.capset(header, held) == 0, os.strerror(ctypes.get_errno())


class Result(NamedTuple):
    """What a command gave: exit status, and what it printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Return a runner of the command line in this process, which keeps what was loaded."""
    from pactwire import cli

    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")

    def invoke(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["pactwire", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        captured = capsys.readouterr()
        return Result(int(caught.value.code or 0), captured.out, captured.err)

    return invoke


@pytest.fixture
def make_article() -> Callable[..., Article]:
    """Return a maker of articles: a text, and fields that differ from the plain ones."""

    def make(text: str = TEXT, **fields: Any) -> Article:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        plain: dict[str, Any] = {"id": sha256[:16], "path": "outlet-a/story.txt", "outlet": "outlet-a"}
        return Article(**(plain | {"sha256": sha256, "text": text} | fields))

    return make


@pytest.fixture
def make_event() -> Callable[..., Event]:
    """Return a maker of events on `TEXT`: fields that differ from the plain ones."""

    def span(words: str) -> dict[str, Any]:
        start = TEXT.index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    def make(**fields: Any) -> Event:
        sentence = TEXT[: TEXT.index(" Japan will")]
        trigger = span("signed")
        plain: dict[str, Any] = {
            "event_id": "e1",
            "article_id": "a1",
            "outlet": "outlet-a",
            "published": "2026-01-16",
            "role": "main",
            "status": "signed",
            "modality": "asserted",
            "agreement": {
                "name": "Acquisition and Cross-Servicing Agreement",
                "acronym": "ACSA",
                "type": "logistics_support",
                "key": "JPN-PHL-acsa",
            },
            "parties": (
                {"id": "JPN", "name": "Japan", "kind": "state", "role": "donor", "spans": ((8, 13),)},
                {"id": "PHL", "name": "Philippines", "kind": "state", "spans": ((22, 33),)},
            ),
            "date": span("15 January") | {"edtf": "2026-01-15", "basis": "year of publication"},
            "place": {"name": "Manila", "country": "PHL", **_offsets(span("Manila"))},
            "amounts": (span("200 million yen") | {"value": 200_000_000.0, "currency": "JPY"},),
            "codes": {"plover": "SUPPORT", "cameo": "057"},
            "evidence": {
                **span(sentence),
                "trigger": (trigger["start"], trigger["end"]),
                "rule": "signed.active",
                "cues": ({**span("signed"), "field": "status", "rule": "signed.active"},),
            },
            "confidence": 0.9,
        }
        return Event.model_validate(plain | fields)

    return make


@pytest.fixture
def make_record(make_article: Callable[..., Article], make_event: Callable[..., Event]) -> Callable[..., ArticleRecord]:
    """Return a maker of records: the article's fields, and the events' fields."""

    def make(*events: dict[str, Any], **fields: Any) -> ArticleRecord:
        article = make_article(**({"id": "a1"} | fields))
        return ArticleRecord(
            article=article, events=tuple(make_event(article_id=article.id, **event) for event in events)
        )

    return make


def _offsets(span: dict[str, Any]) -> dict[str, Any]:
    return {"start": span["start"], "end": span["end"]}
