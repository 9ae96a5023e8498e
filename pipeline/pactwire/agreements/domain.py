"""The gate that keeps sport, trade and labour agreements out."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from pactwire.agreements.clusters import Cluster
from pactwire.agreements.mentions import Mention, phrase_text
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match, Target
from pactwire.components import text_of

DENSITY = 0.012
CLEAR = 1.4
TRADING = frozenset({"procurement_contract", "arms_transfer", "training_exercise"})
EDGES = ".,;:!?()[]\"'“”’‘"


class DomainGate:
    """Admits agreements of defence, security and arms."""

    def __init__(self, rules: RuleSet) -> None:
        self.defence = rules.words["defence"] | rules.words["goods"]
        self.other = rules.words["other_domains"]

    def of_document(self, doc: Doc, mentions: Sequence[Mention]) -> "DocumentGate":
        """Return the gate of one document, its words counted once."""
        return DocumentGate(self, doc, mentions)

    def counts(self, text: str) -> tuple[int, int]:
        """Return how many words of the field and of other fields a lower-case text has."""
        tokens = [token.strip(EDGES) for token in text.replace("-", " ").replace("/", " ").split()]
        words = [*tokens, *(" ".join(pair) for pair in pairwise(tokens))]
        return sum(word in self.defence for word in words), sum(word in self.other for word in words)


class DocumentGate:
    """The gate for the agreements of one document."""

    def __init__(self, gate: DomainGate, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.gate = gate
        self.doc = doc
        self.mentions = mentions
        self.inside, self.outside = gate.counts(text_of(doc).lower())

    def admits(self, cluster: Cluster, match: Match, target: Target) -> bool:
        """Tell whether an agreement belongs to the field: by its name or type, its sentence, or its document."""
        if target.kind == "goods" or cluster.key:
            return True
        phrases = [phrase_text(self.doc[self.mentions[p].root], self.mentions[p]) for p in cluster.mentions]
        hits = [self.gate.counts(phrase) for phrase in phrases]
        native, foreign = any(hit[0] for hit in hits), any(hit[1] for hit in hits)
        kind = cluster.type()
        clear = kind is not None and kind.type != "other" and kind.type not in TRADING and kind.weight >= CLEAR
        if (clear or native) and not foreign:
            return True
        here, there = self.gate.counts(self.doc[match.head].sent.text.lower())
        if foreign:
            return native and here > there
        return here > there or (self.inside > self.outside and self.inside >= DENSITY * len(self.doc))
