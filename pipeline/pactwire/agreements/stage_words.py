"""What is done to agreements: where a noun is the object of that, and who does it."""

from collections.abc import Container, Iterable

from spacy.tokens import Token

from pactwire.agreements import syntax
from pactwire.agreements.inflection import noun_forms, verb_forms

# Prepositions between a word of a stage and the agreement: "withdrew *from* the pact", "the end *of* the pact".
LEADING = frozenset({"of", "from", "to", "out", "on", "into"})
STEPS = 4


def all_forms(lemmas: Iterable[str]) -> frozenset[str]:
    """Return the forms of words that may be verbs or nouns."""
    return frozenset(form for lemma in lemmas for form in (*verb_forms(lemma), *noun_forms(lemma)))


def acting_upon(noun: Token, words: Container[str]) -> Token | None:
    """Return the word among some that tells what is done to a noun: "*ended* it", "it was *ended*", "it *lapsed*".

    Not one whose doer the noun is: "they suspended three players".
    """
    node = noun
    for _ in range(STEPS):
        above = node.head
        if above == node:
            return None
        if above.lower_ in words and (syntax.is_verb(above) or above.tag_.startswith("N")):
            if node.dep_ == "nsubj":
                acts = [word for word in syntax.children(above, "dobj", "ccomp", "xcomp") if word.lower_ != "effect"]
                return None if acts else above
            fits = node.dep_ in {"dobj", "nsubjpass", "compound", "poss"} or node.lower_ in LEADING
            return above if fits else None
        if node.dep_ not in {"pobj", "conj", "appos"} and node.lower_ not in LEADING:
            return None
        node = above
    return None
