"""The record files as relations of DuckDB: read as they lie, with the types that the records declare."""

import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pactwire.analytics.layout import literal
from pactwire.compare.records import Dossier, Fact, Stage
from pactwire.reading.identity import Duplicate
from pactwire.records import ArticleRecord, Event, Failure, SetAside

# The records by the name of the file that holds them, one JSON object a line.
SOURCES: dict[str, type[BaseModel]] = {
    "articles": ArticleRecord,
    "events": Event,
    "dossiers": Dossier,
    "stages": Stage,
    "facts": Fact,
    "failures": Failure,
    "duplicates": Duplicate,
    "set_aside": SetAside,
}

PLAIN = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}

# What DuckDB takes at least for a buffer; one record must fit into it.
SMALLEST_BUFFER = 16 * 1024 * 1024


def source_path(folder: Path, name: str) -> Path:
    """Return where the records of a name lie in an output folder."""
    return folder / f"{name}.jsonl"


def source_query(folder: Path, name: str) -> str:
    """Return the query that yields the records of a name in their order; none where the file is missing."""
    columns = record_columns(SOURCES[name])
    path = source_path(folder, name)
    if not path.is_file():
        nulls = ", ".join(f'NULL::{kind} AS "{column}"' for column, kind in columns.items())
        return f"SELECT {nulls} WHERE false"
    pairs = ", ".join(f"{literal(column)}: {literal(kind)}" for column, kind in columns.items())
    return (
        f"SELECT * FROM read_json({literal(_no_pattern(path))}, format = 'newline_delimited', "
        f"maximum_object_size = {max(SMALLEST_BUFFER, _longest_line(path) + 1)}, columns = {{{pairs}}})"
    )


def record_columns(record: type[BaseModel]) -> dict[str, str]:
    """Return the fields of a record with their types in DuckDB."""
    return {name: sql_type(field.annotation) for name, field in record.model_fields.items()}


def sql_type(annotation: Any) -> str:
    """Return the type of DuckDB that holds values of a field; an open dictionary is JSON.

    Raises:
        TypeError: a field has a type that a column cannot have.
    """
    if annotation in PLAIN:
        return PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = ", ".join(f'"{name}" {kind}' for name, kind in record_columns(annotation).items())
        return f"STRUCT({fields})"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return sql_type(arguments[0])
    if origin is Literal:
        return "VARCHAR"
    if origin is dict:
        return "JSON"
    if origin in (Union, UnionType):
        inner = [argument for argument in arguments if argument is not NoneType]
        if len(inner) == 1:
            return sql_type(inner[0])
    if origin is tuple and (arguments[-1] is Ellipsis or len(set(arguments)) == 1):
        return f"{sql_type(arguments[0])}[]"
    raise TypeError(f"no column type for {annotation}")


def _no_pattern(path: Path) -> str:
    """A path in which DuckDB finds no wildcards."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _longest_line(path: Path) -> int:
    with path.open("rb") as handle:
        return max(map(len, handle), default=0)
