"""The commands of the analytics store: `pactwire store`, `query`, `export` and `schema`."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.cells import cell_len, set_cell_size
from rich.console import Console

from pactwire.errors import InputError

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

# A cell of the table is cut behind so many characters, and all to the shortest of these for which the table fits.
CELL_WIDTHS = (60, 40, 24)
GAP = 2

# Up to here a floating-point number holds every whole number.
MOST_EXACT = 2.0**53

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of a run; this folder if not given.")]


def add_query_commands(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(store)
    app.command()(query)
    app.command()(export)
    app.command()(schema)


def store(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of a run.")],
) -> None:
    """Make the analytics store of an output folder: pactwire.duckdb and the Parquet dataset."""
    from pactwire.analytics.build import write_analytics
    from pactwire.store import DATASET, STORE

    rows = write_analytics(folder)
    width = max(map(len, rows))
    for name, number in rows.items():
        out.print(f"{name.ljust(width)}  {number:>9,}", markup=False)
    out.print(f"written to {folder / STORE} and {folder / DATASET}", markup=False, soft_wrap=True)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A query, or - to read one from the standard input.")],
    folder: Folder = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a .csv, .json, .jsonl or .parquet file."),
    ] = None,
    output_format: Annotated[
        Literal["table", "csv", "json", "jsonl"], typer.Option("--format", help="What is printed.")
    ] = "table",
    rows: Annotated[int, typer.Option(min=0, metavar="N", help="Rows of the table that are shown; 0 for all.")] = 50,
) -> None:
    """Ask the analytics store in SQL, as in: pactwire query "from stage_moves" outputs/samples."""
    from pactwire.analytics.query import is_stale, open_store, run_query
    from pactwire.analytics.writing import text_end, text_parts, write_query
    from pactwire.store import STORE

    asked = sys.stdin.read() if sql == "-" else sql
    with open_store(folder) as connection:
        if is_stale(folder):
            err.print(f"the records are newer than {STORE}: pactwire store {folder}", markup=False, soft_wrap=True)
        if output is not None:
            written = write_query(connection, asked, output)
            out.print(f"wrote {_rows(written)} to {output}", markup=False, soft_wrap=True)
            return
        result = run_query(connection, asked)
        if output_format != "table":
            for part in text_parts(result, output_format):
                sys.stdout.write(part)
            sys.stdout.write(text_end(output_format))
            return
        _print_table(result.columns, result.rows(), rows)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv, .json, .jsonl or .parquet file.")],
    folder: Folder = Path(),
    layout: Annotated[
        Literal["pactwire", "icews", "gdelt", "polecat"], typer.Option(help="Whose columns the file has.")
    ] = "pactwire",
) -> None:
    """Write the events as event data: one row per directed pair of parties, with PLOVER and CAMEO codes."""
    from pactwire.analytics.event_data import UNPAIRED, event_data_query
    from pactwire.analytics.query import open_or_build, run_query
    from pactwire.analytics.writing import write_query

    with open_or_build(folder) as connection:
        written = write_query(connection, event_data_query(layout), file)
        ((unpaired,),) = run_query(connection, UNPAIRED).rows()
    out.print(f"wrote {_rows(written)} to {file}", markup=False, soft_wrap=True)
    if unpaired:
        out.print(f"left out: {unpaired:,} event{'' if unpaired == 1 else 's'} of which no party is known")


def schema(
    ddl: Annotated[bool, typer.Option("--ddl", help="Print the SQL of the analytics store instead.")] = False,
) -> None:
    """Print the JSON Schema of the records, or the tables of the analytics store."""
    if ddl:
        from pactwire.analytics.ddl import ddl as store_ddl

        out.print(store_ddl(), markup=False, soft_wrap=True, end="")
        return
    from pactwire.schemas import record_schemas

    out.print(json.dumps(record_schemas(), indent=2), markup=False, soft_wrap=True)


def _print_table(columns: Sequence[str], rows: Iterator[tuple[Any, ...]], limit: int) -> None:
    """Print the first rows as a table, as many columns as fit a terminal, and say what is not shown."""
    shown = [[_shown(value) for value in row] for row in (islice(rows, limit) if limit else rows)]
    number = len(shown) + sum(1 for _ in rows)
    widths = _column_widths(columns, shown, out.width if out.is_terminal else None)
    right = [all(_is_number(row[index]) for row in shown) for index in range(len(widths))]
    out.print(_line(columns, widths, right), markup=False, style="dim", soft_wrap=True)
    for row in shown:
        out.print(_line(row, widths, right), markup=False, soft_wrap=True)
    for line in _footer(columns[len(widths) :], number, len(shown)):
        out.print(line, markup=False, style="dim", soft_wrap=True)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for cell, width, aligned in zip(cells, widths, right, strict=False):
        cut = cell if cell_len(cell) <= width else set_cell_size(cell, width - 1).rstrip() + "…"
        blanks = " " * (width - cell_len(cut))
        parts.append(blanks + cut if aligned else cut + blanks)
    return (" " * GAP).join(parts).rstrip()


def _footer(hidden: Sequence[str], number: int, shown: int) -> Iterator[str]:
    rest = f", {shown:,} shown: --rows 0 shows all, --output FILE writes them" if shown < number else ""
    yield _rows(number) + rest
    if hidden:
        yield f"{len(hidden)} columns not shown, name those that you want to see: {', '.join(hidden)}"


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _column_widths(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> list[int]:
    """Return the widths of as many columns as fit, with cells cut as little as that needs."""
    cells = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    if not cells:
        raise InputError("the query has no columns")
    for longest in CELL_WIDTHS:
        widths = [min(cell, longest) for cell in cells]
        if width is None or sum(widths) + GAP * len(widths) <= width:
            return widths
    fitting = 1
    while sum(widths[: fitting + 1]) + GAP * (fitting + 1) <= (width or 0):
        fitting += 1
    return widths[:fitting]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        # Sums of money are whole, and read better without an exponent.
        return f"{value:.0f}" if value.is_integer() and abs(value) < MOST_EXACT else f"{value:.10g}"
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return " ".join(str(value).split())


def _is_number(cell: str) -> bool:
    return not cell or cell.replace(".", "", 1).lstrip("-").isdecimal()
