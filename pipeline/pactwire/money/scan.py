"""Find figures that carry a currency sign, code or word, before it is known whose dollar it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pactwire.money.lexicon import GAP, Lexicon, Marker, marker_after
from pactwire.money.numbers import DIGITS, is_grouped, looks_like_year, read_digits, read_words

_REACH = 48
_DEAREST = 200_000
"""More than one unit of any currency costs in another."""
_LINK = re.compile(
    rf"(?P<dash>\s?[-–—]\s?(?!to-))|-(?P<joined>to)-|{GAP}(?P<word>to|and|or)(?=\s){GAP}",
    re.I,
)
_GAP_BEFORE = re.compile(rf"{GAP}$")
_BETWEEN = re.compile(r"\bbetween\s*$", re.I)
_CODE_BEFORE = re.compile(r"(?<![^\W_])([A-Z]{3})\s?$")
_CODE_IN_BRACKETS = re.compile(r"\s?\(([A-Z]{3})\)")


@dataclass(frozen=True, slots=True)
class RawAmount:
    """An amount whose currency may still be only a family ("$", "pesos")."""

    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    code: str | None
    family: str | None
    approximate: bool = False
    qualifier: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its magnitude; `scaled` where a magnitude was written, `short` where as "bn", "m"."""

    end: int
    value: Decimal
    scaled: bool
    short: bool
    text: str
    crore: bool = False


def scan(text: str, lexicon: Lexicon) -> list[RawAmount]:
    """Return the amounts of the text, sorted and without overlap; of two that overlap the first and longer stays."""
    found = sorted(
        (
            *_from_digits(text, lexicon),
            *_from_words(text, lexicon),
            *_single_units(text, lexicon),
            *_vague(text, lexicon),
        ),
        key=lambda amount: (amount.start, -amount.end),
    )
    kept: list[RawAmount] = []
    for amount in found:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return [_with_surroundings(text, amount, lexicon) for amount in kept if not _is_rate(text, amount, lexicon)]


def _is_rate(text: str, amount: RawAmount, lexicon: Lexicon) -> bool:
    """Tell whether the amount is the price of another currency, which nobody pays: "92.27 yen to the dollar"."""
    small = amount.value is not None and amount.value < _DEAREST
    return small and lexicon.exchange_rate.match(text, amount.end) is not None


def _from_digits(text: str, lexicon: Lexicon) -> Iterator[RawAmount]:
    done = 0
    for match in DIGITS.finditer(text):
        if match.start() < done:
            continue
        start, marker = _marker_before(text, match.start(), lexicon)
        first = _figure(text, match, lexicon)
        if first is None:
            continue
        amount = _amount(text, start, marker, first, lexicon)
        if amount is not None:
            done = amount.end
            yield amount


def _amount(text: str, start: int, marker: Marker | None, first: _Figure, lexicon: Lexicon) -> RawAmount | None:
    second = _range(text, start, marker, first, lexicon)
    upper = _with_currency(text, start, marker, second, lexicon) if second else None
    if second is None or upper is None:
        return _with_currency(text, start, marker, first, lexicon)
    low = first.value if first.scaled or not second.scaled else first.value * _factor(second)
    subunits = second.value / upper.value if upper.value else Decimal(1)
    return replace(upper, value=low / subunits, high=upper.value)


def _factor(figure: _Figure) -> Decimal:
    plain = read_digits(figure.text)
    return figure.value / plain if plain else Decimal(1)


def _figure(text: str, match: re.Match[str], lexicon: Lexicon) -> _Figure | None:
    value = read_digits(match.group())
    if value is None:
        return None
    full = lexicon.magnitude_regex.match(text, match.end())
    if full:
        words = [word.lower() for word in full.groups() if word]
        for word in words:
            value *= lexicon.magnitudes[word]
        crore = any(word.startswith(("crore", "lakh", "lac")) for word in words)
        return _Figure(full.end(), value, True, False, match.group(), crore)
    short = lexicon.short_regex.match(text, match.end())
    if short:
        factor = lexicon.magnitudes[short.group(1).lower()]
        return _Figure(short.end(), value * factor, True, True, match.group())
    return _Figure(match.end(), value, False, False, match.group())


def _range(text: str, start: int, marker: Marker | None, first: _Figure, lexicon: Lexicon) -> _Figure | None:
    """Return the upper end of a range that begins with `first`, if there is one."""
    link = _LINK.match(text, first.end)
    if not link:
        return None
    word = (link["word"] or link["joined"] or "").lower()
    position = link.end()
    if not word and link.end() - link.start() > 1 and text[link.start()] != text[link.end() - 1]:
        return None
    size, second_marker = _marker_at(text, position, lexicon)
    position += size
    if second_marker is not None and position < len(text) and text[position].isspace():
        position += 1
    digits = DIGITS.match(text, position)
    second = _figure(text, digits, lexicon) if digits else None
    if second is None or (second_marker is not None and marker is None):
        return None
    elided = second.scaled and not first.scaled
    before = text[max(0, start - 24) : start]
    if (word == "and" and not _BETWEEN.search(before)) or (word == "or" and not elided):
        return None
    change = lexicon.change.search(before)
    if not elided and word == "to" and change and change.group() == change["move"] + change.group()[-1]:
        return None
    if second_marker is None and not elided:
        if first.scaled and not second.scaled:
            return None
        if word == "to" and marker is not None and not second.scaled:
            return None
    low = first.value * _factor(second) if elided else first.value
    return second if low < second.value else None


def _with_currency(text: str, start: int, marker: Marker | None, figure: _Figure, lexicon: Lexicon) -> RawAmount | None:
    if marker is not None and marker.weak and not (figure.scaled or is_grouped(figure.text)):
        marker = None
    size, after = _marker_after(text, start, figure, lexicon)
    if marker is not None:
        end, code, family = figure.end, marker.code, marker.family
        bracket = _CODE_IN_BRACKETS.match(text, end)
        if after is not None and not after.subunit and after.family == family and (code or after.code) == after.code:
            end, code = end + size, after.code
        elif after is not None and code and after.code is None and after.family == family:
            end += size
        elif bracket and bracket[1] in lexicon.currencies and lexicon.currencies[bracket[1]].family == family:
            end, code = bracket.end(), code or bracket[1]
        return RawAmount(start, end, figure.value, None, code, family)
    start = start if text[start].isdigit() else _first_digit(text, start)
    if after is not None:
        value = figure.value / 100 if after.subunit else figure.value
        return RawAmount(start, figure.end + size, value, None, after.code, after.family)
    if figure.crore and lexicon.crore_nouns.match(text, figure.end):
        return RawAmount(start, figure.end, figure.value, None, None, "rupee")
    return None


def _first_digit(text: str, start: int) -> int:
    match = DIGITS.search(text, start)
    return match.start() if match else start


def _marker_before(text: str, start: int, lexicon: Lexicon) -> tuple[int, Marker | None]:
    """Return where the amount that has its figure at `start` begins, and the currency marker there."""
    gap = _GAP_BEFORE.search(text, max(0, start - 16), start)
    end = gap.start() if gap else start
    for size in range(min(lexicon.longest_before, end), 0, -1):
        begin = end - size
        marker = lexicon.before.get(text[begin:end])
        if marker is None or (begin and text[begin].isalnum() and text[begin - 1].isalnum()):
            continue
        if marker.weak and size == 1 and end != start:
            continue
        return _with_code(text, begin, marker, lexicon)
    return start, None


def _with_code(text: str, begin: int, marker: Marker, lexicon: Lexicon) -> tuple[int, Marker]:
    """Take in an ISO code before a shared sign: "CAD $900 million"."""
    code = _CODE_BEFORE.search(text, max(0, begin - 5), begin) if marker.code is None else None
    row = lexicon.currencies.get(code[1]) if code else None
    if code is None or row is None or row.family != marker.family:
        return begin, marker
    return code.start(1), Marker(row.code, row.family)


def _marker_at(text: str, position: int, lexicon: Lexicon) -> tuple[int, Marker | None]:
    for size in range(lexicon.longest_before, 0, -1):
        marker = lexicon.before.get(text[position : position + size])
        if marker is not None and len(text) - position >= size:
            return size, marker
    return 0, None


def _marker_after(text: str, start: int, figure: _Figure, lexicon: Lexicon) -> tuple[int, Marker | None]:
    match = marker_after(text, figure.end)
    if not match:
        return 0, None
    key = " ".join((match["word"] or match["sign"]).split())
    marker = lexicon.after[key]
    if match["amount"] and (match["sign"] or key.isupper()):
        return 0, None
    end = match.end("word") if match["word"] else match.end("sign")
    if marker.weak and not figure.scaled and not is_grouped(figure.text):
        return 0, None
    weight = marker.code is None and not marker.subunit and lexicon.families[marker.family or ""].also_weight
    if weight and (lexicon.not_before.match(text, end) or not (figure.scaled or key.endswith("s"))):
        return 0, None
    if (
        not figure.scaled
        and looks_like_year(figure.text)
        and lexicon.not_after.search(text[max(0, start - 16) : start])
    ):
        return 0, None
    return end - figure.end, marker


def _from_words(text: str, lexicon: Lexicon) -> Iterator[RawAmount]:
    for match in lexicon.word_number_regex.finditer(text):
        value = read_words(match.group(), lexicon)
        if value is None or not value:
            continue
        figure = _word_figure(match, value, lexicon)
        start, marker = _marker_before(text, match.start(), lexicon)
        second = _word_range(text, figure, lexicon)
        for last in (second, figure) if second else (figure,):
            size, after = _marker_after(text, match.start(), last, lexicon)
            if marker is None and after is None:
                continue
            end = last.end + (size if marker is None else 0)
            chosen = marker or after
            assert chosen is not None
            unit = Decimal(100) if chosen.subunit else Decimal(1)
            low = figure.value * (_shared_scale(last, lexicon) if second is last and not figure.scaled else 1)
            yield RawAmount(
                start,
                end,
                low / unit,
                last.value / unit if last is second else None,
                chosen.code,
                chosen.family,
                approximate=not set(re.findall(r"[a-z]+", match.group().lower())) - lexicon.magnitudes.keys(),
            )
            break
        else:
            if figure.crore and lexicon.crore_nouns.match(text, figure.end):
                yield RawAmount(match.start(), figure.end, value, None, None, "rupee")


def _word_figure(match: re.Match[str], value: Decimal, lexicon: Lexicon) -> _Figure:
    tokens = re.findall(r"[a-z]+", match.group().lower())
    scaled = any(token in lexicon.rules.numbers.magnitudes for token in tokens)
    crore = any(token.startswith(("crore", "lakh", "lac")) for token in tokens)
    return _Figure(match.end(), value, scaled, False, match.group(), crore)


def _word_range(text: str, first: _Figure, lexicon: Lexicon) -> _Figure | None:
    link = _LINK.match(text, first.end)
    match = lexicon.word_number_regex.match(text, link.end()) if link and link["word"] else None
    value = read_words(match.group(), lexicon) if match else None
    if match is None or value is None:
        return None
    second = _word_figure(match, value, lexicon)
    low = first.value * (_shared_scale(second, lexicon) if not first.scaled else 1)
    return second if low < value else None


def _shared_scale(figure: _Figure, lexicon: Lexicon) -> Decimal:
    """Return what the magnitudes of the upper figure lend to the lower: "two to three hundred million"."""
    scale = Decimal(1)
    for token in re.findall(r"[a-z]+", figure.text.lower()):
        scale *= lexicon.rules.numbers.magnitudes.get(token, 1)
    return scale


def _single_units(text: str, lexicon: Lexicon) -> Iterator[RawAmount]:
    """Find one unit told with an article, which counts only where a rate follows: "a dollar a day"."""
    for match in lexicon.single_unit.finditer(text):
        marker = lexicon.after[" ".join(match["word"].lower().split())]
        if not marker.weak and rate_after(text, match.end(), lexicon):
            value = Decimal("0.01") if marker.subunit else Decimal(1)
            yield RawAmount(match.start(), match.end(), value, None, marker.code, marker.family)


def _vague(text: str, lexicon: Lexicon) -> Iterator[RawAmount]:
    """Find amounts without a number: "billions of dollars", "a multi-million-pound deal"."""
    for match in lexicon.vague_regex.finditer(text):
        figure = _Figure(match.end(), Decimal(1), True, False, match.group())
        size, marker = _marker_after(text, match.start(), figure, lexicon)
        if marker is not None:
            yield RawAmount(match.start(), match.end() + size, None, None, marker.code, marker.family, approximate=True)
        elif match["multi"] and lexicon.multi_nouns.match(text, match.end()):
            family = "rupee" if match.group().lower().endswith(("crore", "lakh")) else None
            yield RawAmount(match.start(), match.end(), None, None, None, family, approximate=True)


def _with_surroundings(text: str, amount: RawAmount, lexicon: Lexicon) -> RawAmount:
    """Add what the words around an amount say: "nearly", "up to", "a year"."""
    before = lexicon.qualifier_before.search(text[max(0, amount.start - _REACH) : amount.start])
    after = lexicon.qualifier_after.match(text, amount.end)
    words = before or after
    row = lexicon.qualifiers[" ".join(words.group(1).lower().split())] if words else None
    return replace(
        amount,
        approximate=amount.approximate or (row.approximate if row else False),
        qualifier=row.name if row else None,
        per=rate_after(text, after.end() if after else amount.end, lexicon),
    )


def rate_after(text: str, position: int, lexicon: Lexicon) -> str | None:
    """Return the unit of a rate that the words at `position` name: "a year", "per aircraft"."""
    rate = lexicon.rate_regex.match(text, position)
    if not rate:
        return None
    phrase = " ".join(rate.group(1).split())
    return lexicon.rates.get(phrase) or phrase.removeprefix("per ")
