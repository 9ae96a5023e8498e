"""Who is bound by an agreement at a trigger: against mediators, hosts, targets and third parties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from pactwire.actors.lexicon import actors_by_id
from pactwire.agreements import syntax
from pactwire.agreements.actors import HUNG, OWNING, ActorIndex, Involved
from pactwire.agreements.candidates import Candidate, candidates, ids_of
from pactwire.agreements.clusters import Cluster
from pactwire.agreements.fill_ins import FillIns
from pactwire.agreements.mediators import find_mediators
from pactwire.agreements.stationing import Stays
from pactwire.agreements.things import RECEIVING, Things
from pactwire.agreements.triggers import Match
from pactwire.annotations import Actor

# Prepositions whose phrase at a trigger names who takes part, and those of the place where goods arrive.
PARTAKING = frozenset({"with", "between", "to", "from", "by", "alongside", "for"})
AMONG = frozenset({"with", "between", "among"})
COUNTERPARTS = frozenset({"counterpart", "counterparts", "host", "hosts", "opposite"})
ARRIVAL = frozenset({"in", "at"})
TOURED = frozenset({"to", "through", "of", "in", "across"})

OWN = frozenset({"its", "their", "his", "her"})
BY = frozenset({"by"})
OF = frozenset({"of"})
# Stages of which each side has its own act.
OWN_ACTS = frozenset({"signed", "approved", "ratified"})
ASKING = frozenset({"by", "from"})

# Types of which the one who lets troops stay is told as the place where they stay.
STATIONING = frozenset({"basing_access", "visiting_forces"})
PERSONAL = frozenset({"it", "he", "she", "they", "we", "i", "its", "his", "her", "their", "our", "my", "two", "both"})


def is_made_by(item: Involved) -> bool:
    """Tell whether arms are made by a company: a state that built them long ago may have sold them since."""
    return all(actor.kind == "company" for actor in item.mention.actors)


class PartyReader:
    """Reads the parties of events from clusters, triggers and, failing those, the document's own pair."""

    def __init__(
        self,
        doc: Doc,
        actors: ActorIndex,
        clusters: Sequence[Cluster],
        words: Mapping[str, frozenset[str]],
        things: Things,
    ) -> None:
        self.doc = doc
        self.words = words
        self.things = things
        self.actors = actors
        self.clusters = clusters
        self.stays = Stays(doc, actors)
        self.doers: dict[int, list[Candidate]] = {}
        self.stages: dict[tuple[int, str], list[Candidate]] = {}
        self.fill_ins = FillIns(doc, actors, clusters, self.doers)
        self.known = {actor.id: actor for mention in actors.mentions for actor in mention.actors}

    def of_trigger(self, match: Match, *, agreement: int | None = None) -> list[Candidate]:
        """Return the actors that the trigger's own clause names as taking part.

        Args:
            agreement: the pronoun that stands for the agreement and so for no actor: "it entered into force".
        """
        head = self.doc[match.head]
        found: list[Involved] = []
        if match.part == "verb":
            passive = syntax.is_passive(head)
            doers = syntax.agents(head) if passive else syntax.subjects(head)
            for noun in doers:
                relation = "agent" if passive else "subject"
                found.extend(self.actors.of_nominal(noun, relation))
                owner = next((child for child in syntax.children(noun, "poss") if child.tag_ == "PRP$"), None)
                if owner is not None and noun.lower_ in self.actors.institutions and not found:
                    found.extend(self.of_pronoun(owner, relation))
                if noun.tag_ == "PRP" and noun.i != agreement and not found:
                    found.extend(self.of_pronoun(noun, relation))
            for noun in doers:
                found.extend(self._counterparts(noun, head))
                # "Ordered by the navy of Peru from Damen": the parser hangs the maker on the navy.
                for name, inner in syntax.prepositional(noun, HUNG) if passive and match.rule.goods_only else ():
                    found.extend(self.actors.of_nominal(inner, name, places=True))
            found.extend(self._receivers(head, match))
            if not found and head.i and self.doc[head.i - 1].lower_ in {"two", "both"}:
                found.extend(self.of_pronoun(self.doc[head.i - 1], "subject"))
            if not doers and not syntax.is_verb(head):
                found.extend(self._headline_subjects(head))
            if not passive and head.dep_ not in {"acl", "amod", "pcomp"}:
                row = self.actors.in_row_before(head)
                if ids_of(found) < ids_of(row):
                    found = row
        else:
            for noun in syntax.children(head, "poss", "compound", "nmod"):
                found.extend(self.actors.of_nominal(noun, "subject"))
            if not found and any(child.lower_ in OWN for child in syntax.children(head, "poss")):
                found.extend(self._owner_above(head))
            for _, noun in syntax.prepositional(head, BY):
                found.extend(self.actors.of_nominal(noun, "agent"))
            # "The signature of Oslo", "the consent of the Danish parliament".
            for _, noun in syntax.prepositional(head, OF) if match.rule.status in OWN_ACTS and not found else ():
                if noun.i != agreement:
                    found.extend(self.actors.of_nominal(noun, "agent", places=True))
            governor = head.head
            if governor.lower_ in self.actors.judging:
                governor = head
            if not found and head.dep_ in {"dobj", "nsubjpass"} and syntax.is_verb(governor):
                doers = syntax.agents(governor) if head.dep_ == "nsubjpass" else syntax.subjects(governor)
                for noun in doers:
                    found.extend(self.actors.of_nominal(noun, "subject"))
                    if noun.tag_ == "PRP" and not found:
                        found.extend(self.of_pronoun(noun, "subject"))
        if match.rule.takes_along:
            for noun in syntax.children(head, "dobj"):
                found.extend(self.actors.of_nominal(noun, "subject", places=True))
        around = [head, *(self.doc[i] for i in match.tokens if i != head.i)]
        if match.part == "verb" and (match.rule.goods_only or match.rule.places) and not syntax.is_passive(head):
            for verb in [head, *(token for token in around[1:] if token.tag_ == "VB")]:
                found.extend(self._receiving(verb, match.rule.subject_role in RECEIVING))
        if match.part == "verb" and match.rule.subject_role == "recipient":
            found.extend(self._asked(around))
        if match.part == "verb" and match.rule.goods_only:
            found.extend(self._given_as(head))
            found.extend(self._asking(around))
        if match.rule.type in STATIONING:
            found.extend(self.actors.hosting(head))
        relation = ("asking" if match.rule.chooses else "to") if match.rule.goods_only else "with"
        for noun in [dative for token in around for dative in syntax.children(token, "dative")]:
            if match.part == "verb" and noun.tag_.startswith("N"):
                found.extend(self.actors.of_nominal(noun, relation))
        if match.part == "noun" and head.dep_ == "dobj" and syntax.is_verb(head.head):
            around.append(head.head)
        for token in around:
            for preposition, noun in syntax.prepositional(token, PARTAKING | (ARRIVAL if match.rule.places else set())):
                if preposition == "by" and match.part == "verb":
                    continue
                role = preposition
                if preposition in ARRIVAL:
                    role = "with" if match.rule.agreement == ("implied",) else "to"
                found.extend(self.actors.of_nominal(noun, role, places=preposition != "by"))
            found.extend(self.actors.behind_sums(token))
        if not found and match.part == "verb":
            # "It was due to start at noon under a deal between Chad and Libya".
            for _, noun in syntax.prepositional(head, frozenset({"under"})):
                found.extend(item for item in self.actors.of_noun(noun, ()) if item.relation in AMONG)
        if match.rule.status == "negotiating" and len(ids_of(found)) == 1:
            found.extend(self._hosts(around))
        return list(candidates(found, self.doc))

    def _receiving(self, verb: Token, received: bool) -> Iterator[Involved]:
        """Yield who is the object of a verb of giving or arriving: "provided *Fiji* with boats", "reached *Ukraine*"."""
        for noun in syntax.children(verb, "dobj"):
            if self.actors.at_token(noun, places=True) and not self.things.is_arms(noun) and not received:
                yield from self.actors.of_nominal(noun, "to", places=True)

    def _asking(self, around: Sequence[Token]) -> Iterator[Involved]:
        """Yield whose request is turned down or granted: "*Kyiv's* request for missiles", "a *Danish* bid to sell them"."""
        words = {token.i for token in around[1:]}
        for noun in dict.fromkeys((*around[1:], *syntax.objects(around[0]))):
            owned = noun.lower_ in self.words["carrying_arms"]
            for owner in syntax.children(noun, *(OWNING if owned else ("poss",) if noun.i in words else ())):
                yield from self.actors.of_nominal(owner, "asking", places=True)
            for _, inner in syntax.prepositional(noun, ASKING) if owned else ():
                yield from self.actors.of_nominal(inner, "asking", places=True)

    def _given_as(self, verb: Token) -> Iterator[Involved]:
        """Yield who gives or gets what is told as a gift: "received two boats as a gift *from Japan*"."""
        for _, noun in syntax.prepositional(verb, frozenset({"as", "under"})):
            if noun.lower_ in self.words["help"]:
                yield from self.actors.of_noun(noun, ())

    def _asked(self, around: Sequence[Token]) -> Iterator[Involved]:
        """Yield who is asked for arms: "asked *Romania* to supply radars", "asked *Congress* for two billion"."""
        asked = [*syntax.children(around[0], "dobj", "dative")]
        asked.extend(noun for verb in around[1:] for noun in syntax.children(verb, "nsubj"))
        for noun in asked:
            yield from self.actors.of_nominal(noun, "from", places=True)

    def _hosts(self, around: Iterable[Token]) -> Iterator[Involved]:
        """Yield the state in which a visitor opens talks: "back from a tour of Chile and Peru ... in Lima he opened talks"."""
        for token in around:
            for _, noun in syntax.prepositional(token, ARRIVAL):
                for item in self.actors.of_nominal(noun, "with", places=True):
                    if ids_of([item]) <= self.visited:
                        yield Involved(item.mention, "with", "party.host")

    @cached_property
    def mediators(self) -> frozenset[str]:
        """The actors that the text shows as mediators, hosts or monitors of others' agreements."""
        return find_mediators(self.doc, self.actors, self.words)

    @cached_property
    def clubs(self) -> frozenset[str]:
        """The organisations of states, which call for ceasefires and watch them; a military alliance may be at war."""
        return frozenset(
            a.id for a in self.known.values() if a.kind == "organisation" and a.id not in self.actors.alliances
        )

    @cached_property
    def fighters(self) -> frozenset[str]:
        """The armed groups of the text, which no arms, help or bases are for unless the words say so."""
        return frozenset(actor.id for actor in self.known.values() if actor.kind == "armed_group")

    def host(self, match: Match) -> list[Candidate]:
        """Return the state in which an agreement on troops there is made: "signed a deal in *Chad* to use a base"."""
        head = self.doc[match.head]
        found: list[Involved] = []
        for token in (head, *syntax.children(head, "dobj", "nsubjpass")):
            for _, noun in syntax.prepositional(token, frozenset({"in"})):
                inside = self.actors.of_nominal(noun, "with", places=True)
                found.extend(item for item in inside if item.mention.via == "name")
        return [c for c in candidates(found, self.doc) if c.actor.kind == "state"]

    @cached_property
    def visited(self) -> frozenset[str]:
        """The states that the text tells a journey to."""
        legs = [token for token in self.doc if token.lower_ in self.actors.tours]
        places = [noun for leg in legs for _, noun in syntax.prepositional(leg, TOURED)]
        return frozenset(id_ for noun in places for id_ in ids_of(self.actors.of_nominal(noun, "in", places=True)))

    def _receivers(self, verb: Token, match: Match) -> Iterator[Involved]:
        """Yield who is given something, "*Saab* was awarded a contract", or chosen: "the navy picked *Saab* to build"."""
        # "The army was supplied *with guns* by Oman": who is the subject gets them.
        given = "with" in match.rule.agreement and match.rule.goods_only
        if syntax.is_passive(verb) and (given or syntax.retained(verb)):
            for noun in syntax.subjects(verb):
                yield from self.actors.of_nominal(noun, "with")
        if match.rule.chooses:
            clauses = [verb, *syntax.children(verb, "ccomp", "xcomp")]
            nouns = syntax.objects(verb) or [
                noun for clause in clauses[1:] for noun in syntax.children(clause, "nsubj")
            ]
            for noun in nouns:
                for item in self.actors.of_nominal(noun, "with"):
                    if "implied" not in match.rule.agreement or any(
                        actor.kind == "company" for actor in item.mention.actors
                    ):
                        yield item

    def _counterparts(self, doer: Token, verb: Token) -> Iterator[Involved]:
        """Yield the state in which "he and his *counterpart*" act: the counterpart's."""
        for noun in syntax.conjuncts(doer):
            if noun.lower_ not in COUNTERPARTS or list(self.actors.of_nominal(noun, "subject")):
                continue
            for _, inner in syntax.prepositional(verb, ARRIVAL):
                yield from self.actors.of_nominal(inner, "subject", places=True)

    def _owner_above(self, noun: Token) -> Iterator[Involved]:
        """Yield whose "its" is that of a noun above: "*Washington's* announcement of its own withdrawal"."""
        while noun.dep_ == "pobj" and noun.head.head.tag_.startswith("N"):
            noun = noun.head.head
            for owner in syntax.children(noun, "poss"):
                yield from self.actors.of_nominal(owner, "subject", places=True)

    def of_pronoun(self, pronoun: Token, relation: str) -> list[Involved]:
        """Return the actors of the subject that a pronoun takes up: of a verb above it, else of the sentence before."""
        if pronoun.lower_ not in PERSONAL:
            return []
        node = pronoun.head
        while node.head != node:
            node = node.head
            if pronoun.lower_ == "they":
                for other in [*syntax.children(node, "dobj"), *clause_subjects(node)]:
                    if other.i < pronoun.i and len(syntax.conjuncts(other)) > 1:
                        return list(self.actors.of_nominal(other, relation))
            for subject in syntax.children(node, "nsubj", "nsubjpass"):
                behind = subject.i > pronoun.i and pronoun.head.dep_ in {"ccomp", "conj", "parataxis"}
                if (
                    subject.i == pronoun.i
                    or behind
                    or (pronoun.lower_ in {"it", "its"} and subject.ent_type_ == "PERSON")
                ):
                    continue
                if found := list(self.actors.of_nominal(subject, relation)):
                    return found
        start = pronoun.sent.start
        if start == 0:
            return []
        before = self.doc[start - 1].sent
        for subject in syntax.children(before.root, "nsubj", "nsubjpass"):
            if subject.tag_ == "PRP" and subject.lower_ == pronoun.lower_:
                return self.of_pronoun(subject, relation)
            return list(self.actors.of_nominal(subject, relation))
        return []

    def _headline_subjects(self, head: Token) -> Iterator[Involved]:
        for i in range(head.sent.start, head.i):
            for mention in self.actors.at_token(self.doc[i], places=True):
                yield Involved(mention, "subject", "party.headline")

    def of_nominal(self, noun: Token) -> list[Candidate]:
        """Return the actors that a noun phrase stands for."""
        return list(candidates(self.actors.of_nominal(noun, "subject"), self.doc))

    def of_object(self, noun: Token) -> list[Candidate]:
        """Return the actors inside the phrase of what is bought, given or signed."""
        found = list(self.actors.of_noun(noun, ()))
        if self.things.is_arms(noun) and noun.dep_ == "pobj" and noun.head.head.lower_ in self.words["carrying_arms"]:
            # "*Ukraine's* request for missiles", "a consignment of shells *for Chad*".
            found.extend(self.actors.of_noun(noun.head.head, ()))
        if noun.i in self.things.sums:
            found.extend(self._given_to(noun))
        elif self.things.is_arms(noun):
            found.extend(self._moved_to(noun))
        return list(candidates(found, self.doc))

    def _moved_to(self, arms: Token) -> Iterator[Involved]:
        """Yield from whom and to whom arms go by a clause of their own: "ten jets *to be sold to Fiji*", "guns *flown in from Oman*"."""
        whole = arms.head.head if arms.dep_ == "pobj" and arms.head.lower_ == "of" else arms
        clauses = [clause for noun in (arms, whole) for clause in syntax.children(noun, "relcl", "acl")]
        if arms.dep_ == "nsubjpass" and arms.head.dep_ in syntax.CLAUSAL:
            clauses.append(arms.head)
        for clause in clauses:
            if clause.lower_ in self.words["made"]:
                for noun in syntax.agents(clause):
                    yield from (i for i in self.actors.of_nominal(noun, "from") if is_made_by(i))
            for name, noun in syntax.prepositional(clause, HUNG) if syntax.is_passive(clause) else ():
                yield from self.actors.of_nominal(noun, name, places=True)

    def _given_to(self, money: Token) -> Iterator[Involved]:
        """Yield whom a sum is for, whatever the parser made of it: "2 billion euros in arms *for Kyiv*"."""
        for token in self.things.behind_sum(money):
            if token.lower_ in {"to", "for"}:
                for noun in syntax.children(token, "pobj"):
                    yield from self.actors.of_nominal(noun, token.lower_, places=True)

    def note_doers(self, cluster: Cluster, found: Iterable[Candidate], status: str) -> None:
        """Remember who acts upon an agreement anywhere in the document, and by which stage."""
        acting = [c for c in found if c.relation in {"subject", "agent", "with"}]
        self.stages.setdefault((cluster.number, status), []).extend(acting)
        known = {c.actor.id for c in self.doers.get(cluster.number, ())} | set(cluster.parties())
        if status == "rejected" and len(known) > 1:
            # A neighbour who rejects what two others signed is not bound by it.
            acting = [c for c in acting if c.actor.id in known]
        self.doers.setdefault(cluster.number, []).extend(acting)

    def note_traders(self, cluster: Cluster, found: Iterable[Candidate], goods: Token) -> None:
        """Remember between whom goods that stand for an agreement change hands."""
        sides = [c for c in found if c.relation in {"from", "to"}]
        self.doers.setdefault(cluster.number, []).extend([*sides, *self.of_object(goods)])

    def actor(self, key: str) -> Actor:
        """Return the actor with an id, from the document where it is mentioned there."""
        return self.known.get(key) or actors_by_id()[key]

    def cluster_doers(self, cluster: Cluster) -> list[Candidate]:
        """Return the subjects of the verbs whose object is the agreement, anywhere in the document."""
        found: list[Involved] = []
        known = list(self.doers.get(cluster.number, ()))
        for root in cluster.roots:
            token = self.doc[root]
            # "*Its* earlier order of 42 jets."
            for owner in syntax.children(token, "poss"):
                found.extend(self.of_pronoun(owner, "subject") if owner.tag_ == "PRP$" else ())
            verb = token.head
            if token.dep_ in {"dobj", "pobj"}:
                verb = verb if token.dep_ == "dobj" else verb.head
                for noun in syntax.subjects(verb) if syntax.is_verb(verb) else []:
                    found.extend(self.actors.of_nominal(noun, "subject"))
            if syntax.is_verb(verb):
                for _, noun in syntax.prepositional(verb, frozenset({"with"})):
                    found.extend(self.actors.of_nominal(noun, "with", places=True))
        return [*known, *candidates(found, self.doc)]

    def of_noun_itself(self, noun: Token) -> list[Candidate]:
        """Return the actors that a noun itself is: the alliance that somebody joins."""
        return list(candidates((Involved(m, "with", "party.joined") for m in self.actors.at_token(noun)), self.doc))

    def of_governor(self, cluster: Cluster) -> list[Candidate]:
        """Return who acts in the clause around an agreement, and where: "Italian troops use a base in Djibouti under a pact"."""
        found: list[Involved] = []
        for root in cluster.roots:
            token = self.doc[root]
            if token.dep_ != "pobj" or token.head.lower_ != "under":
                continue
            above = token.head.head
            verb = next((node for node in [above, *above.ancestors] if syntax.is_verb(node)), None)
            nouns = [above] if above.tag_.startswith("N") else []
            if verb is not None:
                nouns.extend([*syntax.subjects(verb), *syntax.children(verb, "dobj")])
            for noun in nouns:
                found.extend(self.actors.of_nominal(noun, "subject"))
                for _, host in syntax.prepositional(noun, ARRIVAL):
                    found.extend(self.actors.of_nominal(host, "subject", places=True))
        return list(candidates(found, self.doc))

    def helped(self, match: Match) -> list[Candidate]:
        """Return whom help is for by its purpose: "a package *for replenishing Ukraine's stocks*", "to help Kyiv"."""
        head = self.doc[match.head]
        found: list[Involved] = []
        for token in self.doc[head.i + 1 : head.sent.end]:
            purpose = token.tag_ in {"VB", "VBG"} and self.doc[token.i - 1].lower_ in {"to", "for"}
            for noun in syntax.children(token, "dobj", "nsubj") if purpose else ():
                found.extend(self.actors.of_nominal(noun, "for", places=True))
            for clause in syntax.children(token, "ccomp", "xcomp") if purpose else ():
                for noun in syntax.children(clause, "nsubj"):
                    found.extend(self.actors.of_nominal(noun, "for", places=True))
            if found:
                break
        return [c for c in candidates(found, self.doc) if c.actor.kind == "state"]


def clause_subjects(verb: Token) -> list[Token]:
    """Return the subjects of the clauses that a verb takes: "urged *the two* to keep the truce"."""
    return [noun for clause in syntax.children(verb, "ccomp", "xcomp") for noun in syntax.children(clause, "nsubj")]
