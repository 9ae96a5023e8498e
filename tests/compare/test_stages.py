"""Which events of one agreement tell of one act, and in what order acts come."""

from collections.abc import Callable
from typing import Any

import pytest

from pactwire.compare.stages import act_time, current_act, find_acts, order_acts, order_warnings
from pactwire.records import Event

EventMaker = Callable[..., Event]
Case = list[tuple[str, str, dict[str, Any]]]  # (stage, article, event)

CASES: dict[str, tuple[bool, Case]] = {
    "dates of differing precision": (False, [
        ("a", "1", {"date": "2026-01-15"}),
        ("a", "2", {"date": "XXXX-01-15"}),
        ("a", "3", {"date": "2026-01"}),
        ("a", "4", {"date": "2026"}),
    ]),
    "an undated report is placed by its publication": (False, [
        ("a", "1", {"status": "suspended", "date": "2023-02-21", "published": "2023-02-21"}),
        ("a", "2", {"status": "suspended", "published": "2023-02-23"}),
        ("b", "3", {"status": "suspended", "published": "2020-02-23"}),
    ]),
    "newsrooms a day apart": (False, [
        ("a", "1", {"status": "suspended", "date": "2023-02-21"}),
        ("a", "2", {"status": "suspended", "date": "2023-02-20"}),
    ]),
    "two suspensions": (False, [
        ("a", "1", {"status": "suspended", "date": "2023-02-21"}),
        ("b", "2", {"status": "suspended", "date": "2023-05-21"}),
    ]),
    "signed but once: the year is in dispute": (False, [
        ("a", "1", {"date": "2010-04-08"}),
        ("a", "2", {"date": "2011"}),
    ]),
    "contracts are signed again": (True, [
        ("a", "1", {"date": "2016-09-23"}),
        ("b", "2", {"date": "2017-03-01"}),
    ]),
    "a letter of intent, and weeks later the contract": (True, [
        ("a", "1", {"date": "2024-03-26", "published": "2024-03-27", "name": "letter of intent"}),
        ("b", "2", {"date": "2024-04-16", "published": "2024-04-16", "about": "for 24 jets"}),
        ("a", "3", {"published": "2024-03-31", "name": "letter of intent"}),
        ("b", "4", {"published": "2024-04-17", "about": "to buy 24 jets"}),
        ("b", "5", {"about": "for the jets"}),
    ]),
    "one newsroom calls the contract a memorandum": (True, [
        ("a", "1", {"date": "2024-04-16", "published": "2024-04-16", "name": "memorandum of understanding"}),
        ("a", "2", {"date": "2024-04-17", "published": "2024-04-17"}),
    ]),
    "planned, then done": (False, [
        ("a", "1", {"modality": "planned", "date": "2025-04-28", "published": "2025-04-25"}),
        ("a", "2", {"date": "2025-04-28", "published": "2025-04-29"}),
        ("a", "3", {"modality": "planned", "published": "2025-04-09"}),
    ]),
    "another word for the same act on the same day": (False, [
        ("a", "1", {"status": "ratified", "date": "2023-03-30"}),
        ("a", "2", {"status": "approved", "date": "2023-03-30"}),
        ("b", "3", {"status": "approved", "date": "2023-03-17"}),
    ]),
    "one article tells its own acts apart": (False, [
        ("a", "1", {"status": "approved", "date": "2025-04-09"}),
        ("b", "1", {"status": "approved", "date": "2023-07"}),
        ("c", "1", {"status": "ratified", "date": "2025-04-09"}),
    ]),
    "each parliament ratifies for itself": (False, [
        ("a", "1", {"status": "ratified", "parties": "FIN NATO TUR", "date": "2023-03-30"}),
        ("b", "1", {"status": "ratified", "parties": "FIN HUN NATO", "date": "2023-03-27"}),
        ("a", "2", {"status": "ratified", "parties": "FIN TUR", "date": "2023-03-30"}),
    ]),
    "renewed every year, and not renewed now": (False, [
        ("a", "1", {"status": "extended", "role": "background", "published": "2019-08-22"}),
        ("b", "2", {"status": "extended", "modality": "negated", "published": "2019-08-23", "role": "background"}),
    ]),
    "signed, says one on that day; not signed, says another": (False, [
        ("a", "1", {"date": "2025-09-09"}),
        ("a", "2", {"modality": "negated", "date": "2025-09-09"}),
    ]),
    "not signed, and still hoped for": (False, [
        ("a", "1", {"modality": "negated"}),
        ("b", "1", {"modality": "possible", "role": "background"}),
        ("a", "2", {"modality": "negated"}),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("turned", [False, True])
def test_find_acts(name: str, turned: bool, make_event: EventMaker) -> None:
    goods, case = CASES[name]
    expected: dict[str, list[str]] = {}
    events = []
    for stage, article, fields in case:
        event = make_event(article, **fields)
        events.append(event)
        expected.setdefault(stage, []).append(event.event_id)
    acts = find_acts(events[::-1] if turned else events, goods)
    found = sorted(sorted(report.event.event_id for report in act.reports) for act in acts)
    assert found == sorted(sorted(ids) for ids in expected.values())


def test_order_of_stages(make_event: EventMaker) -> None:
    events = [
        make_event("1", "in_force", role="background"),
        make_event("2", "signed", date="2024-07-08"),
        make_event("3", "negotiating", date="2023-11"),
        make_event("4", "ratified", modality="planned"),
        make_event("5", "terminated", date="2025-09-11"),
    ]
    acts = order_acts(find_acts(events, goods=False))
    assert [act.status for act in acts] == ["negotiating", "signed", "in_force", "terminated", "ratified"]
    current = current_act(acts)
    assert current is not None and current.status == "terminated"


CURRENT = [
    ([("negotiating", "2025-04-29"), ("signed", "2026-01-15")], "signed"),
    ([("signed", "2010-04-08"), ("suspended", "2023-02-21"), ("violated", "2023-03-01")], "suspended"),
    ([("signed", "2010-04-08"), ("negotiating", "2025-09-22")], "signed"),
    ([("proposed", "2024-01-01"), ("negotiating", "2024-05-01")], "negotiating"),
    ([], None),
]


@pytest.mark.parametrize(("stages", "expected"), CURRENT)
def test_current_act(stages: list[tuple[str, str]], expected: str | None, make_event: EventMaker) -> None:
    events = [make_event(f"{number}", status, date=date) for number, (status, date) in enumerate(stages)]
    events.append(make_event("plan", "ratified", modality="planned"))
    current = current_act(order_acts(find_acts(events, goods=False)))
    assert (current.status if current else None) == expected


IMPOSSIBLE = [
    ([("ratified", "2024-05-01"), ("signed", "2024-07-08")], ["impossible_order"]),
    ([("in_force", "2024-05"), ("signed", "2024-07-08")], ["impossible_order"]),
    ([("extended", "2009"), ("signed", "2010-04-08")], ["impossible_order"]),
    ([("suspended", "2024"), ("signed", "2025-10-22")], []),
    ([("signed", "2024-07-08"), ("ratified", "2024-12-16")], []),
    ([("signed", "2024"), ("ratified", "2024-05")], []),
    ([("approved", "2025-04-09"), ("signed", "2025-04-28")], []),
    ([("signed", "2010-04-08"), ("negotiating", "2025-01-01")], []),
    ([("ratified", None), ("signed", "2024-07-08")], []),
]


@pytest.mark.parametrize(("stages", "codes"), IMPOSSIBLE)
def test_order_warnings(stages: list[tuple[str, str | None]], codes: list[str], make_event: EventMaker) -> None:
    events = [make_event(f"{number}", status, date=date) for number, (status, date) in enumerate(stages)]
    warnings = order_warnings(find_acts(events, goods=False))
    assert [warning.code for warning in warnings] == codes
    for warning in warnings:
        assert warning.event_ids == tuple(sorted(event.event_id for event in events))


def test_an_undated_act_is_no_later_than_its_first_report(make_event: EventMaker) -> None:
    acts = find_acts([make_event("1", published="2026-01-16"), make_event("2", published="2026-01-18")], goods=False)
    first, last = act_time(acts[0])
    assert (first, last) == (None, 739632)
