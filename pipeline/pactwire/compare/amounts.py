"""Sums of money: rounding, bounds, and conversions that the texts state."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.compare.scopes import told_scope

Bound = Literal["upper", "lower"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as one text gives it, in units of `currency`; `high` where it gives a range.

    `beside` is the same sum in another currency, where the text converts one into the other, `scope` what it is of
    where that is not the agreement itself.
    """

    value: float
    currency: str | None
    text: str
    approximate: bool = False
    bound: Bound | None = None
    converted: bool = False
    high: float | None = None
    beside: tuple[float, str] | None = None
    scope: str | None = None

    @property
    def figures(self) -> int:
        """Return the number of significant figures that the value is stated with."""
        digits = f"{self.value:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
        return max(1, len(digits))


def compare_sums(left: Sum, right: Sum) -> Relation:
    """Compare two sums in one currency.

    A rounded, approximate or bounding sum is compatible with an exact one that it covers.

    >>> compare_sums(Sum(1e9, "USD", "nearly $1bn", True), Sum(988e6, "USD", "$988m")).kind
    'compatible'
    """
    rules = compare_rules().amounts
    if (
        left.high != right.high
        and (left.high or left.value) >= right.value
        and (right.high or right.value) >= left.value
    ):
        return Relation(kind="compatible", detail="one is a range")
    if math.isclose(left.value, right.value, rel_tol=1e-9):
        if left.bound == right.bound and left.approximate == right.approximate:
            return Relation(kind="same", detail="the same sum")
        return Relation(kind="compatible", detail="the same figure, one only as a bound or about")
    if scopes := told_scope(left.scope, right.scope):
        return Relation(kind="compatible", detail=scopes)
    off = abs(left.value - right.value) / max(abs(left.value), abs(right.value))
    for one, other in ((left, right), (right, left)):
        if one.bound == "upper" and other.bound != "upper" and other.value < one.value:
            return Relation(kind="compatible", detail="one is an upper bound")
        if one.bound == "lower" and other.bound != "lower" and other.value > one.value:
            return Relation(kind="compatible", detail="one is a lower bound")
    if off <= rules.rounding and _is_rounding(left, right):
        return Relation(kind="compatible", detail="one is rounded")
    if off <= rules.close:
        return Relation(kind="compatible", detail=f"{off:.1%} off")
    if (left.approximate or right.approximate or left.bound or right.bound) and off <= rules.rounding:
        return Relation(kind="compatible", detail=f"{off:.1%} off, and one is approximate")
    if (left.converted or right.converted) and off <= rules.conversion:
        return Relation(kind="compatible", detail=f"{off:.1%} off, and one is converted")
    if off <= rules.rate and (currency := _converted_alike(left, right)):
        return Relation(kind="compatible", detail=f"{off:.1%} off, and one sum in {currency}: another rate")
    return Relation(kind="conflict", detail=f"{off:.1%} off")


def _converted_alike(left: Sum, right: Sum) -> str | None:
    """Return the currency in which both texts give the same sum beside the ones that differ."""
    if left.beside is None or right.beside is None or left.beside[1] != right.beside[1]:
        return None
    one, other = left.beside[0], right.beside[0]
    return left.beside[1] if abs(one - other) <= compare_rules().amounts.close * max(one, other) else None


def other_rate(left: Sequence[Sum], right: Sequence[Sum]) -> bool:
    """Whether the rates of two times account for a difference, one of two sums being a stated conversion."""
    return any(
        (one.converted or other.converted)
        and abs(one.value - other.value) <= compare_rules().amounts.rate * max(abs(one.value), abs(other.value))
        for one in left
        for other in right
    )


def _is_rounding(left: Sum, right: Sum) -> bool:
    rough, exact = (left, right) if left.figures < right.figures else (right, left)
    if rough.figures == exact.figures:
        return False
    step = 10.0 ** (math.floor(math.log10(abs(rough.value))) - rough.figures + 1) if rough.value else 1.0
    if abs(rough.value - exact.value) <= step / 2 * (1 + 1e-9):
        return True
    # 7.87 is also told as 7.8; with one figure left, 6 for 6.5 is another sum.
    return rough.figures > 1 and 0 <= exact.value - rough.value <= compare_rules().amounts.cut * exact.value


def read_bound(before: str, after: str = "") -> tuple[Bound | None, bool]:
    """Read from the words beside a sum whether it is a bound, and whether it is approximate.

    Args:
        before: text that ends where the sum starts.
        after: text that starts where the sum ends.

    >>> read_bound("a deal worth up to ")
    ('upper', False)
    """
    words = compare_rules().amounts.qualifiers
    tail = " " + " ".join(before.casefold().replace("(", " ").replace("-", " ").split()[-4:])
    about = any(tail.endswith(" " + word) for word in words.about)
    if any(tail.endswith(" " + word) for word in words.upper):
        return "upper", about
    if any(tail.endswith(" " + word) for word in words.lower):
        return "lower", about
    follows = " ".join(after.casefold().split()[:2])
    if follows.startswith(("or more", "plus", "+")):
        return "lower", about
    return None, about
