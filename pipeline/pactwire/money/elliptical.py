"""Read figures that borrow their currency: "$5 billion on top of the four billion it has received"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pactwire.money.lexicon import Lexicon
from pactwire.money.numbers import DIGITS, read_digits, read_words
from pactwire.money.scan import RawAmount

_MILLION = Decimal(1_000_000)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s|\n\s*\n")


def elliptical_amounts(text: str, amounts: Sequence[RawAmount], lexicon: Lexicon) -> Iterator[RawAmount]:
    """Find bare figures of a million or more that stand for money because a marked amount precedes in the sentence.

    The words around them decide (`guards.elliptical_before` and `elliptical_after` of money.toml).
    """
    for index, amount in enumerate(amounts):
        if amount.value is None or amount.value < _MILLION:
            continue
        limit = amounts[index + 1].start if index + 1 < len(amounts) else len(text)
        stop = _SENTENCE_END.search(text, amount.end, limit)
        yield from _figures(text, amount, stop.start() + 1 if stop else limit, lexicon)


def _figures(text: str, source: RawAmount, limit: int, lexicon: Lexicon) -> Iterator[RawAmount]:
    for match in lexicon.word_number_regex.finditer(text, source.end, limit):
        if match.start() and text[match.start() - 1].isspace():
            yield from _figure(text, source, match.start(), match.end(), read_words(match.group(), lexicon), lexicon)
    for match in DIGITS.finditer(text, source.end, limit):
        value = read_digits(match.group())
        scale = lexicon.magnitude_regex.match(text, match.end(), limit)
        if value is not None and scale:
            for word in scale.groups(default="")[:2]:
                value *= lexicon.magnitudes[word.lower()] if word else 1
            yield from _figure(text, source, match.start(), scale.end(), value, lexicon)


def _figure(
    text: str, source: RawAmount, start: int, end: int, value: Decimal | None, lexicon: Lexicon
) -> Iterator[RawAmount]:
    if (
        value is not None
        and value >= _MILLION
        and lexicon.elliptical_before.search(text[max(0, start - 24) : start])
        and lexicon.elliptical_after.match(text, end)
    ):
        yield RawAmount(start, end, value, None, source.code, source.family)
