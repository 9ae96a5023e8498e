import pytest

from pactwire.compare.amounts import Bound, Sum, compare_sums, other_rate, read_bound


def usd(
    value: float,
    *,
    about: bool = False,
    bound: Bound | None = None,
    converted: bool = False,
    beside: tuple[float, str] | None = None,
    scope: str | None = None,
) -> Sum:
    return Sum(value, "USD", "", about, bound, converted, None, beside, scope)


CASES = [
    (usd(374e6), usd(375e6), "compatible", "0.3% off"),
    (usd(370e6), usd(375e6), "compatible", "one is rounded"),
    (usd(372e6), usd(375e6), "conflict", "0.8% off"),
    (usd(500e6), usd(500e6), "same", "the same sum"),
    (usd(63e9), usd(63e9, about=True), "compatible", "the same figure, one only as a bound or about"),
    (usd(63e9), usd(63e9, bound="lower"), "compatible", "the same figure, one only as a bound or about"),
    (usd(988.4e6), usd(988e6), "compatible", "one is rounded"),
    (usd(1e9), usd(988e6), "compatible", "one is rounded"),
    (usd(1e9, about=True), usd(963e6), "compatible", "one is rounded"),
    (usd(7.4e9, about=True), usd(7.5e9), "compatible", "1.3% off, and one is approximate"),
    (usd(326e6, converted=True), usd(330e6), "compatible", "one is rounded"),
    (usd(326e6, converted=True), usd(331e6), "compatible", "1.5% off, and one is converted"),
    (usd(300e6, bound="upper"), usd(275e6), "compatible", "one is an upper bound"),
    (usd(300e6, bound="lower"), usd(350e6), "compatible", "one is a lower bound"),
    (usd(300e6, bound="upper"), usd(350e6), "conflict", "14.3% off"),
    (usd(7.4e9), usd(7.5e9), "conflict", "1.3% off"),
    (usd(63e9), usd(64e9), "conflict", "1.6% off"),
    (usd(500e6), usd(450e6, about=True), "conflict", "10.0% off"),
    (usd(1.2e9), usd(1.9e9), "conflict", "36.8% off"),
    # Cut off, not rounded; with one figure left it is another sum.
    (usd(7.8e9), usd(7.87e9), "compatible", "one is rounded"),
    (usd(7.8e9), usd(7.95e9), "conflict", "1.9% off"),
    (usd(6e9), usd(6.6e9), "conflict", "9.1% off"),
    # One sum, converted by two newsrooms; whichever of the two currencies each gives first.
    (
        usd(6e9, beside=(10e9, "AUD")),
        usd(6.5e9, beside=(10e9, "AUD")),
        "compatible",
        "7.7% off, and one sum in AUD: another rate",
    ),
    (usd(6e9, beside=(10e9, "AUD")), usd(6.5e9, beside=(11e9, "AUD")), "conflict", "7.7% off"),
    (usd(6e9, beside=(10e9, "AUD")), usd(6.5e9, beside=(10e9, "GBP")), "conflict", "7.7% off"),
    # No rate moves so far: one of them is wrong.
    (usd(4e9, beside=(10e9, "AUD")), usd(6.5e9, beside=(10e9, "AUD")), "conflict", "38.5% off"),
    (
        usd(15e9, scope="preliminary"),
        usd(4e9),
        "compatible",
        "one of a memorandum or framework, one of the agreement",
    ),
    (usd(6e8, scope="part"), usd(5e8, scope="part"), "conflict", "16.7% off"),
]


@pytest.mark.parametrize(("left", "right", "kind", "detail"), CASES)
def test_compare_sums(left: Sum, right: Sum, kind: str, detail: str) -> None:
    relation = compare_sums(left, right)
    assert (relation.kind, relation.detail) == (kind, detail)
    assert compare_sums(right, left) == relation


BOUNDS = [
    ("a package worth up to ", "", ("upper", False)),
    ("for nearly ", "", ("upper", True)),
    ("worth more than ", "", ("lower", False)),
    ("at least ", "", ("lower", False)),
    ("India pays about ", "", (None, True)),
    ("63,000 crore (about ", "", (None, True)),
    ("for ", " or more", ("lower", False)),
    ("a contract of ", " for jets", (None, False)),
    ("talks on the group of ", "", (None, False)),
]


@pytest.mark.parametrize(("before", "after", "expected"), BOUNDS)
def test_read_bound(before: str, after: str, expected: tuple[Bound | None, bool]) -> None:
    assert read_bound(before, after) == expected


RATES = [
    (usd(6e9, converted=True), usd(6.5e9), True),
    (usd(6e9), usd(6.5e9), False),
    (usd(4e9, converted=True), usd(6.5e9, converted=True), False),
]


@pytest.mark.parametrize(("left", "right", "expected"), RATES)
def test_other_rate(left: Sum, right: Sum, expected: bool) -> None:
    assert other_rate([left], [right]) == other_rate([right], [left]) == expected
