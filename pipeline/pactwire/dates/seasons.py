"""Resolve dates that name a month, quarter, half or season of a year."""

import re

from pactwire.dates.choose import month_nearest, season_nearest
from pactwire.dates.context import Context, Resolution, exact, guards
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.numbers import ordinal_of
from pactwire.dates.period import (
    Period,
    narrowed,
    of_decade,
    of_half,
    of_month,
    of_months,
    of_quarter,
    of_season,
    unknown_year,
)
from pactwire.dates.readings import (
    AS_WRITTEN,
    dated,
    full_year,
    is_month_word,
    month_of,
    nearest_basis,
    shift_of,
    stretched,
)
from pactwire.dates.years import fiscal_quarter


def month_range(match: Match, context: Context) -> Resolution | None:
    """March to June 2025, November-February 2026."""
    first, last, year = month_of(match.groups["m"]), month_of(match.groups["m2"]), int(match.groups["y"])
    if not is_month_word(match, context, followed=True) or first == last:
        return None
    return dated(of_months((year - (first > last), first), (year, last)), AS_WRITTEN)


def month(match: Match, context: Context) -> Resolution | None:
    """July 2024, late November, last April, June last year."""
    groups = match.groups
    number = month_of(groups["m"])
    if "y" in groups:
        if not is_month_word(match, context, followed=True):
            return None
        return stretched(of_month(int(groups["y"]), number), groups, AS_WRITTEN)
    if not is_month_word(
        match, context, followed=any(key in groups for key in ("rel", "rel2", "that", "mod", "shift"))
    ):
        return None
    if "that" in groups or "rel2" in groups:
        told = context.latest(match)
        if told is None or told.first is None:
            return stretched(unknown_year(number), groups, "year not told by the text")
        year = told.first.year + {"previous": -1, "following": 1}.get(groups.get("rel2", "").lower(), 0)
        return stretched(of_month(year, number), groups, "year told before in the text")
    if context.anchor is None:
        return stretched(unknown_year(number), groups, "year not told by the text")
    if "rel" in groups:
        year = context.anchor.year + shift_of(groups["rel"])
        return stretched(of_month(year, number), groups, f"from {context.anchor_basis}", context.anchor)
    chosen, basis = _month_by_shift(match, context, number)
    return stretched(chosen, groups, basis, context.anchor)


def quarter(match: Match, context: Context) -> Resolution | None:
    """The third quarter of 2025, third-quarter, Q3 2025, the fiscal first quarter."""
    groups = match.groups
    code = groups.get("q") or groups.get("q2") or ""
    figures = re.search(r"[1-4]", code)
    number = int(figures[0]) if figures else ordinal_of(code)
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return None
    written = groups.get("y") or groups.get("y2") or groups.get("y3")
    if written:
        year, basis, anchor = full_year(written, context), AS_WRITTEN, None
    else:
        if context.anchor is None:
            return Resolution("DATE", f"XXXX-Q{number}", "year not told by the text")
        anchor = context.anchor
        year, basis = _quarter_year(match, context, number)
    if any(key in groups for key in ("fiscal", "fiscal2", "fiscal3")):
        return fiscal_quarter(match, context, year, number, anchor)
    return stretched(of_quarter(year, number), groups, basis, anchor)


def half(match: Match, context: Context) -> Resolution | None:
    """The first half of 2026, the last half of the '80s."""
    groups = match.groups
    number = 1 if groups["h"].lower() in {"first", "opening", "h1"} else 2
    if "decade" in groups:
        decade = of_decade(full_year(groups["decade"].rstrip("sS"), context))
        return dated(narrowed(decade, (1, 5) if number == 1 else (6, 10)), AS_WRITTEN)
    if "mm" in groups:
        found = (
            month_nearest(context.anchor, month_of(groups["mm"]), context.direction(match)) if context.anchor else None
        )
        return (
            dated(narrowed(found, (1, 15) if number == 1 else (16, 0)), f"from {context.anchor_basis}", context.anchor)
            if found
            else None
        )
    if "y" in groups:
        return dated(of_half(int(groups["y"]), number), AS_WRITTEN)
    if context.anchor is None:
        return Resolution("DATE", f"XXXX-H{number}", "year not told by the text")
    year = context.anchor.year + shift_of(groups.get("rel", "this"))
    return dated(of_half(year, number), f"from {context.anchor_basis}", context.anchor)


def season(match: Match, context: Context) -> Resolution | None:
    """The summer of 2025, last fall, in winter."""
    groups = match.groups
    word = groups["s"].lower()
    code = lexicon().seasons[word]
    bare = not any(key in groups for key in ("y", "rel", "shift"))
    if bare and match.rule.id == "season" and not ("mod" in groups or "mod2" in groups):
        return None
    if (
        bare
        and word in guards().season_words.ambiguous
        and exact(guards().season_words.not_after).match(context.after(match))
    ):
        return None
    if "y" in groups:
        return stretched(of_season(int(groups["y"]), code), groups, AS_WRITTEN)
    if context.anchor is None:
        return Resolution("DATE", f"XXXX-{code}", "year not told by the text")
    anchor = context.anchor
    basis = f"from {context.anchor_basis}"
    if "rel" in groups:
        return stretched(of_season(anchor.year + shift_of(groups["rel"]), code), groups, basis, anchor)
    shift = shift_of(groups["shift"]) if "shift" in groups else None
    if shift is None or shift == 0:
        past = "past" in groups.get("shift", "").lower()
        direction = "past" if past else context.direction(match)
        if shift == 0 and direction is None:
            return stretched(of_season(anchor.year, code), groups, basis, anchor)
        return stretched(season_nearest(anchor, code, direction), groups, basis, anchor)
    found = season_nearest(anchor, code, "past" if shift < 0 else "future")
    if found.holds(anchor) and "past" not in groups["shift"].lower():
        found = of_season((found.first or anchor).year + shift, code)
    return stretched(found, groups, basis, anchor)


def _month_by_shift(match: Match, context: Context, number: int) -> tuple[Period, str]:
    assert context.anchor is not None
    anchor = context.anchor
    words = match.groups.get("shift")
    shift = shift_of(words) if words else 0
    if shift == 0:
        direction = "past" if words and "past" in words.lower() else context.direction(match)
        if words and "past" not in words.lower():
            return of_month(anchor.year, number), f"from {context.anchor_basis}"
        return month_nearest(anchor, number, direction), nearest_basis(context, direction)
    found = month_nearest(anchor, number, "past" if shift < 0 else "future")
    year = anchor.year + (
        shift
        if number == anchor.month
        else -1
        if shift < 0 and number > anchor.month
        else 1
        if shift > 0 and number < anchor.month
        else 0
    )
    return (of_month(year, number) if found else found), f"from {context.anchor_basis}"


def _quarter_year(match: Match, context: Context, number: int) -> tuple[int, str]:
    assert context.anchor is not None
    groups, anchor = match.groups, context.anchor
    relation = groups.get("rel") or groups.get("rel3")
    if relation:
        return anchor.year + shift_of(relation), f"from {context.anchor_basis}"
    if "rel2" in groups:
        told = context.latest(match)
        year = told.first.year if told and told.first else anchor.year
        return year + {"previous": -1, "following": 1}.get(groups["rel2"].lower(), 0), "year told before in the text"
    current = (anchor.month + 2) // 3
    looking = context.direction(match)
    if looking == "future" and number < current - 1:
        return anchor.year + 1, f"from {context.anchor_basis}, looking ahead"
    if number > current and not (looking == "future" or (number == current + 1 and looking is None)):
        return anchor.year - 1, f"from {context.anchor_basis}, looking back"
    return anchor.year, f"from {context.anchor_basis}"
