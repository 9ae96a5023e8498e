"""Actors that no list has, told by the words around them: armed groups, peoples and firms.

"The Restoration Council of X", "the rebels", "the Dinka and Nuer communities", "a contract with Y Shipyard". Their id
is the acronym that the text gives a group, else the words themselves.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from pactwire.actors.goods import Goods
from pactwire.actors.lexicon import FOLDER, Term, TermKind
from pactwire.actors.named import Found, WordSpan
from pactwire.actors.words import Words
from pactwire.annotations import Actor, ActorVia
from pactwire.resources import Row, read_toml

# Kinds of the lexicon whose word may be a group's head: "National *Army*" within "Pa-O National Army".
LOOSE = frozenset({"force", "institution"})

# An acronym has so many letters.
SHORTEST, LONGEST = 2, 9


class UnlistedWords(Row):
    """The word lists of `unlisted.toml`."""

    fighting: frozenset[str]
    heads: frozenset[str]
    loose_heads: frozenset[str]
    struggling: frozenset[str]
    civil: frozenset[str]
    name_owners: frozenset[str]
    links: frozenset[str]
    armed_plural: frozenset[str]
    armed_singular: frozenset[str]
    armed_adjectives: frozenset[str]
    bands_plural: frozenset[str]
    bands: frozenset[str]
    plain_adjectives: frozenset[str]
    creeds: frozenset[str]
    parts: frozenset[str]
    takes_up: frozenset[str]
    kin: frozenset[str]
    kin_fillers: frozenset[str]
    no_people: frozenset[str]
    tribal: frozenset[str]
    firm_heads: frozenset[str]
    politicians: frozenset[str]
    firm_nouns: frozenset[str]
    firm_adjectives: frozenset[str]
    contracts: frozenset[str]
    buying: frozenset[str]
    making: frozenset[str]
    awarding: frozenset[str]
    behind_awarded: frozenset[str]
    winning: frozenset[str]
    no_firm: frozenset[str]


@cache
def unlisted_words() -> UnlistedWords:
    """Return the words by which actors are told that no list has."""
    return read_toml(FOLDER + "unlisted.toml", UnlistedWords)


class Taken:
    """Which words of a text are part of what the lexicon knows."""

    def __init__(self, found: Sequence[Found], goods: Sequence[Goods] = ()) -> None:
        """Take what the lexicon found, and what goods are named."""
        self.at = {i: mention for mention in found for i in range(mention.first, mention.last + 1)}
        self.goods = {i for thing in goods for i in range(thing.first, thing.last + 1)}

    def __contains__(self, index: int) -> bool:
        """Tell whether a word is part of what the lexicon knows."""
        return index in self.at or index in self.goods

    def kind(self, index: int) -> TermKind | None:
        """Return what the lexicon takes a word for."""
        mention = self.at.get(index)
        return mention.term.kind if mention is not None else None

    def country(self, index: int) -> str | None:
        """Return the state that a word of the lexicon is of."""
        mention = self.at.get(index)
        return mention.term.country if mention is not None else None

    def free(self, index: int) -> bool:
        """Tell whether a word is no part of a name of the lexicon: that of an institution of any state is none."""
        return index not in self or self.kind(index) in LOOSE

    def meets(self, span: WordSpan) -> bool:
        """Tell whether the lexicon knows any word of a span."""
        return any(index in self for index in range(span[0], span[1] + 1))


def is_acronym(form: str) -> bool:
    """Tell whether a word may be the short name of a group: two capitals at least, and not the first one alone."""
    return SHORTEST <= len(form) <= LONGEST and form[0].isalpha() and sum(map(str.isupper, form)) >= SHORTEST


def acronym_behind(words: Words, last: int) -> WordSpan | None:
    """Return the words of the short name in brackets right behind a name: "(ADF-N)", "(Wilmo)"."""
    if words.forms[last + 1 : last + 2] != ["("]:
        return None
    end = last + 2
    while end < len(words) and end - last < LONGEST and words.forms[end] not in ")(,;":
        end += 1
    if end >= len(words) or end == last + 2 or words.forms[end] not in "),;":
        return None
    inside = words.forms[last + 2 : end]
    if len(inside) == 1 and inside[0].istitle() and SHORTEST < len(inside[0]) <= LONGEST:
        return (last + 2, last + 2) if words.forms[end] == ")" and words.forms[last][0].isupper() else None
    plain = is_acronym(inside[0]) and all(is_acronym(form) or form in "-/" or len(form) == 1 for form in inside)
    return (last + 2, end - 1) if plain else None


def is_titled(words: Words, index: int) -> bool:
    """Tell whether a word stands in a headline that writes most words with a capital."""
    return words.sentences[index] in _titled(words)


@lru_cache(maxsize=1)  # asked of each word of one text after the other
def _titled(words: Words) -> frozenset[int]:
    """Return the sentences without a full stop of whose longer words most have a capital."""
    titled = set()
    forms = list(zip(words.sentences, words.forms, strict=True))
    for sentence, of_it in groupby(forms, key=itemgetter(0)):
        inside = [form for _, form in of_it]
        longer = [form for form in inside if form.isalpha() and len(form) > 3]
        capitals = sum(form[0].isupper() for form in longer)
        if inside[-1] not in ".!?" and len(longer) > 3 and capitals > 0.8 * len(longer):
            titled.add(sentence)
    return frozenset(titled)


def opens_sentence(words: Words, index: int) -> bool:
    """Tell whether a word is the first of its sentence."""
    return index == 0 or words.sentences[index - 1] != words.sentences[index] or words.forms[index - 1] in "\"'“:"


def named(span: WordSpan, actor: Actor, rule: str, label: str | None = "ORG") -> Found:
    """Return a mention of an actor by a name that no list has."""
    kind: TermKind = "company" if actor.kind == "company" else "armed_group"
    via: ActorVia = "company" if kind == "company" else "name"
    return Found(*span, Term(kind, actor.name, (actor,), label, actor.country), (actor,), via, rule)


def again(words: Words, known: dict[tuple[str, ...], Actor], rule: str) -> Iterator[Found]:
    """Yield every mention of names once told, the longest first."""
    by_opener: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(known, key=len, reverse=True):
        by_opener.setdefault(name[0], []).append(name)
    free = 0
    for index, form in enumerate(words.forms):
        for name in by_opener.get(form, ()) if index >= free else ():
            if tuple(words.forms[index : index + len(name)]) == name:
                yield named((index, index + len(name) - 1), known[name], rule)
                free = index + len(name)
                break
