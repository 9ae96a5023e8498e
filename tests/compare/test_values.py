"""What events state, and how two statements stand to each other: real differences between outlets."""

from collections.abc import Callable
from typing import Any

import pytest

from pactwire.compare.dates import parse_edtf
from pactwire.compare.values import (
    Beside,
    DateValue,
    ItemValue,
    PartiesValue,
    RolesValue,
    SignatoriesValue,
    Stated,
    StatusValue,
    relate,
    state_values,
)
from pactwire.records import Event, MoneyMention

STATUSES = [
    (StatusValue("signed", "asserted"), StatusValue("signed", "asserted"), "same"),
    (StatusValue("approved", "asserted"), StatusValue("ratified", "asserted"), "compatible"),
    (StatusValue("proposed", "asserted"), StatusValue("negotiating", "asserted"), "compatible"),
    (StatusValue("signed", "planned"), StatusValue("signed", "asserted"), "compatible"),
    (StatusValue("signed", "planned", late=True), StatusValue("signed", "asserted"), "conflict"),
    (StatusValue("negotiating", "planned"), StatusValue("negotiating", "possible"), "compatible"),
    (StatusValue("signed", "asserted"), StatusValue("signed", "negated"), "conflict"),
    (StatusValue("signed", "denied"), StatusValue("signed", "asserted"), "conflict"),
    (StatusValue("signed", "negated"), StatusValue("signed", "denied"), "compatible"),
    (StatusValue("suspended", "asserted"), StatusValue("terminated", "asserted"), "conflict"),
    (StatusValue("agreed_in_principle", "asserted"), StatusValue("signed", "asserted"), "conflict"),
    (StatusValue("signed", "asserted"), StatusValue("in_force", "asserted"), "conflict"),
]


def parties(states: str, companies: str = "") -> PartiesValue:
    return PartiesValue(frozenset(states.split()), frozenset(companies.split("|")) - {""})


def roles(givers: str, takers: str) -> RolesValue:
    return RolesValue(frozenset(givers.split()), frozenset(takers.split()))


PARTIES = [
    (parties("IND FRA"), parties("FRA IND"), "same"),
    (parties("IND FRA", "Dassault Aviation"), parties("IND FRA"), "compatible"),
    (parties("IND", "Dassault Aviation"), parties("IND FRA"), "compatible"),
    (parties("USA GBR AUS"), parties("USA AUS"), "compatible"),
    (roles("JPN", "PHL"), roles("JPN", "PHL"), "same"),
    (roles("JPN", "PHL"), roles("JPN", ""), "compatible"),
    (roles("JPN", "PHL"), roles("PHL", "JPN"), "conflict"),
    (roles("JPN", "PHL"), roles("", "JPN"), "compatible"),
    (parties("JPN PHL"), parties("JPN AUS"), "conflict"),
]


def dates(edtf: str, planned: bool = False) -> DateValue:
    return DateValue(parse_edtf(edtf), planned)


DATES = [
    (dates("2026-01-15"), dates("XXXX-01-15"), "compatible"),
    (dates("2023-02-20"), dates("2023-02-21"), "conflict"),
    (dates("2025-04-27", planned=True), dates("2025-04-28"), "compatible"),
    (dates("2025-04-27", planned=True), dates("2025-04-28", planned=True), "conflict"),
]


def signed_by(*people: str | tuple[str, str], sides: int = 2) -> SignatoriesValue:
    return SignatoriesValue(tuple((p, None) if isinstance(p, str) else p for p in people), sides)


MOTEGI, LAZARO = "Toshimitsu Motegi", "Theresa Lazaro"
SIGNATORIES = [
    (signed_by("Motegi Toshimitsu", LAZARO), signed_by(LAZARO, MOTEGI), "same"),
    (signed_by("Ma. Theresa Lazaro", MOTEGI), signed_by(LAZARO, MOTEGI), "compatible"),
    (signed_by(MOTEGI), signed_by(LAZARO, MOTEGI), "compatible"),
    (signed_by(MOTEGI), signed_by(LAZARO), "compatible"),
    (signed_by((MOTEGI, "JPN")), signed_by((LAZARO, "PHL")), "compatible"),
    (signed_by(("Richard Marles", "AUS")), signed_by(("Richard Marles", "AUS"), ("Penny Wong", "AUS")), "compatible"),
    (signed_by("Rajnath Singh", "Sebastien Lecornu"), signed_by("Rajesh Kumar Singh"), "conflict"),
    (signed_by(("Rajnath Singh", "IND")), signed_by(("Rajesh Kumar Singh", "IND")), "conflict"),
    (signed_by("A Beta", "C Delta", sides=3), signed_by("E Phi", sides=3), "compatible"),
]


def goods(designation: str, low: int | None, high: int | None = None) -> ItemValue:
    return ItemValue(designation, low, low if high is None else high)


ITEMS = [
    (goods("rafale m", 26), goods("rafale m", 26), "same"),
    (goods("rafale m", 26), goods("rafale marine", 26), "compatible"),
    (goods("rafale m", 26), goods("rafale m", None), "compatible"),
    (goods("gripen e", 100, 150), goods("gripen e", 120), "compatible"),
    (goods("gripen e", 100, 150), ItemValue("gripen e", None, 150), "compatible"),
    (ItemValue("gripen e", 100, None), goods("gripen e", 150), "compatible"),
    (goods("gripen e", 100), goods("gripen e", 150), "conflict"),
    (ItemValue("gripen e", None, 80), goods("gripen e", 100, 150), "conflict"),
]


@pytest.mark.parametrize(
    ("fact", "left", "right", "kind"),
    [("status", *case) for case in STATUSES]
    + [("parties", *case) for case in PARTIES]
    + [("date", *case) for case in DATES]
    + [("signatories", *case) for case in SIGNATORIES]
    + [("items", *case) for case in ITEMS]
    + [
        ("attribution", "Department of National Defense", "the Department of National Defense", "compatible"),
        ("attribution", "Kim You-geun", "Kim Hyun-chong", "compatible"),
        ("attribution", "Yonhap", "Yonhap", "same"),
        ("place", ("Manila", "PHL"), ("Philippines", "PHL"), "compatible"),
        ("place", ("Manila", "PHL"), ("Tokyo", "JPN"), "conflict"),
    ],
)
def test_relate(fact: Any, left: Any, right: Any, kind: str) -> None:
    assert relate(fact, left, right).kind == kind
    assert relate(fact, right, left).kind == kind


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
        signatories=[MOTEGI, LAZARO],
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
    money = MoneyMention(**amount.model_dump(), per="year")
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
