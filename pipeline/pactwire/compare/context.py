"""The words beside something in a text: what tells whether two texts speak of one thing."""

import re
import sys
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from pactwire.compare.rules import compare_rules, spoken_states
from pactwire.compare.text import fold
from pactwire.records import ArticleRecord

_BOUNDARY = re.compile(r"(?:[.;!?]|--|—)[\"”’')\]]*\s|\n")
_PARTS = 3  # words of the longest name of a state that is looked for
_DATELINE = re.compile(r"\s{0,3}(?:\([^)\n]{1,40}\)|/\.?[A-Z-]+\.?/?\.?)?\s{0,3}(?:--?|—|–|:|\.\s)")
_SENTENCE_WORD = re.compile(r"\b[a-z]{3,}")

ThingT = TypeVar("ThingT", bound=Hashable)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or half-sentence around a span starts and ends, within the reach of `texts.beside`."""
    reach = compare_rules().texts.beside
    low, high = max(0, start - reach), min(len(text), end + reach)
    before = [match.end() for match in _BOUNDARY.finditer(text, low, start)]
    after = _BOUNDARY.search(text, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def words_beside(text: str, start: int, end: int) -> frozenset[str]:
    """Return the words around a span that tell what it is about, without the span."""
    low, high = clause(text, start, end)
    return context_words(f"{text[low:start]} {text[end:high]}")


@lru_cache(maxsize=65536)
def context_words(text: str) -> frozenset[str]:
    """Return the words that tell what a text is about; states stand under their ids.

    >>> sorted(context_words("Janes reported that Moscow had sought permission"))
    ['RUS', 'janes', 'permission', 'reported', 'sought']
    """
    rules = compare_rules()
    states = spoken_states()
    skip = rules.names.stop | rules.texts.stop | rules.consistency.not_counted
    tokens = fold(text).split()
    found: set[str] = set()
    position = 0
    while position < len(tokens):
        for size in range(min(_PARTS, len(tokens) - position), 0, -1):
            state = states.get(" ".join(tokens[position : position + size]))
            if state is not None:
                found.add(state)
                position += size
                break
        else:
            word = tokens[position]
            position += 1
            if len(word) > 3 and not word[0].isdigit() and word not in skip:
                found.add(sys.intern(word))
    return frozenset(found)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the ending off a word, so that announced and announces are one.

    >>> stem("announced"), stem("announces"), stem("deliveries")
    ('announc', 'announc', 'delivery')
    """
    for ending, instead in compare_rules().texts.endings.items():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + instead
    return word


@lru_cache(maxsize=65536)
def stems(words: frozenset[str]) -> frozenset[str]:
    """Return the stems of words; ids of states have none."""
    return frozenset(stem(word) for word in words)


def in_dateline(record: ArticleRecord, start: int, end: int) -> bool:
    """Whether a span belongs to the line of place and day that a report begins with."""
    text = record.article.text
    line = text.rfind("\n", 0, start) + 1
    return not _SENTENCE_WORD.search(text, line, start) and _DATELINE.match(text, end) is not None


def is_spoken(text: str, start: int) -> bool:
    """Whether a day that starts there is the one on which somebody told something.

    >>> is_spoken("They signed it, the ministry said on Wednesday.", 37)
    True
    """
    rules = compare_rules().texts
    low, _ = clause(text, start, start)
    words = fold(re.split(r"[,;:]\s", text[low:start])[-1]).split()
    while words and words[-1] in rules.spoken_on:
        words.pop()
    opening = " ".join(words)
    return bool(words) and (words[-1] in rules.spoken or opening.startswith(rules.spoken_by))


def link_groups(
    things: Sequence[tuple[str, ThingT]], linked: Callable[[ThingT, ThingT], bool]
) -> list[list[tuple[str, ThingT]]]:
    """Group things of several articles by the links between those of different articles; groups of one are left out.

    Args:
        things: article id and thing, in the order in which groups and members are returned.
    """
    parent = list(range(len(things)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for left, right in combinations(range(len(things)), 2):
        if (
            things[left][0] != things[right][0]
            and root(left) != root(right)
            and linked(things[left][1], things[right][1])
        ):
            one, other = sorted((root(left), root(right)))
            parent[other] = one
    groups: dict[int, list[tuple[str, ThingT]]] = {}
    for number, thing in enumerate(things):
        groups.setdefault(root(number), []).append(thing)
    return [group for group in groups.values() if len({article_id for article_id, _ in group}) > 1]


def share(left: frozenset[str], right: frozenset[str]) -> tuple[int, float]:
    """Return how many words two contexts share but for their endings, and as a share of the fewer."""
    one, other = stems(left), stems(right)
    fewer = min(len(one), len(other))
    shared = len(one & other)
    return shared, shared / fewer if fewer else 0.0


def common_words(groups: Iterable[frozenset[str]]) -> str:
    """Return the words that most of several contexts have, for people to read."""
    forms: dict[str, list[str]] = {}
    for words in groups:
        for word in sorted(words):
            forms.setdefault(stem(word), []).append(word)
    ranked = sorted((form for form in forms if len(forms[form]) > 1), key=lambda form: (-len(forms[form]), form))
    return " ".join(sorted(min(forms[form]) for form in ranked[:3]))
