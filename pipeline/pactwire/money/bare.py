"""Decide whose currency a bare "$", "Rs" or "pesos" is.

One text writes a bare sign for one currency, so the decision is taken once for each family; only inside a stated
conversion does the bare sign have to differ from the amount beside it.
"""

from collections import Counter
from collections.abc import Sequence

from pactwire.money.lexicon import Lexicon
from pactwire.money.scan import RawAmount

_NEAR_THE_TOP = 2


def resolve_families(
    amounts: Sequence[RawAmount],
    links: Sequence[int | None],
    lexicon: Lexicon,
    countries: Sequence[str],
    outlet_country: str | None,
) -> list[str | None]:
    """Return the ISO 4217 code of each amount, None where nothing tells.

    Args:
        amounts: The amounts of one text.
        links: For each, the index of the amount that it converts.
        lexicon: The currencies.
        countries: ISO 3166-1 alpha-3 codes, most important first.
        outlet_country: Where the outlet sits, if known.
    """
    families = sorted({amount.family for amount in amounts if amount.family and amount.code is None})
    chosen = {family: _choose(family, amounts, links, lexicon, countries, outlet_country) for family in families}
    codes: list[str | None] = []
    for amount, source in zip(amounts, links, strict=True):
        code = amount.code or (chosen[amount.family] if amount.family else None)
        if amount.code is None and source is not None and code is not None and code == codes[source]:
            code = _other(amount.family, code, lexicon)
        codes.append(code)
    return codes


def _choose(
    family: str,
    amounts: Sequence[RawAmount],
    links: Sequence[int | None],
    lexicon: Lexicon,
    countries: Sequence[str],
    outlet_country: str | None,
) -> str | None:
    shared = lexicon.families[family]
    default = shared.default
    own = {
        country: row.code
        for row in lexicon.currencies.values()
        if row.family == family and row.bare
        for country in row.countries
    }
    local = [own[country] for country in dict.fromkeys(countries) if country in own]
    foreign = [code for code in local if code != default]
    for amount, source in zip(amounts, links, strict=True):
        if source is None or family not in (amount.family, amounts[source].family):
            continue
        other = amounts[source]
        if amount.code is None and other.family == family and other.code not in (None, default):
            return default
        if other.code is None and amount.family == family and amount.code == default:
            return foreign[0] if foreign else default
    if outlet_country in own:
        return own[outlet_country]
    named = Counter(amount.code for amount in amounts if amount.code and amount.family == family)
    spelled = sorted(code for code in named if code != default)
    if len(spelled) == 1 and (not countries or spelled[0] in local):
        return spelled[0]
    if named and not spelled and foreign and countries and foreign[0] in local[:_NEAR_THE_TOP]:
        return foreign[0]
    if local and not shared.international:
        return local[0]
    near = [own[country] for country in countries[:_NEAR_THE_TOP] if country in own]
    if near and (default not in local or countries[0] in own):
        return near[0]
    if default is None:
        every = [
            row.code
            for country in dict.fromkeys(countries)
            for row in lexicon.currencies.values()
            if row.family == family and country in row.countries
        ]
        return every[0] if every else None
    return default


def _other(family: str | None, code: str, lexicon: Lexicon) -> str | None:
    default = lexicon.families[family].default if family else None
    return default if default != code else None
