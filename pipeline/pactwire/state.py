"""What is done of a run: kept in its output folder, so that a run that ended early goes on with the same command.

One SQLite file holds the record of each article under a key of its content and of all that its extraction depends on,
and what became of each input, in order. The file is also the lock of the folder: the operating system frees it,
however the process ends.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from pactwire.errors import OutputError
from pactwire.reading.identity import Duplicate, First, Taken
from pactwire.records import ArticleRecord, Failure, SetAside

STATE = "state.sqlite"

# Raised when the tables change: a file of another format is begun anew.
FORMAT = 2

# Seconds of work that a killed process may lose.
COMMIT_EVERY = 1.0

TABLES = """
create table outcome (key blob not null unique, record blob not null);
create table entry (number integer primary key, kind text not null, content blob not null);
create table source (stamp blob primary key, path text not null, done integer not null, used integer not null)
    without rowid;
create index source_path on source (path);
create table part (stamp blob not null, number integer not null, kind text not null, key blob, content blob not null,
                   primary key (stamp, number)) without rowid;
create table identity (id text primary key, digest blob not null) without rowid;
create table place (id text not null, digest blob not null, path text not null, line integer,
                    primary key (id, digest)) without rowid;
"""

# What an input can become besides a record. Their lines are kept as they are.
KINDS: dict[str, type[Failure | SetAside | Duplicate]] = {
    "failure": Failure,
    "set_aside": SetAside,
    "duplicate": Duplicate,
}
RECORD = "record"


class Part(NamedTuple):
    """One thing that came out of a source: what kind, the key of its record, the record itself if it is new.

    `content` says of an article what tells it from others, and is the whole of anything else, as JSON.
    """

    kind: str
    key: bytes | None
    content: bytes
    record: bytes | None = None


Other = Failure | SetAside | Duplicate
Outcome = ArticleRecord | Other


class RunState:
    """The state of an output folder, locked for one process as long as it is open."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """Make the folder, lock it and open its state.

        Args:
            folder: the output folder of the run.
            fresh: forget what earlier runs have done.

        Raises:
            OutputError: the folder cannot be written, another run has it, or the file is damaged.
        """
        self.folder = folder
        self._path = folder / STATE
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot make the output folder {folder}: {error.strerror}") from error
        self._database = self._opened(fresh)
        self._committed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save what is done and free the folder; a state that holds nothing goes."""
        with self._saving():
            try:
                self.save()
                if not any(self.rows(f"select 1 from {table} limit 1") for table in ("outcome", "entry", "source")):
                    # Still locked: nobody else can have begun to use it.
                    with suppress(PermissionError):
                        self._path.unlink(missing_ok=True)
            finally:
                self._database.close()

    def save(self) -> None:
        """Bring what is done to the disk.

        Raises:
            OutputError: the disk does not take it.
        """
        with self._saving():
            if self._database.in_transaction:
                self._database.execute("commit")
            self._committed = time.monotonic()

    def begin(self) -> None:
        """Forget what became of the inputs of the last run, but not the records of its articles."""
        for table in ("entry", "identity", "place"):
            self.execute(f"delete from {table}")
        self.execute("update source set used = 0")

    def identities(self) -> tuple[Taken, First]:
        """Return where `unique_ids` can remember what it has seen of this run."""
        return _Ids(self), _Places(self)

    def has(self, key: bytes) -> bool:
        """Say whether the record of this key is known."""
        return bool(self.rows("select 1 from outcome where key = ?", key))

    def keep(self, key: bytes, record: str) -> None:
        """Keep a record, as JSON, under its key."""
        self.execute("insert or replace into outcome values (?, ?)", key, compressed(record))

    def place(self, number: int, outcome: bytes | Other) -> None:
        """Note what became of an input: the key of its record, or what it is instead."""
        self.execute("insert into entry values (?, ?, ?)", number, *_row(outcome))

    def record(self, key: bytes) -> ArticleRecord:
        """Return the record of a key."""
        ((content,),) = self.rows("select record from outcome where key = ?", key)
        return ArticleRecord.model_validate_json(decompressed(content))

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what became of each input, in order."""
        query = """select kind, coalesce(record, content) from entry
                   left join outcome on kind = 'record' and key = content order by number"""
        for kind, content in self._stream(query):
            if kind == RECORD:
                yield ArticleRecord.model_validate_json(decompressed(content))
            else:
                yield KINDS[kind].model_validate_json(content)

    def forget_unused(self) -> None:
        """Drop the records that no input has any more."""
        self.execute("delete from part where stamp in (select stamp from source where not used)")
        self.execute("delete from source where not used")
        self.execute(
            """delete from outcome where key not in (select content from entry where kind = 'record')
               and key not in (select key from part where key is not null)"""
        )

    def use_source(self, stamp: bytes) -> bool:
        """Say whether a source is done, under a stamp of its content and settings; if so, its parts stay."""
        done = bool(self.rows("select 1 from source where stamp = ? and done", stamp))
        if done:
            self.execute("update source set used = 1 where stamp = ?", stamp)
        return done

    def keys_of(self, path: str) -> frozenset[bytes]:
        """Return the keys of the records that a source had, whatever its content was then."""
        query = "select key from part join source using (stamp) where path = ? and key is not null"
        return frozenset(key for (key,) in self.rows(query, path))

    def keep_source(self, stamp: bytes, path: str, parts: Iterable[Part], *, done: bool) -> None:
        """Keep all that came out of a source. One that is not done is read again by the next run."""
        self.execute("delete from part where stamp = ?", stamp)
        for number, part in enumerate(parts):
            if part.key and part.record:
                self.execute("insert or replace into outcome values (?, ?)", part.key, part.record)
            self.execute("insert into part values (?, ?, ?, ?, ?)", stamp, number, part.kind, part.key, part.content)
        self.execute("insert or replace into source values (?, ?, ?, 1)", stamp, path, done)

    def parts(self, stamp: bytes) -> Iterator[tuple[str, bytes | None, bytes]]:
        """Yield kind, key and content of each part of a source, in order."""
        return self._stream("select kind, key, content from part where stamp = ? order by number", stamp)

    def _stream(self, query: str, *values: object) -> Iterator[Any]:
        with self._saving():
            yield from self._database.execute(query, values)

    def rows(self, query: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        with self._saving():
            return self._database.execute(query, values).fetchall()

    def execute(self, statement: str, *values: object) -> None:
        """Change something; at times, all changes so far are brought to the disk."""
        with self._saving():
            if not self._database.in_transaction:
                self._database.execute("begin")
            self._database.execute(statement, values)
        if time.monotonic() - self._committed > COMMIT_EVERY:
            self.save()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"cannot use {self._path} ({error}): see that the disk has room, then give the same command again, "
                "which goes on from here; --force starts afresh"
            ) from error

    def _opened(self, fresh: bool) -> sqlite3.Connection:
        try:
            return _locked(self._path, fresh)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise OutputError(
                    f"another run is writing to {self.folder}: wait until it ends, or choose another folder"
                ) from error
            raise OutputError(f"cannot write to {self.folder}: {error}") from error
        except sqlite3.DatabaseError as error:
            if fresh:
                # Nobody has it locked who could read it.
                self._path.unlink()
                return _locked(self._path, fresh)
            raise OutputError(f"{self._path} is damaged ({error}): start afresh with --force") from error


def compressed(record: str) -> bytes:
    """Return a record as it is kept."""
    import zstandard

    return zstandard.compress(record.encode())


def decompressed(content: bytes) -> bytes:
    """Return the JSON of a record that is kept."""
    import zstandard

    return zstandard.decompress(content)


class _Ids:
    """The ids that are taken, and by which content."""

    def __init__(self, state: RunState) -> None:
        self._state = state

    def get(self, key: str, /) -> bytes | None:
        rows = self._state.rows("select digest from identity where id = ?", key)
        return rows[0][0] if rows else None

    def __setitem__(self, key: str, digest: bytes, /) -> None:
        self._state.execute("insert or replace into identity values (?, ?)", key, digest)


class _Places:
    """Where each article came first."""

    def __init__(self, state: RunState) -> None:
        self._state = state

    def get(self, key: tuple[str, bytes], /) -> tuple[str, int | None] | None:
        rows = self._state.rows("select path, line from place where id = ? and digest = ?", *key)
        return rows[0] if rows else None

    def __setitem__(self, key: tuple[str, bytes], place: tuple[str, int | None], /) -> None:
        self._state.execute("insert into place values (?, ?, ?, ?)", *key, *place)


def _locked(path: Path, fresh: bool) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        database.execute("pragma locking_mode = exclusive")
        database.execute("begin exclusive")
        ((version,),) = database.execute("pragma user_version")
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        if fresh or version != FORMAT or not names:
            for name in names:
                database.execute(f'drop table "{name}"')
            for statement in TABLES.split(";"):
                database.execute(statement)
            database.execute(f"pragma user_version = {FORMAT}")
        database.execute("commit")
    except BaseException:
        database.close()
        raise
    return database


def kind_of(other: Other) -> str:
    """Return the word for what an input has become."""
    return next(kind for kind, model in KINDS.items() if type(other) is model)


def _row(outcome: bytes | Other) -> tuple[str, bytes]:
    if isinstance(outcome, bytes):
        return RECORD, outcome
    return kind_of(outcome), outcome.model_dump_json().encode()
