"""A table of phrases that finds the longest ones in a text in one pass."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pactwire.actors.words import Words, fold_phrase

T = TypeVar("T")

# exact: as written; name: as written, or in capitals; any: case does not matter.
Case = Literal["exact", "name", "any"]


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found from word `first` to word `last`, both included; several entries may share it."""

    first: int
    last: int
    entries: tuple[T, ...]


class _Node(Generic[T]):
    __slots__ = ("children", "entries")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.entries: list[tuple[Case, tuple[str, ...], T]] = []


class PhraseTable(Generic[T]):
    """Phrases with what they stand for, matched word by word without regard to diacritics."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, entry: T, case: Case = "name") -> None:
        """Add a phrase; the same phrase may be added for several entries."""
        forms = fold_phrase(phrase)
        node = self._root
        for form in forms:
            node = node.children.setdefault(form.lower(), _Node())
        if (case, forms, entry) not in node.entries:
            node.entries.append((case, forms, entry))

    def find(self, words: Words, accept: Callable[[int, int, T], bool] | None = None) -> Iterator[Match[T]]:
        """Yield the longest matches from left to right, none overlapping.

        Args:
            accept: says for first word, last word and entry whether the entry may match there.
        """
        openers = self._root.children
        free = 0
        for index, key in enumerate(words.keys):
            if key in openers and index >= free:
                match = self.match_at(words, index, accept)
                if match is not None:
                    yield match
                    free = match.last + 1

    def match_at(
        self, words: Words, index: int, accept: Callable[[int, int, T], bool] | None = None
    ) -> Match[T] | None:
        """Return the longest match that begins at word `index`."""
        keys, forms, breaks = words.keys, words.forms, words.breaks
        total = len(keys)
        node = self._root.children.get(keys[index]) if index < total else None
        best: Match[T] | None = None
        last = index
        while node is not None:
            if node.entries:
                entries = tuple(
                    entry
                    for case, spelled, entry in node.entries
                    if _fits(case, spelled, forms, index) and (accept is None or accept(index, last, entry))
                )
                if entries:
                    best = Match(index, last, entries)
            if last in breaks or last + 1 >= total:
                break
            last += 1
            node = node.children.get(keys[last])
        return best


def _fits(case: Case, spelled: tuple[str, ...], forms: list[str], index: int) -> bool:
    if case == "any":
        return True
    written = forms[index : index + len(spelled)]
    if case == "exact":
        return all(map(str.__eq__, written, spelled))
    if all(a == b or (b.islower() and a.lower() == b) for a, b in zip(written, spelled, strict=True)):
        return True
    return len(spelled[0]) > 2 and all(a == b.upper() for a, b in zip(written, spelled, strict=True))
