"""Currencies, magnitudes and the words around amounts, read from `models/` and compiled once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field

from pactwire.errors import ResourceError
from pactwire.resources import Row, read_csv, read_toml

GAP = r"[^\S\n]{0,3}(?:\n[^\S\n]{0,12})?"
"""White space inside an amount: a few blanks and at most one line break."""
# The letters that what stands behind a figure begins with.
OPENING = re.compile(rf"(?:-|{GAP})([^\W\d_]*)")
NO_LETTER = re.compile(r"[\W\d_]")


def _split(cell: object) -> object:
    return tuple(part for part in cell.split("|") if part) if isinstance(cell, str) else cell or ()


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Currency(Row):
    """One line of `gazetteers/currencies.csv`."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    family: str | None = Field(description="sign or word that it shares with other currencies")
    adjectives: Words
    signs: Words = Field(description="markers that name this currency alone")
    weak_signs: Words = Field(description="markers that need a magnitude or a grouped number beside them")
    words: Words
    weak_words: Words
    countries: Words
    bare: bool = Field(description="its country's press writes the family's sign or word alone for it")
    weak_code: bool = Field(description="the ISO code is also a word or another acronym")


class Family(Row):
    """A sign or word that several currencies share."""

    id: str
    signs: tuple[str, ...] = ()
    weak_signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    weak_words: tuple[str, ...] = ()
    subunits: tuple[str, ...] = ()
    default: str | None = None
    also_weight: bool = Field(default=False, description="its word is a unit of weight too")
    international: bool = Field(default=False, description="the default is also written in texts about other states")


class Numbers(Row):
    magnitudes: dict[str, Decimal]
    short: dict[str, Decimal]
    words: dict[str, int]
    vague: dict[str, tuple[str, ...]]


class Guards(Row):
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    not_traded_before: tuple[str, ...]
    moves: tuple[str, ...]
    spreads: tuple[str, ...]
    not_rate_before: tuple[str, ...]
    elliptical_before: tuple[str, ...]
    elliptical_after: tuple[str, ...]
    bare_crore_nouns: tuple[str, ...]
    bare_multi_nouns: tuple[str, ...]


class Qualifier(Row):
    name: str
    approximate: bool
    before: tuple[str, ...]
    after: tuple[str, ...]


class Rate(Row):
    unit: str
    flow: bool = Field(default=False, description="by a time shorter than a year, so that it is no amount")
    after: tuple[str, ...]


class Conversion(Row):
    """What may stand between an amount and its stated conversion."""

    id: str
    why: str
    between: str
    chain: bool = Field(default=False, description="converts what the amount before it converts")
    closed: bool = Field(default=False, description="the bracket closes right after the figure")
    parenthetic: bool = Field(default=False, description="a second dash follows right after the figure")
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class MoneyRules(Row):
    """`patterns/money.toml`."""

    families: tuple[Family, ...]
    numbers: Numbers
    guards: Guards
    qualifiers: tuple[Qualifier, ...]
    rates: tuple[Rate, ...]
    conversions: tuple[Conversion, ...]


class Band(Row):
    """Units of a currency that one US dollar bought in these years, lowest and highest."""

    currency: str
    from_year: int
    to_year: int
    low: float = Field(gt=0)
    high: float = Field(gt=0)
    exact: bool = Field(description="taken from the published rate of every day, so that nothing can lie far outside")
    source: str


@dataclass(frozen=True, slots=True)
class Marker:
    """What a sign or word says of the currency: its code, or only its family."""

    code: str | None
    family: str | None
    weak: bool = False
    subunit: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The data of `models/`, as lookup tables and compiled expressions."""

    currencies: Mapping[str, Currency]
    families: Mapping[str, Family]
    before: Mapping[str, Marker]
    after: Mapping[str, Marker]
    longest_before: int
    magnitudes: Mapping[str, Decimal]
    number_words: Mapping[str, int]
    rules: MoneyRules
    magnitude_regex: re.Pattern[str]
    short_regex: re.Pattern[str]
    word_number_regex: re.Pattern[str]
    vague_regex: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    qualifiers: Mapping[str, Qualifier]
    rate_regex: re.Pattern[str]
    rates: Mapping[str, str]
    flows: frozenset[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    exchange_rate: re.Pattern[str]
    single_unit: re.Pattern[str]
    change: re.Pattern[str]
    elliptical_before: re.Pattern[str]
    elliptical_after: re.Pattern[str]
    crore_nouns: re.Pattern[str]
    multi_nouns: re.Pattern[str]
    conversions: tuple[tuple[Conversion, re.Pattern[str]], ...]


def alternation(words: Iterable[str]) -> str:
    """Return a grouped alternation, longest first, in which a blank also matches a line break."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s".join(re.escape(part) for part in word.split(" ")) for word in ordered) + ")"


@cache
def bands() -> Mapping[str, tuple[Band, ...]]:
    """Return the exchange-rate bands by currency."""
    table: dict[str, tuple[Band, ...]] = {}
    for band in read_csv("gazetteers/currency_bands.csv", Band):
        table[band.currency] = (*table.get(band.currency, ()), band)
    return table


@cache
def lexicon() -> Lexicon:
    """Return the lexicon.

    Raises:
        ResourceError: a file is missing, does not fit, or names an unknown family.
    """
    rules = read_toml("patterns/money.toml", MoneyRules)
    currencies = {row.code: row for row in read_csv("gazetteers/currencies.csv", Currency)}
    families = {family.id: family for family in rules.families}
    for row in currencies.values():
        if row.family and row.family not in families:
            raise ResourceError(f"currencies.csv: {row.code}: no family {row.family!r} in money.toml")
    before, after = _markers(currencies, families)
    short = {**rules.numbers.short}
    full = {**rules.numbers.magnitudes}
    words = alternation(rules.numbers.words)
    scale = alternation(full)
    vague = rules.numbers.vague
    number = (
        r"(?:half(?:[\s-]an?)?|(?:a[\s-]|one[\s-])?quarter[\s-](?:of[\s-])?an?"
        rf"|(?:three[\s-]quarters|two[\s-]thirds)[\s-]of[\s-]an?|{words}|{scale})"
    )
    about = alternation(word for row in rules.qualifiers for word in row.before)
    qualifiers = {" ".join(word.lower().split()): row for row in rules.qualifiers for word in (*row.before, *row.after)}
    traded = [word for word, marker in after.items() if word[0].isalpha() and word.islower() and word[-1] != "s"]
    heavy = [word for family in rules.families if family.also_weight for word in family.weak_words]
    rates = {" ".join(word.split()): rate.unit for rate in rules.rates for word in rate.after}
    return Lexicon(
        currencies=currencies,
        families=families,
        before=before,
        after=after,
        longest_before=max(map(len, before)),
        magnitudes={**short, **full},
        number_words=rules.numbers.words,
        rules=rules,
        magnitude_regex=re.compile(rf"(?:-|{GAP}(?:-\s?)?)({scale})(?:[\s-]({scale}))?(?!\w)", re.I),
        short_regex=re.compile(rf"(?:-|[^\S\n]?)({alternation(short)})(?![^\W_]|-\d)", re.I),
        word_number_regex=re.compile(
            rf"(?<![\w.,-])(?:an?[\s-](?=half|quarter|{scale}))?{number}(?:[\s-](?:and[\s-](?:a[\s-])?)?{number}){{0,7}}(?!\w)",
            re.I,
        ),
        vague_regex=re.compile(
            rf"(?<![\w.,-])(?:(?:(?P<multi>{alternation(vague['multi'])})-?\s?{scale})"
            rf"|(?:{alternation(vague['some'])}\s)(?:hundred\s|thousand\s|dozen\s)?{scale}"
            rf"|(?:{alternation(vague['many'])}\sof\s)?{alternation(vague['many'])}\sof)(?=[\s-])",
            re.I,
        ),
        qualifier_before=re.compile(
            rf"(?<![\w-])({about})\s?(?:(?:another|an additional|an extra|a further|a total of|net)\s)?$", re.I
        ),
        qualifier_after=re.compile(
            rf"(?:\s?)({alternation(word for row in rules.qualifiers for word in row.after)})(?!\w)", re.I
        ),
        qualifiers=qualifiers,
        rate_regex=re.compile(
            rf"[\s,]{{0,2}}({alternation(rates)}|per\s(?!cent\b)[a-z]{{2,15}})"
            rf"(?![\w-])(?!\s{alternation(rules.guards.not_rate_before)}(?!\w))"
        ),
        rates=rates,
        flows=frozenset(rate.unit for rate in rules.rates if rate.flow),
        not_before=re.compile(rf"[\s-]{alternation(rules.guards.not_before)}(?!\w)"),
        not_after=re.compile(rf"(?<!\w){alternation(rules.guards.not_after)}\s$", re.I),
        exchange_rate=re.compile(
            rf"\s(?:(?:to|against)\s(?:the|one|a|every|each)|(?:per|for\s(?:one|every|each))(?!\s{alternation(heavy)}))"
            rf"\s(?:US\s|U\.S\.\s)?{alternation(traded)}(?![\w-])(?!\s{alternation(rules.guards.not_traded_before)}(?!\w))"
        ),
        single_unit=re.compile(rf"(?<![\w-])a{GAP}(?P<word>{alternation(traded)})(?![\w-])", re.I),
        change=re.compile(
            rf"(?<!\w)(?:{alternation(rules.guards.spreads)}\s)?(?P<move>{alternation(rules.guards.moves)})\s$", re.I
        ),
        elliptical_before=re.compile(rf"(?<!\w){alternation(rules.guards.elliptical_before)}\s$", re.I),
        elliptical_after=re.compile(rf"\s?[.,;:)](?!\d)|\s{alternation(rules.guards.elliptical_after)}(?!\w)"),
        crore_nouns=re.compile(rf"[\s-](?:[A-Za-z-]{{2,15}}\s)?{alternation(rules.guards.bare_crore_nouns)}(?!\w)"),
        multi_nouns=re.compile(rf"[\s-](?:[A-Za-z-]{{2,15}}\s)?{alternation(rules.guards.bare_multi_nouns)}(?!\w)"),
        conversions=tuple((row, _conversion(row, about)) for row in rules.conversions),
    )


def marker_after(text: str, position: int) -> re.Match[str] | None:
    """Match the word or sign of a currency behind a figure that ends at a place.

    There are thousands of words: only those that begin with the letters that stand there are compiled and tried.
    """
    opening = OPENING.match(text, position)
    letters = opening[1] if opening else ""
    return after_regex(letters if letters in _by_letters() else "").match(text, position)


@cache
def _by_letters() -> dict[str, list[str]]:
    """Return the words and signs behind figures by the letters that they begin with, signs by none."""
    found: dict[str, list[str]] = {}
    for key in lexicon().after:
        found.setdefault(NO_LETTER.split(key, 1)[0] if key[0].isalpha() else "", []).append(key)
    return found


@cache
def after_regex(letters: str) -> re.Pattern[str]:
    """Return the pattern of what may stand behind a figure and begins with some letters, or is a sign."""
    signs = alternation(_by_letters()[""])
    word = rf"(?P<word>{alternation(_by_letters()[letters])})(?![^\W_])" if letters else r"(?P<word>(?!))"
    return re.compile(rf"(?:{GAP}|-)(?:{word}|(?P<sign>{signs}))(?P<amount>[^\S\n]?\d)?")


def _conversion(row: Conversion, about: str) -> re.Pattern[str]:
    try:
        return re.compile(row.between.replace("{about}", about) + r"\s?", re.I)
    except re.error as error:
        raise ResourceError(f"money.toml: {row.id}: {error}") from error


def _markers(
    currencies: Mapping[str, Currency], families: Mapping[str, Family]
) -> tuple[dict[str, Marker], dict[str, Marker]]:
    before: dict[str, Marker] = {}
    after: dict[str, Marker] = {}
    for family in families.values():
        shared = Marker(None, family.id)
        weak = Marker(None, family.id, weak=True)
        before.update(dict.fromkeys(family.signs, shared) | dict.fromkeys(family.weak_signs, weak))
        after.update(dict.fromkeys((*family.signs, *family.words), shared))
        after.update(dict.fromkeys((*family.weak_signs, *family.weak_words), weak))
        after.update(dict.fromkeys(family.subunits, Marker(None, family.id, subunit=True)))
    for row in currencies.values():
        own = Marker(row.code, row.family)
        weak = Marker(row.code, row.family, weak=True)
        before.update(dict.fromkeys(row.weak_signs, weak) | dict.fromkeys(row.signs, own))
        after.update(dict.fromkeys(row.weak_words, weak) | dict.fromkeys((*row.words, *row.signs), own))
        for table in (before, after):
            table[row.code] = weak if row.weak_code else own
        if row.family:
            shared_words = families[row.family]
            for adjective in row.adjectives:
                for word in (*shared_words.words, *shared_words.weak_words, *row.words):
                    after[f"{adjective} {word}"] = own
                for word in shared_words.subunits:
                    after[f"{adjective} {word}"] = Marker(row.code, row.family, subunit=True)
    for word, marker in tuple(after.items()):
        if word[-1].islower() and len(word) > 3:
            after.setdefault(word[0].upper() + word[1:], marker)
            after.setdefault(word.title(), marker)
            after.setdefault(word.upper(), marker)
    return before, after
