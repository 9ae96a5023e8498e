"""Parties that neither an agreement nor its clause names, from what the whole text speaks of."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc

from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.candidates import Candidate, candidates, without_home_states
from pactwire.agreements.clusters import Cluster

# By whose people, forces or ministries a state acts.
ACTING = frozenset({"person", "force", "ministry"})


class FillIns:
    """Asks one document, once its triggers are read, who may be meant where a party is not told."""

    def __init__(
        self,
        doc: Doc,
        actors: ActorIndex,
        clusters: Sequence[Cluster],
        doers: Mapping[int, Sequence[Candidate]],
    ) -> None:
        """Take the agreements of a document, and who acts upon each by its number."""
        self.doc = doc
        self.actors = actors
        self.clusters = clusters
        self.doers = doers

    def shared_partner(self, like: Cluster) -> list[Candidate]:
        """Return the one party that the agreements so far share: whom "such a pact" is with, too."""
        pairs = []
        for cluster in self.clusters:
            if cluster.number == like.number or cluster.first_sentence > like.first_sentence:
                continue
            found = {c.actor.id: c for c in self._sides(cluster)}
            # "Agreements with Germany and France" are not one of those two.
            if len(found) == 2 and any(c.relation != "with" for c in found.values()):
                pairs.append(found)
        if len(pairs) < 2:
            doers = [c for pair in pairs for c in pair.values() if c.relation == "subject"]
            return doers if len(doers) == 1 else []
        shared = set.intersection(*(set(pair) for pair in pairs))
        return [pairs[0][key] for key in shared] if len(shared) == 1 else []

    def speaks_of_two(self) -> bool:
        """Tell whether the document names no more than two actors, so that an agreement can only be theirs."""
        named = {a.id for m in self.actors.mentions if m.via != "group" for a in m.actors if a.kind != "company"}
        return len(named) <= 2

    def two_that_act(self, here: Container[str]) -> bool:
        """Tell whether a text names one state beside some actor, and its people, forces or ministries."""
        if not self.speaks_of_two():
            return False
        acting = {a.id for m in self.actors.mentions if m.via in ACTING for a in m.actors if a.kind == "state"}
        return any(key not in here for key in acting)

    def joined_alliance(self) -> list[Candidate]:
        """Return the organisation that the document's agreements on membership are about."""
        for cluster in self.clusters:
            for candidate in candidates(cluster.involved, self.doc):
                if cluster.member and candidate.actor.kind == "organisation":
                    return [candidate]
        for mention in self.actors.mentions:
            for actor in mention.actors:
                if actor.kind == "organisation" and actor.id in self.actors.alliances:
                    return [Candidate(actor, (mention.start, mention.end), "document", "party.alliance")]
        return []

    def document_pair(self, needed: Container[str] = (), aside: Container[str] = ()) -> list[Candidate]:
        """Return the parties of the agreement that the document speaks of most, where it names at least two.

        Args:
            needed: ids of which one must be among them; with none that fits, the two actors named most.
            aside: ids of actors that cannot be parties.
        """
        for named, abroad in self._by_mentions:
            found = {c.actor.id: c for c in named if (c in abroad or c.actor.id in needed) and c.actor.id not in aside}
            if needed and len(found) > 2:
                continue
            if len(found) >= 2 and (not needed or any(key in needed for key in found)):
                return list(found.values())
        return self._most_named(needed, aside)

    def partners(self, ids: Container[str]) -> set[str]:
        """Return with whom somebody has agreements in the document: of several none is sure to be that of a trade."""
        found: set[str] = set()
        for cluster in self.clusters:
            here = {c.actor.id for c in self._sides(cluster)}
            if any(key in ids for key in here):
                found |= {key for key in here if key not in ids}
        return found

    def customer(self, companies: Container[str]) -> list[Candidate]:
        """Return a maker of arms with the only state that a text names beside the maker's own."""
        named = list(self._named())
        makers = [c for c in named if c.actor.kind == "company" and c.actor.id in companies]
        homes = {c.actor.country for c in makers}
        states = {c.actor.id: c for c in named if c.actor.kind == "state" and c.actor.id not in homes}
        return [makers[0], *states.values()] if len({c.actor.id for c in makers}) == len(states) == 1 else []

    def states(self) -> list[Candidate]:
        """Return the states that a text names, groups left out."""
        return [c for c in self._named() if c.actor.kind == "state"]

    @cached_property
    def acting(self) -> frozenset[str]:
        """The actors that act upon an agreement of the text or are named as bound by one."""
        doers = {c.actor.id for found in self.doers.values() for c in found}
        return frozenset(doers.union(*(cluster.parties() for cluster in self.clusters)))

    def _sides(self, cluster: Cluster) -> list[Candidate]:
        """Return who is named at an agreement or acts upon it."""
        return [*candidates(cluster.involved, self.doc), *self.doers.get(cluster.number, ())]

    @cached_property
    def _by_mentions(self) -> list[tuple[list[Candidate], list[Candidate]]]:
        """The actors of each agreement, the most spoken of first, all of them and without home states."""
        ranked = sorted(self.clusters, key=lambda cluster: (-len(cluster.mentions), cluster.number))
        sides = [self._sides(cluster) for cluster in ranked]
        return [(found, without_home_states(found, self.doc)) for found in sides if found]

    def _named(self) -> Iterator[Candidate]:
        """Yield all actors that a text names, places and groups left out."""
        for mention in self.actors.mentions:
            for actor in mention.actors if not mention.place and mention.via != "group" else ():
                yield Candidate(actor, (mention.start, mention.end), "document", "party.document")

    def _most_named(self, needed: Container[str], aside: Container[str]) -> list[Candidate]:
        """Return the two states or organisations that a text names most, the needed one first, places left out.

        "Moscow will stay in *Tajikistan*; NATO is a relic": where the text tells of a land, an organisation that does
        nothing is not the one meant.
        """
        count: Counter[str] = Counter()
        first: dict[str, Candidate] = {}
        lands = (m.actors[0].id for m in self.actors.mentions if m.place and m.via == "name" and m.actors)
        located = any(land not in needed for land in lands)
        for mention in self.actors.mentions:
            if mention.place or mention.via == "group" or self.actors.urges(mention):
                continue
            for actor in mention.actors:
                idle = (
                    located and actor.kind == "organisation" and actor.id not in needed and actor.id not in self.acting
                )
                if actor.kind != "company" and actor.id not in aside and not idle:
                    count[actor.id] += 1
                    named = Candidate(actor, (mention.start, mention.end), "document", "party.document")
                    first.setdefault(actor.id, named)
        order = sorted(count, key=lambda key: (key not in needed, -count[key], first[key].span))
        if len(order) > 2 and count[order[2]] == count[order[1]]:
            return []
        return [first[key] for key in order[:2]]
