"""Who only brings others together: brokers, hosts, monitors and guarantors of their agreements."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex, Involved
from pactwire.components import tokens_in

OWNING = frozenset({"of", "by", "from"})


def find_mediators(doc: Doc, actors: ActorIndex, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ids of the actors that a text shows as mediators of an agreement of others.

    They are named as helpers ("a truce brokered by Qatar"), do what mediators do ("Norway, which monitors the
    ceasefire"), or go with a noun for one ("Egyptian mediators", "Qatar and Egypt, the mediators").
    """
    found = {actor.id for mention in actors.mentions if mention.aside for actor in mention.actors}
    helping = (*_by_deed(doc, actors, words["mediating"]), *_by_noun(doc, actors, words["mediators"]))
    # "With the support of the parties": "the parties" are those of the agreement, whatever they do beside.
    found.update(actor.id for item in helping if item.mention.via != "group" for actor in item.mention.actors)
    return frozenset(found)


def _by_deed(doc: Doc, actors: ActorIndex, verbs: frozenset[str]) -> Iterator[Involved]:
    for token in tokens_in(doc, verbs):
        if not syntax.is_verb(token):
            continue
        doers = syntax.doers(token)
        for noun in doers:
            yield from actors.of_nominal(noun, "by")


def _by_noun(doc: Doc, actors: ActorIndex, nouns: frozenset[str]) -> Iterator[Involved]:
    for token in tokens_in(doc, nouns):
        if not token.tag_.startswith("NN"):
            continue
        yield from actors.of_nominal(token, "by")
        for _, noun in syntax.prepositional(token, OWNING):
            yield from actors.of_nominal(noun, "by", places=True)
        beside = token.head if token.dep_ == "appos" else None
        for noun in [
            *([beside] if beside is not None else []),
            *syntax.children(token, "appos"),
            *_named_before(token),
        ]:
            yield from actors.of_nominal(noun, "by")


def _named_before(noun: Token) -> list[Token]:
    """Return what is said to be one: "Egypt is a mediator", "Egypt acted as mediator"."""
    if noun.dep_ == "attr":
        return syntax.subjects(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and syntax.is_verb(noun.head.head):
        return syntax.subjects(noun.head.head)
    return []
