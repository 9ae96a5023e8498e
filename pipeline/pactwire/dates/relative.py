"""Resolve times told from another one: the day of reference, or a date told before in the text."""

import re
from datetime import date, timedelta

from pactwire.dates.choose import (
    day_nearest,
    made_day,
    nth_week,
    weekday_in_week,
    weekday_nearest,
    weekend_nearest,
)
from pactwire.dates.context import Context, Resolution, compiled, guards
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.lengths import DESIGNATORS, duration_value, vague_duration
from pactwire.dates.numbers import number_of, ordinal_of
from pactwire.dates.period import (
    Period,
    add_units,
    holding,
    of_day,
    of_week,
    of_weekend,
    of_year,
    shifted,
)
from pactwire.dates.readings import dated, month_of, shift_of, stretched, weekday_of
from pactwire.dates.reporting import CLOSE, DAYS, UNANCHORED, quarter_under_report, year_earlier

FINE = frozenset({"day", "week", "weekend", "month"})


def deictic_day(match: Match, context: Context) -> Resolution | None:
    """Today, yesterday morning, the day after tomorrow."""
    groups = match.groups
    word = groups["word"].lower()
    hops = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if "hop" in groups:
        hops += -1 if groups["hop"].lower().endswith("before") else 1
    part = "night" if word == "tonight" else groups.get("part") or groups.get("part0")
    if context.anchor is None:
        return Resolution("DATE", "PRESENT_REF" if hops == 0 else "XXXX-XX-XX", UNANCHORED)
    day = context.anchor + timedelta(days=hops)
    return in_part(day, part, f"from {context.anchor_basis}", context.anchor)


def part_of_day(match: Match, context: Context) -> Resolution | None:
    """This morning, last night, overnight."""
    groups = match.groups
    part = groups.get("part") or groups.get("part2")
    if context.anchor is None:
        return Resolution("TIME", f"XXXX-XX-XX{part_code(part)}", UNANCHORED)
    back = 1 if groups.get("shift", "").lower() == "last" or "part2" in groups else 0
    return in_part(context.anchor - timedelta(days=back), part, f"from {context.anchor_basis}", context.anchor)


def part_of_text_day(match: Match, context: Context) -> Resolution | None:
    """The next morning, that evening, in the morning."""
    groups = match.groups
    part = groups.get("part") or groups.get("part2") or groups.get("part3")
    told = context.latest(match, DAYS)
    if told is None or told.first is None:
        if context.anchor is None or "hop" in groups or "that" in groups:
            return Resolution("TIME", f"XXXX-XX-XX{part_code(part)}", "day not told by the text")
        return in_part(context.anchor, part, f"from {context.anchor_basis}", context.anchor)
    hop = {"next": 1, "following": 1, "previous": -1}.get(groups.get("hop", "").lower(), 0)
    return in_part(told.first + timedelta(days=hop), part, f"from {told.edtf} told before in the text", told.first)


def weekday_ahead(match: Match, context: Context) -> Resolution | None:
    """A week on Tuesday, Friday fortnight: one or two weeks after the next such day."""
    groups = match.groups
    name = groups.get("wd") or groups["wd2"]
    if not name[0].isupper():
        return None
    number = weekday_of(name) or 0
    if context.anchor is None:
        return Resolution("DATE", f"XXXX-WXX-{number}", UNANCHORED)
    weeks = 2 if "fortnight" in (groups.get("ahead") or groups["ahead2"]).lower() else 1
    coming = weekday_nearest(context.anchor + timedelta(days=1), number, "future")
    return dated(of_day(coming + timedelta(days=7 * weeks)), f"from {context.anchor_basis}", context.anchor)


def weekday(match: Match, context: Context) -> Resolution | None:
    """Friday, last Friday, Friday night, Friday last week."""
    groups = match.groups
    if not groups["wd"][0].isupper() or compiled(guards().name_after_weekday.not_after or "").match(
        context.after(match)
    ):
        return None
    number = weekday_of(groups["wd"]) or 0
    if context.anchor is None:
        return Resolution("DATE", f"XXXX-WXX-{number}" + part_code(groups.get("part")), UNANCHORED)
    anchor = context.anchor
    if "rel" in groups:
        return in_part(
            weekday_in_week(anchor, number, shift_of(groups["rel"])),
            groups.get("part"),
            f"from {context.anchor_basis}",
            anchor,
        )
    words = re.sub(r"\s+", " ", groups.get("shift", "").lower())
    told = context.latest(match, FINE)
    if words in {"following", "previous", "preceding"} and told and told.first:
        step = 1 if words == "following" else -1
        day = told.first + timedelta(days=step)
        while day.isoweekday() != number:
            day += timedelta(days=step)
        return in_part(day, groups.get("part"), f"from {told.edtf} told before in the text", told.first)
    if words in {"next", "following"}:
        day = weekday_in_week(anchor, number, 1)
    elif words in {"coming", "upcoming", "this coming", "this next"}:
        day = weekday_nearest(anchor + timedelta(days=1), number, "future")
    elif words in {"last", "past", "previous", "this past", "this last", "preceding"}:
        day = weekday_nearest(anchor - timedelta(days=1), number, "past")
    else:
        direction = context.direction(match)
        day = weekday_nearest(anchor, number, direction)
        looking = "looking ahead" if direction == "future" else "looking back"
        return in_part(day, groups.get("part"), f"from {context.anchor_basis}, {looking}", anchor)
    return in_part(day, groups.get("part"), f"from {context.anchor_basis}", anchor)


def day_of_month(match: Match, context: Context) -> Resolution | None:
    """On the 21st: of the month that the text or the publication is in."""
    groups = match.groups
    number = ordinal_of(groups.get("d") or groups.get("d2") or "")
    if number is None or not 1 <= number <= 31:
        return None
    told = context.latest(match, frozenset({"day", "month"}), reach=200) if context.anchor is None else None
    near = context.anchor or (told.first if told else None)
    if near is None:
        return Resolution("DATE", f"XXXX-XX-{number:02d}", UNANCHORED)
    direction = context.direction(match)
    month = holding(near, "month")
    if direction == "past" and number > near.day:
        month = shifted(month, -1)
    elif direction == "future" and number < near.day:
        month = shifted(month, 1)
    first = month.first or near
    day = made_day(first.year, first.month, number)
    basis = f"month from {context.anchor_basis}" if context.anchor else "month told before in the text"
    return in_part(day, groups.get("part"), basis, near) if day else None


def weekend(match: Match, context: Context) -> Resolution | None:
    """The weekend, last weekend, next weekend."""
    if context.anchor is None:
        return Resolution("DATE", "XXXX-WXX-WE", UNANCHORED)
    words = match.groups.get("shift")
    shift = shift_of(words) if words else None
    article = context.text[match.start : match.end].split()[0].lower()
    if article == "a":
        return Resolution("DURATION", "P1WE", "a length of time")
    if shift is None or (shift == 0 and "past" in (words or "").lower()):
        found = weekend_nearest(context.anchor, context.direction(match))
    elif shift == 0:
        found = of_weekend(context.anchor)
    else:
        found = of_weekend(context.anchor + timedelta(days=7 * shift))
    return dated(found, f"from {context.anchor_basis}", context.anchor)


def shifted_unit(match: Match, context: Context) -> Resolution | None:
    """Last year, earlier this week, the end of next month, the past year."""
    groups = match.groups
    unit = lexicon().units[groups["unit"].lower()]
    words = re.sub(r"\s+", " ", groups["shift"].lower())
    phrase = context.text[match.start : match.end].lower()
    if words in {"preceding", "prior", "following", "subsequent", "previous"} and unit != "day":
        told = context.latest(match)
        if told is not None and told.first is not None:
            return _of_told(match, context, told, shift_of(words), unit)
    if words == "next" and phrase.startswith("the ") and unit != "day" and context.direction(match) == "past":
        told = context.latest(match, reach=200)
        if told is not None and told.first is not None:
            return _of_told(match, context, told, 1, unit)
    if words in {"past", "coming"} and unit in {"day", "decade", "century"}:
        return Resolution("DURATION", duration_value(1, unit), "a length of time")
    if unit == "day":
        return None
    if context.anchor is None:
        unknown = {"week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX"}
        return Resolution("DATE", unknown.get(unit, "XXXX"), UNANCHORED)
    # A Sunday closes its ISO week, but people count the week before it as the last one.
    closing = unit == "week" and shift_of(words) != 0 and context.anchor.isoweekday() == 7
    near = context.anchor + timedelta(days=closing)
    period = shifted(holding(near, "week" if unit == "fortnight" else unit), shift_of(words))
    basis = f"from {context.anchor_basis}"
    loose = re.match(r"(?:some\s?time\s|(later|earlier)\s)?", phrase)
    if loose and loose[1] and "mod" not in groups:
        groups = {**groups, "mod": loose[1]}
    return stretched(period, groups, basis, context.anchor)


def week_of(match: Match, context: Context) -> Resolution | None:
    """The week of March 2, the last week of March."""
    groups = match.groups
    month = month_of(groups["m"])
    number = ordinal_of(groups["d"]) if "d" in groups else None
    if "y" in groups:
        year: int | None = int(groups["y"])
    elif context.anchor is not None:
        direction = context.direction(match)
        near = day_nearest(context.anchor, month, number or 15, direction)
        year = near.year if near else None
    else:
        year = None
    if year is None:
        return Resolution("DATE", f"XXXX-{month:02d}", "year not told by the text")
    if number is not None:
        day = made_day(year, month, number)
        return dated(of_week(day) if day else None, "week that holds the day", context.anchor)
    rank = ordinal_of(groups["n"]) if "n" in groups else None
    return dated(nth_week(year, month, rank) if rank else None, "week of the month", context.anchor)


def bare_unit(match: Match, context: Context) -> Resolution | None:
    """The year, the quarter: the one told before, else the one of the publication."""
    groups = match.groups
    unit = lexicon().units[next(groups[name] for name in ("unit", "unit2", "unit3", "unit4") if name in groups).lower()]
    if unit == "year" and re.match(r"\s(?:ended|ending)\b", context.after(match)):
        return Resolution("DURATION", "P1Y", "a length of time")
    if unit in {"decade", "century"} and "mod" not in groups:
        return None
    told = context.latest(
        match, frozenset({unit}) if unit != "year" else frozenset({"year", "fiscal_year"}), reach=CLOSE
    )
    if unit == "quarter":
        told = quarter_under_report(match, context)
    if unit == "year" and told is not None and context.anchor is not None and told.first is not None:
        told = None if abs(told.first.year - context.anchor.year) <= 1 else told
    if told is not None:
        return stretched(told, groups, "the one told before in the text", context.anchor)
    if context.anchor is None:
        return Resolution(
            "DATE", {"week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(unit, "XXXX"), UNANCHORED
        )
    return stretched(holding(context.anchor, unit), groups, f"from {context.anchor_basis}", context.anchor)


def ago(match: Match, context: Context) -> Resolution | None:
    """Two years ago, several weeks ago."""
    groups = match.groups
    unit = lexicon().units[(groups.get("unit") or groups.get("unit2") or "").lower()]
    if "n" not in groups or unit in {"second", "minute", "hour"}:
        return Resolution("DATE", "PAST_REF", "vague reference")
    number = number_of(groups["n"]) or 0
    if unit == "year" and number == 1 and "approx" not in groups and "same" not in groups:
        return year_earlier(match, context)
    if context.anchor is None:
        return Resolution("DATE", "PAST_REF", UNANCHORED)
    return _moved(context.anchor, -number, unit, f"from {context.anchor_basis}", exact="same" in groups)


def from_now(match: Match, context: Context) -> Resolution | None:
    """Two years from now, a week from Friday."""
    groups = match.groups
    if context.anchor is None or "vague" in groups:
        return Resolution("DATE", "FUTURE_REF", UNANCHORED if context.anchor is None else "vague reference")
    if "wd" in groups:
        weeks = 2 if groups["n2"].lower() == "two" else 1
        day = weekday_nearest(context.anchor, weekday_of(groups["wd"]) or 1, "future") + timedelta(days=7 * weeks)
        return dated(of_day(day), f"from {context.anchor_basis}", context.anchor)
    unit = lexicon().units[groups["unit"].lower()]
    return _moved(context.anchor, number_of(groups["n"]) or 0, unit, f"from {context.anchor_basis}")


def from_text(match: Match, context: Context) -> Resolution | None:
    """Two days later, a year earlier: from the date told before; a few hours later is a length alone."""
    groups = match.groups
    unit = lexicon().units[(groups.get("unit") or groups.get("unit2") or "").lower()]
    way = (groups.get("way") or groups.get("way2") or "").lower()
    back = way in {"earlier", "before"}
    if "n" not in groups:
        return vague_duration(match, context)
    if unit in {"second", "minute", "hour"}:
        return Resolution("DURATION", duration_value(number_of(groups["n"]) or 1, unit), "a length of time")
    number = number_of(groups["n"]) or 0
    if back and unit == "year" and number == 1:
        return year_earlier(match, context)
    told = context.latest(match)
    base = told.first if told else context.anchor
    if base is None:
        return Resolution("DATE", "XXXX", "the date that it counts from is not told")
    basis = f"from {told.edtf} told before in the text" if told else f"from {context.anchor_basis}"
    return _moved(base, -number if back else number, unit, basis)


def text_unit(match: Match, context: Context) -> Resolution | None:
    """The same day, the following month, that year, the day before."""
    groups = match.groups
    unit = lexicon().units[(groups.get("unit") or groups.get("unit2") or groups.get("unit3") or "").lower()]
    words = (groups.get("hop") or groups.get("way") or "").lower().split()
    hop = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1, "earlier": -1}.get(
        words[-1] if words else "", 0
    )
    told = context.latest(match, DAYS) if unit == "day" else context.latest(match)
    if told is None or told.first is None:
        if context.anchor is None or unit == "day":
            return Resolution(
                "DATE", "XXXX-XX-XX" if unit == "day" else "XXXX", "the date that it rests on is not told"
            )
        period = shifted(holding(context.anchor, unit), hop)
        return stretched(period, groups, f"from {context.anchor_basis}", context.anchor)
    return _of_told(match, context, told, hop, unit)


def ordinal_day(match: Match, context: Context) -> Resolution | None:
    """A second consecutive day: the one under way."""
    if context.anchor is None:
        return Resolution("DATE", "PRESENT_REF", UNANCHORED)
    unit = lexicon().units[match.groups["unit"].lower()]
    return dated(holding(context.anchor, unit), f"from {context.anchor_basis}", context.anchor)


def year_end(match: Match, context: Context) -> Resolution | None:
    """Year-end: 31 December."""
    hyphen = "-" in context.text[match.start : match.end]
    written = match.groups.get("y") or match.groups.get("y2")
    if written:
        year, basis = int(written), "as written"
    elif context.anchor is None:
        return Resolution("DATE", "XXXX-12-31" if hyphen else "XXXX", "year not told by the text")
    else:
        past = context.direction(match) == "past" and context.anchor.month <= 2
        year, basis = context.anchor.year - past, f"from {context.anchor_basis}"
    if hyphen:
        return dated(of_day(date(year, 12, 31)), f"last day of the year, {basis}", context.anchor)
    return stretched(of_year(year), {"mod": "end of"}, basis, context.anchor)


def mid_year(match: Match, context: Context) -> Resolution | None:
    """Mid-year: the middle four months."""
    if "y" in match.groups:
        return stretched(of_year(int(match.groups["y"])), {"mod": "mid"}, "as written")
    if context.anchor is None:
        return Resolution("DATE", "XXXX", "year not told by the text")
    return stretched(of_year(context.anchor.year), {"mod": "mid"}, f"from {context.anchor_basis}", context.anchor)


def in_part(day: date | None, part: str | None, basis: str, anchor: date | None = None) -> Resolution | None:
    """Return the day, or the part of it where one is told."""
    if day is None:
        return None
    code = part_code(part)
    return Resolution("TIME" if code else "DATE", day.isoformat() + code, basis, of_day(day), anchor)


def part_code(part: str | None) -> str:
    """Return the TIMEX3 suffix of a part of the day: `TMO` for the morning."""
    if not part:
        return ""
    code = lexicon().parts_of_day.get(re.findall(r"[a-z]+", part.lower())[-1], "")
    return code if code.startswith("T") else f"T{code}" if code else ""


def _of_told(match: Match, context: Context, told: Period, hop: int, unit: str) -> Resolution | None:
    first = told.first or context.anchor
    if first is None:
        return None
    period = shifted(holding(first, unit), hop)
    basis = f"from {told.edtf} told before in the text"
    return stretched(period, match.groups, basis, first)


def _moved(base: date, number: float, unit: str, basis: str, *, exact: bool = False) -> Resolution | None:
    """Move the day; the result is as precise as the unit, a week or day being kept to the day."""
    if unit not in DESIGNATORS or number != int(number):
        scaled = {"year": ("month", 12), "decade": ("year", 10), "week": ("day", 7), "century": ("year", 100)}.get(unit)
        if scaled is None:
            return Resolution("DATE", "PAST_REF" if number < 0 else "FUTURE_REF", "vague reference")
        unit, number = scaled[0], round(number * scaled[1])
    moved = add_units(base, int(number), unit)
    own = "day" if exact else {"decade": "year", "century": "decade", "millennium": "century"}.get(unit, unit)
    period = holding(moved, own)
    return dated(period, basis, base)
