"""The events of one agreement to its stages: one status at one time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pactwire.compare.dates import When, gap_days, iso, ordinal, when_of
from pactwire.compare.names import read_name
from pactwire.compare.records import CompareWarning
from pactwire.compare.rules import compare_rules
from pactwire.compare.scopes import tells_preliminary
from pactwire.records import Event, Modality, Status

_REALISED: frozenset[Modality] = frozenset({"asserted", "negated", "denied"})
_NEGATIVE: frozenset[Modality] = frozenset({"negated", "denied"})


@dataclass(frozen=True, slots=True)
class Report:
    """One event with its times as day numbers; `preliminary` where it tells of a memorandum or letter of intent."""

    event: Event
    when: When | None
    published: int | None
    preliminary: bool = False

    @property
    def realised(self) -> bool:
        """Whether it tells of something that did or did not happen, not of a plan or wish."""
        return self.event.modality in _REALISED


@dataclass(slots=True)
class Act:
    """Reports that are taken to tell of one act, and what they state between them."""

    status: Status
    realised: bool
    goods: bool
    reports: list[Report] = field(default_factory=list)
    statuses: set[Status] = field(default_factory=set)
    modalities: set[Modality] = field(default_factory=set)
    whens: dict[str, When] = field(default_factory=dict)
    states: set[frozenset[str]] = field(default_factory=set)
    papers: set[bool] = field(default_factory=set)
    by_article: dict[str, list[Report]] = field(default_factory=dict)
    published: tuple[int, int] | None = None
    main: bool = False

    def add(self, report: Report) -> None:
        """Take a report in."""
        self.reports.append(report)
        self.statuses.add(report.event.status)
        self.modalities.add(report.event.modality)
        if report.when is not None:
            self.whens.setdefault(report.when.edtf, report.when)
        self.states.add(_states(report.event))
        self.papers.add(report.preliminary)
        self.main = self.main or report.event.role == "main"
        self.by_article.setdefault(report.event.article_id, []).append(report)
        if report.published is not None:
            first, last = self.published or (report.published, report.published)
            self.published = min(first, report.published), max(last, report.published)


def read_report(event: Event) -> Report:
    """Read the times of an event."""
    when = when_of(event.date) if event.date else None
    published = ordinal(event.published) if event.published else None
    if when is not None and published is not None and event.modality in _REALISED:
        when = _by_then(when, published)
    return Report(event, when, published, _is_preliminary(event))


def _is_preliminary(event: Event) -> bool:
    """What the sentence names decides; the name is often that of another paper in the article."""
    told = tells_preliminary(event.evidence.text)
    return bool(read_name(event.agreement.name, event.agreement.acronym).instrument) if told is None else told


def _by_then(when: When, published: int) -> When:
    """Cut a vague date off at the day of publication: what is told of as done was done by then."""
    if when.first is None or when.last is None or when.is_day or not when.first <= published < when.last:
        return when
    return When(f"{iso(when.first)}/{iso(published)}", when.first, published)


def find_acts(events: Iterable[Event], goods: bool) -> list[Act]:
    """Put the events of one agreement together by act: the most exactly dated first, then what fits them.

    Args:
        goods: whether agreements of this kind repeat, so that two signatures a season apart are two.
    """
    acts: list[Act] = []
    by_status: dict[Status, list[int]] = {}
    for report in sorted(map(read_report, events), key=_exactness):
        status = report.event.status
        numbers = sorted({number for near in _neighbourhood(status) for number in by_status.get(near, ())})
        fits = [(fit, -number) for number in numbers if (fit := _fit(report, acts[number])) is not None]
        if fits:
            number = -max(fits)[1]
        else:
            number = len(acts)
            acts.append(Act(status, report.realised, goods))
        acts[number].add(report)
        if number not in by_status.setdefault(status, []):
            by_status[status].append(number)
    return acts


def _neighbourhood(status: Status) -> list[Status]:
    near = {other for pair in compare_rules().stages.neighbours if status in pair.statuses for other in pair.statuses}
    return sorted(near | {status})


def _states(event: Event) -> frozenset[str]:
    return frozenset(party.id for party in event.parties if party.kind != "company")


def _exactness(report: Report) -> tuple[int, bool, int, bool, int, str]:
    when = report.when
    if when is None:
        exact = 4
    elif when.length <= 1:
        exact = 0
    elif when.day is not None:
        exact = 1
    else:
        exact = 2 if when.length <= 31 else 3
    first = when.first if when is not None and when.first is not None else 0
    published = report.published if report.published is not None else 10**9
    return exact, not report.realised, first, report.event.role != "main", published, report.event.event_id


def _fit(report: Report, act: Act) -> float | None:
    """Return how well a report fits an act, `None` where it tells of another."""
    for other in act.by_article.get(report.event.article_id, ()):
        if other.event.status != report.event.status or other.realised != report.realised:
            return None
        if other.when is not None and report.when is not None and gap_days(other.when, report.when):
            return None
    if not (_actors_fit(report, act) and _polarity_fits(report, act)):
        return None
    status_fit = _status_fit(report, act)
    if status_fit is None:
        return None
    time_fit = _time_fit(report, act)
    if time_fit is None:
        return None
    # Of two acts that fit as well, the one of the same paper.
    return status_fit + time_fit - (0.0 if report.preliminary in act.papers else 0.1)


def _status_fit(report: Report, act: Act) -> float | None:
    if report.event.status in act.statuses:
        crowd = min(0.4, 0.05 * len(act.by_article))
        return (2.0 if report.realised == act.realised else 1.0) + crowd
    if report.realised != act.realised or report.event.modality not in act.modalities:
        return None
    # Another word for the act is believed only where the day is the same.
    when = report.when
    if when is None or when.length > 7:
        return None
    same_day = any(other.length <= 7 and gap_days(other, when) == 0 for other in act.whens.values())
    return 0.5 if same_day else None


def _actors_fit(report: Report, act: Act) -> bool:
    """A ratification by one state is not that by another, though the agreement is the same."""
    if report.event.status not in compare_rules().stages.unilateral:
        return True
    mine = _states(report.event)
    return all(mine <= theirs or theirs <= mine for theirs in act.states if theirs)


def _polarity_fits(report: Report, act: Act) -> bool:
    """Yes and no are about one act only where both are news of the same days.

    "It was renewed every year" and "it will not be renewed" tell of two renewals.
    """
    negative = report.event.modality in _NEGATIVE
    if all((modality in _NEGATIVE) == negative for modality in act.modalities):
        return True
    near = compare_rules().stages.near_days
    if report.when is not None:
        close = [when for when in act.whens.values() if when.length <= 7 and report.when.length <= 7]
        if any(gap_days(report.when, when) == 0 for when in close):
            return True
    if report.event.role != "main" or not act.main or report.published is None or act.published is None:
        return False
    return act.published[0] - near <= report.published <= act.published[1] + near


def _time_fit(report: Report, act: Act) -> float | None:
    when = report.when
    if when is None:
        return _undated_fit(report, act)
    gap = min((gap for other in act.whens.values() if (gap := gap_days(when, other)) is not None), default=None)
    if gap is None:
        return None if act_dated(act) else _undated_fit(report, act)
    if gap == 0:
        return 3.0
    return 1.0 if gap <= _tolerance(report, act) else None


def act_dated(act: Act) -> bool:
    """Whether some report of the act places it on the calendar."""
    return any(when.dated for when in act.whens.values())


def _tolerance(report: Report, act: Act) -> int:
    rules = compare_rules().stages
    # A letter of intent in March and a contract in April are two acts.
    if report.preliminary not in act.papers:
        return rules.near_days
    if report.event.status not in rules.once or report.event.modality != "asserted" or "asserted" not in act.modalities:
        return rules.near_days
    once = rules.once[report.event.status]
    return min(once, rules.once_goods) if act.goods else once


def _undated_fit(report: Report, act: Act) -> float | None:
    """Place a report without a date by its publication, or, failing that, by being the only one."""
    rules = compare_rules().stages
    alike = report.realised == act.realised
    background = report.event.role == "background"
    if report.preliminary not in act.papers and _published_apart(report, act) > rules.near_days:
        return None
    if report.published is None:
        return 0.2 if alike else None
    first = act_time(act)[0]
    if not alike and report.event.modality != "planned":
        # "Ended", says one, where others tell of the decision to end it.
        at_once = first is not None and 0 <= report.published - first <= rules.near_days
        return 0.8 if at_once and not background else None
    if first is not None:
        after = report.published - first
        if not report.realised:
            return 0.5 if -rules.before_days <= after <= rules.near_days else None
        if after < -rules.near_days:
            return None
        if background:
            return 0.6
        return 1.5 if after <= rules.undated_days else None
    if act.published is not None:
        if max(act.published[0] - report.published, report.published - act.published[1]) <= rules.undated_days:
            return 1.0
        return 0.3 if background and report.realised else None
    return 0.2 if alike else None


def _published_apart(report: Report, act: Act) -> int:
    if report.published is None or act.published is None:
        return 0
    return max(act.published[0] - report.published, report.published - act.published[1], 0)


def act_time(act: Act) -> tuple[int | None, int | None]:
    """Return first and last possible day: the most exact stated date, else the bounds that publication sets."""
    dated = [when for when in act.whens.values() if when.dated]
    if dated:
        best = min(dated, key=lambda when: (when.length, when.edtf))
        return best.first, best.last
    return None, act.published[0] if act.realised and act.published is not None else None


def order_acts(acts: Sequence[Act]) -> list[Act]:
    """Sort acts by time; those without a date by what usually comes before what.

    An undated act goes before the first dated act of a later status.
    """
    rank = compare_rules().rank

    def dated_key(act: Act) -> tuple[int, int, bool, str]:
        first, last = act_time(act)
        return (last if last is not None else first or 0, rank(act.status), not act.realised, _least_id(act))

    dated = sorted((act for act in acts if act_time(act)[1] is not None), key=dated_key)
    undated = sorted(
        (act for act in acts if act_time(act)[1] is None),
        key=lambda act: (rank(act.status), not act.realised, _least_id(act)),
    )
    ordered = list(dated)
    for act in undated:
        if act.realised:
            place = next((i for i, other in enumerate(ordered) if rank(other.status) > rank(act.status)), len(ordered))
        else:
            place = len(ordered)
        ordered.insert(place, act)
    return ordered


def _least_id(act: Act) -> str:
    return min(report.event.event_id for report in act.reports)


def order_warnings(acts: Sequence[Act]) -> list[CompareWarning]:
    """Warn where a stage is dated before one that must have come first."""
    warnings = []
    for rule in compare_rules().order:
        before = _first_asserted(acts, rule.earlier)
        after = _first_asserted(acts, rule.later)
        if before is None or after is None:
            continue
        start, end = act_time(before)[0], act_time(after)[1]
        if start is None or end is None or end >= start:
            continue
        warnings.append(
            CompareWarning(
                code="impossible_order",
                message=f"{rule.later} by {iso(end)}, before {rule.earlier} on {iso(start)}: {rule.why}",
                event_ids=tuple(sorted(r.event.event_id for act in (before, after) for r in act.reports if r.when)),
            )
        )
    return warnings


def _first_asserted(acts: Sequence[Act], status: Status) -> Act | None:
    found = [
        act
        for act in acts
        if act.status == status and act_time(act)[1] is not None and act_dated(act) and "asserted" in act.modalities
    ]
    return min(found, key=lambda act: (act_time(act)[1] or 0, _least_id(act)), default=None)


def current_act(acts: Sequence[Act]) -> Act | None:
    """Return the act that the agreement stands at; `acts` in their order.

    It is the last that is asserted to have happened. Breaches do not change what stands, nor do talks about an
    agreement that is already concluded.
    """
    progress = compare_rules().progress
    current: Act | None = None
    for act in acts:
        if "asserted" not in act.modalities or act.status in progress.passing:
            continue
        if act.status in progress.talks and current is not None and current.status not in progress.talks:
            continue
        current = act
    return current
