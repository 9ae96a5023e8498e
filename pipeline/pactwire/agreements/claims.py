"""What is said of a claim: that it is false, or an answer that takes it up."""

from spacy.tokens import Doc, Token

# The pronouns that take up what somebody said, and those that take up a thing as well.
SAID = frozenset({"this", "that"})
COMPLAINING = frozenset(
    [
        "accuse",
        "accused",
        "accuses",
        "accusing",
        "allege",
        "alleged",
        "alleges",
        "alleging",
        "complain",
        "complained",
        "complains",
        "complaining",
        "claim",
        "claimed",
        "claims",
        "claiming",
        "blame",
        "blamed",
        "blames",
        "blaming",
        "charge",
        "charged",
        "charges",
        "charging",
    ]
)
BACK = 45
# Verbs that say what somebody takes a claim for: "*called* the report false".
NAMING = frozenset(
    [
        "call",
        "called",
        "calls",
        "calling",
        "label",
        "labelled",
        "labeled",
        "labels",
        "labelling",
        "labeling",
        "brand",
        "branded",
        "brands",
        "branding",
        "describe",
        "described",
        "describes",
        "describing",
        "term",
        "termed",
        "terms",
        "terming",
        "dub",
        "dubbed",
        "dubs",
        "dubbing",
        "deem",
        "deemed",
        "deems",
    ]
)


def answers_claim(doc: Doc, verb: Token, pronoun: Token, claims: frozenset[str]) -> bool:
    """Tell whether what a pronoun takes up is what somebody claims: "complained of a breach. Moscow *rejected this*"."""
    sentence = pronoun.sent
    before = doc[max(0, sentence.start - BACK) : verb.i]
    if len(before) and sentence.start:
        before = doc[max(doc[sentence.start - 1].sent.start, before.start) : verb.i]
    if pronoun.lower_ in SAID:
        return any(word.lower_ in claims or word.lower_ in COMPLAINING for word in before)
    many = pronoun.lower_ == "them"
    return any(
        word.lower_ in claims and word.tag_ == ("NNS" if many else "NN") and word.dep_ in {"dobj", "nsubj", "nsubjpass"}
        for word in before
    )


def called_untrue(verb: Token, untruth: frozenset[str]) -> Token | None:
    """Return the word by which a claim is called untrue: "*called* a report *false*", "branded the claim *a lie*"."""
    if verb.lower_ not in NAMING:
        return None
    words = [word for word in verb.sent if word.i > verb.i and word.lower_ in untruth]
    return next((word for word in words if word.tag_.startswith(("JJ", "NN"))), None)
