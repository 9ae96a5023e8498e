"""Which actors stand where: in a noun phrase, as subject, behind a preposition."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.annotations import Actor, ActorMention
from pactwire.components import annotations

PARTNER = frozenset({"with", "between", "among", "amongst", "by", "of", "alongside"})
NOT_PARTY = frozenset(
    {
        "against",
        "on",
        "about",
        "over",
        "regarding",
        "concerning",
        "near",
        "in",
        "at",
        "like",
        "including",
        "than",
        "despite",
        "amid",
        "towards",
        "toward",
        "into",
        "onto",
        "through",
        "via",
        "as",
        "around",
        "off",
        "under",
    }
)
DIRECTED = frozenset({"to", "from", "for"})
# Between whom goods pass, behind their price.
HUNG = frozenset({"from", "to"})

# What an agreement is about: "an agreement on cooperation in the field of defence with Poland" is with Poland.
SUBJECT_MATTER = frozenset({"on", "for", "in", "of", "about", "concerning", "regarding", "over"})

# Dependencies of what may stand between a row of actors and the verb that they are subject of.
ROW_SKIPS = frozenset({"aux", "auxpass", "neg", "advmod"})


# Where troops stay abroad; whose they are; how many words behind an agreement that may be told.
LOCATED = frozenset({"in", "at", "on"})
OWNING = ("poss", "compound", "amod", "nmod")
STAY = 20
PAIR = 2


@dataclass(frozen=True, slots=True)
class Involved:
    """An actor mention that takes part, the preposition or relation that brings it in, and the rule."""

    mention: ActorMention
    relation: str
    rule: str


class ActorIndex:
    """The actor mentions of a document by token."""

    def __init__(self, doc: Doc, words: Mapping[str, frozenset[str]]) -> None:
        """Index the actor mentions of a document; `words` are the word lists of the rules."""
        self.doc = doc
        self.institutions = words["institutions"]
        self.membership = words["membership"]
        self.alliances = words["alliances"]
        self.linking = words["linking"]
        self.listing = words["listing"]
        self.presence = words["presence"]
        self.owning = words["owning"]
        self.letting = words["letting"]
        self.makes = words["makes"]
        self.relations = words["relations"]
        self.states = words["states"]
        self.destined = words["destined"]
        self.trading = words["trading"]
        self.goods = words["goods"]
        self.support = words["support"]
        self.tours = words["tours"]
        self.row_marks = words["row_marks"]
        self.row_fills = words["row_fills"]
        self.urging = words["urging"]
        self.judging = words["judging"]
        found = sorted(annotations(doc).actors, key=lambda mention: (mention.start, mention.end))
        sums = annotations(doc).money
        self.mentions = [
            mention
            for mention in found
            if not self._tells_make(mention) and not any(m.start <= mention.start < m.end for m in sums)
        ]
        self.dated = {i for date in annotations(doc).dates for i in range(date.start, date.end)}
        self.priced = {i for money in sums for i in range(money.start, money.end)}
        self.at: dict[int, list[ActorMention]] = {}
        for mention in self.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in span or ():
                self.at.setdefault(token.i, []).append(mention)

    def opens_list(self, token: Token) -> bool:
        """Tell whether a word may stand before a list of partners: "with *eight other countries*, Italy among them"."""
        return token.tag_ == "CD" or token.lower_ in self.states or token.lower_ in self.listing

    def _tells_make(self, mention: ActorMention) -> bool:
        """Tell whether an adjective only says who built goods: "Soviet-era jets", "the American-made missiles"."""
        if mention.via != "adjective":
            return False
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or span.end >= len(self.doc):
            return False
        last, following = span[-1], self.doc[span.end]
        after = self.doc[span.end + 1].lower_ if span.end + 1 < len(self.doc) else ""
        joined = last.lower_.rpartition("-")[2] if "-" in last.text else after if following.text == "-" else ""
        historic = any(actor.id == "SUN" for actor in mention.actors)
        return joined in self.makes or following.lower_ in self.makes or (historic and self._is_goods(following))

    def is_actor(self, i: int) -> bool:
        """Tell whether a token belongs to an actor mention."""
        return i in self.at

    def is_place_name(self, i: int) -> bool:
        """Tell whether a token belongs to a capital, seat or other place name."""
        return any(mention.via in {"capital", "seat"} for mention in self.at.get(i, ()))

    def names_alliance(self) -> bool:
        """Tell whether the text names a standing alliance, so that "the alliance" is that organisation."""
        return any(actor.id in self.alliances for mention in self.mentions for actor in mention.actors)

    def states_in(self, start: int, end: int) -> set[str]:
        """Return the ids of the actors mentioned in a token range."""
        return {actor.id for i in range(start, end) for mention in self.at.get(i, ()) for actor in mention.actors}

    def at_token(self, token: Token, *, places: bool = False) -> list[ActorMention]:
        """Return the actor mentions that a token belongs to."""
        return [mention for mention in self.at.get(token.i, ()) if places or not mention.place]

    def of_nominal(self, token: Token, relation: str, *, places: bool = False) -> Iterator[Involved]:
        """Yield the actors that a noun phrase stands for, its coordinated nouns included.

        A head noun that is no actor itself may be modified by one: "the Japanese minister", "ministers of
        Japan and Italy", "the parliament of Norway", "Moon Jae-in's administration".
        """
        for noun in syntax.conjuncts(token) if token.idx not in self.priced else ():
            if noun.lower_ in self.support:
                continue
            own = self.at_token(noun, places=places)
            if not own and noun.tag_ == "CD":
                # "75 of the 90 deputies": the deputies.
                for _, whole in syntax.prepositional(noun, frozenset({"of"})):
                    yield from self.of_nominal(whole, relation, places=places)
            if own:
                yield from (Involved(mention, relation, f"party.{relation}") for mention in own)
                yield from self._beside(noun, own, relation)
                continue
            yield from self._modifiers(noun, relation)

    def behind_sums(self, head: Token) -> Iterator[Involved]:
        """Yield who sells or buys behind a price that the parser hung them on: "bought them for two billion *from Chad*"."""
        # "... *and 30 tanks* for 200 million from Chad": what is bought, too, hangs on the verb.
        goods = [noun for noun in syntax.children(head, "conj") if self._is_goods(noun)]
        phrases = [noun for word in (head, *syntax.children(head, "dobj")) for _, noun in syntax.prepositional(word)]
        found = list(goods)
        for noun in phrases:
            inside = [noun, *(inner for _, inner in syntax.prepositional(noun, frozenset({"of"})))]
            if any(part.idx in self.priced for part in inside):
                found.extend(part for money in inside for part in syntax.conjuncts(money))
        for part in found:
            for preposition, side in syntax.prepositional(part, HUNG):
                yield from self.of_nominal(side, preposition, places=True)

    def _beside(self, noun: Token, own: list[ActorMention], relation: str) -> Iterator[Involved]:
        """Yield the other half of a hyphenated or compound pair: "Japan-Philippines"."""
        for child in syntax.children(noun, "compound", "nmod", "amod", "punct"):
            for mention in self.at_token(child):
                if mention not in own and mention.via in {"name", "adjective"} and own[0].via in {"name", "adjective"}:
                    yield Involved(mention, relation, f"party.{relation}")

    def urges(self, mention: ActorMention) -> bool:
        """Tell whether an actor only speaks about what others do: "the Vatican urged both to keep the truce"."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span is not None and span.root.dep_ == "nsubj" and span.root.head.lower_ in self.urging

    def in_row_before(self, verb: Token) -> list[Involved]:
        """Return the actors that stand in a row right before a verb, whatever the parser made of them.

        "Amid tension with North Korea, South Korea and Poland signed": South Korea and Poland.
        """
        i = verb.i - 1
        start = verb.sent.start
        while i >= start and i not in self.at and self._is_between(self.doc[i]):
            i -= 1
        row: list[ActorMention] = []
        joined = 0
        while i >= start:
            token = self.doc[i]
            here = self.at_token(token)
            if here:
                if here[0] not in row:
                    row.insert(0, here[0])
            elif token.dep_ == "cc" or token.text == "&":
                joined = i
            elif token.lower_ not in self.row_fills:
                break
            i -= 1
        if len(row) < 2 or not joined:
            return []
        if i >= start and self.doc[i].tag_ in {"IN", "TO"}:
            first = self.doc.char_span(row[0].start, row[0].end, alignment_mode="expand")
            if first is None or first.end >= len(self.doc) or self.doc[first.end].text != ",":
                return []
            row = row[1:]
        elif i >= start and self.doc[i].dep_ in {"poss", "case"}:
            return []
        return [Involved(mention, "subject", "party.row") for mention in row] if len(row) >= 2 else []

    def _is_between(self, token: Token) -> bool:
        """Tell whether a word may stand between a row of actors and its verb: an auxiliary, an adverb, a date."""
        if token.dep_ in ROW_SKIPS or token.lower_ in self.row_marks:
            return True
        following = token.i + 1 < len(self.doc) and self.doc[token.i + 1].idx in self.dated
        return token.idx in self.dated or (token.tag_ == "IN" and following)

    def _modifiers(self, noun: Token, relation: str) -> Iterator[Involved]:
        for child in syntax.children(noun, "compound", "amod", "poss", "nmod", "appos"):
            if child.dep_ == "appos" and child.i - noun.i > 12:
                continue
            if child.dep_ == "poss" and noun.lower_ in self.relations:
                continue
            for part in [child, *(grand for grand in child.subtree if grand != child and child.dep_ != "appos")]:
                for mention in self.at_token(part, places=child.dep_ == "poss"):
                    if noun.lower_ not in self.states or mention.actors[0].kind != "organisation":
                        yield Involved(mention, relation, f"party.{relation}")
        if noun.lower_ in self.states:
            yield from self._listed(noun, relation)
        for preposition, inner in syntax.prepositional(noun, frozenset({"of", "from", "in", "between", "among"})):
            if preposition == "in" and noun.lower_ not in self.institutions:
                continue
            for part in syntax.conjuncts(inner):
                for mention in self.at_token(part, places=True):
                    yield Involved(mention, relation, f"party.{relation}")
                if not self.at_token(part, places=True):
                    yield from self._modifiers_shallow(part, relation)

    def _listed(self, noun: Token, relation: str) -> Iterator[Involved]:
        """Yield the members of a group that are named behind it: "countries including Germany and Poland"."""
        for listing in noun.children:
            inner = listing.nbor() if listing.lower_ == "such" and listing.i + 1 < len(self.doc) else listing
            if listing.i > noun.i and (listing.lower_ == "including" or inner.lower_ == "as"):
                for first in syntax.children(inner, "pobj", "dobj"):
                    for part in syntax.conjuncts(first):
                        for mention in self.at_token(part, places=True):
                            yield Involved(mention, relation, f"party.{relation}")

    def _modifiers_shallow(self, noun: Token, relation: str) -> Iterator[Involved]:
        for child in syntax.children(noun, "compound", "amod", "poss", "nmod"):
            for mention in self.at_token(child, places=child.dep_ == "poss"):
                yield Involved(mention, relation, f"party.{relation}")

    def of_noun(self, root: Token, span: Container[int], *, named: bool = False) -> tuple[Involved, ...]:
        """Return the actors that a noun phrase about an agreement names as its parties."""
        found: list[Involved] = []
        for child in root.children:
            if child.dep_ in {"compound", "amod", "poss", "nmod", "nsubj"} and child.i < root.i:
                for part in child.subtree:
                    if named and part.i in span:
                        continue
                    found.extend(
                        Involved(m, "modifier", "party.modifier")
                        for m in self.at_token(part, places=child.dep_ != "poss" or True)
                    )
        found.extend(self._owner_before(root))
        for other in self._around(root, span):
            found.extend(Involved(m, "modifier", "party.modifier") for m in self.at_token(other))
        found.extend(self._complements(root))
        found.extend(self._membership(root))
        for clause in syntax.children(root, "relcl", "acl"):
            word = clause.lower_
            if word in self.owning:
                for subject in syntax.children(clause, "nsubj"):
                    found.extend(self.of_nominal(subject, "subject"))
                # "Two boats donated by Japan."
                for doer in syntax.agents(clause) if self._is_goods(root) else ():
                    found.extend(self.of_nominal(doer, "from"))
            if word in self.owning or word in self.linking:
                found.extend(self._complements(clause))
                for direct in syntax.children(clause, "dobj") if word in self.linking else ():
                    found.extend(self.of_nominal(direct, "with"))
        found.extend(self._traders(root))
        for same in syntax.children(root, "appos"):
            found.extend(self._complements(same))
            for child in same.children:
                if child.dep_ in {"compound", "amod", "poss", "nmod"}:
                    found.extend(Involved(m, "modifier", "party.modifier") for m in self.at_token(child))
        if len({actor.id for item in found for actor in item.mention.actors}) < PAIR:
            found.extend(self.hosting(root))
            found.extend(self._let(root))
        return tuple(unique(found))

    def _traders(self, noun: Token) -> Iterator[Involved]:
        """Yield with whom a deal is by what it is for: "a Dutch contract to sell two frigates to *Egypt*"."""
        for clause in syntax.children(noun, "acl"):
            if clause.tag_ == "VB" and clause.lower_ in self.trading:
                for whom in syntax.children(clause, "dative"):
                    yield from self.of_nominal(whom, "to", places=True)
                for preposition, inner in syntax.prepositional(clause, DIRECTED):
                    yield from self.of_nominal(inner, preposition, places=True)

    def _let(self, noun: Token) -> Iterator[Involved]:
        """Yield whom an agreement lets do something: "the deal that allows *American* forces to use two bases"."""
        for clause in syntax.children(noun, "relcl", "acl"):
            if clause.lower_ not in self.letting:
                continue
            inner = [person for what in syntax.children(clause, "ccomp") for person in syntax.children(what, "nsubj")]
            for person in (*inner, *syntax.children(clause, "dobj")):
                yield from self.of_nominal(person, "with")

    def hosting(self, noun: Token) -> Iterator[Involved]:
        """Yield guest and host where troops abroad are spoken of: "a deal on the *US* presence at *Qatar's* base"."""
        phrase = [token for token in noun.subtree if noun.i <= token.i < noun.i + STAY]
        if not any(token.lower_ in self.presence for token in phrase):
            return
        guests = [
            mention
            for token in phrase
            if token.lower_ in self.presence
            for child in syntax.children(token, *OWNING)
            for mention in self.at_token(child)
            if not self._is_place_of(token) or (token.head.lower_ == "on" and token.head.head == noun)
        ]
        hosts = [
            mention
            for place in phrase
            if place.dep_ == "pobj"
            and place.head.lower_ in LOCATED
            # "An agreement in Doha on the stay of troops": where it was made.
            and (place.head.head != noun or noun.lower_ in self.presence or place.head.lower_ == "on")
            for part in (place, *syntax.children(place, *OWNING))
            for mention in self.at_token(part, places=True)
            if mention not in guests
        ]
        # "Extended the mandate of *its* peacekeepers in Cyprus": the guest is who does it.
        own = any(child.tag_ == "PRP$" for token in phrase if token.lower_ in self.presence for child in token.lefts)
        if hosts and (guests or own or noun.lower_ in self.presence or noun.dep_ == "dobj"):
            yield from (Involved(mention, "with", "party.hosting") for mention in (*guests, *hosts))

    @staticmethod
    def _is_place_of(noun: Token) -> bool:
        """Tell whether a noun of troops is where others stay: "at *Qatar's* base"."""
        return noun.dep_ == "pobj" and noun.head.lower_ in LOCATED

    def _owner_before(self, root: Token) -> Iterator[Involved]:
        """Yield whom a relative "whose" stands for: "a French company, whose contract was cancelled"."""
        if not any(child.lower_ == "whose" for child in syntax.children(root, "poss")):
            return
        for verb in root.ancestors:
            if verb.dep_ == "relcl":
                yield from self.of_nominal(verb.head, "modifier", places=True)
                return

    def company(self, root: Token) -> frozenset[str]:
        """Return the actors that the verb above a mention names beside it: its subject and its "with" phrase."""
        verb = root.head if root.dep_ in {"dobj", "nsubjpass"} else root.head.head if root.dep_ == "pobj" else root
        if not syntax.is_verb(verb):
            return frozenset()
        doers = syntax.agents(verb) if root.dep_ == "nsubjpass" else syntax.subjects(verb)
        nouns = [*doers, *(noun for _, noun in syntax.prepositional(verb, frozenset({"with"})))]
        found = [item for noun in nouns for item in self.of_nominal(noun, "with", places=True)]
        return frozenset(actor.id for item in found for actor in item.mention.actors)

    def members(self, root: Token) -> frozenset[str]:
        """Return who joins by an agreement on membership: "Sweden's accession", "the protocol on Finland's entry"."""
        nouns = [root, *(inner for _, inner in syntax.prepositional(root))]
        found = {
            actor.id
            for noun in nouns
            if noun.lower_ in self.membership
            for child in [*syntax.children(noun, "poss", "compound", "amod"), *self._owners(noun)]
            for mention in self.at_token(child, places=True)
            for actor in mention.actors
            if actor.kind == "state"
        }
        joining = (actor for mention in self._joining(root) for actor in mention.actors if actor.kind == "state")
        return frozenset([*found, *(actor.id for actor in joining)])

    def _joining(self, root: Token) -> Iterator[ActorMention]:
        """Yield who joins an alliance by a clause behind a noun, and the alliance: "a bill letting Finland join NATO"."""
        for clause in syntax.children(root, "acl", "relcl"):
            for verb in [clause, *(token for token in clause.subtree if token.dep_ in {"ccomp", "xcomp"})]:
                direct = syntax.children(verb, "dobj")
                if verb.lower_ in {"join", "joining", "joins"} and any(n.text in self.alliances for n in direct):
                    for noun in [*syntax.children(verb, "nsubj"), *syntax.children(verb.head, "dobj"), *direct]:
                        yield from self.at_token(noun, places=True)

    @staticmethod
    def _owners(noun: Token) -> list[Token]:
        return [inner for _, inner in syntax.prepositional(noun, frozenset({"of", "for"}))]

    def _membership(self, root: Token) -> Iterator[Involved]:
        """Yield who joins and what is joined: "the protocol on Finland's membership in NATO"."""
        yield from (Involved(mention, "modifier", "party.member") for mention in self._joining(root))
        for noun in [root, *(inner for _, inner in syntax.prepositional(root))]:
            if noun.lower_ not in self.membership:
                continue
            for child in syntax.children(noun, "poss", "compound", "amod"):
                yield from (Involved(m, "modifier", "party.member") for m in self.at_token(child, places=True))
            for preposition, inner in syntax.prepositional(noun):
                if preposition in {"of", "in", "to", "into"}:
                    yield from (
                        Involved(i.mention, "modifier", "party.member") for i in self.of_nominal(inner, preposition)
                    )

    def _around(self, root: Token, span: Container[int]) -> Iterator[Token]:
        """Yield the tokens right before a name: "the Japan-Philippines RAA"."""
        i = root.left_edge.i
        while i < root.i:
            if i not in span:
                token = self.doc[i]
                if token.head.i == root.i or token.head.head.i == root.i:
                    yield token
            i += 1

    def _is_goods(self, noun: Token) -> bool:
        return noun.lower_ in self.goods or noun.ent_type_ in {"WEAPON", "PLATFORM"}

    def _complements(self, noun: Token, depth: int = 0) -> Iterator[Involved]:
        for worth in syntax.children(noun, "amod", "acl"):
            if worth.lower_ in {"worth", "valued"} and worth.i > noun.i:
                for part in (worth, *worth.children):
                    yield from self._complements(part, depth)
        for clause in syntax.children(noun, "acl"):
            if clause.lower_ in self.destined:
                for preposition, inner in syntax.prepositional(clause, DIRECTED):
                    yield from self.of_nominal(inner, preposition, places=True)
        for preposition, inner in syntax.prepositional(noun):
            if preposition in PARTNER | DIRECTED and (depth == 0 or preposition in {"with", "between"}):
                # "A contract for South Korean tanks": the adjective of what is bought tells where it comes from.
                relation = "from" if preposition == "for" and self._is_goods(inner) else preposition
                yield from self.of_nominal(
                    inner, relation, places=preposition in {"with", "between", "to", "from", "for", "among"}
                )
            told = syntax.is_verb(inner) and bool(syntax.children(inner, "nsubj", "nsubjpass"))
            if preposition in SUBJECT_MATTER and depth < 3 and not (told or self.at_token(inner, places=True)):
                yield from self._complements(inner, depth if inner.ent_type_ == "MONEY" else depth + 1)


def unique(found: Iterable[Involved]) -> list[Involved]:
    """Return each actor mention once, the first relation kept."""
    seen: set[tuple[int, int, tuple[Actor, ...]]] = set()
    out = []
    for item in found:
        key = (item.mention.start, item.mention.end, item.mention.actors)
        if key not in seen:
            seen.add(key)
            out.append(item)
    return out
