"""No input may take more than linear time: each text is tried at two lengths."""

import re
import time
from collections.abc import Callable

import pytest

from pactwire.money import find_money
from pactwire.money.lexicon import after_regex, lexicon
from pactwire.money.numbers import DIGITS
from pactwire.quantities import find_quantities, quantity_lexicon

PIECES = [
    "1", "1,", "1,11", ",111", "1.", "1 ", "1\u00a0", "$", "$1", "$1 ", "$1-", "$1 to ", "US", "US$ ", " ", "\n", " \n", "-",
    "one ", "one-", "one and ", "a ", "a half ", "half a ", "hundred ", "million ", "million-", "hundreds of ", "multi-",
    "several ", "between ", "between $1 and ", "about ", "about about $1 ", "up to $1 ", "$1 million (", "$1 (about £1; ", "Rs ",
    "1 crore ", "dollars ", "five dollars ", "$5 million on top of the four billion ", "per ", "$1 per ", "26 ", "26 Rafale ",
    "26 Rafale-", "two new ", "new ", "F-", "F-35 ", "Type ", "A", "Aa ", "Aa-", "and ", "six and ", "missile ", "two missile ",
    "dozens of ", "of the ", "6 jets of the Aa ", "6 to ", "(", ")", "é", "½", "1½ ",
]  # fmt: skip
BASE = 1_500
FACTOR = 4
SLACK = 0.1


def seconds(function: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        function(text)
        best = min(best, time.process_time() - start)
    return best


def assert_linear(function: Callable[[str], object], piece: str) -> None:
    short = piece * (BASE // len(piece))
    small, large = seconds(function, short), seconds(function, short * FACTOR)
    assert large <= small * FACTOR * 2.5 + SLACK, (
        f"{piece!r}: {small:.3f} s, then {large:.3f} s for {FACTOR} times the text"
    )


@pytest.mark.parametrize("piece", PIECES)
def test_find_money_is_linear(piece: str) -> None:
    assert_linear(find_money, piece)


@pytest.mark.parametrize("piece", PIECES)
def test_find_quantities_is_linear(piece: str) -> None:
    assert_linear(find_quantities, piece)


def regexes() -> dict[str, re.Pattern[str]]:
    """Return every compiled expression of the two lexicons by name."""
    found = {"DIGITS": DIGITS}
    for words in (lexicon(), quantity_lexicon()):
        for name in words.__dataclass_fields__:
            value = getattr(words, name)
            if isinstance(value, re.Pattern):
                found[name] = value
    found.update({row.id: regex for row, regex in lexicon().conversions})
    found.update({f"after {letters or 'signs'}": after_regex(letters) for letters in ("", "dollars", "US", "R")})
    return found


@pytest.mark.parametrize("name", sorted(regexes()))
def test_no_regex_backtracks(name: str) -> None:
    """Matched at every 200th place and right-anchored on short windows, as the code does."""
    regex = regexes()[name]
    for piece in PIECES:
        text = piece * (2_000 // len(piece))
        start = time.process_time()
        for place in range(0, len(text), 200):
            regex.match(text, place)
            regex.search(text[place : place + 48])
        assert time.process_time() - start < 0.5, f"{name} on {piece!r}"
