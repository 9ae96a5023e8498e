"""The Parquet dataset beside the store."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pactwire.analytics.build import write_analytics
from pactwire.analytics.ddl import TABLES
from pactwire.analytics.query import open_store
from pactwire.records import ArticleRecord


def test_partitions_are_months_of_publication(folder: Path) -> None:
    assert sorted(
        path.relative_to(folder).as_posix() for path in (folder / "parquet" / "articles").rglob("*.parquet")
    ) == [
        "parquet/articles/month=2026-01/part-0.parquet",
        "parquet/articles/month=2026-02/part-0.parquet",
        "parquet/articles/month=unknown/part-0.parquet",
    ]
    assert [path.name for path in (folder / "parquet" / "dossiers").iterdir()] == ["part-0.parquet"]
    assert sorted(path.name for path in (folder / "parquet").iterdir()) == sorted(table.name for table in TABLES)


def test_files_hold_the_rows_of_the_store(folder: Path) -> None:
    with open_store(folder) as connection:
        for table in TABLES:
            stored = connection.execute(f"select * from {table.name}").fetchall()
            names = [column.name for column in table.columns]
            pattern = f"'{folder}/parquet/{table.name}/**/*.parquet'"
            query = f"select {', '.join(names)} from read_parquet({pattern}, hive_partitioning = true)"
            assert sorted(map(str, duckdb.connect().execute(query).fetchall())) == sorted(map(str, stored)), table.name


def test_other_readers_find_the_month(folder: Path) -> None:
    table = ds.dataset(folder / "parquet" / "articles", partitioning="hive").to_table(columns=["article_id", "month"])
    assert sorted(map(tuple, (row.values() for row in table.to_pylist()))) == [
        ("a1", "2026-01"),
        ("a2", "2026-02"),
        ("a3", "unknown"),
    ]


def test_a_table_without_rows_has_its_columns(folder: Path) -> None:
    (path,) = (folder / "parquet" / "items").rglob("*.parquet")
    schema = pq.read_schema(path)
    assert [name for name in schema.names if name in ("event_id", "count")] == ["event_id", "count"]
    assert str(schema.field("published").type) == "date32[day]"


def test_the_same_records_give_the_same_bytes(
    make_folder: Callable[..., Path], story: tuple[ArticleRecord, ...]
) -> None:
    folders = [make_folder(*story, name=name) for name in ("one", "two")]
    for made in folders:
        write_analytics(made)
    one, two = ({path.relative_to(made): path.read_bytes() for path in made.rglob("*.parquet")} for made in folders)
    assert one == two


@pytest.mark.parametrize("rows", [1, 7])
def test_a_month_in_several_batches(
    make_folder: Callable[..., Path],
    make_record: Callable[..., ArticleRecord],
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
) -> None:
    monkeypatch.setattr("pactwire.analytics.dataset.ROWS_WITH_TEXT", rows)
    days = [f"2026-{month:02}-03" for month in (1, 3, 1, 2, 3, 3, 1, 2, 1)]
    records = [make_record(id=f"a{number}", published=day) for number, day in enumerate(days)]
    made = make_folder(*records, compared=False)
    write_analytics(made)
    found = {
        path.parent.name: pq.read_table(path, columns=["article_id"], partitioning=None)["article_id"].to_pylist()
        for path in (made / "parquet" / "articles").rglob("*.parquet")
    }
    assert found == {
        "month=2026-01": ["a0", "a2", "a6", "a8"],
        "month=2026-02": ["a3", "a7"],
        "month=2026-03": ["a1", "a4", "a5"],
    }
