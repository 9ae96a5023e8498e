"""The model's own entities, found for all words of a batch at once.

spaCy's recogniser walks each document word by word and asks at every word which of 74 moves are allowed. As long as
no entity is open its scores depend on the word alone, so they are computed for all words in one product; only the
inside of entities is followed step by step, all entities of the batch together. The entities are the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.util import minibatch

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

# What the state of spaCy's recogniser is made of: the word, the first word of the open entity, the word before.
FEATURES = 3


def can_be_bulk(ner: Any) -> bool:
    """Tell whether a pipeline component is a recogniser whose entities can be found in bulk."""
    return (
        isinstance(ner, EntityRecognizer)
        and ner.cfg["beam_width"] == 1
        and ner.model.attrs["has_upper"]
        and not ner.model.attrs["unseen_classes"]
        and ner.model.get_ref("lower").get_dim("nF") == FEATURES
    )


class BulkRecogniser:
    """Finds the entities that a spaCy recogniser finds."""

    def __init__(self, ner: Any) -> None:
        self.ner = ner
        names = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
        self.labels = [name[2:] for name in names]
        self.outside = names.index("O")
        self.begins = np.array([name.startswith("B-") for name in names])
        self.units = np.array([name.startswith("U-") and len(name) > 2 for name in names])
        # From the move that begins an entity to those that go on with it and end it.
        self.inner = np.array([_position(names, f"I-{label}") for label in self.labels])
        self.last = np.array([_position(names, f"L-{label}") for label in self.labels])

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate a stream of documents."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            # Entities that somebody has set already restrict the moves: such documents take spaCy's own way.
            free = [doc for doc in batch if len(doc) and not doc.has_annotation("ENT_IOB")]
            for doc, spans in zip(free, self.spans(free), strict=True):
                doc.set_ents([Span(doc, first, end, label=label) for first, end, label in spans], default="outside")
            taken = {id(doc) for doc in free}
            for doc in batch:
                yield doc if id(doc) in taken or not len(doc) else self.ner(doc)

    def spans(self, docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
        """Return first token, end and label of each entity, for documents without any."""
        if not docs:
            return []
        model = self.ner.model
        with_padding = model.get_ref("lower").predict(model.get_ref("tok2vec").predict(docs))
        scorer = _Scorer(with_padding, model.get_ref("lower").get_param("b"), model.get_ref("upper"))
        lengths = np.array([len(doc) for doc in docs])
        layout = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        goes_on = np.append(layout[1:, 0] != 1, False)
        ends = np.cumsum(lengths)
        goes_on[ends - 1] = False
        moves = self._opening(scorer.closed(), goes_on, layout[:, 1] == 1)
        starts = np.flatnonzero(moves != self.outside)
        end_of = self._ends(scorer, starts, moves, goes_on)
        found: list[list[tuple[int, int, str]]] = [[] for _ in docs]
        reached = 0
        for start, number in zip(starts.tolist(), np.searchsorted(ends, starts, side="right").tolist(), strict=True):
            if start >= reached:
                reached = end_of[start]
                offset = int(ends[number] - lengths[number])
                found[number].append((start - offset, reached - offset, self.labels[moves[start]]))
        return found

    def _opening(self, scores: Floats, goes_on: Flags, space: Flags) -> Numbers:
        """Return the move at each word where no entity is open: none inside one, none that begins on a space."""
        allowed = np.zeros(scores.shape, dtype=bool)
        allowed[:, self.outside] = True
        allowed[:, self.units] = ~space[:, None]
        allowed[:, self.begins] = (goes_on & ~space)[:, None]
        best: Numbers = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return best

    def _ends(self, scorer: "_Scorer", starts: Numbers, moves: Numbers, goes_on: Flags) -> dict[int, int]:
        """Return the end of the entity that would start at each place, whether or not one reaches over it."""
        ends = {int(start): int(start) + 1 for start in starts[~self.begins[moves[starts]]]}
        open_ = starts[self.begins[moves[starts]]]
        at = open_ + 1
        while len(open_):
            scores = scorer.open(open_, at)
            row = np.arange(len(open_))
            begun = moves[open_]
            inner = goes_on[at] & (scores[row, self.inner[begun]] >= scores[row, self.last[begun]])
            ends.update(zip(open_[~inner].tolist(), (at[~inner] + 1).tolist(), strict=True))
            open_, at = open_[inner], at[inner] + 1
        return ends


class _Scorer:
    """The scores of all moves, from what the layer below computed for each word and feature, padding first."""

    def __init__(self, with_padding: Floats, bias: Floats, upper: Any) -> None:
        self.padding, self.words = with_padding[0], with_padding[1:]
        self.bias = bias
        self.upper = upper

    def closed(self) -> Floats:
        """Return the scores at every word, as they are where no entity is open."""
        return self._scores(self.words[:, 0] + self.padding[1] + self.padding[2])

    def open(self, first: Numbers, at: Numbers) -> Floats:
        """Return the scores at some words inside entities, given the first words of those."""
        return self._scores(self.words[at, 0] + self.words[first, 1] + self.words[at - 1, 2])

    def _scores(self, sums: Floats) -> Floats:
        scores: Floats = self.upper.predict(np.ascontiguousarray((sums + self.bias).max(axis=2)))
        return scores


def _position(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1
