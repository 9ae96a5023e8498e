"""The explained page: self-contained, and dead text whatever an article holds."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

from pactwire.page import html_page
from pactwire.records import ArticleRecord, ArticleWarning

ATTACK = '<script>alert(1)</script><img src=x onerror="alert(1)">'
VOID = {"meta"}


class Reader(HTMLParser):
    """Collects the tags, attributes and text of a page, and refuses unbalanced tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.marked: list[tuple[str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self._classes = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "mark":
            self._classes = dict(attrs)["class"] or ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._classes = ""

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data
        if self._classes:
            self.marked.append((self._classes, data))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader._open == []
    return reader


def test_spans_are_marked(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({}, title="Pact signed")
    page = read(html_page([record]))
    assert record.article.text in page.text
    assert "Pact signed" in page.text
    assert ("sentence party", "Japan") in page.marked
    assert ("sentence cue trigger", "signed") in page.marked
    assert ("amount", "200 million yen") in page.marked


def test_article_without_events_and_with_a_warning(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record().model_copy(update={"warnings": (ArticleWarning(code="odd", message="a < b"),)})
    text = read(html_page([record])).text
    assert "No agreement was found in this article." in text
    assert "Warning odd: a < b" in text


def test_everything_is_escaped(make_record: Callable[..., ArticleRecord]) -> None:
    parties = ({"id": ATTACK, "name": ATTACK, "kind": "state", "spans": ((0, 5),)},)
    event = {"parties": parties, "agreement": {"name": ATTACK, "type": "other", "key": ATTACK}}
    record = make_record(event, title=ATTACK, byline=ATTACK, outlet=ATTACK, path=ATTACK)
    plain, attacked = (read(html_page([one])) for one in (make_record({}, title="t"), record))
    assert set(attacked.tags) == set(plain.tags)
    assert attacked.attributes == plain.attributes
    assert ATTACK in attacked.text


def test_policy_allows_only_the_style_of_the_page(make_record: Callable[..., ArticleRecord]) -> None:
    page = html_page([make_record({})])
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in page
    assert not re.search(r"\b(?:src|href)=", page)
