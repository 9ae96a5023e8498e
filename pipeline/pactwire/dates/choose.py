"""Which year, month or week a partial date belongs to, by the day of reference and the tense."""

from datetime import date, timedelta

from pactwire.dates.context import Direction
from pactwire.dates.period import Period, of_day, of_month, of_season, of_week, of_weekend

# A day without a year is rarely meant to lie further back than this if another is this near: "declared a dividend
# payable Dec. 7" is written in October, though its only verb is in the past.
FAR_BACK = 200
NEAR_AHEAD = 100
# Nor one so far ahead if another is hardly gone: "will investigate the August 7 bombings" is written in August.
FAR_AHEAD = 300
NEAR_BACK = 21


def day_nearest(
    anchor: date, month: int, day: int, direction: Direction | None, weekday: int | None = None
) -> date | None:
    """Return the day of that month and number which the tense points to; without a tense the nearest.

    A weekday decides before the tense does: the nearest year in which the day falls on it, up to six years off.
    """
    span = 6 if weekday is not None else 1
    days = [made for year in range(anchor.year - span, anchor.year + span + 1) if (made := made_day(year, month, day))]
    if weekday is not None:
        days = [made for made in days if made.isoweekday() == weekday] or days
    chosen = _pointed_at(anchor, [(made, made) for made in days], direction)
    nearest = min(days, key=lambda made: (abs((made - anchor).days), made), default=None)
    if chosen and nearest:
        ahead, off = (chosen - anchor).days, abs((nearest - anchor).days)
        if (-ahead > FAR_BACK and off < NEAR_AHEAD) or (ahead > FAR_AHEAD and off < NEAR_BACK):
            return nearest
    return chosen


def month_nearest(anchor: date, month: int, direction: Direction | None) -> Period:
    """Return the month of that number which the tense points to; without a tense the nearest."""
    found = [of_month(year, month) for year in range(max(anchor.year - 1, 1), min(anchor.year + 2, 9999))]
    return _period_pointed_at(anchor, found, direction)


def season_nearest(anchor: date, season: str, direction: Direction | None) -> Period:
    """Return the season of that name which the tense points to; without a tense the nearest."""
    found = [of_season(year, season) for year in range(max(anchor.year - 2, 1), min(anchor.year + 2, 9998))]
    return _period_pointed_at(anchor, found, direction)


def weekday_nearest(anchor: date, weekday: int, direction: Direction | None) -> date:
    """Return the weekday that news means: the publication day itself, else the last one, or the next if it looks ahead."""
    if direction == "future":
        return anchor + timedelta(days=(weekday - anchor.isoweekday()) % 7)
    return anchor - timedelta(days=(anchor.isoweekday() - weekday) % 7)


def weekday_in_week(anchor: date, weekday: int, weeks: int) -> date:
    """Return the weekday of the ISO week so many weeks away from the anchor's."""
    return anchor + timedelta(days=weekday - anchor.isoweekday() + 7 * weeks)


def weekend_nearest(anchor: date, direction: Direction | None) -> Period:
    """Return the weekend under way, else the last one, or the next if the text looks ahead."""
    back = anchor if anchor.isoweekday() >= 6 or direction == "future" else anchor - timedelta(days=7)
    return of_weekend(back)


def made_day(year: int, month: int, day: int) -> date | None:
    """Return the day, `None` if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nth_week(year: int, month: int, number: int) -> Period | None:
    """Return the ISO week that holds the first, second ... (-1: last) seven days of the month."""
    period = of_month(year, month)
    if period.first is None or period.last is None:
        return None
    day = period.last if number < 0 else made_day(year, month, 7 * number - 3)
    return of_week(day) if day else None


def day_period(day: date | None) -> Period | None:
    """Return the day as a period."""
    return of_day(day) if day else None


def _period_pointed_at(anchor: date, periods: list[Period], direction: Direction | None) -> Period:
    bounds = {(period.first or anchor, period.last or anchor): period for period in periods}
    chosen = _pointed_at(anchor, list(bounds), direction)
    return next(period for (first, _), period in bounds.items() if first == chosen)


def _pointed_at(anchor: date, bounds: list[tuple[date, date]], direction: Direction | None) -> date | None:
    """Return the first day of the pair that the tense points to."""
    if not bounds:
        return None
    nearest = min(bounds, key=lambda pair: (_distance(anchor, pair), pair))
    if direction == "past":
        fitting = [pair for pair in bounds if pair[0] <= anchor]
        chosen = max(fitting, default=nearest)
    elif direction == "future":
        fitting = [pair for pair in bounds if pair[1] >= anchor]
        chosen = min(fitting, default=nearest)
    else:
        chosen = nearest
    return chosen[0]


def _distance(anchor: date, pair: tuple[date, date]) -> int:
    first, last = pair
    if first <= anchor <= last:
        return 0
    return (first - anchor).days if first > anchor else (anchor - last).days
