"""The record files of a run: streamed in input order, each complete or not there at all."""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.json import ParseOptions, ReadOptions, read_json
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from pactwire.arrow import arrow_schema
from pactwire.atomic import AtomicFile, clear_leftovers, remove, write_atomically
from pactwire.errors import OutputError
from pactwire.flat import COLUMNS, csv_line, event_row
from pactwire.jsonl import read_lines
from pactwire.reading.identity import Duplicate
from pactwire.records import ArticleRecord, Event, Failure, SetAside
from pactwire.runs import Counts, Run, Tally

ARTICLES = "articles.jsonl"
EVENTS = "events.jsonl"
EVENTS_CSV = "events.csv"
EVENTS_PARQUET = "events.parquet"
FAILURES = "failures.jsonl"
DUPLICATES = "duplicates.jsonl"
SET_ASIDE = "set_aside.jsonl"
RUN = "run.json"
RECORD_FILES = (ARTICLES, EVENTS, EVENTS_CSV, EVENTS_PARQUET, FAILURES, DUPLICATES, SET_ASIDE)

# What a comparison makes of the records: outdated as soon as they are others.
COMPARISON_FILES = tuple(
    f"{table}.{ending}" for table in ("dossiers", "stages", "facts") for ending in ("jsonl", "csv", "parquet")
)

REPORT = "report.html"

# The analytics store: a file, and a folder of Parquet files.
STORE, DATASET = ANALYTICS = ("pactwire.duckdb", "parquet")

# All files and folders that are made from the records.
CHANGES = "changes.jsonl"
MADE_FROM_COMPARISON = (CHANGES, *ANALYTICS, REPORT)
DERIVED_FILES = (*COMPARISON_FILES, *MADE_FROM_COMPARISON)

NO_RUN = "{folder} holds no {name}: give the output folder of `pactwire run`"

# Events in one row group of the Parquet file, which is what the writer keeps in memory.
ROW_GROUP = 5_000

RecordT = TypeVar("RecordT", bound=BaseModel)


class RunWriter:
    """Writes the outcomes of a run into a folder.

    The files take their places only in `finish`, run.json last: a folder with a run.json holds one whole run.
    The comparison of an earlier run, and all that was made from it, goes at the same time.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder and open temporary files in it.

        Raises:
            OutputError: the folder cannot be made or written.
        """
        self.folder = folder
        self._tally = Tally()
        self._events: list[str] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot make the output folder {folder}: {error.strerror}") from error
        clear_leftovers(folder, {*RECORD_FILES, *DERIVED_FILES, RUN})
        self._files: dict[str, AtomicFile] = {}
        try:
            for name in RECORD_FILES:
                self._files[name] = AtomicFile(folder / name)
        except OutputError:
            self._abort_files()
            raise
        self._files[EVENTS_CSV].write(csv_line(COLUMNS))
        self._schema = arrow_schema(Event)
        self._parquet = pq.ParquetWriter(self._files[EVENTS_PARQUET].handle, self._schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._abort()

    @property
    def counts(self) -> Counts:
        """What was added so far."""
        return self._tally.counts()

    def add(self, outcome: ArticleRecord | Failure | SetAside) -> None:
        """Write one record, or what there is instead. A record that cannot be written becomes a failure of stage "writing".

        Raises:
            OutputError: the disk does not take it.
        """
        lines: dict[str, str] = {}
        if isinstance(outcome, ArticleRecord):
            try:
                lines = _record_lines(outcome)
            except PydanticSerializationError as error:
                article = outcome.article
                outcome = Failure(path=article.path, article_id=article.id, stage="writing", reason=str(error))
        if isinstance(outcome, Failure):
            lines = {FAILURES: outcome.model_dump_json() + "\n"}
        elif isinstance(outcome, SetAside):
            lines = {SET_ASIDE: outcome.model_dump_json() + "\n"}
        else:
            self._events += lines[EVENTS].split("\n")[:-1]
        self._write(lines)
        self._tally.add(outcome)

    def add_duplicate(self, duplicate: Duplicate) -> None:
        """Note an article that is left out because it came before, in the same words from the same outlet.

        Raises:
            OutputError: the disk does not take it.
        """
        self._write({DUPLICATES: duplicate.model_dump_json() + "\n"})
        self._tally.add_duplicate()

    def finish(self, run: Run) -> None:
        """Move all files to their places, run.json last.

        Raises:
            OutputError: the disk does not take them.
        """
        try:
            if self._events:
                self._write_row_group()
            self._parquet.close()
            for file in self._files.values():
                file.close()
            for name in (RUN, *DERIVED_FILES):
                remove(self.folder / name)
            for file in self._files.values():
                file.commit()
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder}: {error.strerror}") from error
        write_atomically(self.folder / RUN, run.model_dump_json(indent=2) + "\n")

    def _write(self, lines: Mapping[str, str]) -> None:
        try:
            for name, text in lines.items():
                self._files[name].write(text)
            # Row groups of a fixed size, so that the bytes do not depend on how events come in.
            while len(self._events) >= ROW_GROUP:
                self._write_row_group()
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder}: {error.strerror}") from error

    def _write_row_group(self) -> None:
        group, self._events = self._events[:ROW_GROUP], self._events[ROW_GROUP:]
        self._parquet.write_table(table_of_lines("\n".join(group).encode(), self._schema))

    def _abort(self) -> None:
        if self._parquet.is_open:
            with suppress(OSError):  # of a file that is thrown away
                self._parquet.close()
        self._abort_files()

    def _abort_files(self) -> None:
        for file in self._files.values():
            file.abort()


def load_records(path: str | Path) -> Iterator[ArticleRecord]:
    """Yield the records of an articles.jsonl, or of the output folder that holds one.

    Raises:
        OutputError: it is missing, or a line is not a record; the message names file and line.
    """
    return _read(path, ARTICLES, ArticleRecord)


def load_events(path: str | Path) -> Iterator[Event]:
    """Yield the events of an events.jsonl, or of the output folder that holds one.

    Raises:
        OutputError: it is missing, or a line is not an event; the message names file and line.
    """
    return _read(path, EVENTS, Event)


def load_failures(path: str | Path) -> Iterator[Failure]:
    """Yield the failures of a failures.jsonl, or of the output folder that holds one.

    Raises:
        OutputError: it is missing, or a line is not a failure; the message names file and line.
    """
    return _read(path, FAILURES, Failure)


def load_set_aside(path: str | Path) -> Iterator[SetAside]:
    """Yield what a set_aside.jsonl says was left out, or that of the output folder that holds one.

    Raises:
        OutputError: it is missing, or a line is not such a record; the message names file and line.
    """
    return _read(path, SET_ASIDE, SetAside)


def load_run(folder: str | Path) -> Run:
    """Return what run.json says of an output folder.

    Raises:
        OutputError: there is none, or it is not one of ours.
    """
    path = Path(folder) / RUN
    if not path.is_file():
        raise OutputError(NO_RUN.format(folder=folder, name=RUN))
    try:
        return Run.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise OutputError(f"{path} does not say what run this is: run pactwire again") from error


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what each file holds."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Pactwire records",
        "articles.jsonl": ArticleRecord.model_json_schema(),
        "events.jsonl": Event.model_json_schema(),
        "failures.jsonl": Failure.model_json_schema(),
        "duplicates.jsonl": Duplicate.model_json_schema(),
        "set_aside.jsonl": SetAside.model_json_schema(),
        "run.json": Run.model_json_schema(),
    }


def table_of_lines(lines: bytes, schema: pa.Schema) -> pa.Table:
    """Return JSON Lines as a table; Arrow's own parser takes a fraction of the time that Python objects take."""
    # The whole is one block, which no line can be longer than.
    whole = ReadOptions(use_threads=False, block_size=len(lines) + 1)
    return read_json(io.BytesIO(lines), whole, ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"))


def _record_lines(record: ArticleRecord) -> dict[str, str]:
    return {
        ARTICLES: record.model_dump_json() + "\n",
        EVENTS: "".join(event.model_dump_json() + "\n" for event in record.events),
        EVENTS_CSV: "".join(csv_line(event_row(event, record.article).values()) for event in record.events),
    }


def _read(path: str | Path, name: str, record: type[RecordT]) -> Iterator[RecordT]:
    path = Path(path)
    if path.is_dir():
        if not (path / name).is_file():
            raise OutputError(NO_RUN.format(folder=path, name=name))
        path = path / name
    yield from read_lines(path, record, OutputError)
