"""How two statements stand to each other: real differences between outlets."""

from typing import Any

import pytest

from pactwire.compare.dates import parse_edtf
from pactwire.compare.relations import relate
from pactwire.compare.values import (
    DateValue,
    ItemValue,
    PartiesValue,
    PlaceValue,
    RolesValue,
    SignatoriesValue,
    StatusValue,
)

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
    (StatusValue("agreed_in_principle", "asserted"), StatusValue("signed", "asserted"), "compatible"),
    (StatusValue("signed", "asserted"), StatusValue("in_force", "asserted"), "conflict"),
]


def parties(states: str, companies: str = "", bodies: str = "") -> PartiesValue:
    return PartiesValue(frozenset(states.split()), frozenset(companies.split("|")) - {""}, frozenset(bodies.split()))


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
    (roles("Korea Aerospace Industries", "KOR"), roles("KOR", "PHL"), "compatible"),
    (parties("JPN PHL"), parties("JPN AUS"), "conflict"),
    (parties("RUS"), parties("IDN"), "compatible"),
    (parties("RUS"), parties("IDN USA"), "conflict"),
    (parties("NATO RUS USA"), parties("GBR NATO RUS"), "compatible"),
    (parties("NATO RUS USA"), parties("GBR FRA RUS"), "conflict"),
]


def spoken(edtf: str) -> DateValue:
    return DateValue(parse_edtf(edtf), spoken=True)


def dates(edtf: str, planned: bool = False) -> DateValue:
    return DateValue(parse_edtf(edtf), planned)


DATES = [
    # "Signed, the ministry said on Wednesday": by then, not on that day.
    (spoken("2025-06-04"), dates("2025-06-03"), "compatible"),
    (spoken("2025-06-04"), dates("2025-06-05"), "conflict"),
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
    (signed_by("defence minister"), signed_by("Ambassador", "Rajesh Kumar Singh"), "compatible"),
    (signed_by("Ambassador", "Rajesh Kumar Singh"), signed_by("Rajesh Kumar Singh"), "same"),
    (signed_by("A Beta", "C Delta", sides=3), signed_by("E Phi", sides=3), "compatible"),
]


def goods(designation: str, low: int | None, high: int | None = None) -> ItemValue:
    return ItemValue(designation, low, low if high is None else high)


ITEMS = [
    (goods("rafale m", 26), goods("rafale m", 26), "same"),
    (goods("rafale m", 26), goods("rafale marine", 26), "compatible"),
    (goods("eurofighter typhoon", 20), goods("eurofighter typhoons", 20), "same"),
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
        ("place", PlaceValue("Manila", "PHL"), PlaceValue("Philippines", "PHL"), "compatible"),
        ("place", PlaceValue("Manila", "PHL"), PlaceValue("Tokyo", "JPN"), "conflict"),
        # An entry into force happens at no place, talks at several; and deliveries, talks and denials on several days.
        ("place", PlaceValue("Manila", "PHL", False), PlaceValue("Tokyo", "JPN", False), "compatible"),
        ("date", DateValue(parse_edtf("2025")), DateValue(parse_edtf("2026")), "conflict"),
        ("date", DateValue(parse_edtf("2025"), spread=True), DateValue(parse_edtf("2026"), spread=True), "compatible"),
        ("date", DateValue(parse_edtf("2025-06-12"), refused=True), DateValue(parse_edtf("2025-06-09")), "compatible"),
        ("items", ItemValue("frigate", 3, 3, False), ItemValue("frigate", 11, 11, False), "compatible"),
        # Beside an organisation the other may name its members.
        ("parties", parties("NATO RUS USA", bodies="NATO"), parties("RUS FIN"), "compatible"),
        ("parties", parties("RUS USA"), parties("RUS CHN"), "conflict"),
    ],
)
def test_relate(fact: Any, left: Any, right: Any, kind: str) -> None:
    assert relate(fact, left, right).kind == kind
    assert relate(fact, right, left).kind == kind
