"""What sums and numbers are of, by the words beside them."""

import pytest

from pactwire.compare.scopes import scope_of, tells_preliminary, told_scope

CASES = [
    ("Ankara signed a deal for [20 jets] worth 8 billion pounds.", None),
    ("In July they signed a preliminary deal for the delivery of [40 Typhoons].", "preliminary"),
    ("They signed a memorandum of understanding to buy [40 jets].", "preliminary"),
    ("A letter of intent for up to [100 Rafale jets] was signed on Monday.", "preliminary"),
    ("The [$15 billion] framework agreement was signed in 2022.", "preliminary"),
    ("Under the [$15bn] framework, a first contract was signed.", "preliminary"),
    # The number beyond belongs to the other paper.
    ("After a memorandum about 40 jets they signed a contract for [20 jets].", None),
    ("The contract for [20 jets] follows a memorandum about 40.", None),
    ("The ministry sent a preliminary payment of [$600 million].", "part"),
    ("A down payment of [$600 million] is due this year.", "part"),
    ("The [$4 billion] tranche was released.", "part"),
    ("The package of $4 billion, including [$600 million] for training, was agreed.", "part"),
    ("The first [four jets] arrive in 2027.", "part"),
    ("It is the first contract for [20 jets] since 2017.", None),
    ("Manila orders 12 jets with an option for [12 jets].", "part"),
    ("The two sides reached a framework. The contract covers [20 jets].", None),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_scope_of(marked: str, expected: str | None) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    assert scope_of(marked.replace("[", "").replace("]", ""), start, end) == expected


PAPERS = [
    ("A letter of intent by which Ankara is to buy 24 jets for $300 million was signed on Tuesday.", True),
    ("In July they signed a preliminary purchase deal for 40 jets.", True),
    ("The contract, which followed a declaration of intent in March, was formally signed.", False),
    ("A deal worth $300 million for 24 jets was signed on Tuesday.", False),
    ("They signed it on Tuesday.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), PAPERS)
def test_tells_preliminary(sentence: str, expected: bool | None) -> None:
    assert tells_preliminary(sentence) is expected


def test_a_difference_is_told() -> None:
    assert told_scope("part", None) == told_scope(None, "part") == "one of a part, one of the agreement"
    assert told_scope("part", "part") is None
