"""Capitals told by their country: "in the Peruvian capital", "in the capital of Peru"."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from pactwire.actors.lexicon import capital_of
from pactwire.agreements import syntax
from pactwire.annotations import PlaceMention
from pactwire.components import annotations, tokens_in


def capitals_by_country(doc: Doc) -> Iterator[tuple[PlaceMention, Span]]:
    """Yield the capitals that a text names by their country, as places of that name."""
    nouns = list(tokens_in(doc, {"capital"}))
    if not nouns:
        return
    states = {
        token.i: mention.actors[0].id
        for mention in annotations(doc).actors
        if len(mention.actors) == 1 and mention.actors[0].kind == "state" and mention.via in {"adjective", "name"}
        for token in doc.char_span(mention.start, mention.end, alignment_mode="expand") or ()
    }
    for noun in nouns:
        country = _country(noun, states)
        name = capital_of(country) if country else None
        if name is not None:
            span = doc[noun.left_edge.i : noun.i + 1]
            yield PlaceMention(span.start_char, span.end_char, name, name, country), span


def _country(noun: Token, states: Mapping[int, str]) -> str | None:
    """Return the state whose capital a noun is."""
    owners = [*syntax.children(noun, "amod", "compound", "poss", "nmod")]
    owners.extend(inner for name, inner in syntax.prepositional(noun) if name == "of")
    return next((states[owner.i] for owner in owners if owner.i in states), None)
