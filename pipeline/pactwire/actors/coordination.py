"""Actors named side by side: "Ankara, Stockholm and Helsinki", "between India and Japan", "Franco-German"."""

from collections.abc import Sequence
from dataclasses import dataclass

from pactwire.actors.lexicon import word_lists
from pactwire.actors.words import Words
from pactwire.annotations import Actor

ActorSet = tuple[int, int, tuple[Actor, ...]]

_LINKS = frozenset({"and", "&", "with", "-", "/", ",", "or", "nor"})
_LONGEST_GAP = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that name actors; `weak` where they only modify another noun ("the North Korean threat")."""

    first: int
    last: int
    actors: tuple[Actor, ...]
    weak: bool = False


def coordinated(words: Words, anchors: Sequence[Anchor]) -> list[ActorSet]:
    """Return the sets of actors that are joined by "and", commas, hyphens or "with", with their words."""
    sets: list[ActorSet] = []
    for chain in _chains(words, anchors):
        actors = tuple(dict.fromkeys(actor for anchor in chain for actor in anchor.actors))
        if len(actors) > 1:
            sets.append((chain[0].first, chain[-1].last, actors))
    return sets


def without_asides(words: Words, anchors: Sequence[Anchor]) -> list[Anchor]:
    """Leave out actors named as examples or helpers: "allies like Italy", "brokered by Qatar and Egypt"."""
    return [anchor for chain in _chains(words, anchors) if not _is_aside(words, chain[0].first) for anchor in chain]


def _chains(words: Words, anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    chains: list[list[Anchor]] = []
    for anchor in anchors:
        if chains and _linked(words, chains[-1][-1], anchor):
            chains[-1].append(anchor)
        else:
            chains.append([anchor])
    return chains


def _is_aside(words: Words, first: int) -> bool:
    before = [key for key in words.keys[max(0, first - 3) : first] if key not in ("the", ",", "by")]
    return before[-2:] == ["such", "as"] or (bool(before) and before[-1] in word_lists().aside_words)


def _linked(words: Words, one: Anchor, other: Anchor) -> bool:
    if words.sentences[one.first] != words.sentences[other.first]:
        return False
    between = range(one.last + 1, other.first)
    if len(between) > _LONGEST_GAP:
        return False
    links = [words.keys[index] for index in between if words.keys[index] in _LINKS]
    same = one.actors == other.actors
    if not same and not links:
        return False
    return all(_fills(words, index) for index in between if words.keys[index] not in _LINKS)


def _fills(words: Words, index: int) -> bool:
    """Tell whether a word may stand inside a list of actors: part of a name, office or article."""
    form, key = words.forms[index], words.keys[index]
    lists = word_lists()
    return form[0].isupper() or key in lists.list_fillers or key in lists.office_modifiers
