"""The model's own reading, whole or in pieces: same tokens, and nothing that reaches over a cut."""

from typing import Any

import pytest
from spacy.tokens import Doc

from pactwire.components.model import Model, pieces
from pactwire.nlp import READ_BY_MODEL
from pactwire.pipeline import Pipeline

PARAGRAPHS = (
    "Japan and the Philippines signed a pact in Manila on Thursday. It covers food and fuel.",
    "Gen. Romeo Brawner of the Armed Forces of the Philippines welcomed it.",
    "Italy, which had sold Manila two ships, was not there; nor was France. Officials in Paris said nothing.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def laid_out(pipeline: Pipeline, text: str) -> Doc:
    layout: Any = pipeline.nlp.get_pipe("pactwire_layout")
    doc: Doc = layout(pipeline.nlp.make_doc(text))
    return doc


def model(pipeline: Pipeline, *, longest: int) -> Model:
    component: Any = pipeline.nlp.get_pipe(READ_BY_MODEL)
    parts = Model([], longest=longest)
    parts.parts = component.parts
    return parts


@pytest.mark.parametrize(
    ("longest", "expected"),
    [
        (100, [TEXT]),
        (40, ["\n\n".join(PARAGRAPHS[:2]) + "\n\n", PARAGRAPHS[2]]),
        (
            15,
            [
                "Japan and the Philippines signed a pact in Manila on Thursday. ",
                "It covers food and fuel.\n\n",
                "Gen. Romeo Brawner of the Armed Forces of the Philippines welcomed it.\n\n",
                "Italy, which had sold Manila two ships, was not there; nor was ",
                "France. Officials in Paris said nothing.",
            ],
        ),
    ],
)
def test_pieces_end_with_paragraphs_else_sentences(pipeline: Pipeline, longest: int, expected: list[str]) -> None:
    doc = laid_out(pipeline, TEXT)
    spans = list(pieces(doc, longest))
    assert [doc[start:end].text_with_ws for start, end in spans] == expected
    assert all(end - start <= longest for start, end in spans)


def test_a_piece_is_read_as_a_text_of_its_own(pipeline: Pipeline) -> None:
    doc = model(pipeline, longest=40)(laid_out(pipeline, TEXT))
    assert doc.text == TEXT
    first, second = (
        model(pipeline, longest=1000)(laid_out(pipeline, text))
        for text in ("\n\n".join(PARAGRAPHS[:2]) + "\n\n", PARAGRAPHS[2])
    )
    alone = [*first, *second]
    assert [(t.text, t.tag_, t.dep_, t.head.text, t.ent_type_, t.is_sent_start) for t in doc] == [
        (t.text, t.tag_, t.dep_, t.head.text, t.ent_type_, t.is_sent_start) for t in alone
    ]
    assert [ent.text for ent in doc.ents if ent.label_ == "GPE"] == ["Japan", "Philippines", "Manila", "Italy", "Manila", "France", "Paris"]  # fmt: skip


def test_a_short_text_is_read_whole_whatever_stands_beside_it(pipeline: Pipeline) -> None:
    parts = model(pipeline, longest=40)
    docs = [laid_out(pipeline, text) for text in (PARAGRAPHS[0], TEXT, "", PARAGRAPHS[1])]
    alone = [parts(laid_out(pipeline, doc.text)) for doc in docs]
    assert [doc.to_json() for doc in parts.pipe(docs)] == [doc.to_json() for doc in alone]
