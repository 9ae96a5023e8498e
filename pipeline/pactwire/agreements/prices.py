"""What sums agreements are said to be of: two contracts of different price are two."""

from collections.abc import Iterable, Set

from spacy.tokens import Doc

from pactwire.agreements.mention import Mention
from pactwire.components import annotations
from pactwire.records import Amount, MoneyMention

Price = tuple[str, float]

# Words between an agreement and its sum: "a contract *worth* $20 million".
LEADING = frozenset({"worth", "valued", "at", "of", "for"})
# Two sums closer than this are one, rounded or put another way.
NEAR = 0.1


def prices_of(doc: Doc, mention: Mention) -> frozenset[Price]:
    """Return the sums that stand in the phrase of a mention or right behind its noun."""
    last = mention.root + 1
    while last < len(doc) and doc[last].lower_ in LEADING:
        last += 1
    start, end = doc[mention.start].idx, doc[min(last, len(doc) - 1)].idx
    return sums(money for money in annotations(doc).money if start <= money.start <= end)


def sums(amounts: Iterable[MoneyMention | Amount]) -> frozenset[Price]:
    """Return the sums of which currency and value are known."""
    return frozenset((money.currency, float(money.value)) for money in amounts if money.currency and money.value)


def differ(known: Set[Price], told: Set[Price]) -> bool:
    """Tell whether sums of one currency are those of two agreements."""
    pairs = [(left, right) for unit, left in known for other, right in told if unit == other]
    return bool(pairs) and all(abs(left - right) > NEAR * max(left, right) for left, right in pairs)
