import pytest

from pactwire.compare.amounts import Bound, Sum, compare_sums, read_bound


def usd(value: float, *, about: bool = False, bound: Bound | None = None, converted: bool = False) -> Sum:
    return Sum(value, "USD", "", about, bound, converted)


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
