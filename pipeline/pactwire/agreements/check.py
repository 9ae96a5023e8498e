"""The examples of the rules, run: each rule must fire on its own, and stay silent on its counter-examples."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc

from pactwire.agreements.clusters import NOWHERE, cluster_mentions, sentence_numbers
from pactwire.agreements.detector import Detector
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.inflection import noun_forms, verb_forms
from pactwire.agreements.rules import CueRule, NounRule, Rule, RuleSet, Trigger

# Effects that leave no cue in the record: what they show is that the event stays asserted.
SILENT = frozenset({"transparent", "asserted"})


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule, or a counter-example."""

    rule: str
    text: str
    counter: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """An example that came out otherwise than its rule says; `found` is what was there instead."""

    example: Example
    found: str


def rule_examples(rules: RuleSet) -> tuple[Example, ...]:
    """Return every example and counter-example, by rule id."""
    return tuple(
        Example(rule.id, text, counter)
        for rule in rules.all_rules()
        for counter, texts in ((False, rule.examples), (True, rule.counter_examples))
        for text in texts
    )


def run_examples(nlp: Language, detector: Detector, examples: Iterable[Example]) -> Iterator[Fault]:
    """Yield the examples that come out wrong, in order.

    Args:
        nlp: the pipeline; its own agreement component is left out.
        detector: the detector that holds the rules.
        examples: examples of rules that the detector holds.
    """
    ordered, texts = tee(examples)
    docs = nlp.pipe((example.text for example in texts), disable=["pactwire_agreements"])
    for example, doc in zip(ordered, docs, strict=True):
        if (found := wrong(detector, doc, example)) is not None:
            yield Fault(example, found)


def wrong(detector: Detector, doc: Doc, example: Example) -> str | None:
    """Return what was found instead of what an example demands, or `None` where it comes out right."""
    rule = rule_by_id(detector.rules, example.rule)
    if isinstance(rule, NounRule):
        heads = found_mentions(detector, doc)
        fired = rule.id in heads
        shown = ", ".join(heads)
    else:
        events = detector.events(doc)
        fired = any(fires(rule, event, doc) for event in events)
        shown = "; ".join(
            f"{event.status}/{event.modality} {event.agreement.type} by {event.rule}"
            + "".join(f" {cue.rule}" for cue in event.cues if cue.field == "modality")
            for event in events
        )
    return None if fired != example.counter else shown or "nothing"


def fires(rule: Rule, event: AgreementEvent, doc: Doc) -> bool:
    """Tell whether an event shows the work of a trigger, cue or type rule."""
    if isinstance(rule, Trigger):
        return any(cue.field == "status" and cue.rule == rule.id for cue in event.cues)
    if isinstance(rule, CueRule):
        if rule.effect in SILENT:
            return event.modality == "asserted" and not forms(rule).isdisjoint(token.lower_ for token in doc)
        return any(cue.field == "modality" and cue.rule == rule.id for cue in event.cues)
    return not isinstance(rule, NounRule) and event.agreement.type == rule.type


def forms(rule: CueRule) -> frozenset[str]:
    """Return the lower-case words that a cue rule looks for."""
    verbs = (form for verb in rule.verbs for form in verb_forms(verb.split()[0]))
    nouns = (form for noun in rule.nouns for form in noun_forms(noun))
    return frozenset({*verbs, *nouns, *rule.words})


def found_mentions(detector: Detector, doc: Doc) -> list[str]:
    """Return the rules of the mentions of a document; one with nothing to take up again does not count."""
    mentions = detector.mentions(doc)
    _, assigned = cluster_mentions(doc, mentions, detector.rules.words["goods"], sentence_numbers(doc))
    return [mention.rule for mention, number in zip(mentions, assigned, strict=True) if number != NOWHERE]


def rule_by_id(rules: RuleSet, key: str) -> Rule:
    """Return the rule with an id."""
    return next(rule for rule in rules.all_rules() if rule.id == key)
