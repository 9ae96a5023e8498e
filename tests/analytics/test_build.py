"""The store of an output folder."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pactwire.analytics.build import write_analytics
from pactwire.analytics.ddl import TABLES
from pactwire.analytics.layout import SCHEMA_VERSION
from pactwire.analytics.query import open_store
from pactwire.errors import OutputError
from pactwire.records import ArticleRecord, ArticleWarning
from pactwire.store import load_events


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with open_store(folder) as connection:
        return connection.execute(sql).fetchall()


def test_rows_of_each_table_are_counted(make_folder: Callable[..., Path], story: tuple[ArticleRecord, ...]) -> None:
    counted = write_analytics(make_folder(*story))
    assert list(counted) == [table.name for table in TABLES]
    expected = {
        "store_info": 1,
        **{"articles": 3, "entities": 1, "dates": 1, "money": 1, "warnings": 0},
        **{"events": 2, "event_parties": 4, "amounts": 2, "items": 0, "signatories": 0, "cues": 2},
        **{"dossiers": 1, "stage_events": 2, "failures": 1, "duplicates": 0, "set_aside": 0},
    }
    assert {name: counted[name] for name in expected} == expected


def test_values_have_their_types(folder: Path) -> None:
    assert rows(folder, "select schema_version, pactwire from store_info") == [(SCHEMA_VERSION, "0.1.0")]
    assert rows(folder, "select article_id, published, outlet, events from articles order by article_id") == [
        ("a1", date(2026, 1, 16), "outlet-a", 1),
        ("a2", date(2026, 2, 1), "outlet-b", 1),
        ("a3", None, None, 0),
    ]
    assert rows(folder, "select date_edtf, date_precision, place_country, party_ids from events order by event_id") == [
        ("2026-01-15", "day", "PHL", ["JPN", "PHL"]),
        (None, None, "JPN", ["JPN", "PHL"]),
    ]
    assert rows(folder, "select earliest, latest, precision, anchor from dates") == [
        (date(2026, 1, 15), date(2026, 1, 15), "day", None)
    ]
    assert rows(folder, "select value, high, currency from money") == [(2e8, None, "JPY")]
    assert rows(folder, "select party_id, kind, role, spans from event_parties where event_id = 'e1'") == [
        ("JPN", "state", "donor", [[8, 13]]),
        ("PHL", "state", None, [[22, 33]]),
    ]


def test_warnings_of_a_comparison_have_a_table(
    make_folder: Callable[..., Path], story: tuple[ArticleRecord, ...]
) -> None:
    wrong = ArticleWarning(code="weekday", message="a Friday is told as a Thursday", spans=((0, 5), (8, 13)))
    early = story[0].events[0].model_copy(update={"published": "2026-01-02"})
    folder = make_folder(story[0].model_copy(update={"warnings": (wrong,), "events": (early,)}), *story[1:])
    write_analytics(folder)
    found = rows(folder, "select stage_id is null, position, code, article_id, event_ids, spans from compare_warnings")
    assert sorted(found, key=str) == [
        (False, 1, "published_before_event", "a1", ["e1"], []),
        (True, 1, "weekday", "a1", [], [[0, 5], [8, 13]]),
    ]
    assert (
        rows(folder, "select sum(warnings) from dossiers") == rows(folder, "select sum(warnings) from stages") == [(1,)]
    )


def test_offsets_lead_to_the_words(folder: Path) -> None:
    sql = """select substring(a.text, e.span_start + 1, e.span_end - e.span_start) = e.text
             from entities e join articles a using (article_id)"""
    assert rows(folder, sql) == [(True,)]
    sql = """select substring(a.text, trigger_start + 1, trigger_end - trigger_start)
             from events join articles a using (article_id)"""
    assert rows(folder, sql) == [("signed",), ("signed",)]


def test_any_text_is_kept(folder: Path) -> None:
    assert rows(folder, "select text, characters from articles where article_id = 'a3'") == [
        ("Nothing\x00 happened: π.", 21)
    ]


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("2024-07-08", "day"),
        ("2024-07", "month"),
        ("2024", "year"),
        ("2024-21", "season"),
        ("2024-33", "season"),
        ("202X", "decade"),
        ("19XX", "century"),
        ("2026-01/2026-03", "interval"),
        ("../2024", "interval"),
        ("2024-07-08T10:00", "time"),
        ("2024~", "year"),
        ("2024-07?", "month"),
        ("XXXX-01-15", "partial"),
        (None, None),
    ],
)
def test_precision(edtf: str | None, precision: str | None) -> None:
    from pactwire.analytics.ddl import PRECISION_MACRO

    connection = duckdb.connect()
    connection.execute(PRECISION_MACRO)
    assert connection.execute("select precision_of(?)", [edtf]).fetchone() == (precision,)
    connection.close()


def test_extraction_without_a_comparison(make_folder: Callable[..., Path], story: tuple[ArticleRecord, ...]) -> None:
    made = make_folder(*story, compared=False)
    counted = write_analytics(made)
    assert (counted["events"], counted["dossiers"], counted["facts"]) == (2, 0, 0)
    assert rows(made, "select dossier_id from events") == [(None,), (None,)]
    assert rows(made, "select count(*) from dyads") == [(4,)]


def test_every_event_finds_its_stage(folder: Path) -> None:
    assert rows(folder, "select count(*) from events e join stages s using (stage_id, dossier_id)") == [(2,)]
    assert rows(folder, "select count(*) from events") == [(len(list(load_events(folder))),)]


def test_what_everything_means_is_in_the_store(folder: Path) -> None:
    sql = "select count(*) from duckdb_columns() where schema_name = 'main' and not internal and comment is null"
    tables = "', '".join(table.name for table in TABLES)
    assert rows(folder, f"{sql} and table_name in ('{tables}')") == [(0,)]
    assert rows(folder, "select count(*) from duckdb_views() where not internal and comment is null") == [(0,)]


def test_folder_whose_name_is_a_pattern(make_folder: Callable[..., Path], story: tuple[ArticleRecord, ...]) -> None:
    made = make_folder(*story, name="out[1]*it's")
    assert write_analytics(made)["articles"] == 3
    assert rows(made, "select count(*) from articles") == [(3,)]
    with pytest.raises(OutputError, match="a name without a question mark"):
        write_analytics(make_folder(*story, name="why?"))


def test_made_again_it_takes_the_place_of_the_old(folder: Path) -> None:
    before = {path.relative_to(folder) for path in folder.rglob("*")}
    (folder / "parquet" / "events" / "month=1999-01").mkdir()
    (folder / ".analytics.99999999999999999999.tmp").mkdir()
    write_analytics(folder)
    assert {path.relative_to(folder) for path in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("articles.jsonl", None, r"holds no articles\.jsonl: give the output folder of `pactwire run`"),
        ("events.jsonl", "{", "is not what this version writes"),
        ("events.jsonl", '{"event_id": "e1"}\n', "is not what this version writes"),
        ("run.json", "{}", "does not say what run this is"),
    ],
)
def test_what_is_wrong_leaves_the_old_store(folder: Path, name: str, content: str | None, message: str) -> None:
    before = (folder / "pactwire.duckdb").read_bytes()
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)
    with pytest.raises(OutputError, match=message):
        write_analytics(folder)
    assert (folder / "pactwire.duckdb").read_bytes() == before
    assert [path.name for path in folder.glob(".*")] == []


KILLED = """
import os, signal, sys
from pactwire.analytics import build
build._move_in = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
build.write_analytics(sys.argv[1])
"""


def test_killed_before_the_end_it_leaves_the_old_store(folder: Path) -> None:
    before = (folder / "pactwire.duckdb").read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED, folder], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder / "pactwire.duckdb").read_bytes() == before
    assert len(list(folder.glob(".analytics.*.tmp"))) == 1
    write_analytics(folder)
    assert list(folder.glob(".*")) == []
