"""Embeddings of words, each computed once for a batch: what a token brings before its neighbours are looked at.

Below the layers that look around, the vector of a token follows from its own attributes, from its norm, prefix, suffix,
shape and spelling, and of the tokens of a batch not half are different. (Vectors are not kept from batch to batch. Their
last bits depend on what is computed beside them, so the same article would be read differently by different workers.)
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

Floats = NDArray[np.float32]
Numbers = NDArray[np.uint64]

EXTRACTOR = "extract_features"


def embed_once(tok2vec: Model[Any, Any]) -> bool:
    """Let a tok2vec model embed equal tokens once; tell whether it has an embedding of which that is possible.

    It is possible for spaCy's `MultiHashEmbed`, with or without static vectors, below whatever encoder.
    """
    for parent in tok2vec.walk():
        for number, layer in enumerate(parent.layers):
            if is_embedding(layer):
                parent.layers[number] = Model("embed_once", _forward, layers=[layer])
                return True
    return False


def is_embedding(layer: Model[Any, Any]) -> bool:
    """Tell whether a layer is spaCy's `MultiHashEmbed`: documents in, one vector for each token out."""
    names = [node.name for node in layer.walk()]
    return bool(layer.layers) and layer.layers[-1].name == "ragged2list" and names.count(EXTRACTOR) == 1


class _Tokens:
    """Tokens out of their texts: as much of a document as an embedding asks for."""

    def __init__(self, attributes: Numbers, columns: Sequence[int | str], vocab: Vocab) -> None:
        self.attributes = attributes
        self.columns = list(columns)
        self.vocab = vocab

    def __len__(self) -> int:
        return len(self.attributes)

    def to_array(self, asked: int | str | Sequence[int | str]) -> Numbers:
        """Return attributes of the tokens, as `Doc.to_array` does."""
        if isinstance(asked, (int, str)):
            return np.ascontiguousarray(self.attributes[:, self.columns.index(asked)])
        return self.attributes[:, [self.columns.index(column) for column in asked]]


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Callable[..., Any]]:  # noqa: FBT001  as thinc calls it
    embedding = model.layers[0]
    if is_train or not sum(map(len, docs)):
        vectors: tuple[list[Floats], Callable[..., Any]] = embedding(docs, is_train)
        return vectors
    columns = _columns(embedding, docs[0].vocab)
    tokens = np.concatenate([doc.to_array(columns) for doc in docs if len(doc)])
    row_of: dict[bytes, int] = {}
    rows = [row_of.setdefault(token, len(row_of)) for token in _as_bytes(tokens)]
    different = np.frombuffer(b"".join(row_of), dtype=np.uint64).reshape(len(row_of), len(columns))
    [table] = embedding.predict([_Tokens(different, columns, docs[0].vocab)])
    return np.split(table[rows], np.cumsum([len(doc) for doc in docs])[:-1]), lambda gradient: gradient


def _columns(embedding: Model[Any, Any], vocab: Vocab) -> list[int | str]:
    """Return all attributes that an embedding reads, that by which static vectors are looked up last."""
    extractor = next(node for node in embedding.walk() if node.name == EXTRACTOR)
    return [*extractor.attrs["columns"], getattr(vocab.vectors, "attr", "ORTH")]


def _as_bytes(rows: Numbers) -> list[bytes]:
    """Return the rows of an array, each as it stands in the memory."""
    found: list[bytes] = rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1]))).ravel().tolist()
    return found
