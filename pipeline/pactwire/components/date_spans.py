"""The spaCy component that leaves the dates of a `Doc` in its annotations."""

from datetime import date
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Token

from pactwire.components import annotations, text_of
from pactwire.dates import find_dates
from pactwire.dates.context import Direction, Tense, guards, tense_in_words

AUXILIARIES = frozenset({"aux", "auxpass"})
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "compound", "amod"})


@Language.factory("pactwire_date_spans", assigns=["doc.user_data"], default_config={"use_parse": True})
def make_date_spans(nlp: Language, name: str, use_parse: bool) -> "DateSpans":  # noqa: ARG001  spaCy passes them all
    """Make the component; `use_parse` lets the tense come from tags and dependencies where the doc has them."""
    return DateSpans(use_parse=use_parse)


class DateSpans:
    """Finds the dates of `doc.text`, resolved against `annotations(doc).published`."""

    def __init__(self, *, use_parse: bool = True) -> None:
        self.use_parse = use_parse

    def __call__(self, doc: Doc) -> Doc:
        """Fill `annotations(doc).dates`."""
        kept = annotations(doc)
        published = date.fromisoformat(kept.published[:10]) if kept.published else None
        kept.dates = find_dates(
            text_of(doc), published=published, tense=tense_by_parse(doc) if self.use_parse else None
        )
        return doc


def tense_by_parse(doc: Doc) -> Tense | None:
    """Return a reader of tense that climbs from the date to its governing verb, `None` for a doc without parse.

    Where the parse holds no answer (no verb above the date), the words of the clause decide.
    """
    if not doc.has_annotation("DEP") or not doc.has_annotation("TAG"):
        return None

    def tense(start: int, end: int) -> Direction | None:
        span = doc.char_span(start, end, alignment_mode="expand")
        found = governing_tense(span.root) if span is not None and len(span) else "unread"
        return found if found != "unread" else tense_in_words(text_of(doc), start, end)

    return tense


def governing_tense(token: Token) -> Direction | Literal["unread"] | None:
    """Tell whether the nearest verb above the token looks back or ahead; "unread" where no verb tells.

    A present tense ends the climb without an answer: the verb above it ("officials said") is about another time.
    """
    below = token
    for above in (token, *token.ancestors):
        if below.dep_ == "poss" and above.lower_ in guards().tense.outcomes:
            return "past"
        if above.tag_.startswith(("VB", "MD")):
            if _participle_before(token, above):
                return "past"
            found = verb_tense(above, governs=below.dep_ not in NOMINAL)
            if found is not None:
                return found
            if above.tag_ in {"VBZ", "VBP"}:
                return None
        below = above
    return "unread"


def verb_tense(verb: Token, *, governs: bool = True) -> Direction | None:
    """Read the direction off the verb and its auxiliaries, `None` where it leaves it to the verb above.

    A present looks ahead only with verbs of schedules ("expires on Friday"), and only where it governs the date
    itself rather than a noun with it ("follows Tuesday's declaration"); an infinitive of purpose, as its verb does.
    """
    cues = guards().tense
    helpers = [child for child in verb.children if child.dep_ in AUXILIARIES]
    words = {helper.lower_ for helper in helpers}
    if words & cues.undecided:
        return None
    if verb.lower_ in cues.planned_pasts and not words & cues.perfect:
        return "future"
    if words & cues.modals:
        return "past" if words & cues.perfect else "future"
    if any(helper.tag_ == "TO" for helper in helpers):
        if _was_planned(verb.head):
            return "past"
        return "past" if words & cues.perfect else None if verb.dep_ == "advcl" else "future"
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if verb.tag_ == "VBN":
        planned = verb.lower_ in cues.planned_participles
        return "future" if planned or (words & cues.present_be and not words & cues.perfect) else "past"
    if verb.tag_ == "VBG" and words & cues.present_be:
        return "future"
    if verb.tag_ in {"VBZ", "VBP"} and governs and verb.lower_ in cues.scheduled_verbs:
        return "future"
    return None


def _participle_before(token: Token, verb: Token) -> bool:
    """Tell whether a date ends the words before a verb that say what was done: "the pact signed *on Monday* will allow"."""
    return any(
        participle.tag_ == "VBN" and participle.i < token.i < verb.i and not participle.nbor(-1).is_punct
        for noun in verb.lefts
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.i < token.i
        for participle in noun.rights
        if participle.dep_ == "acl"
    )


def _was_planned(governor: Token) -> bool:
    """Tell whether the text looks back on a plan: "it had been due to expire on Friday"."""
    cues = guards().tense
    plan = governor if governor.lower_ in cues.planned_participles else None
    if plan is None:
        return False
    above = [plan, plan.head] if plan.dep_ in {"acomp", "oprd"} else [plan]
    return any(child.lower_ == "had" and child.dep_ in AUXILIARIES for token in above for child in token.children)
