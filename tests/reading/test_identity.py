"""Ids that differ, and duplicates that are named."""

import hashlib

from pactwire.reading import Duplicate, unique_ids
from pactwire.records import Article, Failure


def _article(article_id: str, text: str, path: str, outlet: str | None = None) -> Article:
    return Article(id=article_id, path=path, outlet=outlet, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


def test_same_id_other_text_gets_a_suffix_from_its_content() -> None:
    first, second = unique_ids([_article("1", "one", "a.csv"), _article("1", "two", "b.csv")])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.extra) == ("1", {})
    assert (second.id, second.extra) == ("1~c10c5ca6", {"given_id": "1"})


def test_suffix_does_not_depend_on_the_others() -> None:
    stream = [_article("1", text, f"{text}.csv") for text in ("one", "three", "two")]
    assert [outcome.id for outcome in unique_ids(stream) if isinstance(outcome, Article)][2] == "1~c10c5ca6"


def test_same_id_and_text_of_another_outlet_is_another_article() -> None:
    outcomes = unique_ids([_article("1", "one", "a.csv", "A"), _article("1", "one", "b.csv", "B")])
    assert [type(outcome) for outcome in outcomes] == [Article, Article]


def test_exact_duplicates_name_the_first_place() -> None:
    stream: list[Article | Failure] = [
        _article("1", "one", "a.csv"),
        _article("1", "two", "b.csv"),
        Failure(path="c.csv", stage="reading", reason="broken"),
        _article("1", "two", "d.csv"),
    ]
    outcomes = list(unique_ids(stream))
    assert outcomes[2] == stream[2]
    assert outcomes[3] == Duplicate(article_id="1~c10c5ca6", path="d.csv", first_path="b.csv")
    assert len(outcomes) == len(stream)


def test_a_suffix_that_is_taken_grows() -> None:
    outcomes = unique_ids([_article("1", "one", "a"), _article("1~c10c5ca6", "x", "b"), _article("1", "two", "c")])
    assert [outcome.id for outcome in outcomes if isinstance(outcome, Article)] == ["1", "1~c10c5ca6", "1~c10c5ca64734"]
