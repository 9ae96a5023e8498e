"""Fiscal years: when they start in which country, and after which year they are called."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal

from pactwire.dates.grammar import Match
from pactwire.dates.period import Period, add_months, edtf_interval, of_fiscal_year
from pactwire.resources import Row, read_csv

BEFORE, AFTER = 300, 60


class FiscalRule(Row):
    """One country's fiscal year. `names` are the words, split at `|`, by which a text shows that country."""

    country: str
    names: str
    start_month: int
    start_day: int
    named_after: Literal["start", "end"]
    source: str
    date: str


@cache
def fiscal_rules() -> tuple[FiscalRule, ...]:
    """Return the rules of all countries in the table."""
    return read_csv("gazetteers/fiscal_years.csv", FiscalRule)


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, FiscalRule]]:
    by_name = {name: rule for rule in fiscal_rules() for name in rule.names.split("|")}
    longest_first = sorted(by_name, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), by_name


def rule_at(match: Match, text: str) -> FiscalRule | None:
    """Return the rule of the country that the next word names, else the last one named before, else one soon after."""
    pattern, by_name = _names()
    beside = pattern.match(text, match.end + 1) if text[match.end : match.end + 1] == " " else None
    before = list(pattern.finditer(text, max(0, match.start - BEFORE), match.end))
    found = beside or (before[-1] if before else pattern.search(text, match.end, match.end + AFTER))
    return by_name[found[0]] if found else None


def fiscal_year(rule: FiscalRule | None, label: int, until: int | None = None) -> Period:
    """Return the fiscal year called after `label`, or the one(s) from `label` to `until`.

    Without a rule: from the earliest usual start (October of the year before) to the latest usual end (March of
    the year after).

    >>> japan = next(rule for rule in fiscal_rules() if rule.country == "JPN")
    >>> fiscal_year(japan, 2025).edtf
    '2025-04/2026-03'
    """
    if rule is None:
        first, last = date(label - 1, 10, 1), date((until or label) + (0 if until else 1), 3, 31)
        last = date(until, 9, 30) if until else last
        return Period("fiscal_year", first, last, f"{label:04d}", edtf_interval(first, last))
    calendar = rule.start_month == 1 and rule.start_day == 1
    if until is not None and not calendar:
        start, years = label, until - label
    else:
        start = label - (rule.named_after == "end" and not calendar)
        years = (until - label + 1) if until else 1
    first = date(start, rule.start_month, rule.start_day)
    if years == 1:
        return of_fiscal_year(first, label)
    last = add_months(first, 12 * years) - timedelta(days=1)
    return Period("fiscal_year", first, last, f"{label:04d}", edtf_interval(first, last))


def named_years(groups: Mapping[str, str], full: Callable[[str], int]) -> tuple[int, int | None] | None:
    """Return the year or years that the phrase names, `None` where it names none."""
    first, last = groups.get("y") or groups.get("y3"), groups.get("y2") or groups.get("y4")
    if first is None:
        return None
    start = full(first)
    if last is None:
        return start, None
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    return (start, end) if start < end <= start + 10 else (start, None)
