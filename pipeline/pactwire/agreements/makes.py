"""Who only built the arms that others trade: "bought *Boeing* AH-64s from Italy", "sold six *French-built* helicopters"."""

from collections.abc import Sequence, Set

from spacy.tokens import Doc

from pactwire.agreements.candidates import Candidate
from pactwire.agreements.things import Things

ACTING = frozenset({"subject", "agent"})


def without_makes(found: Sequence[Candidate], doc: Doc, things: Things, made: Set[str]) -> list[Candidate]:
    """Leave out who is named for the make of arms alone, where the text tells both sides of the trade without them."""
    named = {c.actor.id for c in found}
    makers = {id_ for id_ in named if all(_tells_make(c, doc, things, made) for c in found if c.actor.id == id_)}
    traders = [c for c in found if c.actor.id not in makers]
    both = len(named - makers) > 1 and any(c.relation not in ACTING or c.rule == "party.document" for c in traders)
    return traders if makers and both else list(found)


def _tells_make(candidate: Candidate, doc: Doc, things: Things, made: Set[str]) -> bool:
    """Tell whether a name stands right before arms, if a company's, or before "-built"."""
    span = doc.char_span(*candidate.span, alignment_mode="expand")
    if span is None or span.end >= len(doc):
        return False
    if candidate.actor.kind == "company":
        return things.is_arms(doc[span.end])
    following = [token.lower_ for token in doc[span.end : span.end + 2]]
    return next((word for word in following if word != "-"), "") in made or span[-1].lower_.rpartition("-")[2] in made
