"""Dossiers, stages and facts as JSONL, CSV and Parquet, written while they are made."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ValidationError

from pactwire.arrow import arrow_schema
from pactwire.atomic import AtomicFile
from pactwire.compare.records import Compared, Dossier, Fact, Stage
from pactwire.compare.runs import Comparison
from pactwire.errors import OutputError
from pactwire.flat import SEPARATOR, csv_cell

TABLES: dict[str, type[BaseModel]] = {"dossiers": Dossier, "stages": Stage, "facts": Fact}
ENDINGS = ("jsonl", "csv", "parquet")

# Rows in one row group of a Parquet file, which is what a writer keeps in memory.
ROW_GROUP = 5_000

RecordT = TypeVar("RecordT", bound=BaseModel)


def write_comparison(comparison: Comparison | Iterable[Compared], folder: Path) -> dict[str, int]:
    """Write each table in each format, and return the number of rows of each table.

    In CSV a list of words is joined by "; ", and a list of records is JSON. Files take their places only when all
    are complete.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    entries = comparison.entries if isinstance(comparison, Comparison) else comparison
    tables: dict[str, _Table] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, model in TABLES.items():
            tables[name] = _Table(folder, name, model)
        for entry in entries:
            tables["dossiers"].add(entry.dossier)
            for stage in entry.stages:
                tables["stages"].add(stage)
            for fact in entry.facts:
                tables["facts"].add(fact)
        for table in tables.values():
            table.close()
        for table in tables.values():
            table.commit()
    except OSError as error:
        raise OutputError(f"cannot write the comparison to {folder}: {error.strerror}") from error
    finally:
        for table in tables.values():
            table.abort()
    return {name: table.rows for name, table in tables.items()}


def read_comparison(folder: Path) -> Comparison:
    """Read back what `write_comparison` wrote.

    Raises:
        OutputError: a file is missing or is not what `write_comparison` writes.
    """
    stages: dict[str, list[Stage]] = {}
    for stage in _read(folder / "stages.jsonl", Stage):
        stages.setdefault(stage.dossier_id, []).append(stage)
    facts: dict[str, list[Fact]] = {}
    for fact in _read(folder / "facts.jsonl", Fact):
        facts.setdefault(fact.dossier_id, []).append(fact)
    entries = [
        Compared(
            dossier=dossier,
            stages=tuple(stages.get(dossier.dossier_id, ())),
            facts=tuple(facts.get(dossier.dossier_id, ())),
        )
        for dossier in _read(folder / "dossiers.jsonl", Dossier)
    ]
    return Comparison(tuple(entries))


def iter_entries(folder: Path) -> Iterator[Compared]:
    """Yield the agreements that `write_comparison` wrote, in the order of the files, one at a time.

    Raises:
        OutputError: a file is missing or is not what `write_comparison` writes.
    """
    stages = _Sorted(folder / "stages.jsonl", Stage)
    facts = _Sorted(folder / "facts.jsonl", Fact)
    for dossier in _read(folder / "dossiers.jsonl", Dossier):
        yield Compared(dossier=dossier, stages=stages.take(dossier), facts=facts.take(dossier))
    stages.check_end()
    facts.check_end()


HeldT = TypeVar("HeldT", bound=Stage | Fact)


class _Sorted(Generic[HeldT]):
    """The rows of a table, which stand in the order of the dossiers."""

    def __init__(self, path: Path, model: type[HeldT]) -> None:
        self._path = path
        self._rows = _read(path, model)
        self._next = next(self._rows, None)

    def take(self, dossier: Dossier) -> tuple[HeldT, ...]:
        """Return the rows of the next dossier."""
        taken = []
        while self._next is not None and self._next.dossier_id == dossier.dossier_id:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return tuple(taken)

    def check_end(self) -> None:
        """Make sure that no row is left.

        Raises:
            OutputError: one is, so that the files are not of one comparison.
        """
        if self._next is not None:
            raise OutputError(f"{self._path} does not fit dossiers.jsonl, run `pactwire compare` again")


def _read(path: Path, model: type[RecordT]) -> Iterator[RecordT]:
    try:
        with path.open(encoding="utf-8") as handle:
            for line in handle:
                if line.strip():
                    yield model.model_validate_json(line)
    except OSError as error:
        raise OutputError(f"{path} cannot be read, run `pactwire compare` first: {error.strerror}") from error
    except (UnicodeDecodeError, ValidationError) as error:
        raise OutputError(f"{path} is not what this version writes, run `pactwire compare` again") from error


class _Table:
    """One table in its three files."""

    def __init__(self, folder: Path, name: str, model: type[BaseModel]) -> None:
        self.rows = 0
        self._held: list[dict[str, Any]] = []
        self._schema = arrow_schema(model)
        self._files = {ending: AtomicFile(folder / f"{name}.{ending}") for ending in ENDINGS}
        self._files["csv"].write(_csv_line(list(model.model_fields)))
        self._parquet = pq.ParquetWriter(self._files["parquet"].handle, self._schema, compression="zstd")

    def add(self, record: BaseModel) -> None:
        """Write one row."""
        row = record.model_dump(mode="json")
        self._files["jsonl"].write(record.model_dump_json() + "\n")
        self._files["csv"].write(_csv_line([csv_cell(_cell(value)) for value in row.values()]))
        self._held.append(row)
        self.rows += 1
        if len(self._held) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        self._parquet.write_table(pa.Table.from_pylist(self._held, schema=self._schema))
        self._held = []

    def close(self) -> None:
        """Finish the files under their temporary names."""
        if self._held:
            self._flush()
        self._parquet.close()
        for file in self._files.values():
            file.close()

    def commit(self) -> None:
        """Move the finished files to their places."""
        for file in self._files.values():
            file.commit()

    def abort(self) -> None:
        """Throw away what is not committed."""
        if self._parquet.is_open:
            with suppress(OSError):  # of a file that is thrown away
                self._parquet.close()
        for file in self._files.values():
            file.abort()


def _cell(value: Any) -> str | int | float | None:
    if isinstance(value, list):
        if all(isinstance(part, str) for part in value):
            return SEPARATOR.join(value)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value  # type: ignore[no-any-return]


def _csv_line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
