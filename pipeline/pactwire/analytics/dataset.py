"""The tables as Parquet files in folders by month of publication, as DuckDB, Spark, pandas and Polars read them."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pactwire.analytics.ddl import TABLES
from pactwire.analytics.layout import Table

# Name of the partition key, and its value where no day of publication is known.
MONTH = "month"
UNKNOWN_MONTH = "unknown"

# Rows fetched at once, and so the rows of a row group at most; texts are long, so articles come in smaller groups.
ROWS = 20_000
ROWS_WITH_TEXT = 500


def write_dataset(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every table of a store: `<table>/month=2026-01/part-0.parquet`, or `<table>/part-0.parquet`.

    Rows of a month keep the order of the records. A table without rows has a file all the same, with its columns.

    Raises:
        OSError: the disk does not take it.
    """
    for table in TABLES:
        target = folder / table.name
        target.mkdir(parents=True)
        for month, batches in _by_month(connection, table):
            place = target if month is None else target / f"{MONTH}={month}"
            place.mkdir(exist_ok=True)
            _write(place / "part-0.parquet", batches)


def _by_month(
    connection: duckdb.DuckDBPyConnection, table: Table
) -> Iterator[tuple[str | None, Iterator[pa.RecordBatch]]]:
    rows = ROWS_WITH_TEXT if table.name == "articles" else ROWS
    if table.month is None:
        reader = connection.sql(f"SELECT * FROM {table.name} ORDER BY rowid").to_arrow_reader(rows)
        yield None, _at_least_one(reader)
        return
    month = f"coalesce(strftime({table.month}, '%Y-%m'), '{UNKNOWN_MONTH}')"
    query = f'SELECT *, {month} AS "{MONTH}" FROM {table.name} ORDER BY "{MONTH}", rowid'
    reader = connection.sql(query).to_arrow_reader(rows)
    empty = True
    for name, parts in groupby(_split(reader), key=lambda part: part[0]):
        empty = False
        yield name, (part for _, part in parts)
    if empty:
        schema = pa.schema([field for field in reader.schema if field.name != MONTH])
        yield UNKNOWN_MONTH, iter([pa.RecordBatch.from_pylist([], schema=schema)])


def _split(reader: pa.RecordBatchReader) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Cut batches that are sorted by month where the month changes."""
    for batch in reader:
        months = batch.column(MONTH).to_pylist()
        rest = batch.drop_columns([MONTH])
        start = 0
        for name, run in groupby(months):
            length = sum(1 for _ in run)
            yield name, rest.slice(start, length)
            start += length


def _at_least_one(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    empty = True
    for batch in reader:
        empty = False
        yield batch
    if empty:
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)


def _write(path: Path, batches: Iterator[pa.RecordBatch]) -> None:
    first = next(batches)
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
