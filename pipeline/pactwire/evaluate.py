"""Events scored against hand-made labels.

A predicted event is *detected* when its status is accepted and its parties overlap the label's by at least half
(Jaccard); *strict* when modality, type and the whole set of parties are right too. Labels and predictions of one
report are paired one to one, best fit first. An optional label counts neither as missed nor as wrong; `alt` lists
further accepted values by field, and "*" there means that the field is not scored.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pactwire.errors import InputError
from pactwire.jsonl import read_lines
from pactwire.records import Event, Record

FIELDS = ("modality", "type", "parties", "date", "place", "amount", "signatory", "name")

# A name that is part of another counts as the same only when both are longer than an acronym.
SHORT_NAME = 6


class Label(BaseModel):
    """The part of a gold label that is hand-made; unknown keys are notes of the labeller."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldAmount(Label):
    """An amount of the agreement, in units."""

    value: float
    currency: str | None = None


class GoldPerson(Label):
    """A signatory."""

    name: str


class GoldEvent(Label):
    """One labelled event; see `corpus/gold`."""

    status: str
    modality: str
    parties: tuple[str, ...]
    agreement_type: str
    agreement_name: str | None = None
    agreement_name_coref: str | None = None
    acronym: str | None = None
    date_iso: str | None = None
    place: str | None = None
    amounts: tuple[GoldAmount, ...] = ()
    signatories: tuple[GoldPerson, ...] = ()
    evidence: str = ""
    event_role: str = "main"
    optional: bool = False
    alt: dict[str, list[Any]] | None = None


class GoldReport(Label):
    """One labelled article."""

    report_id: str
    text: str = ""
    is_negative: bool = False
    events: tuple[GoldEvent, ...] = ()


class Score(Record):
    """Precision, recall and F1, rounded to three places."""

    p: float
    r: float
    f1: float


class StatusScore(Score):
    """The score of one status, with how many labels it has."""

    labels: int


class Evaluation(Record):
    """The figures of one comparison.

    `predictions` are the events of labelled reports; those of other articles are counted in `unlabelled` alone.
    """

    labels: int
    predictions: int
    unlabelled: int
    detected: Score
    strict: Score
    main_found: float
    negative_reports_with_false_claim: str
    fields: dict[str, str]
    by_status: dict[str, StatusScore]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A label that was missed, or an event that is none."""

    kind: Literal["missed", "false"]
    article_id: str
    status: str
    modality: str
    parties: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        parties = ", ".join(self.parties)
        return f"{self.kind} | {self.article_id} | {self.status}/{self.modality} | {parties} | {self.text}"


@dataclass(slots=True)
class _Sums:
    count: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    by_status: dict[str, Counter[str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def status(self, status: str, outcome: str) -> None:
        self.count[outcome] += 1
        self.by_status.setdefault(status, Counter())[outcome] += 1


def read_gold(path: Path) -> Iterator[GoldReport]:
    """Yield the labelled reports of a JSONL file.

    Raises:
        InputError: it cannot be read, or a line is not a labelled report; the message names file and line.
    """
    return read_lines(path, GoldReport, InputError)


def evaluate(gold: Iterable[GoldReport], events: Iterable[Event]) -> tuple[Evaluation, list[Mistake]]:
    """Return the figures and the mistakes, in the order of the labels."""
    predicted: dict[str, list[Event]] = {}
    for event in events:
        predicted.setdefault(event.article_id, []).append(event)
    sums, labelled = _Sums(), set[str]()
    for report in gold:
        labelled.add(report.report_id)
        _add_report(sums, report, predicted.get(report.report_id, []))
    for article_id, found in predicted.items():
        sums.count["predictions" if article_id in labelled else "unlabelled"] += len(found)
    return _evaluation(sums), sums.mistakes


def judge(report: GoldReport, events: Sequence[Event]) -> list[bool]:
    """Tell of each event of one report whether it is right: its status, its certainty and its whole set of parties."""
    pairs = {event: label for label, event in _pairs(report.events, events).items()}
    results = {
        number: _field_results(report.events[pairs[number]], event)
        for number, event in enumerate(events)
        if number in pairs
    }
    return [
        number in results and results[number].get("modality", True) and results[number]["parties"]
        for number in range(len(events))
    ]


def _add_report(sums: _Sums, report: GoldReport, predicted: Sequence[Event]) -> None:
    pairs = _pairs(report.events, predicted)
    for number, label in enumerate(report.events):
        if number in pairs:
            _add_pair(sums, label, predicted[pairs[number]])
        elif not label.optional:
            sums.status(label.status, "fn")
            sums.mistakes.append(
                Mistake("missed", report.report_id, label.status, label.modality, label.parties, label.evidence)
            )
    unpaired = [event for number, event in enumerate(predicted) if number not in pairs.values()]
    for event in unpaired:
        sums.status(event.status, "fp")
        parties = tuple(party.id for party in event.parties)
        sums.mistakes.append(
            Mistake("false", report.report_id, event.status, event.modality, parties, event.evidence.text)
        )
    mains = [
        number
        for number, label in enumerate(report.events)
        if label.event_role == "main" and label.modality == "asserted" and not label.optional
    ]
    if mains:
        sums.count["main"] += 1
        sums.count["main_found"] += any(number in pairs for number in mains)
    if report.is_negative:
        sums.count["negative"] += 1
        sums.count["false_claims"] += any(event.modality == "asserted" for event in unpaired)


def _add_pair(sums: _Sums, label: GoldEvent, event: Event) -> None:
    results = _field_results(label, event)
    for name, is_right in results.items():
        sums.stated[name] += 1
        sums.right[name] += is_right
    if not label.optional:
        sums.status(label.status, "tp")
        sums.count["strict"] += results.get("modality", True) and results.get("type", True) and results["parties"]


def _pairs(labels: Sequence[GoldEvent], predicted: Sequence[Event]) -> dict[int, int]:
    """Return the number of the event that each found label is paired with."""
    ranked = sorted(
        (-_fit(label, event), left, right) for left, label in enumerate(labels) for right, event in enumerate(predicted)
    )
    pairs: dict[int, int] = {}
    for fit, left, right in ranked:
        if fit and left not in pairs and right not in pairs.values():
            pairs[left] = right
    return pairs


def _fit(label: GoldEvent, event: Event) -> float:
    """Return how well an event fits a label, 0 where it is another event."""
    statuses = _accepted(label, "status", label.status)
    if statuses is not None and event.status not in statuses:
        return 0.0
    overlap = _party_overlap(label, event)
    if overlap < 0.5:
        return 0.0
    return 10 + 4 * overlap + sum(_field_results(label, event).values())


def _field_results(label: GoldEvent, event: Event) -> dict[str, bool]:
    """Return for each field that the label states whether the event has it right."""
    results: dict[str, bool] = {}
    if (accepted := _accepted(label, "modality", label.modality)) is not None:
        results["modality"] = event.modality in accepted
    if (accepted := _accepted(label, "agreement_type", label.agreement_type)) is not None:
        results["type"] = event.agreement.type in accepted
    results["parties"] = _party_overlap(label, event) == 1.0
    if (accepted := _accepted(label, "date_iso", label.date_iso)) is not None and any(accepted):
        results["date"] = (event.date.edtf if event.date else None) in accepted
    if label.place and (accepted := _accepted(label, "place", label.place)) is not None:
        results["place"] = _place_right(accepted, event)
    if label.amounts:
        wanted = {(round(amount.value), amount.currency) for amount in label.amounts}
        got = {(round(amount.value), amount.currency) for amount in event.amounts}
        results["amount"] = bool(wanted & got) and not got - wanted
    if label.signatories:
        results["signatory"] = _signatories_right(label, event)
    if label.agreement_name:
        results["name"] = _name_right(label, event)
    return results


def _accepted(label: GoldEvent, name: str, value: Any) -> list[Any] | None:
    """Return the values accepted for a field, `None` where it is not scored."""
    alternatives = (label.alt or {}).get(name, [])
    if "*" in alternatives or ["*"] in alternatives:
        return None
    return [value, *alternatives]


def _party_overlap(label: GoldEvent, event: Event) -> float:
    accepted = _accepted(label, "parties", label.parties)
    if accepted is None:
        return 1.0
    got = {_plain(party.id or party.name) for party in event.parties}
    return max(_jaccard({_plain(party) for party in parties}, got) for parties in accepted)


def _place_right(accepted: Sequence[str | None], event: Event) -> bool:
    got = _plain(event.place.name) if event.place else ""
    for place in accepted:
        wanted = _plain(place or "")
        if (place is None and not got) or (place and got and (wanted in got or got in wanted)):
            return True
    return False


def _signatories_right(label: GoldEvent, event: Event) -> bool:
    # First or last word of the name, since family names come first in much of Asia.
    wanted = {words[end] for person in label.signatories for end in (0, -1) if (words := _plain(person.name).split())}
    got = [set(_plain(person.name).split()) for person in event.signatories if person.name]
    return bool(got) and all(name & wanted for name in got) and len(got) >= len(label.signatories) / 2


def _name_right(label: GoldEvent, event: Event) -> bool:
    stated = [label.agreement_name, label.agreement_name_coref, label.acronym]
    stated += (label.alt or {}).get("agreement_name") or []
    wanted = [_plain(name) for name in stated if name and name != "*"]
    got = [_plain(name) for name in (event.agreement.name, event.agreement.acronym) if name]
    return any(_same_name(left, right) for left in got for right in wanted)


def _same_name(left: str, right: str) -> bool:
    if left == right:
        return True
    return min(len(left), len(right)) > SHORT_NAME and (left in right or right in left)


def _jaccard(left: set[str], right: set[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


def _plain(text: str) -> str:
    """Return text without case and punctuation.

    >>> _plain("U.S. Navy")
    'u s navy'
    """
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _evaluation(sums: _Sums) -> Evaluation:
    count = sums.count
    tp, fp, fn, strict = count["tp"], count["fp"], count["fn"], count["strict"]
    return Evaluation(
        labels=tp + fn,
        predictions=count["predictions"],
        unlabelled=count["unlabelled"],
        detected=Score(**_score(tp, fp, fn)),
        strict=Score(**_score(strict, fp + tp - strict, fn + tp - strict)),
        main_found=round(count["main_found"] / max(count["main"], 1), 3),
        negative_reports_with_false_claim=f"{count['false_claims']}/{count['negative']}",
        fields={name: _share(sums.right[name], sums.stated[name]) for name in FIELDS},
        by_status={
            status: StatusScore(**_score(of["tp"], of["fp"], of["fn"]), labels=of["tp"] + of["fn"])
            for status, of in sorted(sums.by_status.items())
        },
    )


def _score(tp: int, fp: int, fn: int) -> Mapping[str, Any]:
    p, r = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def _share(right: int, stated: int) -> str:
    return f"{right}/{stated} = {right / max(stated, 1):.3f}"
