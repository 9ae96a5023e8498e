"""Calendar arithmetic, numbers, clock times, holidays and fiscal years by table."""

from datetime import date

import pytest

from pactwire.dates.choose import weekday_in_week, weekday_nearest
from pactwire.dates.clock import clock_value
from pactwire.dates.fiscal import fiscal_rules, fiscal_year
from pactwire.dates.holidays import easter_sunday, holiday_in
from pactwire.dates.lengths import duration_value
from pactwire.dates.numbers import number_of, ordinal_of
from pactwire.dates.period import (
    Period,
    add_months,
    holding,
    narrowed,
    of_century,
    of_decade,
    of_half,
    of_quarter,
    of_season,
    of_week,
    of_weekend,
    shifted,
)
from pactwire.dates.vetted import full_date


@pytest.mark.parametrize(
    ("period", "first", "last", "value", "edtf"),
    [
        (of_week(date(2026, 1, 1)), "2025-12-29", "2026-01-04", "2026-W01", "2025-12-29/2026-01-04"),
        (of_week(date(2021, 1, 3)), "2020-12-28", "2021-01-03", "2020-W53", "2020-12-28/2021-01-03"),
        (of_weekend(date(2026, 1, 16)), "2026-01-17", "2026-01-18", "2026-W03-WE", "2026-01-17/2026-01-18"),
        (of_quarter(2025, 4), "2025-10-01", "2025-12-31", "2025-Q4", "2025-10/2025-12"),
        (of_half(2024, 1), "2024-01-01", "2024-06-30", "2024-H1", "2024-01/2024-06"),
        (of_season(2023, "WI"), "2023-12-01", "2024-02-29", "2023-WI", "2023-24"),
        (of_decade(1994), "1990-01-01", "1999-12-31", "199", "199X"),
        (of_century(21), "2000-01-01", "2099-12-31", "20", "20XX"),
        (holding(date(2026, 1, 16), "season"), "2025-12-01", "2026-02-28", "2025-WI", "2025-24"),
        (holding(date(2026, 8, 31), "quarter"), "2026-07-01", "2026-09-30", "2026-Q3", "2026-07/2026-09"),
        (shifted(of_quarter(2026, 1), -1), "2025-10-01", "2025-12-31", "2025-Q4", "2025-10/2025-12"),
        (shifted(of_week(date(2026, 1, 1)), -1), "2025-12-22", "2025-12-28", "2025-W52", "2025-12-22/2025-12-28"),
        (shifted(of_decade(2026), -1), "2010-01-01", "2019-12-31", "201", "201X"),
        (narrowed(of_quarter(2025, 4), (3, 3)), "2025-12-01", "2025-12-31", "2025-Q4", "2025-10/2025-12"),
        (narrowed(holding(date(2024, 2, 1), "month"), (21, 0)), "2024-02-21", "2024-02-29", "2024-02", "2024-02"),
    ],
)
def test_periods_know_bounds_and_forms(period: Period, first: str, last: str, value: str, edtf: str) -> None:
    assert period.first is not None
    assert period.last is not None
    assert (period.first.isoformat(), period.last.isoformat(), period.value, period.edtf) == (first, last, value, edtf)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -13, date(2025, 2, 28)),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_calendar_ends_are_refused_rather_than_wrapped() -> None:
    with pytest.raises(ValueError, match="year"):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueError, match="year"):
        add_months(date(1, 1, 1), -1)


@pytest.mark.parametrize(
    ("anchor", "weekday", "direction", "expected"),
    [
        (date(2026, 1, 16), 5, "past", date(2026, 1, 16)),
        (date(2026, 1, 16), 5, "future", date(2026, 1, 16)),
        (date(2026, 1, 16), 4, None, date(2026, 1, 15)),
        (date(2026, 1, 16), 6, "past", date(2026, 1, 10)),
        (date(2026, 1, 16), 6, "future", date(2026, 1, 17)),
        (date(2026, 1, 1), 3, "past", date(2025, 12, 31)),
    ],
)
def test_weekday_is_the_nearest_on_the_side_of_the_tense(
    anchor: date, weekday: int, direction: str | None, expected: date
) -> None:
    assert (
        weekday_nearest(anchor, weekday, "future" if direction == "future" else "past" if direction else None)
        == expected
    )


def test_next_tuesday_is_that_of_the_next_week() -> None:
    assert weekday_in_week(date(2026, 1, 12), 2, 1) == date(2026, 1, 20)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a", 1.0), ("an", 1.0), ("twenty-four", 24.0), ("twenty four", 24.0), ("two hundred", 200.0), ("a hundred", 100.0), ("a couple of", 2.0),
        ("1,500", 1500.0), ("2.5", 2.5), ("5 1/2", 5.5), ("half a", 0.5), ("two and a half", 2.5), ("three dozen", 36.0), ("many", None), ("", None), ("of", None),
    ],
)  # fmt: skip
def test_number_words(words: str, number: float | None) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("words", "rank"),
    [("1st", 1), ("21st", 21), ("third", 3), ("twenty-first", 21), ("twenty first", 21), ("final", -1), ("many", None)],
)
def test_ordinals(words: str, rank: int | None) -> None:
    assert ordinal_of(words) == rank


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9 a.m.", "09:00"), ("12 a.m.", "00:00"), ("12 p.m.", "12:00"), ("3:30 p.m.", "15:30"), ("3.30pm", "15:30"), ("14:05", "14:05"), ("2030", "20:30"),
        ("noon", "12:00"), ("midnight", "24:00"), ("nine o'clock", "09:00"), ("4 in the morning", "04:00"), ("8 in the evening", "20:00"), ("9 at night", "21:00"),
    ],
)  # fmt: skip
def test_clock_times(words: str, value: str) -> None:
    assert clock_value(words) == value


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (3, "day", "P3D"), (2, "fortnight", "P4W"), (1, "decade", "P10Y"), (2, "century", "P200Y"), (5.5, "hour", "PT5H30M"), (1.5, "year", "P1Y6M"),
        (0.5, "year", "P6M"), (30, "minute", "PT30M"), (2, "quarter", "P2Q"), (1.5, "day", "P1DT12H"),
    ],
)  # fmt: skip
def test_lengths_are_written_as_iso_durations(number: float, unit: str, value: str) -> None:
    assert duration_value(number, unit) == value


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, expected: date) -> None:
    assert easter_sunday(year) == expected


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("thanksgiving", 2024, date(2024, 11, 28)),
        ("memorial day", 2025, date(2025, 5, 26)),
        ("labor day", 2025, date(2025, 9, 1)),
        ("good friday", 2026, date(2026, 4, 3)),
        ("new year's eve", 2025, date(2025, 12, 31)),
        ("no such day", 2025, None),
    ],
)
def test_holidays(name: str, year: int, expected: date | None) -> None:
    assert holiday_in(name, year) == expected


@pytest.mark.parametrize(
    ("country", "label", "until", "edtf"),
    [
        ("JPN", 2025, None, "2025-04/2026-03"),
        ("USA", 2026, None, "2025-10/2026-09"),
        ("IND", 2026, None, "2025-04/2026-03"),
        ("IND", 2025, 2026, "2025-04/2026-03"),
        ("GBR", 2025, 2026, "2025-04/2026-03"),
        ("AUS", 2026, None, "2025-07/2026-06"),
        ("PHL", 2026, None, "2026-01/2026-12"),
        ("PHL", 2025, 2026, "2025-01/2026-12"),
        ("IRN", 2025, None, "2025-03-21/2026-03-20"),
        (None, 2025, None, "2024-10/2026-03"),
    ],
)
def test_fiscal_years(country: str | None, label: int, until: int | None, edtf: str) -> None:
    rule = next((rule for rule in fiscal_rules() if rule.country == country), None)
    assert fiscal_year(rule, label, until).edtf == edtf


def test_fiscal_table_names_each_country_once() -> None:
    countries = [rule.country for rule in fiscal_rules()]
    names = [name for rule in fiscal_rules() for name in rule.names.split("|")]
    assert sorted(set(countries)) == sorted(countries)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("15 January 2026", date(2026, 1, 15)),
        ("15 Jan. 2026", date(2026, 1, 15)),
        ("3 Sept. 2025", date(2025, 9, 3)),
        ("29 February 2024", date(2024, 2, 29)),
        ("29 February 2025", None),
        ("31 April 2025", None),
    ],
)
def test_vetted_phrases_are_read_strictly(phrase: str, day: date | None) -> None:
    assert full_date(phrase) == day
