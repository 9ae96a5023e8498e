"""Link an amount to its stated conversion, and check the rate that the two imply."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pactwire.money.lexicon import Band, Lexicon, bands
from pactwire.money.scan import RawAmount, rate_after
from pactwire.records import ArticleWarning, MoneyMention

FACTOR = 1.8
"""How far outside the band of its pair an implied rate may lie before an analyst is told."""

EXACT_FACTOR = 1.2
"""The same where both bands hold the rates of every day and both figures are as wrong as their rounding allows."""

MEMORY = 15
"""An article may convert a sum of earlier years at their rate: so many years back, the exact bands count, too."""

COARSEST = 0.1
"""No figure is rounded by more than this share of it."""

_CLOSING = re.compile(r"\s?[)\]]")
_DASH = re.compile(r"\s?[–—]")


def link_conversions(text: str, amounts: Sequence[RawAmount], lexicon: Lexicon) -> list[int | None]:
    """Return for each amount the index of the amount that it restates in another currency."""
    links: list[int | None] = []
    for index, amount in enumerate(amounts):
        source = None
        if index and amount.value is not None:
            source = _source(text, index, amounts, links, lexicon)
        links.append(source)
    return links


def share_rates(
    text: str, amounts: Sequence[RawAmount], links: Sequence[int | None], lexicon: Lexicon
) -> list[RawAmount]:
    """Give a rate that follows a bracketed conversion to both amounts: "80 kroner ($11) an hour"."""
    units: dict[int, str] = {}
    for amount, source in zip(amounts, links, strict=True):
        closing = _CLOSING.match(text, amount.end) if source is not None else None
        unit = rate_after(text, closing.end(), lexicon) if closing else None
        if source is not None and unit:
            units[source] = unit
    return [
        replace(amount, per=amount.per or units.get(index if source is None else source))
        for index, (amount, source) in enumerate(zip(amounts, links, strict=True))
    ]


def _source(
    text: str, index: int, amounts: Sequence[RawAmount], links: Sequence[int | None], lexicon: Lexicon
) -> int | None:
    between = text[amounts[index - 1].end : amounts[index].start]
    for row, regex in lexicon.conversions:
        if not regex.fullmatch(between):
            continue
        end = amounts[index].end
        if (row.closed and not _CLOSING.match(text, end)) or (row.parenthetic and not _DASH.match(text, end)):
            continue
        source = links[index - 1] if row.chain else index - 1
        if source is not None and _may_convert(amounts[source], amounts[index]):
            return source
    return None


def _may_convert(source: RawAmount, target: RawAmount) -> bool:
    if source.value is None or (target.per and target.per != source.per):
        return False
    if source.family and source.family == target.family:
        return (source.code is not None or target.code is not None) and source.code != target.code
    return (source.code or source.family) != (target.code or target.family)


def conversion_warnings(mentions: Sequence[MoneyMention], *, year: int | None = None) -> list[ArticleWarning]:
    """Return a warning for each stated conversion whose rate is implausible.

    Args:
        mentions: The amounts of one article, as `find_money` returns them.
        year: Of publication; None checks against all years of the table.
    """
    by_span = {(mention.start, mention.end): mention for mention in mentions}
    warnings = []
    for target in mentions:
        source = by_span.get(target.converted_from) if target.converted_from else None
        if source is None or not source.value or not target.value or not source.currency or not target.currency:
            continue
        band = rate_band(source.currency, target.currency, year)
        implied = target.value / source.value
        wide = band and not band[0] / FACTOR <= implied <= band[1] * FACTOR
        if band and (wide or _cannot_be(source, target, year)):
            warnings.append(_warning(source, target, implied, band))
    return warnings


def _cannot_be(source: MoneyMention, target: MoneyMention, year: int | None) -> bool:
    """Tell whether no rate of the years in question gives these figures, however they were rounded."""
    assert source.currency is not None and target.currency is not None
    since = year - MEMORY if year is not None else None
    rows = [_exact(currency, since, year) for currency in (source.currency, target.currency)]
    if not all(rows):
        return False
    (low, high), (target_low, target_high) = (
        (min(row.low for row in found), max(row.high for row in found)) for found in rows
    )
    (least, most), (target_least, target_most) = rounded(source), rounded(target)
    return (
        target_most / least < target_low / high / EXACT_FACTOR or target_least / most > target_high / low * EXACT_FACTOR
    )


def _exact(currency: str, since: int | None, until: int | None) -> list[Band]:
    """Return the bands of those years, none if one of them is not exact."""
    rows = bands().get(currency, ())
    if since is not None and until is not None:
        rows = tuple(row for row in rows if row.to_year >= since and row.from_year <= until)
    return list(rows) if all(row.exact for row in rows) else []


def rounded(mention: MoneyMention) -> tuple[float, float]:
    """Return the least and the most that a figure can stand for: half a unit of its last digit that is not nought.

    Of "10 billion" that would be half, so that a tenth is the most.

    >>> rounded(MoneyMention(text="$3.4 billion", start=0, end=12, value=3.4e9, currency="USD"))
    (3350000000.0, 3450000000.0)
    """
    assert mention.value is not None
    digits = Decimal(repr(mention.value)).normalize()
    exponent = digits.as_tuple().exponent
    half = min(float(Decimal(5).scaleb(int(exponent) - 1)), mention.value * COARSEST)
    return mention.value - half, (mention.high or mention.value) + half


def rate_band(source: str, target: str, year: int | None = None) -> tuple[float, float] | None:
    """Return how many units of `target` one unit of `source` bought, lowest and highest; None if not in the table."""
    low, high = _per_dollar(source, year), _per_dollar(target, year)
    if low is None or high is None:
        return None
    return high[0] / low[1], high[1] / low[0]


def _per_dollar(currency: str, year: int | None) -> tuple[float, float] | None:
    rows = bands().get(currency, ())
    dated = [row for row in rows if year is not None and row.from_year <= year <= row.to_year] or list(rows)
    return (min(row.low for row in dated), max(row.high for row in dated)) if dated else None


def _warning(source: MoneyMention, target: MoneyMention, implied: float, band: tuple[float, float]) -> ArticleWarning:
    return ArticleWarning(
        code="currency_pair_implausible",
        message=(
            f"{source.text} and {target.text} are stated as the same sum: that is {implied:.4g} {target.currency} "
            f"for one {source.currency}, where {band[0]:.4g} to {band[1]:.4g} would be plausible"
        ),
        spans=((source.start, source.end), (target.start, target.end)),
    )
