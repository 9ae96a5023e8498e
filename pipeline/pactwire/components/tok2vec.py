"""The model's own network of words with less work: equal tokens of a batch embedded once, windows without detours.

Below the layers that look around, the vector of a token follows from its own attributes, from its norm, prefix, suffix,
shape and spelling, and of the tokens of a batch not half are different. (Vectors are not kept from batch to batch. Their
last bits depend on what is computed beside them, so the same article would be read differently by different workers.)

Above it, spaCy's `MaxoutWindowEncoder` remembers at each layer which piece was the largest, which only training needs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]
Numbers = NDArray[np.uint64]

EXTRACTOR = "extract_features"

# The layers of which a window encoder is made, and what it adds to a variance before dividing by its root.
WINDOW = ["dropout", "expand_window", "layernorm", "maxout"]
EPSILON = 1e-8


def hasten(network: Model[Any, Any]) -> list[str]:
    """Set faster layers with the same results into a network that is not trained any more; return their names.

    It is possible for spaCy's `MultiHashEmbed`, with or without static vectors, and `MaxoutWindowEncoder` on a CPU; all
    other layers stay as they are.
    """
    done: list[str] = []
    for number, layer in enumerate(network.layers):
        faster = _faster(layer)
        if faster is None:
            done += hasten(layer)
        else:
            network.layers[number] = faster
            done.append(faster.name)
    return done


def _faster(layer: Model[Any, Any]) -> Model[Any, Any] | None:
    if is_embedding(layer):
        return Model("embed_once", _embed, layers=[layer])
    steps = window_steps(layer)
    return Model("windows", _look_around, layers=[layer], attrs={"steps": steps}) if steps else None


def is_embedding(layer: Model[Any, Any]) -> bool:
    """Tell whether a layer is spaCy's `MultiHashEmbed`: documents in, one vector for each token out."""
    names = [node.name for node in layer.walk()]
    joined = bool(layer.layers) and layer.layers[-1].name == "ragged2list" and names.count(EXTRACTOR) == 1
    return joined and not any("char" in name for name in names)


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


def _embed(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Callable[..., Any]]:
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
    as_stored: Any = rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1]))).ravel()
    return as_stored.tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Step:
    """The weights of one layer that looks at a token and its neighbours.

    `product` has the shape (3 * width, pieces * width), the columns of a piece side by side.
    """

    product: Floats
    bias: Floats
    scale: Floats
    shift: Floats


def window_steps(layer: Model[Any, Any]) -> list[Step]:
    """Return the weights of the layers of a `MaxoutWindowEncoder` for whole arrays, none if it is another network."""
    blocks = layer.layers if isinstance(layer.ops, NumpyOps) else []
    if any(not block.name.startswith("residual(") or _names(block) != WINDOW for block in blocks):
        return []
    steps = [_step(block) for block in blocks]
    # Of wider windows the columns would be others.
    return steps if all(len(step.product) == 3 * len(step.scale) for step in steps) else []


def _names(block: Model[Any, Any]) -> list[str]:
    return sorted(node.name for node in block.walk() if not node.layers)


def _step(block: Model[Any, Any]) -> Step:
    maxout, norm = (next(node for node in block.walk() if node.name == name) for name in ("maxout", "layernorm"))
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    width, pieces, inputs = weights.shape
    return Step(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
        np.ascontiguousarray(bias.T.ravel()),
        np.asarray(norm.get_param("G")),
        np.asarray(norm.get_param("b")),
    )


def _look_around(model: Model[Any, Any], tokens: Floats, is_train: bool) -> tuple[Floats, Callable[..., Any]]:
    if is_train:
        trained: tuple[Floats, Callable[..., Any]] = model.layers[0](tokens, is_train)
        return trained
    width = tokens.shape[1]
    found = tokens.copy()
    window = np.zeros((len(tokens), 3 * width), dtype=np.float32)
    for step in model.attrs["steps"]:
        window[1:, :width], window[:, width : 2 * width], window[:-1, 2 * width :] = found[:-1], found, found[1:]
        pieces = window @ step.product
        pieces += step.bias
        largest = reduce(np.maximum, np.split(pieces, pieces.shape[1] // width, axis=1))
        largest -= largest.mean(axis=1, keepdims=True)
        largest /= np.sqrt(np.einsum("ij,ij->i", largest, largest)[:, None] / width + EPSILON)
        largest *= step.scale
        largest += step.shift
        found += largest
    return found, lambda gradient: gradient
