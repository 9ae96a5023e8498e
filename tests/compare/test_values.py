"""What events state, with the words that it rests on."""

from collections.abc import Callable
from typing import Any

import pytest

from pactwire.compare.amounts import Sum
from pactwire.compare.figures import Figure
from pactwire.compare.records import FactName
from pactwire.compare.values import (
    Beside,
    ItemValue,
    Stated,
    StatusValue,
    find_goods,
    state_values,
    tells,
)
from pactwire.records import Event, MoneyMention


def stated(event: Event, *, done_by: int | None = None, published: int | None = None, **beside: Any) -> list[Stated]:
    return list(state_values(event, done_by, published, Beside(**beside)))


def test_every_fact_is_stated_with_its_words(make_event: Callable[..., Event]) -> None:
    event = make_event(
        "a",
        name="Acquisition and Cross-Servicing Agreement",
        acronym="ACSA",
        date="2026-01-15",
        place="Manila",
        amounts=[("¥200 million", 200e6, "JPY"), ("₱341 million", 341e6, "PHP")],
        items=[("5 boats", 5, "boats")],
        signatories=["Toshimitsu Motegi", "Theresa Lazaro"],
        source="DFA",
    )
    values = [(value.fact, value.facet, value.value, value.text) for value in stated(event)]
    assert values == [
        ("status", None, "signed", "signed"),
        ("date", None, "2026-01-15", "2026-01-15"),
        ("parties", None, "JPN, PHL", "JPN, PHL"),
        ("amount", "JPY", "200,000,000 JPY", "¥200 million"),
        ("amount", "PHP", "341,000,000 PHP", "₱341 million"),
        ("place", None, "Manila", "Manila"),
        ("signatories", None, "Theresa Lazaro; Toshimitsu Motegi", "Toshimitsu Motegi; Theresa Lazaro"),
        ("items", "boats", "5 boats", "5 boats"),
        ("name", None, "Acquisition and Cross-Servicing Agreement", "Acquisition and Cross-Servicing Agreement"),
        ("attribution", None, "DFA", "DFA"),
    ]


def test_nothing_is_stated_that_the_event_does_not_hold(make_event: Callable[..., Event]) -> None:
    assert [value.fact for value in stated(make_event("a"))] == ["status", "parties"]


def test_bounds_are_read_from_the_words_beside_a_sum(make_event: Callable[..., Event]) -> None:
    event = make_event("a", about="worth up to", amounts=[("$300 million", 300e6, "USD")])
    assert [value.value for value in stated(event) if value.fact == "amount"] == ["≤ 300,000,000 USD"]


RANGES = [
    ("", "26 jets", 26, (26, 26), "26 jets"),
    ("for up to", "150 jets", 150, (None, 150), "≤ 150 jets"),
    ("for at least", "100 jets", 100, (100, None), "≥ 100 jets"),
    ("", "100-150 jets", 150, (100, 150), "100–150 jets"),
    ("", "100 to 150 jets", 100, (100, 150), "100–150 jets"),
    ("between 100 and", "150 jets", 150, (100, 150), "100–150 jets"),
    ("in 2025 and", "26 jets", 26, (26, 26), "26 jets"),
    ("in 2025 and", "some jets", None, (None, None), "jets"),
]


@pytest.mark.parametrize(("about", "text", "count", "bounds", "shown"), RANGES)
def test_how_many(
    about: str,
    text: str,
    count: int | None,
    bounds: tuple[int | None, int | None],
    shown: str,
    make_event: Callable[..., Event],
) -> None:
    event = make_event("a", about=about, items=[(text, count, "jets")])
    (value,) = (value for value in stated(event) if value.fact == "items")
    assert (value.payload, value.value) == (ItemValue("jets", *bounds), shown)


def test_a_rate_is_not_compared_with_a_sum(make_event: Callable[..., Event]) -> None:
    event = make_event("a", amounts=[("$50 million", 50e6, "USD")])
    amount = event.amounts[0]
    money = MoneyMention(**amount.model_dump(exclude={"per"}), per="year")
    values = stated(event, money={(amount.start, amount.end): money})
    assert [value.facet for value in values if value.fact == "amount"] == ["USD per year"]


def test_an_undated_weekday_of_the_sentence_is_a_date(make_event: Callable[..., Event]) -> None:
    event = make_event("a", about="on Tuesday")
    at = event.evidence.text.index("Tuesday")
    values = stated(event, weekdays=((at, at + 7, "Tuesday", 1), (900, 907, "Friday", 4)))
    assert [(value.value, value.text) for value in values if value.fact == "date"] == [("XXXX-WXX-2", "Tuesday")]


def test_a_plan_told_after_the_deed_is_late(make_event: Callable[..., Event]) -> None:
    event = make_event("a", modality="planned")
    assert stated(event, done_by=100, published=103)[0].payload == StatusValue("signed", "planned", late=False)
    assert stated(event, done_by=100, published=104)[0].payload == StatusValue("signed", "planned", late=True)


def test_a_date_that_is_another_event_s_is_not_stated(make_event: Callable[..., Event]) -> None:
    event = make_event("a", date="2024-09-01")
    values = state_values(event, None, None, Beside(), borrowed=True)
    assert [value.value for value in values if value.fact == "date"] == []


TOLD = [
    ("amount", (Sum(3.5e9, "USD", ""),), True),
    ("amount", (Sum(3.5e9, "EUR", ""),), False),
    ("amount", (Sum(4e9, "USD", ""),), False),
    ("items", ItemValue("k2", 180, 180), True),
    ("items", ItemValue("k2", 1000, 1000), False),
    ("items", ItemValue("k9", 180, 180), False),
    ("status", StatusValue("signed", "asserted"), False),
]


@pytest.mark.parametrize(("fact", "payload", "told"), TOLD)
def test_what_a_text_tells_besides(fact: FactName, payload: object, told: bool) -> None:
    figures = (Figure(Sum(3.5e9, "USD", "$3.5 billion"), frozenset(), 0, 12),)
    beside = Beside(figures=figures, goods=find_goods("a second batch of 180 K2 tanks for 3,500 men"))
    assert tells(beside, fact, payload) is told


def test_goods_without_a_designation_are_known_by_their_noun(make_event: Callable[..., Event]) -> None:
    jets = [
        make_event(name, items=[(text, count, "")])
        for name, text, count in (("a", "four jets", 4), ("b", "14 jets", 14))
    ]
    values = [value for event in jets for value in stated(event) if value.fact == "items"]
    assert [(value.facet, value.value) for value in values] == [("jet", "4 jets"), ("jet", "14 jets")]


@pytest.mark.parametrize(("text", "named"), [("18 jets", True), ("18 more jets", False), ("18 additional jets", False)])
def test_more_goods_are_not_the_number_of_all(text: str, named: bool, make_event: Callable[..., Event]) -> None:
    event = make_event("a", items=[(text, 18, "Rafale")])
    (value,) = (value for value in stated(event) if value.fact == "items")
    assert value.payload == ItemValue("rafale", 18, 18, named)
