"""How amounts are written in news, and what each form is worth.

The expectation stands in the text: `[[amount|value|currency]]`, `low..high` for a range, `-` for what is unknown.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwire.money import find_money, is_flow

FORMS = [
    # signs and codes
    "a [[$5 million|5e6|USD]] grant",
    "worth [[US$5 million|5e6|USD]] in all",
    "worth [[US$ 14 billion|14e9|USD]] in all",
    "worth [[U.S.$300 million|3e8|USD]] in all",
    "the sum of [[US $2 billion|2e9|USD]] was paid",
    "for [[A$500 million|5e8|AUD]] over ten years",
    "for [[AU$52.5 million|52.5e6|AUD]]",
    "for [[AUD 3.9 billion|3.9e9|AUD]]",
    "for [[AUD3.9bn|3.9e9|AUD]]",
    "for [[C$70 billion|70e9|CAD]]",
    "for [[CA$1.2bn|1.2e9|CAD]]",
    "for [[NZ$2.7 billion|2.7e9|NZD]]",
    "for [[S$2.4 billion|2.4e9|SGD]]",
    "for [[HK$18 million|18e6|HKD]]",
    "for [[NT$40 billion|40e9|TWD]]",
    "for [[R$7.2 billion|7.2e9|BRL]]",
    "for [[€650 million|650e6|EUR]]",
    "for [[€1.5bn|1.5e9|EUR]]",
    "for [[EUR650m|650e6|EUR]]",
    "for [[EUR 650 million|650e6|EUR]]",
    "for [[500€|500|EUR]] each",
    "for [[3 million €|3e6|EUR]]",
    "for [[£1.6 billion|1.6e9|GBP]]",
    "for [[£250k|250e3|GBP]]",
    "for [[GBP 10bn|10e9|GBP]]",
    "for [[¥8.7 trillion|8.7e12|JPY]]",
    "for [[JPY 200 million|2e8|JPY]]",
    "for [[₩2.7 trillion|2.7e12|KRW]]",
    "for [[KRW 1.3 trillion|1.3e12|KRW]]",
    "for [[₹63,000 crore|630e9|INR]]",
    "for [[INR 63,000 crore|630e9|INR]]",
    "for [[Rs 63,000 crore|630e9|INR]]",
    "for [[Rs. 1,250 crore|12.5e9|INR]]",
    "for [[Rs 63000 crore|630e9|INR]]",
    "a [[Rs 64,000-crore|640e9|INR]] deal",
    "for [[Rs 1.5 lakh crore|1.5e12|INR]]",
    "a fine of [[Rs 5 lakh|5e5|INR]]",
    "a cost of [[Rs 1,00,000|1e5|INR]]",
    "a cost of [[Rs 12,34,56,789|123456789|INR]]",
    "for [[₱341 million|341e6|PHP]]",
    "for [[P341 million|341e6|PHP]]",
    "for [[P35-billion|35e9|PHP]] worth of ships",
    "a fine of [[P50,000|50000|PHP]]",
    "for [[PHP 35 billion|35e9|PHP]]",
    "for [[Php1.9B|1.9e9|PHP]]",
    "for [[RM50,000|50000|MYR]]",
    "for [[RM2\nbillion|2e9|MYR]]",
    "for [[Rp 5.4 trillion|5.4e12|IDR]]",
    "for [[฿19.5 billion|19.5e9|THB]]",
    "for [[₺1.2 billion|1.2e9|TRY]]",
    "for [[₽150 billion|150e9|RUB]]",
    "for [[₴20 billion|20e9|UAH]]",
    "for [[NIS 500 million|5e8|ILS]]",
    "for [[₪1.2 billion|1.2e9|ILS]]",
    "for [[SEK 5.8 billion|5.8e9|SEK]]",
    "for [[CHF 6 billion|6e9|CHF]]",
    "for [[Kč58 billion|58e9|CZK]]",
    "for [[PLN 12.9 bln|12.9e9|PLN]]",
    "for [[R400m|4e8|ZAR]]",
    "for [[K500 million|5e8|PGK]]",
    "for [[AED 1.1 billion|1.1e9|AED]]",
    "for [[dlrs 220 million|220e6|USD]]",
    "for the [[dlrs\n300,000|300000|USD]] open",
    # currency words
    "for [[500 million dollars|5e8|USD]]",
    "for [[500 million US dollars|5e8|USD]]",
    "for [[500 million U.S. dollars|5e8|USD]]",
    "for [[500 million Australian dollars|5e8|AUD]]",
    "for [[300 million Canadian dollars|3e8|CAD]]",
    "for [[66 billion New Taiwan dollars|66e9|TWD]]",
    "for [[1 billion Singapore dollars|1e9|SGD]]",
    "for [[1.2 billion euros|1.2e9|EUR]]",
    "a [[1.2-billion-euro|1.2e9|EUR]] contract",
    "a [[1.2 billion euro|1.2e9|EUR]] contract",
    "for [[500m euros|5e8|EUR]]",
    "for [[500 million Euros|5e8|EUR]]",
    "for [[200 million Japanese yen|2e8|JPY]]",
    "for [[160 million yen|1.6e8|JPY]]",
    "for [[1.5 trillion won|1.5e12|KRW]]",
    "for [[1.5 trillion South Korean won|1.5e12|KRW]]",
    "for [[2 billion yuan|2e9|CNY]]",
    "for [[2 billion renminbi|2e9|CNY]]",
    "for [[2 billion RMB|2e9|CNY]]",
    "for [[100 billion roubles|100e9|RUB]]",
    "for [[100 billion rubles|100e9|RUB]]",
    "for [[40 billion hryvnias|40e9|UAH]]",
    "for [[12 billion zlotys|12e9|PLN]]",
    "for [[12 billion zloty|12e9|PLN]]",
    "for [[25 billion Swedish kronor|25e9|SEK]]",
    "for [[25 billion kronor|25e9|SEK]]",
    "for [[10 billion Norwegian kroner|10e9|NOK]]",
    "for [[2 billion Danish kroner|2e9|DKK]]",
    "for [[150 billion Czech crowns|150e9|CZK]]",
    "for [[6 billion Swiss francs|6e9|CHF]]",
    "for [[400 billion forints|400e9|HUF]]",
    "for [[4 billion lei|4e9|RON]]",
    "for [[3 billion shekels|3e9|ILS]]",
    "for [[10 billion Saudi riyals|10e9|SAR]]",
    "for [[5 million Omani rials|5e6|OMR]]",
    "for [[2 billion dirhams|2e9|AED]]",
    "for [[80 million Kuwaiti dinars|80e6|KWD]]",
    "for [[10 billion Turkish liras|10e9|TRY]]",
    "for [[5 billion Egyptian pounds|5e9|EGP]]",
    "for [[9 million pounds|9e6|GBP]]",
    "for [[9 million pounds sterling|9e6|GBP]]",
    "for [[20 billion baht|20e9|THB]]",
    "for [[5 trillion rupiah|5e12|IDR]]",
    "for [[3 trillion dong|3e12|VND]]",
    "for [[900 million ringgit|9e8|MYR]]",
    "for [[60 billion Pakistani rupees|60e9|PKR]]",
    "for [[60 billion Sri Lankan rupees|60e9|LKR]]",
    "for [[341 million Philippine pesos|341e6|PHP]]",
    "for [[9 billion Mexican pesos|9e9|MXN]]",
    "for [[500 crore rupees|5e9|INR]]",
    "for [[10 million kina|10e6|PGK]]",
    "for [[2 billion naira|2e9|NGN]]",
    "for [[2 billion Kenyan shillings|2e9|KES]]",
    "for [[20 billion CFA francs|20e9|-]]",
    "a rise of [[26 cents|0.26|USD]]",
    "a rise of [[15 Canadian cents|0.15|CAD]]",
    "a rise of [[15 pence|0.15|GBP]]",
    # sign and word, or sign and code
    "a price of [[$9.99 US dollars|9.99|USD]]",
    "for [[$5.9 billion dollars|5.9e9|USD]]",
    "a price of [[$249 USD|249|USD]]",
    "a price of [[$99 (USD)|99|USD]] to join",
    "a price of [[$250 million AUD|250e6|AUD]]",
    "a [[CAD $900 million|9e8|CAD]] contract",
    "a [[USD $900 million|9e8|USD]] contract",
    "a [[NZD $900 million|9e8|NZD]] contract",
    "a fine of [[40,000 pounds|40000|GBP]]",
    # numbers in words
    "for [[one million dollars|1e6|USD]]",
    "for [[half a billion dollars|5e8|USD]]",
    "about [[half-a million\nringgit|5e5|MYR]]",
    "for [[two and a half billion euros|2.5e9|EUR]]",
    "for [[one and a half million dollars|1.5e6|USD]]",
    "for [[a quarter of a billion dollars|2.5e8|USD]]",
    "for [[one hundred and fifty million pounds|150e6|GBP]]",
    "for [[twenty-five thousand dollars|25000|USD]]",
    "for [[two hundred thousand euros|2e5|EUR]]",
    "for [[a hundred million yen|1e8|JPY]]",
    "lost [[fifteen cents|0.15|USD]] a share",
    "for [[Rs two crore|2e7|INR]]",
    "[[a billion-dollar|1e9|USD]] contract",
    "a figure of [[1,5 billion euros|1.5e9|EUR]]",
    "for [[$2½ billion|2.5e9|USD]]",
    # numbers that are not said
    "for [[billions of dollars|-|USD]]",
    "for [[hundreds of\nmillions of dollars|-|USD]]",
    "for [[tens of billions of euros|-|EUR]]",
    "for [[millions of ringgit|-|MYR]]",
    "for [[several million dollars|-|USD]]",
    "a [[multi-billion-dollar|-|USD]] deal",
    "a [[multibillion-euro|-|EUR]] programme",
    "a [[multi-million pound|-|GBP]] upgrade",
    "a [[multi-billion|-|-]] deal",
    "a [[multi-crore|-|INR]] contract",
    # ranges
    "for [[$2-3 billion|2e9..3e9|USD]]",
    "for [[$2–3 billion|2e9..3e9|USD]]",
    "for [[$1.5 to $2 billion|1.5e9..2e9|USD]]",
    "for [[$1.5bn-$2bn|1.5e9..2e9|USD]]",
    "for between [[$50 million and $60 million|50e6..60e6|USD]]",
    "for between [[2 and 3 billion euros|2e9..3e9|EUR]]",
    "for [[two to three billion dollars|2e9..3e9|USD]]",
    "for [[two to three hundred million dollars|2e8..3e8|USD]]",
    "for [[five to ten million euros|5e6..10e6|EUR]]",
    "for [[Rs 60,000-65,000 crore|600e9..650e9|INR]]",
    "a fine of [[$50,000-$75,000|50000..75000|USD]]",
    "a price of [[$100-150|100..150|USD]]",
    "for [[175 million to 180 million Canadian dollars|175e6..180e6|CAD]]",
    "ranging from [[$5 million to $6 million|5e6..6e6|USD]]",
    "for [[$900 million to $1.1 billion|9e8..1.1e9|USD]]",
    "raised from [[$55 billion|55e9|USD]] to [[$110 billion|110e9|USD]]",
    "shares fell [[$4|4|USD]] to [[$14.75|14.75|USD]]",
    # magnitudes
    "for [[$1.2-billion|1.2e9|USD]] in arms",
    "for [[$500m|5e8|USD]]",
    "for [[$500M|5e8|USD]]",
    "for [[$7.4bn|7.4e9|USD]]",
    "for [[$7.4B|7.4e9|USD]]",
    "for [[$1.3tn|1.3e12|USD]]",
    "for [[$20 mn|20e6|USD]]",
    "for [[$20 mln|20e6|USD]]",
    "for [[$82 trillion|82e12|USD]]",
    "for [[$3 thousand|3000|USD]]",
    "for [[$12,754,649|12754649|USD]]",
    "for [[$0.67|0.67|USD]] a share",
    "a [[63,000-crore|630e9|INR]] deal",
    "a [[63,000 crore|630e9|INR]] defence package",
    # several
    "worth [[₹63,000 crore|630e9|INR]] ([[$7.5 billion|7.5e9|USD]])",
    "worth [[INR 63,000 crore|630e9|INR]] (about [[USD 7.4 billion|7.4e9|USD]])",
    "worth [[A$500 million|5e8|AUD]] ([[$328 million|328e6|USD]]; [[£241 million|241e6|GBP]])",
    "worth [[A$500 million|5e8|AUD]] ([[NZ$548.16m|548.16e6|NZD]])",
    "rose by [[2 kroner|2|NOK]] ([[28 cents|0.28|USD]])",
    "an additional [[US$5 billion|5e9|USD]] on top of the [[four billion|4e9|USD]] it has received",
    "In 2025 [[$500 million|5e8|USD]] was paid",
    "A [[$5 billion|5e9|USD]] package",
    # fractions, full stops between thousands, single units
    "about [[three-quarters of a billion dollars|75e7|USD]]",
    "about [[three quarters of a million euros|75e4|EUR]]",
    "raised by [[1 1/2 billion dollars|15e8|USD]]",
    "raised by [[$1 1/2 billion|15e8|USD]]",
    "raised by [[$2-3/4|2.75|USD]] a share",
    "raised by [[1/2 million dollars|5e5|USD]]",
    "a fare of [[$.50|0.5|USD]]",
    "a loan of [[€1.250.000|125e4|EUR]]",
    "a loan of [[1.250.000 euros|125e4|EUR]]",
    "lives on [[a dollar|1|USD]] a day",
    "up [[a cent|0.01|USD]] a share",
    "a [[$50 billion-to-$60 billion|50e9..60e9|USD]] plan",
    "a credit of [[SDR 1.2 billion|12e8|XDR]]",
    "a loan of [[5 million guilders|5e6|NLG]]",
    "a bribe of [[300 million lire|3e8|ITL]]",
    "worth [[500 billion soums|5e11|UZS]]",
    "gave [[500 million euros|5e8|EUR]] to the euro area's fund",
]

NOTHING = [
    "The army bought 26 jets and 180 tanks in 2024.",
    "The P-8A and the K2 flew with an F-35.",
    "K9 howitzers and R77 missiles",
    "The team won 3 of 5 matches; in 2019 won again.",
    "Of 20 seats the party with 12 won most.",
    "a 2,000-pound bomb and a 500-pound warhead",
    "2,000 pounds of explosives",
    "six million pounds of explosives",
    "a 4,823 pound load",
    "It grew by 53 per cent, or 5 percent.",
    "a population of 3 million",
    "The COP 28 summit and the TOP 10",
    "He won't come, and they won't either.",
    "1.4 crore people live in the 2 crore homes",
    "measured in 2024 dollars",
    "The dollar rose against the yen.",
    "Euro 2024 was held in Germany",
    "below the four thousand mark",
    "Sales of 5 m and 7 b were reported",
    "the $ sign and the word dollars",
    "AED and USD are codes",
    "Section 5, R 12 and Q 4",
    "a malformed $8,327,70 contract",
    "",
    "$",
    "12",
    "trading at 92.27 yen to the dollar",
    "the rate was 1.07 dollars per euro",
    "at C$1.35 per U.S. dollar",
    "fell to $1.30 against the pound",
    "a dollar bond and a euro zone",
]

MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]\]", re.S)


def parse(marked: str) -> tuple[str, list[tuple[str, int, float | None, float | None, str | None]]]:
    """Return the text without marks, and the amounts marked in it; a mark left open is an error."""
    text, expected, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        low, _, high = match[2].partition("..")
        value = None if low == "-" else float(low)
        currency = None if match[3] == "-" else match[3]
        expected.append((match[1], len(text), value, float(high) if high else None, currency))
        text += match[1]
        last = match.end()
    text += marked[last:]
    assert "[[" not in text and "]]" not in text, marked
    return text, expected


@pytest.mark.parametrize("marked", FORMS)
def test_written_forms(marked: str) -> None:
    text, expected = parse(marked)
    found = [(m.text, m.start, m.value, m.high, m.currency) for m in find_money(text)]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_amount(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier", "approximate", "per"),
    [
        ("nearly $1 billion", "nearly", True, None),
        ("almost $1 billion", "nearly", True, None),
        ("about $1 billion", "about", True, None),
        ("some $1 billion", "about", True, None),
        ("an estimated $1 billion", "about", True, None),
        ("more than $1 billion", "more than", True, None),
        ("over\n$1 billion", "more than", True, None),
        ("in excess of $1 billion", "more than", True, None),
        ("up to $1 billion", "up to", False, None),
        ("as much as $1 billion", "up to", False, None),
        ("not to exceed $1 billion", "up to", False, None),
        ("at least $1 billion", "at least", True, None),
        ("less than $1 billion", "less than", True, None),
        ("worth $1 billion", None, False, None),
        ("under a $1 billion deal", None, False, None),
        ("over a $1 billion deal", None, False, None),
        ("at least another $1 billion", "at least", True, None),
        ("$1 billion or more", "at least", True, None),
        ("$1bn+ of aid", "more than", True, None),
        ("$500 million-plus", "more than", True, None),
        ("$1 billion a year", None, False, "year"),
        ("$1 billion per year", None, False, "year"),
        ("$1 billion annually", None, False, "year"),
        ("about $1 billion per annum", "about", True, "year"),
        ("$10 million a month", None, False, "month"),
        ("$80 million each", None, False, "unit"),
        ("$80 million apiece", None, False, "unit"),
        ("$80 million per aircraft", None, False, "unit"),
        ("$5,000 per flight hour", None, False, "hour"),
        ("$70 a barrel", None, False, "barrel"),
        ("$5 per kilogram", None, False, "kilogram"),
        ("$3 billion a year earlier", None, False, None),
        ("$3 billion a year ago", None, False, None),
        ("billions of dollars", None, True, None),
    ],
)
def test_words_around(text: str, qualifier: str | None, approximate: bool, per: str | None) -> None:
    [mention] = find_money(text)
    assert (mention.qualifier, mention.approximate, mention.per) == (qualifier, approximate, per)


@pytest.mark.parametrize(
    ("text", "countries", "outlet", "currencies"),
    [
        ("$500 million", (), None, ["USD"]),
        ("$500 million", ("AUS", "VUT"), None, ["AUD"]),
        ("$500 million", ("VUT", "AUS"), None, ["AUD"]),
        ("$500 million", ("USA", "AUS"), None, ["USD"]),
        ("$500 million", ("AUS", "USA"), None, ["AUD"]),
        ("$500 million", ("JPN", "PHL", "AUS"), None, ["USD"]),
        ("$500 million", ("JPN", "AUS", "USA"), None, ["USD"]),
        ("$500 million", ("TWN", "USA"), None, ["USD"]),
        ("$500 million", ("JPN", "PHL"), "CAN", ["CAD"]),
        ("$500 million", ("CAN", "UKR"), "GBR", ["CAD"]),
        ("A$1 billion and later $500 million", ("AUS", "PNG"), None, ["AUD", "AUD"]),
        ("A$1 billion and later $500 million", (), None, ["AUD", "AUD"]),
        ("A$1 billion ($650 million) and later $500 million", ("AUS", "PNG"), None, ["AUD", "USD", "USD"]),
        ("$1 billion (US$650 million) and later $500 million", ("AUS",), None, ["AUD", "USD", "AUD"]),
        ("US$1 billion and later $500 million", ("NZL", "USA"), None, ["USD", "NZD"]),
        ("US$1 billion and later $500 million", ("JPN",), None, ["USD", "USD"]),
        ("S$2 billion, or about $1.5 billion", ("SGP",), None, ["SGD", "USD"]),
        ("Rs 500 crore", ("PAK", "CHN"), None, ["PKR"]),
        ("Rs 500 crore", ("FRA", "IND"), None, ["INR"]),
        ("Rs 500 million", ("LKA", "CHN"), None, ["LKR"]),
        ("341 million pesos", ("JPN", "PHL"), None, ["PHP"]),
        ("341 million pesos", ("MEX", "USA"), None, ["MXN"]),
        ("341 million pesos", (), None, [None]),
        ("¥2 billion", ("CHN", "PAK"), None, ["CNY"]),
        ("¥2 billion", ("JPN", "CHN"), None, ["JPY"]),
        ("2 billion dinars", ("DZA", "RUS"), None, ["DZD"]),
        ("2 billion dinars", (), None, [None]),
        ("2 billion kroner", ("DNK", "UKR"), None, ["DKK"]),
        ("2 billion riyals", ("QAT", "TUR"), None, ["QAR"]),
        ("2 billion francs", ("CHE",), None, ["CHF"]),
        ("2 billion francs", ("NER",), None, [None]),
    ],
)
def test_country_in_context(
    text: str, countries: tuple[str, ...], outlet: str | None, currencies: list[str | None]
) -> None:
    assert [m.currency for m in find_money(text, countries=countries, outlet_country=outlet)] == currencies


PIECES = st.sampled_from(
    [
        "$ ",
        "US$",
        "Rs ",
        "1",
        "2,5",
        "1,00,000",
        ".",
        " ",
        "\n",
        "-",
        "to ",
        "and ",
        "between ",
        "million",
        " billion",
        "bn",
        " crore",
        "half a ",
        "hundreds of ",
        "dollars",
        " yen",
        "(",
        ")",
        "about ",
        "won",
        "€",
        "½",
        "one ",
        "multi-",
        "\xa0",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)), st.booleans())
def test_offsets_quote_the_text(text: str, australian: bool) -> None:
    mentions = find_money(text, countries=("AUS",) if australian else ())
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(m.high is None or (m.value is not None and m.value < m.high) for m in mentions)


@pytest.mark.parametrize(
    ("text", "per", "flow"),
    [
        ("fined RM1,000 a day", "day", True),
        ("RM120 per day per athlete", "day", True),
        ("a wage of $15 an hour", "hour", True),
        ("$44,000 per flight hour", "hour", True),
        ("€2 million a week", "week", True),
        ("$100 million a month in aid", "month", True),
        ("a dollar a day", "day", True),
        ("$3.8 billion a year", "year", False),
        ("$50 million a month on Monday", "month", True),
        ("$50 million a month on, it said", None, False),
        ("$3.8 billion annually", "year", False),
        ("12 cents per share", "share", False),
        ("$50 a barrel", "barrel", False),
        ("$80 million apiece", "unit", False),
        ("$80 million", None, False),
    ],
)
def test_rates_by_time_are_no_amounts(text: str, per: str | None, flow: bool) -> None:
    [mention] = find_money(text)
    assert (mention.per, is_flow(mention)) == (per, flow)
