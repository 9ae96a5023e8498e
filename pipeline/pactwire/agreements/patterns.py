"""Patterns: the words of a trigger as its rule writes them, compiled.

A pattern is words separated by blanks. The first word of a verb pattern and the last of a noun pattern
stand for all their inflected forms; `a|b` are alternatives, `word?` may be missing, `*` is a gap of up to
eight words, `POSS` a possessive ("its", "their", "the country's").
"""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Literal

from pactwire.agreements.inflection import noun_forms, verb_forms

Part = Literal["verb", "noun", "adjective", "phrase", "turned"]
# Words between a verb and its noun that the passive leaves out or that may change.
BEFORE_NOUN = frozenset({"a", "an", "the"})
PARTICLES = frozenset({"up", "off", "out", "down", "back"})
POSSESSIVES = frozenset({"its", "their", "his", "her", "'s", "’s", "our", "'", "’"})
# Behind a noun they are no noun: "veto on".
PREPOSITIONS = frozenset({"on", "from", "for", "against", "with", "in", "at", "over"})
# Other words that are never the subject of a passive.
FUNCTION_WORDS = PREPOSITIONS | {
    "to",
    "of",
    "into",
    "by",
    "as",
    "about",
    "under",
    "without",
    "through",
    "that",
    "not",
    "no",
    "and",
    "or",
    "be",
    "been",
    "being",
    "is",
    "are",
    "was",
    "were",
    "again",
    "back",
    "together",
    "jointly",
    "away",
    "ahead",
    "forward",
    "-",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern: each element is a set of lower-case words, or `None` for a gap.

    `needed` are the elements behind the first that must stand.
    """

    rule: str
    part: Part
    elements: tuple[frozenset[str] | None, ...]
    optional: tuple[bool, ...]
    head: int
    needed: tuple[frozenset[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        behind = zip(self.elements[1:], self.optional[1:], strict=True)
        object.__setattr__(self, "needed", tuple(words for words, may_miss in behind if words and not may_miss))

    def has_words(self, words: Set[str]) -> bool:
        """Tell whether the words that must stand behind the first are among those of a text, in any order."""
        for wanted in self.needed:  # noqa: SIM110 - asked some hundred times a sentence
            if wanted.isdisjoint(words):
                return False
        return True


def compile_pattern(rule: str, part: Part, text: str) -> Pattern:
    """Compile the words of one pattern; see the module's docstring for the notation.

    Raises:
        ValueError: no text can match it as it is meant.
    """
    elements: list[frozenset[str] | None] = []
    optional: list[bool] = []
    stated = text.split()
    if not stated or stated[0] == "*" or stated[0].endswith("?"):
        raise ValueError(f"pattern {text!r} must start with a word")
    if stated[-1] == "*":
        raise ValueError(f"pattern {text!r} must not end with a gap")
    # The tokenizer takes hyphens for words of their own: "rubber-stamp" is three.
    words = [piece for word in stated for piece in word.replace("-", " - ").split()]
    inflected = len(stated[0].replace("-", " - ").split()) - 1
    head_first = "*" in stated or stated[-1] in PREPOSITIONS or not {"of", "into", "to"}.isdisjoint(stated)
    if part == "noun" and not head_first:
        inflected = len(words) - 1
    for position, word in enumerate(words):
        may_miss = word.endswith("?")
        word = word.removesuffix("?")
        if word == "*":
            elements.append(None)
        else:
            forms: set[str] = set()
            for alternative in word.split("|"):
                if alternative == "POSS":
                    forms |= POSSESSIVES
                elif not alternative or "*" in alternative or alternative != alternative.lower():
                    raise ValueError(
                        f"pattern {text!r}: {word!r} is no word, group of words in lower case, '*' or 'POSS'"
                    )
                elif part == "verb" and position == inflected:
                    forms |= verb_forms(alternative)
                elif part == "noun" and position == inflected:
                    forms |= noun_forms(alternative)
                else:
                    forms.add(alternative)
            elements.append(frozenset(forms))
        optional.append(may_miss)
    return Pattern(rule=rule, part=part, elements=tuple(elements), optional=tuple(optional), head=inflected)


def spelled_out(text: str) -> list[str]:
    """Return a pattern once for each alternative of several words: the tokenizer takes "go-ahead" for three.

    >>> spelled_out("give nod|go-ahead to")
    ['give nod to', 'give go-ahead to']
    """
    for word in text.split():
        if "|" in word and "-" in word:
            optional = "?" if word.endswith("?") else ""
            parts = word.removesuffix("?").split("|")
            plain = "|".join(part for part in parts if "-" not in part)
            chosen = [plain] * bool(plain) + [part for part in parts if "-" in part]
            return [out for part in chosen for out in spelled_out(text.replace(word, part + optional, 1))]
    return [text]


def turned(pattern: Pattern) -> list[Pattern]:
    """Return the passives that a verb and its noun may have: "notes ... exchanged" for "exchange notes".

    Any words may stand between the two; that a word is a noun and the subject of the verb only the parse knows.
    """
    verb = pattern.elements[0]
    if pattern.part != "verb" or pattern.head or verb is None or "been" in verb:
        return []
    words = [word for word in pattern.elements[1:] if word is not None]
    particle = tuple(word & PARTICLES for word in words[:1] if word & PARTICLES)
    kept = (False,) * (2 + len(particle))
    contents = {
        place: content
        for place, word in enumerate(pattern.elements)
        if place and word and (content := word - BEFORE_NOUN - POSSESSIVES - PARTICLES - FUNCTION_WORDS)
    }
    # "Told troops to leave" is more than a verb and its noun: "troops were told" says less.
    if not contents or max(contents) - min(contents) >= len(contents):
        return []
    return [Pattern(pattern.rule, "turned", (contents[max(contents)], verb, *particle), kept, head=1)]
