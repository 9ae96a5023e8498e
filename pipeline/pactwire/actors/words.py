"""Words of a text with their offsets, folded for lookup."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache, lru_cache

from pactwire.resources import Row, read_csv

# Combining marks stay with their letter, so that decomposed text gives the same words.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+|[^\w\s]|_")
_BREAK = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END = frozenset(".!?")
_CLOSERS = frozenset("\"'”’)»")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})


class AbbreviationRow(Row):
    """An abbreviation that keeps its dot within a sentence."""

    term: str


class Words:
    """A text cut into words and punctuation marks; `annotated` adds what a parser knows of them.

    `forms` are the words without diacritics and with plain quotes and hyphens, `keys` the same in lower
    case; `starts` and `ends` are offsets into the text; `sentences` numbers the sentence of each word, cut at full
    stops and blank lines; `tags` are Penn Treebank tags, empty where unknown.
    """

    __slots__ = ("breaks", "ends", "forms", "keys", "sentences", "starts", "tags", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            self.forms.append(fold(match[0]))
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.keys = [form.lower() for form in self.forms]
        self.tags = [""] * len(self.forms)
        self.breaks = self._breaks()
        self.sentences = self._sentences()

    def annotated(self, sentence_starts: Iterable[int] = (), tags: Mapping[int, str] | None = None) -> "Words":
        """Return the same words with the tags and sentences of a parser, where it gives any.

        Args:
            sentence_starts: character offsets.
            tags: Penn Treebank tags by the offset of their word.
        """
        words = copy(self)
        if tags:
            words.tags = [tags.get(start, "") for start in self.starts]
        if given := sorted(sentence_starts):
            words.sentences = [bisect_right(given, start) for start in self.starts]
        return words

    def __len__(self) -> int:
        return len(self.forms)

    def gap(self, index: int) -> str:
        """Return what stands between word `index` and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def joined(self, index: int) -> bool:
        """Tell whether word `index` touches the next."""
        return index + 1 < len(self.forms) and self.ends[index] == self.starts[index + 1]

    def quote(self, first: int, last: int) -> str:
        """Return the text from word `first` to word `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def index_at(self, offset: int) -> int:
        """Return the index of the first word that ends after `offset`."""
        return bisect_right(self.ends, offset)

    def _breaks(self) -> frozenset[int]:
        """Return the words after which a blank line follows."""
        return frozenset(self.index_at(match.start()) - 1 for match in _BREAK.finditer(self.text))

    def _sentences(self) -> list[int]:
        numbers: list[int] = []
        number = 0
        ended = False
        for index, form in enumerate(self.forms):
            if index and (index - 1 in self.breaks or (ended and form not in _CLOSERS)):
                number += 1
                ended = False
            numbers.append(number)
            if form in _SENTENCE_END:
                ended = self._ends_sentence(index)
        return numbers

    def _ends_sentence(self, index: int) -> bool:
        if self.forms[index] != ".":
            return True
        if index + 1 < len(self.forms) and self.joined(index) and self.forms[index + 1] not in _CLOSERS:
            return False
        before = self.keys[index - 1] if index else ""
        if before == "no" and self.forms[index + 1 : index + 2] and self.forms[index + 1][0].isdigit():
            return False
        if before in _abbreviations() or (len(before) == 1 and before.isalpha()):
            return False
        after = self.forms[index + 1] if index + 1 < len(self.forms) else "A"
        return not after[0].islower()


@cache
def _abbreviations() -> frozenset[str]:
    """Return the abbreviations that do not end a sentence, in lower case without their dot."""
    return frozenset(row.term for row in read_csv("gazetteers/abbreviations.csv", AbbreviationRow))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without diacritics, with plain quotes and hyphens.

    >>> fold("Malacañang")
    'Malacanang'
    """
    if word.isascii():
        return word
    plain = (
        word.translate(_QUOTES)
        .replace("ı", "i")
        .replace("ł", "l")
        .replace("Ł", "L")
        .replace("ø", "o")
        .replace("Ø", "O")
        .replace("đ", "d")
    )
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)) or word


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase.

    >>> fold_phrase("Quai d’Orsay")
    ('Quai', 'd', "'", 'Orsay')
    """
    return tuple(fold(match[0]) for match in _WORD.finditer(phrase))
