"""In which language a text is: only what is surely not English is told apart.

Frequent English words settle most texts; the model is loaded for the others only.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from pactwire.reading.patterns import reading_patterns

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WINDOW = 2_000
_WORD = re.compile(r"[^\W\d_]+")
# English newswire has a share of 0.18 to 0.35, other languages in Latin letters below 0.04; lists of names have none.
_ENGLISH_SHARE = 0.12
# Below so many letters a headline in English looks like any language.
_MIN_LETTERS = 60
_MIN_COMMON = 20
# A language written in its own script is plain much earlier.
_MIN_FOREIGN_LETTERS = 8
# Neighbours such as Malay and Indonesian share the confidence; what counts is that English has none.
_MIN_CONFIDENCE = 0.4
_MAX_ENGLISH = 0.05
_LATIN_END = "ɏ"


def foreign_language(text: str) -> str | None:
    """Return the ISO 639 code of a text that is not English, or `None` where it is or may be English.

    A text of which any window is English, at its beginning, middle or end, counts as English: the rest of it yields
    nothing, and nothing is lost.

    >>> foreign_language("Le ministre de la Défense a signé un accord avec le Japon vendredi à Tokyo, a-t-il dit.")
    'fr'
    >>> foreign_language("Manila, Tokyo sign RAA") is None
    True
    """
    languages = [_language(window) for window in _windows(text)]
    if any(language is None for language in languages):
        return None
    return languages[0]


def _windows(text: str) -> list[str]:
    if len(text) <= 2 * _WINDOW:
        return [text]
    starts = (0, (len(text) - _WINDOW) // 2, len(text) - _WINDOW)
    return [text[start : start + _WINDOW] for start in starts]


def _language(window: str) -> str | None:
    words = _WORD.findall(window)
    letters = sum(map(len, words))
    latin = sum(len(word) for word in words if word[0] <= _LATIN_END)
    if latin * 2 < letters:
        return _identifier().classify(window)[0] if letters >= _MIN_FOREIGN_LETTERS else None
    if letters < _MIN_LETTERS:
        return None
    frequent = reading_patterns().languages.frequent_english
    if sum(word.casefold() in frequent for word in words) >= _ENGLISH_SHARE * len(words):
        return None
    # Names say little about the language around them.
    common = words if window.isupper() else [word for word in words if word[0].islower()]
    if sum(map(len, common)) < _MIN_COMMON:
        return None
    ranked = _identifier().rank(" ".join(common).lower())
    language, confidence = ranked[0]
    sure = confidence >= _MIN_CONFIDENCE and dict(ranked)["en"] <= _MAX_ENGLISH
    return str(language) if sure else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(reading_patterns().languages.codes)
    whole.set_languages(sorted(known & {str(label) for label in whole.labels}))
    # A new one holds these languages only, where the first keeps the weights of all.
    return LanguageIdentifier(
        whole.nb_ptc,
        whole.nb_pc,
        whole.nb_classes,
        whole.tk_nextmove,
        whole.tk_output,
        norm_probs=True,
        tk_row=whole.tk_row,
    )
