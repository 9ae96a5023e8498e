"""How certain an event is: from the trigger up to the main clause, each cue applied inside out."""

from dataclasses import dataclass

from spacy.tokens import Token

from pactwire.agreements.claims import ClaimReader
from pactwire.agreements.cue_path import CuePath
from pactwire.agreements.cues import CueFinding, CueWords
from pactwire.agreements.denials import DenialReader
from pactwire.agreements.rules import Effect, RuleSet
from pactwire.agreements.tense import asks
from pactwire.records import Modality

ASKED = "modality.if"


@dataclass(frozen=True, slots=True)
class Certainty:
    """The modality of a trigger and the cues that made it, inner ones first."""

    modality: Modality
    cues: tuple[CueFinding, ...]


class CertaintyReader:
    """Reads modality; holds the cue rules by form."""

    def __init__(self, rules: RuleSet) -> None:
        self.words = CueWords(rules)
        self.lists = rules.words
        self.said = ClaimReader(self.words, rules.words)
        self.two_way = frozenset(rule.id for rule in rules.cues.values() if rule.two_way)
        self.unsettled = frozenset(rule.id for rule in rules.cues.values() if rule.unsettled)
        self.denials = DenialReader(rules, self.words, self.said)

    def read(
        self,
        trigger: Token,
        *,
        base: Modality = "asserted",
        related: tuple[Token, ...] = (),
        absorbs: tuple[str, ...] = (),
        status: str = "",
        own: tuple[int, ...] = (),
    ) -> Certainty:
        """Return the modality of a trigger.

        Args:
            trigger: the head token of the trigger.
            base: what the trigger's own words say before any cue.
            related: subject and object tokens, whose determiners may negate ("no pact was signed").
            absorbs: rules that leave this trigger as it is: who agrees to begin talks is in talks.
            status: the trigger's status; some cues count for certain statuses only.
            own: negations among the trigger's tokens, which are no cues to itself: "said no to the pact".
        """
        cues: list[CueFinding] = []
        state: Modality = base
        for cue in (
            *CuePath(self.words, self.lists, self.said, status).cues(trigger, related),
            *self.denials.cues(trigger, status),
        ):
            if (
                cue.rule in absorbs
                or cue.token in own
                or any(cue.rule == other.rule and cue.token == other.token for other in cues)
            ):
                continue
            above = [other.rule for other in cues[-2:]] if cue.effect == "negated" else []
            undone = above[-1:] and above[-1] in self.two_way and state == "negated"
            cues.append(cue)
            # Who does not say whether leaves it open.
            if cue.effect == "negated" and any(c.rule == ASKED and asks(trigger.doc[c.token]) for c in cues):
                continue
            if not self.unsettled.isdisjoint(above):
                state = "possible"
            else:
                state = "asserted" if undone else combine(state, cue.effect)
        return Certainty(state, tuple(cue for cue in cues if cue.effect != "transparent"))


def combine(state: Modality, effect: Effect) -> Modality:
    """Apply an outer cue to the modality found so far.

    >>> combine("planned", "negated")
    'negated'
    """
    if effect in {"transparent", "asserted"} or state == "denied":
        return state
    if effect == "denied":
        return "asserted" if state == "negated" else "denied"
    if effect == "negated":
        return "possible" if state == "negated" else "negated"
    if effect == "possible":
        return "possible" if state != "negated" else "negated"
    return "planned" if state in {"asserted", "planned"} else state
