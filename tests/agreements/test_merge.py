"""One record for what a text says twice, on hand-made events."""

from dataclasses import replace
from typing import Any

import pytest

from pactwire.agreements.codes import codes
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.merge import dates_fit, merge, with_future
from pactwire.records import Agreement, EventDate, Party


def day(edtf: str, earliest: str | None = None, latest: str | None = None) -> EventDate:
    return EventDate(
        text=edtf, start=0, end=len(edtf), edtf=edtf, earliest=earliest or edtf, latest=latest or edtf, basis="stated"
    )


MAY = day("2024-05", "2024-05-01", "2024-05-31")


def event(**fields: Any) -> AgreementEvent:
    plain = AgreementEvent(
        cluster=0,
        status="signed",
        modality="asserted",
        agreement=Agreement(name=None, acronym=None, type="logistics_support", key="logistics_support:ita-jpn"),
        parties=tuple(Party(id=key, name=key, kind="state", role=None, spans=((0, 1),)) for key in ("ITA", "JPN")),
        date=None,
        place=None,
        amounts=(),
        items=(),
        signatories=(),
        attribution=None,
        codes=codes("signed", "asserted", "logistics_support"),
        sentence=(0, 50),
        trigger=(10, 16),
        rule="signed.verb.object",
        cues=(),
        exact=True,
        type_weight=2.5,
        named=False,
        party_source="stated",
    )
    return replace(plain, **fields)


OTHER = Agreement(name=None, acronym=None, type="ceasefire", key="ceasefire:ita-jpn")
THIRD = Agreement(name=None, acronym=None, type="arms_control", key="arms_control:ita-jpn")
LATER = {"sentence": (60, 90), "trigger": (70, 76)}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({}, [("signed", "asserted", 2)]),
        ({"modality": "planned"}, [("signed", "asserted", 2)]),
        ({"modality": "negated"}, [("signed", "asserted", 1), ("signed", "negated", 1)]),
        ({"modality": "denied"}, [("signed", "asserted", 1), ("signed", "denied", 1)]),
        ({"status": "ratified"}, [("signed", "asserted", 1), ("ratified", "asserted", 1)]),
        ({"status": "agreed_in_principle"}, [("signed", "asserted", 1)]),
        (
            {"status": "agreed_in_principle", "modality": "planned"},
            [("signed", "asserted", 1), ("agreed_in_principle", "planned", 1)],
        ),
        ({"cluster": 1, "agreement": OTHER}, [("signed", "asserted", 1), ("signed", "asserted", 1)]),
    ],
)
def test_merge(second: dict[str, Any], expected: list[tuple[str, str, int]]) -> None:
    found = merge([event(), event(**(LATER | second))], None)
    assert [(e.status, e.modality, e.support) for e in found] == expected


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ([{"cluster": 1, "agreement": OTHER}], 1),
        ([{"cluster": 1, "agreement": OTHER, "status": "ratified"}], 2),
        ([{"cluster": 1, "agreement": OTHER}, {"cluster": 2, "agreement": THIRD, "trigger": (170, 176)}], 2),
        ([{"cluster": 1, "agreement": OTHER, "parties": ()}], 2),
    ],
)
def test_headline_is_told_again_once(body: list[dict[str, Any]], found: int) -> None:
    events = [event(), *(event(**(LATER | fields)) for fields in body)]
    assert len(merge(events, None, headline=50)) == found
    assert len(merge(events, None)) == len(events)


def test_events_on_different_days_stay_apart() -> None:
    both = [event(date=day("2024-05-03")), event(**LATER, date=day("2019-05-03"))]
    assert [e.date and e.date.edtf for e in merge(both, None)] == ["2024-05-03", "2019-05-03"]


def test_the_better_dated_one_fills_the_gap() -> None:
    (found,) = merge([event(), event(**LATER, date=day("2024-05-03"))], None)
    assert (found.date and found.date.edtf, found.support) == ("2024-05-03", 2)


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        (day("2024-05-03"), day("2024-05-03"), True),
        (day("2024-05-03"), MAY, True),
        (day("2024-06-03"), MAY, False),
        (None, MAY, True),
        (None, None, True),
        (day("2024-05-03"), day("2024-05-04"), False),
    ],
)
def test_dates_fit(left: EventDate | None, right: EventDate | None, fit: bool) -> None:
    assert dates_fit(left, right) is fit
    assert dates_fit(right, left) is fit


@pytest.mark.parametrize(
    ("date", "published", "modality", "cues"),
    [
        (day("2024-05-03"), "2024-05-01", "planned", ["modality.future_date"]),
        (day("2024-05-03"), "2024-05-03", "asserted", []),
        (MAY, "2024-05-15", "asserted", []),
        (day("2024-05-03"), None, "asserted", []),
        (None, "2024-05-01", "asserted", []),
    ],
)
def test_future_date_is_a_plan(date: EventDate | None, published: str | None, modality: str, cues: list[str]) -> None:
    found = with_future(event(date=date), published)
    assert (found.modality, [cue.rule for cue in found.cues]) == (modality, cues)
    assert found.codes.cameo == ("0312" if modality == "planned" else "057")


def test_the_past_is_background() -> None:
    now, past = event(), event(status="terminated", **LATER, date=day("2019-05-03"))
    assert [e.main for e in merge([now, past], "2024-05-01")] == [True, False]
