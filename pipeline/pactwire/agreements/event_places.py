"""Where an event happened: from its own clause, from its occasion, from the sentences around it, from the dateline."""

from collections.abc import Container, Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.attachment import nearest, tokens_of
from pactwire.agreements.capitals import capitals_by_country
from pactwire.agreements.rows import Entry
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match
from pactwire.annotations import PlaceMention
from pactwire.components import annotations, text_of
from pactwire.reading.datelines import datelines
from pactwire.records import Modality, Place, Status

# How many sentences before a signature the arrival or meeting may be told.
MEETING_REACH = 2
# In how many sentences behind a dateline an act is told as one of that place.
DATELINE_REACH = 2
NO_PLACES = frozenset(
    {"DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "NORP", "AGREEMENT", "PLATFORM", "WEAPON", "PRODUCT"}
)
JOINT = frozenset({"signed", "agreed_in_principle", "delivered"})
# Stages that one side reaches at home.
ONE_SIDED = frozenset({"proposed", "approved", "ratified", "suspended", "terminated", "rejected"})
# "Flew to Warsaw", "left for Warsaw".
GOALS = frozenset({"to", "for"})
SPEAKING = frozenset({"speaking", "addressing"})
CLAUSES = frozenset({"advcl", "xcomp", "conj"})

Found = tuple[Place, str] | None


class PlaceReader:
    """Attaches the places of a document to its triggers."""

    def __init__(self, doc: Doc, rules: RuleSet, inside: Container[int], triggers: Mapping[int, Status]) -> None:
        """Read a document.

        `inside` holds the tokens of agreement mentions, `triggers` the status of each token that heads a trigger.
        """
        self.doc = doc
        self.inside = inside
        self.triggers = triggers
        self.words = rules.words
        notes = annotations(doc)
        self.places = [(mention, tokens_of(doc, mention.start, mention.end)) for mention in notes.places]
        self.places.extend(capitals_by_country(doc))
        self.capitals = {mention.start for mention in notes.actors if mention.via == "capital"}
        self.seats = {mention.start for mention in notes.actors if mention.via == "seat"}
        self.people = {t.i for person in notes.people for t in tokens_of(doc, person.start, person.end)}
        offsets = [
            *((date.start, date.end) for date in notes.dates),
            *((place.start, place.end) for place in notes.places),
        ]
        self.known = self.people | {token.i for start, end in offsets for token in tokens_of(doc, start, end)}
        self.datelines = list(self._datelines())

    def _datelines(self) -> Iterator[tuple[int, PlaceMention]]:
        """Yield the places that datelines give, each with the character where its story begins."""
        for start, dateline in datelines(text_of(self.doc)):
            end = start + dateline.end
            known = next((mention for mention, _ in self.places if start <= mention.start < end), None)
            offset = text_of(self.doc).find(dateline.place, start, end) if dateline.place else -1
            if known is not None:
                yield end, known
            elif dateline.place and offset >= 0:
                stop = offset + len(dateline.place)
                yield end, PlaceMention(offset, stop, dateline.place, dateline.place)

    def of_event(self, match: Match, modality: Modality, states: Container[str]) -> Found:
        """Return where an event happened and the rule that attached it.

        `states` are those who act, or the parties where nobody is said to act.
        """
        head = self.doc[match.head]
        joint = match.rule.status in JOINT
        return (
            self._clause(head)
            or self._journey(head)
            or self._before(head)
            or (self._occasion(match) if joint else None)
            or self._here(head)
            or self._announcement(head)
            or self._unknown(head)
            or (self._dateline(match, states) if modality == "asserted" else None)
        )

    def _within(self, sentence: Span) -> Iterator[tuple[PlaceMention, Span]]:
        """Yield the places of a sentence; what lies in no country, as an ocean or continent, is too wide for an act."""
        for mention, span in self.places:
            if sentence.start <= span.start < sentence.end and mention.country is not None:
                yield mention, span

    def _clause(self, head: Token) -> Found:
        usable = [
            (mention, span)
            for mention, span in self._within(head.sent)
            if self._happens_at(span) and not self._in_content(span.root, head)
        ]
        best = nearest(head, [span for _, span in usable], ranks=2)
        if best is None:
            return None
        return as_place(self._city(*usable[best.index])), ("place.clause", "place.governor")[best.rank]

    @staticmethod
    def _in_content(token: Token, head: Token) -> bool:
        """Tell whether a word stands in what is asked for or agreed on: "asked to base aircraft in Papua"."""
        node = token
        while node.head != node and node != head:
            if node.dep_ in {"xcomp", "ccomp"} and syntax.is_verb(node) and head.is_ancestor(node):
                return True
            node = node.head
        return False

    def _city(self, mention: PlaceMention, span: Span) -> PlaceMention:
        """Return the capital that a building stands in, where it is named right behind: "at South Block in New Delhi"."""
        for other, where in self.places:
            if (
                where.start == span.end + 1
                and self.doc[span.end].lower_ in {"in", ","}
                and other.start in self.capitals
            ):
                return other
        return mention

    def _journey(self, head: Token) -> Found:
        """Return the goal of "flew to Warsaw to sign" and of "signed when he visited Port Moresby"."""
        verbs = [head]
        while verbs[-1].dep_ in CLAUSES and verbs[-1].head != verbs[-1]:
            verbs.append(verbs[-1].head)
        visits = [child for verb in verbs for child in syntax.children(verb, "advcl") if self._is_temporal(child)]
        for verb in [*visits, *verbs[1:]]:
            if verb.lower_ not in self.words["journeys"]:
                continue
            for mention, span in self._within(head.sent):
                before = self.doc[span.start - 1].lower_ if span.start else ""
                goal = span.root.dep_ == "dobj" and span.root.head == verb
                inside = verb.i < span.start < head.i and verb != head and self._is_reached(span, verb)
                if goal or inside or (before in GOALS and span.root.head.head == verb):
                    return as_place(mention), "place.journey"
        return None

    def _is_reached(self, span: Span, verb: Token) -> bool:
        """Tell whether words say where that lies which one goes to: "went to a yard *in Bergen* to sign"."""
        preposition = self._preposition(span) or (self.doc[span.start - 1] if span.start else None)
        if preposition is None or preposition.lower_ not in self.words["locatives"] | {"on"}:
            return False
        above = preposition.head
        goal = above.dep_ == "pobj" and above.head.lower_ in GOALS | {"up"}
        return above.head == verb if above.dep_ == "dobj" else goal and above.head.head == verb

    @staticmethod
    def _is_temporal(verb: Token) -> bool:
        return any(mark.lower_ in {"when", "while", "as"} for mark in syntax.children(verb, "advmod", "mark"))

    def _before(self, head: Token) -> Found:
        """Return where the actors of the sentence before met, where "they" or "there" takes it up."""
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
            if before.root.lower_ in self.words["meeting_verbs"]:
                for mention, span in self._within(before):
                    if self._preposition(span) or (span.start and self.doc[span.start - 1].lower_ == "to"):
                        return as_place(mention), "place.before"
            start = before.start
        return None

    def _occasion(self, match: Match) -> Found:
        """Return where the signature's occasion took place, told in the same or the next sentence."""
        sentence = self.doc[match.head].sent
        for mention, span in self._within(sentence):
            preposition = self._preposition(span)
            if preposition is None:
                continue
            above = {preposition.head.lower_, span.root.head.head.lower_}
            if above & (self.words["occasions"] | self.words["gathering"]):
                return as_place(self._city(mention, span)), "place.meeting"
        if sentence.end >= len(self.doc):
            return None
        following = self.doc[sentence.end].sent
        if any(self.triggers.get(token.i, match.rule.status) != match.rule.status for token in following):
            return None
        told = following.root.lower_ in self.words["gathering"] or any(
            token.lower_ in self.words["signing"] for token in following
        )
        same_people = self._people_in(sentence) & self._people_in(following)
        for mention, span in self._within(following):
            preposition = self._preposition(span)
            at_occasion = preposition is not None and preposition.head.lower_ in self.words["occasions"]
            if (told and self._happens_at(span)) or (same_people and at_occasion):
                return as_place(self._city(mention, span)), "place.meeting"
        return None

    def _people_in(self, sentence: Span) -> set[str]:
        people = annotations(self.doc).people
        return {person.key for person in people if sentence.start_char <= person.start < sentence.end_char}

    def _announcement(self, head: Token) -> Found:
        """Return where the announcement was made: told by its own sentence's beginning or by the next sentence."""
        sentence = head.sent
        if (own := self._speaking(sentence)) is not None:
            return own
        if sentence.end >= len(self.doc) or not any(t.lower_ in self.words["announcing"] for t in sentence):
            return None
        following = self.doc[sentence.end].sent
        if (spoken := self._speaking(following)) is not None:
            return spoken
        if any(noun.lower_ in self.words["announcements"] for noun in syntax.subjects(following.root)):
            for mention, span in self._within(following):
                if self._happens_at(span):
                    return as_place(mention), "place.announcement"
        return None

    def _speaking(self, sentence: Span) -> Found:
        """Return the place that "*Speaking in Rabat*, he announced" begins with."""
        first = sentence[0]
        if first.lower_ not in SPEAKING or first.dep_ not in {"advcl", "prep"}:
            return None
        for mention, span in self._within(sentence):
            if span.root.head.head == first or (first.is_ancestor(span.root) and self._happens_at(span)):
                return as_place(self._city(mention, span)), "place.announcement"
        return None

    def _here(self, head: Token) -> Found:
        """Return the dateline's place where the clause says "here"."""
        for token in head.sent:
            if token.lower_ == "here" and nearest(head, [self.doc[token.i : token.i + 1]], ranks=1) is not None:
                place = self._last_dateline(token.idx)
                return (as_place(place), "place.here") if place is not None else None
        return None

    def _last_dateline(self, offset: int) -> PlaceMention | None:
        return next((place for begins, place in reversed(self.datelines) if begins <= offset), None)

    def _dateline(self, match: Match, states: Container[str]) -> Found:
        """Return the capital of the dateline for what its state does on its own, told right behind it."""
        head = self.doc[match.head]
        announced = match.rule.status == "agreed_in_principle" and head.lower_ in self.words["announcing"]
        if match.rule.status not in ONE_SIDED and not announced:
            return None
        for begins, place in self.datelines:
            starts = [sentence.start_char for sentence in self.doc.sents if begins <= sentence.start_char <= head.idx]
            near = 0 < len(starts) <= DATELINE_REACH
            if near and place.start in self.capitals and place.country is not None and place.country in states:
                return as_place(place), "place.dateline"
        return None

    def _unknown(self, head: Token) -> Found:
        """Return the proper name behind "in" at the trigger or its occasion, which no gazetteer knows."""
        for _, noun in syntax.prepositional(head):
            occasion = noun.lower_ in self.words["occasions"]
            # "In a ceremony held at the yard of Vard in Alesund": all that the occasion's phrase tells.
            inside = [
                (word.head.lower_, word) for word in noun.subtree if word.dep_ == "pobj" and word.ent_type_ == "GPE"
            ]
            for preposition, inner in [
                *syntax.prepositional(noun if occasion else head),
                *(inside if occasion else ()),
            ]:
                named = preposition == "in" or (preposition == "at" and inner.lower_ in self.words["venues"])
                if named and (place := self._proper(inner)) is not None:
                    return place
        # "Went up a hill on Tanna to sign": who goes somewhere to do it.
        if head.dep_ in CLAUSES and head.head.lower_ in self.words["journeys"]:
            for preposition, inner in syntax.prepositional(head.head):
                on_the_way = preposition in {*GOALS, "in", "on"} and inner.i < head.i and inner.ent_type_ != "PERSON"
                if on_the_way and (place := self._proper(inner)) is not None:
                    return place
        # "Signed an agreement in Ruse": the parser hangs the place on the agreement.
        for direct in syntax.children(head, "dobj"):
            for preposition, inner in syntax.prepositional(direct):
                if preposition == "in" and inner.ent_type_ == "GPE" and (place := self._proper(inner)) is not None:
                    return place
        return None

    def _proper(self, noun: Token) -> Found:
        known = noun.i in self.known or noun.i in self.inside or noun.ent_type_ in NO_PLACES
        names = [child for child in syntax.children(noun, "compound", "nmod") if child.tag_ == "NNP"]
        if known or not (noun.tag_ == "NNP" or (names and noun.lower_ in self.words["venues"])):
            return None
        span = self.doc[min([noun.i, *(child.i for child in names)]) : noun.i + 1]
        return Place(name=span.text, country=None, start=span.start_char, end=span.end_char), "place.unknown"

    def _preposition(self, span: Span) -> Token | None:
        """Return the preposition of place before some words."""
        i = span.start - 1
        if i > 1 and self.doc[i].lower_ == "of" and self.doc[i - 1].lower_ in self.words["settlements"]:
            # "In the Belarusian capital city of Minsk".
            i = self.doc[i - 1].left_edge.i - 1 if self.doc[i - 1].left_edge.i < i - 1 else i - 2
        while i >= 0 and self.doc[i].lower_ in self.words["before_places"]:
            i -= 1
        return self.doc[i] if i >= 0 and self.doc[i].lower_ in self.words["locatives"] else None

    def _happens_at(self, span: Span) -> bool:
        """Tell whether words say where something happens, not where a thing stands: "the ministry in Seoul"."""
        preposition = self._preposition(span)
        if preposition is None:
            return False
        following = self.doc[span.end] if span.end < len(self.doc) else None
        # "At Hyderabad House" is not in Hyderabad; "at Malacañang palace" is at Malacañang.
        house = following is not None and following.lower_ in self.words["venues"] and span.start_char not in self.seats
        if house or (following is not None and following.tag_ == "POS"):
            return False
        above = preposition.head
        if above.lower_ in self.words["reporting"] - self.words["announcing"] and syntax.is_verb(above):
            # Who told a joint press conference stood beside the other side; who told reporters may stand anywhere.
            return any(
                noun.lower_ in self.words["occasions"]
                and any(child.lower_ in self.words["joint"] for child in noun.children)
                for noun in syntax.objects(above)
            )
        if above.i != preposition.i - 1 or above.lower_ not in self.words["standing"] | self.words["institutions"]:
            return True
        outer = above.head
        return outer.dep_ == "prep" and outer.lower_ in self.words["locatives"] and syntax.is_verb(outer.head)


def place_of_entry(entry: Entry) -> Found:
    """Return the place that stands beside one agreement of a row."""
    return (as_place(entry.place), "place.list") if entry.place is not None else None


def as_place(mention: PlaceMention) -> Place:
    """Return a place mention as the place of an event."""
    return Place(name=mention.text, country=mention.country, start=mention.start, end=mention.end)
