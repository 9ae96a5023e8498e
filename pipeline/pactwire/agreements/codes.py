"""PLOVER and CAMEO codes, derived from status, modality, type and, of an end, the rule by `gazetteers/codes.csv`."""

from functools import cache

from pactwire.records import AgreementType, Codes, Modality, Status
from pactwire.resources import Row, read_csv


class CodeRow(Row):
    """One row of the table; an empty cell fits everything, the first row that fits wins."""

    status: str | None = None
    rules: str | None = None
    modality: str | None = None
    types: str | None = None
    plover: str | None = None
    cameo: str
    why: str


@cache
def code_rows() -> tuple[CodeRow, ...]:
    """Return the table in its order."""
    return read_csv("gazetteers/codes.csv", CodeRow)


@cache
def codes(status: Status, modality: Modality, type_: AgreementType, rule: str = "") -> Codes:
    """Return the codes of an event that a rule read: what lapses by itself is no sanction.

    >>> codes("signed", "negated", "ceasefire").cameo
    '010'
    """
    for row in code_rows():
        if (
            (row.status is None or row.status == status)
            and (row.rules is None or rule in row.rules.split("|"))
            and (row.modality is None or modality in row.modality.split("|"))
            and (row.types is None or type_ in row.types.split("|"))
        ):
            return Codes(plover=row.plover, cameo=row.cameo)
    raise LookupError(f"codes.csv has no row for {status}, {modality}, {type_}")
