"""Dossiers, stages and facts as rows of tables: the costly half of writing, which needs no file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa
from pydantic import BaseModel

from pactwire.arrow import arrow_schema
from pactwire.compare.partitions import BuildTask, build_part
from pactwire.compare.records import Compared, Dossier, Fact, Stage
from pactwire.flat import SEPARATOR, csv_line

TABLES: dict[str, type[BaseModel]] = {"dossiers": Dossier, "stages": Stage, "facts": Fact}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table in each format; `table` is what the Parquet file takes."""

    jsonl: str
    csv: str
    table: pa.Table


@cache
def schema_of(name: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return arrow_schema(TABLES[name])


def build_rows(task: BuildTask) -> dict[str, Rows]:
    """Build the dossiers of a task and return them as rows, by the name of the table."""
    return rows_of(build_part(task))


def rows_of(entries: Iterable[Compared]) -> dict[str, Rows]:
    """Return dossiers, stages and facts as rows, by the name of the table."""
    records: dict[str, list[BaseModel]] = {name: [] for name in TABLES}
    for entry in entries:
        records["dossiers"].append(entry.dossier)
        records["stages"] += entry.stages
        records["facts"] += entry.facts
    return {name: _rows(name, records[name]) for name in TABLES}


def _rows(name: str, records: Iterable[BaseModel]) -> Rows:
    lines: list[str] = []
    held: list[dict[str, Any]] = []
    cells: list[str] = []
    for record in records:
        row = record.model_dump(mode="json")
        lines.append(record.model_dump_json() + "\n")
        cells.append(csv_line(_cell(value) for value in row.values()))
        held.append(row)
    return Rows("".join(lines), "".join(cells), pa.Table.from_pylist(held, schema=schema_of(name)))


def header(name: str) -> str:
    """Return the first line of a table's CSV file."""
    return csv_line(TABLES[name].model_fields)


def _cell(value: Any) -> str | int | float | None:
    if isinstance(value, list):
        if all(isinstance(part, str) for part in value):
            return SEPARATOR.join(value)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value  # type: ignore[no-any-return]
