"""Minimal pairs: what must, may and must not be read out of a sentence or two.

A case passes when
- each `expect` entry is met by an event of its own: status and modality, and the parties, type, name, date,
  place and amounts that it states; an `alt` entry replaces the fields that it names by further accepted values;
- no event answers to a `forbid` entry, nor is there any event where `nothing` is set;
- no event is left over that is asserted, or repeats a status that the case expects, unless an `optional`
  entry covers it.
"""

import hashlib
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Self

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pactwire import Pipeline
from pactwire.records import AgreementType, Article, Event, Modality, Status

FOLDER = Path(__file__).parent
Text = Annotated[str, Field(min_length=1)]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Edtf = Annotated[str, Field(pattern=r"^[\dX]{4}(-[\dX]{2}){0,2}(/[\dX]{4}(-[\dX]{2}){0,2})?$")]
Parties = Annotated[tuple[Text, ...], Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Facts(Strict):
    """Fields that a label may state; what is left out is not looked at."""

    status: Status | None = None
    modality: Modality | None = None
    parties: Parties | None = None
    type: AgreementType | None = None
    name: Text | None = None
    date: Edtf | None = None
    place: Text | None = None
    amounts: tuple[tuple[float, str], ...] | None = None


class Expected(Facts):
    """An event that has to be there, in one of the accepted readings."""

    status: Status
    modality: Modality
    alt: tuple[Facts, ...] = ()

    def readings(self) -> list[Facts]:
        stated = self.model_dump(exclude={"alt"}, exclude_none=True)
        changed = [stated | other.model_dump(exclude_none=True) for other in self.alt]
        return [Facts.model_validate(reading) for reading in (stated, *changed)]


class Forbidden(Strict):
    """An event that may not be there: it has all of these fields."""

    status: Status | None = None
    modality: Modality | None = None
    party: Text | None = None
    type: AgreementType | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("an empty table forbids every event: use nothing = true")
        return self


class Case(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
    text: Text
    published: IsoDate | None = None
    expect: tuple[Expected, ...] = ()
    optional: tuple[Expected, ...] = ()
    forbid: tuple[Forbidden, ...] = ()
    nothing: bool = False

    @model_validator(mode="after")
    def _demands_something(self) -> Self:
        if self.nothing == bool(self.expect or self.forbid):
            raise ValueError(f"{self.id}: either nothing = true, or something to expect or forbid")
        if self.text != self.text.strip():
            raise ValueError(f"{self.id}: blanks around the text")
        return self


class Set(Strict):
    """Cases that differ in the one thing that `about` names."""

    about: Text
    case: Annotated[tuple[Case, ...], Field(min_length=1)]


class Suite(Strict):
    set: Annotated[tuple[Set, ...], Field(min_length=1)]


def load(path: Path) -> list[Case]:
    suite = Suite.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    return [case for group in suite.set for case in group.case]


CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in load(path)]


def norm(text: str) -> str:
    """Fold case and accents, and drop the punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def same_parties(wanted: Parties, event: Event) -> bool:
    """Whether each wanted party is there by id or by name, and no other one; "Babcock" is Babcock International."""
    keys = [{norm(party.id), norm(party.name)} for party in event.parties]
    return len(keys) == len(wanted) and all(any(is_named(norm(name), key) for key in keys) for name in wanted)


def is_named(wanted: str, names: set[str]) -> bool:
    return wanted in names or (len(wanted) > 3 and any(name.startswith(f"{wanted} ") for name in names))


def same_words(wanted: str, *found: str | None) -> bool:
    names = [norm(name) for name in found if name]
    return any(
        norm(wanted) == name or (len(name) > 6 and name in norm(wanted)) or norm(wanted) in name for name in names
    )


def meets(reading: Facts, event: Event) -> bool:
    return (
        reading.status in (None, event.status)
        and reading.modality in (None, event.modality)
        and reading.type in (None, event.agreement.type)
        and (reading.parties is None or same_parties(reading.parties, event))
        and (reading.name is None or same_words(reading.name, event.agreement.name, event.agreement.acronym))
        and (reading.date is None or (event.date is not None and event.date.edtf == reading.date))
        and (reading.place is None or (event.place is not None and same_words(reading.place, event.place.name)))
        and (reading.amounts is None or set(reading.amounts) == {(a.value, a.currency) for a in event.amounts})
    )


def answers(label: Expected, event: Event) -> bool:
    return any(meets(reading, event) for reading in label.readings())


def is_forbidden(label: Forbidden, event: Event) -> bool:
    return (
        label.status in (None, event.status)
        and label.modality in (None, event.modality)
        and label.type in (None, event.agreement.type)
        and (label.party is None or any(norm(label.party) in {norm(p.id), norm(p.name)} for p in event.parties))
    )


def assign(labels: tuple[Expected, ...], events: tuple[Event, ...]) -> dict[int, int]:
    """Give as many labels as possible an event of their own: index of the label -> index of the event."""
    taken: dict[int, int] = {}

    def place(label: int, tried: set[int]) -> bool:
        for number, event in enumerate(events):
            if number not in tried and answers(labels[label], event):
                tried.add(number)
                if number not in taken or place(taken[number], tried):
                    taken[number] = label
                    return True
        return False

    for label in range(len(labels)):
        place(label, set())
    return {label: number for number, label in taken.items()}


def faults(case: Case, events: tuple[Event, ...]) -> Iterator[str]:
    """Say in words what is wrong with these events."""
    if case.nothing:
        yield from (f"there is no event here: {shown(event)}" for event in events)
        return
    matched = assign(case.expect, events)
    for number, label in enumerate(case.expect):
        if number not in matched:
            yield f"missing: {label.model_dump(exclude_none=True, exclude_defaults=True)}"
    for event in events:
        yield from (f"forbidden: {shown(event)}" for label in case.forbid if is_forbidden(label, event))
    statuses = {label.status for label in case.expect}
    for number, event in enumerate(events):
        claimed = event.modality == "asserted" or event.status in statuses
        if claimed and number not in matched.values() and not any(answers(label, event) for label in case.optional):
            yield f"not in the text: {shown(event)}"


def shown(event: Event) -> str:
    facts = {
        "type": event.agreement.type,
        "name": event.agreement.name or event.agreement.acronym,
        "date": event.date and event.date.edtf,
        "place": event.place and event.place.name,
        "amounts": [amount.text for amount in event.amounts],
        "rule": event.evidence.rule,
    }
    parties = "+".join(party.id for party in event.parties)
    return f"{event.status}/{event.modality} {parties} {facts}"


def article(case: Case) -> Article:
    return Article(
        id=case.id,
        path=f"{case.id}.txt",
        published=case.published,
        published_basis="metadata" if case.published else "unknown",
        sha256=hashlib.sha256(case.text.encode()).hexdigest(),
        text=case.text,
    )


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> dict[str, tuple[Event, ...]]:
    records = pipeline.process([article(case) for case in CASES])
    return {record.article.id: record.events for record in records}


JUDGED = [
    ({"expect": [{"status": "signed", "modality": "asserted", "parties": ["JPN", "PHL"]}]}, [{}], None),
    ({"expect": [{"status": "signed", "modality": "asserted", "type": "logistics_support"}]}, [{}], None),
    ({"expect": [{"status": "signed", "modality": "asserted", "parties": ["JPN"]}]}, [{}], "missing"),
    ({"expect": [{"status": "signed", "modality": "asserted", "date": "2025-01-15"}]}, [{}], "missing"),
    ({"expect": [{"status": "signed", "modality": "asserted", "place": "Tokyo"}]}, [{}], "missing"),
    ({"expect": [{"status": "signed", "modality": "asserted", "amounts": [[2e8, "JPY"]]}]}, [{}], None),
    ({"expect": [{"status": "signed", "modality": "asserted", "amounts": []}]}, [{}], "missing"),
    ({"expect": [{"status": "signed", "modality": "planned", "alt": [{"modality": "asserted"}]}]}, [{}], None),
    ({"expect": [{"status": "ratified", "modality": "asserted"}]}, [], "missing"),
    ({"expect": [{"status": "signed", "modality": "asserted"}]}, [{}, {}], "not in the text"),
    ({"expect": [{"status": "signed", "modality": "asserted"}]}, [{}, {"modality": "planned"}], "not in the text"),
    ({"expect": [{"status": "signed", "modality": "asserted"}]}, [{}, {"status": "ratified"}], "not in the text"),
    ({"forbid": [{"status": "signed", "party": "PHL"}]}, [{"modality": "negated"}], "forbidden"),
    ({"forbid": [{"status": "signed", "modality": "asserted"}]}, [{"modality": "negated"}], None),
    ({"nothing": True}, [], None),
    ({"nothing": True}, [{"modality": "possible"}], "there is no event here"),
]


@pytest.mark.parametrize(("labels", "events", "fault"), JUDGED)
def test_judge(
    labels: dict[str, Any], events: list[dict[str, Any]], fault: str | None, make_event: Callable[..., Event]
) -> None:
    case = Case.model_validate({"id": "judge.case", "text": "Text.", **labels})
    found = list(faults(case, tuple(make_event(**event) for event in events)))
    assert [line.split(":")[0] for line in found][:1] == ([fault] if fault else [])


@pytest.mark.parametrize(
    "labels",
    [{}, {"nothing": True, "forbid": [{"status": "signed"}]}, {"forbid": [{}]}, {"expect": [{"status": "inked"}]}],
)
def test_careless_case_is_refused(labels: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Case.model_validate({"id": "judge.case", "text": "Text.", **labels})


def test_ids_and_texts_are_unique() -> None:
    for values in ([case.id for case in CASES], [case.text for case in CASES]):
        assert [value for value, count in Counter(values).items() if count > 1] == []


OPEN = frozenset((FOLDER / "open.txt").read_text(encoding="utf-8").splitlines()[1:])
UNREAD = pytest.mark.xfail(strict=True, reason="listed in open.txt")


def test_open_cases_exist() -> None:
    assert {case.id for case in CASES} >= OPEN


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.id, marks=[UNREAD] if case.id in OPEN else []) for case in CASES]
)
def test_case(case: Case, found: dict[str, tuple[Event, ...]]) -> None:
    assert list(faults(case, found[case.id])) == [], case.text
