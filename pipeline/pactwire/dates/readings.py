"""What the words of a match stand for, and how a period becomes a resolution: shared by all resolvers."""

import re
from collections.abc import Mapping
from datetime import date

from pactwire.dates.context import Context, Resolution, compiled, exact, guards
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.period import Period, narrowed

AS_WRITTEN = "as written"


def dated(period: Period | None, basis: str, anchor: date | None = None) -> Resolution | None:
    """Wrap a period as a resolution."""
    return Resolution("DATE", period.value, basis, period, anchor) if period else None


def stretched(period: Period, groups: Mapping[str, str], basis: str, anchor: date | None = None) -> Resolution | None:
    """Wrap a period, its bounds brought to the early, middle or late stretch that the words single out."""
    stretch = stretch_of(groups.get("mod") or groups.get("mod2") or "")
    steps = lexicon().narrowing.get(period.unit, {}).get(stretch or "")
    if stretch in {"before", "after"}:
        if anchor and period.first and period.last and period.holds(anchor):
            first, last = (period.first, anchor) if stretch == "before" else (anchor, period.last)
            period = Period(period.unit, first, last, period.value, period.edtf)
    elif steps:
        period = narrowed(period, steps)
        basis = f"{basis}, {stretch} part"
    return dated(period, basis, anchor)


def stretch_of(words: str) -> str | None:
    """Return the stretch that words such as "the end of" or "mid-" single out."""
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in lexicon().stretches:
            return lexicon().stretches[word]
    return None


def month_of(word: str) -> int:
    """Return the number of the month."""
    return lexicon().months[word.lower().rstrip(".")]


def weekday_of(word: str | None) -> int | None:
    """Return the ISO number of the weekday."""
    return lexicon().weekdays[word.lower().rstrip(".")] if word else None


def shift_of(words: str) -> int:
    """Return how many periods away a word such as "last" points."""
    return lexicon().shifts[re.sub(r"\s+", " ", words.lower())]


def full_year(written: str, context: Context) -> int:
    """Return the year; two figures mean the nearest such year to the day of reference, or of 2000."""
    figures = re.sub(r"\D", "", written)
    if len(figures) == 4:
        return int(figures)
    near = context.anchor.year if context.anchor else 2000
    centuries = (near // 100 * 100 + add + int(figures) for add in (-100, 0, 100))
    return min(centuries, key=lambda candidate: (abs(candidate - near - 10), candidate))


def is_month_word(match: Match, context: Context, *, followed: bool) -> bool:
    """Tell whether the name of the month is one: written with a capital, and "May" and "March" in company."""
    word = match.groups["m"]
    if not word[0].isupper():
        return False
    guard = guards().month_words
    if word.lower() not in guard.ambiguous or followed:
        return True
    before, after = context.before(match), context.after(match)
    if len(word) == 3 and word.lower() != "may" and re.match(r"\s[A-Z][a-z]", after):
        return False
    if exact(guard.not_after).match(after):
        return False
    if compiled(guard.before).search(before):
        return True
    return bool(compiled(guard.adjective_before).search(before)) and bool(re.match(r"\s[a-z]", after))


def is_year(number: int, start: int, text: str, *, counted: bool = True) -> bool:
    """Tell whether four figures are a year, by what stands right before them; `counted` if they could count things."""
    guard = guards().before_year
    before = text[max(0, start - 30) : start]
    if before and before[-1] in guard.characters and not compiled(guard.allowed_dash).search(before):
        return False
    words = re.findall(r"[^\W\d_]+(?=\.?\s+$)", before)
    if counted and words and words[0].lower() in guard.words:
        return False
    led = bool(words) and words[0].lower() in guard.lead
    return guard.plain_from <= number <= 2100 or (led and number >= 1000)


def nearest_basis(context: Context, direction: str | None) -> str:
    """Return the words for how a year was found from the anchor."""
    looking = {"past": "looking back", "future": "looking ahead"}.get(direction or "", "nearest")
    return f"year from {context.anchor_basis}, {looking}"
