from collections.abc import Callable

import pytest

from pactwire.compare.placenames import PlaceName, compare_place_names, find_place_names, group_place_names
from pactwire.records import ArticleRecord, Entity

PAIRS = [
    ("Türkiye", "TUR", "Turkey", "TUR", True),
    ("Linköping", None, "Linkoping", None, True),
    ("Malacañang Palace", None, "Malacañan Palace", None, True),
    ("Kyrgyzstan", "KGZ", "Tajikistan", "TJK", False),
    ("United States", "USA", "United States of America", "USA", False),
    ("Burma", "MMR", "Myanmar", "MMR", False),
    ("South Korea", "KOR", "North Korea", "PRK", False),
    ("Port Vila", None, "Port Said", None, False),
]


@pytest.mark.parametrize(("left", "left_state", "right", "right_state", "grouped"), PAIRS)
def test_group_place_names(
    left: str, left_state: str | None, right: str, right_state: str | None, grouped: bool
) -> None:
    articles = {
        "1": [PlaceName(left, left_state, 0, 1)],
        "2": [PlaceName(left, left_state, 5, 6)],
        "3": [PlaceName(right, right_state, 0, 1)],
    }
    assert group_place_names(articles) == ({left: left, right: left} if grouped else {})
    assert group_place_names(dict(reversed(articles.items()))) == group_place_names(articles)


def test_names_come_from_place_entities(make_record: Callable[..., ArticleRecord]) -> None:
    text = "Türkiye and Turkish troops in Ankara, U.S. and Türkiye"
    labels = (("Türkiye", "GPE"), ("Turkish", "GPE"), ("Ankara", "GPE"), ("U.S.", "GPE"))
    entities = [
        Entity(text=name, start=text.index(name), end=text.index(name) + len(name), label=label)
        for name, label in labels
    ]
    assert find_place_names(make_record(text=text, entities=tuple(entities))) == (
        PlaceName("Türkiye", "TUR", 0, 7),
        PlaceName("Ankara", None, 30, 36),
    )


def test_compare_place_names() -> None:
    assert compare_place_names("Turkey", "Turkey").kind == "same"
    assert compare_place_names("Turkey", "Türkiye").detail == "spelling"
    assert compare_place_names("Linköping", "Linkoping").detail == "accents or punctuation"
