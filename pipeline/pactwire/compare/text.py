"""Words as the comparison sees them: without case, accents and punctuation."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+|_+")
_APOSTROPHE_S = re.compile(r"['’]s\b")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
# Letters that NFKD leaves whole.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return text in lower case without accents, its words parted by single blanks.

    >>> fold("Malacañang’s U.S.-Japan “Cross-Servicing”")
    'malacanang us japan cross servicing'
    """
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), _APOSTROPHE_S.sub("", text))
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(_NOT_WORD.sub(" ", plain).split())
