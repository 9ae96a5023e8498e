"""Stretches of the calendar: a day, a week, a quarter, a decade, and how each is written.

A `Period` knows its first and last day, its TIMEX3 value as TempEval-3 writes it, and its EDTF. The
proleptic Gregorian calendar is used throughout; weeks are ISO 8601 weeks, Monday to Sunday.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "fiscal_year", "decade", "century", "span"
]

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
SEASON_ORDER = ("SP", "SU", "FA", "WI")
MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "fiscal_year": 12}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
YEARS_IN = {"decade": 10, "century": 100, "millennium": 1000}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar; `first` and `last` are `None` where the year is not known."""

    unit: Unit
    first: date | None
    last: date | None
    value: str
    edtf: str | None

    def holds(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


def of_day(day: date) -> Period:
    """Return the day."""
    return Period("day", day, day, day.isoformat(), day.isoformat())


def of_span(first: date, last: date, value: str | None = None) -> Period:
    """Return all days from first to last."""
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Period("span", first, last, value or edtf, edtf)


def of_week(day: date) -> Period:
    """Return the ISO week that holds the day.

    >>> of_week(date(2026, 1, 15)).edtf
    '2026-01-12/2026-01-18'
    """
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return replace(of_span(first, first + timedelta(days=6), f"{year:04d}-W{week:02d}"), unit="week")


def of_weekend(day: date) -> Period:
    """Return Saturday and Sunday of the ISO week that holds the day."""
    year, week, weekday = day.isocalendar()
    saturday = day + timedelta(days=6 - weekday)
    return replace(of_span(saturday, saturday + timedelta(days=1), f"{year:04d}-W{week:02d}-WE"), unit="weekend")


def of_month(year: int, month: int) -> Period:
    """Return the calendar month."""
    value = f"{year:04d}-{month:02d}"
    return Period("month", date(year, month, 1), month_end(year, month), value, value)


def of_quarter(year: int, quarter: int) -> Period:
    """Return the calendar quarter.

    >>> of_quarter(2025, 3).edtf
    '2025-07/2025-09'
    """
    return _months("quarter", year, quarter * 3 - 2, 3, f"{year:04d}-Q{quarter}")


def of_half(year: int, half: int) -> Period:
    """Return the half-year."""
    return _months("half", year, half * 6 - 5, 6, f"{year:04d}-H{half}")


def of_season(year: int, season: str) -> Period:
    """Return the meteorological season of the northern hemisphere; winter starts in December of the year."""
    first = date(year, SEASON_MONTHS[season], 1)
    end = add_months(first, 2)
    edtf = f"{year:04d}-{SEASON_EDTF[season]}"
    return Period("season", first, month_end(end.year, end.month), f"{year:04d}-{season}", edtf)


def of_year(year: int) -> Period:
    """Return the calendar year."""
    return Period("year", date(year, 1, 1), date(year, 12, 31), f"{year:04d}", f"{year:04d}")


def of_decade(year: int) -> Period:
    """Return the decade that holds the year: 1990 to 1999."""
    first = year // 10 * 10
    prefix = f"{year // 10:03d}"
    return Period("decade", date(max(first, 1), 1, 1), date(first + 9, 12, 31), prefix, prefix + "X")


def of_century(number: int) -> Period:
    """Return the century by its number, as commonly spoken of: the 20th is 1900 to 1999."""
    prefix = f"{number - 1:02d}"
    return Period(
        "century", date(max(number * 100 - 100, 1), 1, 1), date(number * 100 - 1, 12, 31), prefix, prefix + "XX"
    )


def of_years(first: int, last: int) -> Period:
    """Return the years from first to last."""
    value = f"{first:04d}/{last:04d}"
    return Period("span", date(first, 1, 1), date(last, 12, 31), value, value)


def of_months(first: tuple[int, int], last: tuple[int, int]) -> Period:
    """Return the months from first to last, each (year, month)."""
    value = f"{first[0]:04d}-{first[1]:02d}/{last[0]:04d}-{last[1]:02d}"
    return Period("span", date(*first, 1), month_end(*last), value, value)


def of_fiscal_year(first: date, label: int) -> Period:
    """Return the twelve months from the first day; `label` is the year that the fiscal year is called after."""
    last = add_months(first, 12) - timedelta(days=1)
    return Period("fiscal_year", first, last, f"{label:04d}", edtf_interval(first, last))


def unknown_year(month: int, day: int | None = None) -> Period:
    """Return a month or a day of a year that is not known."""
    value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    return Period("day" if day else "month", None, None, value, value)


def month_end(year: int, month: int) -> date:
    """Return the last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Move by calendar months; a day that the month does not have becomes its last.

    Raises:
        ValueError: the year leaves 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_units(day: date, count: int, unit: str) -> date:
    """Move the day by so many units.

    Raises:
        ValueError: the year leaves 1 to 9999.
        OverflowError: likewise, for counts of days.
    """
    if unit in DAYS_IN:
        return day + timedelta(days=count * DAYS_IN[unit])
    if unit in MONTHS_IN:
        return add_months(day, count * MONTHS_IN[unit])
    return add_months(day, count * YEARS_IN[unit] * 12)


def holding(day: date, unit: str) -> Period:
    """Return the period of the unit that holds the day."""
    match unit:
        case "week" | "fortnight":
            return of_week(day)
        case "weekend":
            return of_weekend(day)
        case "month":
            return of_month(day.year, day.month)
        case "quarter":
            return of_quarter(day.year, (day.month + 2) // 3)
        case "half":
            return of_half(day.year, (day.month + 5) // 6)
        case "season":
            return season_holding(day)
        case "year" | "fiscal_year":
            return of_year(day.year)
        case "decade":
            return of_decade(day.year)
        case "century" | "millennium":
            return of_century(day.year // 100 + 1)
    return of_day(day)


def season_holding(day: date) -> Period:
    """Return the season that holds the day; January and February belong to the winter of the year before."""
    index = (day.month // 3 - 1) % 4
    return of_season(day.year - (day.month < 3), SEASON_ORDER[index])


def shifted(period: Period, count: int, unit: str | None = None) -> Period:
    """Return the period of the same kind, so many units (of its own, unless given) later.

    Raises:
        ValueError: the period has no known year, or the year leaves 1 to 9999.
        OverflowError: likewise, for counts of days.
    """
    if period.first is None:
        raise ValueError("a period without a year cannot be moved")
    own = period.unit if period.unit != "span" else "day"
    moved = add_units(period.first, count, unit or own)
    if period.unit == "span" and period.last is not None:
        return of_span(moved, moved + (period.last - period.first))
    return holding(moved, own)


def narrowed(period: Period, steps: tuple[int, int]) -> Period:
    """Keep value and EDTF, and bring the bounds to the given steps of the period, counted from 1 (0 is the last)."""
    if period.first is None or period.last is None:
        return period
    first, last = steps
    if period.unit in {"week", "weekend", "month"}:
        start = period.first + timedelta(days=first - 1)
        end = period.first + timedelta(days=last - 1) if last else period.last
    else:
        width = 12 if period.unit in {"decade", "century"} else 1
        start = add_months(period.first, (first - 1) * width)
        end = add_months(period.first, last * width) - timedelta(days=1) if last else period.last
    return replace(period, first=start, last=min(end, period.last))


def _months(unit: Unit, year: int, month: int, count: int, value: str) -> Period:
    first = date(year, month, 1)
    final = add_months(first, count - 1)
    last = month_end(final.year, final.month)
    return Period(unit, first, last, value, edtf_interval(first, last))


def edtf_interval(first: date, last: date) -> str:
    """Write whole months as months, everything else as days."""
    if first.day == 1 and last == month_end(last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}/{last.year:04d}-{last.month:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"
