"""Articles to records in one process."""

import logging
from collections.abc import Callable
from copy import copy

import pytest
from spacy.tokens import Doc

from pactwire import load_articles
from pactwire.components import annotations
from pactwire.errors import ResourceError
from pactwire.events import article_record
from pactwire.nlp import prospects
from pactwire.pipeline import Pipeline
from pactwire.records import Article, ArticleRecord, Failure
from pactwire.resources import models_dir

Make = Callable[..., Article]
FAILURE = Failure(path="broken.txt", stage="reading", reason="empty")
SIGNED = "Japan and the Philippines signed a logistics pact in Manila on Thursday."


def test_an_agreement_is_read(pipeline: Pipeline, make_article: Make) -> None:
    (record,) = pipeline.process([make_article(SIGNED, published="2026-01-16", published_basis="metadata")])
    (event,) = record.events
    assert (event.status, event.modality) == ("signed", "asserted")
    assert sorted(party.id for party in event.parties) == ["JPN", "PHL"]
    assert event.evidence.text == SIGNED
    assert event.published == "2026-01-16"
    assert [date.edtf for date in record.dates] == ["2026-01-15"]


def test_events_profile_reads_only_what_may_tell_of_an_agreement(pipeline: Pipeline, make_article: Make) -> None:
    events = copy(pipeline)
    events.prospects = prospects(pipeline.nlp)
    rain = make_article("Rain fell in Manila.", id="a1")
    articles: list[Article | Failure] = [rain, make_article(SIGNED, id="a2"), FAILURE]
    full = list(pipeline.outcomes(articles))
    assert list(events.outcomes(articles)) == [ArticleRecord(article=rain), *full[1:]]
    assert full[0] != ArticleRecord(article=rain)


def test_unpublished_article_leaves_relative_dates_open(pipeline: Pipeline, make_article: Make) -> None:
    (record,) = pipeline.process([make_article(SIGNED)])
    assert [(date.text, date.edtf) for date in record.dates] == [("Thursday", None)]


def test_order_and_failures(pipeline: Pipeline, make_article: Make, caplog: pytest.LogCaptureFixture) -> None:
    items: list[Article | Failure] = [
        make_article(id="a1"),
        FAILURE,
        make_article("", id="a2"),
        make_article("\n\n", id="a3"),
    ]
    pipeline.failures.clear()
    with caplog.at_level(logging.WARNING):
        records = list(pipeline.process(items))
    assert [record.article.id for record in records] == ["a1", "a2", "a3"]
    assert pipeline.failures == [FAILURE]
    assert caplog.messages == ["broken.txt: reading failed: empty"]
    assert [type(outcome).__name__ for outcome in pipeline.outcomes(items)] == [
        "ArticleRecord",
        "Failure",
        "ArticleRecord",
        "ArticleRecord",
    ]


def test_records_do_not_depend_on_what_came_before(pipeline: Pipeline, make_article: Make) -> None:
    articles = [make_article(SIGNED.replace("Manila", f"Xqzyville{number}"), id=f"a{number}") for number in range(20)]
    first, second = (list(pipeline.process(articles)) for _ in range(2))
    assert [record.article.id for record in first] == [article.id for article in articles]
    assert first == second


def test_records_do_not_depend_on_the_batch(pipeline: Pipeline) -> None:
    articles = list(load_articles(models_dir().parent / "corpus" / "samples"))
    alone = [outcome for article in articles for outcome in pipeline.extract([article])]
    assert [record.events for record in alone if isinstance(record, ArticleRecord)] != []
    assert list(pipeline.outcomes(reversed(articles))) == alone[::-1]
    assert list(pipeline.outcomes(articles)) == alone


def test_article_on_which_a_component_fails_is_the_only_one_lost(
    pipeline: Pipeline, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(doc: Doc, article: Article) -> ArticleRecord:
        if "poison" in doc.text:
            raise RuntimeError("cannot digest this")
        return ArticleRecord(article=article)

    monkeypatch.setattr("pactwire.pipeline.article_record", fragile)
    articles = [make_article("Fine.", id="a1"), make_article("A poison.", id="a2"), make_article("Good.", id="a3")]
    assert list(pipeline.outcomes(articles)) == [
        ArticleRecord(article=articles[0]),
        Failure(
            path="outlet-a/story.txt", article_id="a2", stage="extraction", reason="RuntimeError: cannot digest this"
        ),
        ArticleRecord(article=articles[2]),
    ]


def test_text_longer_than_the_model_takes(
    pipeline: Pipeline, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.nlp, "max_length", 10)
    (outcome,) = pipeline.outcomes([make_article("Longer than that.")])
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith("ValueError: [E088]")


def test_tokenizer_that_drops_text_is_no_silent_shift(
    pipeline: Pipeline, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.nlp, "tokenizer", lambda text: Doc(pipeline.nlp.vocab, words=text.split()))
    (outcome,) = pipeline.outcomes([make_article("Two  spaces.")])
    assert isinstance(outcome, Failure)
    assert outcome.reason == f"ValueError: the document is not that of article {outcome.article_id}"


def test_wrong_lexicon_ends_the_run(pipeline: Pipeline, make_article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(doc: Doc, article: Article) -> None:
        del doc, article
        raise ResourceError("states.csv:7: wrong")

    monkeypatch.setattr("pactwire.pipeline.article_record", refuse)
    with pytest.raises(ResourceError, match=r"states\.csv:7"):
        list(pipeline.outcomes([make_article()]))


def test_components_work_in_any_pipeline(pipeline: Pipeline, make_article: Make) -> None:
    article = make_article(SIGNED, published="2026-01-16", published_basis="metadata")
    doc = pipeline.nlp.make_doc(article.text)
    annotations(doc).published = article.published
    (record,) = pipeline.process([article])
    assert article_record(pipeline.nlp(doc), article) == record
