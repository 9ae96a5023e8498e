"""Dates of events as intervals of days, compared at the precision that both share."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pactwire.compare.records import Relation
from pactwire.records import EventDate

_PARTIAL = re.compile(r"(?P<year>\d{4}|[\dX]{4})(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?")


@dataclass(frozen=True, slots=True)
class When:
    """A time as far as it is known: days as proleptic ordinals, or a day of the year, or a weekday (0 is Monday)."""

    edtf: str
    first: int | None = None
    last: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is one calendar day."""
        return self.first is not None and self.first == self.last

    @property
    def dated(self) -> bool:
        """Whether it lies on the calendar."""
        return self.first is not None and self.last is not None

    @property
    def length(self) -> int:
        """Return how many days it leaves open; a large number where the year is unknown."""
        if self.first is None or self.last is None:
            return 100_000 if self.month is None else 50_000
        return self.last - self.first


def when_of(event_date: EventDate) -> When:
    """Read the date of an event."""
    if event_date.earliest and event_date.latest:
        first, last = ordinal(event_date.earliest), ordinal(event_date.latest)
        if first <= last:
            return When(event_date.edtf, first, last)
    return parse_edtf(event_date.edtf)


@lru_cache(maxsize=65536)
def parse_edtf(edtf: str) -> When:
    """Read the part of EDTF that records use; what cannot be placed has neither days nor month.

    >>> parse_edtf("2026-01").last - parse_edtf("2026-01").first
    30
    """
    if "/" in edtf:
        start, _, end = edtf.partition("/")
        left, right = parse_edtf(start), parse_edtf(end)
        return When(edtf, left.first, right.last) if left.dated and right.dated else When(edtf)
    match = _PARTIAL.match(edtf.rstrip("?~%"))
    if match is None:
        return When(edtf)
    year, month, day = match["year"], match["month"], match["day"]
    known_month = int(month) if month and month != "XX" and 1 <= int(month) <= 12 else None
    known_day = int(day) if day and day != "XX" and known_month else None
    if not year.isdigit():
        if known_month:
            return When(edtf, month=known_month, day=known_day)
        if year[:3].isdigit() and year[3] == "X":
            return When(
                edtf, date(int(year[:3]) * 10, 1, 1).toordinal(), date(int(year[:3]) * 10 + 9, 12, 31).toordinal()
            )
        return When(edtf)
    number = int(year)
    if known_month is None:
        return When(edtf, date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal())
    length = calendar.monthrange(number, known_month)[1]
    if known_day is None or known_day > length:
        return When(edtf, date(number, known_month, 1).toordinal(), date(number, known_month, length).toordinal())
    only = date(number, known_month, known_day).toordinal()
    return When(edtf, only, only)


@lru_cache(maxsize=65536)
def ordinal(iso: str) -> int:
    """Return the day number of an ISO date."""
    return date.fromisoformat(iso[:10]).toordinal()


def iso(day: int) -> str:
    """Return the ISO date of a day number."""
    return date.fromordinal(day).isoformat()


def gap_days(left: When, right: When) -> int | None:
    """Return the days between two times, 0 where they can be the same, `None` where it cannot be known."""
    if left.first is not None and left.last is not None and right.first is not None and right.last is not None:
        return max(0, right.first - left.last, left.first - right.last)
    for one, other in ((left, right), (right, left)):
        if one.month is not None and other.first is not None and other.last is not None:
            return _gap_in_year(one, other.first, other.last)
    if left.month is not None and right.month is not None:
        if left.month == right.month and (left.day is None or right.day is None):
            return 0
        return abs((left.month - right.month) * 30 + ((left.day or 15) - (right.day or 15)))
    return None


def _gap_in_year(partial: When, first: int, last: int) -> int:
    gaps = []
    for year in range(date.fromordinal(first).year - 1, date.fromordinal(last).year + 2):
        length = calendar.monthrange(year, partial.month or 1)[1]
        start = date(year, partial.month or 1, min(partial.day or 1, length)).toordinal()
        end = start if partial.day else start + length - 1
        gaps.append(max(0, start - last, first - end))
    return min(gaps)


def compare_dates(left: When, right: When) -> Relation:
    """Compare two dates at the precision that both share.

    >>> compare_dates(parse_edtf("2026-07"), parse_edtf("2026-07-08")).kind
    'compatible'
    """
    if left.edtf == right.edtf:
        return Relation(kind="same", detail="the same date")
    for one, other in ((left, right), (right, left)):
        if one.weekday is not None:
            return _compare_weekday(one, other)
    days = gap_days(left, right)
    if days is None:
        return Relation(kind="compatible", detail="one date is not placed on the calendar")
    if days:
        if not (left.is_day and right.is_day):
            return Relation(kind="conflict", detail=f"{left.edtf} against {right.edtf}")
        near = " day apart; a time zone can make one day" if days == 1 else " days apart"
        return Relation(kind="conflict", detail=f"{days}{near}")
    if left.dated and right.dated:
        if (left.first, left.last) == (right.first, right.last):
            return Relation(kind="same", detail="the same days")
        return Relation(kind="compatible", detail="one is less precise" if _nested(left, right) else "they overlap")
    return Relation(kind="compatible", detail="one lacks the year")


def _nested(left: When, right: When) -> bool:
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return False
    return (left.first <= right.first and right.last <= left.last) or (
        right.first <= left.first and left.last <= right.last
    )


def _compare_weekday(weekday: When, other: When) -> Relation:
    if other.weekday is not None:
        kind = other.weekday == weekday.weekday
        return (
            Relation(kind="same", detail="the same weekday") if kind else Relation(kind="conflict", detail="weekdays")
        )
    if other.first is None or other.last is None or other.last - other.first >= 6:
        return Relation(kind="compatible", detail="one only names the weekday")
    days = {date.fromordinal(day).weekday() for day in range(other.first, other.last + 1)}
    if weekday.weekday in days:
        return Relation(kind="compatible", detail="one only names the weekday")
    return Relation(kind="conflict", detail=f"{other.edtf} is not that weekday")
