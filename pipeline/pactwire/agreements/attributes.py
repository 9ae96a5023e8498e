"""When, where, how much, what, signed by whom, according to whom: attached to the event they belong to."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.lists import Partner
from pactwire.agreements.triggers import Match
from pactwire.annotations import Annotations, PersonMention
from pactwire.components import annotations
from pactwire.records import Attribution, DateMention, EventDate, Place, Signatory

FAR = 99
MEETING = frozenset(
    [
        "met",
        "meet",
        "meets",
        "gathered",
        "arrived",
        "flew",
        "visited",
        "travelled",
        "traveled",
        "came",
        "landed",
        "inspected",
        "was",
        "received",
        "hosted",
        "held",
    ]
)
OCCASIONS = frozenset(
    ["met", "meet", "meets", "ceremony", "meeting", "conference", "summit", "talks", "held", "gathered", "signing"]
)
CARRIED = frozenset(
    {"ministers", "leaders", "chiefs", "sides", "two", "they", "officials", "presidents", "pair", "country"}
)
# Offices by their plural, and the portfolios that tell ministers apart.
OFFICES = {
    "ministers": "minister",
    "secretaries": "secretary",
    "presidents": "president",
    "premiers": "premier",
    "chiefs": "chief",
}
PORTFOLIOS = {
    "defence": "defence",
    "defense": "defence",
    "foreign": "foreign",
    "prime": "prime",
    "interior": "interior",
}

# How many sentences before a signature the arrival or meeting may be told.
MEETING_REACH = 2
NO_PLACES = frozenset(
    {"DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "NORP", "AGREEMENT", "PLATFORM", "WEAPON", "PRODUCT"}
)
SEQUENCE = frozenset({"after", "before", "since", "until"})
PRENOMINAL = frozenset({"nummod", "amod", "compound", "nmod"})
UNTIL = frozenset({"until", "till", "through", "since"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A mention with the rank of its attachment: 0 the trigger's own clause, 1 a governing or coordinated one."""

    index: int
    rank: int
    distance: int


class AttributeReader:
    """Attaches the dates, places, people and sources of a document to triggers."""

    def __init__(self, doc: Doc, reporting: frozenset[str], inside: Container[int]) -> None:
        """Read a document; `inside` holds the tokens of agreement mentions."""
        self.inside = inside
        self.doc = doc
        self.reporting = reporting
        self.notes: Annotations = annotations(doc)
        self.dates = [(mention, self.span(mention.start, mention.end)) for mention in self.notes.dates]
        self.places = [(mention, self.span(mention.start, mention.end)) for mention in self.notes.places]
        self.representing = [token for token in doc if token.lower_ == "represented"]
        self.people = [(mention, self.span(mention.start, mention.end)) for mention in self.notes.people]

    def span(self, start: int, end: int) -> Span:
        """Return the tokens that cover a character range."""
        found = self.doc.char_span(start, end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"no tokens at {start}:{end}")
        return found

    def date(self, match: Match, status: str) -> tuple[EventDate, str] | None:
        """Return the date of an event and the rule that attached it.

        A date inside a mention ("the 2016 agreement") dates the agreement, not the event.
        """
        sentence = self.doc[match.head].sent
        usable = [
            (mention, span)
            for mention, span in self.dates
            if sentence.start <= span.start < sentence.end
            and mention.edtf
            and mention.timex3.type in {"DATE", "TIME"}
            and not mention.basis.startswith("page: ")
            and not self._bound(span, status)
            and not any(i in self.inside for i in range(span.start, span.end))
            and not self._numbers_a_name(span)
            and not (
                span.root.head.i in self.inside and span.root.i < span.root.head.i and span.root.dep_ in PRENOMINAL
            )
        ]
        best = self._best(match, [span for _, span in usable])
        if best is None:
            return None
        date = as_event_date(usable[best.index][0])
        return date, ("date.clause", "date.governor", "date.near")[min(best.rank, 2)]

    def _numbers_a_name(self, span: Span) -> bool:
        """Tell whether a year is part of a name: "at IDEX 2023"."""
        if len(span) > 1 or span.start == 0 or len(span.text) != 4:
            return False
        before = self.doc[span.start - 1]
        return (
            before.tag_ in {"NNP", "NNPS"}
            and before.idx + len(before) + 1 == span.start_char
            and not any(other.start <= before.i < other.end for _, other in self.dates)
        )

    def of_partner(self, partner: Partner) -> tuple[EventDate, str] | None:
        """Return the date that stands beside one partner of a list."""
        return (as_event_date(partner.date), "date.list") if partner.date is not None else None

    def _bound(self, span: Span, status: str) -> bool:
        """Tell whether a date is the end of a term ("extended until 2026"), not the day of the event."""
        before = self.doc[span.start - 1].lower_ if span.start else ""
        first = span[0].lower_
        words = [token.lower_ for token in self.doc[max(0, span.start - 6) : span.start] if not token.is_space]
        if "for" in words[-3:]:
            return True
        if status == "in_force" and "since" in {before, first}:
            return False
        return status in {"extended", "in_force", "signed", "amended"} and (before in UNTIL or first in UNTIL)

    def place(self, match: Match) -> tuple[Place, str] | None:
        """Return where an event happened and the rule that attached it."""
        sentence = self.doc[match.head].sent
        within = [(m, span) for m, span in self.places if sentence.start <= span.start < sentence.end]
        usable = [(mention, span) for mention, span in within if self._locative(span)]
        best = self._best(match, [span for _, span in usable], ranks=2)
        if best is None:
            return self._place_before(match) or self._place_of_meeting(match) or self._unknown_place(match)
        mention = usable[best.index][0]
        place = Place(name=mention.text, country=mention.country, start=mention.start, end=mention.end)
        return place, ("place.clause", "place.governor")[best.rank]

    def _place_before(self, match: Match) -> tuple[Place, str] | None:
        """Return where the actors of the sentence before met, where "they" or "there" takes it up."""
        head = self.doc[match.head]
        sentence = head.sent
        carried = any(noun.lower_ in CARRIED or noun.tag_ == "PRP" for noun in syntax.subjects(head)) or any(
            token.lower_ == "there" and token.dep_ == "advmod" for token in sentence
        )
        if sentence.start == 0 or not carried:
            return None
        start = sentence.start
        for _ in range(MEETING_REACH):
            if start == 0:
                break
            before = self.doc[start - 1].sent
            for mention, span in self.places:
                if before.start <= span.start < before.end and before.root.lower_ in MEETING and self._moved_to(span):
                    place = Place(name=mention.text, country=mention.country, start=mention.start, end=mention.end)
                    return place, "place.before"
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
                    if governor.lower_ in OCCASIONS or noun.lower_ in OCCASIONS:
                        place = Place(name=mention.text, country=mention.country, start=mention.start, end=mention.end)
                        return place, "place.meeting"
        return None

    def _unknown_place(self, match: Match) -> tuple[Place, str] | None:
        """Return the proper name behind "in" at the trigger itself, which no gazetteer knows: "signed in Jaunmoku"."""
        head = self.doc[match.head]
        for _, noun in syntax.prepositional(head, frozenset({"in"})):
            known = any(span.start <= noun.i < span.end for _, span in (*self.dates, *self.places, *self.people))
            if noun.tag_ == "NNP" and not known and noun.i not in self.inside and noun.ent_type_ not in NO_PLACES:
                first = min([noun.i, *(child.i for child in syntax.children(noun, "compound") if child.tag_ == "NNP")])
                span = self.doc[first : noun.i + 1]
                place = Place(name=span.text, country=None, start=span.start_char, end=span.end_char)
                return place, "place.unknown"
        return None

    def _moved_to(self, span: Span) -> bool:
        return self._locative(span) or (span.start > 0 and self.doc[span.start - 1].lower_ == "to")

    def _locative(self, span: Span) -> bool:
        i = span.start - 1
        while i >= 0 and self.doc[i].lower_ in {"the", "a", "an", "downtown", "central", "nearby"}:
            i -= 1
        return i >= 0 and self.doc[i].lower_ in {"in", "at", "near", "outside", "aboard", "inside"}

    def signatories(self, match: Match, states: Container[str]) -> list[Signatory]:
        """Return the people who are subject or agent of a signature of these states."""
        head = self.doc[match.head]
        nouns: list[Token] = []
        if match.part == "verb":
            passive = syntax.is_passive(head)
            nouns.extend(syntax.agents(head) if passive else syntax.subjects(head))
            if not passive and head.dep_ == "acl":
                nouns.append(head.head)
        for token in [head, *(self.doc[i] for i in match.tokens)]:
            for preposition, noun in syntax.prepositional(token, frozenset({"by", "of", "with"})):
                if preposition in {"by", "with"} or token.lower_ in {"signature", "signatures"}:
                    nouns.append(noun)
        found: dict[str, Signatory] = {}
        for noun in nouns:
            for part in syntax.conjuncts(noun):
                for person in self._people_of(part) or self._person_before(part) or self._members(part):
                    found.setdefault(person.key, as_signatory(person))
        if not found:
            for noun in nouns:
                for part in syntax.conjuncts(noun):
                    found.update((person.key, as_signatory(person)) for person in self._holders(part, states))
        if not found and match.rule.status == "signed":
            return self._representatives()
        return list(found.values())

    def _holders(self, noun: Token, states: Container[str]) -> list[PersonMention]:
        """Return the people who hold the offices that a plural names: "the defence ministers signed", one a state."""
        office = OFFICES.get(noun.lower_)
        if office is None:
            return []
        kind = {child.lower_ for child in syntax.children(noun, "compound", "amod") if child.lower_ in PORTFOLIOS}
        found: dict[str, PersonMention] = {}
        for person, _ in self.people:
            words = (person.office or "").lower().replace("-", " ").split()
            fits = office in words and (
                not kind
                or any(word in PORTFOLIOS and PORTFOLIOS[word] in {PORTFOLIOS[k] for k in kind} for word in words)
            )
            if fits and person.name[:1].isupper() and person.country is not None and person.country in states:
                found.setdefault(person.country, person)
        return list(found.values()) if len(found) >= 2 else []

    def _representatives(self) -> list[Signatory]:
        """Return the people who are said to have represented their side at the signature."""
        found: dict[str, Signatory] = {}
        for token in self.representing:
            if not syntax.is_passive(token):
                for noun in syntax.subjects(token):
                    for part in syntax.conjuncts(noun):
                        for person in self._people_of(part):
                            found.setdefault(person.key, as_signatory(person))
        return list(found.values())

    def _people_of(self, noun: Token) -> list[PersonMention]:
        region = {noun.i, *(child.i for child in noun.children if child.dep_ in {"appos", "compound", "flat"})}
        return [m for m, span in self.people if any(i in region for i in range(span.start, span.end)) and m.name]

    def _members(self, noun: Token) -> list[PersonMention]:
        """Return the people of "X and Y were among the ministers who signed"."""
        above = noun.head
        if noun.dep_ != "pobj" or above.lower_ not in {"among", "of"} or not syntax.is_verb(above.head):
            return []
        parts = [part for subject in syntax.subjects(above.head) for part in syntax.conjuncts(subject)]
        return [person for part in parts for person in self._people_of(part)]

    def _person_before(self, pronoun: Token) -> list[PersonMention]:
        """Return the person that "he" or "she" stands for: the last one named before it in this or the last sentence."""
        if pronoun.lower_ not in {"he", "she"}:
            return []
        start = pronoun.sent.start
        earliest = self.doc[start - 1].sent.start if start else start
        before = [m for m, span in self.people if earliest <= span.start < pronoun.i and m.name]
        return before[-1:]

    def attribution(self, match: Match) -> Attribution | None:
        """Return who says it: the subject of the governing verb of saying, or behind "according to"."""
        head = self.doc[match.head]
        node = head
        for _ in range(10):
            if node.dep_ in {"ROOT"} or node.head == node:
                break
            node = node.head
            if node.lower_ in self.reporting and (subjects := syntax.children(node, "nsubj")):
                return self._source(subjects[0], head)
        for verb in head.sent:
            governs = (verb.dep_ in {"ROOT", "parataxis", "ccomp"} and head.is_ancestor(verb)) or verb.is_ancestor(head)
            if verb.lower_ in self.reporting and governs and (subjects := syntax.children(verb, "nsubj")):
                return self._source(subjects[0], head)
            if verb.lower_ == "according":
                for _, noun in syntax.prepositional(verb):
                    return self._source(noun, head)
        return None

    def _source(self, noun: Token, trigger: Token) -> Attribution | None:
        if noun.tag_ in {"WP", "WDT", "PRP"} and noun.lower_ not in {"he", "she", "they"}:
            return None
        edges = [
            token
            for token in noun.subtree
            if token.dep_ not in {"relcl", "acl", "punct"} and token.i >= noun.left_edge.i
        ]
        last = noun.i
        for token in edges:
            if token.i > last and all(
                self.doc[k].dep_ not in {"relcl", "punct", "acl"} and self.doc[k].lower_ not in {","}
                for k in range(noun.i, token.i + 1)
            ):
                last = token.i
        span = self.doc[noun.left_edge.i : last + 1]
        return Attribution(source=span.text, quoted=in_quotes(trigger), start=span.start_char, end=span.end_char)

    def _best(self, match: Match, spans: Sequence[Span], *, ranks: int = 3) -> Attached | None:
        head = self.doc[match.head]
        found = []
        for index, span in enumerate(spans):
            if span.start < head.sent.start or span.end > head.sent.end:
                continue
            rank = attachment(span.root, head)
            if rank == FAR and abs(span.start - head.i) <= 3 and not inside_noun_clause(span.root, head):
                rank = 2
            if rank < ranks:
                found.append(Attached(index, rank, abs(span.start - head.i)))
        return min(found, key=lambda item: (item.rank, item.distance), default=None)


def as_signatory(person: PersonMention) -> Signatory:
    """Return a person mention as a signatory."""
    return Signatory(name=person.name, role=person.office, country=person.country, start=person.start, end=person.end)


def as_event_date(mention: DateMention) -> EventDate:
    """Return a date mention as the date of an event."""
    return EventDate(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        edtf=mention.edtf or "",
        earliest=mention.earliest,
        latest=mention.latest,
        basis=mention.basis,
    )


def attachment(token: Token, trigger: Token) -> int:
    """Return how a word hangs on a trigger: 0 below it, 1 below a verb that governs or precedes it, else 99."""
    if token.is_ancestor(trigger):
        return 0
    if inside_noun_clause(token, trigger):
        return FAR
    chain = governing_verbs(trigger)
    node = token
    for _ in range(14):
        if node == trigger:
            return 0
        if node in chain:
            return 1
        if node.dep_ in {"relcl", "advcl", "acl", "ccomp", "conj"} and syntax.is_verb(node):
            return FAR
        if node.head == node:
            break
        node = node.head
    return FAR


def inside_noun_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a relative or other clause between the word and the trigger holds it."""
    node = token
    for _ in range(14):
        if node == trigger or node.head == node:
            return False
        if (
            node.dep_ in {"relcl", "advcl", "acl", "ccomp", "pcomp"}
            and syntax.is_verb(node)
            and not node.is_ancestor(trigger)
        ):
            return True
        node = node.head
    return False


def governing_verbs(trigger: Token) -> list[Token]:
    """Return the verbs above a trigger, the verbs coordinated before them, and the nouns on the way."""
    found: list[Token] = []
    node = trigger
    for _ in range(8):
        if node.dep_ in {"ROOT", "relcl"} or node.head == node:
            break
        # "Came into force on Sunday, nine months after it was signed": Sunday is not the day of the signature.
        if node.dep_ == "advcl" and any(mark.lower_ in SEQUENCE for mark in syntax.children(node, "mark")):
            break
        node = node.head
        found.append(node)
    return found


def in_quotes(token: Token) -> bool:
    """Tell whether a token stands inside quotation marks within its paragraph."""
    opened = False
    for other in token.doc[max(0, token.i - 80) : token.i]:
        if "\n" in other.text:
            opened = False
        elif other.text == "“":
            opened = True
        elif other.text == "”":
            opened = False
        elif other.text == '"':
            opened = not opened
    return opened
