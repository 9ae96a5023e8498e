"""Ships by the prefix of their navy."""

import pytest

from pactwire.actors.goods import find_goods
from pactwire.actors.words import Words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The frigate HMS Richmond sailed.", ["HMS Richmond"]),
        ("HMS Queen Elizabeth and JS Izumo met.", ["HMS Queen Elizabeth", "JS Izumo"]),
        ("BRP Jose Rizal and HMCS Ville de Québec", ["BRP Jose Rizal", "HMCS Ville de Québec"]),
        ("aboard USS Gerald R. Ford, she said", ["USS Gerald R. Ford"]),
        ("ROKS Sejong the Great and INS Vikrant", ["ROKS Sejong the Great", "INS Vikrant"]),
        ("the base HMAS Stirling in Australia", []),
        ("INS Kadamba near Karwar", []),
        ("an HMS programme", []),
        ("USS and JS are prefixes", []),
    ],
)
def test_ships(text: str, names: list[str]) -> None:
    words = Words(text)
    assert [words.quote(thing.first, thing.last) for thing in find_goods(words)] == names
