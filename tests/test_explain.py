"""Why an event is in the record: facts with their grounds, and marks on the text."""

from collections.abc import Callable

import pytest

from pactwire.explain import Fact, Mark, article_marks, facts, headline, marks, pieces
from pactwire.records import ArticleRecord, Event


def test_headline(make_event: Callable[..., Event]) -> None:
    assert headline(make_event()) == ("signed/asserted: Acquisition and Cross-Servicing Agreement (ACSA) - JPN, PHL")
    bare = make_event(parties=(), agreement={"type": "military_aid", "key": "k"})
    assert headline(bare) == "signed/asserted: military_aid - no party named"


def test_facts(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({})
    assert facts(record.events[0], record.article.text) == (
        Fact("status", "signed", '"signed", rule signed.active'),
        Fact("modality", "asserted", "no cue against it"),
        Fact("agreement", "Acquisition and Cross-Servicing Agreement", "JPN-PHL-acsa"),
        Fact("type", "logistics_support"),
        Fact("party", "JPN Japan (donor)", '"Japan"'),
        Fact("party", "PHL Philippines", '"Philippines"'),
        Fact("date", "2026-01-15", '"15 January": year of publication'),
        Fact("place", "Manila (PHL)"),
        Fact("amount", "200,000,000 JPY", '"200 million yen"'),
        Fact("codes", "PLOVER SUPPORT, CAMEO 057"),
        Fact("role", "main"),
        Fact("confidence", "0.90"),
    )


def test_marks(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({})
    text = record.article.text
    assert [(mark.kind, text[mark.start : mark.end]) for mark in marks(record.events[0])][1:] == [
        ("party", "Japan"),
        ("party", "Philippines"),
        ("date", "15 January"),
        ("place", "Manila"),
        ("amount", "200 million yen"),
        ("cue", "signed"),
        ("trigger", "signed"),
    ]
    assert article_marks(record) == marks(record.events[0])


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", "")]),
        ([(0, 6, "x")], [("abcdef", "x")]),
        ([(1, 3, "x"), (2, 5, "y")], [("a", ""), ("b", "x"), ("c", "xy"), ("de", "y"), ("f", "")]),
        ([(0, 6, "x"), (2, 4, "y")], [("ab", "x"), ("cd", "xy"), ("ef", "x")]),
        ([(2, 2, "x")], [("ab", ""), ("cdef", "")]),
    ],
)
def test_pieces(spans: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    found = [Mark(start, end, kind, "") for start, end, kind in spans]
    got = [(piece.text, "".join(mark.kind for mark in piece.marks)) for piece in pieces("abcdef", found)]
    assert got == expected


def test_pieces_of_a_sentence() -> None:
    got = [(piece.text, len(piece.marks)) for piece in pieces("abcdef", [Mark(0, 3, "x", "")], start=2, end=5)]
    assert got == [("c", 1), ("de", 0)]
