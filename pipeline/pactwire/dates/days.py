"""Resolve dates that name a day of the calendar: "15 January", "16/01/2026", "Christmas"."""

import re

from pactwire.dates.choose import day_nearest, day_period, made_day
from pactwire.dates.context import Context, Resolution, exact, guards
from pactwire.dates.grammar import Match
from pactwire.dates.holidays import holiday_in
from pactwire.dates.numbers import ordinal_of
from pactwire.dates.period import Period, of_day, of_span, unknown_year
from pactwire.dates.readings import (
    AS_WRITTEN,
    dated,
    full_year,
    is_month_word,
    month_of,
    nearest_basis,
    shift_of,
    weekday_of,
)
from pactwire.dates.vetted import full_date


def numeric_ymd(match: Match, context: Context) -> Resolution | None:
    """2026-01-16, with or without a time."""
    groups = match.groups
    day = made_day(int(groups["y"]), int(groups["mon"]), int(groups["d"]))
    if day is None or context.before(match, 1) in set("-/.,$#"):
        return None
    if "time" in groups:
        return Resolution("TIME", f"{day}T{groups['time']}", AS_WRITTEN, of_day(day))
    return dated(of_day(day), AS_WRITTEN)


def numeric_dmy(match: Match, context: Context) -> Resolution | None:
    """16/01/2026 or 01/16/2026; where both orders are possible, the publication date or nothing decides."""
    groups = match.groups
    year = full_year(groups["y"], context)
    if (len(groups["y"]) == 2 and groups["sep"] != "/") or context.before(match, 1) in set("-/.,$#"):
        return None
    first, second = int(groups["a"]), int(groups["b"])
    days = sorted(
        {day for month, number in ((second, first), (first, second)) if (day := made_day(year, month, number))}
    )
    if not days:
        return None
    if len(days) == 1:
        return dated(of_day(days[0]), AS_WRITTEN)
    if context.anchor is not None:
        near = [day for day in days if abs((day - context.anchor).days) <= 31]
        if len(near) == 1:
            return dated(
                of_day(near[0]), f"order of day and month by nearness to {context.anchor_basis}", context.anchor
            )
    either = of_span(days[0], days[-1], f"{year:04d}")
    unsure = Period("span", either.first, either.last, f"{year:04d}", None)
    return dated(unsure, "order of day and month not told by the text")


def calendar_date(match: Match, context: Context) -> Resolution | None:
    """15 January 2026, Thursday, Jan. 15, 15 January this year."""
    groups = match.groups
    if not is_month_word(match, context, followed=True):
        return None
    month, number = month_of(groups["m"]), ordinal_of(groups["d"])
    if number is None or not 1 <= number <= 31:
        return None
    weekday = weekday_of(groups.get("wd"))
    if "y" in groups:
        figures = re.match(r"\d+", groups["d"])
        year = full_year(groups["y"], context)
        day = full_date(f"{figures[0]} {groups['m']} {year:04d}") if figures else made_day(year, month, number)
        return dated(of_day(day), AS_WRITTEN) if day else None
    if made_day(2000, month, number) is None:
        return None
    if "rel" in groups:
        return _day_in_year(context, month, number, groups["rel"])
    partner = _partner_year(context.after(match))
    if partner:
        return dated(day_period(made_day(partner, month, number)), "year of the date that it is joined with")
    if context.anchor is None:
        return dated(unknown_year(month, number), "year not told by the text")
    direction = context.direction(match)
    if "shift" in groups:
        direction = "past" if shift_of(groups["shift"]) < 0 else "future"
    day = day_nearest(context.anchor, month, number, direction, weekday)
    basis = f"year by the weekday and {context.anchor_basis}" if weekday else nearest_basis(context, direction)
    return dated(day_period(day), basis, context.anchor)


def day_range(match: Match, context: Context) -> Resolution | None:
    """20 to 31 January, January 20-31, 2026."""
    groups = match.groups
    first, last = ordinal_of(groups["d"]), ordinal_of(groups["d2"])
    month = month_of(groups["m"])
    if not first or not last or not 1 <= first < last <= 31 or not is_month_word(match, context, followed=True):
        return None
    if "y" in groups:
        year: int | None = int(groups["y"])
        basis = AS_WRITTEN
    elif context.anchor is not None:
        direction = context.direction(match)
        start = day_nearest(context.anchor, month, first, direction)
        year, basis = (start.year if start else None), nearest_basis(context, direction)
    else:
        year, basis = None, "year not told by the text"
    if year is None:
        value = f"XXXX-{month:02d}-{first:02d}/XXXX-{month:02d}-{last:02d}"
        return dated(Period("span", None, None, value, value), basis)
    days = made_day(year, month, first), made_day(year, month, last)
    if days[0] is None or days[1] is None:
        return None
    return dated(of_span(days[0], days[1]), basis, None if "y" in groups else context.anchor)


def holiday(match: Match, context: Context) -> Resolution | None:
    """Christmas, Thanksgiving Day 2025."""
    name = re.sub(r"\s+", " ", match.groups["name"].lower().replace("’", "'"))
    if not match.groups["name"].split()[-1][0].isupper() or not match.groups["name"][0].isupper():
        return None
    if "y" in match.groups:
        return dated(day_period(holiday_in(name, int(match.groups["y"]))), AS_WRITTEN)
    if context.anchor is None:
        day = holiday_in(name, 2000)
        fixed = day is not None and holiday_in(name, 2001) == made_day(2001, day.month, day.day)
        return dated(unknown_year(day.month, day.day) if day and fixed else None, "year not told by the text")
    days = [day for add in (-1, 0, 1) if (day := holiday_in(name, context.anchor.year + add))]
    shift = shift_of(match.groups["shift"]) if "shift" in match.groups else None
    direction = context.direction(match) if not shift else "past" if shift < 0 else "future"
    pick = [
        day
        for day in days
        if (direction == "past" and day <= context.anchor) or (direction == "future" and day >= context.anchor)
    ]
    anchor = context.anchor
    day = min(pick or days, key=lambda one: abs((one - anchor).days), default=None)
    return dated(day_period(day), nearest_basis(context, direction), context.anchor)


def _day_in_year(context: Context, month: int, number: int, relation: str) -> Resolution | None:
    if context.anchor is None:
        return dated(unknown_year(month, number), "year not told by the text")
    day = made_day(context.anchor.year + shift_of(relation), month, number)
    return dated(day_period(day), f"from {context.anchor_basis}", context.anchor)


def _partner_year(after: str) -> int | None:
    """Return the year of a full date that the day is joined with: "January 15 and March 2, 2026"."""
    joined = exact(guards().joined.after).match(after)
    return int(joined["year"]) if joined else None
