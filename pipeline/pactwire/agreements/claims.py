"""What is said of a claim: that it is false, or an answer that takes it up."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.cues import CueFinding, CueWords

# The pronouns that take up what somebody said, and those that take up a thing as well.
SAID = frozenset({"this", "that"})
BACK = 45
# Words in which a clause is opened by "according to which".
OPENING = 3


def answers_claim(doc: Doc, verb: Token, pronoun: Token, claims: frozenset[str], complaining: frozenset[str]) -> bool:
    """Tell whether what a pronoun takes up is what somebody claims: "complained of a breach. Moscow *rejected this*"."""
    sentence = pronoun.sent
    before = doc[max(0, sentence.start - BACK) : verb.i]
    if len(before) and sentence.start:
        before = doc[max(doc[sentence.start - 1].sent.start, before.start) : verb.i]
    if pronoun.lower_ in SAID:
        return any(word.lower_ in claims or word.lower_ in complaining for word in before)
    many = pronoun.lower_ == "them"
    return any(
        word.lower_ in claims and word.tag_ == ("NNS" if many else "NN") and word.dep_ in {"dobj", "nsubj", "nsubjpass"}
        for word in before
    )


def called_untrue(verb: Token, naming: frozenset[str], untruth: frozenset[str]) -> Token | None:
    """Return the word by which a claim is called untrue: "*called* a report *false*", "branded the claim *a lie*"."""
    if verb.lower_ not in naming:
        return None
    words = [word for word in verb.sent if word.i > verb.i and word.lower_ in untruth]
    return next((word for word in words if word.tag_.startswith(("JJ", "NN"))), None)


class ClaimReader:
    """Reads what is said of a claim that tells of an event: that it is denied, false or without basis."""

    def __init__(self, words: CueWords, lists: Mapping[str, frozenset[str]]) -> None:
        """Take the words of the cues and the word lists of the rules."""
        self.cues_of = words
        self._claims = lists["claims"]
        self._naming = lists["naming"]
        self._posts = lists["posts"]
        self._truth = lists["truth"]
        self._untruth = lists["untruth"]
        denying = words.words.get("governor", {}).items()
        self._false = self._untruth | {word for word, rules in denying if any(r.effect == "denied" for r in rules)}

    def of_claim(self, noun: Token) -> Iterator[CueFinding]:
        """Yield the denial of a claim: "rejected accusations that", "denied reports that"."""
        for child in noun.children:
            yield from self._words("determiner", child)
        about = noun.head
        if noun.dep_ == "pobj" and about.lower_ in {"of", "about"} and about.head.lower_ in self._claims:
            noun = about.head
        truth = about.head if noun.dep_ == "pobj" and about.lower_ in {"in", "to", "for", "behind"} else noun
        if truth != noun and truth.lower_ in self._truth and any(child.lower_ == "no" for child in truth.lefts):
            yield CueFinding("modality.deny_claim", "denied", truth.i)
            return
        verb = noun.head
        if verb.lower_ == "as" and verb.head != verb:
            verb = verb.head
        if noun.dep_ == "nsubj" and (noun.lower_ in self._claims or noun.lower_ in self._posts):
            yield from self.belied(verb)
            return
        if noun.lower_ in self._claims and (word := called_untrue(verb, self._naming, self._false)) is not None:
            yield CueFinding("modality.deny_claim", "denied", word.i)
            return
        if not syntax.is_verb(verb) or noun.dep_ not in {"dobj", "nsubjpass", "pobj"}:
            return
        for rule in self.cues_of.of_verb(verb):
            if rule.complement == "claim":
                yield CueFinding(rule.id, "possible" if self._is_open(verb) else rule.effect, verb.i)
                return

    def told_by(self, clause: Token) -> Token | None:
        """Return the claim whose content a clause tells: "dismissed a *story* according to which guns were sold"."""
        start = clause.left_edge.i
        opening = {token.lower_ for token in clause.doc[max(0, start - OPENING) : start + OPENING]}
        if not {"according", "which"} <= opening:
            return None
        before = reversed(clause.doc[max(clause.sent.start, start - BACK) : start])
        return next((token for token in before if token.lower_ in self._claims), None)

    def belied(self, verb: Token) -> Iterator[CueFinding]:
        """Yield what is said of a claim itself: "reports that ... *are false*", "are not true", "have no basis"."""
        negated = bool(syntax.negations(verb))
        for word in syntax.children(verb, "acomp", "attr", "oprd", "dobj"):
            if verb.lower_ in syntax.BEING and not negated:
                yield from (cue for cue in self._words("governor", word) if cue.effect == "denied")
                yield from (
                    cue for inner in word.lefts for cue in self._words("governor", inner) if cue.effect == "denied"
                )
            lacking = negated or any(child.lower_ in {"no", "without"} for child in word.lefts)
            plainly = verb.lower_ in syntax.BEING and not negated and word.lower_ in self._untruth
            if plainly or (lacking and word.lower_ in self._truth):
                yield CueFinding("modality.deny_claim", "denied", word.i)

    def says_untrue(self, verb: Token, *, negated: bool) -> bool:
        """Tell whether a verb comes with a word that gives the lie: "dismissed it *as fiction*", "is not *true*"."""
        said = [word for word in verb.subtree if word.i > verb.i]
        if not negated:
            return any(word.lower_ in self._false for word in said)
        # "Is not true", "called it without foundation", "has no basis"; "is true" gives no lie.
        lacking = bool(syntax.negations(verb))
        return any(
            word.lower_ in self._truth
            and (lacking or word.head.lower_ == "without" or any(child.lower_ == "no" for child in word.lefts))
            for word in said
        )

    def _is_open(self, verb: Token) -> bool:
        """Tell whether somebody does not deny: "would not confirm or *deny*", "declined to *deny*"."""
        first = syntax.first_conjunct(verb)
        refusing = self.cues_of.of_verb(first.head) if first.dep_ == "xcomp" else []
        return bool(syntax.negations(verb) or syntax.negations(first)) or any(r.effect == "negated" for r in refusing)

    def _words(self, scope: str, token: Token) -> Iterator[CueFinding]:
        """Yield the first cue of a scope that a word speaks for."""
        for rule in self.cues_of.words.get(scope, {}).get(token.lower_, ()):
            if not rule.infinitive_only:
                yield CueFinding(rule.id, rule.effect, token.i)
                return
