"""Why each event is in the record: its facts beside the words and rules that they rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pactwire.records import Amount, ArticleRecord, Event, Party, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an event: what it says, and which words or rule it was read from."""

    field: str
    value: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the article that an event rests on."""

    start: int
    end: int
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks, outermost first."""

    text: str
    marks: tuple[Mark, ...]


def headline(event: Event) -> str:
    """Return what the event says in one line.

    The parties are named by their ids, as the record has them.
    """
    agreement = event.agreement
    name = " ".join(part for part in (agreement.name, f"({agreement.acronym})" if agreement.acronym else "") if part)
    parties = ", ".join(party.id for party in event.parties) or "no party named"
    return f"{event.status}/{event.modality}: {name or agreement.type} - {parties}"


def facts(event: Event, text: str) -> tuple[Fact, ...]:
    """Return the facts of an event with their grounds, the sentence left out."""
    evidence = event.evidence
    trigger = _quoted(text, [evidence.trigger])
    again = _grounds(event, "status", without=evidence.trigger)
    found = [
        Fact("status", event.status, f"{trigger}, rule {evidence.rule}" + (f"; again {again}" if again else "")),
        Fact("modality", event.modality, _grounds(event, "modality") or _without_cue(event)),
        Fact("agreement", event.agreement.name or event.agreement.acronym or "not named", event.agreement.key),
        Fact("type", event.agreement.type, _grounds(event, "type")),
        *(
            Fact("party", _with_role(f"{party.id} {party.name}", party.role), _of_party(event, party, text))
            for party in event.parties
        ),
    ]
    if event.date:
        words = f"{_quotation(event.date.text)}: {event.date.basis}"
        found.append(Fact("date", event.date.edtf, words + _rule(event, "date", event.date.start)))
    if event.place:
        found.append(Fact("place", _with_role(event.place.name, event.place.country), _grounds(event, "place")))
    found += [
        Fact("amount", _sum(amount), _quotation(amount.text) + _rule(event, "amounts", amount.start))
        for amount in event.amounts
    ]
    found += [
        Fact("item", item.designation or item.text, _quotation(item.text) + _rule(event, "items", item.start))
        for item in event.items
    ]
    for person in event.signatories:
        words = _quoted(text, [(person.start, person.end)]) if person.start is not None and person.end else ""
        because = words + _rule(event, "signatories", person.start)
        found.append(Fact("signatory", _with_role(person.name, person.role), because))
    if event.attribution:
        quoted = "quoted" if event.attribution.quoted else ""
        grounds = "; ".join(part for part in (_grounds(event, "attribution"), quoted) if part)
        found.append(Fact("source", event.attribution.source, grounds))
    found += [
        Fact("codes", f"PLOVER {event.codes.plover}, CAMEO {event.codes.cameo}"),
        Fact("role", event.role),
        Fact("confidence", f"{event.confidence:.2f}"),
    ]
    return tuple(found)


def marks(event: Event) -> tuple[Mark, ...]:
    """Return the words that an event rests on, its sentence first."""
    evidence = event.evidence
    found = [Mark(evidence.start, evidence.end, "sentence", headline(event))]
    found += [
        Mark(start, end, "party", f"party {party.id} {party.name}")
        for party in event.parties
        for start, end in party.spans
    ]
    if event.date:
        found.append(Mark(event.date.start, event.date.end, "date", f"date {event.date.edtf}"))
    if event.place and event.place.start is not None and event.place.end is not None:
        found.append(Mark(event.place.start, event.place.end, "place", f"place {event.place.name}"))
    found += [Mark(amount.start, amount.end, "amount", "amount") for amount in event.amounts]
    found += [Mark(item.start, item.end, "item", "item") for item in event.items]
    found += [
        Mark(person.start, person.end, "signatory", f"signatory {person.name}")
        for person in event.signatories
        if person.start is not None and person.end is not None
    ]
    found += [Mark(cue.start, cue.end, "cue", f"{cue.field}, rule {cue.rule}") for cue in evidence.cues]
    found.append(Mark(*evidence.trigger, "trigger", f"trigger, rule {evidence.rule}"))
    return tuple(found)


def article_marks(record: ArticleRecord) -> tuple[Mark, ...]:
    """Return the marks of all events of an article."""
    return tuple(mark for event in record.events for mark in marks(event))


def pieces(text: str, found: Sequence[Mark], *, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Cut `text[start:end]` where marks begin and end, so that marks may overlap in any way."""
    end = len(text) if end is None else end
    bounds = {start, end}
    for mark in found:
        bounds |= {bound for bound in (mark.start, mark.end) if start < bound < end}
    edges = sorted(bounds)
    for left, right in pairwise(edges):
        yield Piece(text[left:right], tuple(mark for mark in found if mark.start <= left and right <= mark.end))


def _grounds(event: Event, field: str, *, without: Span | None = None) -> str:
    """Return the words and rules of one field, as its cues have them, but for the cue at some words."""
    return "; ".join(
        f"{_quotation(cue.text)}, rule {cue.rule}"
        for cue in event.evidence.cues
        if cue.field == field and (cue.start, cue.end) != without
    )


def _rule(event: Event, field: str, start: int | None) -> str:
    """Return the rules that read the words at an offset for a field, as they stand behind these words."""
    rules = dict.fromkeys(cue.rule for cue in event.evidence.cues if cue.field == field and cue.start == start)
    return f", rule {' and '.join(rules)}" if rules else ""


def _without_cue(event: Event) -> str:
    """Say where a certainty comes from that no cue made."""
    if event.modality == "asserted":
        return "no cue against it"
    return f"as rule {event.evidence.rule} has it"


def _of_party(event: Event, party: Party, text: str) -> str:
    return "; ".join(_quotation(text[start:end]) + _rule(event, "parties", start) for start, end in party.spans)


def _sum(amount: Amount) -> str:
    total = f"{amount.value:,.0f} {amount.currency or ''}".strip()
    return f"{total} per {amount.per}" if amount.per else total


def _with_role(name: str, role: str | None) -> str:
    return f"{name} ({role})" if role else name


def _quoted(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(_quotation(text[start:end]) for start, end in spans)


def _quotation(words: str) -> str:
    return f'"{" ".join(words.split())}"'
