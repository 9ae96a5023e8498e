"""SQL over the store of an output folder: read only, without network, without other files."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pactwire.analytics.build import build_store
from pactwire.analytics.ddl import TABLES
from pactwire.analytics.layout import SCHEMA_VERSION
from pactwire.analytics.sources import SOURCES, source_path
from pactwire.analytics.views import VIEWS
from pactwire.errors import InputError, OutputError
from pactwire.store import ARTICLES, DATASET, NO_RUN, STORE

NAMES = tuple(sorted((*(table.name for table in TABLES), *(view.name for view in VIEWS))))
REMAKE = "run `pactwire store {folder}`"

# A query may read the open file and nothing else: no other file, no network, no extension, no Python variable.
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives: the names of its columns, and its rows, which are computed as they are asked for."""

    columns: tuple[str, ...]
    cursor: duckdb.DuckDBPyConnection

    def rows(self, at_once: int = 2_000) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values.

        Raises:
            InputError: the query fails while it runs.
        """
        with _explaining():
            while part := self.cursor.fetchmany(at_once):
                yield from part


@contextmanager
def open_store(folder: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the store of an output folder, locked: nothing can be written, no other file read.

    Raises:
        OutputError: there is no store, or another version of Pactwire made it.
    """
    folder = Path(folder)
    path = folder / STORE
    if not path.is_file():
        raise OutputError(f"{folder} holds no {STORE}: {REMAKE.format(folder=folder)}")
    with tempfile.TemporaryDirectory(prefix="pactwire-") as scratch, _connected(path, Path(scratch)) as connection:
        yield connection


@contextmanager
def open_or_build(folder: str | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the store of an output folder, or one made aside where it is missing or older than the records.

    Raises:
        OutputError: the folder holds no records that this version writes.
    """
    folder = Path(folder)
    if (folder / STORE).is_file() and not is_stale(folder):
        with open_store(folder) as connection:
            yield connection
        return
    if not source_path(folder, "articles").is_file():
        raise OutputError(NO_RUN.format(folder=folder, name=ARTICLES))
    with tempfile.TemporaryDirectory(prefix="pactwire-") as scratch:
        place = Path(scratch) / STORE
        build_store(folder, place, Path(scratch) / "spill")
        with _connected(place, Path(scratch)) as connection:
            yield connection


def is_stale(folder: Path) -> bool:
    """Return whether the records of a folder are newer than its store."""
    made = (folder / STORE).stat().st_mtime_ns
    paths = (source_path(folder, name) for name in SOURCES)
    return any(path.stat().st_mtime_ns > made for path in paths if path.is_file())


def run_query(connection: duckdb.DuckDBPyConnection, sql: str) -> Result:
    """Run one query.

    Raises:
        InputError: it is no query, or not one of these tables and columns; the message names what there is.
    """
    with _explaining():
        cursor = connection.cursor()
        cursor.execute(_only_query(sql))
        return Result(tuple(column[0] for column in cursor.description or ()), cursor)


def query_batches(connection: duckdb.DuckDBPyConnection, sql: str, rows: int = 20_000) -> Iterator[pa.RecordBatch]:
    """Yield what a query gives as batches of Arrow; at least one, which may be empty.

    Raises:
        InputError: as `run_query`.
    """
    with _explaining():
        _only_query(sql)
        reader = connection.cursor().sql(sql).to_arrow_reader(rows)
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)
        yield from reader


def _only_query(sql: str) -> duckdb.Statement:
    found = duckdb.extract_statements(sql)
    if len(found) != 1:
        raise InputError("give one query" + (f", not {len(found)}" if found else ' such as "select * from events"'))
    if found[0].type not in READING:
        raise InputError(f"the store is for reading: {found[0].type.name} is no query")
    return found[0]


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise InputError(explained(error)) from error


def explained(error: duckdb.Error) -> str:
    """Return what is wrong with a query, and which names would be right."""
    text = str(error).strip()
    if missing := re.search(r"Table with name (\S+) does not exist", text):
        close = get_close_matches(missing[1].lower(), NAMES, n=2, cutoff=0.6)
        hint = f"did you mean {' or '.join(close)}? " if close else ""
        return f"no table {missing[1]}: {hint}There are {', '.join(NAMES)}"
    if isinstance(error, duckdb.PermissionException):
        return f"a query reads the store alone, no other file and no network; the tables are also in {DATASET}/"
    kind, _, message = text.partition(": ")
    return message if kind.endswith("Error") else text


@contextmanager
def _connected(path: Path, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = path.parent
    config = {**LOCKED, "temp_directory": str(scratch)}
    try:
        connection = duckdb.connect(path, read_only=True, config=config)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise OutputError(f"{path} cannot be opened, {REMAKE.format(folder=folder)}: {reason}") from error
    try:
        if _version(connection) != SCHEMA_VERSION:
            raise OutputError(f"{path} is of another version of Pactwire: {REMAKE.format(folder=folder)}")
        yield connection
    finally:
        connection.close()


def _version(connection: duckdb.DuckDBPyConnection) -> int | None:
    try:
        found = connection.execute("SELECT schema_version FROM store_info").fetchall()
    except duckdb.Error:
        return None
    return int(found[0][0]) if found else None
