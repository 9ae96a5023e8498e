"""Resolve dates that name a day, month, quarter, season, year, decade or century."""

import re
from datetime import date, timedelta

from pactwire.dates.choose import day_nearest, day_period, made_day, month_nearest, season_nearest
from pactwire.dates.context import Context, Resolution, compiled, exact, guards
from pactwire.dates.fiscal import fiscal_year, named_years, rule_at
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.holidays import holiday_in
from pactwire.dates.numbers import number_of, ordinal_of
from pactwire.dates.period import (
    Period,
    add_months,
    edtf_interval,
    narrowed,
    of_century,
    of_day,
    of_decade,
    of_half,
    of_month,
    of_months,
    of_quarter,
    of_season,
    of_span,
    of_year,
    of_years,
    unknown_year,
)
from pactwire.dates.readings import (
    dated,
    full_year,
    is_month_word,
    is_year,
    month_of,
    shift_of,
    stretched,
    weekday_of,
)
from pactwire.dates.vetted import full_date

AS_WRITTEN = "as written"


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
        year = int(groups["y"])
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
    basis = f"year by the weekday and {context.anchor_basis}" if weekday else _nearest_basis(context, direction)
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
        year, basis = (start.year if start else None), _nearest_basis(context, direction)
    else:
        year, basis = None, "year not told by the text"
    if year is None:
        value = f"XXXX-{month:02d}-{first:02d}/XXXX-{month:02d}-{last:02d}"
        return dated(Period("span", None, None, value, value), basis)
    days = made_day(year, month, first), made_day(year, month, last)
    if days[0] is None or days[1] is None:
        return None
    return dated(of_span(days[0], days[1]), basis, None if "y" in groups else context.anchor)


def month_range(match: Match, context: Context) -> Resolution | None:
    """March to June 2025, November-February 2026."""
    first, last, year = month_of(match.groups["m"]), month_of(match.groups["m2"]), int(match.groups["y"])
    if not is_month_word(match, context, followed=True) or first == last:
        return None
    return dated(of_months((year - (first > last), first), (year, last)), AS_WRITTEN)


def month(match: Match, context: Context) -> Resolution | None:
    """July 2024, late November, last April, June last year."""
    groups = match.groups
    number = month_of(groups["m"])
    if "y" in groups:
        if not is_month_word(match, context, followed=True):
            return None
        return stretched(of_month(int(groups["y"]), number), groups, AS_WRITTEN)
    if not is_month_word(
        match, context, followed=any(key in groups for key in ("rel", "rel2", "that", "mod", "shift"))
    ):
        return None
    if "that" in groups or "rel2" in groups:
        told = context.latest(match)
        if told is None or told.first is None:
            return stretched(unknown_year(number), groups, "year not told by the text")
        year = told.first.year + {"previous": -1, "following": 1}.get(groups.get("rel2", "").lower(), 0)
        return stretched(of_month(year, number), groups, "year told before in the text")
    if context.anchor is None:
        return stretched(unknown_year(number), groups, "year not told by the text")
    if "rel" in groups:
        year = context.anchor.year + shift_of(groups["rel"])
        return stretched(of_month(year, number), groups, f"from {context.anchor_basis}", context.anchor)
    chosen, basis = _month_by_shift(match, context, number)
    return stretched(chosen, groups, basis, context.anchor)


def quarter(match: Match, context: Context) -> Resolution | None:
    """The third quarter of 2025, third-quarter, Q3 2025, the fiscal first quarter."""
    groups = match.groups
    code = groups.get("q") or groups.get("q2") or ""
    figures = re.search(r"[1-4]", code)
    number = int(figures[0]) if figures else ordinal_of(code)
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return None
    written = groups.get("y") or groups.get("y2")
    if written:
        year, basis, anchor = full_year(written, context), AS_WRITTEN, None
    else:
        if context.anchor is None:
            return Resolution("DATE", f"XXXX-Q{number}", "year not told by the text")
        anchor = context.anchor
        year, basis = _quarter_year(match, context, number)
    fiscal = "fiscal" in groups or "fiscal2" in groups
    rule = rule_at(match, context.text) if fiscal else None
    if rule and rule.start_month != 1:
        whole = fiscal_year(rule, year)
        first = add_months(whole.first or date(year, 1, 1), 3 * (number - 1))
        last = add_months(first, 3) - timedelta(days=1)
        period = Period("quarter", first, last, f"{year:04d}-Q{number}", edtf_interval(first, last))
        return stretched(period, groups, f"quarter of the fiscal year of {rule.country}", anchor)
    if fiscal:
        return Resolution(
            "DATE", f"{year:04d}-Q{number}", "quarter of a fiscal year whose start is not told", None, anchor
        )
    return stretched(of_quarter(year, number), groups, basis, anchor)


def half(match: Match, context: Context) -> Resolution | None:
    """The first half of 2026, the last half of the '80s."""
    groups = match.groups
    number = 1 if groups["h"].lower() in {"first", "opening", "h1"} else 2
    if "decade" in groups:
        decade = of_decade(full_year(groups["decade"].rstrip("sS"), context))
        return dated(narrowed(decade, (1, 5) if number == 1 else (6, 10)), AS_WRITTEN)
    if "mm" in groups:
        found = (
            month_nearest(context.anchor, month_of(groups["mm"]), context.direction(match)) if context.anchor else None
        )
        return (
            dated(narrowed(found, (1, 15) if number == 1 else (16, 0)), f"from {context.anchor_basis}", context.anchor)
            if found
            else None
        )
    if "y" in groups:
        return dated(of_half(int(groups["y"]), number), AS_WRITTEN)
    if context.anchor is None:
        return Resolution("DATE", f"XXXX-H{number}", "year not told by the text")
    year = context.anchor.year + shift_of(groups.get("rel", "this"))
    return dated(of_half(year, number), f"from {context.anchor_basis}", context.anchor)


def season(match: Match, context: Context) -> Resolution | None:
    """The summer of 2025, last fall, in winter."""
    groups = match.groups
    word = groups["s"].lower()
    code = lexicon().seasons[word]
    bare = not any(key in groups for key in ("y", "rel", "shift"))
    if bare and match.rule.id == "season" and not ("mod" in groups or "mod2" in groups):
        return None
    if (
        bare
        and word in guards().season_words.ambiguous
        and exact(guards().season_words.not_after).match(context.after(match))
    ):
        return None
    if "y" in groups:
        return stretched(of_season(int(groups["y"]), code), groups, AS_WRITTEN)
    if context.anchor is None:
        return Resolution("DATE", f"XXXX-{code}", "year not told by the text")
    anchor = context.anchor
    basis = f"from {context.anchor_basis}"
    if "rel" in groups:
        return stretched(of_season(anchor.year + shift_of(groups["rel"]), code), groups, basis, anchor)
    shift = shift_of(groups["shift"]) if "shift" in groups else None
    if shift is None or shift == 0:
        past = "past" in groups.get("shift", "").lower()
        return stretched(
            season_nearest(anchor, code, "past" if past else context.direction(match)), groups, basis, anchor
        )
    found = season_nearest(anchor, code, "past" if shift < 0 else "future")
    if found.holds(anchor) and "past" not in groups["shift"].lower():
        found = of_season((found.first or anchor).year + shift, code)
    return stretched(found, groups, basis, anchor)


def decade(match: Match, context: Context) -> Resolution | None:
    """The 1990s, the '90s, the nineties."""
    groups = match.groups
    if "word" in groups:
        guard = guards().decade_words
        before, after = guard.not_before or "", guard.not_after or ""
        if not context.text[match.start : match.end].lower().startswith("the") or compiled(after).match(
            context.after(match)
        ):
            return None
        if compiled(before).search(context.before(match)):
            return None
        year = 1900 + lexicon().decade_words[groups["word"].lower()]
        basis = "decade of the twentieth century"
    elif "y2" in groups:
        year, basis = 1900 + int(groups["y2"]), "decade of the twentieth century"
    else:
        year, basis = int(groups["y"]), AS_WRITTEN
    return stretched(of_decade(year), groups, basis)


def century(match: Match, _: Context) -> Resolution | None:
    """The 19th century."""
    number = ordinal_of(match.groups["c"])
    if number is None or not 1 <= number <= 30:
        return None
    return stretched(of_century(number), match.groups, AS_WRITTEN)


def year(match: Match, context: Context) -> Resolution | None:
    """2025, late 2029, the end of 2026, where the words around do not count or number things."""
    groups = match.groups
    number = int(groups["y"])
    start = match.end - 4
    led = "mod" in groups or "mod2" in groups or context.text[match.start : start].lower().endswith("year ")
    if not led and not is_year(number, start, context.text):
        return None
    return stretched(of_year(number), groups, AS_WRITTEN)


def spoken_year(match: Match, _: Context) -> Resolution | None:
    """Nineteen ninety-six, the year two thousand."""
    groups = match.groups
    number = number_of(groups["n"]) if "n" in groups else number_of(groups["n2"]) if "n2" in groups else 0
    if number is None:
        return None
    return dated(of_year((2000 if "y20" in groups else 1900) + int(number)), AS_WRITTEN)


def short_year(match: Match, context: Context) -> Resolution | None:
    """'97: of the century that makes it nearest to the day of reference."""
    return dated(of_year(full_year(match.groups["yy"], context)), "century of the nearest such year")


def year_range(match: Match, context: Context) -> Resolution | None:
    """2018-2022, 2025-26."""
    first = int(match.groups["y"])
    written = match.groups["y2"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if not first < last <= first + 100 or not is_year(first, match.start, context.text, counted=False):
        return None
    return dated(of_years(first, last), AS_WRITTEN)


def fiscal(match: Match, context: Context) -> Resolution | None:
    """Fiscal year 2025, FY2025-26, the current fiscal year: by the country that the words around name."""
    groups = match.groups
    rule = rule_at(match, context.text)
    of_whom = f"of {rule.country}" if rule else "of no country that the text names"
    years = named_years(groups, lambda short: full_year(short, context))
    if years is None and re.match(r"\s(?:ended|ending)\b", context.after(match)):
        return Resolution("DURATION", "P1Y", "a length of time")
    if years is None:
        if context.anchor is None or "shift" not in groups:
            return Resolution("DATE", "XXXX", f"fiscal year {of_whom}, which one is not told")
        label = context.anchor.year
        if rule:
            label = next(y for y in (label - 1, label, label + 1) if fiscal_year(rule, y).holds(context.anchor))
        years = (label + (-1 if groups["shift"].lower() == "latest" else shift_of(groups["shift"])), None)
    period = fiscal_year(rule, *years)
    basis = f"fiscal year {of_whom}" + ("" if rule else ": widest reading of the usual ones")
    return stretched(period, groups, basis, context.anchor if "shift" in groups else None)


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
    return dated(day_period(day), _nearest_basis(context, direction), context.anchor)


def _day_in_year(context: Context, month: int, number: int, relation: str) -> Resolution | None:
    if context.anchor is None:
        return dated(unknown_year(month, number), "year not told by the text")
    day = made_day(context.anchor.year + shift_of(relation), month, number)
    return dated(day_period(day), f"from {context.anchor_basis}", context.anchor)


def _partner_year(after: str) -> int | None:
    """Return the year of a full date that the day is joined with: "January 15 and March 2, 2026"."""
    joined = exact(guards().joined.after).match(after)
    return int(joined["year"]) if joined else None


def _nearest_basis(context: Context, direction: str | None) -> str:
    looking = {"past": "looking back", "future": "looking ahead"}.get(direction or "", "nearest")
    return f"year from {context.anchor_basis}, {looking}"


def _month_by_shift(match: Match, context: Context, number: int) -> tuple[Period, str]:
    assert context.anchor is not None
    anchor = context.anchor
    words = match.groups.get("shift")
    shift = shift_of(words) if words else 0
    if shift == 0:
        direction = "past" if words and "past" in words.lower() else context.direction(match)
        if words and "past" not in words.lower():
            return of_month(anchor.year, number), f"from {context.anchor_basis}"
        return month_nearest(anchor, number, direction), _nearest_basis(context, direction)
    found = month_nearest(anchor, number, "past" if shift < 0 else "future")
    year = anchor.year + (
        shift
        if number == anchor.month
        else -1
        if shift < 0 and number > anchor.month
        else 1
        if shift > 0 and number < anchor.month
        else 0
    )
    return (of_month(year, number) if found else found), f"from {context.anchor_basis}"


def _quarter_year(match: Match, context: Context, number: int) -> tuple[int, str]:
    assert context.anchor is not None
    groups, anchor = match.groups, context.anchor
    relation = groups.get("rel") or groups.get("rel3")
    if relation:
        return anchor.year + shift_of(relation), f"from {context.anchor_basis}"
    if "rel2" in groups:
        told = context.latest(match)
        year = told.first.year if told and told.first else anchor.year
        return year + {"previous": -1, "following": 1}.get(groups["rel2"].lower(), 0), "year told before in the text"
    current = (anchor.month + 2) // 3
    looking = context.direction(match)
    if looking == "future" and number < current - 1:
        return anchor.year + 1, f"from {context.anchor_basis}, looking ahead"
    if number > current and not (looking == "future" or (number == current + 1 and looking is None)):
        return anchor.year - 1, f"from {context.anchor_basis}, looking back"
    return anchor.year, f"from {context.anchor_basis}"
