"""Find the times in a text and say what each means."""

from collections.abc import Callable, Mapping
from datetime import date

from pactwire.dates import clock, days, lengths, relative, reporting, seasons, years
from pactwire.dates.context import Context, Resolution, Tense, Told, compiled, guards
from pactwire.dates.grammar import Match, matches
from pactwire.dates.infer import Inferred, furniture, infer_published
from pactwire.dates.period import Period
from pactwire.records import DateMention, Timex3

Handler = Callable[[Match, Context], Resolution | None]

HANDLERS: Mapping[str, Handler] = {
    "numeric_ymd": days.numeric_ymd,
    "numeric_dmy": days.numeric_dmy,
    "calendar_date": days.calendar_date,
    "day_range": days.day_range,
    "month_range": seasons.month_range,
    "month": seasons.month,
    "quarter": seasons.quarter,
    "half": seasons.half,
    "season": seasons.season,
    "decade": years.decade,
    "century": years.century,
    "year": years.year,
    "spoken_year": years.spoken_year,
    "short_year": years.short_year,
    "year_range": years.year_range,
    "fiscal_year": years.fiscal,
    "holiday": days.holiday,
    "deictic_day": relative.deictic_day,
    "part_of_day": relative.part_of_day,
    "part_of_text_day": relative.part_of_text_day,
    "weekday": relative.weekday,
    "weekday_ahead": relative.weekday_ahead,
    "day_of_month": relative.day_of_month,
    "weekend": relative.weekend,
    "shifted": relative.shifted_unit,
    "week_of": relative.week_of,
    "bare_unit": relative.bare_unit,
    "report_period": reporting.report_period,
    "year_back": reporting.year_back,
    "years_quarter": reporting.years_quarter,
    "same_period": reporting.same_period,
    "ago": relative.ago,
    "from_now": relative.from_now,
    "from_text": relative.from_text,
    "text_unit": relative.text_unit,
    "ordinal_day": relative.ordinal_day,
    "year_end": relative.year_end,
    "mid_year": relative.mid_year,
    "time": clock.time_of_day,
    "duration": lengths.duration,
    "vague_duration": lengths.vague_duration,
    "reference": lengths.reference,
    "set": lengths.repeated,
    "set_word": lengths.set_word,
    "weekday_set": lengths.weekday_set,
    "month_set": lengths.month_set,
}
# What the basis of a date begins with that belongs to the page rather than to the story.
PAGE = "page"
ANCHORING = frozenset({"DATE", "TIME"})


def find_dates(text: str, *, published: date | None = None, tense: Tense | None = None) -> list[DateMention]:
    """Return the times that the text tells, sorted and without overlap.

    Args:
        text: The article as read.
        published: The day of publication. Without it the text is asked for one; what then stays unknown is `None`
            in the result, or `XXXX` in place of the year.
        tense: Tells for a span whether its clause looks back ("past") or ahead ("future"). Without it the words of
            the clause decide.

    >>> [(mention.text, mention.edtf) for mention in find_dates("They signed it on 15 January 2026.")]
    [('15 January 2026', '2026-01-15')]
    """
    found = matches(text)
    if published is not None:
        context = Context(text, published, f"publication date {published.isoformat()}", tense)
        return _mentions(found, context)
    blind = Context(text, None, "", tense)
    first = _resolved(found, blind)
    inferred = infer_published(text, first, blind)
    if inferred is None:
        return [_mention(text, match, resolution) for match, resolution in first]
    return _mentions(found, Context(text, inferred.day, _told_by(inferred), tense))


def _told_by(inferred: Inferred) -> str:
    return f"publication date {inferred.day.isoformat()} inferred ({inferred.basis})"


def _mentions(found: list[Match], context: Context) -> list[DateMention]:
    return [_mention(context.text, match, resolution) for match, resolution in _resolved(found, context)]


def _resolved(found: list[Match], context: Context) -> list[tuple[Match, Resolution]]:
    """Resolve from left to right, at each place the longest reading that makes sense."""
    resolved = []
    end = 0
    for match in found:
        if match.start < end or _is_anniversary(match, context):
            continue
        resolution = _resolve(match, context)
        if resolution is None:
            continue
        resolved.append((match, resolution))
        end = match.end
        if resolution.period is not None and resolution.type in ANCHORING:
            context.told.append(Told(match.start, match.end, resolution.period))
        elif resolution.type == "DURATION" and resolution.value[-1] in "MY" and resolution.value[1] != "T":
            context.length_at = match.end
    return resolved


def _resolve(match: Match, context: Context) -> Resolution | None:
    try:
        return HANDLERS[match.rule.kind](match, context)
    except (ValueError, OverflowError):
        return None


def _is_anniversary(match: Match, context: Context) -> bool:
    return bool(compiled(guards().anniversary.not_after or "").match(context.after(match)))


def _mention(text: str, match: Match, resolution: Resolution) -> DateMention:
    shown = furniture(text, match)
    period = resolution.period or Period("day", None, None, resolution.value, None)
    return DateMention(
        text=text[match.start : match.end],
        start=match.start,
        end=match.end,
        timex3=Timex3(type=resolution.type, value=resolution.value),
        edtf=period.edtf,
        earliest=period.first.isoformat() if period.first else None,
        latest=period.last.isoformat() if period.last else None,
        anchor=resolution.anchor.isoformat() if resolution.anchor else None,
        basis=f"{PAGE}: {shown}; {resolution.basis}" if shown else resolution.basis,
    )
