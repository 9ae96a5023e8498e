"""Articles in the report: pieces of text, and how much of it there is room for."""

from collections.abc import Callable

import pytest

from pactwire.records import ArticleRecord
from pactwire.report.articles import TextBudget, article_page


def test_pieces_are_the_text(story: Callable[..., ArticleRecord], attack: str) -> None:
    record = story(1, statuses=(("signed", "asserted"), ("ratified", "planned")), extra=attack)
    page = article_page(record, {"story-00001-1": "d1"}, TextBudget())
    assert "".join(piece[0] for piece in page["pieces"]) == record.article.text
    assert [event["agreement"] for event in page["events"]] == [None, "d1"]
    marked = [(piece[0], piece[1], piece[3]) for piece in page["pieces"] if len(piece) > 1]
    assert ("ratified", ["sentence", "trigger"], [1]) in marked
    assert ("Japan", ["sentence", "party"], [0]) in marked
    assert page["pieces"][-1] == [f"\n\n{attack}"]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_become_links(
    story: Callable[..., ArticleRecord], url: str | None, kept: str | None
) -> None:
    record = story(1)
    record = record.model_copy(update={"article": record.article.model_copy(update={"url": url})})
    assert article_page(record, {}, TextBudget())["url"] == kept


def test_a_long_text_is_cut_off(story: Callable[..., ArticleRecord]) -> None:
    record = story(1, extra="x" * 100)
    budget = TextBudget(longest=80)
    page = article_page(record, {"story-00001-0": "d1"}, budget)
    assert "".join(piece[0] for piece in page["pieces"]) == record.article.text[:80]
    assert (page["kept"], page["length"], budget.cut, budget.left_out) == (80, len(record.article.text), 1, 0)


def test_articles_that_tell_of_an_agreement_go_before_the_others() -> None:
    budget = TextBudget(telling=10, other=5, longest=8)
    taken = [
        budget.take(length, telling=telling)
        for length, telling in [(8, True), (6, False), (5, False), (3, True), (2, True)]
    ]
    assert taken == [8, 0, 5, 0, 2]
    assert (budget.cut, budget.left_out) == (0, 2)
