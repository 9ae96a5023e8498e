"""Datelines, and places with the wider place beside them."""

import pytest

from pactwire.actors.placing import is_dateline
from pactwire.actors.reading import read_actors
from pactwire.actors.words import Words

DATELINES = [
    ("SEOUL, Aug. 22 -- x", True),
    ("SEOUL, Aug. 22 (Xinhua) -- x", True),
    ("SEOUL--The", True),
    ("SEOUL - South", True),
    ("SEOUL-based firms", False),
    ("ANKARA, March 31. /TASS/. On", True),
    ("Istanbul, Mar 31: The", True),
    ("Delhi [India], April 28 (ANI): A", True),
    ("BUDAPEST, Hungary (AP) _ Police", True),
    ("MANILA, Philippines — The", True),
    ("Tokyo agreed to it.", False),
    ("Tokyo, which agreed, left", False),
    ("Tokyo. Then", False),
    ("Delhi: The", True),
]


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_dateline(text: str, expected: bool) -> None:
    assert is_dateline(Words(text), 0, 0) is expected


def test_a_dateline_stands_at_the_start_of_a_line() -> None:
    assert is_dateline(Words("x\nSEOUL, Aug. 22 --"), 1, 1)
    assert not is_dateline(Words("x SEOUL, Aug. 22 --"), 1, 1)


PLACES = [
    ("They met at Malacañang Palace in Manila.", [("Malacañang Palace", "PHL", "Manila"), ("Manila", "PHL", None)]),
    ("Talks in Geneva, Switzerland, ended.", [("Geneva", "CHE", "Switzerland"), ("Switzerland", "CHE", None)]),
    ("It was signed in Istanbul.", [("Istanbul", "TUR", None)]),
    ("They met at Camp David.", [("Camp David", "USA", None)]),
    ("Tokyo and Manila agreed.", []),
    ("ships in the South China Sea", [("South China Sea", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(place.text, place.country, place.within) for place in read_actors(text).places] == expected
