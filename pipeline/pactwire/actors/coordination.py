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
    """Words that name actors; `weak` where they only modify another noun ("the North Korean threat").

    `person` where they name somebody who speaks for the actor.
    """

    first: int
    last: int
    actors: tuple[Actor, ...]
    weak: bool = False
    person: bool = False


def coordinated(words: Words, anchors: Sequence[Anchor]) -> list[ActorSet]:
    """Return the sets of actors that are joined by "and", commas, hyphens or "with", with their words."""
    sets: list[ActorSet] = []
    for chain in chains(words, anchors):
        actors = tuple(dict.fromkeys(actor for anchor in chain for actor in anchor.actors))
        if len(actors) > 1:
            sets.append((chain[0].first, chain[-1].last, actors))
    return sets


def asides(words: Words, anchors: Sequence[Anchor]) -> set[int]:
    """Return the first words of actors named as examples or helpers: "like Italy", "brokered by Qatar and Egypt"."""
    return {anchor.first for chain in chains(words, anchors) if is_aside(words, chain) for anchor in chain}


def chains(words: Words, anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    """Return the actors, those that are joined in one list each; one that stands alone is a list of its own."""
    found: list[list[Anchor]] = []
    for anchor in anchors:
        if found and _linked(words, found[-1][-1], anchor) and not _starts_clause(words, found[-1], anchor):
            found[-1].append(anchor)
        else:
            found.append([anchor])
    return found


def is_aside(words: Words, chain: Sequence[Anchor]) -> bool:
    """Tell whether a list names examples, helpers or onlookers.

    "such as Italy", "under pressure from Qatar", "with Brazil as guarantor", "a US- and French-brokered truce".
    """
    lists = word_lists()
    first, last = chain[0].first, chain[-1].last
    before = [key for key in words.keys[max(0, first - 6) : first] if key not in ("the", ",")]
    if before[-1:] == ["by"] and not lists.aside_words.isdisjoint(before[-2:-1]):
        return True
    if before and any(tuple(before[-len(phrase) :]) == phrase for phrase in lists.aside_phrases):
        return True
    after = words.keys[last + 1 : last + 4]
    apposed = words.keys[last + 1 : last + 6]
    if apposed[:2] == [",", "the"] and not lists.mediating_roles.isdisjoint(apposed[2:]):
        return True
    if not lists.mediating_roles.isdisjoint(before[-1:]) or (
        before[-1:] == ["from"] and not lists.mediating_roles.isdisjoint(before[-2:-1])
    ):
        return True
    if after[:1] == ["as"] and not lists.aside_roles.isdisjoint(after[1:]):
        return True
    return after[:1] == ["-"] and after[1:2] != [] and after[1] in lists.aside_words


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
    if links == [","] and (_opens_clause(words, one) or words.forms[other.last + 1 : other.last + 2] == ["'"]):
        return False
    return all(_fills(words, index) for index in between if words.keys[index] not in _LINKS)


def _starts_clause(words: Words, chain: Sequence[Anchor], other: Anchor) -> bool:
    """Tell whether a comma and "and" after one actor begin a clause: "from South Korea, and Poland already does"."""
    one = all(anchor.actors == chain[0].actors for anchor in chain)
    return one and words.keys[chain[-1].last + 1 : other.first] in ([",", "and"], [",", "and", "the"])


def _opens_clause(words: Words, anchor: Anchor) -> bool:
    """Tell whether the comma after an actor ends an opening phrase: "After the invasion of Ukraine, Finland ..."."""
    lists = word_lists()
    sentence = words.sentences[anchor.first]
    first = anchor.first
    while first and words.sentences[first - 1] == sentence:
        first -= 1
    before = words.keys[first : anchor.first]
    return len(before) > 1 and before[0] in lists.openers and before[-1] in lists.opener_ends and "," not in before


def _fills(words: Words, index: int) -> bool:
    """Tell whether a word may stand inside a list of actors: part of a name, office or article."""
    form, key = words.forms[index], words.keys[index]
    lists = word_lists()
    return form[0].isupper() or key in lists.list_fillers or key in lists.office_modifiers
