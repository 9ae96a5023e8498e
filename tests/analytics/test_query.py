"""Queries: what they may do, and what is said when they are wrong."""

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pactwire.analytics.build import write_analytics
from pactwire.analytics.query import is_stale, open_or_build, open_store, query_batches, run_query
from pactwire.errors import InputError, OutputError
from pactwire.records import ArticleRecord


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with open_store(folder) as connection:
        return list(run_query(connection, sql).rows())


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select event_id from events order by all", [("e1",), ("e2",)]),
        ("from articles select count(*)", [(3,)]),
        ("with x as (select 1 as a) select a from x -- a comment", [(1,)]),
        ("select max(published) from events;", [(date(2026, 2, 1),)]),
        ("select column_name from (describe failures) limit 1", [("path",)]),
        ("select status from events where status = 'sgned'", []),
    ],
)
def test_rows(folder: Path, sql: str, expected: list[tuple[object, ...]]) -> None:
    assert ask(folder, sql) == expected


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select * from event", r"no table event: did you mean events\?.* There are amounts, articles, "),
        ("select * from zzz", r"^no table zzz: There are amounts, "),
        ("select evid from events", r'"evid" not found in FROM clause.*\nCandidate bindings: .*"evidence"'),
        ("select * form events", r'^syntax error at or near "events"'),
        ("select 'x'::integer from events", r"^Could not convert string 'x' to INT32"),
        ("", r'^give one query such as "select \* from events"'),
        ("select 1; select 2", r"^give one query, not 2"),
        ("drop table events", r"^the store is for reading: DROP is no query"),
        ("insert into events select * from events", r"^the store is for reading: INSERT is no query"),
        ("create temp table t as select 1", r"^the store is for reading: CREATE is no query"),
        ("set threads = 4", r"^the store is for reading: "),
        ("attach 'other.duckdb'", r"^the store is for reading: ATTACH"),
        ("copy events to 'stolen.csv'", r"^the store is for reading: COPY"),
        ("install httpfs", r"^the store is for reading: "),
        ("pragma database_list", r"^the store is for reading: PRAGMA"),
        ("select * from read_csv('/etc/passwd')", r"^a query reads the store alone, no other file and no network"),
        ("select * from read_text('/etc/passwd')", r"^a query reads the store alone"),
        ("from '/etc/passwd.csv'", r"^a query reads the store alone"),
        ("select * from glob('/*')", r"^a query reads the store alone"),
        ("from read_parquet('https://example.org/x.parquet')", r"^a query reads the store alone"),
    ],
)
def test_what_a_query_cannot_do(folder: Path, sql: str, message: str) -> None:
    with open_store(folder) as connection:
        with pytest.raises(InputError, match=message):
            list(run_query(connection, sql).rows())
        with pytest.raises(InputError, match=message):
            list(query_batches(connection, sql))


def test_the_store_is_locked_below_the_parser(folder: Path) -> None:
    """Nothing but the statement's kind is checked by us: the rest is DuckDB's own locks."""
    with open_store(folder) as connection:
        for sql in ("attach 'x.duckdb'", "copy events to 'x.csv'", "create table x (a integer)", "set threads = 2"):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
        for name, value in (("enable_external_access", False), ("lock_configuration", True)):
            assert connection.execute(f"select current_setting('{name}')").fetchone() == (value,)
    assert not (folder / "x.csv").exists()


def test_python_variables_are_no_tables(folder: Path) -> None:
    secret = [("a", 1)]
    with open_store(folder) as connection, pytest.raises(InputError, match="no table secret"):
        run_query(connection, f"select * from secret -- {secret}")


def test_an_error_in_the_middle_is_explained(folder: Path) -> None:
    with open_store(folder) as connection:
        sql = "select case when range = 200_000 then error('stop') else range end from range(300_000)"
        with pytest.raises(InputError, match="stop"):
            list(run_query(connection, sql).rows())


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"holds no pactwire\.duckdb: run `pactwire store "), open_store(tmp_path):
        pass
    with pytest.raises(OutputError, match=r"holds no articles\.jsonl"), open_or_build(tmp_path):
        pass


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_store_of_this_version(folder: Path, content: bytes | None) -> None:
    path = folder / "pactwire.duckdb"
    if content is None:
        with duckdb.connect(path) as connection:
            connection.execute("update store_info set schema_version = 0")
    else:
        path.write_bytes(content)
    with pytest.raises(OutputError, match=r"pactwire\.duckdb .*run `pactwire store "), open_store(folder):
        pass


def test_a_store_older_than_the_records_is_not_used(folder: Path) -> None:
    assert not is_stale(folder)
    later = time.time() + 60
    os.utime(folder / "events.jsonl", (later, later))
    assert is_stale(folder)
    (folder / "failures.jsonl").write_text("")
    with open_or_build(folder) as connection:
        assert connection.execute("select count(*) from failures").fetchone() == (0,)
    assert ask(folder, "select count(*) from failures") == [(1,)]


def test_views(make_folder: Callable[..., Path], make_record: Callable[..., ArticleRecord]) -> None:
    day = {"text": "15 January", "start": 92, "end": 102, "basis": "year of publication"}
    told = day | {"edtf": "2026-01-15", "earliest": "2026-01-15", "latest": "2026-01-15"}
    other = day | {"edtf": "2026-01-14", "earliest": "2026-01-14", "latest": "2026-01-14"}
    ratified = day | {"edtf": "2026-03", "earliest": "2026-03-01", "latest": "2026-03-31"}
    made = make_folder(
        make_record({"event_id": "e1", "date": told, "published": "2026-01-17"}, id="a1", published="2026-01-17"),
        make_record(
            {"event_id": "e2", "date": other, "outlet": "outlet-b", "published": "2026-01-16"},
            id="a2",
            outlet="outlet-b",
            published="2026-01-16",
            text=f"{make_record().article.text} {' '.join(f'Another text has word {n}.' for n in range(60))}",
        ),
        make_record(
            {
                "event_id": "e4",
                "modality": "planned",
                "parties": [{"id": key, "name": key, "kind": "state"} for key in ("FRA", "DEU")],
                "agreement": {"name": "Rhine Pact", "type": "mutual_defense", "key": "rhine"},
                "date": None,
                "published": "2025-12-01",
                "amounts": (),
            },
            id="a4",
            published="2025-12-01",
        ),
        make_record(
            {"event_id": "e3", "status": "ratified", "date": ratified, "published": "2026-04-01", "amounts": ()},
            id="a3",
            published="2026-04-01",
            agency="Reuters",
        ),
    )
    write_analytics(made)
    assert ask(made, "select from_status, to_status, month from stage_moves") == [
        (None, "signed", date(2026, 1, 1)),
        ("signed", "ratified", date(2026, 3, 1)),
    ]
    assert ask(made, "select count(*) from stages where status = 'signed'") == [(2,)]
    assert ask(made, "select year, party_a, party_b from signed_pairs") == [(2026, "JPN", "PHL")]
    first = "select status, first_published, first_outlets, later_outlets from first_reports"
    assert ask(made, f"{first} where modality = 'asserted'") == [
        ("signed", date(2026, 1, 16), ["outlet-b"], 1),
        ("ratified", date(2026, 4, 1), ["outlet-a"], 0),
    ]
    ((value, currency, low, high, outlets),) = ask(
        made, "select value, currency, usd_low, usd_high, outlets from dossier_amounts"
    )
    assert (value, currency, outlets) == (2e8, "JPY", ["outlet-a", "outlet-b"])
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert 1e6 < low < high < 2e6
    assert ask(made, "select outlet, value from disputes where fact = 'date' order by all") == [
        ("outlet-a", "2026-01-15"),
        ("outlet-b", "2026-01-14"),
    ]
