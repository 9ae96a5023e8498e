"""Infer the day of publication from the text, where it holds what settles it, and say by what."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pactwire.dates.choose import made_day
from pactwire.dates.context import Context, Resolution
from pactwire.dates.grammar import Match
from pactwire.dates.period import Period
from pactwire.dates.readings import weekday_of
from pactwire.resources import Row, read_toml

YEARS_AHEAD = 5
HEAD, LINE, DATELINE = 600, 150, 60
PAGE_KINDS = frozenset({"calendar_date", "numeric_ymd", "numeric_dmy"})


@dataclass(frozen=True, slots=True)
class Inferred:
    """A day of publication, and what it was inferred from."""

    day: date
    basis: str


class PageWords(Row):
    """The patterns of `models/patterns/dates_page.toml`."""

    label_before: str
    lone_line: str
    dateline_before: str
    dateline_after: str


@cache
def page_words() -> PageWords:
    """Return the words by which a page shows its date."""
    return read_toml("patterns/dates_page.toml", PageWords)


@dataclass(frozen=True, slots=True)
class _PartialDay:
    """A day told without its year."""

    match: Match
    month: int
    day: int
    weekday: int | None


def infer_published(text: str, resolved: list[tuple[Match, Resolution]], context: Context) -> Inferred | None:
    """Return the day of publication by page furniture, dateline, weekday and fiscal year, in this order."""
    days = [(match, resolution.period) for match, resolution in resolved if _is_day(resolution)]
    shown = _on_page(text, days)
    if shown:
        return shown
    partial = [told for match, resolution in resolved if (told := _partial(match, resolution))]
    bound = _latest_year(resolved, context)
    dateline = [told for told in partial if _is_dateline(text, told.match)]
    candidates = dateline or [told for told in partial if told.weekday] or partial
    for told in candidates:
        year = _year_by_weekday(told, bound) or _year_by_fiscal_year(told, resolved, context)
        if year is not None:
            day, basis = year
            return Inferred(*_said_on(day, basis, resolved)) if not dateline else Inferred(day, f"dateline, {basis}")
    return _by_matching_weekday(days, resolved, bound, context)


def _is_day(resolution: Resolution) -> bool:
    return (
        resolution.type == "DATE"
        and resolution.period is not None
        and resolution.period.unit == "day"
        and resolution.period.first is not None
    )


def furniture(text: str, match: Match) -> str | None:
    """Tell how the page shows the date as that of the report, `None` if it stands in the running text."""
    words = page_words()
    if match.rule.kind not in PAGE_KINDS:
        return None
    if re.search(words.label_before, text[max(0, match.start - 60) : match.start], re.IGNORECASE):
        return "date shown on the page"
    if _is_dateline(text, match):
        return "dateline"
    if match.start < HEAD and _stands_alone(text, match, words):
        return "date in a line of its own at the head"
    return None


def _on_page(text: str, days: list[tuple[Match, Period | None]]) -> Inferred | None:
    for match, period in days:
        shown = furniture(text, match)
        if shown and period is not None and period.first is not None:
            return Inferred(period.first, shown)
    return None


def _stands_alone(text: str, match: Match, words: PageWords) -> bool:
    line = text[text.rfind("\n", 0, match.start) + 1 : match.start]
    stop = text.find("\n", match.end)
    rest = text[match.end : stop if stop >= 0 else len(text)]
    if len(line) + len(rest) > LINE:
        return False
    return bool(re.fullmatch(words.lone_line, line + "\0" + rest, re.IGNORECASE))


def _is_dateline(text: str, match: Match) -> bool:
    words = page_words()
    reach = max(0, match.start - DATELINE)
    newline = text.rfind("\n", reach, match.start)
    if newline < 0 and reach:
        return False
    line = text[newline + 1 if newline >= 0 else 0 : match.start]
    after = text[match.end : match.end + DATELINE]
    return bool(re.fullmatch(words.dateline_before, line)) and bool(re.match(words.dateline_after, after))


def _partial(match: Match, resolution: Resolution) -> _PartialDay | None:
    found = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", resolution.value)
    if not found or match.rule.kind != "calendar_date":
        return None
    return _PartialDay(match, int(found[1]), int(found[2]), weekday_of(match.groups.get("wd")))


def _latest_year(resolved: list[tuple[Match, Resolution]], context: Context) -> int | None:
    """Return the latest year told in a clause that does not look ahead."""
    years = [
        resolution.period.first.year
        for match, resolution in resolved
        if resolution.type == "DATE"
        and resolution.period
        and resolution.period.first
        and context.direction(match) != "future"
    ]
    return max(years, default=None)


def _year_by_weekday(told: _PartialDay, bound: int | None) -> tuple[date, str] | None:
    """Return the first year from the bound on in which the day falls on its weekday."""
    if told.weekday is None or bound is None:
        return None
    for year in range(bound, bound + YEARS_AHEAD):
        day = made_day(year, told.month, told.day)
        if day and day.isoweekday() == told.weekday:
            return day, f"{day:%A}, {day:%B} {day.day} fits {year}, and {bound} is the latest year told"
    return None


def _year_by_fiscal_year(
    told: _PartialDay, resolved: list[tuple[Match, Resolution]], context: Context
) -> tuple[date, str] | None:
    """Return the day in the one fiscal year that the text speaks of, if it looks back at the day."""
    periods = {
        (resolution.period.first, resolution.period.last, resolution.period.edtf)
        for match, resolution in resolved
        if match.rule.kind == "fiscal_year"
        and resolution.period
        and resolution.period.first
        and "no country" not in resolution.basis
    }
    if len(periods) != 1 or context.direction(told.match) == "future":
        return None
    first, last, edtf = periods.pop()
    if first is None or last is None:
        return None
    days = [
        day
        for year in range(first.year, last.year + 1)
        if (day := made_day(year, told.month, told.day)) and first <= day <= last
    ]
    if len(days) != 1:
        return None
    return days[0], f"{days[0]:%B} {days[0].day} of the fiscal year {edtf} that the text speaks of"


def _said_on(day: date, basis: str, resolved: list[tuple[Match, Resolution]]) -> tuple[date, str]:
    """Move on to the weekday that the text reports from, within a week of the day that it reports."""
    weekdays = {
        int(resolution.value[-1]) for _, resolution in resolved if re.fullmatch(r"XXXX-WXX-[1-7]", resolution.value)
    }
    later = [(weekday - day.isoweekday()) % 7 for weekday in weekdays]
    return (
        (day + timedelta(days=max(later)), f"{basis}; reported on the weekday that follows")
        if later and max(later) <= 3
        else (day, basis)
    )


def _by_matching_weekday(
    days: list[tuple[Match, Period | None]],
    resolved: list[tuple[Match, Resolution]],
    bound: int | None,
    context: Context,
) -> Inferred | None:
    """Return the latest full day that the text looks back at, if the text names its weekday and no later year."""
    weekdays = {int(resolution.value[9]) for _, resolution in resolved if re.match(r"XXXX-WXX-[1-7]", resolution.value)}
    past = [period.first for match, period in days if period and period.first and context.direction(match) != "future"]
    latest = max(past, default=None)
    if latest is None or latest.isoweekday() not in weekdays or (bound is not None and latest.year < bound):
        return None
    return Inferred(latest, f"the text tells of {latest:%A} and of {latest.isoformat()}, which is one")
