"""Find amounts of money in text."""

from collections.abc import Sequence
from decimal import Decimal

from pactwire.money.bare import resolve_families
from pactwire.money.conversions import link_conversions, share_rates
from pactwire.money.elliptical import elliptical_amounts
from pactwire.money.lexicon import lexicon
from pactwire.money.scan import RawAmount, scan
from pactwire.records import MoneyMention


def find_money(text: str, *, countries: Sequence[str] = (), outlet_country: str | None = None) -> list[MoneyMention]:
    """Return the amounts in the text, sorted by start.

    Args:
        text: The article.
        countries: ISO 3166-1 alpha-3 codes of the states the text is about, most important first; they
            decide what a bare "$", "Rs" or "pesos" is.
        outlet_country: Where the outlet sits, if known: its own dollar is written bare.

    >>> [(m.text, m.value, m.currency) for m in find_money("worth Rs 63,000 crore (about $7.4 billion)")]
    [('Rs 63,000 crore', 630000000000.0, 'INR'), ('$7.4 billion', 7400000000.0, 'USD')]
    """
    words = lexicon()
    marked = scan(text, words)
    raw = sorted((*marked, *elliptical_amounts(text, marked, words)), key=lambda amount: amount.start)
    links = link_conversions(text, raw, words)
    raw = share_rates(text, raw, links, words)
    codes = resolve_families(raw, links, words, countries, outlet_country)
    return [
        _mention(text, amount, code, source if source is None or codes[source] != code else None, raw)
        for amount, code, source in zip(raw, codes, links, strict=True)
    ]


def is_flow(mention: MoneyMention) -> bool:
    """Tell whether a sum is paid by the hour, day, week or month, so that it is a rate and no amount.

    >>> [is_flow(mention) for mention in find_money("$900 a day, $3 billion a year, $80 million per aircraft")]
    [True, False, False]
    """
    return mention.per in lexicon().flows


def _mention(
    text: str, amount: RawAmount, code: str | None, source: int | None, raw: Sequence[RawAmount]
) -> MoneyMention:
    return MoneyMention(
        text=text[amount.start : amount.end],
        start=amount.start,
        end=amount.end,
        value=_number(amount.value),
        high=_number(amount.high),
        currency=code,
        approximate=amount.approximate,
        qualifier=amount.qualifier,
        per=amount.per,
        converted_from=None if source is None else (raw[source].start, raw[source].end),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
