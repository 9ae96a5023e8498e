"""Resolve dates that name a year, fiscal year, decade or century."""

import re
from datetime import date, timedelta

from pactwire.dates.context import Context, Resolution, compiled, guards
from pactwire.dates.fiscal import fiscal_year, named_years, rule_at
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.numbers import number_of, ordinal_of
from pactwire.dates.period import Period, add_months, edtf_interval, of_century, of_decade, of_year, of_years
from pactwire.dates.readings import AS_WRITTEN, dated, full_year, is_year, shift_of, stretched


def fiscal_quarter(match: Match, context: Context, year: int, number: int, anchor: date | None) -> Resolution | None:
    """The third quarter of FY2026: an interval where the country is told whose fiscal year it is."""
    rule = rule_at(match, context.text)
    if rule is None:
        return Resolution(
            "DATE", f"{year:04d}-Q{number}", "quarter of a fiscal year whose start is not told", None, anchor
        )
    whole = fiscal_year(rule, year)
    first = add_months(whole.first or date(year, 1, 1), 3 * (number - 1))
    last = add_months(first, 3) - timedelta(days=1)
    period = Period("quarter", first, last, f"{year:04d}-Q{number}", edtf_interval(first, last))
    return stretched(period, match.groups, f"quarter of the fiscal year of {rule.country}", anchor)


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
    number = ordinal_of(groups["q"]) if "q" in groups else None
    if number is not None:
        number = 4 if number == -1 else number
        return fiscal_quarter(match, context, years[0], number, None) if 1 <= number <= 4 else None
    period = fiscal_year(rule, *years)
    basis = f"fiscal year {of_whom}" + ("" if rule else ": widest reading of the usual ones")
    return stretched(period, groups, basis, context.anchor if "shift" in groups else None)
