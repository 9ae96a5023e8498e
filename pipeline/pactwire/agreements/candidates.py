"""Who may be a party: actors with the relation that speaks for them, without those who only help, sell or make."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from pactwire.agreements.actors import Involved
from pactwire.annotations import Actor

MEDIATION = frozenset(
    [
        "brokered",
        "mediated",
        "backed",
        "sponsored",
        "led",
        "hosted",
        "funded",
        "facilitated",
        "drafted",
        "supervised",
        "monitored",
        "guaranteed",
        "negotiated-by",
        "supported",
        "imposed",
    ]
)
# Between a state's adjective and a company that it describes stand at most so many words, and none of these.
FEW = 4
PARTING = frozenset(
    {"and", "with", "by", "to", "from", "of", "signed", "has", "government", "ministry", "navy", "army"}
)
# "With Oslo, *not with* Riga": who comes next takes no part.
ABSENT = frozenset({("not", "with"), ("not", "by"), ("not", "between"), ("not", "to"), ("not", "from"), ("not", "for")})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor with the mention, the relation and the rule that speak for it."""

    actor: Actor
    span: tuple[int, int]
    relation: str
    rule: str


def candidates(found: Iterable[Involved], doc: Doc) -> Iterator[Candidate]:
    """Yield the actors of mentions, those that mediate left out."""
    for item in found:
        if mediates(item, doc) or prices(item, doc):
            continue
        for actor in item.mention.actors:
            yield Candidate(actor, (item.mention.start, item.mention.end), item.relation, item.rule)


def prices(item: Involved, doc: Doc) -> bool:
    """Tell whether an actor is only the currency of a sum: "a *U.S.* $233-million deal"."""
    span = doc.char_span(item.mention.start, item.mention.end, alignment_mode="expand")
    return span is not None and span.end < len(doc) and doc[span.end].is_currency


def ids_of(found: Iterable[Involved]) -> set[str]:
    """Return the ids of the actors of mentions."""
    return {actor.id for item in found for actor in item.mention.actors}


def mediates(item: Involved, doc: Doc) -> bool:
    """Tell whether an actor is only the one that brokers, backs or helps: "US-brokered ceasefire"."""
    if item.mention.aside and item.relation not in {"subject", "agent"}:
        return True
    span = doc.char_span(item.mention.start, item.mention.end, alignment_mode="expand")
    if span is None:
        return False
    before = [token.lower_ for token in doc[max(0, span.start - 3) : span.start]]
    if any(pair in ABSENT for pair in pairwise(before)):
        return True
    following = [token.lower_ for token in doc[span.end : span.end + 3]]
    return (
        any(word in MEDIATION or word.removeprefix("-") in MEDIATION for word in following)
        and bool(following)
        and (following[0] in MEDIATION or (following[0] == "-" and len(following) > 1 and following[1] in MEDIATION))
    ) or any(part in MEDIATION for part in span[-1].lower_.split("-")[1:])


def without_home_states(found: Sequence[Candidate], doc: Doc) -> list[Candidate]:
    """Leave out a state that only says where a company is from: "the American company RTX"."""
    companies = [c for c in found if c.actor.kind == "company"]
    return [
        candidate
        for candidate in found
        if not any(
            company.actor.country == candidate.actor.id
            and all(
                (modifies(doc.text, c.span, company.span) or describes_goods(doc, c))
                for c in found
                if c.actor.id == candidate.actor.id and c.rule != "party.document"
            )
            for company in companies
        )
    ]


def without_makers(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out a maker of arms whose own state approves the sale: the state sells."""
    approving = {c.actor.id for c in found if c.relation in {"subject", "agent"} and c.actor.kind == "state"}
    return [c for c in found if not (c.actor.kind == "company" and c.actor.country in approving)]


def describes_goods(doc: Doc, candidate: Candidate) -> bool:
    """Tell whether a state only says whose make the goods are: "a contract for US missiles"."""
    span = doc.char_span(*candidate.span, alignment_mode="expand")
    if span is None or candidate.relation not in {"for", "from"}:
        return False
    return span.root.dep_ in {"compound", "amod", "nmod"} and span.root.head.i == span.end


def modifies(text: str, state: tuple[int, int], company: tuple[int, int]) -> bool:
    """Tell whether a state's name stands right before a company's, a few nouns between them at most."""
    between = text[state[1] : company[0]].split() if state[1] <= company[0] else ["and"]
    return len(between) <= FEW and PARTING.isdisjoint(word.strip(",").lower() for word in between)
