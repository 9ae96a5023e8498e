from collections.abc import Callable

import pytest

from pactwire.compare.dates import When, parse_edtf
from pactwire.compare.days import Day, compare_days, find_days, group_days
from pactwire.records import ArticleRecord, DateMention, Timex3


def day(edtf: str, *words: str, weekday: int | None = None) -> Day:
    when = When(edtf, weekday=weekday) if weekday is not None else parse_edtf(edtf)
    return Day(when, frozenset(words), edtf, 0, 1)


JANES = ("janes", "reported", "sought", "permission")
CASES = [
    (day("2025-04-13", *JANES), day("2025-04-21", *JANES), "conflict"),
    (day("2025-04-13", *JANES), day("2025-04-13", "other"), "same"),
    (day("2025-04-13", *JANES), day("2025-04-14", "minister", "denied", "it"), "compatible"),
    (day("2025-04-13", *JANES), day("2025-04", *JANES), "compatible"),
    # A weekday may be another week's.
    (day("2025-04-13", *JANES), day("XXXX-WXX-1", *JANES, weekday=0), "compatible"),
    (day("2025-04-14", *JANES), day("2025-04-21", *JANES), "compatible"),
    # Months apart, and a month against the next, are two acts.
    (day("2025-04-13", *JANES), day("2025-06-13", *JANES), "compatible"),
    (day("2022-05", *JANES), day("2022-06", *JANES), "compatible"),
]


@pytest.mark.parametrize(("left", "right", "kind"), CASES)
def test_compare_days(left: Day, right: Day, kind: str) -> None:
    assert compare_days(left, right).kind == compare_days(right, left).kind == kind


def test_days_are_grouped_where_articles_contradict_each_other() -> None:
    one, other = day("2025-04-13", *JANES), day("2025-04-14", *JANES)
    assert group_days({"1": [one], "2": [other]}) == [("janes permission reported", [("1", one), ("2", other)])]
    assert group_days({"1": [one, other], "2": [other]}) == []
    assert group_days({"1": [one], "2": [one]}) == []


def test_days_come_from_the_dates_of_the_record(make_record: Callable[..., ArticleRecord]) -> None:
    text = "JAKARTA, April 16 - Janes reported on Monday, after talks in 2024 and on 13 April."
    given = [
        ("April 16", "2025-04-16", "2025-04-16"),
        ("Monday", "XXXX-WXX-1", None),
        ("2024", "2024", "2024"),
        ("13 April", "XXXX-04-13", "XXXX-04-13"),
    ]
    mentions = tuple(
        DateMention(
            text=words,
            start=text.index(words),
            end=text.index(words) + len(words),
            timex3=Timex3(type="DATE", value=value),
            edtf=edtf,
            basis="test",
        )
        for words, value, edtf in given
    )
    found = find_days(make_record(text=text, dates=mentions))
    assert [(text[d.start : d.end], d.shown) for d in found] == [("Monday", "XXXX-WXX-1"), ("13 April", "XXXX-04-13")]
