"""Dates of publication as metadata, headers, addresses and file names state them: to an ISO calendar date."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from pactwire.reading.patterns import compile_pattern, month_numbers, reading_patterns

_SECONDS = (100_000_000, 10_000_000_000)
_IN_PATH = re.compile(
    r"(?<![0-9A-Za-z])(?P<y>(?:19|20)\d\d)"
    r"(?:(?P<s>[-/_.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])|(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))"
    r"(?![0-9A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date in a text; `value` is `None` where day and month cannot be told apart."""

    start: int
    end: int
    value: str | None


@cache
def _full_date() -> re.Pattern[str]:
    clock = r"(?:,? \d{1,2}:\d\d(?::\d\d)?(?: [A-Z]{2,5})?)"
    return compile_pattern(
        "full date",
        r"(?<![\w/])(?:"
        rf"(?P<m1><<month>>)[ -](?P<d1><<day>>)(?:,|{clock})? ?[ -]?(?P<y1><<year>>)"
        r"|(?P<d2><<day>>)(?: of)?[ -](?P<m2><<month>>)(?:,? |,|-)(?P<y2><<year>>)"
        r"|(?P<y3>(?:19|20)\d\d)(?P<s3>[-/.])(?P<m3>0?[1-9]|1[0-2])(?P=s3)(?P<d3>0?[1-9]|[12]\d|3[01])(?!\d)"
        r"|(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4><<year>>)"
        r")",
    )


def find_dates(text: str, *, day_first: bool | None = None) -> Iterator[FoundDate]:
    """Find calendar dates with a year, in order.

    >>> [found.value for found in find_dates("Updated: 16 Jan 2026, first published Jan. 15, 2026")]
    ['2026-01-16', '2026-01-15']
    """
    for match in _full_date().finditer(text):
        group = match.groupdict()
        if group["a4"]:
            value = _numeric(int(group["a4"]), int(group["b4"]), int(group["y4"]), group["s4"], day_first)
        elif group["y3"]:
            value = _calendar(int(group["y3"]), int(group["m3"]), int(group["d3"]))
        else:
            month = (group["m1"] or group["m2"]).lower().rstrip(".")
            day = re.sub(r"\D", "", group["d1"] or group["d2"])
            value = _calendar(int(group["y1"] or group["y2"]), month_numbers()[month], int(day))
        yield FoundDate(match.start(), match.end(), value)


def parse_published(value: object, *, day_first: bool | None = None) -> str | None:
    """Read a date of publication from metadata; the calendar day is taken as printed, whatever the time zone.

    >>> parse_published("Fri, 16 Jan 2026 08:00:00 +0800"), parse_published(1768521600), parse_published("July 2024")
    ('2026-01-16', '2026-01-16', None)
    """
    if isinstance(value, datetime):
        return _known(value.date().isoformat())
    if isinstance(value, date):
        return _known(value.isoformat())
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(float(value)) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = " ".join(value[:200].split())
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return _from_digits(text)
    if compact := re.match(r"(\d{4})(\d\d)(\d\d)T\d", text):
        return _calendar(*map(int, compact.groups()))
    return next((found.value for found in find_dates(text, day_first=day_first)), None)


def date_in_path(path: str) -> str | None:
    """Read a date out of a URL or file name; year first only, the last such date wins.

    >>> date_in_path("outlet-a/2026-01-15_pact.txt"), date_in_path("news/13012026.txt")
    ('2026-01-15', None)
    """
    found = None
    for match in _IN_PATH.finditer(path):
        group = match.groupdict()
        found = _calendar(int(group["y"]), int(group["m"] or group["m2"]), int(group["d"] or group["d2"])) or found
    return found


def _from_digits(text: str) -> str | None:
    if len(text) in (8, 14) and text.startswith(("19", "20")):
        return _calendar(int(text[:4]), int(text[4:6]), int(text[6:8]))
    return _from_number(float(text)) if len(text) <= 20 else None


def _from_number(number: float) -> str | None:
    if 19_000_101 <= number <= 21_001_231 and number == int(number):
        return _from_digits(str(int(number)))
    for unit in (1, 1_000, 1_000_000):
        if _SECONDS[0] <= number / unit < _SECONDS[1]:
            return _known(datetime.fromtimestamp(number / unit, UTC).date().isoformat())
    return None


def _numeric(first: int, second: int, year: int, separator: str, day_first: bool | None) -> str | None:
    if first > 12 or first == second or (second <= 12 and (separator == "." if day_first is None else day_first)):
        return _calendar(year, second, first)
    if second > 12 or day_first is False:
        return _calendar(year, first, second)
    return None


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return _known(date(year, month, day).isoformat())
    except ValueError:
        return None


def _known(value: str) -> str | None:
    return None if value in reading_patterns().dates.placeholders else value
