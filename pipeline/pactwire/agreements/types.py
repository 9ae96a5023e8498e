"""The type of an agreement, read from the words that describe it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pactwire.agreements.rules import RuleSet
from pactwire.records import AgreementType


@dataclass(frozen=True, slots=True)
class TypeFinding:
    """A type, how strongly the words speak for it, the rule and the words."""

    type: AgreementType
    weight: float
    rule: str
    words: str


@lru_cache(maxsize=4)
def _matcher(rules: "_Key") -> tuple[re.Pattern[str], dict[str, list[tuple[str, float]]]]:
    by_word: dict[str, list[tuple[str, float]]] = {}
    for rule in rules.rules.types.values():
        for word, weight in rule.words.items():
            by_word.setdefault(word, []).append((rule.id, weight))
    longest_first = sorted(by_word, key=lambda word: (-len(word), word))
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(word) for word in longest_first) + r")(?![\w])")
    return pattern, by_word


class _Key:
    """A rule set as a cache key, by identity."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.rules is self.rules


def type_scores(texts: Iterable[tuple[str, float]], rules: RuleSet) -> dict[str, tuple[float, str]]:
    """Return, by rule id, the summed weight of its words in weighted lower-case texts and the strongest word.

    A word counts once, where it weighs most: a text that says "the contract" ten times has one contract.
    """
    pattern, by_word = _matcher(_Key(rules))
    factors: dict[str, float] = {}
    for text, factor in texts:
        for match in pattern.finditer(text):
            factors[match.group()] = max(factor, factors.get(match.group(), 0.0))
    scores: dict[str, tuple[float, str]] = {}
    best: dict[str, float] = {}
    for word, factor in factors.items():
        for rule, weight in by_word[word]:
            total, strongest = scores.get(rule, (0.0, word))
            if factor * weight > best.get(rule, 0.0):
                best[rule], strongest = factor * weight, word
            scores[rule] = (total + factor * weight, strongest)
    return scores


def type_of_text(text: str, rules: RuleSet) -> TypeFinding | None:
    """Return the best type for the lower-case words of a mention, or `None` where nothing speaks for one."""
    return best_type([(text, 1.0)], rules)


def best_type(texts: Iterable[tuple[str, float]], rules: RuleSet) -> TypeFinding | None:
    """Return the best type over several weighted stretches of lower-case text."""
    scores = type_scores(texts, rules)
    if not scores:
        return None
    rule = min(scores, key=lambda rule: (-scores[rule][0], rule))
    weight, words = scores[rule]
    return TypeFinding(rules.types[rule].type, weight, rule, words)
