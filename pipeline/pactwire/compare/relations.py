"""How two statements of one fact stand to each other, and which of two is the more exact."""

from collections.abc import Callable
from typing import Any

from pactwire.compare.amounts import Sum, compare_sums
from pactwire.compare.counts import compare_counts, singular
from pactwire.compare.dates import compare_dates
from pactwire.compare.days import compare_days
from pactwire.compare.figures import compare_figures
from pactwire.compare.names import AgreementName, compare_agreement_names
from pactwire.compare.offices import compare_holders
from pactwire.compare.people import compare_people, is_office
from pactwire.compare.placenames import compare_place_names
from pactwire.compare.places import compare_places, precision
from pactwire.compare.records import FactName, Relation
from pactwire.compare.rules import compare_rules
from pactwire.compare.scopes import told_scope
from pactwire.compare.spellings import compare_spellings
from pactwire.compare.text import fold
from pactwire.compare.values import (
    PROSPECTIVE,
    DateValue,
    ItemValue,
    PartiesValue,
    PlaceValue,
    RolesValue,
    SignatoriesValue,
    StatusValue,
)
from pactwire.records import Place


def relate(fact: FactName, left: Any, right: Any) -> Relation:
    """Compare two payloads of one fact; the order does not matter."""
    if left == right and fact != "name":
        return Relation(kind="same", detail="the same")
    return _RELATIONS[fact](left, right)


def exactness(fact: FactName, payload: Any) -> tuple[float, ...]:
    """Return how exact a value is: of compatible values the most exact one stands for all."""
    return _EXACTNESS[fact](payload)


def _relate_statuses(left: StatusValue, right: StatusValue) -> Relation:
    if left.status != right.status:
        pair = frozenset((left.status, right.status))
        for near in compare_rules().stages.neighbours:
            if near.statuses == pair and (near.relation == "conflict" or left.modality == right.modality):
                return Relation(kind=near.relation, detail=near.why)
        return Relation(kind="conflict", detail=f"{left.status} against {right.status}")
    if left.modality == right.modality:
        return Relation(kind="same", detail="the same")
    for one, other in ((left, right), (right, left)):
        if one.modality in PROSPECTIVE and other.modality not in PROSPECTIVE:
            if one.late:
                return Relation(
                    kind="conflict", detail=f"{other.modality} already, and still {one.modality} for another"
                )
            return Relation(kind="compatible", detail=f"{one.modality} before it was {other.modality}")
    if "asserted" in (left.modality, right.modality):
        return Relation(kind="conflict", detail=f"{left.modality} against {right.modality}")
    return Relation(kind="compatible", detail=f"{left.modality} and {right.modality}")


def _relate_dates(left: DateValue, right: DateValue) -> Relation:
    relation = compare_dates(left.when, right.when)
    if relation.kind == "conflict" and left.spread and right.spread:
        return Relation(kind="compatible", detail="it takes more than a day")
    if relation.kind == "conflict" and (_told_later(left, right) or _told_later(right, left)):
        return Relation(kind="compatible", detail="one is the day on which it was told")
    if relation.kind == "conflict" and (left.refused or right.refused):
        return Relation(kind="compatible", detail="the day of a denial, or one on which it was not done")
    if relation.kind == "conflict" and left.planned != right.planned:
        return Relation(kind="compatible", detail="planned for another day")
    return relation


def _told_later(told: DateValue, done: DateValue) -> bool:
    if not told.spoken or told.when.last is None or done.when.first is None:
        return False
    return done.when.first <= told.when.last


def _relate_parties(left: PartiesValue | RolesValue, right: PartiesValue | RolesValue) -> Relation:
    if isinstance(left, RolesValue) and isinstance(right, RolesValue):
        return _relate_roles(left, right)
    if isinstance(left, RolesValue) or isinstance(right, RolesValue):
        return Relation(kind="compatible", detail="one says who gives, the other who takes part")
    if left.states == right.states and left.companies == right.companies:
        return Relation(kind="same", detail="the same parties")
    if left.states == right.states:
        return Relation(kind="compatible", detail="one names the maker beside its state")
    if left.states <= right.states or right.states <= left.states:
        return Relation(kind="compatible", detail="one names fewer parties")
    if len(left.states) == len(right.states) == 1:
        return Relation(kind="compatible", detail="each names one party")
    if left.bodies or right.bodies:
        return Relation(kind="compatible", detail="one names an organisation, the other perhaps its members")
    if min(len(left.states), len(right.states)) > 2 and len(left.states & right.states) > 1:
        return Relation(kind="compatible", detail="each names parties that the other leaves out")
    detail = f"{', '.join(sorted(left.states - right.states))} against {', '.join(sorted(right.states - left.states))}"
    return Relation(kind="conflict", detail=detail)


def _relate_roles(left: RolesValue, right: RolesValue) -> Relation:
    one, other = left.givers & right.takers, left.takers & right.givers
    # Half a pair is too little to say that the other half is wrong.
    if one and other:
        return Relation(kind="conflict", detail=f"{', '.join(sorted(one | other))} gives, and takes")
    return Relation(kind="compatible", detail="one names more who give or take")


def _relate_amounts(left: tuple[Sum, ...], right: tuple[Sum, ...]) -> Relation:
    relations = [compare_sums(one, other) for one in left for other in right]
    if len(relations) == 1:
        return relations[0]
    agreeing = [relation for relation in relations if relation.kind != "conflict"]
    if agreeing:
        return Relation(kind="compatible", detail="one text gives further sums")
    for one, other in ((left, right), (right, left)):
        if len(one) > 1 and len(other) == 1:
            total = Sum(sum(part.value for part in one), one[0].currency, "", any(part.approximate for part in one))
            if compare_sums(total, other[0]).kind != "conflict":
                return Relation(kind="compatible", detail="one text gives the parts")
    return min(relations, key=lambda relation: (len(relation.detail), relation.detail))


def _relate_places(left: PlaceValue, right: PlaceValue) -> Relation:
    relation = compare_places(
        Place(name=left.name, country=left.country), Place(name=right.name, country=right.country)
    )
    if relation.kind == "conflict" and not (left.placed and right.placed):
        return Relation(kind="compatible", detail="not done at one place")
    return relation


def _relate_signatories(left: SignatoriesValue, right: SignatoriesValue) -> Relation:
    left_named, right_named = _named(left), _named(right)
    if not left_named or not right_named:
        return Relation(kind="compatible", detail="one tells an office, not who holds it")
    pairs = [(one, other, compare_people(one[0], other[0])) for one in left_named for other in right_named]
    alike = [(one, other, relation) for one, other, relation in pairs if relation.kind != "conflict"]
    odd_left = [one for one in left_named if not any(one == pair[0] for pair in alike)]
    odd_right = [other for other in right_named if not any(other == pair[1] for pair in alike)]
    if not odd_left and not odd_right:
        if all(relation.kind == "same" for _, _, relation in alike):
            return Relation(kind="same", detail=alike[0][2].detail)
        return Relation(
            kind="compatible", detail="; ".join(sorted({r.detail for _, _, r in alike if r.kind != "same"}))
        )
    if not odd_left or not odd_right:
        return Relation(kind="compatible", detail="one names fewer persons")
    shared_sides = {person[1] for pair in alike for person in pair[:2] if person[1]}
    for name, country in odd_left:
        for other, other_country in odd_right:
            if country and country == other_country and country not in shared_sides:
                return Relation(kind="conflict", detail=f"{name} against {other} for {country}")
    known = all(country for _, country in (*odd_left, *odd_right))
    distinct = len(alike) + len(odd_left) + len(odd_right)
    if not known and not alike and distinct > max(left.sides, right.sides):
        names = f"{', '.join(name for name, _ in odd_left)} against {', '.join(name for name, _ in odd_right)}"
        return Relation(kind="conflict", detail=names)
    return Relation(kind="compatible", detail="each names persons that the other leaves out")


def _named(value: SignatoriesValue) -> tuple[tuple[str, str | None], ...]:
    """Return the persons that have a name; "defence minister" and "Ambassador" are offices."""
    return tuple(person for person in value.people if any(map(str.isupper, person[0])) and not is_office(person[0]))


def _relate_items(left: ItemValue, right: ItemValue) -> Relation:
    if (left.low, left.high) == (right.low, right.high):
        if singular(left.designation) == singular(right.designation):
            return Relation(kind="same", detail="the same")
        return Relation(kind="compatible", detail="another designation")
    if (left.low is None and left.high is None) or (right.low is None and right.high is None):
        return Relation(kind="compatible", detail="one gives no number")
    if scopes := told_scope(left.scope, right.scope):
        return Relation(kind="compatible", detail=scopes)
    for one, other in ((left, right), (right, left)):
        if one.high is not None and other.low is not None and one.high < other.low:
            if not (one.named and other.named):
                return Relation(kind="compatible", detail=f"{one.high:,} and {other.low:,}, perhaps not of one lot")
            return Relation(kind="conflict", detail=f"{one.high:,} against {other.low:,}")
    return Relation(kind="compatible", detail="one number lies in the range of the other")


def _relate_attributions(left: str, right: str) -> Relation:
    one, other = fold(left), fold(right)
    if one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return Relation(kind="same" if one == other else "compatible", detail="the same voice")
    return Relation(kind="compatible", detail="another voice")


def _exact_status(value: StatusValue) -> tuple[float, ...]:
    order = {"asserted": 4, "negated": 3, "denied": 2, "planned": 1, "possible": 0}
    return order[value.modality], compare_rules().rank(value.status)


def _exact_date(value: DateValue) -> tuple[float, ...]:
    return float(not value.planned), float(value.when.dated), -float(value.when.length)


def _exact_amount(value: tuple[Sum, ...]) -> tuple[float, ...]:
    return (
        float(not any(total.scope for total in value)),
        float(not any(total.bound for total in value)),
        float(not any(total.approximate for total in value)),
        float(not any(total.converted for total in value)),
        float(max(total.figures for total in value)),
    )


def _exact_parties(value: PartiesValue | RolesValue) -> tuple[float, ...]:
    if isinstance(value, RolesValue):
        return float(len(value.givers) + len(value.takers)), 0.0
    return float(len(value.states)), float(len(value.companies))


def _exact_name(value: AgreementName) -> tuple[float, ...]:
    own = bool(value.key) and not value.bilateral
    return float(value.proper), float(own), float(bool(value.text)), float(value.known), float(len(value.words))


def _exact_item(value: ItemValue) -> tuple[float, ...]:
    sides = float(value.low is not None) + float(value.high is not None)
    return float(value.scope is None), sides, float(value.low == value.high), float(len(value.designation))


_RELATIONS: dict[FactName, Callable[[Any, Any], Relation]] = {
    "status": _relate_statuses,
    "date": _relate_dates,
    "parties": _relate_parties,
    "amount": _relate_amounts,
    "place": _relate_places,
    "signatories": _relate_signatories,
    "items": _relate_items,
    "name": compare_agreement_names,
    "attribution": _relate_attributions,
    "persons": compare_spellings,
    "spellings": compare_place_names,
    "offices": compare_holders,
    "sums": compare_figures,
    "counts": compare_counts,
    "days": compare_days,
}
_EXACTNESS: dict[FactName, Callable[[Any], tuple[float, ...]]] = {
    "status": _exact_status,
    "date": _exact_date,
    "parties": _exact_parties,
    "amount": _exact_amount,
    "place": lambda value: (float(precision(Place(name=value.name, country=value.country))),),
    "signatories": lambda value: (float(len(_named(value))), float(sum(len(name) for name, _ in value.people))),
    "items": _exact_item,
    "name": _exact_name,
    "attribution": lambda value: (float(len(value)),),
    "persons": lambda _: (0.0,),
    "spellings": lambda _: (0.0,),
    "offices": lambda value: (float(len(value.words)),),
    "sums": lambda value: _exact_amount((value.total,)),
    "counts": lambda value: (float(value.scope is None), float(value.low == value.high), float(not value.about)),
    "days": lambda value: (float(value.when.dated), -float(value.when.length)),
}
