"""Nouns that a clause has a gap for, where no noun of its own stands: free relatives, clefts, clauses hung elsewhere."""

from collections.abc import Iterator

from spacy.tokens import Token

from pactwire.agreements import syntax

WHAT = frozenset({"what", "whatever"})
# Steps from a verb up to the top of its clause, or to the noun before it.
STEPS = 4


def meant_by_what(what: Token, verb: Token) -> list[Token]:
    """Return what a free relative stands for: "*what* Mali signed was a *pact*", "a *pact* is *what* it wants"."""
    top = verb
    for _ in range(STEPS):
        if top.dep_ not in {"xcomp", "ccomp"} or top.head.i > what.i or top.head.lower_ in syntax.BEING:
            break
        top = top.head
    being = top.head
    if being.lower_ not in syntax.BEING or being == top:
        return []
    if top.i < being.i:
        return syntax.children(being, "attr", "oprd", "ccomp")
    return [noun for noun in syntax.children(being, *syntax.SUBJECTS) if noun.i < what.i]


def named_by_clause(verb: Token) -> list[Token]:
    """Return what a free relative behind a verb calls it: "signed *what* he described as a *pact*"."""
    found: list[Token] = []
    for clause in syntax.children(verb, "ccomp", "pcomp"):
        opens = [*syntax.children(verb, "dobj"), *clause.children]
        if not any(word.lower_ in WHAT and verb.i < word.i < clause.i for word in opens):
            continue
        found.extend(syntax.children(clause, "attr", "oprd", "dobj"))
        found.extend(noun for name, noun in syntax.prepositional(clause) if name in {"as", "to"})
        for named in syntax.children(clause, "ccomp", "xcomp"):
            found.extend([named, *syntax.children(named, "attr", "oprd", "dobj", "nsubj")])
    return [noun for noun in found if noun.lower_ not in WHAT]


def noun_above(relative: Token, verb: Token) -> Token | None:
    """Return the noun before a relative pronoun, where the parser hung the clause on another word than that noun."""
    for node in verb.ancestors:
        if node.i < relative.i and node.tag_.startswith("N"):
            return node
    return None


def stray_subject(verb: Token) -> Token | None:
    """Return the subject of a finite passive that the parser hung on a noun inside it.

    "A covenant binding both to cease *hostilities* was signed": what was signed is the covenant.
    """
    helpers = syntax.children(verb, "aux", "auxpass")
    if verb.dep_ not in {"acl", "relcl"} or not any(helper.tag_ in syntax.FINITE for helper in helpers):
        return None
    if syntax.children(verb, *syntax.SUBJECTS) or any(child.lower_ in syntax.RELATIVE for child in verb.children):
        return None
    outermost = None
    for node in _up_to_finite(verb):
        if node.tag_.startswith("N") and node.i < verb.i:
            outermost = node
    return outermost


def _up_to_finite(verb: Token) -> Iterator[Token]:
    for node in verb.ancestors:
        if node.tag_ in syntax.FINITE:
            return
        yield node
