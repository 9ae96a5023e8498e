import pytest

from pactwire.compare.dates import When, compare_dates, gap_days, parse_edtf, when_of
from pactwire.records import EventDate

CASES = [
    ("2026-01-15", "2026-01-15", "same", "the same date"),
    ("2026-07", "2026-07-08", "compatible", "one is less precise"),
    ("2010", "2010-04-08", "compatible", "one is less precise"),
    ("XXXX-01-15", "2026-01-15", "compatible", "one lacks the year"),
    ("XXXX-01", "2026-01-15", "compatible", "one lacks the year"),
    ("2026-01/2026-03", "2026-03", "compatible", "one is less precise"),
    ("2026-01/2026-03", "2026-02/2026-05", "compatible", "they overlap"),
    ("2026-01-01/2026-01-31", "2026-01", "same", "the same days"),
    ("2023-02-20", "2023-02-21", "conflict", "1 day apart; a time zone can make one day"),
    ("2025-04-09", "2025-04-28", "conflict", "19 days apart"),
    ("2010", "2011", "conflict", "2010 against 2011"),
    ("2024-07", "2024-08-01", "conflict", "2024-07 against 2024-08-01"),
    ("XXXX-01-15", "2026-01-16", "conflict", "XXXX-01-15 against 2026-01-16"),
    ("XXXX-12-31", "XXXX-01-02", "conflict", "XXXX-12-31 against XXXX-01-02"),
]


@pytest.mark.parametrize(("left", "right", "kind", "detail"), CASES)
def test_compare_dates(left: str, right: str, kind: str, detail: str) -> None:
    relation = compare_dates(parse_edtf(left), parse_edtf(right))
    assert (relation.kind, relation.detail) == (kind, detail)
    assert compare_dates(parse_edtf(right), parse_edtf(left)).kind == kind


WEEKDAYS = [
    ("2026-01-16", "compatible"),
    ("2026-01-15", "conflict"),
    ("2026-01", "compatible"),
    ("2026-01-12/2026-01-14", "conflict"),
]


@pytest.mark.parametrize(("other", "kind"), WEEKDAYS)
def test_friday_against_dates(other: str, kind: str) -> None:
    friday = When("XXXX-WXX-5", weekday=4)
    assert compare_dates(friday, parse_edtf(other)).kind == kind
    assert compare_dates(parse_edtf(other), friday).kind == kind


GAPS = [
    ("2026-01-15", "2026-01-18", 3),
    ("2026-01", "2026-01-18", 0),
    ("XXXX-12-30", "2026-01-02", 3),
    ("2025", "2026-02", 32),
    ("unknown", "2026", None),
]


@pytest.mark.parametrize(("left", "right", "days"), GAPS)
def test_gap_days(left: str, right: str, days: int | None) -> None:
    assert gap_days(parse_edtf(left), parse_edtf(right)) == days


def test_bounds_of_the_record_come_before_its_edtf() -> None:
    date = EventDate(text="FY2025", start=0, end=6, edtf="2025", earliest="2025-04-01", latest="2026-03-31", basis="-")
    assert compare_dates(when_of(date), parse_edtf("2026-02")).kind == "compatible"
    assert compare_dates(when_of(date), parse_edtf("2025-02")).kind == "conflict"


@pytest.mark.parametrize("edtf", ["", "soon", "2024-13", "20XX", "XXXX"])
def test_what_cannot_be_placed_contradicts_nothing(edtf: str) -> None:
    assert compare_dates(parse_edtf(edtf), parse_edtf("2024-06-01")).kind == "compatible"
