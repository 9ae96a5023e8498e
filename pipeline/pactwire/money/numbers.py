"""Read figures: "1,00,000", "2.7", "half a billion", "one hundred and fifty million"."""

import re
from collections.abc import Mapping
from decimal import Decimal

from pactwire.money.lexicon import Lexicon

FRACTIONS = {
    **{"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")},
    **{"1/4": Decimal("0.25"), "1/2": Decimal("0.5"), "3/4": Decimal("0.75")},
}
_MAX_DIGITS = 24
_FRACTION = re.compile(r"(?:[ -]?([13]/[24])|([¼½¾]))$")

# In this order: thousands in commas, a wrong last group ("8,327,70") taken in so that no part of it is read as a
# figure; in thin blanks; in full stops, two at least; a decimal comma, which only a magnitude tells from a thousands
# separator; a fraction alone; a decimal without its nought, right after a sign; any other figure.
DIGITS = re.compile(
    r"(?<!\d)(?<!\d[.,/])(?:(?:"
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:,\d{1,2}(?![\d,]))?(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\.?\d)"
    r"|\d{1,3},\d{1,2}(?=(?:\s|-)?(?:million|billion|trillion|bn\b|mn?\b|tn\b))"
    r"|(?:1/[24]|3/4)(?![\d/])"
    r"|(?<=[$£€])\.\d{1,3}(?![\d.])"
    r"|\d+(?:\.\d+)?)(?:[¼½¾]|[ -](?:1/[24]|3/4)(?![\d/]))?)"
)


def read_digits(text: str) -> Decimal | None:
    """Return the value of a written figure, or None where it is none: too long, or wrongly grouped.

    >>> read_digits("1,00,000"), read_digits("2½"), read_digits("1,5"), read_digits("1 3/4"), read_digits("1.250.000")
    (Decimal('100000'), Decimal('2.5'), Decimal('1.5'), Decimal('1.75'), Decimal('1250000'))
    """
    written = _FRACTION.search(text)
    fraction = FRACTIONS[written[1] or written[2]] if written else Decimal(0)
    figure = text[: written.start()] if written else text
    if len(figure) > _MAX_DIGITS or re.search(r",\d{3},\d{1,2}$", figure):
        return None
    if re.fullmatch(r"\d{1,3},\d{1,2}", figure):
        figure = figure.replace(",", ".")
    if figure.count(".") > 1:
        figure = figure.replace(".", "")
    return Decimal(re.sub(r"[,\u00a0\u2009\u202f]", "", figure) or 0) + fraction


def is_grouped(text: str) -> bool:
    """Tell whether a figure is written with thousands separators."""
    return re.search(r"[,\u00a0\u2009\u202f]\d{3}|\.\d{3}\.", text) is not None


def looks_like_year(text: str) -> bool:
    """Tell whether a bare figure may be a calendar year."""
    return re.fullmatch(r"(?:1[89]|20)\d\d", text) is not None


def read_words(text: str, lexicon: Lexicon) -> Decimal | None:
    """Return the value of a number in words, or None where the words make no number."""
    tokens = re.findall(r"\w+", text.lower())
    if not tokens:
        return None
    return _sum(tokens, lexicon.number_words, lexicon.rules.numbers.magnitudes)


def _sum(tokens: list[str], words: Mapping[str, int], scales: Mapping[str, Decimal]) -> Decimal | None:
    total, part, seen = Decimal(0), Decimal(0), False
    fraction: Decimal | None = None
    last_scale = Decimal(1)
    for position, token in enumerate(tokens):
        if token in {"and", "a", "an", "of"}:
            if token == "a" and position == 0:
                seen = True
            continue
        if token in {"half", "quarter"}:
            fraction = Decimal("0.5") if token == "half" else Decimal("0.25")
            continue
        if token in {"quarters", "thirds"}:
            fraction, part = part / (4 if token == "quarters" else 3), Decimal(0)
            continue
        if token == "dozen":
            part = (part or Decimal(1)) * words[token]
            seen = True
        elif token in words:
            part += words[token]
            seen = True
        elif token in scales:
            scale = scales[token]
            factor = part + (fraction or 0) if part or fraction is not None else Decimal(1)
            fraction = None
            if scale <= 1000 and any(later in scales for later in tokens[position + 1 :]):
                part = factor * scale
            elif total and scale > last_scale:
                total = (total + factor) * scale
                part = Decimal(0)
            else:
                total += factor * scale
                part = Decimal(0)
            last_scale = scale
            seen = True
        else:
            return None
    if fraction is not None:
        # "a million and a half" and "two and a half" add to what came right before.
        part += fraction * (last_scale if not part else 1)
        seen = True
    return total + part if seen else None
