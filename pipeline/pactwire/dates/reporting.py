"""Resolve the periods of reports: the latest quarter, the year-earlier period, a year ago."""

from datetime import date

from pactwire.dates.context import Context, Resolution
from pactwire.dates.grammar import Match, lexicon
from pactwire.dates.numbers import ordinal_of
from pactwire.dates.period import Period, holding, of_quarter, of_year, shifted
from pactwire.dates.readings import dated, shift_of

UNANCHORED = "publication date not known"
DAYS = frozenset({"day"})
REPORTED = frozenset({"quarter", "half", "month", "year", "season"})
QUARTERS = frozenset({"quarter"})
CLOSE, REPORT = 900, 4000


def report_period(match: Match, context: Context) -> Resolution | None:
    """The latest quarter, the 1988 period, the year-earlier quarter."""
    groups = match.groups
    unit = (groups.get("unit") or groups.get("unit2") or groups.get("unit3") or "").lower()
    latest = quarter_under_report(match, context) if unit in {"quarter", "period"} else None
    if latest is None:
        told = context.latest(match, REPORTED, reach=2500)
        if told is None or told.first is None:
            return Resolution("DATE", "XXXX-QX", UNANCHORED)
        latest = told
    if "y" in groups and unit == "period" and context.length_since_told(match):
        return dated(of_year(int(groups["y"])), "as written")
    if "q" in groups and (rank := ordinal_of(groups["q"])) and latest.first and 1 <= rank <= 4:
        latest = of_quarter(latest.first.year, rank)
    if "y" in groups:
        wanted = int(groups["y"])
        if latest.first is None or latest.unit == "year":
            return dated(of_year(wanted), "as written")
        return dated(
            shifted(latest, wanted - latest.first.year, "year"), "same part of the year as told before in the text"
        )
    if "back" in groups:
        base = latest
        return dated(shifted(base, -1, "year"), f"a year before {base.edtf}", base.first)
    if unit in {"quarter", "period"}:
        return dated(latest, "the period told before in the text", context.anchor)
    if context.anchor is None:
        return Resolution("DATE", "XXXX", UNANCHORED)
    return dated(
        shifted(holding(context.anchor, lexicon().units[unit]), -1), f"from {context.anchor_basis}", context.anchor
    )


def year_back(match: Match, context: Context) -> Resolution | None:
    """Year-ago results: a year before the period that the text reports on."""
    return year_earlier(match, context)


def years_quarter(match: Match, context: Context) -> Resolution | None:
    """Last year's quarter."""
    told = context.latest(match, frozenset({"quarter"}), reach=1500)
    if context.anchor is None:
        return Resolution("DATE", "XXXX-QX", UNANCHORED)
    base = told if told and told.first else shifted(holding(context.anchor, "quarter"), -1)
    wanted = context.anchor.year + shift_of(match.groups["rel"])
    return dated(
        shifted(base, wanted - (base.first or context.anchor).year, "year"),
        f"from {context.anchor_basis}",
        context.anchor,
    )


def same_period(match: Match, context: Context) -> Resolution | None:
    """The same month a year ago, the corresponding period last year, the quarter a year ago."""
    groups = match.groups
    word = groups["unit"].lower()
    unit = lexicon().units.get(word)
    told = context.latest(match, frozenset({unit}) if unit else REPORTED | DAYS, reach=1500)
    if told is None or told.first is None:
        if context.anchor is None:
            return Resolution("DATE", "XXXX", UNANCHORED)
        back = -1 if unit in {"quarter", "month"} else 0
        told = shifted(holding(context.anchor, unit or "year"), back)
    first = told.first or date(1, 1, 1)
    if "back" in groups:
        return dated(shifted(told, -1, groups["back"].lower()), f"from {told.edtf} told before in the text", first)
    if "y" in groups:
        wanted = int(groups["y"])
    elif context.anchor is not None:
        wanted = context.anchor.year + shift_of(groups["rel"])
    else:
        return Resolution("DATE", "XXXX", UNANCHORED)
    return dated(shifted(told, wanted - first.year, "year"), "same part of the year as told before in the text", first)


def year_earlier(match: Match, context: Context) -> Resolution | None:
    """A year before the period that the text reports on, else before the publication year."""
    told = context.latest(match, REPORTED | DAYS, reach=CLOSE)
    fine = told is not None and told.first is not None and told.unit in {"quarter", "half", "month"}
    if told is not None and fine and not context.length_since_told(match):
        base = (quarter_under_report(match, context) or told) if told.unit == "quarter" else told
        return dated(shifted(base, -1, "year"), f"a year before {base.edtf} told before in the text", base.first)
    base_day = context.anchor or (told.first if told else None)
    if base_day is None:
        return Resolution("DATE", "PAST_REF", UNANCHORED)
    return dated(shifted(of_year(base_day.year), -1), f"a year before {context.anchor_basis}", context.anchor)


def quarter_under_report(match: Match, context: Context) -> Period | None:
    """Return the quarter whose figures the text reports: the latest told that is over, else the first one told.

    Where the text tells none, it is the one before the publication.
    """
    quarters = list(context.told_before(match, QUARTERS, reach=REPORT))[::-1]
    anchor = context.anchor
    if anchor is None:
        return quarters[0] if quarters else None
    over = [
        period
        for period in quarters
        if period.first and period.last and period.last < anchor and period.first.year >= anchor.year - 1
    ]
    if over:
        latest = max(over, key=lambda period: period.first or anchor)
        again = shifted(latest, 1, "year")
        return again if again.last is not None and again.last < anchor else latest
    return quarters[0] if quarters else shifted(holding(anchor, "quarter"), -1)
