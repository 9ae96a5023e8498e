from collections.abc import Callable

import pytest

from pactwire.compare.counts import Count, compare_counts, find_counts, group_counts, singular
from pactwire.compare.runs import compare_records
from pactwire.records import ArticleRecord, DateMention, Event, Timex3

FOUND = [
    ("It has 1,000 troops there.", [("troop", 1000, 1000, "1,000 troops")]),
    ("It gets up to 150 new armoured vehicles.", [("vehicle", None, 150, "150 new armoured vehicles")]),
    ("It gets access to four more military sites.", [("site", 5, None, "four more military sites")]),
    ("Two other accords were signed.", [("agreement", 3, None, "Two other accords")]),
    ("some 20–30 kilometers off", [("kilometre", 20, 30, "20–30 kilometers")]),
    ("between 10 and 12 bases", [("base", 10, 12, "between 10 and 12 bases")]),
    ("about 20 miles from it", [("kilometre", 32.18688, 32.18688, "20 miles")]),
    # No counts of one set: states, times, years, shares, sums, versions.
    ("the two countries and 32 nations", []),
    ("in 2024 ministers met", []),
    ("5 percent of forces", []),
    ("worth $500 vouchers and 3.5 units", []),
    ("the 15 January talks", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find_counts(
    make_record: Callable[..., ArticleRecord], text: str, expected: list[tuple[str, float | None, float | None, str]]
) -> None:
    found = find_counts(make_record(text=text))
    assert [(count.noun, count.low, count.high, count.shown) for count in found] == expected
    assert all(text[count.start : count.end] == count.shown for count in found)


def test_durations_come_from_the_dates_of_the_record(make_record: Callable[..., ArticleRecord]) -> None:
    text = "Deliveries start some three and a half years after the contract."
    words = "three and a half years"
    at = text.index(words)
    mention = DateMention(
        text=words, start=at, end=at + len(words), timex3=Timex3(type="DURATION", value="P3Y6M"), basis="test"
    )
    (count,) = find_counts(make_record(text=text, dates=(mention,)))
    assert (count.noun, count.low, count.about, count.shown) == ("duration", 42.0, True, words)


@pytest.mark.parametrize(
    ("plural", "expected"), [("troops", "troop"), ("facilities", "facility"), ("series", "sery"), ("brass", "brass")]
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def troops(low: float | None, high: float | None, *words: str, about: bool = False) -> Count:
    return Count("troop", low, high, about, f"{low or high} troops", frozenset(words), 0, 1)


BASE = ("drone", "base", "desert")
CASES = [
    (troops(1000, 1000, *BASE), troops(1100, 1100, *BASE), "conflict"),
    (troops(1000, 1000, *BASE), troops(1000, 1000, "other"), "same"),
    (troops(1000, 1000, *BASE), troops(1100, 1100, "navy", "port"), "compatible"),
    (troops(1000, 1000, *BASE, about=True), troops(1050, 1050, *BASE), "compatible"),
    (troops(1000, 1000, *BASE, about=True), troops(1100, 1100, *BASE), "conflict"),
    (troops(None, 150, *BASE), troops(100, 150, *BASE), "compatible"),
    (troops(100, None, *BASE), troops(None, 90, *BASE), "conflict"),
]


@pytest.mark.parametrize(("left", "right", "kind"), CASES)
def test_compare_counts(left: Count, right: Count, kind: str) -> None:
    assert compare_counts(left, right).kind == compare_counts(right, left).kind == kind


def test_only_numbers_that_differ_and_belong_together_are_grouped() -> None:
    one, other, far = troops(1000, 1000, *BASE), troops(1100, 1100, *BASE), troops(300, 300, "navy", "port")
    assert group_counts({"1": [one], "2": [other, far]}) == [("troop: base desert drone", [("1", one), ("2", other)])]
    assert group_counts({"1": [one], "2": [one]}) == []


def test_numbers_of_texts_stand_side_by_side(
    make_event: Callable[..., Event], make_record: Callable[..., ArticleRecord]
) -> None:
    records = []
    told = ("A desert drone base holds {}.", "Niamey's generals visited the desert drone base that is home to {}.")
    for article, words, sentence in (("1", "1,000 troops", told[0]), ("2", "1,100 troops", told[1])):
        event = make_event(article, "terminated", "NER USA", type="defense_cooperation", name="Status Agreement")
        text = f"{event.evidence.text}. {sentence.format(words)}"
        records.append(make_record(event, text=text))
    rows = [fact for fact in compare_records(records).facts if fact.fact == "counts"]
    assert [(row.outlet, row.value, row.verdict, row.facet) for row in rows] == [
        ("1.example", "1,000 troops", "conflict", "troop: base desert drone"),
        ("2.example", "1,100 troops", "conflict", "troop: base desert drone"),
    ]
