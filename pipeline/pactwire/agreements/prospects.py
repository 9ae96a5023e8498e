"""Whether a text can tell of an agreement's stage at all, asked of its words before anything is parsed.

The answer is yes wherever the detector could find an event, whatever the parser made of the sentences: all words come
from the detector's own rules, and where it asks for a place in the sentence, the same paragraph is enough here.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc

from pactwire.actors.goods import find_goods
from pactwire.actors.words import Words
from pactwire.agreements.detector import Detector
from pactwire.agreements.domain import DENSITY
from pactwire.agreements.resolution import CONTEXT_REACH, PRONOUN_REACH
from pactwire.agreements.rules import Pattern, Trigger
from pactwire.agreements.triggers import GAP, PRONOUNS, is_headline, match_pattern, part_fits
from pactwire.agreements.types import type_scores

# How many paragraphs back an agreement may be named that a pronoun or ellipsis takes up: each has a sentence or more.
REACH = max(CONTEXT_REACH, PRONOUN_REACH)


class Prospects:
    """Asks documents whether the detector can find anything in them. Holds rules and lexicons, no state of a document."""

    def __init__(self, detector: Detector) -> None:
        self.rules = detector.rules
        self.finder = detector.finder
        self.gate = detector.gate
        self.goods = self.rules.words["goods"]
        self.patterns = self.rules.patterns
        self.openers = frozenset(self.patterns)

    def has_any(self, doc: Doc) -> bool:
        """Tell whether a document can hold an event. The component `pactwire_layout` has to have marked its paragraphs."""
        page = _Page(self, doc)
        return any(
            page.has_target(pattern, place) and page.fits_domain(pattern, place)
            for place in range(len(page.paragraphs))
            for pattern in page.matches(place)
        )


class _Page:
    """One document: its words in lower case, its paragraphs, and where agreements may be mentioned."""

    def __init__(self, asked: Prospects, doc: Doc) -> None:
        self.asked = asked
        self.doc = doc
        self.words = [token.lower_ for token in doc]
        self.parsed = doc.has_annotation("DEP")
        starts = [0, *(i for i, mark in enumerate(doc.to_array("SENT_START").tolist()) if mark == 1 and i)]
        self.paragraphs = list(zip(starts, [*starts[1:], len(doc)], strict=True))
        self.sets = [frozenset(self.words[start:end]) for start, end in self.paragraphs]

    def matches(self, place: int) -> Iterator[Pattern]:
        """Yield the patterns of triggers whose words stand in a paragraph."""
        here = self.sets[place]
        if here.isdisjoint(self.asked.openers):
            return
        start, end = self.paragraphs[place]
        for i in range(start, end):
            for pattern in self.asked.patterns.get(self.words[i], ()):
                rule = self.asked.rules.triggers[pattern.rule]
                if rule.requires and here.isdisjoint(rule.requires):
                    continue
                if not self.parsed:
                    if may_match(pattern, self.words, i, end):
                        yield pattern
                    continue
                if rule.excludes and not here.isdisjoint(rule.excludes):
                    continue
                tokens = match_pattern(pattern, self.doc[i], self.doc[start:end])
                if tokens is not None:
                    head = self.doc[tokens[min(pattern.head, len(tokens) - 1)]]
                    if part_fits(pattern, rule, head, {}) or (
                        rule.headline and pattern.part == "verb" and is_headline(head)
                    ):
                        yield pattern

    def has_target(self, pattern: Pattern, place: int) -> bool:
        """Tell whether a trigger may find an agreement: in its paragraph, or named before where words take it up."""
        rule = self.asked.rules.triggers[pattern.rule]
        if "implied" in rule.agreement or self._mentions[place]:
            return True
        if any(self._mentions[max(0, place - REACH) : place]) and self._takes_up(rule, place):
            return True
        return bool(rule.plain_object) and self._has_goods(rule, place)

    def fits_domain(self, pattern: Pattern, place: int) -> bool:
        """Tell whether the gate of the domain may admit what a trigger is about."""
        rule = self.asked.rules.triggers[pattern.rule]
        if rule.plain_object and self._has_goods(rule, place):
            return True
        return self._of_domain or self._counts(place)[0] > 0

    def _takes_up(self, rule: Trigger, place: int) -> bool:
        words = self.asked.rules.words
        if not {"context", "clause"}.isdisjoint(rule.agreement) or rule.through:
            return True
        taking_up = PRONOUNS | {"its"} | words["carriers"] | words["elliptic"]
        return not self.sets[place].isdisjoint(taking_up)

    def _has_goods(self, rule: Trigger, place: int) -> bool:
        start, end = self.paragraphs[place]
        if "alliance" in rule.plain_object:
            return not self.asked.rules.words["alliances"].isdisjoint(token.text for token in self.doc[start:end])
        return not self.sets[place].isdisjoint(self.asked.goods) or any(start <= i < end for i in self._designated)

    def _counts(self, place: int) -> tuple[int, int]:
        start, end = self.paragraphs[place]
        return self.asked.gate.counts(self.doc[start:end].text.lower())

    @cached_property
    def _named(self) -> list[int]:
        """The tokens at which names of agreements from the gazetteer begin."""
        finder = self.asked.finder
        return [start for matcher in (finder.names, finder.acronyms) for _, start, _ in matcher(self.doc)]

    @cached_property
    def _mentions(self) -> list[bool]:
        """Whether each paragraph has words that may stand for an agreement."""
        nouns = self.asked.finder.nouns.keys()
        named = self._named
        return [
            not words.isdisjoint(nouns) or any(start <= i < end for i in named)
            for words, (start, end) in zip(self.sets, self.paragraphs, strict=True)
        ]

    @cached_property
    def _designated(self) -> list[int]:
        """The tokens at which platforms and weapons are named."""
        words = Words(self.doc.text)
        spans = (
            self.doc.char_span(words.starts[g.first], words.ends[g.last], alignment_mode="expand")
            for g in find_goods(words)
        )
        return [i for span in spans if span is not None for i in range(span.start, span.end)]

    @cached_property
    def _of_domain(self) -> bool:
        """Whether the text as a whole, or a paragraph that may mention an agreement, speaks of the field."""
        if self._named:
            return True
        inside, outside = self.asked.gate.counts(self.doc.text.lower())
        if inside > outside and inside >= DENSITY * len(self.doc):
            return True
        mentioned = [place for place, any_ in enumerate(self._mentions) if any_]
        return any(self._counts(place)[0] or self._has_type(place) for place in mentioned)

    def _has_type(self, place: int) -> bool:
        start, end = self.paragraphs[place]
        return bool(type_scores(self.doc[start:end].text.lower(), self.asked.rules))


def may_match(pattern: Pattern, words: Sequence[str], first: int, end: int) -> bool:
    """Tell whether the words of a pattern may stand from a place on, adverbs between those of a verb pattern.

    Which words are adverbs only the parser knows, so any are let pass.
    """
    reached = {first}
    for number, (wanted, optional) in enumerate(zip(pattern.elements, pattern.optional, strict=True)):
        if wanted is None:
            reached = {i + skip for i in reached for skip in range(GAP + 1) if i + skip < end}
            continue
        slack = GAP if number and pattern.part == "verb" else 0
        after = {j + 1 for i in reached for j in range(i, min(end, i + slack + 1)) if words[j] in wanted}
        reached = after | reached if optional else after
        if not reached:
            return False
    return True
