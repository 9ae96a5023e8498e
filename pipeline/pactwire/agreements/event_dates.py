"""When an event happened: the date that hangs on its trigger."""

from collections.abc import Container

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax
from pactwire.agreements.attachment import attachment, nearest, tokens_of
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Match
from pactwire.components import annotations
from pactwire.records import DateMention, EventDate

PRENOMINAL = frozenset({"nummod", "amod", "compound", "nmod"})
# "During a visit on Monday", "at a session on Monday".
OCCASIONS = frozenset({"during", "at", "on", "in", "amid"})
RULES = ("date.clause", "date.governor", "date.near")


class DateReader:
    """Attaches the dates of a document to its triggers."""

    def __init__(self, doc: Doc, rules: RuleSet, inside: Container[int]) -> None:
        """Read a document; `inside` holds the tokens of agreement mentions."""
        self.doc = doc
        self.inside = inside
        self.published = annotations(doc).published
        self.limits = rules.words["limits"]
        self.acts = rules.words["acts"]
        self.dates = [(mention, tokens_of(doc, mention.start, mention.end)) for mention in annotations(doc).dates]

    def of_event(self, match: Match, status: str) -> tuple[EventDate, str] | None:
        """Return the date of an event and the rule that attached it.

        A date inside a mention ("the 2016 agreement") dates the agreement, not the event.
        """
        head = self.doc[match.head]
        usable = [
            (mention, span)
            for mention, span in self.dates
            if head.sent.start <= span.start < head.sent.end
            and mention.edtf
            and mention.timex3.type in {"DATE", "TIME"}
            and not mention.basis.startswith("page: ")
            and not self._bound(span, status)
            and not any(i in self.inside for i in range(span.start, span.end))
            and not self._numbers_a_name(span)
            and not self._dates_the_agreement(span)
            and not (
                span.root.head.i in self.inside and span.root.i < span.root.head.i and span.root.dep_ in PRENOMINAL
            )
        ]
        best = nearest(head, [span for _, span in usable])
        if best is not None:
            return as_event_date(usable[best.index][0]), RULES[min(best.rank, 2)]
        # "Signed a deal to buy jets from France on Friday": the parser hangs the day on what is agreed.
        past = [(date, span) for date, span in usable if self._is_past(date)]
        on_phrase = [date for date, span in past if hangs_on_phrase(span.root, head)]
        if on_phrase and tells_of_the_past(head):
            return as_event_date(on_phrase[0]), "date.phrase"
        told = [date for date, span in past if self._on_act(span, head)]
        told = told or [date for date, span in past if in_front(span.root, head)]
        return (as_event_date(told[0]), "date.occasion") if len(told) == 1 else None

    def _is_past(self, date: DateMention) -> bool:
        """Tell whether a date is not after publication; where that is not known, whether it is a day."""
        if self.published is None:
            return date.earliest is not None and date.earliest == date.latest
        return date.latest is not None and date.latest <= self.published

    def _on_act(self, span: Span, head: Token) -> bool:
        """Tell whether a date is that of the act that brings the event about: "*on Monday* passed a bill that ends it"."""
        act = head.head
        if head.dep_ not in {"relcl", "acl"} or act.lower_ not in self.acts or act.dep_ not in {"dobj", "nsubjpass"}:
            return False
        return span.root.is_ancestor(act.head) or (
            act.head.is_ancestor(span.root) and attachment(span.root, act.head) == 0
        )

    def _dates_the_agreement(self, span: Span) -> bool:
        """Tell whether a date is that of an agreement: "ratified the pact *of 13 September*"."""
        node = span.root.head
        if node.lower_ not in {"of", "dated"} or node.i > span.root.i:
            return False
        while node.head != node and (not syntax.is_verb(node) or node.lower_ == "dated"):
            node = node.head
            if node.i in self.inside:
                return True
        return False

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

    def _bound(self, span: Span, status: str) -> bool:
        """Tell whether a date is the end of a term ("extended until 2026"), not the day of the event."""
        before = self.doc[span.start - 1].lower_ if span.start else ""
        first = span[0].lower_
        words = [token for token in self.doc[max(0, span.start - 6) : span.start] if not token.is_space]
        # "For the next five years", not "for Ukraine on March 19".
        if any(token.lower_ == "for" for token in words[-1:]) or (
            any(token.lower_ == "for" for token in words[-3:])
            and not any(token.tag_.startswith("N") or token.dep_ == "prep" for token in words[-2:])
        ):
            return True
        if status == "in_force" and "since" in {before, first}:
            return False
        # What is given "by 2028" or "over the next year" was promised before.
        if status == "approved" and before in {"by", "over", "through"}:
            return True
        return status in {"approved", "extended", "in_force", "signed", "amended"} and bool(
            {before, first} & self.limits
        )


def hangs_on_phrase(token: Token, head: Token) -> bool:
    """Tell whether a word stands below a trigger with no clause between but one that says what is agreed.

    "A deal *to buy* jets", "a treaty *banning* mines".
    """
    node = token
    while node != head and node.head != node:
        content = node.tag_ == "VB" or (node.tag_ == "VBG" and node.dep_ == "acl")
        if syntax.heads_clause(node) and (not content or node.dep_ == "conj"):
            return False
        node = node.head
    return node == head


def in_front(token: Token, head: Token) -> bool:
    """Tell whether a word stands in the occasion that a clause begins with: "*Meeting on Monday*, both agreed"."""
    subject = min((noun.left_edge.i for noun in syntax.subjects(head)), default=0)
    if token.i >= subject or not (tells_of_the_past(head) or head.tag_ == "VBN"):
        return False
    front = next((child for child in head.children if child == token or child.is_ancestor(token)), None)
    if front is None:
        return False
    if front.dep_ == "prep":
        return front.lower_ in OCCASIONS
    marks = [mark.lower_ for mark in syntax.children(front, "mark", "advmod")]
    together = any(mark in {"when", "as", "while"} for mark in marks) or (front.tag_ == "VBG" and not marks)
    return front.dep_ == "advcl" and together


def tells_of_the_past(verb: Token) -> bool:
    """Tell whether a verb stands in the past tense, its auxiliaries included."""
    return verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in syntax.auxiliaries(verb))


def of_list(date: DateMention | None) -> tuple[EventDate, str] | None:
    """Return the date that stands beside one partner of a list, or one agreement of a row."""
    return (as_event_date(date), "date.list") if date is not None else None


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
