"""Actors that no list has, told by the words around them."""

import pytest

from pactwire.actors.reading import find_actors
from pactwire.actors.words import Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali signed a truce with the Azawad Salvation Front (ASF). The ASF agreed.", ["MLI", "ASF", "ASF", "ASF"]),
        ("A ceasefire with the Restoration Council of Lofa was signed.", ["Restoration Council of Lofa"]),
        ("The rebel Forces nationales de paix (FNP) kept the truce.", ["FNP", "FNP"]),
        (
            "The rebels of the Lofa Liberation Army signed. The insurgents kept the ceasefire.",
            ["Lofa Liberation Army"] * 2,
        ),
        ("Lofa rebels broke the ceasefire.", ["Lofa rebels"]),
        ("A ceasefire was signed by the Kivu and Masisi tribes.", ["Kivu", "Masisi"]),
        ("Tribal elders signed a truce of the Salamat with the Habbaniya.", ["Salamat", "Habbaniya"]),
        ("It signed a contract with the Norwegian firm Halvorsen.", ["NOR", "Halvorsen"]),
        ("Two boats were ordered from Bergstad Shipyard of Norway.", ["Bergstad Shipyard"]),
        # An acronym that is a state's code is no id; a name can begin with what is left of a possessive.
        ("A ceasefire with the Front for Renewal of Asunafo (FRA) holds.", ["Front for Renewal of Asunafo"] * 2),
        (
            "'S Liberation Front rebels signed a ceasefire with Chad.",
            ["S Liberation Front", "S Liberation Front", "TCD"],
        ),
        # Politicians and citizens.
        ("Tory rebels and Labour rebels made peace.", []),
        ("Maasai farmers and the LGBT community called for peace.", []),
        # No text about fighting; the civil, states' and clubs' own.
        ("The Lofa Liberation Front won an election.", []),
        ("The Norwegian Refugee Council asked for a truce.", ["NOR"]),
        ("A truce was signed by the Rwanda Defence Force.", ["RWA"]),
        ("An order for 26 Rafale Marine jets was placed.", []),
    ],
)
def test_unlisted(text: str, expected: list[str]) -> None:
    assert [mention.actors[0].id for mention in find_actors(Words(text))] == expected
