"""Events as rows of a spreadsheet."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyarrow.csv as pa_csv
import pytest

from pactwire.flat import COLUMNS, Cell, csv_cell, csv_line, event_row
from pactwire.records import ArticleRecord

DOCUMENTED = Path(__file__).parent.parent / "docs" / "records.md"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+441234", "'+441234"),
        ("-2", "'-2"),
        ("@cmd", "'@cmd"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("＠cmd", "'＠cmd"),
        ("-5 billion", "'-5 billion"),
        ("5 - 3", "5 - 3"),
        (" =1", " =1"),
        (True, "True"),
        (-2.5, "-2.5"),
        ("Japan = ally", "Japan = ally"),
        ("’=1", "’=1"),
        ("", ""),
        (None, ""),
        (-2, "-2"),
        (0.5, "0.5"),
    ],
)
def test_csv_cell(cell: Cell, expected: str) -> None:
    assert csv_cell(cell) == expected


def test_csv_line() -> None:
    cells = ("=1+1", "a, b", 'say "so"', "two\nlines", "two\rlines", "two\r\nlines", None, -3)
    line = csv_line(cells)
    assert line.endswith(",-3\n")
    assert list(csv.reader(io.StringIO(line, newline=""))) == [["'=1+1", *cells[1:6], "", "-3"]]
    assert pa_csv.read_csv(
        io.BytesIO(line.encode()),
        read_options=pa_csv.ReadOptions(autogenerate_column_names=True),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
    ).column(4).to_pylist() == ["two\rlines"]


def test_event_row(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({}, title="Pact signed", url="https://example.org/1")
    row = event_row(record.events[0], record.article)
    del row["evidence"]
    assert row == {
        "event_id": "e1",
        "article_id": "a1",
        "outlet": "outlet-a",
        "published": "2026-01-16",
        "role": "main",
        "status": "signed",
        "modality": "asserted",
        "agreement_name": "Acquisition and Cross-Servicing Agreement",
        "agreement_acronym": "ACSA",
        "agreement_type": "logistics_support",
        "agreement_key": "JPN-PHL-acsa",
        "parties": "JPN; PHL",
        "party_names": "Japan (donor); Philippines",
        "date": "2026-01-15",
        "date_text": "15 January",
        "date_earliest": None,
        "date_latest": None,
        "date_basis": "year of publication",
        "place": "Manila",
        "place_country": "PHL",
        "amounts": "200000000 JPY",
        "items": None,
        "signatories": None,
        "source": None,
        "plover": "SUPPORT",
        "cameo": "057",
        "confidence": 0.9,
        "rule": "signed.active",
        "evidence_start": 0,
        "evidence_end": 111,
        "title": "Pact signed",
        "url": "https://example.org/1",
        "path": "outlet-a/story.txt",
    }


def test_unknown_is_an_empty_cell(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({"parties": (), "date": None, "place": None, "amounts": ()})
    row = event_row(record.events[0], record.article)
    unknown = [name for name, cell in row.items() if cell is None]
    assert unknown == [
        *("parties", "party_names", "date", "date_text", "date_earliest", "date_latest", "date_basis"),
        *("place", "place_country", "amounts", "items", "signatories", "source", "title", "url"),
    ]


def test_every_column_is_documented() -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in text] == []
