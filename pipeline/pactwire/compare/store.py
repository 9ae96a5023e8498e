"""Dossiers, stages and facts as JSONL, CSV and Parquet, written while they are made."""

import csv
import json
import types
import typing
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ValidationError

from pactwire.compare.records import Compared, Dossier, Fact, Stage
from pactwire.compare.runs import Comparison
from pactwire.errors import OutputError

_TABLES: tuple[tuple[str, type[BaseModel]], ...] = (("dossiers", Dossier), ("stages", Stage), ("facts", Fact))
_BATCH = 5_000  # rows held before they are written


def write_comparison(comparison: Comparison | Iterable[Compared], folder: Path) -> dict[str, int]:
    """Write all three tables in all three formats and return the number of rows of each.

    In CSV a list of words is joined by "; ", and a list of records is JSON; in Parquet the first is a list, the
    second JSON.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    entries = comparison.entries if isinstance(comparison, Comparison) else comparison
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writers = {name: _Table(folder, name, model) for name, model in _TABLES}
        try:
            for entry in entries:
                writers["dossiers"].add(entry.dossier)
                for stage in entry.stages:
                    writers["stages"].add(stage)
                for fact in entry.facts:
                    writers["facts"].add(fact)
        finally:
            for writer in writers.values():
                writer.close()
    except OSError as error:
        raise OutputError(f"cannot write the comparison to {folder}: {error}") from error
    return {name: writer.rows for name, writer in writers.items()}


def read_comparison(folder: Path) -> Comparison:
    """Read back what `write_comparison` wrote.

    Raises:
        OutputError: a file is missing or is not what `write_comparison` writes.
    """
    dossiers = _read(folder / "dossiers.jsonl", Dossier)
    stages: dict[str, list[Stage]] = {}
    for stage in _read(folder / "stages.jsonl", Stage):
        stages.setdefault(stage.dossier_id, []).append(stage)
    facts: dict[str, list[Fact]] = {}
    for fact in _read(folder / "facts.jsonl", Fact):
        facts.setdefault(fact.dossier_id, []).append(fact)
    return Comparison(
        tuple(
            Compared(
                dossier=dossier,
                stages=tuple(stages.get(dossier.dossier_id, ())),
                facts=tuple(facts.get(dossier.dossier_id, ())),
            )
            for dossier in dossiers
        )
    )


RecordT = typing.TypeVar("RecordT", bound=BaseModel)


def _read(path: Path, model: type[RecordT]) -> list[RecordT]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [model.model_validate_json(line) for line in lines if line]
    except (OSError, ValidationError) as error:
        raise OutputError(f"{path} cannot be read, run `pactwire compare` again: {error}") from error


class _Table:
    """One table in its three files."""

    def __init__(self, folder: Path, name: str, model: type[BaseModel]) -> None:
        self._kinds = {field: _kind(info.annotation) for field, info in model.model_fields.items()}
        self._schema = pa.schema([(field, _ARROW[kind]) for field, kind in self._kinds.items()])
        self._jsonl = (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n")
        self._csv = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        self._rows_out = csv.writer(self._csv, lineterminator="\n")
        self._rows_out.writerow(self._kinds)
        self._parquet = pq.ParquetWriter(folder / f"{name}.parquet", self._schema, compression="zstd")
        self._held: list[dict[str, Any]] = []
        self.rows = 0

    def add(self, record: BaseModel) -> None:
        self._jsonl.write(record.model_dump_json() + "\n")
        row = {field: _plain(value, self._kinds[field]) for field, value in record.model_dump(mode="json").items()}
        self._rows_out.writerow("; ".join(value) if isinstance(value, list) else value for value in row.values())
        self._held.append(row)
        self.rows += 1
        if len(self._held) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._parquet.write_table(pa.Table.from_pylist(self._held, schema=self._schema))
        self._held = []

    def close(self) -> None:
        if self._held:
            self._flush()
        self._parquet.close()
        self._csv.close()
        self._jsonl.close()


_ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "words": pa.list_(pa.string()),
    "records": pa.string(),
}


def _kind(annotation: Any) -> str:
    """Name the column type of a field's annotation."""
    options = typing.get_args(annotation) if _is_union(annotation) else (annotation,)
    inner = next(option for option in options if option is not type(None))
    if inner is int:
        return "integer"
    if inner is float:
        return "number"
    if typing.get_origin(inner) is tuple:
        of = typing.get_args(inner)[0]
        return "words" if of is str or typing.get_origin(of) is typing.Literal else "records"
    return "text"


def _is_union(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)


def _plain(value: Any, kind: str) -> Any:
    if kind == "records":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def tables(folder: Path) -> Sequence[Path]:
    """Return the files that a comparison writes to a folder."""
    return [folder / f"{name}.{ending}" for name, _ in _TABLES for ending in ("jsonl", "csv", "parquet")]
