"""The gate that keeps sport, trade and labour agreements out."""

from collections.abc import Sequence

from spacy.tokens import Doc

from pactwire.agreements.clusters import Cluster
from pactwire.agreements.mentions import Mention, phrase_text
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match, Target


DENSITY = 0.012


class DomainGate:
    """Admits agreements of defence, security and arms."""

    def __init__(self, rules: RuleSet) -> None:
        self.defence = rules.words["defence"] | rules.words["goods"]
        self.other = rules.words["other_domains"]
        self.rules = rules

    def admits(self, doc: Doc, cluster: Cluster, mentions: Sequence[Mention], match: Match, target: Target) -> bool:
        """Tell whether an agreement belongs to the field: by its name or type, its sentence, or its document."""
        if target.kind == "goods":
            return True
        phrases = [phrase_text(doc[mentions[p].root], mentions[p]) for p in cluster.mentions]
        foreign = any(self._hits(phrase, self.other) for phrase in phrases)
        native = any(self._hits(phrase, self.defence) for phrase in phrases)
        if cluster.key:
            return True
        kind = cluster.type()
        trading = kind is not None and kind.type in {"procurement_contract", "arms_transfer", "training_exercise"}
        if (
            kind is not None
            and kind.type != "other"
            and kind.weight >= 1.4
            and not trading
            and not (foreign and not native)
        ):
            return True
        if native and not foreign:
            return True
        sentence = doc[match.head].sent.text.lower()
        in_sentence, out_sentence = self._hits(sentence, self.defence), self._hits(sentence, self.other)
        if foreign:
            return native and in_sentence > out_sentence
        if in_sentence > out_sentence:
            return True
        words = doc.text.lower()
        inside, outside = self._hits(words, self.defence), self._hits(words, self.other)
        return inside > outside and inside >= DENSITY * len(doc)

    @staticmethod
    def _hits(text: str, words: frozenset[str]) -> int:
        """Count the listed words of a lower-case text."""
        tokens = [token.strip(".,;:!?()[]\"'“”’‘") for token in text.replace("-", " ").replace("/", " ").split()]
        pairs = [" ".join(pair) for pair in zip(tokens, tokens[1:], strict=False)]
        return sum(token in words for token in [*tokens, *pairs])
