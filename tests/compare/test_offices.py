from collections.abc import Callable

import pytest

from pactwire.compare.offices import Holder, compare_holders, find_holders, group_holders
from pactwire.records import ArticleRecord, Entity

FOUND = [
    (
        "Kim You-geun, deputy director of the national security office, said so.",
        "Kim You-geun",
        {"deputy", "director", "national", "security", "office"},
    ),
    ("French Air Force Chief of Staff Jean Martin spoke.", "Jean Martin", {"FRA", "force", "chief", "staff"}),
    # Too general to tell an office, and none at all.
    ("Defence Minister Jean Martin spoke.", "Jean Martin", None),
    ("Jean Martin, who was born in the old town of Lyon, spoke.", "Jean Martin", None),
]


@pytest.mark.parametrize(("text", "name", "words"), FOUND)
def test_find_holders(make_record: Callable[..., ArticleRecord], text: str, name: str, words: set[str] | None) -> None:
    at = text.index(name)
    entity = Entity(text=name, start=at, end=at + len(name), label="PERSON")
    found = [(h.name, set(h.words)) for h in find_holders(make_record(text=text, entities=(entity,)))]
    assert found == ([(name, words)] if words else [])


OFFICE = frozenset({"deputy", "director", "national", "security", "office"})
ONE, OTHER = Holder("Kim You-geun", OFFICE, 0, 12), Holder("Kim Hyun-chong", OFFICE | {"seoul"}, 0, 14)


def test_two_persons_of_one_office_are_grouped() -> None:
    assert group_holders({"1": [ONE], "2": [OTHER]}) == [
        ("deputy director national office security", [("1", ONE), ("2", OTHER)])
    ]
    assert compare_holders(ONE, OTHER).kind == "compatible"
    assert compare_holders(ONE, ONE).kind == "same"


def test_whom_one_article_names_side_by_side_are_two_holders() -> None:
    assert group_holders({"1": [ONE, OTHER], "2": [OTHER]}) == []


def test_another_office_is_another_person_s() -> None:
    other = Holder("Kim Hyun-chong", frozenset({"deputy", "director", "spy", "agency"}), 0, 14)
    assert group_holders({"1": [ONE], "2": [other]}) == []
