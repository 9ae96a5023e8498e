"""Number words to numbers."""

import re

from pactwire.dates.grammar import lexicon

MULTIPLES = frozenset({"hundred", "thousand", "dozen"})
FRACTION = re.compile(r"(\d+)\s(\d)/(\d)$")


def number_of(phrase: str) -> float | None:
    """Return the number that the words or figures stand for, `None` where a word is no number.

    >>> number_of("twenty-four"), number_of("1,500"), number_of("a couple of"), number_of("5 1/2")
    (24.0, 1500.0, 2.0, 5.5)
    """
    text = phrase.lower().replace(",", "").strip()
    fraction = FRACTION.match(text)
    if fraction:
        units, above, below = (int(part) for part in fraction.groups())
        return units + above / below if below else None
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    if text.endswith("and a half"):
        whole = number_of(text.removesuffix("and a half"))
        return whole + 0.5 if whole is not None else None
    words = [word for word in re.split(r"[\s-]+", text) if word != "of"]
    if len(words) > 1 and words[0] in {"a", "an"}:
        words = words[1:]
    if len(words) > 1 and words[-1] in {"a", "an"}:
        words = words[:-1]
    total = 0.0
    for word in words:
        value = lexicon().cardinals.get(word)
        if value is None:
            return None
        total = (total or 1) * value if word in MULTIPLES else total + value
    return total if words else None


def ordinal_of(phrase: str) -> int | None:
    """Return the rank of an ordinal, -1 for the last.

    >>> ordinal_of("21st"), ordinal_of("third"), ordinal_of("final")
    (21, 3, -1)
    """
    text = re.sub(r"\s+", "-", phrase.lower().strip())
    figures = re.match(r"\d+", text)
    return int(figures[0]) if figures else lexicon().ordinals.get(text)
