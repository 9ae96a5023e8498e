"""Days of holidays, by rule."""

from datetime import date, timedelta
from functools import cache

from pactwire.dates.period import add_months, month_end
from pactwire.resources import Row, read_toml


class HolidayRule(Row):
    """A fixed day, the nth weekday of a month (-1: the last), or so many days from Easter Sunday."""

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None


class HolidayTable(Row):
    """The holidays by lower-case name."""

    holidays: dict[str, HolidayRule]


@cache
def holidays() -> HolidayTable:
    """Return the holidays."""
    return read_toml("patterns/dates_holidays.toml", HolidayTable)


def holiday_in(name: str, year: int) -> date | None:
    """Return the day of the holiday in that year, `None` if there is no such holiday.

    >>> holiday_in("thanksgiving", 2025)
    datetime.date(2025, 11, 27)
    """
    rule = holidays().holidays.get(name)
    if rule is None or not 1 <= year <= 9999:
        return None
    if rule.easter is not None:
        return easter_sunday(year) + timedelta(days=rule.easter)
    if rule.month and rule.day:
        return date(year, rule.month, rule.day)
    if rule.month and rule.weekday and rule.nth:
        return nth_weekday(year, rule.month, rule.weekday, rule.nth)
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of the month, the last one for -1."""
    if nth < 0:
        last = month_end(year, month)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = add_months(date(year, month, 1), 0)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter_sunday(year: int) -> date:
    """Return the western Easter Sunday (the anonymous Gregorian computus).

    >>> easter_sunday(2026)
    datetime.date(2026, 4, 5)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped, leap = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - correction + 15) % 30
    quarter, remainder = divmod(rest, 4)
    weekday = (32 + 2 * leap + 2 * quarter - epact - remainder) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
