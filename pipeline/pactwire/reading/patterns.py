"""The layout patterns of `models/patterns/reading.toml` and the lists of agencies and outlets, compiled once."""

import re
from functools import cache
from typing import Literal

from pactwire.errors import ResourceError
from pactwire.resources import Row, read_csv, read_toml

FIELDS = ("id", "text", "title", "byline", "outlet", "published", "url")


class DatelineExample(Row):
    text: str
    place: str | None = None
    agency: str | None = None
    date: str | None = None


class NameExample(Row):
    text: str
    name: str


class CreditExample(Row):
    text: str
    agency: str


class DatelineRule(Row):
    id: str
    why: str
    pattern: str
    place: Literal["caps", "known", "any"]
    agency: Literal["known", "any"]
    examples: tuple[DatelineExample, ...]
    counter_examples: tuple[str, ...]


class BylineRule(Row):
    id: str
    why: str
    pattern: str
    examples: tuple[NameExample, ...]
    counter_examples: tuple[str, ...]


class CreditRule(Row):
    id: str
    why: str
    pattern: str
    examples: tuple[CreditExample, ...]
    counter_examples: tuple[str, ...]


class Aliases(Row):
    id: tuple[str, ...]
    text: tuple[str, ...]
    title: tuple[str, ...]
    byline: tuple[str, ...]
    outlet: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]


class Wrappers(Row):
    keys: tuple[str, ...]
    nested: tuple[str, ...]


class PageNames(Row):
    published_names: tuple[str, ...]


class Languages(Row):
    codes: tuple[str, ...]
    frequent_english: frozenset[str]


class DateWords(Row):
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    placeholders: frozenset[str]
    published_labels: tuple[str, ...]
    updated_labels: tuple[str, ...]
    date_line_words: frozenset[str]


class Words(Row):
    sections: frozenset[str]
    furniture: frozenset[str]
    furniture_prefixes: tuple[str, ...]
    not_names: frozenset[str]
    name_particles: frozenset[str]
    role_words: frozenset[str]
    unnamed_bylines: frozenset[str]
    outlet_words: frozenset[str]
    agency_words: frozenset[str]
    not_outlets: frozenset[str]
    not_places: frozenset[str]
    places: frozenset[str]


class ReadingPatterns(Row):
    """The file as it stands."""

    aliases: Aliases
    wrappers: Wrappers
    page: PageNames
    languages: Languages
    dates: DateWords
    words: Words
    parts: dict[str, str]
    dateline: tuple[DatelineRule, ...]
    byline: tuple[BylineRule, ...]
    credit: tuple[CreditRule, ...]


class AgencyForm(Row):
    form: str
    agency: str


@cache
def reading_patterns() -> ReadingPatterns:
    """Return the patterns file, validated."""
    return read_toml("patterns/reading.toml", ReadingPatterns)


@cache
def agencies() -> dict[str, str]:
    """Return agency names by the forms in which they are credited."""
    return {row.form: row.agency for row in read_csv("gazetteers/agencies.csv", AgencyForm)}


def normalise_key(key: str) -> str:
    """Return a key without case and separators: "Publish-Date" and "publishDate" are the same."""
    return "".join(character for character in key.casefold() if character.isalnum())


@cache
def alias_order() -> dict[str, tuple[str, ...]]:
    """Return, for each field, its normalised keys in order of preference."""
    aliases = reading_patterns().aliases
    return {name: tuple(dict.fromkeys(map(normalise_key, getattr(aliases, name)))) for name in FIELDS}


@cache
def alias_names() -> frozenset[str]:
    """Return the normalised keys of all fields."""
    return frozenset(alias for order in alias_order().values() for alias in order)


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its forms in lower case."""
    return {form: number for number, forms in enumerate(reading_patterns().dates.months, 1) for form in forms}


@cache
def dateline_rules() -> tuple[tuple[DatelineRule, re.Pattern[str]], ...]:
    """Return the dateline rules with their patterns, in the order in which they are tried."""
    return tuple((rule, compile_pattern(rule.id, rule.pattern)) for rule in reading_patterns().dateline)


@cache
def byline_rules() -> tuple[tuple[BylineRule, re.Pattern[str]], ...]:
    """Return the byline rules with their patterns."""
    return tuple((rule, compile_pattern(rule.id, rule.pattern)) for rule in reading_patterns().byline)


@cache
def credit_rules() -> tuple[tuple[CreditRule, re.Pattern[str]], ...]:
    """Return the credit rules with their patterns."""
    return tuple((rule, compile_pattern(rule.id, rule.pattern)) for rule in reading_patterns().credit)


def compile_pattern(rule: str, pattern: str) -> re.Pattern[str]:
    """Compile a pattern after putting in its parts.

    Raises:
        ResourceError: a part is unknown or the pattern is no regular expression; it names the rule.
    """
    parts = _parts()
    try:
        for _ in range(8):
            if "<<" not in pattern:
                return re.compile(pattern)
            pattern = re.sub(r"<<(\w+)>>", lambda match: parts[match[1]], pattern)
    except (KeyError, re.error) as error:
        raise ResourceError(f"patterns/reading.toml: {rule}: {error}") from error
    raise ResourceError(f"patterns/reading.toml: {rule}: its parts name each other in a circle")


@cache
def _parts() -> dict[str, str]:
    patterns = reading_patterns()
    lists = {
        "month_forms": rf"(?:(?i:{_alternatives(month_numbers())})\b\.?)",
        "weekday_forms": rf"(?i:{_alternatives(patterns.dates.weekdays)})\b\.?",
        "agency_forms": f"(?:{_alternatives(agencies())})",
    }
    return {**patterns.parts, **lists}


def _alternatives(forms: "dict[str, int] | dict[str, str] | tuple[str, ...]") -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
