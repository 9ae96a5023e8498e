"""Which differences are contradictions: two values, what each rests on, and why they are none (`None` where they are)."""

from dataclasses import replace
from typing import Any

import pytest

from pactwire.compare.amounts import Sum
from pactwire.compare.dates import ordinal, parse_edtf
from pactwire.compare.days import Day
from pactwire.compare.grounds import Account, Grounds, doubt
from pactwire.compare.names import read_name
from pactwire.compare.records import FactName
from pactwire.compare.values import (
    Beside,
    DateValue,
    ItemValue,
    PartiesValue,
    PlaceValue,
    Stated,
    StatusValue,
)

FIRM = Grounds("s1", "signed", "asserted", 0.9, True)


def told(
    fact: FactName, text: str, payload: Any, source: str = "a", published: str | None = None, **grounds: Any
) -> Account:
    day = ordinal(published) if published else None
    stated = Stated(fact, None, text, text, payload)
    return Account(stated, source, f"{source}.example", None, day, replace(FIRM, **grounds))


def on(text: str, edtf: str, source: str, published: str | None = None, **grounds: Any) -> Account:
    return told("date", text, DateValue(parse_edtf(edtf)), source, published, **grounds)


def paid(value: float, source: str, **grounds: Any) -> Account:
    return told("amount", f"{value}", (Sum(value, "USD", f"{value}"),), source, **grounds)


def jets(count: int, source: str, designation: str = "rafale", **grounds: Any) -> Account:
    return told("items", f"{count}", ItemValue(designation, count, count), source, **grounds)


def at(name: str, source: str, **grounds: Any) -> Account:
    return told("place", name, PlaceValue(name, None), source, **grounds)


def among(states: str, source: str, **grounds: Any) -> Account:
    held = frozenset(states.split())
    return told("parties", states, PartiesValue(held, frozenset()), source, **{"parties": held, **grounds})


def stands(status: Any, modality: Any, source: str, published: str | None, late: bool = False) -> Account:
    payload = StatusValue(status, modality, late)
    return told("status", status, payload, source, published, status=status, modality=modality)


def knows(account: Account, edtf: str) -> Account:
    return replace(account, beside=Beside(days=(Day(parse_edtf(edtf), frozenset(), edtf, 0, 0),)))


def called(name: str, source: str) -> Account:
    return told("name", name, read_name(name, None), source)


def day(edtf: str, source: str, published: str | None) -> Account:
    stated = Stated("days", "x", edtf, edtf, Day(parse_edtf(edtf), frozenset(), edtf, 0, 0))
    return Account(stated, source, f"{source}.example", None, ordinal(published) if published else None)


SENTENCE = "one does not stand in the sentence of the act"
CASES: list[tuple[FactName, Account, Account, str | None]] = [
    ("date", on("9 November", "2020-11-09", "a"), on("November 10", "2020-11-10", "b"), None),
    ("date", on("Tuesday", "2025-09-16", "a"), on("Wednesday", "2025-09-17", "b"), None),
    ("date", on("9 November", "2020-11-09", "a"), on("November 10", "2020-11-10", "a"), "of one source"),
    (
        "date",
        on("today", "2025-09-16", "a"),
        on("17 Sept", "2025-09-17", "b"),
        "one is counted from the day of publication",
    ),
    ("date", on("Friday", "2024-03-22", "a"), on("April 26", "2024-04-26", "b"), "perhaps of another step"),
    (
        "date",
        on("Friday", "2024-03-22", "a"),
        on("29 March", "2024-03-29", "b"),
        "the same weekday, which was read as that of another week",
    ),
    ("date", on("17 Sept", "2025-09-17", "a", "2025-10-08"), on("6 Oct", "2025-10-06", "b", "2025-10-07"), None),
    # Who wrote on 18 September of what was done did not write of the act of October.
    (
        "date",
        on("17 Sept", "2025-09-17", "a", "2025-09-18"),
        on("6 Oct", "2025-10-06", "b", "2025-10-07"),
        "one was told before the other day",
    ),
    (
        "date",
        knows(on("9 May", "2025-05-09", "a"), "2025-05-10"),
        on("10 May", "2025-05-10", "b"),
        "one text tells of both",
    ),
    ("date", on("9 May", "2025-05-09", "a", inside=False), on("10 May", "2025-05-10", "b"), SENTENCE),
    (
        "date",
        on("9 May", "2025-05-09", "a", confidence=0.4),
        on("10 May", "2025-05-10", "b"),
        "one is not read with certainty",
    ),
    (
        "date",
        on("9 May", "2025-05-09", "a", modality="planned"),
        on("10 May", "2025-05-10", "b"),
        "one of what is asserted, one of what is planned",
    ),
    ("amount", paid(3.6e9, "a"), paid(4.4e9, "b"), None),
    ("amount", paid(3.6e9, "a"), paid(4.4e9, "b", inside=False), SENTENCE),
    ("amount", paid(3.6e9, "a"), paid(4.4e9, "b", act="s2"), "of different acts"),
    ("amount", paid(3.6e9, "a"), paid(1.1e9, "b"), "one may be a part"),
    (
        "amount",
        paid(3.6e9, "a", goods=frozenset({"k2"})),
        paid(4.4e9, "b", goods=frozenset({"k9"})),
        "of different goods",
    ),
    ("items", jets(26, "a"), jets(24, "b"), None),
    ("items", jets(26, "a"), jets(18, "b"), "one may be a part"),
    (
        "items",
        jets(4, "a", "gripen e f"),
        jets(5, "b", "gripen e"),
        "one may be a part of the kind that the other names",
    ),
    ("place", at("Canberra", "a"), at("Port Moresby", "b"), None),
    ("place", at("Buenos Aires", "a"), at("Denmark", "b"), "one only names a country"),
    ("parties", among("RUS USA", "a"), among("RUS CHN", "b"), None),
    (
        "parties",
        among("RUS LTU", "a", status="terminated"),
        among("RUS FIN", "b", status="terminated"),
        "each party acts for itself",
    ),
    (
        "parties",
        among("RUS USA", "a", parties=frozenset({"RUS"})),
        among("RUS CHN", "b"),
        "a party does not stand in the sentence of the act",
    ),
    ("name", called("Military Information Agreement", "a"), called("Military Intelligence Agreement", "b"), None),
    (
        "name",
        called("Defense Cooperation Arrangement", "a"),
        called("Status of Visiting Forces Agreement", "b"),
        "perhaps of another paper",
    ),
    ("days", day("2023-02-20", "a", "2023-02-21"), day("2023-02-21", "b", "2023-02-21"), None),
    # Who writes on the day of an arrival does not date what came two days later.
    (
        "days",
        day("2025-04-28", "a", "2025-04-28"),
        day("2025-04-30", "b", "2025-05-01"),
        "one was told before the other day",
    ),
    ("status", stands("signed", "asserted", "a", "2025-10-06"), stands("signed", "denied", "b", "2025-10-07"), None),
    (
        "status",
        stands("signed", "asserted", "a", "2025-10-06"),
        stands("signed", "negated", "b", "2025-09-19"),
        "told on different days",
    ),
    (
        "status",
        stands("signed", "asserted", "a", "2025-10-06"),
        stands("signed", "planned", "b", "2025-10-07", late=True),
        "one retells the plan",
    ),
    (
        "status",
        stands("signed", "asserted", "a", None),
        stands("signed", "negated", "b", "2025-09-19"),
        "told on days that are not known",
    ),
]


@pytest.mark.parametrize(("fact", "left", "right", "why"), CASES)
def test_doubt(fact: FactName, left: Account, right: Account, why: str | None) -> None:
    assert doubt(fact, [left], [right], [left, right]) == doubt(fact, [right], [left], [left, right]) == why


def test_one_firm_pair_is_enough() -> None:
    weak, firm, other = paid(3.6e9, "a", confidence=0.2), paid(3.6e9, "b"), paid(4.4e9, "c")
    assert doubt("amount", [weak], [other], [weak, other]) == "one is not read with certainty"
    assert doubt("amount", [weak, firm], [other], [weak, firm, other]) is None


def test_a_third_text_that_names_all_explains_the_parties() -> None:
    one, other, all_of_them = among("RUS USA", "a"), among("RUS CHN", "b"), among("RUS USA CHN", "c")
    assert doubt("parties", [one], [other], [one, other, all_of_them]) == "another text names them all"


def test_what_is_around_events_has_no_act() -> None:
    left = Account(Stated("persons", "x", "x", "x", "x"), "a", "a.example")
    right = Account(Stated("persons", "x", "y", "y", "y"), "b", "b.example")
    assert doubt("persons", [left], [right], [left, right]) is None
