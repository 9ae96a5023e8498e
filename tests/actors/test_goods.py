"""Platforms and weapons by designation and name."""

import pytest

from pactwire.actors.goods import find_goods
from pactwire.actors.words import Words

CASES = [
    ("26 Rafale-M jets", [("Rafale-M", "PLATFORM")]),
    ("F-35A and F-16s", [("F-35A", "PLATFORM"), ("F-16s", "PLATFORM")]),
    ("HIMARS launchers", [("HIMARS", "WEAPON")]),
    ("the S-400 system", [("S-400", "WEAPON")]),
    ("the use of chemical weapons", [("chemical weapons", "WEAPON")]),
    ("cluster munitions and landmines", [("cluster munitions", "WEAPON"), ("landmines", "WEAPON")]),
    ("Typhoon season came.", []),
    ("The pact of 2016 stands.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_goods(text: str, expected: list[tuple[str, str]]) -> None:
    words = Words(text)
    assert [(words.quote(goods.first, goods.last), goods.label) for goods in find_goods(words)] == expected
