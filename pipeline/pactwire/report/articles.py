"""One article for the report: its row in the list, and its text with the words marked that events rest on."""

from collections.abc import Mapping
from typing import Any

from pactwire.explain import facts, marks, pieces
from pactwire.records import ArticleRecord

# Characters of text in the whole report: of articles that tell of a listed agreement, and of the others.
TELLING_BUDGET, OTHER_BUDGET = 16_000_000, 4_000_000

# Characters of one article's text.
LONGEST = 60_000


class TextBudget:
    """How much more text the report takes."""

    def __init__(self, telling: int = TELLING_BUDGET, other: int = OTHER_BUDGET, longest: int = LONGEST) -> None:
        self._left = {True: telling, False: other}
        self._longest = longest
        self.cut = 0
        self.left_out = 0

    def take(self, length: int, *, telling: bool) -> int:
        """Return how many characters of a text of this length the report shows: all, the beginning, or none."""
        kept = min(length, self._longest)
        if kept > self._left[telling]:
            self.left_out += 1
            return 0
        self._left[telling] -= kept
        self.cut += kept < length
        return kept


def article_row(record: ArticleRecord) -> dict[str, Any]:
    """Return what the list of articles shows and searches."""
    article = record.article
    return {
        "id": article.id,
        "title": article.title or article.path,
        "outlet": article.outlet,
        "published": article.published,
        "events": len(record.events),
        "warnings": len(record.warnings),
    }


def article_page(record: ArticleRecord, homes: Mapping[str, str], budget: TextBudget) -> dict[str, Any]:
    """Return an article with its events and its text cut where marks begin and end.

    Args:
        homes: the listed agreement that each event belongs to.
        budget: what of the text there is room for; events are told in any case.
    """
    article = record.article
    kept = budget.take(len(article.text), telling=any(event.event_id in homes for event in record.events))
    return {
        "id": article.id,
        "byline": article.byline,
        "agency": article.agency,
        "basis": article.published_basis,
        "path": article.path,
        "line": article.line,
        "url": article.url if article.url and article.url.startswith(("http://", "https://")) else None,
        "length": len(article.text),
        "kept": kept,
        "events": [
            {
                "id": event.event_id,
                "agreement": homes.get(event.event_id),
                "status": event.status,
                "modality": event.modality,
                "role": event.role,
                "sentence": event.evidence.text,
                "facts": [[fact.field, fact.value, fact.because] for fact in facts(event, article.text)],
            }
            for event in record.events
        ],
        "warnings": [[warning.code, warning.message] for warning in record.warnings],
        "pieces": _pieces(record, kept),
    }


def _pieces(record: ArticleRecord, kept: int) -> list[list[Any]]:
    """Cut the text; a piece is its text and, where it is marked, the kinds of marks, the notes and the events."""
    text = record.article.text
    owner = {}
    found = []
    for number, event in enumerate(record.events):
        for mark in marks(event):
            owner[id(mark)] = number
            found.append(mark)
    cut: list[list[Any]] = []
    for piece in pieces(text, found, end=kept) if kept else ():
        if piece.marks:
            kinds = dict.fromkeys(mark.kind for mark in piece.marks)
            notes = dict.fromkeys(mark.note for mark in piece.marks if mark.kind != "sentence")
            events = dict.fromkeys(owner[id(mark)] for mark in piece.marks)
            cut.append([piece.text, list(kinds), "; ".join(notes), list(events)])
        else:
            cut.append([piece.text])
    return cut
