"""Whom a name binds: not the place where it was made, nor always those of the agreement that the gazetteer has so named."""

from collections.abc import Iterable, Set

from spacy.tokens import Token

from pactwire.agreements.actors import Involved
from pactwire.agreements.mention import Mention
from pactwire.agreements.types import TypeFinding

# How the name of a capital reaches a text, and before which words it is one of the agreement's own.
CITIES = frozenset({"capital", "seat"})
ARTICLES = frozenset({"the", "this", "that"})
# Relations that tell a party outright.
PARTNERS = frozenset({"with", "between", "among"})
PAIR = 2


def binds_others(mention: Mention, involved: Iterable[Involved], doers: Set[str]) -> bool:
    """Tell whether the words name other parties than those bound by the gazetteer's agreement of that name.

    `doers` are those who do to it what only a party does: "*Mali* ended the Algiers accord with *the rebels*".
    """
    pair = set(mention.fixed_parties)
    if len(pair) != PAIR:
        return False
    found = [(item.relation, actor) for item in involved for actor in item.mention.actors]
    states = {actor.id for _, actor in found if actor.kind == "state"}
    partners = {actor.id for relation, actor in found if relation in PARTNERS}
    if len(states) == PAIR and states != pair:
        return True
    return any(bool(told) and pair.isdisjoint(told) for told in (partners, doers))


def without_place_of_making(
    root: Token, involved: tuple[Involved, ...], type_: TypeFinding | None, company: Set[str]
) -> tuple[Involved, ...]:
    """Leave out the city that an agreement is known by: "the *Luanda* peace deal".

    Governments that make war in their own capital aside, a truce is named after the place of the talks; other
    agreements only where two others are told to be bound: "the *Moscow* arms deal" may be one with Russia.
    """
    left = [child for child in root.lefts if child.dep_ in {"compound", "nmod", "amod", "det"}]
    if not any(child.lower_ in ARTICLES for child in left):
        return involved
    cities = [
        item
        for item in involved
        if item.relation == "modifier"
        and item.mention.via in CITIES
        and any(part.idx == item.mention.start for child in left for part in child.subtree)
    ]
    if len(cities) != 1 or _is_paired(cities[0], root):
        return involved
    place = {actor.id for actor in cities[0].mention.actors}
    others = {actor.id for item in involved for actor in item.mention.actors} | company
    truce = type_ is not None and type_.type == "ceasefire"
    if truce or len(others - place) >= PAIR:
        return tuple(item for item in involved if item is not cities[0])
    return involved


def _is_paired(item: Involved, root: Token) -> bool:
    """Tell whether another name is joined to a city's: "the Moscow-Minsk pact"."""
    span = root.doc.char_span(item.mention.start, item.mention.end, alignment_mode="expand")
    if span is None:
        return True
    beside = [root.doc[i].text for i in (span.start - 1, span.end) if 0 <= i < len(root.doc)]
    return any(mark in {"-", "–", "—", "/", "and", "&"} for mark in beside) or any("-" in token.text for token in span)
