"""Dossiers, stages and facts as JSONL, CSV and Parquet, written while they are made."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ValidationError

from pactwire.atomic import AtomicFile, remove, write_atomically
from pactwire.compare.records import Change, Compared, Dossier, Fact, Stage
from pactwire.compare.rows import TABLES, Rows, build_rows, header, rows_of, schema_of
from pactwire.compare.runs import Comparison, build_tasks, iter_comparison
from pactwire.compare.workers import Mapper, open_mapper
from pactwire.errors import OutputError

__all__ = [
    "ENDINGS",
    "TABLES",
    "compare_to_folder",
    "iter_entries",
    "open_entries",
    "read_comparison",
    "write_changes",
    "write_comparison",
]

ENDINGS = ("jsonl", "csv", "parquet")

# Rows in one row group of a Parquet file, which is what a writer keeps in memory.
ROW_GROUP = 5_000

RecordT = TypeVar("RecordT", bound=BaseModel)


def compare_to_folder(
    output_dirs: Iterable[Path],
    folder: Path,
    *,
    workers: int = 1,
    mapper: Mapper | None = None,
    outdates: Collection[str] = (),
) -> dict[str, int]:
    """Compare runs, write the tables, and return the number of rows of each; what is written is the same bytes always.

    Args:
        output_dirs: folders of runs; where an article is in several, the last that holds it counts.
        folder: where the tables are written.
        workers: processes.
        mapper: applies the steps to their tasks in place of processes of this machine.
        outdates: names in the folder that were made from its earlier tables, and go when these take their place.

    Raises:
        InputError: a folder holds no events, or a line is not a record.
        OutputError: the folder or a file cannot be written.
        PactwireError: a process was ended from outside.
    """
    with open_mapper(workers) as processes:
        using = mapper or processes
        return _write(using(build_rows, build_tasks(output_dirs, using)), folder, outdates)


def write_comparison(comparison: Comparison | Iterable[Compared], folder: Path) -> dict[str, int]:
    """Write each table in each format, and return the number of rows of each table.

    In CSV a list of words is joined by "; ", and a list of records is JSON. Files take their places only when all
    are complete.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    entries = comparison.entries if isinstance(comparison, Comparison) else comparison
    return _write((rows_of([entry]) for entry in entries), folder)


def _write(parts: Iterable[Mapping[str, Rows]], folder: Path, outdates: Collection[str] = ()) -> dict[str, int]:
    tables: dict[str, _Table] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            tables[name] = _Table(folder, name)
        for part in parts:
            for name, table in tables.items():
                table.add(part[name])
        for table in tables.values():
            table.close()
        for name in outdates:
            remove(folder / name)
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


def open_entries(output_dirs: Sequence[Path]) -> Iterator[Compared]:
    """Yield the agreements of a folder that holds a comparison, else those that comparing the runs gives.

    Raises:
        InputError: a folder holds neither comparison nor events, or a line is not a record.
        OutputError: the comparison in the folder is of another version.
    """
    if len(output_dirs) == 1 and (output_dirs[0] / "dossiers.jsonl").is_file():
        return iter_entries(output_dirs[0])
    return iter_comparison(output_dirs)


def write_changes(changes: Iterable[Change], path: Path) -> None:
    """Write changes as JSON Lines.

    Raises:
        OutputError: the file cannot be written.
    """
    write_atomically(path, "".join(change.model_dump_json() + "\n" for change in changes))


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

    def __init__(self, folder: Path, name: str) -> None:
        self.rows = 0
        self._held: list[pa.Table] = []
        self._waiting = 0
        self._files = {ending: AtomicFile(folder / f"{name}.{ending}") for ending in ENDINGS}
        self._files["csv"].write(header(name))
        self._parquet = pq.ParquetWriter(self._files["parquet"].handle, schema_of(name), compression="zstd")

    def add(self, rows: Rows) -> None:
        """Write rows."""
        self._files["jsonl"].write(rows.jsonl)
        self._files["csv"].write(rows.csv)
        self._held.append(rows.table)
        self._waiting += rows.table.num_rows
        self.rows += rows.table.num_rows
        if self._waiting >= ROW_GROUP:
            self._flush(self._waiting - self._waiting % ROW_GROUP)

    def _flush(self, number: int) -> None:
        """Write so many of the rows that are held, in groups whose size does not depend on how they came."""
        held = pa.concat_tables(self._held).combine_chunks()
        for start in range(0, number, ROW_GROUP):
            self._parquet.write_table(held.slice(start, min(ROW_GROUP, number - start)))
        self._held = [held.slice(number)]
        self._waiting -= number

    def close(self) -> None:
        """Finish the files under their temporary names."""
        if self._waiting:
            self._flush(self._waiting)
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
