"""Events as directed pairs, in the columns of event data sets."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwire.agreements.codes import code_rows
from pactwire.analytics.build import write_analytics
from pactwire.analytics.cameo import cameo_codes
from pactwire.analytics.event_data import LAYOUTS, OURS, Layout, event_data_query
from pactwire.analytics.query import open_store
from pactwire.analytics.writing import write_query
from pactwire.records import ArticleRecord

DOCUMENTED = Path(__file__).parents[2] / "docs" / "event-data.md"


def party(id_: str, role: str | None = None, kind: str = "state") -> dict[str, Any]:
    return {"id": id_, "name": f"{id_} itself", "kind": kind, "role": role}


# Status, parties, and the pairs that come of them.
PAIRS: list[tuple[str, list[dict[str, Any]], list[str]]] = [
    ("signed", [party("JPN"), party("PHL")], ["JPN>PHL", "PHL>JPN"]),
    (
        "signed",
        [party("AUS"), party("GBR"), party("USA")],
        ["AUS>GBR", "AUS>USA", "GBR>AUS", "GBR>USA", "USA>AUS", "USA>GBR"],
    ),
    ("signed", [party("DEU", "seller"), party("POL", "buyer")], ["DEU>POL", "POL>DEU"]),
    ("delivered", [party("DEU", "donor"), party("UKR", "recipient")], ["DEU>UKR"]),
    ("delivered", [party("POL", "buyer"), party("KOR", "seller")], ["KOR>POL"]),
    ("delivered", [party("DEU", "donor"), party("UKR")], ["DEU>UKR", "UKR>DEU"]),
    ("terminated", [party("RUS")], ["RUS>"]),
    ("signed", [], []),
]
# EDTF, first and last day; day, month, year and fraction of the year in GDELT's columns.
DATES: list[tuple[str, str | None, str | None, tuple[str, ...]]] = [
    ("2024-07", "2024-07-01", "2024-07-31", ("", "202407", "2024", "")),
    ("2024", "2024-01-01", "2024-12-31", ("", "", "2024", "")),
    ("2023-12/2024-01", "2023-12-01", "2024-01-31", ("", "", "", "")),
    ("XXXX-01-15", None, None, ("", "", "", "")),
]
DAY = {"text": "15 January", "start": 92, "end": 102, "basis": "test"}


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the store of all cases is kept for the session."""
    return tmp_path_factory.mktemp("pairs")


@pytest.fixture
def exported(place: Path, make_record: Callable[..., ArticleRecord]) -> Callable[[Layout, str], list[dict[str, str]]]:
    """Return a reader of the rows of one event in a layout."""
    if not (place / "articles.jsonl").exists():
        days = [{**DAY, "edtf": edtf, "earliest": first, "latest": last} for edtf, first, last, _ in DATES]
        record = make_record(
            {"event_id": "e1", "date": {**DAY, "edtf": "2026-01-15", "earliest": "2026-01-15", "latest": "2026-01-15"}},
            *({"event_id": f"p{n}", "status": status, "parties": of} for n, (status, of, _) in enumerate(PAIRS)),
            *({"event_id": f"d{n}", "date": day} for n, day in enumerate(days)),
            published="2026-01-16",
        )
        (place / "articles.jsonl").write_text(record.model_dump_json() + "\n")
        (place / "events.jsonl").write_text("".join(event.model_dump_json() + "\n" for event in record.events))
        write_analytics(place)

    def read(layout: Layout, event_id: str) -> list[dict[str, str]]:
        path = place / f"{layout}.csv"
        if not path.exists():
            with open_store(place) as connection:
                write_query(connection, event_data_query(layout), path)
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        return [row for row in rows if row.get("Pactwire Event ID", row.get("event_id")) == event_id]

    return read


@pytest.mark.parametrize(("number", "pairs"), [(number, pairs) for number, (_, _, pairs) in enumerate(PAIRS)])
def test_pairs(exported: Callable[[Layout, str], list[dict[str, str]]], number: int, pairs: list[str]) -> None:
    rows = exported("pactwire", f"p{number}")
    assert [f"{row['source']}>{row['target']}" for row in rows] == pairs
    assert len({row["dyad_id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (
            "icews",
            {
                **{"Event ID": "e1-1-2", "Event Date": "2026-01-15", "Source Name": "Japan", "Source Country": "JPN"},
                **{"Target Name": "Philippines", "CAMEO Code": "057", "Event Text": "Sign formal agreement"},
                **{"Intensity": "8.0", "Publisher": "outlet-a", "City": "Manila", "Country": "PHL", "Latitude": ""},
                **{"Pactwire Event ID": "e1", "Parties": "2", "Status": "signed", "Modality": "asserted"},
            },
        ),
        (
            "gdelt",
            {
                **{"GLOBALEVENTID": "e1-1-2", "SQLDATE": "20260115", "MonthYear": "202601", "Year": "2026"},
                **{"FractionDate": "2026.1233", "Actor1Code": "JPN", "Actor2CountryCode": "PHL", "IsRootEvent": "1"},
                **{"EventCode": "057", "EventBaseCode": "057", "EventRootCode": "05", "QuadClass": "1"},
                **{"GoldsteinScale": "8.0", "ActionGeo_FullName": "Manila", "ActionGeo_CountryCode": ""},
                **{"DATEADDED": "20260116000000", "SOURCEURL": "outlet-a/story.txt", "Pactwire Event ID": "e1"},
            },
        ),
        (
            "polecat",
            {
                **{"Event ID": "e1-1-2", "Event Date": "2026-01-15", "Event Type": "SUPPORT", "Contexts": ""},
                **{"Actor Name": "Japan", "Primary Actor Sector": "GOV", "Recipient Country": "PHL"},
                **{"Placename": "Manila", "Source": "outlet-a", "Publication Date": "2026-01-16"},
            },
        ),
    ],
)
def test_layout(
    exported: Callable[[Layout, str], list[dict[str, str]]], layout: Layout, expected: dict[str, str]
) -> None:
    row, back = exported(layout, "e1")
    assert {name: row[name] for name in expected} == expected
    assert list(row) == [*LAYOUTS[layout], *OURS]
    assert back[next(iter(row))] == "e1-2-1"


@pytest.mark.parametrize(("number", "expected"), [(number, case[3]) for number, case in enumerate(DATES)])
def test_a_date_is_never_more_exact_than_the_text(
    exported: Callable[[Layout, str], list[dict[str, str]]], number: int, expected: tuple[str, ...]
) -> None:
    row, _ = exported("gdelt", f"d{number}")
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == expected
    assert exported("icews", f"d{number}")[0]["Event Date"] == ""


@pytest.mark.parametrize(("layout", "number"), [("icews", 20), ("gdelt", 61), ("polecat", 40)])
def test_number_of_columns_is_that_of_the_data_set(layout: Layout, number: int) -> None:
    assert len(LAYOUTS[layout]) == number


def test_every_code_of_events_is_described() -> None:
    assert {row.cameo for row in code_rows()} == {code.cameo for code in cameo_codes()}


@pytest.mark.parametrize(
    ("root", "quad_class"), [("01", 1), ("05", 1), ("06", 2), ("08", 2), ("11", 3), ("13", 3), ("16", 4), ("19", 4)]
)
def test_quad_class_follows_the_category(root: str, quad_class: int) -> None:
    assert {code.quad_class for code in cameo_codes() if code.root == root} == {quad_class}


def test_columns_of_the_pairs_are_documented(folder: Path) -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    with open_store(folder) as connection:
        names = [name for (name,) in connection.execute("select column_name from (describe dyads)").fetchall()]
    assert [name for name in names if f"`{name}`" not in text] == []
