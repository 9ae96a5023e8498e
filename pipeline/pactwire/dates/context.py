"""What the words around a time expression say: the day of reference, the dates told before, the tense."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from pactwire.dates.grammar import Match
from pactwire.dates.period import Period
from pactwire.records import Timex3Type
from pactwire.resources import Row, read_toml

Direction = Literal["past", "future"]
Tense = Callable[[int, int], Direction | None]

CLAUSE = 120


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a match means. Without a period it dates nothing: a duration, a set, a vague reference."""

    type: Timex3Type
    value: str
    basis: str
    period: Period | None = None
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A date told in the text, on which later words may rest."""

    start: int
    end: int
    period: Period


@dataclass(slots=True)
class Context:
    """The text, the day it speaks from (`None` if unknown) with how that is known, and the dates told so far."""

    text: str
    anchor: date | None
    anchor_basis: str
    tense: Tense | None = None
    told: list[Told] = field(default_factory=list)
    length_at: int = -1

    def before(self, match: Match, reach: int = 40) -> str:
        """Return the text before the match."""
        return self.text[max(0, match.start - reach) : match.start]

    def after(self, match: Match, reach: int = 40) -> str:
        """Return the text after the match."""
        return self.text[match.end : match.end + reach]

    def direction(self, match: Match) -> Direction | None:
        """Tell whether the match looks back or ahead: by the word before it, the parse if there is one, or its clause."""
        before = self.before(match, 20)
        if compiled(guards().tense.past_before).search(before):
            return "past"
        if compiled(guards().tense.future_before).search(before):
            return "future"
        if self.tense is not None:
            return self.tense(match.start, match.end)
        return tense_in_words(self.text, match.start, match.end)

    def length_since_told(self, match: Match) -> bool:
        """Tell whether the last time before the match is a length of months or years rather than a date."""
        return bool(self.told) and self.told[-1].end < self.length_at <= match.start

    def latest(self, match: Match, units: frozenset[str] | None = None, reach: int = 600) -> Period | None:
        """Return the date told last before the match, of one of the units."""
        return next(self.told_before(match, units, reach), None)

    def told_before(self, match: Match, units: frozenset[str] | None = None, reach: int = 600) -> Iterator[Period]:
        """Yield the dates told before the match, the last one first."""
        for told in reversed(self.told):
            if match.start - told.end > reach:
                return
            if told.end <= match.start and (units is None or told.period.unit in units):
                yield told.period


class _Surroundings(Row):
    not_before: str | None = None
    not_after: str | None = None


class _YearGuard(Row):
    words: frozenset[str]
    plain_from: int
    lead: frozenset[str]
    characters: str
    allowed_dash: str


class _MonthGuard(Row):
    ambiguous: frozenset[str]
    before: str
    adjective_before: str
    not_after: str


class _Joined(Row):
    after: str


class _SeasonGuard(Row):
    ambiguous: frozenset[str]
    not_after: str


class _TenseCues(Row):
    future: str
    past: str
    scheduled_verbs: frozenset[str]
    modals: frozenset[str]
    undecided: frozenset[str]
    planned_pasts: frozenset[str]
    perfect: frozenset[str]
    present_be: frozenset[str]
    planned_participles: frozenset[str]
    outcomes: frozenset[str]
    past_before: str
    future_before: str
    clause_end: str


class Guards(Row):
    """The words of `models/patterns/dates_guards.toml`."""

    before_year: _YearGuard
    month_words: _MonthGuard
    joined: _Joined
    season_words: _SeasonGuard
    decade_words: _Surroundings
    name_after_weekday: _Surroundings
    anniversary: _Surroundings
    tense: _TenseCues


@cache
def guards() -> Guards:
    """Return the words that show a match to be no time, and the cues of tense."""
    return read_toml("patterns/dates_guards.toml", Guards)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a guard pattern compiled without regard to case."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def exact(pattern: str) -> re.Pattern[str]:
    """Return a guard pattern compiled as written."""
    return re.compile(pattern)


def tense_in_words(text: str, start: int, end: int) -> Direction | None:
    """Read the tense off the nearest cue in the clause: before the span first, then after it.

    >>> tense_in_words("They will sign on Friday.", 18, 24)
    'future'
    """
    cues = guards().tense
    edge = compiled(cues.clause_end)
    before = edge.split(text[max(0, start - CLAUSE) : start])[-1]
    after = edge.split(text[end : end + CLAUSE])[0]
    return _nearest(before, cues, last=True) or _nearest(after, cues, last=False)


def _nearest(clause: str, cues: _TenseCues, *, last: bool) -> Direction | None:
    places: list[tuple[tuple[int, int], Direction]] = []
    names: tuple[tuple[str, Direction], ...] = ((cues.future, "future"), (cues.past, "past"))
    for pattern, direction in names:
        found = [hit.span() for hit in compiled(pattern).finditer(clause)]
        if found:
            places.append((found[-1] if last else found[0], direction))
    if not places:
        return None
    if last:
        return max(places)[1]
    return min(places, key=lambda place: (place[0][0], -place[0][1]))[1]
