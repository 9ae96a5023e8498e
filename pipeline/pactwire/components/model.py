"""The component `pactwire_model`: tags, parse and entities of the English model, a long text piece by piece.

The memory that the model takes grows with the text that it reads at once. A text longer than news ever is is read in
pieces, cut where a paragraph ends, or a sentence where a paragraph is too long; its tokens and offsets stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch
from thinc.api import Model as ThincModel

from pactwire.agreements.prospects import sentences
from pactwire.components.bulk_ner import BulkRecogniser, can_be_bulk
from pactwire.components.tok2vec import hasten

# In tokens, about 30,000 characters. A token takes 17 kB while it is read.
LONGEST = 6_000

# spaCy's parser takes a quarter of its batch at once; all documents at once are faster.
SHARE = 4

READ: list[int | str] = ["TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]


@Language.factory(
    "pactwire_model",
    assigns=["token.tag", "token.dep", "token.head", "token.is_sent_start", "doc.sents", "doc.ents"],
)
def make_model(nlp: Language, name: str, parts: list[str]) -> "Model":
    """Make the component out of components of the pipeline, which are to be disabled there."""
    del name
    return Model([nlp.get_pipe(part) for part in parts])


class Model:
    """Runs the components of a model, its recogniser in bulk and its network of words hastened where that can be."""

    def __init__(self, parts: Iterable[Any], *, longest: int = LONGEST) -> None:
        parts = list(parts)
        for part in parts:
            if isinstance(getattr(part, "model", None), ThincModel):
                hasten(part.model)
        self.parts = [BulkRecogniser(part) if can_be_bulk(part) else part for part in parts]
        self.longest = longest

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate a stream of documents."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            self._read([doc for doc in batch if len(doc) <= self.longest])
            for doc in batch:
                if len(doc) > self.longest:
                    self._read_in_pieces(doc)
                yield doc

    def _read(self, docs: Sequence[Doc]) -> None:
        stream: Iterable[Doc] = docs
        for part in self.parts:
            if hasattr(part, "pipe"):
                stream = list(part.pipe(stream, batch_size=SHARE * max(1, len(docs))))
            else:
                stream = [part(doc) for doc in stream]

    def _read_in_pieces(self, doc: Doc) -> None:
        marks: Any = doc.to_array(["SENT_START"])
        read = []
        for start, end in pieces(doc, self.longest):
            tokens = doc[start:end]
            words, spaces = [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]
            piece = Doc(doc.vocab, words=words, spaces=spaces).from_array(["SENT_START"], marks[start:end])
            self._read([piece])
            read.append(piece.to_array(READ))
        doc.from_array(READ, np.concatenate(read))  # type: ignore[arg-type]


def pieces(doc: Doc, longest: int) -> Iterator[tuple[int, int]]:
    """Yield token spans that cover a document, none longer than allowed, cut where a paragraph or sentence ends."""
    paragraphs = [i for i, mark in enumerate(doc.to_array("SENT_START").tolist()) if mark == 1]
    shorter = [start for start, _ in sentences(doc)]
    start = 0
    while len(doc) - start > longest:
        end = _last_within(paragraphs, start, longest) or _last_within(shorter, start, longest) or start + longest
        yield start, end
        start = end
    yield start, len(doc)


def _last_within(starts: Sequence[int], start: int, longest: int) -> int | None:
    return max((i for i in starts if start < i <= start + longest), default=None)
