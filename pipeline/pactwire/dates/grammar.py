"""The grammar of time expressions: rules kept as data, compiled once, and matched in linear time.

A rule is only tried at words that its class of core word can follow, and no pattern repeats without a
bound, so the work grows with the length of the text and nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import field_validator

from pactwire.errors import ResourceError
from pactwire.resources import Row, read_toml

RULE_FILES = ("patterns/dates_absolute.toml", "patterns/dates_relative.toml", "patterns/dates_durations.toml")
TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
SPACE = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,3})?|\n[^\S\n]{0,3})"
REACH = 9


class InnerWords(Row):
    """What may stand before the core word of a phrase."""

    words: frozenset[str]
    punctuation: str


class Lexicon(Row):
    """The words of `models/patterns/dates_lexicon.toml`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    parts_of_day: dict[str, str]
    units: dict[str, str]
    cardinals: dict[str, float]
    ordinals: dict[str, int]
    decade_words: dict[str, int]
    set_words: dict[str, str]
    shifts: dict[str, int]
    stretches: dict[str, str]
    narrowing: dict[str, dict[str, tuple[int, int]]]
    inner: InnerWords
    triggers: dict[str, tuple[str, ...]]
    fragments: dict[str, str]


class Rule(Row):
    """One pattern; `kind` names how a match is resolved, `value` the TIMEX3 value where it is fixed."""

    id: str
    why: str
    on: tuple[str, ...]
    kind: str
    pattern: str
    value: str | None = None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    @field_validator("examples", "counter_examples")
    @classmethod
    def _not_empty(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if not given:
            raise ValueError("a rule shows what it reads and what it does not")
        return given


class RuleFile(Row):
    """The rules of one file."""

    rule: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule read at a place; `groups` holds what the pattern named and found."""

    start: int
    end: int
    rule: Rule
    groups: Mapping[str, str]
    order: int


@cache
def lexicon() -> Lexicon:
    """Return the words of time expressions."""
    return read_toml("patterns/dates_lexicon.toml", Lexicon)


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in order of precedence."""
    return tuple(rule for name in RULE_FILES for rule in read_toml(name, RuleFile).rule)


@cache
def compiled() -> tuple[tuple[int, Rule, re.Pattern[str]], ...]:
    """Return the rules with their place in the order and their pattern compiled.

    Raises:
        ResourceError: a pattern names an unknown fragment or is not a regular expression.
    """
    return tuple((order, rule, pattern_of(order)) for order, rule in enumerate(rules()))


@cache
def pattern_of(order: int) -> re.Pattern[str]:
    """Return the compiled pattern of a rule. Most texts wake few rules, and compiling all takes long.

    Raises:
        ResourceError: it names an unknown fragment or is not a regular expression.
    """
    rule = rules()[order]
    try:
        return re.compile(r"(?<!\w)(?:" + expand(rule.pattern) + ")", re.IGNORECASE)
    except (re.error, KeyError) as error:
        raise ResourceError(f"date rule {rule.id}: {error}") from error


def expand(pattern: str) -> str:
    """Put in the fragments: `<name>` for the fragment, `_` for white space inside a paragraph."""
    fragments = lexicon().fragments
    for _ in range(6):
        pattern, count = re.subn(r"(?<!\?P)<([a-z_]+)>", lambda name: fragments[name[1]], pattern)
        if not count:
            break
    return re.sub(r"\(\?P[<=]\w+|_", lambda found: SPACE if found[0] == "_" else found[0], pattern)


@cache
def triggers() -> Mapping[str, frozenset[str]]:
    """Return the classes that each lower-case word wakes up."""
    words = lexicon()
    classes: dict[str, set[str]] = {}
    tables: dict[str, Iterator[str]] = {
        "month": iter(words.months),
        "weekday": iter(words.weekdays),
        "weekday_plural": (name + "s" for name in words.weekdays if name.endswith("day")),
        "season": iter(words.seasons),
        "part": iter(words.parts_of_day),
        "unit": iter(words.units),
        "cardinal": iter(words.cardinals),
        "ordinal": iter(words.ordinals),
        "decade_word": iter(words.decade_words),
        "set": iter(words.set_words),
        "quarter": iter(("quarter",)),
        **{name: iter(listed) for name, listed in words.triggers.items()},
    }
    for name, listed in tables.items():
        for word in listed:
            classes.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}


@cache
def _rules_on(classes: frozenset[str]) -> tuple[tuple[int, Rule, re.Pattern[str]], ...]:
    return tuple(
        (order, rule, pattern_of(order)) for order, rule in enumerate(rules()) if classes.intersection(rule.on)
    )


NUMBER = frozenset({"number"})


def matches(text: str) -> list[Match]:
    """Return every reading of every rule, sorted by start, longest first, then by the order of the rules."""
    waking, inner, punctuation = triggers(), lexicon().inner.words, lexicon().inner.punctuation
    tokens = [(found.start(), found[0].lower()) for found in TOKEN.finditer(text)]
    tried: set[tuple[int, int]] = set()
    found: dict[tuple[int, int, str], Match] = {}
    for index, (_, word) in enumerate(tokens):
        classes = NUMBER if word[0].isdigit() else waking.get(word)
        if classes is None:
            continue
        candidates = _rules_on(classes)
        if not candidates:
            continue
        first = index
        while first > 0 and index - first < REACH and _is_inner(tokens[first - 1][1], waking, inner, punctuation):
            first -= 1
        for position, _ in tokens[first : index + 1]:
            for order, rule, pattern in candidates:
                if (position, order) in tried:
                    continue
                tried.add((position, order))
                hit = pattern.match(text, position)
                if hit:
                    match = _as_match(hit, rule, order)
                    found.setdefault((match.start, match.end, rule.id), match)
    return sorted(found.values(), key=lambda match: (match.start, -match.end, match.order))


def _is_inner(word: str, waking: Mapping[str, frozenset[str]], inner: frozenset[str], punctuation: str) -> bool:
    return word[0].isdigit() or word in inner or word in waking or word in punctuation


def _as_match(hit: re.Match[str], rule: Rule, order: int) -> Match:
    groups = {name: value for name, value in hit.groupdict().items() if value is not None}
    span = next((name for name in ("span", "span2", "span3", "span4") if name in groups), None)
    start, end = hit.span(span) if span else hit.span()
    return Match(start, end, rule, groups, order)
