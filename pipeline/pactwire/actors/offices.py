"""Offices in a text ("Japanese Foreign Minister"), and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pactwire.actors.institutions import its_state
from pactwire.actors.lexicon import FOLDER, actors_by_id, split_cell, word_lists
from pactwire.actors.named import STATE_KINDS, Found
from pactwire.actors.phrases import PhraseTable
from pactwire.actors.words import Words
from pactwire.annotations import Actor
from pactwire.resources import Row, read_csv

_LONGEST_REMIT = 6
_OWNERS = frozenset({*STATE_KINDS, "organisation", "armed_group", "company", "ministry", "force", "institution"})


class OfficeRow(Row):
    """An office; `country` lists the states that alone have it; `weak` marks words with other uses ("general")."""

    term: str
    country: str | None
    weak: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office from word `first` to word `last`, "of <state>" after it included.

    `start` is its first word with the state before it; `owner` whose office it is.
    """

    first: int
    last: int
    start: int
    title: str
    owner: Actor | None
    weak: bool = False


def find_offices(words: Words, found: Sequence[Found]) -> list[Office]:
    """Find offices and settle whose they are from the words beside them.

    Args:
        found: mentions of actors, in the order of the text.
    """
    by_last = {mention.last: mention for mention in found if mention.term.kind in _OWNERS and len(mention.actors) == 1}
    by_first = {mention.first: mention for mention in by_last.values()}
    offices: list[Office] = []
    for match in _offices().find(words):
        first = _with_remit(words, match.first, match.last, by_last)
        title = words.quote(first, match.last)
        before = _owner_before(words, first, by_last)
        after = _owner_after(words, match.last, by_first)
        start = before.first if before else first
        owner, last = (before.actors[0], match.last) if before else (None, match.last)
        if owner is None and first and words.keys[first - 1] == "its":
            owner = next(iter(its_state(words, found, first - 1)), None)
            start = first - 1 if owner is not None else start
        if after is not None and owner is None:
            owner, last = after.actors[0], after.last
            title = words.quote(match.first, last)
        if owner is None:
            owner = _only_state(match.entries[0], by_last)
        while offices and offices[-1].last >= first:
            offices.pop()
        offices.append(Office(first, last, start, " ".join(title.split()), owner, match.entries[0].weak == "yes"))
    return offices


def _with_remit(words: Words, first: int, last: int, by_last: dict[int, Found]) -> int:
    """Return the first word of an office with the remit before it: "Fijian Home Affairs Minister".

    A remit is a run of capitalised words, or of nouns before a head without capital, "and" among them, right after
    the state whose office it is.
    """
    lists = word_lists()
    if words.keys[last] not in lists.remit_heads or words.keys[first] not in (words.keys[last], *lists.remit_ranks):
        return first
    index = first
    while index and first - index < _LONGEST_REMIT and index - 1 not in words.breaks and index - 1 not in by_last:
        before = words.forms[index - 1]
        capital = before[0].isupper() and before[0].isalpha() and before.lower() not in lists.modifier_stops
        joins = before in ("and", "&", ",") and index > 1 and words.forms[index - 2][0].isalpha()
        noun = (
            words.forms[last].islower()
            and words.tags[index - 1] in ("NN", "NNS", "JJ")
            and before not in lists.office_modifiers
        )
        if words.sentences[index - 1] != words.sentences[first] or not (capital or joins or noun):
            break
        index -= 1
    if words.forms[index] in ("and", "&", ","):
        return first
    owned = index - 1 in by_last or (words.keys[index - 1] == "s" and index > 2 and index - 3 in by_last)
    return index if owned and index < first else first


@cache
def _offices() -> PhraseTable[OfficeRow]:
    table: PhraseTable[OfficeRow] = PhraseTable()
    for row in read_csv(FOLDER + "offices.csv", OfficeRow):
        table.add(row.term, row, "any")
    return table


def _owner_before(words: Words, first: int, by_last: dict[int, Found]) -> Found | None:
    index = first - 1
    modifiers = word_lists().office_modifiers
    while index >= 0 and first - index <= 5 and (words.keys[index] in modifiers or words.forms[index] == "-"):
        index -= 1
    if index >= 1 and words.keys[index] == "s" and words.forms[index - 1] == "'":
        index -= 2
    elif index >= 0 and words.forms[index] == "'":
        index -= 1
    owner = by_last.get(index)
    if owner is None or (owner.last in words.breaks):
        return None
    return owner


def _owner_after(words: Words, last: int, by_first: dict[int, Found]) -> Found | None:
    index = last + 1
    if index >= len(words) or words.keys[index] not in ("of", "for", "to"):
        return None
    index += 1
    for _ in range(3):
        if index < len(words) and (words.keys[index] in ("the", "presidential", "republic", "of")):
            index += 1
    owner = by_first.get(index)
    if owner is not None and owner.term.kind == "adjective" and words.keys[index - 1] != "the":
        return None
    return owner


def _only_state(row: OfficeRow, by_last: dict[int, Found]) -> Actor | None:
    """Return the state that alone has this office; of several, the one that the text names."""
    states = split_cell(row.country)
    if len(states) == 1:
        return actors_by_id()[states[0]]
    named = {mention.actors[0].id for mention in by_last.values()}
    here = [state for state in states if state in named]
    return actors_by_id()[here[0]] if len(here) == 1 else None
