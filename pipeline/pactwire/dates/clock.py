"""Resolve times of day: 9 a.m. Tuesday, 14:30 GMT, noon Thursday."""

import re
from datetime import date, timedelta

from pactwire.dates.choose import day_nearest, made_day, weekday_nearest
from pactwire.dates.context import Context, Resolution
from pactwire.dates.grammar import Match
from pactwire.dates.numbers import number_of, ordinal_of
from pactwire.dates.period import of_day, unknown_year
from pactwire.dates.readings import month_of, weekday_of

UNIVERSAL = frozenset({"gmt", "utc", "zulu"})
NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def time_of_day(match: Match, context: Context) -> Resolution | None:
    """A clock time, on the day that is named with it, else the day that the text is in."""
    clock = clock_value(match.groups["clock"])
    if clock is None:
        return None
    zone = "Z" if match.groups.get("zone", "").lower().strip("() ") in UNIVERSAL else ""
    day, basis = _day(match, context)
    if day is None:
        month, number = _month_and_day(match)
        stamp = f"XXXX-{month:02d}-{number:02d}" if month and number else "XXXX-XX-XX"
        period = unknown_year(month, number) if month and number else None
        return Resolution("TIME", f"{stamp}T{clock}{zone}", basis, period)
    return Resolution("TIME", f"{day.isoformat()}T{clock}{zone}", basis, of_day(day), context.anchor)


def clock_value(words: str) -> str | None:
    """Return hours and minutes.

    >>> clock_value("3:30 p.m."), clock_value("9 a.m."), clock_value("noon"), clock_value("2030")
    ('15:30', '09:00', '12:00', '20:30')
    """
    text = words.lower().strip()
    if text in NAMED:
        return NAMED[text]
    figures = re.match(r"(\d{1,2})[:.]?(\d\d)?", text)
    if figures:
        hour, minute = int(figures[1]), int(figures[2] or 0)
    else:
        number = number_of(text.split()[0])
        if number is None:
            return None
        hour, minute = int(number), 0
    rest = text[figures.end() :] if figures else text
    half = re.match(r"\s*([ap])\.?m", rest)
    late = half[1] == "p" if half else None
    if late is None and re.search(r"afternoon|evening|night", text):
        late = True
    if late and hour < 12:
        hour += 12
    elif late is False and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _day(match: Match, context: Context) -> tuple[date | None, str]:
    groups = match.groups
    month, number = _month_and_day(match)
    if month and number:
        if "y" in groups:
            return made_day(int(groups["y"]), month, number), "as written"
        if context.anchor is None:
            return None, "year not told by the text"
        weekday = weekday_of(groups.get("wd0"))
        direction = context.direction(match)
        return day_nearest(context.anchor, month, number, direction, weekday), f"year from {context.anchor_basis}"
    if "wd" in groups:
        if context.anchor is None:
            return None, "publication date not known"
        direction = context.direction(match)
        return weekday_nearest(context.anchor, weekday_of(groups["wd"]) or 1, direction), f"from {context.anchor_basis}"
    told = context.latest(match, frozenset({"day"}), reach=150)
    if "word" not in groups and "this" not in groups and told is not None and told.first is not None:
        return told.first, f"on {told.edtf} told before in the text"
    if context.anchor is None:
        return None, "publication date not known"
    hops = {"yesterday": -1, "tomorrow": 1}.get(groups.get("word", "").lower(), 0)
    return context.anchor + timedelta(days=hops), f"from {context.anchor_basis}"


def _month_and_day(match: Match) -> tuple[int | None, int | None]:
    groups = match.groups
    name, number = groups.get("m") or groups.get("m2"), groups.get("d") or groups.get("d2")
    return (month_of(name), ordinal_of(number)) if name and number else (None, None)
