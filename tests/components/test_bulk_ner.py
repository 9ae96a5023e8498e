"""Entities found in bulk: those of spaCy's own recogniser, in every kind of text and whatever stands beside them."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pactwire.components.bulk_ner import BulkRecogniser, can_be_bulk
from pactwire.pipeline import Pipeline
from pactwire.resources import models_dir

TEXTS = (
    "Japan and the Philippines signed the Acquisition and Cross-Servicing Agreement in Manila on 15 January 2026.",
    "",
    " ",
    "Lockheed",
    "\n\nU.S. Secretary of State Antony Blinken and\nForeign Minister Yoko Kamikawa met in Tokyo.\n\nNATO\n\n",
    "In 1998 Boeing paid $2.5 billion, 12 percent more than the European Aeronautic Defence and Space Company did.",
    "the the the , . 12",
    "Ministry of\n\nDefence of the Republic of Korea",
)


@pytest.fixture(scope="module")
def model(pipeline: Pipeline) -> Language:
    return pipeline.nlp


def prepared(nlp: Language, texts: Iterable[str]) -> list[Doc]:
    """Return documents as they come to the recogniser: with sentences and without entities."""
    docs = [nlp.make_doc(text) for text in texts]
    for name in ("tok2vec", "tagger", "pactwire_layout", "parser"):
        component: Any = nlp.get_pipe(name)
        docs = [component(doc) for doc in docs]
    return docs


def entities(doc: Doc) -> list[tuple[int, int, str]]:
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents]


def samples() -> Sequence[str]:
    folder = models_dir().parent / "corpus" / "samples"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


def test_entities_are_those_of_the_model(model: Language) -> None:
    texts = [*TEXTS, *samples()]
    expected = prepared(model, texts)
    ner: Any = model.get_pipe("ner")
    assert list(BulkRecogniser(ner).pipe(docs := prepared(model, texts), batch_size=7)) == docs
    assert [entities(doc) for doc in docs] == [entities(ner(doc)) for doc in expected]
    assert sum(len(doc.ents) for doc in docs) > 100
    assert [doc.has_annotation("ENT_IOB") for doc in docs] == [doc.has_annotation("ENT_IOB") for doc in expected]


def test_entities_do_not_depend_on_the_batch(model: Language) -> None:
    bulk = BulkRecogniser(model.get_pipe("ner"))
    texts = [*TEXTS, *samples()[:8]]
    alone, together = prepared(model, texts), prepared(model, texts)
    assert [entities(bulk(doc)) for doc in alone] == [entities(doc) for doc in bulk.pipe(together)]


def test_entities_set_before_are_left_to_the_model(model: Language) -> None:
    bulk = BulkRecogniser(model.get_pipe("ner"))
    (doc,) = prepared(model, ["The carrier Garibaldi sails to Manila with Italian officers."])
    doc.set_ents([Span(doc, 1, 3, label="PRODUCT")], default="missing")
    assert (1, 3, "PRODUCT") in entities(bulk(doc))
    assert "Manila" in [ent.text for ent in doc.ents]


def test_recogniser_of_another_kind_is_not_touched() -> None:
    nlp = spacy.blank("en")
    plain, beam = nlp.add_pipe("ner"), nlp.add_pipe("beam_ner")
    nlp.initialize()
    assert [can_be_bulk(component) for component in (plain, beam, nlp.tokenizer)] == [True, False, False]
