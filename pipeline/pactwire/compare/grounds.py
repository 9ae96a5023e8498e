"""What a value rests on, and whether two values that differ are a contradiction: that has to be earned.

Both values stand in what two sources write of the very same act, are read with certainty, and nothing else explains the
difference.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pactwire.compare.amounts import Sum
from pactwire.compare.counts import singular
from pactwire.compare.dates import When, gap_days
from pactwire.compare.days import Day
from pactwire.compare.goods import same_goods
from pactwire.compare.names import AgreementName
from pactwire.compare.people import compare_people
from pactwire.compare.places import is_country
from pactwire.compare.records import FactName
from pactwire.compare.rules import compare_rules
from pactwire.compare.text import fold
from pactwire.compare.values import (
    Beside,
    DateValue,
    ItemValue,
    PartiesValue,
    PlaceValue,
    SignatoriesValue,
    Stated,
    StatusValue,
    tells,
)
from pactwire.records import Event, Modality, Status

# What the texts say around the events is of no act.
_TEXT_FACTS: frozenset[FactName] = frozenset({"sums", "counts", "days", "persons", "spellings", "offices"})
# What must stand in the sentence of the act.
_OF_THE_ACT: frozenset[FactName] = frozenset({"date", "place", "signatories", "amount", "items"})
# What may also stand in another sentence about the agreement: "The contract is worth ...".
_OF_THE_AGREEMENT: frozenset[FactName] = frozenset({"amount", "items"})
_WEEK = 7
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a value rests on.

    `act` tells acts apart, `inside` is whether the value stands in the sentence of its act, `parties` are those that do,
    `goods` what the event says changes hands.
    """

    act: str
    status: Status
    modality: Modality
    confidence: float
    inside: bool
    parties: frozenset[str] = frozenset()
    goods: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """A value, the independent source that states it, the outlet, what its article tells besides, and when it came out.

    Without `grounds` nothing is known against it.
    """

    stated: Stated
    source_id: str
    outlet: str
    beside: Beside | None = None
    published: int | None = None
    grounds: Grounds | None = None


def grounds_of(stated: Stated, event: Event, act: str, beside: Beside | None) -> Grounds | None:
    """Return what a value of an event rests on, `None` for what texts say around events."""
    if stated.fact in _TEXT_FACTS:
        return None
    low, high = event.evidence.start, event.evidence.end
    inside = stated.start is not None and stated.end is not None and low <= stated.start and stated.end <= high
    if stated.fact in _OF_THE_AGREEMENT and beside is not None and stated.start in beside.told:
        inside = True
    return Grounds(
        act,
        event.status,
        event.modality,
        event.confidence,
        inside,
        frozenset(party.id for party in event.parties if any(low <= s and e <= high for s, e in party.spans)),
        frozenset(fold(item.designation) for item in event.items if item.designation),
    )


def doubt(
    fact: FactName, lefts: Sequence[Account], rights: Sequence[Account], everyone: Sequence[Account]
) -> str | None:
    """Return why two values that exclude each other are no contradiction, `None` where they are.

    They are where one account of each leaves no doubt. Of several doubts the first is told.

    Args:
        fact: which fact.
        lefts: who states the one value.
        rights: who states the other.
        everyone: all who state something about this fact.
    """
    first: str | None = None
    most = compare_rules().conflicts.most
    said = {account.outlet for account in lefts} & {account.outlet for account in rights}
    for left in lefts[:most]:
        for right in rights[:most]:
            found = _doubt(fact, left, right, said)
            if found is None:
                return _explained(fact, left, right, everyone)
            first = first or found
    return first


def _doubt(fact: FactName, left: Account, right: Account, said: set[str]) -> str | None:
    if left.source_id == right.source_id:
        return "of one source"
    if left.outlet in said or right.outlet in said:
        return "one outlet states both"
    for one, other in ((left, right), (right, left)):
        if one.beside is not None and _tells(one.beside, fact, other.stated.payload):
            return "one text tells of both"
    for account, other in ((left, right), (right, left)):
        day = other.stated.payload
        if isinstance(day, Day) and _before(account, day.when):
            return "one was told before the other day"
    if left.grounds is None or right.grounds is None:
        return None
    return _grounds_doubt(fact, left, right, left.grounds, right.grounds) or _payload_doubt(fact, left, right)


def _tells(beside: Beside, fact: FactName, payload: object) -> bool:
    """Whether a text gives a value of an event somewhere, whatever it gives it for."""
    if isinstance(payload, DateValue):
        return payload.when.is_day and any(day.when == payload.when for day in beside.days)
    if isinstance(payload, PlaceValue):
        return any(fold(place.name) == fold(payload.name) for place in beside.places)
    if isinstance(payload, SignatoriesValue):
        names = [name for name, _ in payload.people]
        return all(any(compare_people(name, p.name).kind != "conflict" for p in beside.persons) for name in names)
    return tells(beside, fact, payload)


def _grounds_doubt(fact: FactName, left: Account, right: Account, one: Grounds, other: Grounds) -> str | None:
    rules = compare_rules().conflicts
    if min(one.confidence, other.confidence) < rules.confidence:
        return "one is not read with certainty"
    if fact == "status":
        return _status_doubt(left, right)
    if one.modality != other.modality:
        return ", ".join(f"one of what is {modality}" for modality in sorted((one.modality, other.modality)))
    if fact == "name":
        return _name_doubt(left.stated.payload, right.stated.payload)
    if one.act != other.act:
        return "of different acts"
    if fact in _OF_THE_ACT and not (one.inside and other.inside):
        return "one does not stand in the sentence of the act"
    if fact == "amount" and one.goods and other.goods and not _same_goods(one.goods, other.goods):
        return "of different goods"
    if fact == "parties":
        return _parties_doubt(left, right, one, other)
    return None


def _same_goods(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(same_goods(one, other) for one in left for other in right)


def _name_doubt(left: object, right: object) -> str | None:
    """A name of one agreement that is told wrongly keeps most of its words; others are of another paper."""
    if not isinstance(left, AgreementName) or not isinstance(right, AgreementName):
        return None
    one, other = frozenset(left.words), frozenset(right.words)
    alike = len(one & other) >= compare_rules().conflicts.name * max(len(one), len(other))
    return None if alike else "perhaps of another paper"


def _status_doubt(left: Account, right: Account) -> str | None:
    """A refusal, a plan and the deed that are told of on different days are history."""
    if left.published is None or right.published is None:
        return "told on days that are not known"
    if abs(left.published - right.published) > compare_rules().stages.near_days:
        return "told on different days"
    for account in (left, right):
        if isinstance(account.stated.payload, StatusValue) and account.stated.payload.late:
            return "one retells the plan"
    return None


def _parties_doubt(left: Account, right: Account, one: Grounds, other: Grounds) -> str | None:
    here, there = left.stated.payload, right.stated.payload
    if one.status in compare_rules().conflicts.own_acts:
        return "each party acts for itself"
    if isinstance(here, PartiesValue) and isinstance(there, PartiesValue):
        if not here.states - there.states <= one.parties or not there.states - here.states <= other.parties:
            return "a party does not stand in the sentence of the act"
        return None
    return None if one.parties and other.parties else "a party does not stand in the sentence of the act"


def _payload_doubt(fact: FactName, left: Account, right: Account) -> str | None:
    one, other = left.stated.payload, right.stated.payload
    rules = compare_rules().conflicts
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        return _date_doubt(left, right, one.when, other.when)
    if isinstance(one, PlaceValue) and isinstance(other, PlaceValue):
        return "one only names a country" if is_country(fold(one.name)) or is_country(fold(other.name)) else None
    if fact == "amount" and isinstance(one, tuple) and isinstance(other, tuple):
        sums = [max(total.value for total in value if isinstance(total, Sum)) for value in (one, other)]
        return "one may be a part" if min(sums) < rules.part * max(sums) else None
    if isinstance(one, ItemValue) and isinstance(other, ItemValue):
        if singular(one.designation) != singular(other.designation):
            return "one may be a part of the kind that the other names"
        numbers = [number for value in (one, other) for number in (value.low, value.high) if number is not None]
        return "one may be a part" if min(numbers) < rules.lot * max(numbers) else None
    return None


def _date_doubt(left: Account, right: Account, one: When, other: When) -> str | None:
    near = compare_rules().stages.near_days
    gap = gap_days(one, other)
    if gap is None:
        return None
    written = _written(left) and _written(right)
    if gap == _WEEK and not written:
        return "the same weekday, which was read as that of another week"
    if gap <= near and (_counted(left) or _counted(right)):
        return "one is counted from the day of publication"
    if gap > near and not written:
        return "perhaps of another step"
    if one.day is not None and (one.month, one.day) == (other.month, other.day):
        return "one lacks the year"
    for account, when in ((left, other), (right, one)):
        if _before(account, when, near):
            return "one was told before the other day"
    return None


def _before(account: Account, when: When, grace: int = 0) -> bool:
    """Whether an article came out before a day: it tells of another."""
    return account.published is not None and when.first is not None and account.published + grace < when.first


def _written(account: Account) -> bool:
    return _DIGIT.search(account.stated.text) is not None


def _counted(account: Account) -> bool:
    """Whether a day is told neither by its date nor by its weekday: today, last week."""
    weekdays = compare_rules().consistency.weekdays
    return not _written(account) and not any(word in weekdays for word in fold(account.stated.text).split())


def _explained(fact: FactName, left: Account, right: Account, everyone: Sequence[Account]) -> str | None:
    """Return what a third source says that takes both parties in."""
    one, other = left.stated.payload, right.stated.payload
    if fact == "parties" and isinstance(one, PartiesValue) and isinstance(other, PartiesValue):
        for account in everyone:
            payload = account.stated.payload
            if isinstance(payload, PartiesValue) and one.states ^ other.states <= payload.states:
                return "another text names them all"
    return None
