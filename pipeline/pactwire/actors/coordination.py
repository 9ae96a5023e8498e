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
    chain: list[Anchor] = []
    for anchor in anchors:
        if chain and not _linked(words, chain[-1], anchor):
            _close(words, sets, chain)
            chain = []
        chain.append(anchor)
    _close(words, sets, chain)
    return sets


def _close(words: Words, sets: list[ActorSet], chain: Sequence[Anchor]) -> None:
    actors = tuple(dict.fromkeys(actor for anchor in chain for actor in anchor.actors))
    if len(actors) > 1 and not _is_example(words, chain[0].first):
        sets.append((chain[0].first, chain[-1].last, actors))


def _is_example(words: Words, first: int) -> bool:
    """Tell whether the list only gives examples: "allies like the United States and Australia"."""
    before = [key for key in words.keys[max(0, first - 3) : first] if key not in ("the", ",")]
    return before[-1:] in (["like"], ["including"], ["unlike"]) or before[-2:] == ["such", "as"]


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
