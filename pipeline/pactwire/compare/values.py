"""What an event states about each fact, and how two statements of one fact stand to each other."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pactwire.compare.amounts import Sum, compare_sums, read_bound
from pactwire.compare.dates import When, compare_dates, when_of
from pactwire.compare.figures import Figure, compare_figures
from pactwire.compare.names import AgreementName, compare_agreement_names, read_name
from pactwire.compare.people import compare_people
from pactwire.compare.places import compare_places, precision
from pactwire.compare.records import FactName, Relation
from pactwire.compare.rules import compare_rules
from pactwire.compare.spellings import Person, compare_spellings
from pactwire.compare.text import fold
from pactwire.records import Event, Item, Modality, MoneyMention, PartyRole, Place, Span, Status

_PROSPECTIVE: frozenset[Modality] = frozenset({"planned", "possible"})
_RANGE = re.compile(r"(?:\bbetween (\d[\d,]*) and|(\d[\d,]*)(?: ?[-–] ?| to )) ?(\d[\d,]*)")
# TIMEX3 of a weekday that is not placed on the calendar; the digit of the day follows.
WEEKDAY_ONLY = "XXXX-WXX-"
_GIVERS: frozenset[PartyRole] = frozenset({"donor", "seller"})


@dataclass(frozen=True, slots=True)
class Stated:
    """One value as one event states it; `payload` is what comparison works on."""

    fact: FactName
    facet: str | None
    value: str
    text: str
    payload: Hashable
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class StatusValue:
    """A status; `late` for a plan that is told of after others report it as done."""

    status: Status
    modality: Modality
    late: bool = False


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date; `planned` for one that was still to come when the report was written."""

    when: When
    planned: bool = False


@dataclass(frozen=True, slots=True)
class PartiesValue:
    """States and organisations, and makers."""

    states: frozenset[str]
    companies: frozenset[str]


@dataclass(frozen=True, slots=True)
class RolesValue:
    """Who gives and who takes, where the text says so."""

    givers: frozenset[str]
    takers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignatoriesValue:
    """Persons with the country they signed for; `sides` is the number of parties."""

    people: tuple[tuple[str, str | None], ...]
    sides: int


@dataclass(frozen=True, slots=True)
class ItemValue:
    """Goods and their number, from `low` to `high`; `None` where the text leaves that side open."""

    designation: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What an article's record adds to its events: sums by offset, weekdays without a date, persons and sums."""

    money: Mapping[Span, MoneyMention] = field(default_factory=dict)
    weekdays: tuple[tuple[int, int, str, int], ...] = ()
    persons: tuple[Person, ...] = ()
    figures: tuple[Figure, ...] = ()


def state_values(event: Event, done_by: int | None, published: int | None, beside: Beside) -> Iterator[Stated]:
    """Yield every value that an event states.

    Args:
        done_by: day number by which others report the act as done.
        published: day number of the article.
        beside: sums and weekdays of the article.
    """
    prospective = event.modality in _PROSPECTIVE
    # For a few days after the deed newsrooms still write that it will be done.
    grace = compare_rules().stages.near_days
    late = prospective and done_by is not None and published is not None and published > done_by + grace
    yield Stated(
        "status",
        None,
        event.status if event.modality == "asserted" else f"{event.status}/{event.modality}",
        event.evidence.text[
            event.evidence.trigger[0] - event.evidence.start : event.evidence.trigger[1] - event.evidence.start
        ]
        or event.status,
        StatusValue(event.status, event.modality, late),
        *event.evidence.trigger,
    )
    if event.date is not None:
        when = when_of(event.date)
        planned = prospective and not (when.last is not None and published is not None and when.last <= published)
        payload = DateValue(when, planned)
        yield Stated("date", None, event.date.edtf, event.date.text, payload, event.date.start, event.date.end)
    else:
        yield from _weekday(event, beside)
    yield from _parties(event)
    yield from _amounts(event, beside.money)
    if event.place is not None:
        place = event.place
        yield Stated("place", None, place.name, place.name, (place.name, place.country), place.start, place.end)
    yield from _signatories(event)
    yield from _items(event)
    if event.agreement.name or event.agreement.acronym:
        name = read_name(event.agreement.name, event.agreement.acronym)
        shown = event.agreement.name or event.agreement.acronym or ""
        yield Stated("name", None, shown, shown, name)
    if event.attribution is not None:
        told = event.attribution
        yield Stated("attribution", None, told.source, told.source, told.source, told.start, told.end)


def _weekday(event: Event, beside: Beside) -> Iterator[Stated]:
    inside = [day for day in beside.weekdays if event.evidence.start <= day[0] and day[1] <= event.evidence.end]
    if len({day[3] for day in inside}) == 1:
        start, end, text, number = inside[0]
        edtf = f"{WEEKDAY_ONLY}{number + 1}"
        payload = DateValue(When(edtf, weekday=number), event.modality in _PROSPECTIVE)
        yield Stated("date", None, edtf, text, payload, start, end)


def _parties(event: Event) -> Iterator[Stated]:
    if not event.parties:
        return
    value = PartiesValue(
        frozenset(party.id for party in event.parties if party.kind != "company"),
        frozenset(party.id for party in event.parties if party.kind == "company"),
    )
    spans = sorted(span for party in event.parties for span in party.spans)
    names = ", ".join(party.name for party in sorted(event.parties, key=lambda party: party.id))
    shown = ", ".join(sorted(value.states) + sorted(value.companies))
    at = spans[0] if spans else (None, None)
    yield Stated("parties", None, shown, names, value, *at)
    givers = frozenset(party.id for party in event.parties if party.role in _GIVERS)
    takers = frozenset(party.id for party in event.parties if party.role and party.role not in _GIVERS)
    if givers or takers:
        shown = f"{', '.join(sorted(givers)) or '?'} to {', '.join(sorted(takers)) or '?'}"
        yield Stated("parties", "roles", shown, names, RolesValue(givers, takers), *at)


def _amounts(event: Event, money: Mapping[Span, MoneyMention]) -> Iterator[Stated]:
    by_facet: dict[str, list[tuple[Sum, int, int]]] = {}
    for amount in event.amounts:
        known = money.get((amount.start, amount.end))
        before = event.evidence.text[: max(0, amount.start - event.evidence.start)]
        after = event.evidence.text[max(0, amount.end - event.evidence.start) :]
        inside = event.evidence.start <= amount.start and amount.end <= event.evidence.end
        bound, about = read_bound(before, after) if inside else (None, False)
        if known is not None and known.qualifier and bound is None:
            bound, told = read_bound(known.qualifier)
            about = about or told
        own_bound, own_about = read_bound(re.split(r"[\d$€£¥₹₱]", amount.text, maxsplit=1)[0])
        total = Sum(
            amount.value,
            amount.currency,
            amount.text,
            about or own_about or bool(known and known.approximate),
            bound or own_bound,
            bool(known and known.converted_from),
            known.high if known else None,
        )
        facet = amount.currency or "?"
        if known is not None and known.per:
            facet = f"{facet} per {known.per}"
        by_facet.setdefault(facet, []).append((total, amount.start, amount.end))
    for facet in sorted(by_facet):
        sums = sorted(by_facet[facet], key=lambda entry: entry[1])
        value = " + ".join(show_sum(total) for total, _, _ in sums)
        text = "; ".join(total.text for total, _, _ in sums)
        yield Stated("amount", facet, value, text, tuple(total for total, _, _ in sums), sums[0][1], sums[0][2])


def show_sum(total: Sum) -> str:
    """Return a sum as facts show it."""
    sign = {"upper": "≤ ", "lower": "≥ "}.get(total.bound or "", "~ " if total.approximate else "")
    number = f"{total.value:,.2f}".rstrip("0").rstrip(".")
    if total.high is not None:
        number += "–" + f"{total.high:,.2f}".rstrip("0").rstrip(".")
    return f"{sign}{number} {total.currency or '?'}"


def _signatories(event: Event) -> Iterator[Stated]:
    if not event.signatories:
        return
    people = tuple(sorted((person.name, person.country) for person in event.signatories))
    spans = sorted((p.start, p.end) for p in event.signatories if p.start is not None and p.end is not None)
    names = "; ".join(person.name for person in event.signatories)
    sides = len({party.id for party in event.parties if party.kind != "company"})
    value = SignatoriesValue(tuple((name, country) for name, country in people), max(2, sides))
    shown = "; ".join(sorted(person.name for person in event.signatories))
    yield Stated("signatories", None, shown, names, value, *(spans[0] if spans else (None, None)))


def _items(event: Event) -> Iterator[Stated]:
    for item in event.items:
        if not item.designation and item.count is None:
            continue
        designation = fold(item.designation or item.text)
        low, high = _item_range(event, item)
        if low == high:
            count = "" if low is None else f"{low:,} "
        else:
            count = f"≤ {high:,} " if low is None else f"≥ {low:,} " if high is None else f"{low:,}–{high:,} "
        shown = f"{count}{item.designation or designation}"
        value = ItemValue(designation, low, high)
        yield Stated("items", designation, shown, item.text, value, item.start, item.end)


def _item_range(event: Event, item: Item) -> tuple[int | None, int | None]:
    """Read "100 to 150" and "up to 150" from the words of and before the goods."""
    before = event.evidence.text[: max(0, item.start - event.evidence.start)]
    if not (event.evidence.start <= item.start and item.end <= event.evidence.end):
        before = ""
    span = _RANGE.search(f"{before[-20:]}{item.text}")
    if span is not None:
        numbers = [int(part.replace(",", "")) for part in span.groups() if part]
        if item.count in numbers:
            return min(numbers), max(numbers)
    if item.count is None:
        return None, None
    bound = read_bound(before)[0] or read_bound(re.split(r"\d", item.text, maxsplit=1)[0])[0]
    return (None if bound == "upper" else item.count), (None if bound == "lower" else item.count)


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
        if one.modality in _PROSPECTIVE and other.modality not in _PROSPECTIVE:
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
    if relation.kind == "conflict" and left.planned != right.planned:
        return Relation(kind="compatible", detail="planned for another day")
    return relation


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
    detail = f"{', '.join(sorted(left.states - right.states))} against {', '.join(sorted(right.states - left.states))}"
    return Relation(kind="conflict", detail=detail)


def _relate_roles(left: RolesValue, right: RolesValue) -> Relation:
    swapped = sorted((left.givers & right.takers) | (left.takers & right.givers))
    # Half a pair is too little to say that the other half is wrong.
    if swapped and left.givers and left.takers and right.givers and right.takers:
        return Relation(kind="conflict", detail=f"{', '.join(swapped)} gives, and takes")
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


def _relate_places(left: tuple[str, str | None], right: tuple[str, str | None]) -> Relation:
    return compare_places(Place(name=left[0], country=left[1]), Place(name=right[0], country=right[1]))


def _relate_signatories(left: SignatoriesValue, right: SignatoriesValue) -> Relation:
    pairs = [(one, other, compare_people(one[0], other[0])) for one in left.people for other in right.people]
    alike = [(one, other, relation) for one, other, relation in pairs if relation.kind != "conflict"]
    odd_left = [one for one in left.people if not any(one == pair[0] for pair in alike)]
    odd_right = [other for other in right.people if not any(other == pair[1] for pair in alike)]
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


def _relate_items(left: ItemValue, right: ItemValue) -> Relation:
    if (left.low, left.high) == (right.low, right.high):
        if left.designation == right.designation:
            return Relation(kind="same", detail="the same")
        return Relation(kind="compatible", detail="another designation")
    if (left.low is None and left.high is None) or (right.low is None and right.high is None):
        return Relation(kind="compatible", detail="one gives no number")
    for one, other in ((left, right), (right, left)):
        if one.high is not None and other.low is not None and one.high < other.low:
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
    return float(value.proper), float(bool(value.text)), float(value.known), float(len(value.words))


def _exact_item(value: ItemValue) -> tuple[float, ...]:
    sides = float(value.low is not None) + float(value.high is not None)
    return sides, float(value.low == value.high), float(len(value.designation))


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
    "sums": compare_figures,
}
_EXACTNESS: dict[FactName, Callable[[Any], tuple[float, ...]]] = {
    "status": _exact_status,
    "date": _exact_date,
    "parties": _exact_parties,
    "amount": _exact_amount,
    "place": lambda value: (float(precision(Place(name=value[0], country=value[1]))),),
    "signatories": lambda value: (float(len(value.people)), float(sum(len(name) for name, _ in value.people))),
    "items": _exact_item,
    "name": _exact_name,
    "attribution": lambda value: (float(len(value)),),
    "persons": lambda _: (0.0,),
    "sums": lambda value: _exact_amount((value.total,)),
}
