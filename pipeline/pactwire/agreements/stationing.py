"""Who stays with whom: guest and host of troops and bases, told anywhere in a text."""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import OWNING, ActorIndex, Involved
from pactwire.agreements.candidates import Candidate, candidates

HOSTED = frozenset({"in", "at", "of", "on"})


class Stays:
    """Who stays with whom in one document."""

    def __init__(self, doc: Doc, actors: ActorIndex) -> None:
        self.doc = doc
        self.actors = actors

    @cached_property
    def pairs(self) -> dict[frozenset[str], list[Candidate]]:
        """Guest and host of the sentences that speak of troops or bases abroad, by their ids."""
        found = [list(candidates(pair, self.doc)) for pair in guests_and_hosts(self.doc, self.actors)]
        return {frozenset(c.actor.id for c in pair): pair for pair in found}

    def parties(self, trigger: Token, known: Set[str]) -> list[Candidate]:
        """Return who is missing in an agreement on a base: the host its sentence names, else the pair that the others agree on."""
        hosts = [item for item in hosts_in(trigger.sent, self.actors) if id_of(item) not in known]
        if len(known) == 1 and len({id_of(item) for item in hosts}) == 1:
            return list(candidates(hosts, self.doc))
        fitting = [pair for ids, pair in self.pairs.items() if known <= ids]
        return fitting[0] if len(fitting) == 1 else []


def guests_and_hosts(doc: Doc, actors: ActorIndex) -> Iterator[tuple[Involved, Involved]]:
    """Yield guest and host of each sentence that names one of either: "*Italy* will keep its base in *Djibouti*"."""
    for sentence in doc.sents:
        nouns = [token for token in sentence if token.lower_ in actors.presence]
        hosts = hosts_in(sentence, actors) if nouns else []
        guests = {id_of(item): item for noun in nouns for item in guests_of(noun, actors)}
        found = {key: item for item in hosts if (key := id_of(item)) not in guests}
        if len(guests) == len(found) == 1:
            yield next(iter(guests.values())), next(iter(found.values()))


def guests_of(noun: Token, actors: ActorIndex) -> Iterator[Involved]:
    """Yield whose troops or bases are spoken of: "*Italian* sailors", "*Italy* will keep its base"."""
    for owner in syntax.children(noun, *OWNING):
        if owner.tag_ == "PRP$":
            verb = next((above for above in noun.ancestors if syntax.is_verb(above)), None)
            doers: Sequence[Token] = syntax.subjects(verb) if verb is not None else ()
            found = [item for doer in doers for item in actors.of_nominal(doer, "with", places=True)]
        else:
            found = [Involved(mention, "with", "party.hosting") for mention in actors.at_token(owner)]
        yield from (item for item in found if is_state(item))


def hosts_in(sentence: Span, actors: ActorIndex) -> list[Involved]:
    """Return the states that a sentence names as the place of something: "in *Djibouti*"."""
    found: list[Involved] = []
    for token in sentence:
        if token.i and sentence.doc[token.i - 1].lower_ in HOSTED:
            named = [Involved(mention, "with", "party.hosting") for mention in actors.at_token(token, places=True)]
            found.extend(item for item in named if item.mention.via == "name" and is_state(item))
    return found


def is_state(item: Involved) -> bool:
    """Tell whether a mention stands for one state."""
    return len(item.mention.actors) == 1 and item.mention.actors[0].kind == "state"


def id_of(item: Involved) -> str:
    """Return the id of the one actor of a mention."""
    return item.mention.actors[0].id
