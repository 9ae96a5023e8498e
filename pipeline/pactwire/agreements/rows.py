"""Rows of single agreements: "a pact with A in 2023 and with B in 2024", "X in 2016, Y in 2018 and Z in 2020"."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.lists import CONNECTORS
from pactwire.agreements.mention import Mention
from pactwire.annotations import ActorMention, PlaceMention
from pactwire.components import annotations
from pactwire.records import DateMention

REACH = 60
JOINTS = frozenset({",", ";", "and", "&"})
ARTICLES = frozenset({"a", "an", "the", "its", "their", "one", "at"})


@dataclass(slots=True)
class Entry:
    """One agreement of a row: the mention that names it, and what stands beside it."""

    position: int
    partner: ActorMention | None = None
    date: DateMention | None = None
    place: PlaceMention | None = None


def row_behind(
    doc: Doc,
    position: int,
    mentions: Sequence[Mention],
    at: Mapping[int, int],
    actors: ActorIndex,
    verb: Container[int],
) -> list[Entry]:
    """Return the entries of a row that begins with a mention; none where there are not two.

    A row ends at the first word that is no partner, date, place or connector; `verb` holds the tokens that may stand
    between its first agreement and what is told of that. Each entry has a partner of its own, or a date; one that only
    a further "with" opens has both, or a place.
    """
    first = mentions[position]
    sentence = doc[first.root].sent
    dates = {i: date for date in annotations(doc).dates for i in range(date.start, date.end)}
    places = {i: place for place in annotations(doc).places for i in range(place.start, place.end)}
    row = [Entry(position)]
    partnered, i = False, first.end
    while i < min(sentence.end, first.end + REACH):
        token, entry = doc[i], row[-1]
        date, place = dates.get(token.idx), places.get(token.idx)
        here = actors.at_token(token, places=True)
        number = at.get(i)
        if number is not None and number != entry.position and number > row[-1].position:
            mention = mentions[number]
            if mention.strength not in {"named", "strong"} or mention.plural or not _is_joined(doc, mention.start):
                break
            row.append(Entry(number))
            partnered, i = False, mention.end
            continue
        if token.lower_ == "with":
            if entry.partner is not None:
                if doc[i - 1].lower_ not in JOINTS:
                    break
                row.append(Entry(entry.position))
            partnered = True
        elif date is not None and date.edtf:
            if entry.date not in {None, date}:
                break
            entry.date, partnered = date, False
        elif here and partnered and entry.partner in {None, here[0]}:
            entry.partner = here[0]
        elif place is not None and not partnered:
            entry.place = place
        elif token.lower_ in {"in", "on", "at"}:
            partnered = False
        elif token.lower_ not in CONNECTORS | ARTICLES and i not in verb:
            break
        i += 1
    return row if _is_row(row) else []


def _is_joined(doc: Doc, start: int) -> bool:
    """Tell whether a mention stands behind a comma or "and", articles aside; not "Niger, *whose* pact with Mali"."""
    if doc[start].lower_ == "whose":
        return False
    i = start - 1
    while i > 0 and doc[i].lower_ in ARTICLES:
        i -= 1
    return doc[i].lower_ in JOINTS or (doc[start].lower_ in ARTICLES and doc[start - 1].lower_ in JOINTS)


def _is_row(row: Sequence[Entry]) -> bool:
    if len(row) < 2:
        return False
    again = {entry.position for entry, other in pairwise(row) if entry.position == other.position}
    if any(entry.date is None and entry.place is None for entry in row if entry.position in again):
        return False
    return all(entry.partner is not None for entry in row) or all(entry.date is not None for entry in row)
