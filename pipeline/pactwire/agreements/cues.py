"""The words of cues: which rules a verb, noun or other word may speak for."""

from dataclasses import dataclass

from spacy.tokens import Token

from pactwire.agreements.inflection import noun_forms, verb_forms
from pactwire.agreements.rules import CueRule, Effect, RuleSet

# Words between a verb and the words that go with it: "*put* the signing *on hold*".
APART = 8


@dataclass(frozen=True, slots=True)
class CueFinding:
    """A cue in the text: the rule, and the token that it was read from."""

    rule: str
    effect: Effect
    token: int


class CueWords:
    """The rules of cues by the forms of their words."""

    def __init__(self, rules: RuleSet) -> None:
        self.verbs: dict[str, list[tuple[CueRule, tuple[str, ...]]]] = {}
        self.nouns: dict[str, list[CueRule]] = {}
        self.words: dict[str, dict[str, list[CueRule]]] = {}
        for rule in rules.cues.values():
            for verb in rule.verbs if rule.scope != "afterwards" else ():
                first, *rest = verb.split()
                for form in verb_forms(first):
                    self.verbs.setdefault(form, []).append((rule, tuple(rest)))
            for noun in rule.nouns:
                for form in noun_forms(noun):
                    self.nouns.setdefault(form, []).append(rule)
            for word in rule.words:
                self.words.setdefault(rule.scope, {}).setdefault(word.split()[0], []).append(rule)

    def negates(self, word: Token) -> bool:
        """Tell whether a word before a noun, or instead of one, negates: "*neither* side", "*nobody*"."""
        return any(rule.effect == "negated" for rule in self.words.get("determiner", {}).get(word.lower_, ()))

    def of_verb(self, verb: Token) -> list[CueRule]:
        """Return the rules of a verb, where it is one of several words ("called off") those of all of them alone."""
        found = [(rule, rest) for rule, rest in self.verbs.get(verb.lower_, ()) if goes_with(verb, rest)]
        most = max((len(rest) for _, rest in found), default=0)
        return [rule for rule, rest in found if len(rest) == most]


def goes_with(verb: Token, words: tuple[str, ...]) -> bool:
    """Tell whether some words follow a verb, at once or behind its object."""
    doc, size = verb.doc, len(words)
    last = min(verb.sent.end - size, verb.i + APART)
    return not size or any(
        tuple(token.lower_ for token in doc[i : i + size]) == words and (i == verb.i + 1 or belongs(doc[i], verb, size))
        for i in range(verb.i + 1, last + 1)
    )


def belongs(word: Token, verb: Token, size: int) -> bool:
    """Tell whether the first of some words behind a verb is its own: not "off" in "are to kick off"."""
    return word.head == verb or (size > 1 and verb.i < word.head.i)
