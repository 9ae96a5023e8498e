"""What an article contradicts itself in. Each case: record fields, and the warnings with the words they point at."""

from collections.abc import Callable
from typing import Any

import pytest

from pactwire.compare.consistency import check_article
from pactwire.records import ArticleRecord, DateMention, Entity, Event, MoneyMention, Timex3

RecordMaker = Callable[..., ArticleRecord]

# text, further fields of the article -> (code, words pointed at)
TEXTS: list[tuple[str, dict[str, Any], list[tuple[str, tuple[str, ...]]]]] = [
    ("Signed on Thursday, January 15, 2026, in Manila.", {}, []),
    (
        "Signed on Friday, January 15, 2026, in Manila.",
        {},
        [("weekday_mismatch", ("Friday", "January 15, 2026"))],
    ),
    ("They met on Monday (21 February 2023).", {}, [("weekday_mismatch", ("Monday", "21 February 2023"))]),
    ("They met on Tuesday, 21 February.", {"published": "2023-02-22"}, []),
    ("They met on Monday, Feb. 21.", {"published": "2023-02-22"}, [("weekday_mismatch", ("Monday", "Feb. 21"))]),
    ("They met on Monday, 21 February.", {}, []),
    ("The vote on Friday, 30 February 2024, passed.", {}, [("impossible_date", ("Friday, 30 February 2024",))]),
    (
        "Poland to get 1,000 tanks\nWarsaw has ordered 180 tanks from Seoul.",
        {"title": "Poland to get 1,000 tanks"},
        [("headline_count_mismatch", ("1,000 tanks", "180 tanks"))],
    ),
    (
        "Poland buys 1,000 K2 tanks from Seoul\nPoland ordered 180 more K2 tanks on Friday.",
        {"title": "Poland buys 1,000 K2 tanks from Seoul"},
        [("headline_count_mismatch", ("1,000 K2 tanks", "180 more K2 tanks"))],
    ),
    (
        "Warsaw has ordered 180 tanks from Seoul.",
        {"title": "Poland to get 1,000 tanks"},
        [("headline_count_mismatch", ("180 tanks",))],
    ),
    ("Warsaw has ordered 180 tanks from Seoul.", {"title": "Poland to get 180 tanks"}, []),
    (
        "Poland to get 180 tanks\nWarsaw has ordered 180 tanks and may buy 820 tanks more.",
        {"title": "Poland to get 180 tanks"},
        [],
    ),
    (
        "Poland to get 1,000 tanks\nAfter 180 tanks from stock, 820 tanks will be built.",
        {"title": "Poland to get 1,000 tanks"},
        [],
    ),
    ("Pact after 20 years\nThe two sides talked for 3 years.", {"title": "Pact after 20 years"}, []),
    (
        "Kyiv orders jets.\nUp to 150 jets are planned.\nOne of 15 jets on show (Photo: ministry)",
        {},
        [("caption_count_mismatch", ("150 jets", "15 jets"))],
    ),
    ("Kyiv orders jets.\nUp to 150 jets are planned.\nThe 150 jets (Photo: ministry)", {}, []),
    ("In 2024 rules changed; in 2023 rules did not.", {"title": "In 2024 rules changed"}, []),
]


@pytest.mark.parametrize(("text", "fields", "expected"), TEXTS)
def test_text_alone(
    text: str, fields: dict[str, Any], expected: list[tuple[str, tuple[str, ...]]], make_record: RecordMaker
) -> None:
    record = make_record(text=text, **fields)
    found = [(w.code, tuple(text[start:end] for start, end in w.spans)) for w in check_article(record)]
    assert [(code, tuple(sorted(words))) for code, words in found] == [
        (code, tuple(sorted(words))) for code, words in expected
    ]


def test_the_year_of_a_weekday_comes_from_the_resolved_date(make_record: RecordMaker) -> None:
    text = "Signed on Friday, January 15."
    mention = DateMention(
        text="January 15",
        start=18,
        end=28,
        timex3=Timex3(type="DATE", value="2026-01-15"),
        edtf="2026-01-15",
        basis="anchor",
    )
    assert [w.code for w in check_article(make_record(text=text, dates=(mention,)))] == ["weekday_mismatch"]
    assert check_article(make_record(text=text)) == ()


def money(text: str, *sums: tuple[str, float, str]) -> tuple[MoneyMention, ...]:
    """The second of each two sums is the conversion of the first."""
    mentions: list[MoneyMention] = []
    for number, (words, value, currency) in enumerate(sums):
        start = text.index(words)
        origin = (mentions[-1].start, mentions[-1].end) if number % 2 else None
        mentions.append(
            MoneyMention(
                text=words, start=start, end=start + len(words), value=value, currency=currency, converted_from=origin
            )
        )
    return tuple(mentions)


CONVERSIONS: list[tuple[str, list[tuple[str, float, str]], list[str]]] = [
    ("A$500 million (US$326 million)", [("A$500 million", 5e8, "AUD"), ("US$326 million", 3.26e8, "USD")], []),
    (
        "€100m ($110m) and then €10m ($15m)",
        [("€100m", 1e8, "EUR"), ("$110m", 1.1e8, "USD"), ("€10m", 1e7, "EUR"), ("$15m", 1.5e7, "USD")],
        ["conversions_disagree"],
    ),
    (
        "€100m ($110m) and then $11m (€10m)",
        [("€100m", 1e8, "EUR"), ("$110m", 1.1e8, "USD"), ("$11m", 1.1e7, "USD"), ("€10m", 1e7, "EUR")],
        [],
    ),
    (
        "€100m ($110m) and then €10m (£8m)",
        [("€100m", 1e8, "EUR"), ("$110m", 1.1e8, "USD"), ("€10m", 1e7, "EUR"), ("£8m", 8e6, "GBP")],
        [],
    ),
]


@pytest.mark.parametrize(("text", "sums", "codes"), CONVERSIONS)
def test_conversions(text: str, sums: list[tuple[str, float, str]], codes: list[str], make_record: RecordMaker) -> None:
    warnings = check_article(make_record(text=text, money=money(text, *sums)))
    assert [warning.code for warning in warnings] == codes
    assert all(len(warning.spans) == 2 for warning in warnings)


NAMES = [
    ("General Security of Military Information Agreement", "General Security of Military Intelligence Agreement", True),
    ("General Security of Military Information Agreement", "General Security of Military Information Agreement", False),
    ("Reciprocal Access Agreement", "Acquisition and Cross-Servicing Agreement", False),
    ("Mutual Defense Treaty", "Visiting Forces Agreement", False),
]


@pytest.mark.parametrize(("first", "second", "warned"), NAMES)
def test_names(first: str, second: str, warned: bool, make_record: RecordMaker) -> None:
    text = f"The {first} stays. A banner praised the {second}."
    at = text.rindex(second)
    entities = (
        Entity(text=first, start=4, end=4 + len(first), label="AGREEMENT"),
        Entity(text=second, start=at, end=at + len(second), label="AGREEMENT"),
    )
    warnings = check_article(make_record(text=text, entities=entities))
    assert [(warning.code, warning.spans) for warning in warnings] == (
        [("name_varies", ((4, 4 + len(first)), (at, at + len(second))))] if warned else []
    )


EVENTS = [
    ("2026-01-15", "2026-01-14", True),
    ("2026-01-15", "2026-01-15", False),
    ("2026-01-15", "2026-01", False),
    ("2026-01-15", "2016-01-15", False),
]


@pytest.mark.parametrize(("first", "second", "warned"), EVENTS)
def test_one_act_on_two_days(
    first: str, second: str, warned: bool, make_record: RecordMaker, make_event: Callable[..., Event]
) -> None:
    record = make_record(make_event("a", date=first), make_event("a", date=second, role="background"))
    assert [w.code for w in check_article(record)] == (["date_contradiction"] if warned else [])
