"""According to whom: the source of what a sentence says."""

from spacy.tokens import Token

from pactwire.agreements import syntax
from pactwire.agreements.rules import RuleSet
from pactwire.records import Attribution

DEPTH = 10


def attribution(head: Token, rules: RuleSet) -> tuple[Attribution, Token, str] | None:
    """Return who says it, the word that tells so, and the rule: the subject of a verb of saying, or "according to"."""
    reporting = rules.words["reporting"]
    node = head
    for _ in range(DEPTH):
        if node.dep_ in {"ROOT"} or node.head == node:
            break
        node = node.head
        if node.lower_ in reporting and (subjects := syntax.children(node, "nsubj")):
            return source(subjects[0], head, node, "attribution.governor")
    for verb in head.sent:
        governs = (verb.dep_ in {"ROOT", "parataxis", "ccomp"} and head.is_ancestor(verb)) or verb.is_ancestor(head)
        if verb.lower_ in reporting and governs and (subjects := syntax.children(verb, "nsubj")):
            return source(subjects[0], head, verb, "attribution.beside")
        if verb.lower_ == "according":
            for _, noun in syntax.prepositional(verb):
                return source(noun, head, verb, "attribution.according")
    return None


def source(noun: Token, trigger: Token, word: Token, rule: str) -> tuple[Attribution, Token, str] | None:
    """Return a noun with its modifiers as a source, with the word and rule that tell so; a relative pronoun is none."""
    if noun.tag_ in {"WP", "WDT", "PRP"} and noun.lower_ not in {"he", "she", "they"}:
        return None
    doc = noun.doc
    last = noun.i
    for token in sorted(noun.subtree, key=lambda token: token.i):
        between = doc[noun.i : token.i + 1]
        if token.i > last and all(
            other.dep_ not in {"relcl", "punct", "acl"} and other.lower_ != "," for other in between
        ):
            last = token.i
    span = doc[noun.left_edge.i : last + 1]
    quoted = in_quotes(trigger)
    return Attribution(source=span.text, quoted=quoted, start=span.start_char, end=span.end_char), word, rule


def in_quotes(token: Token) -> bool:
    """Tell whether a token stands inside quotation marks within its paragraph."""
    opened = False
    for other in token.doc[max(0, token.i - 80) : token.i]:
        if "\n" in other.text:
            opened = False
        elif other.text == "“":
            opened = True
        elif other.text == "”":
            opened = False
        elif other.text == '"':
            opened = not opened
    return opened
