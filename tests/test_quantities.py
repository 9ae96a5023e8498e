"""Counted goods: what is counted, how many, and which type."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwire.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("buys 26 Rafale-M jets", [("26 Rafale-M jets", 26, "Rafale-M")]),
        ("buys 26 Rafale Marine aircraft", [("26 Rafale Marine aircraft", 26, "Rafale Marine")]),
        ("buys 26 naval Rafale fighters", [("26 naval Rafale fighters", 26, "Rafale")]),
        ("buys 36 Rafales", [("36 Rafales", 36, "Rafale")]),
        ("the 36-jet order", [("36-jet", 36, None)]),
        (
            "22 single-seat and 4 dual-seat aircraft",
            [("22 single-seat", 22, None), ("4 dual-seat aircraft", 4, None)],
        ),
        ("10 F-16 and 12 F-35 fighters", [("10 F-16", 10, "F-16"), ("12 F-35 fighters", 12, "F-35")]),
        ("180 K2 tanks", [("180 K2 tanks", 180, "K2")]),
        (
            "180 South Korean K2 Black Panther main battle tanks",
            [("180 South Korean K2 Black Panther main battle tanks", 180, "K2 Black Panther")],
        ),
        ("48 K9 howitzers", [("48 K9 howitzers", 48, "K9")]),
        ("six Mogami-class frigates", [("six Mogami-class frigates", 6, "Mogami-class")]),
        ("four frigates of the Mogami class", [("four frigates of the Mogami class", 4, "Mogami-class")]),
        ("three Type 26 frigates", [("three Type 26 frigates", 3, "Type 26")]),
        ("two new Type 83 destroyers", [("two new Type 83 destroyers", 2, "Type 83")]),
        ("1,000 tanks", [("1,000 tanks", 1000, None)]),
        ("31 Abrams tanks", [("31 Abrams tanks", 31, "Abrams")]),
        ("24 F-35As", [("24 F-35As", 24, "F-35A")]),
        ("12 HIMARS", [("12 HIMARS", 12, "HIMARS")]),
        ("a dozen F-16 fighter jets", [("a dozen F-16 fighter jets", 12, "F-16")]),
        ("two dozen helicopters", [("two dozen helicopters", 24, None)]),
        ("3 dozen jets", [("3 dozen jets", 36, None)]),
        ("up to 16 MQ-9B drones", [("16 MQ-9B drones", 16, "MQ-9B")]),
        ("twenty-four Gripen E fighters", [("twenty-four Gripen E fighters", 24, "Gripen E")]),
        (
            "five P-8A Poseidon maritime patrol aircraft",
            [("five P-8A Poseidon maritime patrol aircraft", 5, "P-8A Poseidon")],
        ),
        ("20 Boeing F-15EX fighters", [("20 Boeing F-15EX fighters", 20, "F-15EX")]),
        ("hundreds of Shahed drones", [("hundreds of Shahed drones", None, "Shahed")]),
        ("500,000 155mm artillery shells", [("500,000 155mm artillery shells", 500000, None)]),
        ("2 million rounds of ammunition", [("2 million rounds of ammunition", 2000000, None)]),
        ("400 Tomahawk missiles", [("400 Tomahawk missiles", 400, "Tomahawk")]),
        ("10 to 12 frigates", [("10 to 12 frigates", None, None)]),
        ("12 air defence systems", [("12 air defence systems", 12, None)]),
        ("seven Patriot batteries", [("seven Patriot batteries", 7, "Patriot")]),
        ("50 Leopard 2A8 tanks", [("50 Leopard 2A8 tanks", 50, "Leopard 2A8")]),
        ("eight nuclear-powered submarines", [("eight nuclear-powered submarines", 8, None)]),
        ("three Scorpene-class submarines", [("three Scorpene-class submarines", 3, "Scorpene-class")]),
        ("12 attack and transport helicopters", [("12 attack and transport helicopters", 12, None)]),
        ("61 vehicles", [("61 vehicles", 61, None)]),
        ("two\nwarships", [("two\nwarships", 2, None)]),
        ("97 Tejas Mk1A fighters", [("97 Tejas Mk1A fighters", 97, "Tejas Mk1A")]),
        ("12 F-16 fighter jets and six tanks", [("12 F-16 fighter jets", 12, "F-16"), ("six tanks", 6, None)]),
        ("40 XQ-77 drones", [("40 XQ-77 drones", 40, "XQ-77")]),
    ],
)
def test_counted_goods(text: str, expected: list[tuple[str, int | None, str | None]]) -> None:
    assert [(q.text, q.count, q.designation) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 fighter jets were seen",
        "$200 million missiles",
        "a 200 km range missile",
        "155 mm shells",
        "Type 26 frigates",
        "a DDG 51 class destroyer",
        "Leopard 2 tanks",
        "F-16 fighter jets",
        "Mirage 2000 jets",
        "20 fighters were killed",
        "three rounds of talks",
        "five vehicle parts",
        "26 countries and two leaders",
        "six people in tanks",
        "70 years of aircraft building",
        "15 percent of the ships",
        "Article 5 aircraft",
        "two National Guard units",
        "3.5 aircraft",
        "the first jets",
        "two",
        "26 ",
        "",
    ],
)
def test_nothing_counted(text: str) -> None:
    assert find_quantities(text) == []


PIECES = st.sampled_from(
    [
        "26",
        " ",
        "six",
        "two and",
        "Rafale",
        "-M",
        "jets",
        "Type 26",
        "F-35",
        "A",
        "and ",
        ",",
        "\n",
        "mm",
        "frigates",
        "of the ",
        "class",
        "1,000",
        "to ",
        "new ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=150), st.lists(PIECES, max_size=25).map("".join)))
def test_offsets_quote_the_text(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
