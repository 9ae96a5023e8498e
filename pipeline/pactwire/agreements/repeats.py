"""Verbs that stand for the one before: who "did so" or "followed suit" did what was just told of another."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pactwire.agreements import syntax
from pactwire.agreements.findings import Finding
from pactwire.agreements.triggers import Match

# What one state after another does to an agreement.
DONE_BY_EACH = frozenset({"signed", "approved", "ratified", "rejected", "suspended", "terminated"})
# Where a verb of its own begins in the tree: what is told beside, in relative clauses and the like, is passed over.
MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis"})


def repeated(doc: Doc, match: Match, found: Sequence[Finding]) -> Finding | None:
    """Return the finding whose stage a verb repeats: the last of its sentence or the one before, with no other verb between."""
    head = doc[match.head]
    first = head.sent.start
    first = doc[first - 1].sent.start if first else first
    before = [f for f in found if first <= f.match.head < match.head and f.match.rule.status in DONE_BY_EACH]
    last = max(before, key=lambda f: f.match.head, default=None)
    if last is None:
        return None
    told = doc[last.match.head]
    own = {head}
    while head.head != head and head.dep_ not in {"conj", "parataxis"}:
        head = head.head
        own.add(head)
    own.add(told)
    between = (token for token in doc[told.i + 1 : match.head] if syntax.is_verb(token) and token.dep_ in MAIN)
    return None if any(token not in own and syntax.subjects(token) for token in between) else last


def as_before(match: Match, finding: Finding) -> Match:
    """Return a match of the words that repeat a stage, with what the rule before says of it."""
    rule = match.rule.model_copy(update={"status": finding.match.rule.status})
    return replace(match, rule=rule)
