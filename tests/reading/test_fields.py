"""Records of crawlers and news interfaces: where their fields are."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pactwire.reading import ReadingSettings, read_file
from pactwire.records import Article

STORY = "Two states signed a pact on Friday, officials said."


def _article(folder: Path, record: Mapping[str, Any], **settings: Any) -> Article:
    (folder / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (article,) = read_file(folder / "a.jsonl", settings=ReadingSettings(**settings))
    assert isinstance(article, Article), article
    return article


def _facts(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in ("title", "byline", "outlet", "published", "url")}


FULL = {
    "title": "Pact",
    "byline": "Jane Roe",
    "outlet": "Reuters",
    "published": "2026-01-16",
    "url": "https://www.reuters.com/w/1",
}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(
            {
                "authors": ["Jane Roe"], "date_download": "2026-01-17 00:00:00", "date_modify": None,
                "date_publish": "2026-01-16 08:00:00", "description": "x", "filename": "f.json", "language": "en",
                "maintext": STORY, "source_domain": "www.reuters.com", "text": None, "title": "Pact",
                "url": "https://www.reuters.com/w/1",
            },
            id="news-please",
        ),
        pytest.param(
            {
                "thread": {"site": "reuters.com", "title": "Thread", "published": "2026-01-15"}, "uuid": "u1",
                "url": "https://www.reuters.com/w/1", "author": "Jane Roe", "title": "Pact", "text": STORY,
                "published": "2026-01-16T08:00:00.000+02:00",
            },
            id="webz",
        ),
        pytest.param(
            {
                "_index": "news", "_id": "i1", "_source": {
                    "headline": "Pact", "body": STORY, "byline": "Jane Roe", "source": "Reuters", "date": "2026-01-16",
                    "url": "https://www.reuters.com/w/1",
                },
            },
            id="elasticsearch",
        ),
        pytest.param(
            {
                "id": "w/1", "webTitle": "Pact", "webPublicationDate": "2026-01-16T08:00:00Z",
                "webUrl": "https://www.reuters.com/w/1",
                "fields": {"bodyText": STORY, "byline": "Jane Roe", "publication": "Reuters"},
            },
            id="guardian",
        ),
        pytest.param(
            {
                "uri": "7", "url": "https://www.reuters.com/w/1", "title": "Pact", "body": STORY,
                "dateTimePub": "2026-01-16T08:00:00Z", "authors": [{"name": "Jane Roe"}],
                "source": {"uri": "reuters.com", "title": "Reuters"},
            },
            id="event registry",
        ),
        pytest.param(
            {
                "article": {"headline": {"main": "Pact"}, "body": [STORY], "author": {"name": "Jane Roe"}},
                "meta": {"url": "https://www.reuters.com/w/1", "pub_date": "2026-01-16", "site_name": "Reuters"},
            },
            id="nested",
        ),
        pytest.param(
            {
                "title": {"rendered": "Pact"}, "content": {"rendered": f"<p>{STORY}</p>\n", "protected": False},
                "date_gmt": "2026-01-16T08:00:00", "link": "https://www.reuters.com/w/1", "author": "Jane Roe",
            },
            id="wordpress",
        ),
        pytest.param(
            {
                "title": "Pact", "author": "Jane Roe", "hostname": "reuters.com", "date": "2026-01-16", "text": STORY,
                "source": "https://www.reuters.com/w/1", "sitename": "Reuters", "excerpt": "x",
            },
            id="trafilatura",
        ),
        pytest.param(
            {
                "@type": "NewsArticle", "headline": "Pact", "articleBody": STORY, "author": {"name": "Jane Roe"},
                "publisher": {"@type": "Organization", "name": "Reuters"}, "datePublished": "2026-01-16T08:00:00Z",
                "url": "https://www.reuters.com/w/1",
            },
            id="schema.org",
        ),
    ],
)  # fmt: skip
def test_common_dumps(tmp_path: Path, record: Mapping[str, Any]) -> None:
    article = _article(tmp_path, record)
    assert article.text == STORY
    assert _facts(article) == FULL
    # Nothing of the text is kept twice.
    assert STORY not in json.dumps(article.extra)


def test_an_id_of_another_part_is_not_the_article_s(tmp_path: Path) -> None:
    article = _article(
        tmp_path, {"text": STORY, "meta": {"id": 7, "title": "T"}, "source": {"id": "cnn", "name": "CNN"}}
    )
    assert (article.title, article.outlet, len(article.id)) == ("T", "CNN", 16)
    assert _article(tmp_path, {"_id": "i1", "_source": {"text": STORY}}).id == "i1"


def test_objects_that_are_not_of_the_record_say_nothing(tmp_path: Path) -> None:
    article = _article(tmp_path, {"text": STORY, "related": {"title": "Other", "url": "https://e.org"}})
    assert (article.title, article.url) == (None, None)
    assert article.extra == {"related": {"title": "Other", "url": "https://e.org"}}


def test_named_keys_come_first_and_are_not_kept_twice(tmp_path: Path) -> None:
    record = {"text": "teaser", "article": {"parts": [{"body": STORY}], "x": 1}, "when": {"day": "2026-01-16"}}
    article = _article(tmp_path, record, field_map={"text": "article.parts.0.body", "published": "when.day"})
    assert (article.text, article.published) == (STORY, "2026-01-16")
    assert article.extra == {"text": "teaser", "article": {"parts": [{"body": STORY}], "x": 1}}
    article = _article(tmp_path, {"a": {"b": {"c": STORY, "d": 1}}}, field_map={"text": "a.b.c"})
    assert article.extra == {"a": {"b": {"d": 1}}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One &amp; two.</p><p>Three.</p>", "One & two.\n\nThree."),
        ("One.<br/>Two.", "One.\n\nTwo."),
        ("5 < 6 and a <b>bold</b> claim", "5 < 6 and a <b>bold</b> claim"),
        ("AT&amp;T", "AT&amp;T"),
    ],
)
def test_marked_up_texts(tmp_path: Path, text: str, expected: str) -> None:
    assert _article(tmp_path, {"text": text}).text == expected
