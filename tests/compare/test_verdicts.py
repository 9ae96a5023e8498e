"""Verdict and consensus from (value, independent source) pairs."""

import pytest

from pactwire.compare.amounts import Sum
from pactwire.compare.dates import parse_edtf
from pactwire.compare.figures import Figure
from pactwire.compare.grounds import Account
from pactwire.compare.records import FactName
from pactwire.compare.values import Beside, DateValue, ItemValue, SignatoriesValue, Stated
from pactwire.compare.verdicts import judge


def on(edtf: str, source: str) -> Account:
    return Account(Stated("date", None, edtf, edtf, DateValue(parse_edtf(edtf))), source, f"{source}.example")


def paid(value: float, source: str, about: bool = False) -> Account:
    shown = f"{'~ ' if about else ''}{value:.0f}"
    return Account(
        Stated("amount", "INR", shown, shown, (Sum(value, "INR", shown, about),)), source, f"{source}.example"
    )


def jets_beside(count: int, source: str, *beside: int) -> Account:
    plain = jets(count, source)
    told = Beside(goods=tuple((number, "jets for the navy") for number in beside))
    return Account(plain.stated, plain.source_id, plain.outlet, told)


def jets(count: int | None, source: str) -> Account:
    return Account(
        Stated("items", "jets", f"{count} jets", f"{count} jets", ItemValue("jets", count, count)),
        source,
        f"{source}.example",
    )


def paid_beside(value: float, source: str, *beside: float) -> Account:
    plain = paid(value, source)
    figures = tuple(Figure(Sum(told, "INR", str(told)), frozenset(), 0, 0) for told in beside)
    return Account(plain.stated, plain.source_id, plain.outlet, Beside(figures=figures))


def signed(source: str, *names: str) -> Account:
    people = SignatoriesValue(tuple((name, None) for name in names), 2)
    return Account(Stated("signatories", None, "; ".join(names), "", people), source, f"{source}.example")


CASES: list[tuple[FactName, list[Account], str, str | None, str]] = [
    ("date", [on("2026-01-15", "a"), on("2026-01-15", "b")], "unanimous", "2026-01-15", "2 of 2 independent sources"),
    ("date", [on("2026-01-15", "a")], "single_source", "2026-01-15", "one independent source"),
    (
        "date",
        [on("2026-01-15", "a"), on("2026-01-15", "a"), on("2026-01-15", "a")],
        "single_source",
        "2026-01-15",
        "one independent source",
    ),
    (
        "date",
        [on("XXXX-01-15", "a"), on("XXXX-01-15", "b"), on("XXXX-01-15", "c"), on("2026-01-15", "d")],
        "compatible",
        "2026-01-15",
        "4 of 4 independent sources, the most exact value",
    ),
    (
        "date",
        [on("2023-02-21", "a"), on("2023-02-21", "b"), on("2023", "c"), on("2023-02-20", "d")],
        "conflict",
        "2023-02-21",
        "3 of 4 independent sources, the most exact value",
    ),
    (
        "date",
        [on("2023-02-21", "a"), on("2023-02-20", "b")],
        "conflict",
        None,
        "undecided: 1 of 2 independent sources for each of two values",
    ),
    # What all can mean holds where the exact days are undecided.
    (
        "date",
        [on("2023-02-21", "a"), on("2023-02-20", "b"), on("2023-02", "c")],
        "conflict",
        "2023-02",
        "3 of 3 independent sources, the most exact value",
    ),
    # Three reprints of one wire are one source: they do not outvote two others.
    (
        "amount",
        [paid(64e10, "wire"), paid(64e10, "wire"), paid(64e10, "wire"), paid(63e10, "b"), paid(63e10, "c")],
        "conflict",
        "630000000000",
        "2 of 3 independent sources",
    ),
    (
        "amount",
        [paid(63e10, "a", about=True), paid(63e10, "b", about=True), paid(63.2e10, "c")],
        "compatible",
        "632000000000",
        "3 of 3 independent sources, the most exact value",
    ),
    (
        "amount",
        [paid(64e10, "a"), paid(63e10, "a")],
        "single_source",
        "630000000000",
        "one independent source",
    ),
    # A framework for 1,000 and a contract for 180: who tells of both does not contradict who tells of one.
    (
        "items",
        [jets(1000, "a"), jets(180, "a"), jets(180, "b"), jets(1000, "c")],
        "compatible",
        "1000 jets",
        "3 of 3 independent sources, the most exact value",
    ),
    # Who states the smaller sum tells of the larger, too; more of its digits do not make it hold.
    (
        "amount",
        [paid(8e9, "a"), paid_beside(5.4e9, "b", 8e9)],
        "compatible",
        "8000000000",
        "2 of 2 independent sources, the most exact value",
    ),
    # An office names nobody.
    (
        "signatories",
        [signed("a", "Eric Trappier"), signed("b", "the defence minister of the republic")],
        "compatible",
        "Eric Trappier",
        "2 of 2 independent sources, the most exact value",
    ),
    (
        "items",
        [jets(1000, "a"), jets(180, "b")],
        "conflict",
        None,
        "undecided: 1 of 2 independent sources for each of two values",
    ),
    (
        "date",
        [on("2023-02-20", "a"), on("2023-02-21", "a")],
        "single_source",
        "2023-02-20",
        "one independent source",
    ),
    (
        "items",
        [jets(26, "a"), jets(None, "b")],
        "compatible",
        "26 jets",
        "2 of 2 independent sources, the most exact value",
    ),
]


@pytest.mark.parametrize(("fact", "accounts", "verdict", "consensus", "basis"), CASES)
def test_judge(fact: FactName, accounts: list[Account], verdict: str, consensus: str | None, basis: str) -> None:
    judgement = judge(fact, accounts)
    assert (judgement.verdict, judgement.consensus, judgement.basis) == (verdict, consensus, basis)
    turned = judge(fact, accounts[::-1])
    assert (turned.verdict, turned.consensus, turned.basis) == (verdict, consensus, basis)
    assert turned.standings == judgement.standings[::-1]


def test_each_testimony_is_told_how_it_stands() -> None:
    judgement = judge("date", [on("2023-02-21", "a"), on("2023-02-21", "b"), on("2023", "c"), on("2023-02-20", "d")])
    assert judgement.standings == (
        ("agrees", None),
        ("agrees", None),
        ("compatible", "one is less precise"),
        ("differs", "1 day apart; a time zone can make one day"),
    )
    undecided = judge("date", [on("2023-02-21", "a"), on("2023-02-20", "b")])
    assert undecided.standings == (("undecided", None), ("undecided", None))


def test_values_beyond_the_compared_ones_still_count_against_the_consensus() -> None:
    accounts = [on("2023-02-21", f"s{number}") for number in range(5)]
    accounts += [on(f"20{year}-03-{day:02d}", f"t{year}{day}") for year in (10, 11, 12) for day in range(1, 28)]
    judgement = judge("date", accounts)
    assert (judgement.verdict, judgement.consensus) == ("conflict", "2023-02-21")
    assert {standing for standing, _ in judgement.standings[5:]} == {"differs"}


@pytest.mark.parametrize(
    ("accounts", "verdict"),
    [
        ([jets_beside(26, "a"), jets_beside(36, "b")], "conflict"),
        # All who say 36 tell of 26, too: of an earlier batch, or of the whole.
        ([jets_beside(26, "a"), jets_beside(36, "b", 26, 36)], "compatible"),
        ([jets_beside(26, "a"), jets_beside(36, "b", 26, 36), jets_beside(36, "c")], "conflict"),
    ],
)
def test_who_tells_of_both_numbers_contradicts_neither(accounts: list[Account], verdict: str) -> None:
    assert judge("items", accounts).verdict == verdict


def test_the_order_of_values_does_not_depend_on_that_of_sets() -> None:
    one = Stated("sums", "EUR", "2 EUR", "2", Figure(Sum(2, "EUR", ""), frozenset({"fund", "demand"}), 0, 1))
    other = Stated("sums", "EUR", "2 EUR", "2", Figure(Sum(2, "EUR", ""), frozenset({"offer", "bid"}), 0, 1))
    accounts = [Account(one, "a", "a.example"), Account(other, "b", "b.example")]
    assert judge("sums", accounts).standings == (("agrees", "the same sum"), ("agrees", None))
    assert judge("sums", accounts[::-1]).standings == (("agrees", None), ("agrees", "the same sum"))


def dated(account: Account, published: int) -> Account:
    return Account(account.stated, account.source_id, account.outlet, account.beside, published)


# Days between two reports, whether they are of several acts, and what a price of 6 and one of 6.5 billion amount to.
TIMES = [
    (10, True, "conflict"),
    (90, True, "compatible"),
    (90, False, "conflict"),
]


@pytest.mark.parametrize(("days", "across", "verdict"), TIMES)
def test_prices_of_other_acts_change_with_time(days: int, across: bool, verdict: str) -> None:
    accounts = [dated(paid(6e9, "a"), 0), dated(paid(6.5e9, "b"), days)]
    assert judge("amount", accounts, across=across).verdict == verdict
    assert judge("amount", accounts[::-1], across=across).verdict == verdict


def test_conversions_told_at_other_times_are_compatible() -> None:
    def converted(value: float, source: str, day: int) -> Account:
        total = Sum(value, "USD", "", converted=True)
        return Account(Stated("amount", "USD", str(value), "", (total,)), source, source, None, day)

    assert judge("amount", [converted(6e9, "a", 0), converted(6.5e9, "b", 5)]).verdict == "conflict"
    assert judge("amount", [converted(6e9, "a", 0), converted(6.5e9, "b", 200)]).verdict == "compatible"
