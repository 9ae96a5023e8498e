"""Parties that neither an agreement nor its clause names, from what the whole text speaks of."""

from collections import Counter
from collections.abc import Callable, Container, Iterator

from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.candidates import Candidate


def customer(actors: ActorIndex, companies: Container[str]) -> list[Candidate]:
    """Return a maker of arms with the only state that a text names beside the maker's own."""
    named = list(all_named(actors))
    makers = [c for c in named if c.actor.kind == "company" and c.actor.id in companies]
    homes = {c.actor.country for c in makers}
    states = {c.actor.id: c for c in named if c.actor.kind == "state" and c.actor.id not in homes}
    return [makers[0], *states.values()] if len({c.actor.id for c in makers}) == len(states) == 1 else []


def all_named(actors: ActorIndex) -> Iterator[Candidate]:
    """Yield all actors that a text names, places and groups left out."""
    for mention in actors.mentions:
        for actor in mention.actors if not mention.place and mention.via != "group" else ():
            yield Candidate(actor, (mention.start, mention.end), "document", "party.document")


def most_named(
    actors: ActorIndex, needed: Container[str], aside: Container[str], acts: Callable[[str], bool]
) -> list[Candidate]:
    """Return the two states or organisations that a text names most, the needed one first, places left out.

    "Moscow will stay in *Tajikistan*; NATO is a relic": where the text tells of a land, an organisation that does
    nothing is not the one meant.
    """
    count: Counter[str] = Counter()
    first: dict[str, Candidate] = {}
    located = any(m.place and m.via == "name" and m.actors and m.actors[0].id not in needed for m in actors.mentions)
    for mention in actors.mentions:
        if mention.place or mention.via == "group" or actors.urges(mention):
            continue
        for actor in mention.actors:
            idle = located and actor.kind == "organisation" and actor.id not in needed and not acts(actor.id)
            if actor.kind != "company" and actor.id not in aside and not idle:
                count[actor.id] += 1
                first.setdefault(actor.id, Candidate(actor, (mention.start, mention.end), "document", "party.document"))
    order = sorted(count, key=lambda key: (key not in needed, -count[key], first[key].span))
    if len(order) > 2 and count[order[2]] == count[order[1]]:
        return []
    return [first[key] for key in order[:2]]
