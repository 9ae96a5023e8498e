"""What holds for every text: offsets quote it, nothing raises, the same text gives the same dates, in linear time."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwire.dates import find_dates

WORDS = [
    "the", "last", "next", "this", "of", "in", "on", "a", "two", "15", "31", "2026", "1999", "January", "May", "Friday", "week", "year", "years", "ago",
    "later", "earlier", "same", "day", "quarter", "third", "fiscal", "FY2025-26", "Q3", "spring", "fall", "now", "9", "a.m.", "GMT", "10:30", "'90s", "-",
    "–", ",", ".", "and", "to", "early", "late", "mid", "end", "century", "decade", "9999", "0001", "that", "following", "every", "daily", "€", "é", "\n",
    "Japan", "half", "Christmas", "month", "weekend", "12/11/2026", "2026-02-30", "twenty-first", "thousand", "99,999", "tomorrow", "night", "from", "period",
]  # fmt: skip
PHRASES = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), "  ".join(words)])
)
DAYS = st.none() | st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(text=PHRASES | st.text(max_size=80), published=DAYS)
def test_offsets_quote_the_text_and_nothing_raises(text: str, published: date | None) -> None:
    mentions = find_dates(text, published=published)
    assert [text[mention.start : mention.end] for mention in mentions] == [mention.text for mention in mentions]
    assert all(before.end <= after.start for before, after in pairwise(mentions))
    assert all((one.earliest is None) == (one.latest is None) for one in mentions)
    assert all(one.earliest <= one.latest for one in mentions if one.earliest and one.latest)
    assert all(one.edtf is None for one in mentions if one.timex3.type in {"DURATION", "SET"})
    assert mentions == find_dates(text, published=published)


HARD = [
    "Friday ", "the last ", "1 ", "2026-", "15 January ", "a few years ", "the end of the ", "0123456789", "may ", "\n", " ", "(", "' ", "quarter of the ",
    "one hundred thousand ", "between 5 and 6 January and ", "9:30 ", "May 1-", "1/1/", "the same day ", "early late mid ", "two days later ",
    "in 2019, ", "twenty-", "January 20 to ", "a.m. ", "20", "Q3 2025 the quarter a year earlier ", "fiscal year 2025 of ", "'90s ", "will ", "a a a a ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    find_dates(piece * 3)
    short, long = (_seconds((piece * (size // len(piece) + 1))[:size]) for size in (4_000, 16_000))
    assert long < 9 * short + 0.15


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_dates(text, published=date(2026, 1, 16))
        best = min(best, time.process_time() - start)
    return best
