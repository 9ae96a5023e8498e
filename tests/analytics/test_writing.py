"""Results of queries as files."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pactwire.analytics.query import open_store
from pactwire.analytics.writing import write_query
from pactwire.errors import InputError, OutputError

SQL = """select * from (values
    ('=HYPERLINK("x")', -2, -1.5, date '2026-01-15', ['a', '-b'], {'a': 1}, true, 3::hugeint),
    ('+1', null, null, null, null, null, false, null)
) as t("=name", whole, part, day, words, "record", yes, big)"""


def written(folder: Path, name: str, sql: str = SQL) -> str:
    with open_store(folder) as connection:
        assert write_query(connection, sql, folder / name) == 2
    return (folder / name).read_text(encoding="utf-8")


def test_csv_is_safe_to_open_and_numbers_stay_numbers(folder: Path) -> None:
    assert list(csv.reader(written(folder, "out.csv").splitlines())) == [
        ["'=name", "whole", "part", "day", "words", "record", "yes", "big"],
        ['\'=HYPERLINK("x")', "-2", "-1.5", "2026-01-15", "a; -b", '{"a":1}', "true", "3"],
        ["'+1", "", "", "", "", "", "false", ""],
    ]


@pytest.mark.parametrize("sql", ["select title from articles where article_id = 'a1' union all select 1::varchar"])
def test_what_articles_say_cannot_run(folder: Path, sql: str) -> None:
    assert "'=HYPERLINK(1)" in written(folder, "out.csv", sql).splitlines()


@pytest.mark.parametrize("name", ["out.json", "out.jsonl"])
def test_json(folder: Path, name: str) -> None:
    text = written(folder, name)
    rows = json.loads(text) if name.endswith("json") else [json.loads(line) for line in text.splitlines()]
    assert rows[0] == {
        **{"=name": '=HYPERLINK("x")', "whole": -2, "part": -1.5, "day": "2026-01-15", "words": ["a", "-b"]},
        **{"record": {"a": 1}, "yes": True, "big": 3},
    }
    assert rows[1]["day"] is None


def test_parquet(folder: Path) -> None:
    with open_store(folder) as connection:
        assert write_query(connection, "from events", folder / "out.parquet") == 2
        assert write_query(connection, "from events where false", folder / "none.parquet") == 0
    table = pq.read_table(folder / "out.parquet")
    assert table["status"].to_pylist() == ["signed", "signed"]
    assert str(table.schema.field("published").type) == "date32[day]"
    assert pq.read_table(folder / "none.parquet").schema.names == table.schema.names


def test_no_rows(folder: Path) -> None:
    with open_store(folder) as connection:
        for name, expected in (("a.csv", "event_id\n"), ("a.json", "[\n]\n"), ("a.jsonl", "")):
            assert write_query(connection, "select event_id from events where false", folder / name) == 0
            assert (folder / name).read_text() == expected


def test_what_goes_wrong_leaves_no_file(folder: Path) -> None:
    with open_store(folder) as connection:
        with pytest.raises(InputError, match=r"must end with one of \.csv, \.json, \.jsonl, \.parquet"):
            write_query(connection, "from events", folder / "out.xlsx")
        for name in ("out.csv", "out.parquet"):
            with pytest.raises(InputError, match="no table nothing"):
                write_query(connection, "from nothing", folder / name)
        with pytest.raises(OutputError, match="cannot write to"):
            write_query(connection, "from events", folder / "nowhere" / "out.csv")
    assert [path.name for path in folder.iterdir() if "out" in path.name] == []
