"""Alliances that stand for their treaty: who leaves one, or freezes the participation in it, acts upon the treaty."""

from collections.abc import Iterator, Mapping
from itertools import chain

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex, Involved
from pactwire.agreements.inflection import noun_forms, verb_forms
from pactwire.annotations import ActorMention

LEAVING = frozenset({"from", "of", "out"})
JOINING = frozenset({"join", "enter", "joining", "entering"})
BELONGING = frozenset({"in", "of", "to", "with", "within", "at"})


class MembershipWords:
    """The words beside an alliance that make it stand for its treaty, in all their forms."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        """Take the word lists of the rules."""
        self.alliances = words["alliances"]
        self.leaving = frozenset(chain.from_iterable(map(verb_forms, words["leaving_verbs"])))
        self.departures = frozenset(chain.from_iterable(map(noun_forms, words["leaving_nouns"])))
        self.belonging = words["belonging"]
        self.owed = words["owed"]
        self.members = words["members"]
        self.sought = words["membership"]
        self.all = self.leaving | self.departures | self.belonging | self.owed | self.sought


def alliances_standing_for_treaties(
    doc: Doc, actors: ActorIndex, words: MembershipWords
) -> Iterator[tuple[Token, ActorMention, tuple[Involved, ...]]]:
    """Yield the alliances that stand for their treaty: the head token, the actor's mention and the parties named."""
    seen: set[tuple[int, int]] = set()
    for i in sorted(actors.at):
        for mention in actors.at_token(doc[i]):
            if (mention.start, mention.end) in seen or not any(a.id in words.alliances for a in mention.actors):
                continue
            seen.add((mention.start, mention.end))
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or not stands_for_treaty(span.root, words):
                continue
            owners = tuple(owners_of(span.root, actors))
            yield span.root, mention, (Involved(mention, "with", "party.joined"), *owners)


def stands_for_treaty(noun: Token, words: MembershipWords) -> bool:
    """Tell whether an alliance is left, belonged to, owing or sought.

    "Quit the CSTO", "its participation in the CSTO", "its bid to join NATO".
    """
    noun = syntax.first_conjunct(noun)
    above = noun.head
    if noun.dep_ == "dobj" and above.lower_ in JOINING:
        return above.dep_ == "acl" and above.head.lower_ in words.sought
    if noun.dep_ in {"dobj", "nsubjpass"} and syntax.is_verb(above):
        return above.lower_ in words.leaving and not syntax.children(above, "oprd", "acomp")
    if noun.dep_ in {"nsubj", "poss"}:
        return any(thing.lower_ in words.owed for thing in owed_by(noun))
    if noun.dep_ != "pobj":
        return False
    preposition = above
    while preposition.head.dep_ == "prep":
        preposition = preposition.head
    governor = preposition.head
    if governor.lower_ in words.leaving or governor.lower_ in words.departures:
        moved = syntax.children(governor, "dobj")
        return above.lower_ in LEAVING and all(is_member(thing, words) for thing in moved)
    return governor.lower_ in words.belonging and above.lower_ in BELONGING


def owed_by(noun: Token) -> list[Token]:
    """Return what an owner has, or the objects of a subject's verb and of the infinitives below it."""
    if noun.dep_ == "poss":
        return [noun.head]
    verbs = [noun.head, *syntax.children(noun.head, "xcomp")]
    return [thing for verb in verbs for thing in syntax.children(verb, "dobj")]


def is_member(noun: Token, words: MembershipWords) -> bool:
    """Tell whether what is pulled out of an alliance is a member of it, no soldiers: "pull *the country* out of NATO"."""
    return noun.ent_type_ == "GPE" or noun.lower_ in words.members


def owners_of(noun: Token, actors: ActorIndex) -> Iterator[Involved]:
    """Yield whose membership it is: "*Armenia's* participation in the CSTO", "its obligations to *Armenia*"."""
    sought = noun.dep_ == "dobj" and noun.head.dep_ == "acl"
    governors = [noun.head.head] if noun.dep_ == "pobj" or sought else owed_by(noun)
    for governor in governors:
        for owner in syntax.children(governor, "poss"):
            yield from actors.of_nominal(owner, "modifier", places=True)
        for preposition, other in syntax.prepositional(governor):
            if preposition in {"to", "towards", "toward"} and other != noun:
                yield from actors.of_nominal(other, "with")
