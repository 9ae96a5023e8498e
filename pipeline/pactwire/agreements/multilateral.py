"""Treaties of many states, which each joins, ratifies, breaks and leaves for itself."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pactwire.agreements import syntax
from pactwire.agreements.candidates import Candidate
from pactwire.agreements.findings import Finding
from pactwire.agreements.mentions import DEPOSITARY
from pactwire.agreements.parties import PartyReader

TELLING = frozenset({"of", "for", "from", "into", "against"})


def each_alone(finding: Finding, own: Sequence[Candidate], reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return who joins or leaves a treaty of many at a trigger; where the clause names nobody, who did so last."""
    acting = charged(finding, reader, doc) or [c for c in own if c.relation in {"subject", "agent"}]
    states = [c for c in acting if c.actor.id != DEPOSITARY]
    return states or acting or above(finding, reader, doc) or last_doers(finding, reader, doc)


def charged(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return who is said to do it by others: "Norway accused *Russia* of breaching the treaty"."""
    head = doc[finding.match.head]
    if head.tag_ != "VBG" or head.dep_ != "pcomp" or head.head.lower_ not in TELLING:
        return []
    objects = [noun for noun in syntax.children(head.head.head, "dobj") if noun.i < head.i]
    return [replace(c, relation="subject") for noun in objects for c in reader.of_nominal(noun)]


def above(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return the subject of the nearest verb above that has an actor for it: "*Norway* voted in favour of leaving".

    Verbs of saying and judging are passed over: who regrets a withdrawal does not withdraw.
    """
    node = doc[finding.match.head]
    while node.head != node and node.dep_ != "ccomp" and (node.dep_ != "relcl" or node.tag_ == "VB"):
        node = verb = node.head
        if not syntax.is_verb(verb) or verb.lower_ in reader.words["reporting"] | reader.words["judging"]:
            continue
        found = [c for noun in syntax.subjects(verb) for c in reader.of_nominal(noun) if c.actor.id != DEPOSITARY]
        if found:
            return found
    return []


def last_doers(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return who did the like last before a trigger, else first behind it, all of one sentence; else who did anything."""
    number = finding.cluster.number
    same = reader.stages.get((number, finding.match.rule.status), ())
    found = [c for c in same or reader.doers.get(number, ()) if c.relation in {"subject", "agent"}]
    found = [c for c in found if c.actor.id != DEPOSITARY]
    start = doc[finding.match.head].idx
    nearest = max((c for c in found if c.span[0] < start), key=lambda c: c.span, default=None)
    nearest = nearest or min(found, key=lambda c: c.span, default=None)
    return [] if nearest is None else [c for c in found if same_sentence(c, nearest, doc)]


def same_sentence(left: Candidate, right: Candidate, doc: Doc) -> bool:
    """Tell whether two actors are named in one sentence."""
    spans = [doc.char_span(*c.span, alignment_mode="expand") for c in (left, right)]
    return all(span is not None for span in spans) and spans[0].root.sent == spans[1].root.sent  # type: ignore[union-attr]
