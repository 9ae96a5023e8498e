"""The store of an output folder: made aside, moved in when it is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pactwire import __version__
from pactwire.analytics.cameo import cameo_codes
from pactwire.analytics.dataset import write_dataset
from pactwire.analytics.ddl import PRECISION_MACRO, TABLES, comments, insert, statements
from pactwire.analytics.layout import SCHEMA_VERSION, literal
from pactwire.analytics.sources import SOURCES, source_path, source_query
from pactwire.atomic import clear_leftovers, remove
from pactwire.errors import OutputError
from pactwire.money.lexicon import bands
from pactwire.store import ARTICLES, DATASET, NO_RUN, RUN, STORE, load_run

STAGING = "analytics"

# One thread: rows keep the order of the records, and Parquet files their bytes.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def write_analytics(folder: str | Path) -> dict[str, int]:
    """Make the DuckDB file and the Parquet dataset of an output folder, and return the rows of each table.

    Records are streamed: memory stays below about a gigabyte, whatever their number. Both take their places only when
    they are complete; until then those of an earlier run stay.

    Raises:
        OutputError: the folder holds no records, they are not ours, or it cannot be written.
    """
    folder = Path(folder)
    if "?" in str(folder.absolute()):
        raise OutputError(f"DuckDB cannot keep a file in {folder}: give the folder a name without a question mark")
    if not source_path(folder, "articles").is_file():
        raise OutputError(NO_RUN.format(folder=folder, name=ARTICLES))
    try:
        with _staging(folder) as staging:
            rows = _fill(folder, staging)
            _move_in(staging, folder)
    except OSError as error:
        raise OutputError(f"cannot write the analytics store to {folder}: {error.strerror or error}") from error
    return rows


def build_store(folder: Path, place: Path, scratch: Path) -> dict[str, int]:
    """Make the DuckDB file of an output folder at another place, and return the rows of each table.

    Args:
        scratch: a folder for what does not fit into memory.

    Raises:
        OutputError: a file is not what this version writes.
    """
    try:
        with duckdb.connect(place, config={**SETTINGS, "temp_directory": str(scratch)}) as connection:
            return _fill_tables(connection, folder)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise OutputError(
            f"{folder} is not what this version writes, run `pactwire run` again, or the disk is full: {reason}"
        ) from error


def _fill(folder: Path, staging: Path) -> dict[str, int]:
    rows = build_store(folder, staging / STORE, staging / "spill")
    config = {**SETTINGS, "temp_directory": str(staging / "spill")}
    with duckdb.connect(staging / STORE, read_only=True, config=config) as connection:
        write_dataset(connection, staging / DATASET)
    return rows


def _fill_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    connection.execute("BEGIN")
    connection.execute(PRECISION_MACRO)
    sources = {name: source_query(folder, name) for name in SOURCES} | _small_sources(folder)
    for name, query in sources.items():
        connection.execute(f"CREATE TEMP VIEW source_{name} AS {query}")
    for statement in statements():
        connection.execute(statement)
    rows = {}
    for table in TABLES:
        counted = connection.execute(insert(table)).fetchone()
        rows[table.name] = int(counted[0]) if counted else 0
    for statement in comments():
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT")
    return rows


def _small_sources(folder: Path) -> dict[str, str]:
    """Queries that yield what comes from the program itself and from run.json."""
    model = rules = None
    if (folder / RUN).is_file():
        run = load_run(folder)
        model, rules = f"{run.model.name} {run.model.version}", run.ruleset_sha256
    info = (str(SCHEMA_VERSION), literal(__version__), _or_null(model), _or_null(rules))
    band_rows = ", ".join(
        f"({literal(band.currency)}, {band.from_year}, {band.to_year}, {band.low}::DOUBLE, {band.high}::DOUBLE)"
        for ranges in bands().values()
        for band in ranges
    )
    code_rows = ", ".join(
        f"({literal(code.cameo)}, {literal(code.description)}, {literal(code.root)}, {code.quad_class}, {code.goldstein})"
        for code in cameo_codes()
    )
    return {
        "store_info": f"SELECT * FROM (VALUES ({', '.join(info)})) AS t(schema_version, pactwire, model, ruleset_sha256)",
        "currency_bands": f"SELECT * FROM (VALUES {band_rows}) AS t(currency, from_year, to_year, low, high)",
        "cameo_codes": f"SELECT * FROM (VALUES {code_rows}) AS t(cameo, description, root, quad_class, goldstein)",
    }


def _or_null(text: str | None) -> str:
    return "NULL::VARCHAR" if text is None else literal(text)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Give a hidden folder for what is not complete; those of killed processes are cleared."""
    clear_leftovers(folder, {STAGING})
    staging = folder / f".{STAGING}.{os.getpid()}.tmp"
    remove(staging)
    staging.mkdir()
    try:
        yield staging
    finally:
        remove(staging)


def _move_in(staging: Path, folder: Path) -> None:
    """Move the finished store in; the dataset is a folder, so the old one has to step aside first."""
    old = staging / "old"
    if (folder / DATASET).exists():
        (folder / DATASET).rename(old)
    (staging / DATASET).rename(folder / DATASET)
    (staging / STORE).replace(folder / STORE)
