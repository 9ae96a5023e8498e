"""The gate that keeps sport, trade and labour agreements out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from pactwire.agreements.candidates import Candidate
from pactwire.agreements.clusters import Cluster
from pactwire.agreements.mention import Mention, phrase_text
from pactwire.agreements.rules import RuleSet, Trigger
from pactwire.agreements.targets import Target
from pactwire.agreements.triggers import Match
from pactwire.components import text_of

DENSITY = 0.012
CLEAR = 1.4
TRADING = frozenset({"procurement_contract", "arms_transfer", "training_exercise"})
EDGES = ".,;:!?()[]\"'“”’‘"


class DomainGate:
    """Admits agreements of defence, security and arms."""

    def __init__(self, rules: RuleSet) -> None:
        self.dual = rules.words["dual"]
        self.defence = (rules.words["defence"] | rules.words["goods"]) - self.dual
        self.warlike = rules.words["warlike"]
        self.misleading = rules.words["misleading"]
        self.other = rules.words["other_domains"]
        self.bilateral = rules.words["bilateral"]
        self.figurative = rules.words["figurative"]

    def of_document(self, doc: Doc, mentions: Sequence[Mention]) -> "DocumentGate":
        """Return the gate of one document, its words counted once."""
        return DocumentGate(self, doc, mentions)

    @staticmethod
    def tells(rule: Trigger) -> bool:
        """Tell whether the words of a rule say themselves what is agreed: to stop fighting, to host troops."""
        return "implied" in rule.agreement and rule.type is not None and rule.type not in TRADING

    def counts(self, text: str) -> tuple[int, int]:
        """Return how many words of the field and of other fields a lower-case text has."""
        plain = text.replace("-", " ").replace("/", " ").replace("’s", "").replace("'s", "")
        tokens = [token.strip(EDGES) for token in plain.split()]
        pairs = list(pairwise(tokens))
        words = [*tokens, *(" ".join(pair) for pair in pairs)]
        inside, outside = sum(word in self.defence for word in words), sum(word in self.other for word in words)
        # "Flood defence" and "food security" are of no field that arms are of.
        inside -= sum(" ".join(pair) in self.misleading for pair in pairs)
        # Aircraft, ships and systems speak for the field in company only.
        if inside or not self.warlike.isdisjoint(tokens):
            inside += sum(token in self.dual for token in tokens)
        # "A trade war" and "a pay truce" are of the field that stands before them.
        return inside - sum(first in self.other and second in self.figurative for first, second in pairs), outside

    def is_quarrel(self, text: str) -> bool:
        """Tell whether a lower-case text is of another field's quarrel, told with words of war: "a tariff war"."""
        tokens = [token.strip(EDGES) for token in text.replace("-", " ").split()]
        if not any(first in self.other and second in self.figurative for first, second in pairwise(tokens)):
            return False
        inside = sum(token in self.defence and token not in self.figurative for token in tokens)
        return sum(token in self.other for token in tokens) > inside


class DocumentGate:
    """The gate for the agreements of one document."""

    def __init__(self, gate: DomainGate, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.gate = gate
        self.doc = doc
        self.mentions = mentions
        self.inside, self.outside = gate.counts(text_of(doc).lower())
        self.inside += sum(ent.label_ in {"WEAPON", "PLATFORM"} for ent in doc.ents)
        self.quarrel = gate.is_quarrel(text_of(doc).lower())

    def admits(
        self, cluster: Cluster, match: Match, target: Target, doers: Callable[[], Sequence[Candidate]] = tuple
    ) -> bool:
        """Tell whether an agreement belongs to the field: by its name or type, its parties, sentence or document.

        Args:
            doers: returns who does what the trigger tells; asked only where all else leaves it open.
        """
        if target.kind == "goods" or cluster.key:
            return True
        phrases = [
            phrase_text(self.doc[self.mentions[p].root], self.mentions[p]) for p in cluster.mentions or cluster.kin
        ]
        hits = [self.gate.counts(phrase) for phrase in phrases]
        native, foreign = any(hit[0] for hit in hits), any(hit[1] for hit in hits)
        kind = cluster.type()
        clear = kind is not None and kind.type != "other" and kind.type not in TRADING and kind.weight >= CLEAR
        if self.quarrel and kind is not None and kind.type == "ceasefire":
            return False
        if (clear or native) and not foreign:
            return True
        sentence = self.doc[match.head].sent
        here, there = self.gate.counts(sentence.text.lower())
        here += sum(ent.label_ in {"WEAPON", "PLATFORM"} for ent in sentence.ents)
        if foreign:
            return native and here > there
        if target.kind == "implied" and self.gate.tells(match.rule):
            return not there or here > there
        if here > there or (self.inside > self.outside and self.inside >= DENSITY * len(self.doc)):
            return True
        # "The deal of Chile with Peru to buy helicopters": the parser may hang what it is about elsewhere.
        goods = " ".join(token.lower_ for token in sentence if token.lower_ in self.gate.dual)
        return not there and self._fits_parties(cluster, [*phrases, goods], doers)

    def _fits_parties(self, cluster: Cluster, phrases: Iterable[str], doers: Callable[[], Sequence[Candidate]]) -> bool:
        """Tell whether the parties make it one of the field: two states for training, a maker of arms for a contract."""
        kind = cluster.type()
        bilateral = any(not self.gate.bilateral.isdisjoint(phrase.split()) for phrase in phrases)
        contract = kind is not None and kind.type == "procurement_contract"
        if not bilateral and not contract:
            return False
        actors = {**cluster.parties(), **{candidate.actor.id: candidate.actor for candidate in doers()}}
        kinds = [actor.kind for actor in actors.values()]
        states = kinds.count("state")
        return (bilateral and states >= 2) or (contract and states > 0 and (bilateral or "company" in kinds))
