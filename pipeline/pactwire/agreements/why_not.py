"""Why words gave no event: the trigger rules that came near in their sentences, and what stopped each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.detector import Detector
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.findings import Dropped, Reason
from pactwire.agreements.mention import Mention, by_token
from pactwire.agreements.patterns import Pattern
from pactwire.agreements.rules import Trigger
from pactwire.agreements.triggers import Match, find_triggers, match_pattern, part_fits
from pactwire.errors import InputError

Outcome = Literal["words", "part", "requires", "excludes", "overlap", "merged", "overtaken", "event"] | Reason

# Of a pattern whose first word is there, so much of the rest must be in the sentence for it to count as near.
NEAR_ENOUGH = 0.5
# So many words of a list are told.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that came near, on which words (character offsets), and what became of it."""

    rule: str
    outcome: Outcome
    why: str
    text: str
    start: int
    end: int


def why_not(detector: Detector, doc: Doc, phrase: str) -> list[NearMiss]:
    """Return what became of every rule that came near in the sentences that hold a phrase, in text order.

    Args:
        detector: the detector whose rules are asked.
        doc: a document that passed all components but the agreements'.
        phrase: words of the text; case and white space do not matter.

    Raises:
        InputError: the phrase does not stand in the text.
    """
    sentences = sentences_with(doc, phrase)
    if not sentences:
        raise InputError(f"{phrase!r} does not stand in the text")
    mentions = detector.mentions(doc)
    dropped: list[Dropped] = []
    events = detector.events(doc, dropped)
    found: list[NearMiss] = []
    for sentence in sentences:
        patterns = detector.rules.patterns_in({token.lower_ for token in sentence})
        matches = find_triggers(sentence, detector.rules, patterns, by_token(mentions))
        found.extend(unmatched(detector, sentence, mentions, matches))
        for match in matches:
            found.extend(matched(doc, match, mentions, events, dropped))
    return sorted(dict.fromkeys(found), key=lambda miss: (miss.start, miss.end, miss.rule, miss.outcome))


def sentences_with(doc: Doc, phrase: str) -> list[Span]:
    """Return the sentences in which a phrase stands, or part of it."""
    words = [re.escape(word) for word in phrase.split()]
    if not words:
        return []
    spans = [match.span() for match in re.finditer(r"\s+".join(words), doc.text, re.IGNORECASE)]
    return [
        sentence
        for sentence in doc.sents
        if any(start < sentence.end_char and sentence.start_char < end for start, end in spans)
    ]


def unmatched(
    detector: Detector, sentence: Span, mentions: Sequence[Mention], matches: Iterable[Match]
) -> Iterator[NearMiss]:
    """Yield the rules whose words are there, in whole or in part, but that do not match."""
    rules, at = detector.rules, by_token(mentions)
    words = {token.lower_ for token in sentence}
    kept = {(match.rule.id, match.tokens) for match in matches}
    taken = {i: match for match in matches for i in match.tokens}
    for token in sentence:
        patterns = rules.patterns.get(token.lower_, ())
        whole = [(p, tokens) for p in patterns if (tokens := match_pattern(p, token, sentence)) is not None]
        for pattern, tokens in whole:
            rule = rules.triggers[pattern.rule]
            if (rule.id, tokens) in kept:
                continue
            head = sentence.doc[tokens[min(pattern.head, len(tokens) - 1)]]
            if rule.requires and words.isdisjoint(rule.requires):
                yield miss(sentence.doc, rule, tokens, "requires", f"the sentence has none of {listed(rule.requires)}")
            elif rule.excludes and (there := words & set(rule.excludes)):
                yield miss(sentence.doc, rule, tokens, "excludes", f"the sentence has {listed(sorted(there))}")
            elif not part_fits(pattern, rule, head, at):
                yield miss(sentence.doc, rule, tokens, "part", read_as(pattern, rule, head, at.keys()))
            elif head.i in taken and taken[head.i].rule.id != rule.id:
                longer = taken[head.i]
                why = f"{longer.rule.id} matches {words_of(sentence.doc, longer.tokens)!r} there"
                yield miss(sentence.doc, rule, tokens, "overlap", why)
        complete = {pattern.rule for pattern, _ in whole}
        for pattern in patterns:
            if pattern.rule not in complete and (lacking := missing_words(pattern, token, sentence)):
                why = f"of its words {listed(lacking)} did not follow directly"
                yield miss(sentence.doc, rules.triggers[pattern.rule], (token.i,), "words", why)


def missing_words(pattern: Pattern, first: Token, sentence: Span) -> list[str]:
    """Return the words that a pattern lacks after its first; none where too few of the others are there."""
    after = {token.lower_ for token in sentence if token.i > first.i}
    rest = [
        element
        for element, may_miss in zip(pattern.elements[1:], pattern.optional[1:], strict=True)
        if element is not None and not may_miss
    ]
    lacking = [element for element in rest if after.isdisjoint(element)]
    if len(rest) - len(lacking) < NEAR_ENOUGH * len(rest):
        return []
    return ["/".join(sorted(element)) for element in lacking or rest]


def read_as(pattern: Pattern, rule: Trigger, head: Token, inside_mentions: Iterable[int]) -> str:
    """Say how the parse reads a word that a rule wants otherwise."""
    if head.i in inside_mentions:
        return f"{head.text!r} belongs to the words that name an agreement"
    if pattern.part == "verb" and syntax.is_verb(head):
        return f"{head.text!r} is {'passive' if syntax.is_passive(head) else 'active'}, the rule wants {rule.voice}"
    return f"{head.text!r} is read as {head.tag_} ({head.dep_} of {head.head.text!r}), the rule wants a {pattern.part}"


def matched(
    doc: Doc, match: Match, mentions: Sequence[Mention], events: Sequence[AgreementEvent], dropped: Iterable[Dropped]
) -> Iterator[NearMiss]:
    """Yield what became of a trigger that matched: the events that hold it, or what dropped it."""
    span = doc[match.tokens[0] : match.tokens[-1] + 1]
    place = (span.start_char, span.end_char)
    reasons = [item for item in dropped if item.match == match]
    holders = [
        event
        for event in events
        if any(
            cue.field == "status" and cue.rule == match.rule.id and (cue.start, cue.end) == place for cue in event.cues
        )
    ]
    for event in holders:
        if event.trigger == place and event.rule.startswith(f"{match.rule.id}."):
            yield miss(doc, match.rule, match.tokens, "event", told(event))
        else:
            words = doc.text[slice(*event.trigger)]
            yield miss(
                doc, match.rule, match.tokens, "merged", f"told again at {words!r} ({event.rule}): {told(event)}"
            )
    for item in reasons:
        yield miss(doc, match.rule, match.tokens, item.reason, explained(doc, item, mentions))
    if not holders and not reasons:
        why = "a later stage of the same agreement is told at the same time"
        yield miss(doc, match.rule, match.tokens, "overtaken", why)


def told(event: AgreementEvent) -> str:
    """Say which event it is, and which cues made its certainty."""
    cues = [f"{cue.text!r} ({cue.rule})" for cue in event.cues if cue.field == "modality"]
    parties = ", ".join(party.id for party in event.parties)
    return f"{event.status}/{event.modality} of {parties}" + (f", by {' and '.join(cues)}" if cues else "")


def explained(doc: Doc, item: Dropped, mentions: Sequence[Mention]) -> str:
    """Say in words what dropped a trigger."""
    rule, head = item.match.rule, doc[item.match.head]
    target = named_target(doc, item, mentions)
    if item.reason == "no_agreement":
        nouns = syntax.objects(head) if syntax.is_verb(head) else []
        acted = f"; its object is {listed(noun.text for noun in nouns)}" if nouns else ""
        named = [doc[m.start : m.end].text for m in mentions if m.root in range(head.sent.start, head.sent.end)]
        there = f"the sentence names {listed(named)}" if named else "the sentence names none"
        return f"no agreement as {listed(rule.agreement)}{acted}; {there}"
    if item.reason == "no_antecedent" and item.target is not None and item.target.kind in {"goods", "implied"}:
        return f"{target} belongs to no agreement told elsewhere, and two sides of a new one were not read here"
    if item.reason == "no_antecedent":
        return f"{target} takes up no agreement spoken of before"
    if item.reason == "domain":
        return f"{target} is not about defence, security or arms"
    if item.reason == "kind":
        return f"{target} is not the kind of agreement that the rule wants"
    if item.reason == "subject":
        return "its subject is no state, organisation or other actor"
    if item.reason == "no_event":
        return f"what may be done under {target}, a saying, or the answer to a claim"
    if item.reason == "subordinate":
        cues = [f"{doc[cue.token].text!r} ({cue.rule})" for cue in item.cues]
        return "only the content or the horizon of another event of the same agreement" + (
            f": {' and '.join(cues)}" if cues else ""
        )
    if item.reason == "parties":
        return f"nobody is named who is bound by {target}"
    return f"the rule counts only as {listed(rule.modalities)}"


def named_target(doc: Doc, item: Dropped, mentions: Sequence[Mention]) -> str:
    """Return the words that a trigger acts upon, in quotation marks."""
    target = item.target
    if target is None:
        return "it"
    if target.kind in {"implied", "context"}:
        return "the sentence"
    if target.kind == "mention":
        return repr(doc[mentions[target.position].start : mentions[target.position].end].text)
    return repr(doc[target.position].text)


def miss(doc: Doc, rule: Trigger, tokens: tuple[int, ...], outcome: Outcome, why: str) -> NearMiss:
    """Return a near miss on the words from the first to the last token."""
    span = doc[tokens[0] : tokens[-1] + 1]
    return NearMiss(rule.id, outcome, why, span.text, span.start_char, span.end_char)


def words_of(doc: Doc, tokens: tuple[int, ...]) -> str:
    """Return the text from the first to the last token."""
    return doc[tokens[0] : tokens[-1] + 1].text


def listed(words: Iterable[str]) -> str:
    """Return words as a list for a sentence, of many only the first.

    >>> listed(["object", "to"])
    "'object' or 'to'"
    """
    quoted = [repr(word) for word in words]
    if len(quoted) > SHOWN:
        return f"{', '.join(quoted[:SHOWN])} and {len(quoted) - SHOWN} more"
    return " or ".join(([", ".join(quoted[:-1])] if quoted[:-1] else []) + quoted[-1:])
