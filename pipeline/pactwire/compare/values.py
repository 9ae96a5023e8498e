"""What an event states about each fact, and how two statements of one fact stand to each other."""

import math
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from pactwire.compare.amounts import Sum, read_bound
from pactwire.compare.counts import Count, singular
from pactwire.compare.dates import When, when_of
from pactwire.compare.days import WEEKDAY_ONLY, Day
from pactwire.compare.figures import Conversion, Figure
from pactwire.compare.goods import same_goods
from pactwire.compare.names import read_name
from pactwire.compare.offices import Holder
from pactwire.compare.placenames import PlaceName
from pactwire.compare.records import FactName
from pactwire.compare.rules import compare_rules
from pactwire.compare.spellings import Person
from pactwire.compare.text import fold
from pactwire.records import Event, Item, Modality, MoneyMention, PartyRole, Span, Status

PROSPECTIVE: frozenset[Modality] = frozenset({"planned", "possible"})
_REFUSED: frozenset[Modality] = frozenset({"negated", "denied"})
_RANGE = re.compile(r"(?:\bbetween (\d[\d,]*) and|(\d[\d,]*)(?: ?[-–] ?| to )) ?(\d[\d,]*)")
# A number and the next words of the line.
_GOODS = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,6})(?=\s)((?:[^\S\n][\w’'/.-]+){1,4})")
_NO_CURRENCY = "(currency not stated)"
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
    """A date.

    `planned` is one that was still to come when the report was written, `spread` one of what takes many days, and
    `refused` one on which something was not done, or was denied: any day is; `spoken` the day on which somebody told of
    what was done by then.
    """

    when: When
    planned: bool = False
    spread: bool = False
    refused: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place; `placed` where the act is one that is done at one place."""

    name: str
    country: str | None
    placed: bool = True


@dataclass(frozen=True, slots=True)
class PartiesValue:
    """States and organisations, and makers; `bodies` are those organisations that states are members of."""

    states: frozenset[str]
    companies: frozenset[str]
    bodies: frozenset[str] = frozenset()


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
    """Goods and their number, from `low` to `high`; `None` where the text leaves that side open.

    `named` where they have a designation: "three frigates" may be the first lot of eleven. `scope` is what the number
    is of, where that is not the agreement itself.
    """

    designation: str
    low: int | None
    high: int | None
    named: bool = True
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What an article's record adds to its events: sums by offset, weekdays without a date, names, sums, numbers, days.

    `pairs` are sums with their conversions, `scopes` what sums and goods are of where that is not the agreement,
    `spoken` where days start on which somebody told what was done, `told` where sums and goods start that stand in a
    sentence about the agreement.
    """

    money: Mapping[Span, MoneyMention] = field(default_factory=dict)
    weekdays: tuple[tuple[int, int, str, int], ...] = ()
    persons: tuple[Person, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[PlaceName, ...] = ()
    holders: tuple[Holder, ...] = ()
    counts: tuple[Count, ...] = ()
    days: tuple[Day, ...] = ()
    goods: tuple[tuple[int, str], ...] = ()
    pairs: Mapping[Span, Conversion] = field(default_factory=dict)
    scopes: Mapping[Span, str] = field(default_factory=dict)
    spoken: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()


def tells(beside: Beside, fact: FactName, payload: object) -> bool:
    """Whether a text gives a value, whatever it gives it for."""
    if fact == "amount" and isinstance(payload, tuple):
        return any(_is_sum(figure.total, total) for total in payload for figure in beside.figures)
    if isinstance(payload, Figure):
        return any(_is_sum(figure.total, payload.total) for figure in beside.figures)
    if isinstance(payload, Count):
        return any((c.noun, c.low, c.high) == (payload.noun, payload.low, payload.high) for c in beside.counts)
    if isinstance(payload, Day):
        return any(day.when == payload.when for day in beside.days)
    if isinstance(payload, ItemValue):
        numbers = {payload.low, payload.high}
        return any(number in numbers and same_goods(payload.designation, words) for number, words in beside.goods)
    return False


def _is_sum(left: Sum, right: Sum) -> bool:
    return left.currency == right.currency and math.isclose(left.value, right.value, rel_tol=1e-9)


def find_goods(text: str) -> tuple[tuple[int, str], ...]:
    """Return the numbers in a text with the folded words that follow them.

    >>> find_goods("a batch of 180 K2 tanks")
    ((180, 'k2 tanks'),)
    """
    found = {(int(match[1].replace(",", "")), words) for match in _GOODS.finditer(text) if (words := fold(match[2]))}
    return tuple(sorted(found))


def state_values(
    event: Event, done_by: int | None, published: int | None, beside: Beside, *, borrowed: bool = False
) -> Iterator[Stated]:
    """Yield every value that an event states.

    Args:
        done_by: day number by which others report the act as done.
        published: day number of the article.
        beside: sums and weekdays of the article.
        borrowed: whether the date is another event's, which stands nearer to it.
    """
    prospective = event.modality in PROSPECTIVE
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
    if event.date is not None and not borrowed:
        when = when_of(event.date)
        planned = prospective and not (when.last is not None and published is not None and when.last <= published)
        spread = event.status in compare_rules().stages.spread
        spoken = event.status in compare_rules().stages.placed and event.date.start in beside.spoken
        payload = DateValue(when, planned, spread, event.modality in _REFUSED, spoken)
        yield Stated("date", None, event.date.edtf, event.date.text, payload, event.date.start, event.date.end)
    elif event.date is None:
        yield from _weekday(event, beside)
    yield from _parties(event)
    yield from _amounts(event, beside)
    if event.place is not None:
        place = event.place
        yield Stated(
            "place",
            None,
            place.name,
            place.name,
            PlaceValue(place.name, place.country, event.status in compare_rules().stages.placed),
            place.start,
            place.end,
        )
    yield from _signatories(event)
    yield from _items(event, beside.scopes)
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
        payload = DateValue(When(edtf, weekday=number), event.modality in PROSPECTIVE)
        yield Stated("date", None, edtf, text, payload, start, end)


def _parties(event: Event) -> Iterator[Stated]:
    if not event.parties:
        return
    value = PartiesValue(
        frozenset(party.id for party in event.parties if party.kind != "company"),
        frozenset(party.id for party in event.parties if party.kind == "company"),
        frozenset(party.id for party in event.parties if party.kind == "organisation"),
    )
    spans = sorted(span for party in event.parties for span in party.spans)
    names = ", ".join(party.name for party in sorted(event.parties, key=lambda party: party.id))
    shown = ", ".join(sorted(value.states) + sorted(value.companies))
    at = spans[0] if spans else (None, None)
    yield Stated("parties", None, shown, names, value, *at)
    givers = frozenset(party.id for party in event.parties if party.role in _GIVERS)
    takers = frozenset(party.id for party in event.parties if party.role and party.role not in _GIVERS)
    if givers or takers:
        shown = _show_roles(", ".join(sorted(givers)), ", ".join(sorted(takers)))
        yield Stated("parties", "roles", shown, names, RolesValue(givers, takers), *at)


def _show_roles(givers: str, takers: str) -> str:
    if givers and takers:
        return f"{givers} to {takers}"
    return f"to {takers}, from: not stated" if takers else f"from {givers}, to: not stated"


def _amounts(event: Event, beside: Beside) -> Iterator[Stated]:
    by_facet: dict[str, list[tuple[Sum, int, int]]] = {}
    for amount in event.amounts:
        span = (amount.start, amount.end)
        known, pair = beside.money.get(span), beside.pairs.get(span)
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
            bool(known and known.converted_from) or bool(pair and pair.derived),
            known.high if known else None,
            (pair.value, pair.currency) if pair else None,
            beside.scopes.get(span),
        )
        facet = amount.currency or _NO_CURRENCY
        per = amount.per or (known.per if known else None)
        if per:
            facet = f"{facet} per {per}"
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
    of = f" ({total.scope})" if total.scope else ""
    return f"{sign}{number} {total.currency or _NO_CURRENCY}{of}"


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


def _items(event: Event, scopes: Mapping[Span, str]) -> Iterator[Stated]:
    for item in event.items:
        if not item.designation and item.count is None:
            continue
        # "Four jets" and "14 jets" are of one kind.
        kind = (item.text.split() or [""])[-1]
        designation = fold(item.designation) if item.designation else singular(fold(kind))
        low, high = _item_range(event, item)
        if low == high:
            count = "" if low is None else f"{low:,} "
        else:
            count = f"≤ {high:,} " if low is None else f"≥ {low:,} " if high is None else f"{low:,}–{high:,} "
        scope = scopes.get((item.start, item.end))
        of = f" ({scope})" if scope and count else ""
        shown = f"{count}{item.designation or kind}{of}"
        # "18 more jets" are not the number of all.
        more = not compare_rules().texts.further.isdisjoint(fold(item.text).split())
        value = ItemValue(designation, low, high, bool(item.designation) and not more, scope)
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
