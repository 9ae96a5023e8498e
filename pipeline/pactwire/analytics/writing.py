"""What a query gives as a file: CSV for spreadsheets, JSON, JSON Lines or Parquet."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args
from uuid import UUID

import duckdb
import pyarrow.parquet as pq

from pactwire.analytics.query import Result, query_batches, run_query
from pactwire.atomic import AtomicFile
from pactwire.errors import InputError, OutputError
from pactwire.flat import SEPARATOR, Cell, csv_line

TextFormat = Literal["csv", "json", "jsonl"]
TEXT_FORMATS: tuple[str, ...] = get_args(TextFormat)
PARQUET = "parquet"
FORMATS = (*TEXT_FORMATS, PARQUET)


def write_query(connection: duckdb.DuckDBPyConnection, sql: str, path: Path) -> int:
    """Write what a query gives, in the format that the file's name ends with, and return the number of rows.

    The file takes its place when it is complete.

    Raises:
        InputError: no such format, or the query is wrong.
        OutputError: the file cannot be written.
    """
    ending = path.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise InputError(f"{path}: the name must end with one of {', '.join(f'.{name}' for name in FORMATS)}")
    file = AtomicFile(path)
    try:
        rows = (
            _write_parquet(connection, sql, file) if ending == PARQUET else _write_text(connection, sql, file, ending)
        )
        file.commit()
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from error
    finally:
        file.abort()
    return rows


def text_parts(result: Result, ending: str) -> Iterator[str]:
    """Yield a result as text, in the order in which it is written: what comes before the rows, and a part for each.

    In CSV a list of words is joined by "; ", other lists and records are JSON, and what a spreadsheet would run as a
    formula is text.
    """
    if ending == "csv":
        yield csv_line(result.columns)
        for row in result.rows():
            yield csv_line(map(_flat, row))
    elif ending == "jsonl":
        yield ""
        for row in result.rows():
            yield _json(result.columns, row) + "\n"
    else:
        yield "["
        separator = "\n"
        for row in result.rows():
            yield separator + _json(result.columns, row)
            separator = ",\n"


def text_end(ending: str) -> str:
    """Return what comes behind the rows."""
    return "\n]\n" if ending == "json" else ""


def _write_text(connection: duckdb.DuckDBPyConnection, sql: str, file: AtomicFile, ending: str) -> int:
    rows = -1
    for part in text_parts(run_query(connection, sql), ending):
        file.write(part)
        rows += 1
    file.write(text_end(ending))
    return rows


def _write_parquet(connection: duckdb.DuckDBPyConnection, sql: str, file: AtomicFile) -> int:
    batches = query_batches(connection, sql)
    first = next(batches)
    rows = 0
    with pq.ParquetWriter(file.handle, first.schema, compression="zstd") as writer:
        writer.write_batch(first)
        for batch in batches:
            rows += batch.num_rows
            writer.write_batch(batch)
    return rows


def _flat(value: Any) -> Cell:
    if isinstance(value, list):
        if all(isinstance(part, str) for part in value):
            return SEPARATOR.join(value)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, str | int | float) else str(_plain(value))


def _json(columns: Sequence[str], row: Sequence[Any]) -> str:
    return json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, timedelta | UUID):
        return str(value)
    return value.hex() if isinstance(value, bytes) else repr(value)
