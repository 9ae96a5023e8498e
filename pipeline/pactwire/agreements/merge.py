"""One event per agreement, status and time: what a text says twice is one record with the best evidence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pactwire.agreements.codes import codes
from pactwire.agreements.confidence import confidence
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.prices import differ, sums
from pactwire.records import Cue, EventDate, Place, Signatory

WEAK = frozenset({"planned", "possible"})
OVERTAKEN = {"agreed_in_principle": frozenset({"signed"})}
# Stages that the words tell apart from the signature: agreed in principle, initialled, talks concluded.
DISTINCT = frozenset(
    f"agreed_in_principle.{name}" for name in ("in_principle", "initial", "talks_concluded", "text", "accept")
)
BACKGROUND_DAYS = 45


def merge(events: Sequence[AgreementEvent], published: str | None, headline: int = 0) -> list[AgreementEvent]:
    """Join the events of one document that tell the same, and tell main from background.

    Args:
        headline: offset at which the headline ends, 0 where there is none.
    """
    events = [with_future(event, published) for event in events]
    kept: list[AgreementEvent] = []
    told: set[int] = set()
    for event in events:
        twin = next((i for i, other in enumerate(kept) if same(other, event, 0 if i in told else headline)), None)
        if twin is None:
            kept.append(event)
        else:
            if not same(kept[twin], event):
                told.add(twin)
            kept[twin] = joined(kept[twin], event)
    kept = [event for event in kept if not overtaken(event, kept)]
    main = main_cluster(kept)
    marked = [
        replace(event, main=is_main(event, kept, main, published), rivals=len(rivals(event, kept))) for event in kept
    ]
    return [
        replace(event, confidence=confidence(event))
        for event in sorted(marked, key=lambda e: (e.trigger, e.status, e.rule))
    ]


def with_future(event: AgreementEvent, published: str | None) -> AgreementEvent:
    """Turn an assertion dated after the day of publication into a plan."""
    if event.modality != "asserted" or published is None or event.date is None or not event.date.earliest:
        return event
    if event.date.earliest <= published:
        return event
    cue = Cue(
        field="modality", rule="modality.future_date", text=event.date.text, start=event.date.start, end=event.date.end
    )
    return replace(
        event,
        modality="planned",
        codes=codes(event.status, "planned", event.agreement.type, event.rule),
        cues=(*event.cues, cue),
    )


def same(left: AgreementEvent, right: AgreementEvent, headline: int = 0) -> bool:
    """Tell whether two events tell one fact: same agreement and status, dates that fit, certainty that fits.

    Args:
        headline: where the headline ends; the body tells what it tells again, in other words.
    """
    same_key = left.agreement.key == right.agreement.key and not (left.distinct or right.distinct)
    same_agreement = left.cluster == right.cluster or same_key or told_again(left, right, headline)
    if not same_agreement or left.status != right.status or not dates_fit(left.date, right.date):
        return False
    ours, theirs = {party.id for party in left.parties}, {party.id for party in right.parties}
    if left.cluster == right.cluster and ours and theirs and not ours & theirs:
        # One treaty of many, which each leaves or ratifies for itself.
        return False
    apart = left.modality != right.modality or not (ours <= theirs or theirs <= ours)
    if (left.again or right.again) and apart:
        # "Malta ratified it, Gabon has yet to do so".
        return False
    if left.modality == right.modality or {left.modality, right.modality} == {"planned", "negated"}:
        return True
    return left.modality in WEAK | {"asserted"} and right.modality in WEAK | {"asserted"}


def told_again(left: AgreementEvent, right: AgreementEvent, headline: int) -> bool:
    """Tell whether one of two events is the headline's and the parties that it names are among the other's."""
    if (left.trigger[0] < headline) == (right.trigger[0] < headline) or differ(sums(left.amounts), sums(right.amounts)):
        return False
    short, long = (left, right) if left.trigger[0] < headline else (right, left)
    named, all_ = {p.id for p in short.parties}, {p.id for p in long.parties}
    return named <= all_ and (short.agreement.type == long.agreement.type or not short.named)


def dates_fit(left: EventDate | None, right: EventDate | None) -> bool:
    """Tell whether two dates can be the same day: one is missing, or the one lies within the other."""
    if left is None or right is None:
        return True
    if None in {left.earliest, left.latest, right.earliest, right.latest}:
        return left.edtf == right.edtf or left.edtf[-5:] == right.edtf[-5:]
    return str(left.earliest) <= str(right.latest) and str(right.earliest) <= str(left.latest)


def joined(left: AgreementEvent, right: AgreementEvent) -> AgreementEvent:
    """Join two events: the more certain and better dated one leads, the other fills its gaps."""
    order = {"asserted": 0, "negated": 0, "denied": 0, "planned": 1, "possible": 2}
    lead, other = left, right
    if (order[right.modality], not right.exact, precision(right)) < (
        order[left.modality],
        not left.exact,
        precision(left),
    ):
        lead, other = right, left
    parties = lead.parties
    if len(lead.parties) < 2 <= len(other.parties):
        parties = other.parties
    better = other.date is not None and (lead.date is None or precision(other) < precision(lead))
    # A breach that one side claims is the one that is told as a fact elsewhere.
    claimed = lead.status == "violated" and other.modality == "possible"
    fill = lead.modality == other.modality or (lead.date is None and (other.modality == "asserted" or claimed))
    date = other.date if better and fill else lead.date
    place = lead.place
    if fill and other.place is not None and (place is None or (inferred(lead) and not inferred(other))):
        place = other.place
    signatories = lead.signatories or (other.signatories if fill else ())
    return replace(
        lead,
        parties=parties,
        agreement=lead.agreement if parties is lead.parties else other.agreement,
        date=date,
        place=place,
        amounts=lead.amounts or other.amounts,
        items=lead.items or other.items,
        signatories=signatories,
        attribution=lead.attribution or other.attribution,
        cues=fitting(
            lead if parties is lead.parties else other, lead, other, date=date, place=place, signatories=signatories
        ),
        support=left.support + right.support,
        exact=lead.exact or other.exact,
    )


def inferred(event: AgreementEvent) -> bool:
    """Tell whether an event's place is only that of the dateline."""
    return any(cue.rule == "place.dateline" for cue in event.cues)


def fitting(
    identity: AgreementEvent,
    *events: AgreementEvent,
    date: EventDate | None,
    place: Place | None,
    signatories: Sequence[Signatory],
) -> tuple[Cue, ...]:
    """Return each cue of two events once, without those of a type, date, place or other value that was not kept."""
    kept = {
        "date": {date.start if date else None},
        "place": {place.start if place else None},
        "signatories": {person.start for person in signatories},
    }
    owners = {"type": identity} | {
        field: next((event for event in events if getattr(event, field)), None)
        for field in ("amounts", "items", "attribution")
    }
    cues = (cue for event in events for cue in event.cues if owners.get(cue.field, event) is event)
    return tuple(dict.fromkeys(cue for cue in cues if cue.start in kept.get(cue.field, {cue.start})))


def precision(event: AgreementEvent) -> int:
    """Return how vague an event's date is: 0 a day, 1 a month, 2 a year or more, 3 none."""
    if event.date is None:
        return 3
    text = event.date.edtf
    return 0 if len(text) == 10 and "/" not in text else 1 if len(text) == 7 else 2


def overtaken(event: AgreementEvent, events: Sequence[AgreementEvent]) -> bool:
    """Tell whether a stage is only another word for a later one told of the same agreement at the same time."""
    if event.status == "agreed_in_principle" and any(said_at_once(event, other) for other in events):
        return True
    if event.status == "agreed_in_principle" and event.modality in WEAK:
        return any(other.cluster == event.cluster and other.status == "negotiating" for other in events)
    if any(cue.field == "status" and cue.rule in DISTINCT for cue in event.cues):
        return False
    later = OVERTAKEN.get(event.status, frozenset())
    return event.modality == "asserted" and any(
        other.cluster == event.cluster
        and other.status in later
        and other.modality == "asserted"
        and (event.date is None or (other.date is not None and dates_fit(event.date, other.date)))
        for other in events
        if other is not event
    )


def said_at_once(event: AgreementEvent, other: AgreementEvent) -> bool:
    """Tell whether a sentence tells a later stage in the same breath: "initialled and then signed", "agreed and so ratified"."""
    if other.sentence != event.sentence or other.modality != event.modality:
        return False
    if other.trigger == event.trigger:
        return other.status == "approved"
    if event.modality != "asserted":
        return False
    return (
        other.cluster == event.cluster and other.status in {"signed", "ratified"} and event.date in {None, other.date}
    )


def rivals(event: AgreementEvent, events: Sequence[AgreementEvent]) -> set[str]:
    """Return the parties of other events that are none of this one's: who might have been taken for one."""
    return {party.id for other in events for party in other.parties} - {party.id for party in event.parties}


def main_cluster(events: Sequence[AgreementEvent]) -> int | None:
    """Return the agreement that the text speaks of first and most."""
    weight: dict[int, float] = {}
    for rank, event in enumerate(sorted(events, key=lambda e: e.trigger)):
        weight[event.cluster] = weight.get(event.cluster, 0.0) + event.support + (2.0 if rank == 0 else 0.0)
    return max(sorted(weight), key=lambda number: weight[number], default=None)


def is_main(event: AgreementEvent, events: Sequence[AgreementEvent], main: int | None, published: str | None) -> bool:
    """Tell whether an event is what the article is about: of the main agreement and not of the past."""
    if event.cluster != main:
        return False
    if published is not None and event.date is not None and event.date.latest:
        age = date.fromisoformat(published) - date.fromisoformat(event.date.latest)
        if age.days > BACKGROUND_DAYS:
            return False
    order = sorted((other for other in events if other.cluster == main), key=lambda e: e.trigger)
    return order[0].sentence == event.sentence or order[0].status == event.status
