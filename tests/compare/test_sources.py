"""Near-copies and agency copy count once."""

import random

import pytest

from pactwire.compare.sources import Voice, find_copies, group_sources, resemblance, sketch_text
from pactwire.reading.layout import read_layout

STORY = (
    "Ministers of the two coastal states put their names to a supply pact on Thursday after nine rounds of talks. "
    "Fuel, food, spare parts and ammunition may now pass between their forces during joint drills and relief work. "
    "The text still needs the consent of both parliaments, which the government in the capital expects by autumn. "
    "Neighbours reacted with caution, and the opposition asked for a debate on costs before any vote is taken."
)
OTHER = (
    "A shipyard in the north will build three patrol boats for the customs service, the finance ministry announced. "
    "Work starts next spring and the last hull is due in four years, according to the tender published this week. "
    "Unions welcomed the order, which follows two lean years, while a rival bidder said that it would appeal."
)


def voice(article: str, text: str, outlet: str | None = None, agency: str | None = None) -> Voice:
    return Voice(article, outlet or f"{article}.example", agency, None, sketch_text(text))


def test_sketches_do_not_depend_on_case_punctuation_or_machine() -> None:
    assert (
        sketch_text("Japan, and the PHILIPPINES signed.").tolist()
        == sketch_text("japan and the philippines signed").tolist()
    )
    assert sketch_text("a b c d e f").tolist() == sorted(sketch_text("a b c d e f").tolist())
    assert sketch_text("one two three four five").tolist() == [8011190938407273354]


def test_resemblance_estimates_the_jaccard_index() -> None:
    chance = random.Random(5)
    words = [f"w{number}" for number in range(3000)]
    base = chance.choices(words, k=1200)
    for kept in (1.0, 0.8, 0.5, 0.0):
        other = base[: int(1200 * kept)] + chance.choices(words, k=1200 - int(1200 * kept))
        left, right = ({tuple(text[i : i + 5]) for i in range(len(text) - 4)} for text in (base, other))
        exact = len(left & right) / len(left | right)
        assert resemblance(sketch_text(" ".join(base)), sketch_text(" ".join(other))) == pytest.approx(exact, abs=0.12)


@pytest.mark.parametrize("text", ["", "one", "one two three"])
def test_short_texts(text: str) -> None:
    assert resemblance(sketch_text(text), sketch_text(text)) == float(bool(text))
    assert resemblance(sketch_text(text), sketch_text(STORY)) == 0.0


def test_a_cut_and_edited_reprint_is_a_copy_and_a_retelling_is_not() -> None:
    reprint = "By our staff. " + STORY.rsplit(". ", 1)[0]
    retold = " ".join(reversed(STORY.split()))
    voices = [voice("a", STORY), voice("b", reprint), voice("c", retold), voice("d", OTHER)]
    copies = find_copies(voices)
    assert {article: root for article, (root, _) in copies.items()} == {"a": "a", "b": "a"}
    assert copies["a"][1] == copies["b"][1] > 0.5
    assert find_copies(voices[::-1]) == copies


def test_copies_reach_across_a_crowd() -> None:
    voices = [voice(f"r{number:03d}", f"{STORY} Edition {number}") for number in range(60)]
    assert {root for root, _ in find_copies(voices).values()} == {"r000"}


GROUPS = [
    # article, text, outlet, agency -> the groups
    ([("a", STORY, "x", None), ("b", STORY, "y", None), ("c", OTHER, "z", None)], [["a", "b"], ["c"]]),
    ([("a", STORY, "x", "AFP"), ("b", OTHER, "y", "AFP")], [["a", "b"]]),
    ([("a", STORY, "x", "AFP"), ("b", OTHER, "y", "Reuters")], [["a"], ["b"]]),
    ([("a", STORY, "x", None), ("b", OTHER, "x", None)], [["a", "b"]]),
    ([("a", STORY, "x", None), ("b", OTHER, "y", None)], [["a"], ["b"]]),
    ([("a", STORY, "x", None), ("b", STORY, "y", "AFP"), ("c", OTHER, "z", "afp")], [["a", "b", "c"]]),
]


@pytest.mark.parametrize(("articles", "expected"), GROUPS)
def test_group_sources(articles: list[tuple[str, str, str, str | None]], expected: list[list[str]]) -> None:
    voices = {article: voice(article, text, outlet, agency) for article, text, outlet, agency in articles}
    groups = group_sources(voices, voices, find_copies(list(voices.values())))
    assert [list(group.article_ids) for group in groups] == expected


CREDITS = [
    ("(With inputs from Reuters)", None),
    ("With inputs from ANI", None),
    ("(AP contributed to this report)", None),
    ("The Associated Press contributed to this report.", None),
    ("Additional reporting by AFP", None),
    ("(Additional reporting by Reuters)", None),
    ("— with files from The Canadian Press", None),
    ("(Reuters)", "Reuters"),
    ("Source: AFP", "Agence France-Presse"),
]


@pytest.mark.parametrize(("credit", "agency"), CREDITS)
def test_who_adds_to_a_text_did_not_write_it(credit: str, agency: str | None) -> None:
    """An outlet's own text stays a source of its own, whoever is thanked; what it copies shows in its words."""
    assert read_layout(f"Two states sign supply pact\n\n{STORY}\n\n{credit}").agency == agency


def test_a_group_says_why() -> None:
    voices = {
        "a": voice("a", STORY, "x"),
        "b": voice("b", STORY, "y", "AFP"),
        "c": voice("c", OTHER, "z"),
    }
    first, second = group_sources(voices, voices, find_copies(list(voices.values())))
    assert first.basis == ("near-copies of one text, 1.00 of their five-word runs shared at least; credited to AFP")
    assert (first.similarity, first.agency, first.outlets) == (1.0, "AFP", ("x", "y"))
    assert (second.basis, second.similarity, second.agency) == ("one article", None, None)
