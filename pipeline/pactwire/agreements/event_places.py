"""Where an event happened: from its own clause, from its occasion, from the sentences around it."""

from collections.abc import Container

from spacy.tokens import Doc, Span

from pactwire.agreements import syntax
from pactwire.agreements.attachment import nearest, tokens_of
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match
from pactwire.annotations import PlaceMention
from pactwire.components import annotations
from pactwire.records import Place

# How many sentences before a signature the arrival or meeting may be told.
MEETING_REACH = 2
NO_PLACES = frozenset(
    {"DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "NORP", "AGREEMENT", "PLATFORM", "WEAPON", "PRODUCT"}
)


class PlaceReader:
    """Attaches the places of a document to its triggers."""

    def __init__(self, doc: Doc, rules: RuleSet, inside: Container[int]) -> None:
        """Read a document; `inside` holds the tokens of agreement mentions."""
        self.doc = doc
        self.inside = inside
        self.words = rules.words
        notes = annotations(doc)
        self.places = [(mention, tokens_of(doc, mention.start, mention.end)) for mention in notes.places]
        offsets = [
            *((date.start, date.end) for date in notes.dates),
            *((person.start, person.end) for person in notes.people),
            *((place.start, place.end) for place in notes.places),
        ]
        self.known = {token.i for start, end in offsets for token in tokens_of(doc, start, end)}

    def of_event(self, match: Match) -> tuple[Place, str] | None:
        """Return where an event happened and the rule that attached it."""
        sentence = self.doc[match.head].sent
        usable = [
            (mention, span)
            for mention, span in self.places
            if sentence.start <= span.start < sentence.end and self._locative(span)
        ]
        best = nearest(self.doc[match.head], [span for _, span in usable], ranks=2)
        if best is None:
            return self._place_before(match) or self._place_of_meeting(match) or self._unknown_place(match)
        return as_place(usable[best.index][0]), ("place.clause", "place.governor")[best.rank]

    def _place_before(self, match: Match) -> tuple[Place, str] | None:
        """Return where the actors of the sentence before met, where "they" or "there" takes it up."""
        head = self.doc[match.head]
        sentence = head.sent
        carried = any(
            noun.lower_ in self.words["meeting_people"] or noun.tag_ == "PRP" for noun in syntax.subjects(head)
        ) or any(token.lower_ == "there" and token.dep_ == "advmod" for token in sentence)
        if not carried:
            return None
        start = sentence.start
        for _ in range(MEETING_REACH):
            if start == 0:
                break
            before = self.doc[start - 1].sent
            for mention, span in self.places:
                if (
                    before.start <= span.start < before.end
                    and before.root.lower_ in self.words["meeting_verbs"]
                    and self._moved_to(span)
                ):
                    return as_place(mention), "place.before"
            start = before.start
        return None

    def _place_of_meeting(self, match: Match) -> tuple[Place, str] | None:
        """Return where the signature's occasion took place, told in the same or a neighbouring sentence."""
        if match.rule.status not in {"signed", "agreed_in_principle"}:
            return None
        sentence = self.doc[match.head].sent
        nearby = [sentence]
        if sentence.end < len(self.doc):
            nearby.append(self.doc[sentence.end].sent)
        for where in nearby:
            for mention, span in self.places:
                if where.start <= span.start < where.end and self._locative(span):
                    governor = self.doc[span.start - 1].head
                    noun = span.root.head.head
                    if governor.lower_ in self.words["occasions"] or noun.lower_ in self.words["occasions"]:
                        return as_place(mention), "place.meeting"
        return None

    def _unknown_place(self, match: Match) -> tuple[Place, str] | None:
        """Return the proper name behind "in" at the trigger itself, which no gazetteer knows: "signed in Jaunmoku"."""
        head = self.doc[match.head]
        for _, noun in syntax.prepositional(head, frozenset({"in"})):
            known = noun.i in self.known or noun.i in self.inside
            if noun.tag_ == "NNP" and not known and noun.ent_type_ not in NO_PLACES:
                first = min([noun.i, *(child.i for child in syntax.children(noun, "compound") if child.tag_ == "NNP")])
                span = self.doc[first : noun.i + 1]
                place = Place(name=span.text, country=None, start=span.start_char, end=span.end_char)
                return place, "place.unknown"
        return None

    def _moved_to(self, span: Span) -> bool:
        return self._locative(span) or (span.start > 0 and self.doc[span.start - 1].lower_ == "to")

    def _locative(self, span: Span) -> bool:
        i = span.start - 1
        while i >= 0 and self.doc[i].lower_ in self.words["before_places"]:
            i -= 1
        return i >= 0 and self.doc[i].lower_ in self.words["locatives"]


def as_place(mention: PlaceMention) -> Place:
    """Return a place mention as the place of an event."""
    return Place(name=mention.text, country=mention.country, start=mention.start, end=mention.end)
