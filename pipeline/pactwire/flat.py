"""Events as flat rows for spreadsheets: the columns of events.csv."""

import csv
import io
from collections.abc import Callable, Iterable

from pactwire.records import Amount, Article, Event, Party

# Several values in one cell.
SEPARATOR = "; "

# A spreadsheet takes a cell that starts so for a formula, the full-width signs in East Asian settings; a tab or line
# break at the start may be dropped, so that what follows it starts the cell (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Cell = str | int | float | None

COLUMNS: dict[str, Callable[[Event, Article], Cell]] = {
    "event_id": lambda event, _: event.event_id,
    "article_id": lambda event, _: event.article_id,
    "outlet": lambda event, _: event.outlet,
    "published": lambda event, _: event.published,
    "role": lambda event, _: event.role,
    "status": lambda event, _: event.status,
    "modality": lambda event, _: event.modality,
    "agreement_name": lambda event, _: event.agreement.name,
    "agreement_acronym": lambda event, _: event.agreement.acronym,
    "agreement_type": lambda event, _: event.agreement.type,
    "agreement_key": lambda event, _: event.agreement.key,
    "parties": lambda event, _: _joined(party.id for party in event.parties),
    "party_names": lambda event, _: _joined(_party(party) for party in event.parties),
    "date": lambda event, _: event.date.edtf if event.date else None,
    "date_text": lambda event, _: event.date.text if event.date else None,
    "date_earliest": lambda event, _: event.date.earliest if event.date else None,
    "date_latest": lambda event, _: event.date.latest if event.date else None,
    "date_basis": lambda event, _: event.date.basis if event.date else None,
    "place": lambda event, _: event.place.name if event.place else None,
    "place_country": lambda event, _: event.place.country if event.place else None,
    "amounts": lambda event, _: _joined(_amount(amount) for amount in event.amounts),
    "items": lambda event, _: _joined(item.text for item in event.items),
    "signatories": lambda event, _: _joined(person.name for person in event.signatories),
    "source": lambda event, _: event.attribution.source if event.attribution else None,
    "plover": lambda event, _: event.codes.plover,
    "cameo": lambda event, _: event.codes.cameo,
    "confidence": lambda event, _: event.confidence,
    "rule": lambda event, _: event.evidence.rule,
    "evidence_start": lambda event, _: event.evidence.start,
    "evidence_end": lambda event, _: event.evidence.end,
    "evidence": lambda event, _: event.evidence.text,
    "title": lambda _, article: article.title,
    "url": lambda _, article: article.url,
    "path": lambda _, article: article.path,
}


def event_row(event: Event, article: Article) -> dict[str, Cell]:
    """Return one event as named cells, unescaped."""
    return {name: cell(event, article) for name, cell in COLUMNS.items()}


def csv_cell(cell: Cell) -> str:
    """Return a cell as it stands in a CSV file; text that a spreadsheet would run gets a leading apostrophe.

    Numbers stay numbers.

    >>> csv_cell("=HYPERLINK(1)"), csv_cell(-3), csv_cell(None)
    ("'=HYPERLINK(1)", '-3', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return str(cell)


def csv_line(cells: Iterable[Cell]) -> str:
    """Return cells as a line of a CSV file, which ends with a line feed.

    >>> csv_line(["two\\rlines", 3])
    '"two\\rlines",3\\n'
    """
    line = io.StringIO()
    # The writer quotes a carriage return only where it belongs to the end of a line; readers take every one for an end.
    csv.writer(line, lineterminator="\r\n").writerow([csv_cell(cell) for cell in cells])
    return line.getvalue().removesuffix("\r\n") + "\n"


def _joined(parts: Iterable[str]) -> str | None:
    return SEPARATOR.join(parts) or None


def _party(party: Party) -> str:
    return f"{party.name} ({party.role})" if party.role else party.name


def _amount(amount: Amount) -> str:
    number = str(int(amount.value)) if amount.value.is_integer() else repr(amount.value)
    total = f"{number} {amount.currency}" if amount.currency else number
    return f"{total} per {amount.per}" if amount.per else total
