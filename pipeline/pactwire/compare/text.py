"""Words as the comparison sees them: without case, accents and punctuation."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+|_+")
_APOSTROPHE_S = re.compile(r"['’]s\b")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
# Letters that NFKD leaves whole.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


_ACCENTS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Return text in lower case without accents, its words parted by single blanks.

    >>> fold("Malacañang’s U.S.-Japan “Cross-Servicing”")
    'malacanang us japan cross servicing'
    """
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), _APOSTROPHE_S.sub("", text)).casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    return " ".join(_NOT_WORD.sub(" ", text).split())
