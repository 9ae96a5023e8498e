"""What is said of a report behind it, in its own sentence or in the next: that it is denied, untrue or unconfirmed."""

from collections.abc import Iterator

from spacy.tokens import Token

from pactwire.agreements import syntax
from pactwire.agreements.claims import ClaimReader
from pactwire.agreements.cues import CueFinding, CueWords
from pactwire.agreements.inflection import verb_forms
from pactwire.agreements.rules import CueRule, RuleSet

# Clauses that tell of something beside what their sentence reports.
ASIDE = frozenset({"relcl", "acl", "advcl"})
# What a claim takes as its own content: it is no word for the report before.
CONTENT = frozenset({"acl", "ccomp", "prep"})
POINTING = frozenset({"this", "that"})


class DenialReader:
    """Reads the words behind a trigger by which somebody takes up what was reported."""

    def __init__(self, rules: RuleSet, words: CueWords, said: ClaimReader) -> None:
        """Take the rules, the words of their cues, and a reader of what is said of claims."""
        self.words = words
        self.said = said
        self.reporting = rules.words["reporting"] | rules.words["complaining"]
        self.rules = [
            (rule, frozenset(form for verb in rule.verbs for form in verb_forms(verb)))
            for rule in rules.cues.values()
            if rule.scope == "afterwards"
        ]

    def cues(self, trigger: Token, status: str) -> Iterator[CueFinding]:
        """Yield what is said of a report: "..., but Caracas *denied* it", "The army's spokesman *denied* it"."""
        found = [
            (verb, rule)
            for verb in self._verbs(trigger)
            for rule, forms in self.rules
            if verb.lower_ in forms and (not rule.statuses or status in rule.statuses)
        ]
        for verb, rule in found:
            if takes_up_another(verb, trigger):
                continue
            if (self._negated(verb) == rule.negated_only and self._takes_up(verb, rule)) or (
                rule.untrue_only and self._takes_up(verb, rule, negated=True)
            ):
                yield CueFinding(rule.id, rule.effect, verb.i)

    def _verbs(self, trigger: Token) -> Iterator[Token]:
        """Yield the verbs behind a trigger that may speak of what it tells."""
        doc, end = trigger.doc, trigger.sent.end
        for token in doc[trigger.i + 1 : end]:
            if token.tag_.startswith("V") and speaks_of(token, trigger):
                yield token
        path = [trigger, *trigger.ancestors]
        beside = [child for node in path for child in syntax.children(node, "parataxis", "prep")]
        if end < len(doc) and any(word.lower_ in self.reporting for word in (*path, *beside)):
            root = doc[end].sent.root
            yield root
            yield from (clause for clause in syntax.children(root, "ccomp") if root.lower_ in self.reporting)

    def _negated(self, verb: Token) -> bool:
        """Tell whether a verb or its subject is negated."""
        near = [word for noun in syntax.children(verb, "nsubj") for word in (noun, *noun.children)]
        return bool(syntax.negations(verb)) or any(self.words.negates(word) for word in near)

    def _takes_up(self, verb: Token, rule: CueRule, *, negated: bool = False) -> bool:
        """Tell whether what a verb is said of is a word for the report before it."""
        if rule.untrue_only and not self.said.says_untrue(verb, negated=negated):
            return False
        things = syntax.children(verb, "dobj", "nsubjpass")
        if rule.untrue_only:
            things += syntax.children(verb, "nsubj") if verb.lower_ in syntax.BEING else []
            things += [word for thing in things for word in thing.lefts if word.lower_ in POINTING]
        if any(thing.lower_ in rule.words and is_bare(thing, verb) for thing in things):
            return True
        claim = verb.head
        return claim.i < verb.i and claim.lower_ in rule.words and not {"NN", "NNS"}.isdisjoint({claim.tag_})


def is_bare(thing: Token, verb: Token) -> bool:
    """Tell whether a word for a report says nothing of its own: not "reports of bribes", "*a* charge"."""
    return not any(
        (child.dep_ in CONTENT and child != verb and child.lower_ != "as") or child.lower_ in {"a", "an"}
        for child in thing.children
        if child.tag_ not in {"JJ", "RB"}
    )


def takes_up_another(verb: Token, trigger: Token) -> bool:
    """Tell whether a clause told in between is what a claim takes up: "the pact, which critics *called* a threat, a charge that"."""
    between = verb.doc[trigger.i + 1 : verb.head.i] if verb.head.dep_ == "appos" else ()
    return any(token.dep_ == "relcl" and token.tag_ in syntax.FINITE for token in between)


def speaks_of(verb: Token, trigger: Token) -> bool:
    """Tell whether a verb behind a trigger belongs to the clause that tells it, not to an aside of another."""
    path = [trigger, *trigger.ancestors]
    node = verb
    while node not in path:
        if node != verb and node.dep_ in ASIDE:
            return False
        node = node.head
    return not any(step.dep_ in ASIDE for step in path[: path.index(node)])
