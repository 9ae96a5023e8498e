"""Calendar dates through dateparser: only phrases that the grammar has vetted, with settings that admit no guess.

The only place that imports dateparser. Its search is never used, and it is never asked about relative,
vague or partial dates, where it guesses.
"""

from datetime import date
from functools import cache, lru_cache

from dateparser.date import DateDataParser

SETTINGS = {
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,
}


@cache
def _parser() -> DateDataParser:
    return DateDataParser(languages=["en"], settings=SETTINGS)


@lru_cache(maxsize=4096)
def full_date(phrase: str) -> date | None:
    """Return the day that a phrase of day, month name and four-figure year names, `None` if there is no such day.

    >>> full_date("15 January 2026"), full_date("30 February 2026")
    (datetime.date(2026, 1, 15), None)
    """
    found = _parser().get_date_data(phrase)
    return found.date_obj.date() if found.date_obj is not None else None
