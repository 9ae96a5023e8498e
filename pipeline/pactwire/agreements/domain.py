"""The gate that keeps sport, trade and labour agreements out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
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
UNION = frozenset({"union"})
EDGES = ".,;:!?()[]\"'“”’‘"


class DomainGate:
    """Admits agreements of defence, security and arms."""

    def __init__(self, rules: RuleSet) -> None:
        self.dual = rules.words["dual"]
        self.arms = rules.words["goods"] - self.dual
        self.defence = (rules.words["defence"] | rules.words["goods"]) - self.dual
        self.warlike = rules.words["warlike"]
        self.misleading = rules.words["misleading"]
        self.other = rules.words["other_domains"]
        self.bilateral = rules.words["bilateral"]
        self.figurative = rules.words["figurative"]
        self.quarrels = rules.words["quarrels"]
        self.funding = rules.words["funding"]

    def of_document(self, doc: Doc, mentions: Sequence[Mention]) -> "DocumentGate":
        """Return the gate of one document."""
        return DocumentGate(self, doc, mentions)

    @staticmethod
    def tells(rule: Trigger) -> bool:
        """Tell whether the words of a rule say themselves what is agreed: to stop fighting, to host troops."""
        return "implied" in rule.agreement and rule.type is not None and rule.type not in TRADING

    def counts(self, text: str, neutral: frozenset[str] = frozenset()) -> tuple[int, int]:
        """Return how many words of the field and of other fields a lower-case text has.

        Args:
            neutral: words that count for no other field here: the loan that pays for arms.
        """
        tokens = self.tokens(text)
        words = with_pairs(tokens)
        other = self.other - neutral if neutral else self.other
        inside, outside = sum(word in self.defence for word in words), sum(word in other for word in words)
        # "Flood defence" and "food security" are of no field that arms are of.
        inside -= sum(word in self.misleading for word in words)
        # Aircraft, ships and systems speak for the field in company only.
        if inside or not self.warlike.isdisjoint(tokens):
            inside += sum(token in self.dual for token in tokens)
        # "A trade war" and "a pay truce" are of the field that stands before them.
        return inside - self.quarrel_words(tokens), outside

    def pays_for_arms(self, doc: Doc) -> bool:
        """Tell whether the loans and credits of a document are for arms.

        Words for arms count twice, and words of the field in the sentences that speak of the money once more: they must
        be more than the words of all other fields.
        """
        text = text_of(doc).lower()
        words = self.words(text)
        if self.funding.isdisjoint(words):
            return False
        lines = [sentence.text.lower() for sentence in doc.sents]
        arms = sum(word in self.arms for word in words)
        arms += sum(self.counts(line)[0] for line in lines if not self.funding.isdisjoint(self.words(line)))
        inside, outside = self.counts(text)
        return arms > 0 and inside + arms > outside

    @staticmethod
    def tokens(text: str) -> list[str]:
        """Return the words of a lower-case text."""
        plain = text.replace("-", " ").replace("/", " ").replace("’s", "").replace("'s", "")
        return [token.strip(EDGES) for token in plain.split()]

    def words(self, text: str) -> list[str]:
        """Return the words of a lower-case text and behind them its pairs of words."""
        return with_pairs(self.tokens(text))

    def quarrel_words(self, tokens: Sequence[str]) -> int:
        """Return how often words of war stand behind those of another field: "a tariff war"."""
        return sum(first in self.other and second in self.figurative for first, second in pairwise(tokens))

    def is_quarrel(self, text: str) -> bool:
        """Tell whether a lower-case text is of another field's quarrel, told with words of war: "a tariff war"."""
        tokens = self.tokens(text)
        inside = sum(token in self.defence and token not in self.figurative for token in tokens)
        if sum(token in self.quarrels for token in tokens) > inside:
            return True
        return self.quarrel_words(tokens) > 0 and sum(token in self.other for token in tokens) > inside


class DocumentGate:
    """The gate for the agreements of one document."""

    def __init__(self, gate: DomainGate, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.gate = gate
        self.doc = doc
        self.mentions = mentions
        self.phrases: dict[int, str] = {}
        text = text_of(doc).lower()
        self.neutral = gate.funding if gate.pays_for_arms(doc) else frozenset()
        self.inside, self.outside = gate.counts(text, self.neutral)
        self.inside += sum(ent.label_ in {"WEAPON", "PLATFORM"} for ent in doc.ents)
        self.quarrel = gate.is_quarrel(text)

    def admits(
        self, cluster: Cluster, match: Match, target: Target, doers: Callable[[], Sequence[Candidate]] = tuple
    ) -> bool:
        """Tell whether an agreement belongs to the field: by its name or type, its parties, sentence or document.

        Args:
            doers: returns who does what the trigger tells; asked only where all else leaves it open.
        """
        if target.kind == "goods" or cluster.traded or cluster.key:
            return True
        spots = [self.mentions[p] for p in cluster.mentions or cluster.kin]
        phrases = [self._phrase(p) for p in cluster.mentions or cluster.kin]
        hits = [self.gate.counts(phrase, self.neutral) for phrase in phrases]
        native = any(hit[0] for hit in hits) or any(self._tells_so(self.doc[spot.root]) for spot in spots)
        foreign = any(hit[1] for hit in hits) or self._is_of_others(self.doc[match.head])
        kind = cluster.type()
        clear = kind is not None and kind.type != "other" and kind.type not in TRADING and kind.weight >= CLEAR
        if self.quarrel and kind is not None and kind.type == "ceasefire":
            return False
        if (clear or native) and not foreign:
            return True
        sentence = self.doc[match.head].sent
        here, there = self.gate.counts(sentence.text.lower(), self.neutral)
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

    def _tells_so(self, noun: Token) -> bool:
        """Tell whether a clause behind an agreement says what it is about: "a pact under which it will host troops"."""
        for clause in syntax.children(noun, "relcl", "acl"):
            inside, outside = self.gate.counts(self.doc[clause.left_edge.i : clause.right_edge.i + 1].text.lower())
            if inside > outside and not clause.lower_.startswith("sign"):
                return True
        return False

    def _is_of_others(self, trigger: Token) -> bool:
        """Tell whether people of another field do it: "*workers* at a yard for frigates turned down a contract"."""
        verb = next((word for word in (trigger, *trigger.ancestors) if syntax.subjects(word)), trigger)
        return any(
            noun.text.islower() and (noun.lower_ in self.gate.other or noun.lower_ in UNION)
            for noun in [*syntax.subjects(verb), *syntax.agents(trigger)]
        )

    def _phrase(self, position: int) -> str:
        """Return the words of a mention with its complements, put together once a document."""
        if position not in self.phrases:
            mention = self.mentions[position]
            self.phrases[position] = phrase_text(self.doc[mention.root], mention)
        return self.phrases[position]

    def _fits_parties(self, cluster: Cluster, phrases: Iterable[str], doers: Callable[[], Sequence[Candidate]]) -> bool:
        """Tell whether the parties make it one of the field: an armed group, two states for training, a maker of arms."""
        kind = cluster.type()
        bilateral = any(not self.gate.bilateral.isdisjoint(self.gate.words(phrase)) for phrase in phrases)
        contract = kind is not None and kind.type == "procurement_contract"
        actors = {**cluster.parties(), **{candidate.actor.id: candidate.actor for candidate in doers()}}
        if any(actor.kind == "armed_group" for actor in actors.values()):
            return True
        kinds = [actor.kind for actor in actors.values() if actor.listed]
        states = kinds.count("state")
        return (bilateral and states >= 2) or (contract and states > 0 and (bilateral or "company" in kinds))


def with_pairs(tokens: Sequence[str]) -> list[str]:
    """Return words and behind them their pairs."""
    return [*tokens, *(" ".join(pair) for pair in pairwise(tokens))]
