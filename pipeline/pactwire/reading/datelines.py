"""The dateline of a story: place, day and agency before its first sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pactwire.reading.headers import known_agency
from pactwire.reading.patterns import DatelineRule, dateline_rules, reading_patterns

_PREFIX = 220
# Datelines are looked for in so many lines from the top, where a line has more characters than a headline's first words.
LINES, SHORTEST = 24, 30
_EMPHASIS = re.compile(r"^(?P<mark>[*_]{1,3})(?P<inner>[^*_]{2,80})(?P=mark)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a paragraph; `end` is where the sentence begins."""

    rule: str
    place: str | None
    agency: str | None
    date: str | None
    end: int


def read_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline at the start of a paragraph.

    >>> read_dateline("SEOUL, Aug. 22 (Yonhap) -- South Korea has")
    Dateline(rule='dateline.date_agency', place='SEOUL', agency='Yonhap', date='Aug. 22', end=27)
    """
    prefix = paragraph[:_PREFIX]
    emphasis = _EMPHASIS.match(prefix)
    dropped = 2 * len(emphasis["mark"]) if emphasis else 0
    if emphasis:
        prefix = emphasis["inner"] + prefix[emphasis.end() :]
    for rule, pattern in dateline_rules():
        if match := pattern.match(prefix):
            group = match.groupdict()
            place = group.get("place")
            credited = _first(group, "agency")
            agency = known_agency(credited.strip()) if credited else None
            if _fits(rule, place, credited, agency):
                return Dateline(rule.id, place, agency or credited, _first(group, "date"), match.end() + dropped)
    return None


def datelines(text: str) -> Iterator[tuple[int, Dateline]]:
    """Yield the datelines in the first lines of a text, each with the offset of its line's first word."""
    start = 0
    for line in text.split("\n", LINES)[:LINES]:
        body = line.lstrip()
        if len(body) > SHORTEST and (dateline := read_dateline(body)) is not None:
            yield start + len(line) - len(body), dateline
        start += len(line) + 1


def is_place_line(line: str) -> bool:
    """Tell whether a line is nothing but a place in capitals, as some agencies set it above the story."""
    if not 3 <= len(line) <= 60 or not line.isupper():
        return False
    words = reading_patterns().words
    places = {place.casefold() for place in words.places}
    return line.split(",")[0].casefold() in places


def _fits(rule: DatelineRule, place: str | None, credited: str | None, agency: str | None) -> bool:
    if credited and rule.agency == "known" and agency is None:
        return False
    if place is None:
        return True
    words = reading_patterns().words
    parts = [re.split(r"[,\[(]", part)[0].strip() for part in place.split("/")]
    folded = [part.casefold() for part in parts]
    known = {city.casefold() for city in words.places}
    if any(part in words.not_places or part.split()[0] in words.not_places - {"the"} for part in folded):
        return False
    if rule.place == "known":
        return all(part in known for part in folded) or place.endswith("]")
    if rule.place == "caps":
        return all(sum(map(str.isupper, part)) >= 3 or part.casefold() in known for part in parts)
    # With an agency that is not in the list, the place must look like one.
    return (
        agency is not None or all(part.isupper() or part.casefold() in known for part in parts) or place.endswith("]")
    )


def _first(group: dict[str, str | None], name: str) -> str | None:
    return next((value for key, value in group.items() if key.startswith(name) and value), None)
