"""Every rule reads its own examples and leaves its counter-examples alone."""

from datetime import date

import pytest

from pactwire.dates.context import Context
from pactwire.dates.find import HANDLERS
from pactwire.dates.grammar import Match, Rule, compiled, lexicon, matches, rules, triggers

ANCHOR = date(2026, 1, 16)


def read_by(rule: Rule, text: str) -> list[tuple[int, int]]:
    """Return the spans that the rule finds and resolves by itself."""
    context = Context(text, ANCHOR, "publication date")
    hits: list[Match] = [match for match in matches(text) if match.rule.id == rule.id]
    return [(hit.start, hit.end) for hit in hits if HANDLERS[rule.kind](hit, context) is not None]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_examples_are_read_as_marked(rule: Rule) -> None:
    for example in rule.examples:
        assert example.count("[") == example.count("]") == 1, example
        start, end = example.index("["), example.index("]") - 1
        assert (start, end) in read_by(rule, example.replace("[", "").replace("]", "")), example


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_counter_examples_are_not_read(rule: Rule) -> None:
    for example in rule.counter_examples:
        assert read_by(rule, example) == [], example


def test_rules_are_told_apart_and_reachable() -> None:
    names = [rule.id for rule in rules()]
    assert sorted(set(names)) == sorted(names)
    assert {rule.kind for rule in rules()} == set(HANDLERS)
    awake = {name for classes in triggers().values() for name in classes} | {"number"}
    assert {name for rule in rules() for name in rule.on} <= awake


def test_patterns_repeat_nothing_without_a_bound() -> None:
    unbounded = [
        rule.id
        for _, rule, pattern in compiled()
        if "*" in pattern.pattern.replace(r"[\d,.]*", "") or "+" in _plain(pattern.pattern)
    ]
    assert unbounded == []


def test_words_of_the_lexicon_are_lower_case() -> None:
    words = lexicon()
    for table in (words.months, words.weekdays, words.units, words.ordinals, words.cardinals, words.shifts):
        assert [word for word in table if word != word.lower()] == []


def _plain(pattern: str) -> str:
    return pattern.replace("[+-]", "").replace(r"\+", "")
