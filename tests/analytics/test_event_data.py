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


def exported(folder: Path, layout: Layout) -> list[dict[str, str]]:
    path = folder / "events_out.csv"
    with open_store(folder) as connection:
        write_query(connection, event_data_query(layout), path)
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(
    ("status", "parties", "pairs"),
    [
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
    ],
)
def test_pairs(
    make_folder: Callable[..., Path],
    make_record: Callable[..., ArticleRecord],
    status: str,
    parties: list[dict[str, Any]],
    pairs: list[str],
) -> None:
    made = make_folder(make_record({"status": status, "parties": parties}), compared=False)
    write_analytics(made)
    rows = exported(made, "pactwire")
    assert [f"{row['source']}>{row['target']}" for row in rows] == pairs
    assert {row["event_id"] for row in rows} <= {"e1"}
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
    make_folder: Callable[..., Path],
    make_record: Callable[..., ArticleRecord],
    layout: Layout,
    expected: dict[str, str],
) -> None:
    day = {"text": "15 January", "start": 92, "end": 102, "edtf": "2026-01-15", "basis": "year of publication"}
    made = make_folder(
        make_record({"date": day | {"earliest": "2026-01-15", "latest": "2026-01-15"}}, published="2026-01-16"),
        compared=False,
    )
    write_analytics(made)
    row, back = exported(made, layout)
    assert {name: row[name] for name in expected} == expected
    assert list(row) == [*LAYOUTS[layout], *OURS]
    assert back[next(iter(row))] == "e1-2-1"


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "expected"),
    [
        ("2024-07", "2024-07-01", "2024-07-31", ("", "202407", "2024", "")),
        ("2024", "2024-01-01", "2024-12-31", ("", "", "2024", "")),
        ("2023-12/2024-01", "2023-12-01", "2024-01-31", ("", "", "", "")),
        ("XXXX-01-15", None, None, ("", "", "", "")),
    ],
)
def test_a_date_is_never_more_exact_than_the_text(
    make_folder: Callable[..., Path],
    make_record: Callable[..., ArticleRecord],
    edtf: str,
    earliest: str | None,
    latest: str | None,
    expected: tuple[str, ...],
) -> None:
    day = {"text": "15 January", "start": 92, "end": 102, "basis": "test"}
    made = make_folder(
        make_record({"date": day | {"edtf": edtf, "earliest": earliest, "latest": latest}}), compared=False
    )
    write_analytics(made)
    row, _ = exported(made, "gdelt")
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == expected
    assert exported(made, "icews")[0]["Event Date"] == ""


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
