"""Resolve durations, sets and vague references: times that date no event."""

import re

from pactwire.dates.context import Context, Resolution
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.numbers import number_of
from pactwire.dates.readings import month_of, weekday_of

# TIMEX3 durations know no century, decade or quarter of their own in figures: they are counted in smaller units.
DESIGNATORS = {
    "second": ("PT", "S", 1),
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "weekend": ("P", "WE", 1),
    "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2),
    "month": ("P", "M", 1),
    "quarter": ("P", "Q", 1),
    "half": ("P", "M", 6),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
    "millennium": ("P", "Y", 1000),
}
VAGUE = {"decade": "PXE", "century": "PXC", "quarter": "PXQ", "weekend": "PXWE"}
LENGTH = "a length of time"


def duration(match: Match, context: Context) -> Resolution | None:
    """Two years, a five-year deal, several weeks, an hour."""
    groups = match.groups
    unit = lexicon().units[(groups.get("unit") or groups.get("unit2") or "").lower()]
    if _is_position(match, context):
        return None
    written = groups.get("n3") or groups.get("n")
    number = None if "unit2" in groups and groups["unit2"][-1] == "s" else number_of(written) if written else 1
    if "vague" in groups or (written and written.lower() in {"several", "multi", "many"}):
        number = None
    if number is None and written and re.match(r"an?\s", written.lower()) and "vague" not in groups:
        number = number_of(written.split()[0])
    if number is not None and "plus" in groups:
        number += 0.5
    if number is None:
        return Resolution("DURATION", VAGUE.get(unit, _written("X", unit)), LENGTH)
    if "n3" in groups and groups.get("n2", "").lower() == "to":
        first = number_of(groups["n"])
        number = first if first is not None else number
    return Resolution("DURATION", duration_value(number, unit), LENGTH)


def vague_duration(match: Match, _: Context) -> Resolution | None:
    """For weeks, within days."""
    groups = match.groups
    unit = lexicon().units[(groups.get("unit") or groups.get("unit2") or groups.get("unit3") or "").lower()]
    return Resolution("DURATION", VAGUE.get(unit, _written("X", unit)), LENGTH)


def reference(match: Match, _: Context) -> Resolution | None:
    """Now, recently, in the future."""
    return Resolution("DATE", match.rule.value or "PRESENT_REF", "vague reference")


def repeated(match: Match, _: Context) -> Resolution | None:
    """Every day, twice a week, per year."""
    groups = match.groups
    unit = lexicon().units.get((groups.get("unit") or groups.get("unit2") or groups.get("unit3") or "").lower(), "year")
    number = number_of(groups["n"]) if "n" in groups else 2.0 if "other" in groups else 1.0
    value = duration_value(number, unit) if number is not None else _written("X", unit)
    return Resolution("SET", value, "a repeated time")


def set_word(match: Match, _: Context) -> Resolution | None:
    """Daily, annually."""
    return Resolution("SET", lexicon().set_words[match.groups["word"].lower()], "a repeated time")


def weekday_set(match: Match, _: Context) -> Resolution | None:
    """Every Friday, Tuesday nights."""
    groups = match.groups
    word = groups.get("wd") or groups.get("wd2") or groups.get("wd3") or ""
    part = groups.get("part") or groups.get("part2") or groups.get("part3")
    if not word[0].isupper():
        return None
    code = lexicon().parts_of_day.get(part.lower().split()[-1], "") if part else ""
    return Resolution(
        "SET", f"XXXX-WXX-{weekday_of(word)}" + (f"T{code}" if code and code[0] != "T" else code), "a repeated time"
    )


def month_set(match: Match, _: Context) -> Resolution | None:
    """Each August, every summer."""
    if "s" in match.groups:
        return Resolution("SET", f"XXXX-{lexicon().seasons[match.groups['s'].lower()]}", "a repeated time")
    if not match.groups["m"][0].isupper():
        return None
    return Resolution("SET", f"XXXX-{month_of(match.groups['m']):02d}", "a repeated time")


def duration_value(number: float, unit: str) -> str:
    """Write a length as ISO 8601 does.

    >>> duration_value(2, "decade"), duration_value(5.5, "hour"), duration_value(0.5, "year")
    ('P20Y', 'PT5H30M', 'P6M')
    """
    prefix, letter, factor = DESIGNATORS[unit]
    amount = number * factor
    if amount == int(amount):
        return f"{prefix}{int(amount)}{letter}"
    whole, rest = int(amount), amount - int(amount)
    smaller = {"hour": ("M", 60), "minute": ("S", 60), "year": ("M", 12), "week": ("D", 7), "day": ("H", 24)}.get(unit)
    if smaller is None:
        return f"{prefix}{amount:g}{letter}"
    name, size = smaller
    time = "T" if unit == "day" else ""
    return f"{prefix}{f'{whole}{letter}' if whole else ''}{time}{round(rest * size)}{name}"


def _written(number: str, unit: str) -> str:
    prefix, letter, _ = DESIGNATORS[unit]
    return f"{prefix}{number}{letter}"


def _is_position(match: Match, context: Context) -> bool:
    """Tell whether the words are a rank ("one second later" aside, "a second") rather than a length."""
    words = context.text[match.start : match.end].lower().split()
    return words[-1] == "second" and words[0] in {"a", "the", "another", "one"} and len(words) == 2
