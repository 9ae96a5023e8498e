"""Places: a hall lies in a town, a town in a country."""

from rapidfuzz.distance import Indel

from pactwire.compare.records import Relation
from pactwire.compare.rules import capital_names, compare_rules, state_names, venues
from pactwire.compare.text import fold
from pactwire.records import Place


def compare_places(left: Place, right: Place) -> Relation:
    """Compare two places; one that lies in the other is compatible with it.

    Two towns or two halls are a conflict; a hall whose town is not known does not speak against a town of the
    same country.
    """
    one, other = fold(left.name), fold(right.name)
    if one == other:
        return Relation(kind="same", detail="the same place")
    one_country, other_country = country_of(left), country_of(right)
    one_name, other_name = _canonical(one), _canonical(other)
    if one_name == other_name or Indel.normalized_similarity(one, other) >= _needed(one, other):
        return Relation(kind="compatible", detail="spelling")
    if one_country and other_country and one_country != other_country:
        return Relation(kind="conflict", detail=f"{one_country} against {other_country}")
    if is_country(one) != is_country(other) and (one_country == other_country or not (one_country and other_country)):
        if one_country and one_country == other_country:
            return Relation(kind="compatible", detail="one only names the country")
        return Relation(kind="compatible", detail="one names a country, the other's is not known")
    one_town, other_town = _town(one), _town(other)
    if other_name in _around(one) or one_name in _around(other):
        return Relation(kind="compatible", detail="one lies in the other")
    if one in other.split() or other in one.split() or f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return Relation(kind="compatible", detail="one is more exact")
    if _is_venue(one) != _is_venue(other) and not (one_town and other_town):
        known_town = one_town or other_town
        if known_town is None or known_town in (one, other):
            return Relation(kind="compatible", detail="a hall, and a town that may be its own")
    return Relation(kind="conflict", detail=f"{left.name} against {right.name}")


def same_place(left: Place, right: Place) -> bool:
    """Return whether two places can be one."""
    return compare_places(left, right).kind != "conflict"


def country_of(place: Place) -> str | None:
    """Return the country of a place, from the record or from what is known of the name."""
    if place.country:
        return place.country
    name = fold(place.name)
    known = venues().get(name)
    return known.country if known else state_names().get(name) or capital_names().get(name)


def is_country(folded: str) -> bool:
    """Return whether a folded name is that of a state."""
    return folded in state_names() and folded not in capital_names()


def precision(place: Place) -> int:
    """Return how exact a place is: 0 country, 1 town, 2 building or ground."""
    name = fold(place.name)
    return 0 if is_country(name) else 2 if _is_venue(name) else 1


def _canonical(folded: str) -> str:
    known = venues().get(folded)
    return fold(known.name) if known else folded


def _town(folded: str) -> str | None:
    known = venues().get(folded)
    return fold(known.within) if known else None


def _around(folded: str) -> list[str]:
    """Return the town of a hall, and the city of a town."""
    found: list[str] = []
    suburbs = compare_rules().places.suburbs
    place: str | None = folded
    while place is not None:
        place = _town(place) or suburbs.get(place)
        if place is not None:
            found.append(place)
    return found


def _needed(one: str, other: str) -> float:
    """Return how alike two names must be; less will do where both are known for the capital of one state."""
    rules = compare_rules().places
    capital = capital_names().get(one)
    return rules.capital_spelling if capital and capital == capital_names().get(other) else rules.spelling


def _is_venue(folded: str) -> bool:
    return folded in venues() or not compare_rules().places.venue_words.isdisjoint(folded.split())
