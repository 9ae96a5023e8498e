"""What a table of the store is: its columns with their types, meaning and the expression that fills each."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from pactwire.compare.records import FactName, Standing, VerdictName
from pactwire.records import (
    AgreementType,
    AsideReason,
    Event,
    Failure,
    Modality,
    OutletBasis,
    PartyKind,
    PartyRole,
    PublishedBasis,
    Status,
    Timex3Type,
)

# Raised when a table, column, type or view is renamed, removed or means something else.
SCHEMA_VERSION = 1

DatePrecision = Literal["time", "day", "month", "season", "year", "decade", "century", "interval", "partial"]

ENUMS: dict[str, Any] = {
    "status": Status,
    "modality": Modality,
    "agreement_type": AgreementType,
    "party_kind": PartyKind,
    "party_role": PartyRole,
    "event_role": Event.model_fields["role"].annotation,
    "published_basis": PublishedBasis,
    "outlet_basis": OutletBasis,
    "timex_type": Timex3Type,
    "date_precision": DatePrecision,
    "fact_name": FactName,
    "verdict": VerdictName,
    "standing": Standing,
    "failed_stage": Failure.model_fields["stage"].annotation,
    "aside_reason": AsideReason,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its SQL type (with NOT NULL where that holds), the expression that fills it, and what it means."""

    name: str
    type: str
    expression: str
    doc: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the relation in which the expressions of its columns are evaluated.

    `month` is the expression of the article's day of publication, by which the Parquet dataset is partitioned; a table
    without one is not partitioned.
    """

    name: str
    doc: str
    source: str
    columns: tuple[Column, ...]
    month: str | None = None


def unnested(source: str, columns: str, field: str) -> str:
    """Return the relation of the parts `m` of a list, each with its `position` and columns of what holds the list."""
    return f"(SELECT {columns}, unnest({field}) AS m, generate_subscripts({field}, 1) AS position FROM {source})"


POSITION = Column("position", "INTEGER NOT NULL", "position", "place in the order of the record, from 1")
PARTY = (
    Column("party_id", "VARCHAR NOT NULL", "m.id", "ISO 3166-1 alpha-3 for a state, else canonical name or acronym"),
    Column("name", "VARCHAR NOT NULL", "m.name", "canonical name"),
    Column("kind", "party_kind NOT NULL", "m.kind", "what it is"),
)


@dataclass(frozen=True, slots=True)
class View:
    """A question that is asked often, as a view."""

    name: str
    doc: str
    sql: str


def enum_values(name: str) -> tuple[str, ...]:
    """Return the values of an enum type, in the order in which it sorts."""
    return get_args(ENUMS[name])


def literal(text: str) -> str:
    """Return text as a string literal of SQL.

    >>> literal("Japan's")
    "'Japan''s'"
    """
    return "'" + text.replace("'", "''") + "'"
