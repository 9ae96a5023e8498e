"""Stated conversions: which amount restates which, and whether the implied rate can be true."""

import pytest

from pactwire.money import conversion_warnings, find_money
from pactwire.money.conversions import rate_band
from pactwire.money.lexicon import lexicon


def links(text: str, countries: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return each conversion with what it converts, as words."""
    return [
        (m.text, text[m.converted_from[0] : m.converted_from[1]])
        for m in find_money(text, countries=countries)
        if m.converted_from
    ]


@pytest.mark.parametrize("row", lexicon().conversions, ids=lambda row: row[0].id)
def test_examples_of_the_rules(row: tuple) -> None:  # type: ignore[type-arg]
    rule, _ = row
    assert all(links(example) for example in rule.examples)
    assert not any(links(example) for example in rule.counterexamples)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rs 63,000 crore ($7.4 billion)", [("$7.4 billion", "Rs 63,000 crore")]),
        ("Rs 63,000 crore (about USD 7.4 billion)", [("USD 7.4 billion", "Rs 63,000 crore")]),
        ("A$500 million (US$326 million)", [("US$326 million", "A$500 million")]),
        ("A$500 million ($326 million)", [("$326 million", "A$500 million")]),
        (
            "A$500 million ($328 million; £241 million)",
            [("$328 million", "A$500 million"), ("£241 million", "A$500 million")],
        ),
        (
            "200 million Japanese yen, approximately 1.3 million dollars",
            [("1.3 million dollars", "200 million Japanese yen")],
        ),
        ("2 billion zlotys, or $500 million", [("$500 million", "2 billion zlotys")]),
        ("2 billion zlotys or about $500 million", [("$500 million", "2 billion zlotys")]),
        ("€1.2bn/$1.4bn", [("$1.4bn", "€1.2bn")]),
        ("€1.2bn — roughly $1.4bn — over ten years", [("$1.4bn", "€1.2bn")]),
        ("15.6 billion yen\n($110 million)", [("$110 million", "15.6 billion yen")]),
        ("A loss of $381 million, or $0.67 per share", []),
        ("€300 million, or $0.67 per share", []),
        ("5 billion yen and 3 million pesos", []),
        ("$3 billion and about €2 billion", []),
        ("$3 billion from Japan, and later €2 billion", []),
        ("billions of dollars (€2 billion)", []),
        ("$2 billion ($3 billion with options)", []),
    ],
)
def test_links(text: str, expected: list[tuple[str, str]]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "countries", "year", "codes"),
    [
        (
            "200 million Japanese yen, approximately 341 million pesos",
            ("PHL", "JPN"),
            None,
            ["currency_pair_implausible"],
        ),
        (
            "200 million Japanese yen, approximately 341 million pesos",
            ("PHL", "JPN"),
            2026,
            ["currency_pair_implausible"],
        ),
        ("200 million Japanese yen, approximately 74 million pesos", ("PHL", "JPN"), 2026, []),
        ("200 million Japanese yen, approximately 341 million pesos", (), 2026, []),
        ("Rs 63,000 crore ($7.4 billion)", ("IND", "FRA"), 2025, []),
        ("Rs 63,000 crore ($74 billion)", ("IND", "FRA"), 2025, ["currency_pair_implausible"]),
        ("Rs 63,000 crore ($740 million)", ("IND", "FRA"), 2025, ["currency_pair_implausible"]),
        ("A$500 million (US$326 million)", (), 2025, []),
        ("A$500 million (US$3.26 million)", (), 2025, ["currency_pair_implausible"]),
        ("€1.2bn ($1.4bn)", (), 2025, []),
        ("€1.2bn ($3.1bn)", (), 2025, ["currency_pair_implausible"]),
        ("15.6 billion yen ($110 million)", (), 1989, []),
        ("1.2 billion Turkish liras ($800 million)", (), 2008, []),
        ("1.2 billion Turkish liras ($800 million)", (), 2025, ["currency_pair_implausible"]),
        ("20 billion CFA francs ($33 million)", ("SEN",), 2025, []),
        ("500 million kyats ($1)", (), 1995, ["currency_pair_implausible"]),
        ("10 million pula ($1)", (), 2025, []),
    ],
)
def test_warnings(text: str, countries: tuple[str, ...], year: int | None, codes: list[str]) -> None:
    warnings = conversion_warnings(find_money(text, countries=countries), year=year)
    assert [warning.code for warning in warnings] == codes


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("76.40 kroner (dlrs 10.6) an hour", ["hour", "hour"]),
        ("€80 million ($93 million) per aircraft", ["unit", "unit"]),
        ("A$50 million (US$33 million; £24 million) a year", ["year", "year", "year"]),
        ("€80 million ($93 million) in all", [None, None]),
        ("€80 million a year ($93 million)", ["year", None]),
    ],
)
def test_rate_after_a_bracket_belongs_to_both(text: str, rates: list[str | None]) -> None:
    assert [mention.per for mention in find_money(text)] == rates


def test_warning_names_both_amounts_and_the_band() -> None:
    text = "worth 200 million yen (341 million pesos)"
    [warning] = conversion_warnings(find_money(text, countries=("PHL",)), year=2026)
    assert warning.spans == ((6, 21), (23, 40))
    assert [text[start:end] for start, end in warning.spans] == ["200 million yen", "341 million pesos"]
    assert "1.705 PHP for one JPY, where 0.2902 to 0.5664 would be plausible" in warning.message


def test_factor_is_taken_from_the_edge_of_the_band() -> None:
    band = rate_band("EGP", "USD", 2025)
    assert band is not None
    inside, outside = band[1] * 1.79, band[1] * 1.81
    assert conversion_warnings(find_money(f"EGP 10000 (${inside * 10000:.2f})"), year=2025) == []
    [warning] = conversion_warnings(find_money(f"EGP 10000 (${outside * 10000:.2f})"), year=2025)
    assert warning.spans[0] == (0, 9)


@pytest.mark.parametrize(
    ("text", "year", "warned"),
    [
        ("3.37bn USD for 5bn EUR", 2025, True),
        ("5bn EUR for 3.37bn USD", 2025, True),
        ("€5 billion, worth $3.37 billion", 2025, True),
        ("€5 billion, equivalent to $3.37 billion", 2025, True),
        ("€5 billion (about $3.37 billion)", 2025, True),
        ("€5 billion or $3.37 billion", 2025, True),
        ("€5 billion (about $5.6 billion)", 2025, False),
        ("€5 billion is about $5.2 billion", 2025, False),
        ("€5 billion (about $7 billion)", 2025, False),
        ("€5.0 billion (about $7.9 billion)", 2025, False),
        ("€5.12 billion (about $9.92 billion)", 2025, True),
        ("€1 billion ($2 billion)", 2025, False),
        ("£1.23 billion ($0.91 billion)", 2025, True),
        ("£1.23 billion ($1.65 billion)", 2025, False),
        ("A$368 billion, or $245 billion", 2025, False),
        ("A$368 billion, or $525 billion", 2025, True),
        ("$368 billion, or £480 billion", 2025, True),
        ("156 million yen, roughly $1.03 million", 2025, False),
        ("156 million yen, roughly $3.03 million", 2025, True),
        ("CHF 6.035 billion (about $3.1 billion)", 2025, True),
        ("CHF 6.035 billion (about $6.25 billion)", 2025, False),
        ("10 billion zlotys – 2.4 billion euros – was paid", 2025, False),
        ("10 billion zlotys – 240 million euros – was paid", 2025, True),
        ("€5 billion for ships, $3.37 billion for jets", 2025, False),
        ("€5 billion rising to $3.37 billion", 2025, False),
        ("a €5 billion loan for $3.37 billion worth of arms", 2025, False),
    ],
)
def test_rates_that_are_known_by_the_day_are_held_more_tightly(text: str, year: int, warned: bool) -> None:
    assert bool(conversion_warnings(find_money(text), year=year)) == warned


def test_band_of_an_unknown_currency() -> None:
    assert rate_band("USD", "BWP") is None
