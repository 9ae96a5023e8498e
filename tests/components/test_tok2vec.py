"""The model's network of words with less work: the vectors, tags, heads and entities are those of the model itself."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import (
    Maxout,
    Model,
    NumpyOps,
    Softmax,
    chain,
    get_current_ops,
    residual,
    set_current_ops,
    set_dropout_rate,
)

from pactwire.components.tok2vec import hasten
from pactwire.nlp import MODEL
from pactwire.resources import models_dir

TEXTS = (
    "Japan and the Philippines signed the Acquisition and Cross-Servicing Agreement in Manila on 15 January 2026.",
    "",
    " ",
    "Don't.",
    "Lockheed Lockheed lockheed LOCKHEED",
    "\n\nU.S. Secretary of State Antony Blinken and\nForeign Minister Yoko Kamikawa met in Tokyo.\n\nNATO\n\n",
    "the the the , . 12 £2.5bn zxqvk",
)


def loaded() -> Language:
    ops = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler", "senter"])
    finally:
        set_current_ops(ops)


@pytest.fixture(scope="module")
def own() -> Language:
    return loaded()


@pytest.fixture(scope="module")
def hastened() -> Language:
    nlp = loaded()
    for name in ("tok2vec", "ner"):
        assert hasten(network(nlp, name)) == ["embed_once", "windows"]
    return nlp


def network(nlp: Language, name: str) -> Model[Any, Any]:
    pipe: Any = nlp.get_pipe(name)
    return pipe.model if name == "tok2vec" else pipe.model.get_ref("tok2vec")  # type: ignore[no-any-return]


def samples() -> Sequence[str]:
    folder = models_dir().parent / "corpus" / "samples"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1], TEXTS[1:3]])
def test_vectors_are_those_of_the_model(own: Language, hastened: Language, name: str, texts: Sequence[str]) -> None:
    expected = network(own, name).predict([own.make_doc(text) for text in texts])
    found = network(hastened, name).predict([hastened.make_doc(text) for text in texts])
    # The recogniser's network puts the documents together.
    expected, found = (x if isinstance(x, list) else [x] for x in (expected, found))
    assert [x.shape for x in found] == [x.shape for x in expected]
    for one, other in zip(found, expected, strict=True):
        assert np.allclose(one, other, atol=2e-5)


def test_tags_heads_and_entities_are_those_of_the_model(own: Language, hastened: Language) -> None:
    def read(docs: Sequence[Doc]) -> list[list[tuple[str, str, int, str]]]:
        return [[(token.tag_, token.dep_, token.head.i, token.ent_type_) for token in doc] for doc in docs]

    texts = [*TEXTS, *samples()]
    assert read(list(hastened.pipe(texts))) == read(list(own.pipe(texts)))


def test_what_the_model_says_of_a_word_set_by_the_tokeniser(own: Language, hastened: Language) -> None:
    """The norm of "n't" belongs to the token, not to the spelling."""
    words = ["Do", "n't", "n't"]
    docs = [Doc(nlp.vocab, words=words, spaces=[False, True, False]) for nlp in (own, hastened)]
    for doc in docs:
        doc[1].norm_ = "not"
    expected, found = (
        network(nlp, "tok2vec").predict([doc])[0] for nlp, doc in zip((own, hastened), docs, strict=True)
    )
    assert np.allclose(found, expected, atol=2e-5)
    assert not np.allclose(found[1], found[2], atol=1e-2)


def test_a_network_that_is_trained_is_left_as_it_is(own: Language, hastened: Language) -> None:
    docs = [own.make_doc(text) for text in TEXTS[:1]]
    vectors = []
    for nlp in (own, hastened):
        layer = network(nlp, "tok2vec")
        set_dropout_rate(layer, 0.0)
        vectors.append(layer(docs, is_train=True)[0][0])
    assert np.array_equal(*vectors)


def test_other_networks_are_left_as_they_are() -> None:
    assert hasten(chain(residual(Maxout(8, 8, normalize=True)), Softmax(3, 8))) == []
