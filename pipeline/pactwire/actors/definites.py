"""Definite nouns that stand for one actor named before: "the country", "the French company", "the Central Asian state"."""

from collections.abc import Sequence
from functools import cache

from pactwire.actors.coordination import Anchor
from pactwire.actors.groups import Group, group_words
from pactwire.actors.lexicon import FOLDER, NamedGroupRow, split_cell, states_with, word_lists
from pactwire.actors.phrases import PhraseTable
from pactwire.actors.words import Words
from pactwire.annotations import Actor
from pactwire.resources import read_csv

# How many sentences back "the French company" is sought, and how many words stand between the article and its noun.
REACH, BETWEEN = 8, 4


def find_definites(words: Words, anchors: Sequence[Anchor]) -> list[Group]:
    """Return definite nouns with the actor that each stands for.

    "the country" is the first actor of its sentence that is a state, or of the sentence before; the other
    nouns point to the last actor of their kind.
    """
    lists = group_words()
    found = []
    for index, key in enumerate(words.keys):
        kind = lists.definite.get(key)
        if kind is None or not index or words.keys[index - 1] not in ("the", "this"):
            continue
        if kind in ("state", "kingdom") and _is_location(words, index):
            continue
        actor = (
            _state(words, anchors, index, kind) if kind in ("state", "kingdom") else _last(words, anchors, index, kind)
        )
        if actor is not None:
            found.append(Group(index - 1, index, (actor,), "alias.definite"))
    return [*found, *_described(words, anchors)]


@cache
def regions() -> PhraseTable[frozenset[str]]:
    """Return the adjectives of regions with the ids of their states."""
    table: PhraseTable[frozenset[str]] = PhraseTable()
    for row in read_csv(FOLDER + "regions.csv", NamedGroupRow):
        table.add(row.term, frozenset(split_cell(row.ids)))
    return table


def _described(words: Words, anchors: Sequence[Anchor]) -> list[Group]:
    """Return nouns with an adjective of where their actor is: "the French company", "the West African nation"."""
    lists = group_words()
    found = []
    for match in regions().find(words):
        noun = _noun_behind(words, match.last)
        if noun is not None and lists.definite.get(words.keys[noun]) in ("state", "kingdom"):
            actor = _only(anchors, match.first, match.entries[0])
            if actor is not None and _is_definite(words, match.first) and not _is_location(words, noun):
                found.append(Group(match.first - 1, noun, (actor,), "alias.region"))
    for anchor in anchors:
        noun = _noun_behind(words, anchor.last)
        if noun is None or lists.definite.get(words.keys[noun]) != "company" or not _is_definite(words, anchor.first):
            continue
        homes = {actor.country for actor in anchor.actors}
        actor = _company(words, anchors, anchor.first, homes)
        if actor is not None:
            found.append(Group(anchor.first - 1, noun, (actor,), "alias.definite"))
    return found


def _is_definite(words: Words, first: int) -> bool:
    return first > 0 and words.keys[first - 1] in ("the", "this")


def _noun_behind(words: Words, last: int) -> int | None:
    """Return the noun for one actor that an adjective stands before, where no name follows it."""
    for index in range(last + 1, min(last + BETWEEN, len(words))):
        if index - 1 in words.breaks or not (words.keys[index].isalpha() or words.keys[index] == "-"):
            return None
        if words.keys[index] in group_words().definite:
            after = words.forms[index + 1] if index + 1 < len(words) else "."
            return None if after[0].isupper() or after == "of" or words.tags[index + 1 : index + 2] == ["NN"] else index
        if words.keys[index] in word_lists().modifier_stops:
            return None
    return None


def _only(anchors: Sequence[Anchor], index: int, ids: frozenset[str]) -> Actor | None:
    """Return the only state of a region that a text names before a word, or else at all."""
    named = [actor for anchor in anchors for actor in anchor.actors if actor.id in ids and len(anchor.actors) == 1]
    before = [a.actors[0] for a in anchors if a.last < index and len(a.actors) == 1 and a.actors[0].id in ids]
    chosen = dict.fromkeys(before) or dict.fromkeys(named)
    return next(iter(chosen)) if len(chosen) == 1 else None


def _company(words: Words, anchors: Sequence[Anchor], index: int, homes: set[str | None]) -> Actor | None:
    """Return the last company of a state before a word, else the only one of the text."""
    firms = [a for a in anchors if len(a.actors) == 1 and a.actors[0].kind == "company"]
    fits = [anchor for anchor in firms if anchor.actors[0].country in homes]
    near = [a for a in fits if a.last < index and words.sentences[a.first] >= words.sentences[index] - REACH]
    if near:
        return near[-1].actors[0]
    named = {anchor.actors[0] for anchor in fits or firms if anchor.actors[0].country in homes | {None}}
    return named.pop() if len(named) == 1 else None


def _is_location(words: Words, index: int) -> bool:
    """Tell whether "the country" is a place here: "in the country", "fled the country"."""
    if words.forms[index + 1 : index + 2] == ["'"]:
        return False
    lists = word_lists()
    before = words.keys[index - 2] if index > 1 else ""
    return (
        before in lists.place_prepositions
        or before in lists.visit_words
        or before in ("of", "from", "to", "fled", "part")
    )


def _state(words: Words, anchors: Sequence[Anchor], index: int, kind: str) -> Actor | None:
    here = words.sentences[index]
    if index + 1 < len(words) and words.keys[index + 1] in ("of", "that", "where", "'s"):
        return None
    for sentence in (here, here - 1):
        for anchor in anchors:
            if anchor.last >= index:
                break
            (actor,) = anchor.actors if len(anchor.actors) == 1 else (None,)
            fits = actor is not None and actor.kind == "state" and words.sentences[anchor.first] == sentence
            if fits and not anchor.weak and (kind == "state" or (actor and actor.id in states_with("Kingdom"))):
                return actor
    return None


def _last(words: Words, anchors: Sequence[Anchor], index: int, kind: str) -> Actor | None:
    here = words.sentences[index]
    for anchor in reversed(anchors):
        near = anchor.last < index and words.sentences[anchor.first] >= here - 4
        if near and len(anchor.actors) == 1 and anchor.actors[0].kind == kind:
            return anchor.actors[0]
    return None
