from collections.abc import Callable

import pytest

from pactwire.compare.context import (
    common_words,
    context_words,
    in_dateline,
    is_spoken,
    link_groups,
    share,
    stem,
    words_beside,
)
from pactwire.records import ArticleRecord

WORDS = [
    (
        "Janes had reported on Monday that Moscow sought permission",
        {"RUS", "janes", "reported", "sought", "permission"},
    ),
    ("the Hungarian parliament and the United States", {"HUN", "parliament", "USA"}),
    # Codes of states are no words: Andorra, the Emirates, Canada.
    ("and they are what ministers can do", {"ministers"}),
    ("26 jets for $7.5 billion in 2025", {"jets"}),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_context_words(text: str, words: set[str]) -> None:
    assert context_words(text) == words


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("announced", "announces", True),
        ("deliveries", "delivery", True),
        ("signing", "signed", True),
        ("signature", "sign", False),
        ("aid", "aids", True),
    ],
)
def test_stem(left: str, right: str, same: bool) -> None:
    assert (stem(left) == stem(right)) is same


def test_the_words_beside_end_with_the_sentence() -> None:
    text = "Troops left. Hezbollah must withdraw 25 miles from the border; Iran objected."
    at = text.index("25 miles")
    assert words_beside(text, at, at + 8) == {"hezbollah", "must", "withdraw", "border"}


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("SEOUL, Aug. 22 (Xinhua) -- South Korea said", "Aug. 22", True),
        ("Jakarta, April 15, 2025. The ministry denied", "April 15, 2025", True),
        ("ANKARA, March 31. /TASS/. On Thursday", "March 31", True),
        ("Headline of the day\nManila, July 8 - The pact", "July 8", True),
        ("On Monday India and France signed", "Monday", False),
        ("The pact was signed on July 8. It lapses", "July 8", False),
    ],
)
def test_in_dateline(make_record: Callable[..., ArticleRecord], text: str, day: str, expected: bool) -> None:
    start = text.index(day)
    assert in_dateline(make_record(text=text), start, start + len(day)) is expected


SPOKEN = [
    ("Manila signed a contract for 12 jets, the manufacturer said on <Wednesday>.", True),
    ("According to the procurement agency on <Wednesday>, the maker signed the deal.", True),
    ("The minister told reporters late <Tuesday> that both had signed.", True),
    ("The two ministers signed the pact on <Wednesday>, officials said.", False),
    ("The deal, said to be the largest, was signed on <Wednesday>.", False),
    ("They said nothing. On <Wednesday> they signed.", False),
]


@pytest.mark.parametrize(("marked", "expected"), SPOKEN)
def test_is_spoken(marked: str, expected: bool) -> None:
    assert is_spoken(marked.replace("<", "").replace(">", ""), marked.index("<")) == expected


def test_links_join_things_of_different_articles_only() -> None:
    things = [("a", 1), ("a", 2), ("b", 3), ("c", 9)]
    assert link_groups(things, lambda left, right: abs(left - right) < 3) == [[("a", 1), ("a", 2), ("b", 3)]]
    assert link_groups(things[:2], lambda *_: True) == []


def test_shares_count_words_but_for_their_endings() -> None:
    assert share(frozenset({"announced", "troops"}), frozenset({"announces", "ships", "ports"})) == (1, 0.5)
    assert share(frozenset(), frozenset({"ships"})) == (0, 0.0)


def test_common_words_are_shown_as_they_stand() -> None:
    groups = [frozenset({"announced", "troops"}), frozenset({"announces", "troops"}), frozenset({"ships"})]
    assert common_words(groups) == "announced troops"
