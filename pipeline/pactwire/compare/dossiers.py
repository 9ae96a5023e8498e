"""A cluster of events to a dossier: stages, facts, consensus and warnings."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b

from pactwire.compare.dates import iso
from pactwire.compare.days import WEEKDAY_ONLY
from pactwire.compare.facts import Scope, Statement, compare_statements, lasting_statements
from pactwire.compare.records import (
    Apart,
    Compared,
    CompareWarning,
    Dossier,
    DossierParty,
    Fact,
    Join,
    SourceGroup,
    Stage,
    Verdict,
)
from pactwire.compare.rules import compare_rules
from pactwire.compare.sources import Voice, group_sources
from pactwire.compare.stages import Act, act_time, current_act, find_acts, order_acts, order_warnings
from pactwire.compare.texts import text_statements
from pactwire.compare.values import Beside, state_values
from pactwire.records import AgreementType, ArticleWarning, Event, Party

_NAMED_BY = 3  # a party that fewer than a third of the sources name does not stand in the label


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the articles: whose words they are, what stands in them beside events, what is wrong in them.

    `led` are the articles that lead with some event.
    """

    voices: Mapping[str, Voice]
    copies: Mapping[str, tuple[str, float]]
    beside: Mapping[str, Beside] = field(default_factory=dict)
    warnings: Mapping[str, tuple[ArticleWarning, ...]] = field(default_factory=dict)
    led: Set[str] = frozenset()


def dossier_id_of(events: Sequence[tuple[str, str]]) -> str:
    """Return the id of a dossier from (published, event id) of its events: that of the earliest decides."""
    first = min(events, key=lambda event: (event[0] or "9999", event[1]))
    return "d" + blake2b(first[1].encode(), digest_size=7).hexdigest()


def build_dossier(
    dossier_id: str, events: Sequence[Event], context: Context, joins: tuple[Join, ...], apart: tuple[Apart, ...]
) -> Compared:
    """Build the dossier of events that are about one agreement."""
    kind, kinds = _type(events, context)
    acts = order_acts(find_acts(events, kind in compare_rules().types.goods))
    groups = group_sources((event.article_id for event in events), context.voices, context.copies)
    borrowed = _borrowed(events)
    by_stage: dict[str, list[Statement]] = {}
    stages: list[Stage] = []
    facts: list[Fact] = []
    for position, act in enumerate(acts, 1):
        stage_id = _stage_id(dossier_id, act)
        by_stage[stage_id] = _statements(act, stage_id, context, borrowed)
        scope = Scope(dossier_id, stage_id, act.status)
        verdicts, rows = compare_statements(scope, by_stage[stage_id], context.beside)
        facts += rows
        stages.append(_stage(scope, position, act, verdicts, context))
    beside = text_statements(events, groups, context.beside, context.led, lambda event: _outlet(event, context))
    across = [*_regroup(lasting_statements(stages, by_stage), groups), *beside]
    lasting, rows = compare_statements(Scope(dossier_id, None, None), across, context.beside)
    facts += rows
    current = current_act(acts)
    current_stage = stages[acts.index(current)] if current is not None else None
    name, acronym, names = _names(events, lasting, stages)
    parties = _parties(events, groups)
    dates = sorted(day for act in acts for day in act_time(act) if day is not None)
    dossier = Dossier(
        dossier_id=dossier_id,
        label=_label(name, acronym, kind, parties),
        name=name,
        acronym=acronym,
        names=names,
        type=kind,
        types=kinds,
        parties=parties,
        current_status=current_stage.status if current_stage else None,
        current_stage=current_stage.stage_id if current_stage else None,
        current_date=current_stage.date if current_stage else None,
        first_date=iso(dates[0]) if dates else None,
        last_date=iso(dates[-1]) if dates else None,
        stage_ids=tuple(stage.stage_id for stage in stages),
        event_ids=tuple(sorted(event.event_id for event in events)),
        article_ids=tuple(sorted({event.article_id for event in events})),
        outlets=tuple(sorted({_outlet(event, context) for event in events})),
        sources=len(groups),
        source_groups=groups,
        verdicts=lasting,
        joins=joins,
        apart=apart,
        warnings=(*order_warnings(acts), *_article_warnings(events, context)),
    )
    return Compared(dossier=dossier, stages=tuple(stages), facts=tuple(facts))


def _stage_id(dossier_id: str, act: Act) -> str:
    first = min(act.reports, key=lambda report: (report.event.published or "9999", report.event.event_id))
    return "s" + blake2b(f"{dossier_id}\x1f{first.event.event_id}".encode(), digest_size=7).hexdigest()


def _outlet(event: Event, context: Context) -> str:
    return event.outlet or context.voices[event.article_id].outlet


def _source_of(groups: Sequence[SourceGroup]) -> dict[str, str]:
    return {article_id: group.source_id for group in groups for article_id in group.article_ids}


def _borrowed(events: Sequence[Event]) -> set[str]:
    """Return the events whose date another event of the article has too, nearer to its own trigger.

    "It came into force on Sunday, nine months after it was signed" dates one of the two.
    """
    by_span: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.date is not None:
            by_span[event.article_id, event.date.start].append(event)

    def distance(event: Event) -> int:
        day = event.date
        start, end = event.evidence.trigger
        return 0 if day is None else max(day.start - end, start - day.end, 0)

    borrowed: set[str] = set()
    for sharing in by_span.values():
        nearest = min(sharing, key=lambda event: (distance(event), event.event_id))
        borrowed.update(event.event_id for event in sharing if event.status != nearest.status)
    return borrowed


def _statements(act: Act, stage_id: str, context: Context, borrowed: Set[str]) -> list[Statement]:
    groups = group_sources((report.event.article_id for report in act.reports), context.voices, context.copies)
    source_of = _source_of(groups)
    done = [
        report.when.last if report.when is not None and report.when.last is not None else report.published
        for report in act.reports
        if report.event.modality == "asserted"
    ]
    done_by = min((day for day in done if day is not None), default=None)
    statements = []
    for report in sorted(act.reports, key=lambda report: report.event.event_id):
        event = report.event
        beside = context.beside.get(event.article_id, Beside())
        statements += [
            Statement(stated, event, _outlet(event, context), source_of[event.article_id], stage_id)
            for stated in state_values(event, done_by, report.published, beside, borrowed=event.event_id in borrowed)
        ]
    return statements


def _regroup(statements: Sequence[Statement], groups: Sequence[SourceGroup]) -> list[Statement]:
    """Put the dossier's source groups in the place of those of single stages."""
    source_of = _source_of(groups)
    return [Statement(s.stated, s.event, s.outlet, source_of[s.event.article_id], s.act) for s in statements]


def _stage(scope: Scope, position: int, act: Act, verdicts: tuple[Verdict, ...], context: Context) -> Stage:
    groups = group_sources((report.event.article_id for report in act.reports), context.voices, context.copies)
    first, last = act_time(act)
    told = next((verdict.consensus for verdict in verdicts if verdict.fact == "date"), None)
    modality = min(
        (report.event for report in act.reports),
        key=lambda event: (
            ["asserted", "negated", "denied", "planned", "possible"].index(event.modality),
            event.event_id,
        ),
    ).modality
    counted = Counter(report.event.modality for report in act.reports if report.realised)
    if act.realised and counted.get("asserted", 0) * 2 < sum(counted.values()):
        modality = max(sorted(counted), key=lambda name: counted[name])
    exact = [when for when in act.whens.values() if (when.first, when.last) == (first, last)]
    return Stage(
        stage_id=scope.stage_id or "",
        dossier_id=scope.dossier_id,
        position=position,
        status=act.status,
        modality=modality,
        date=told if told and not told.startswith(WEEKDAY_ONLY) else (exact[0].edtf if exact else None),
        earliest=iso(first) if first is not None else None,
        latest=iso(last) if last is not None else None,
        event_ids=tuple(sorted(report.event.event_id for report in act.reports)),
        article_ids=tuple(sorted({report.event.article_id for report in act.reports})),
        outlets=tuple(sorted({_outlet(report.event, context) for report in act.reports})),
        sources=len(groups),
        verdicts=verdicts,
        warnings=tuple(_published_before(act, first)),
    )


def _published_before(act: Act, first: int | None) -> list[CompareWarning]:
    """Warn of reports that tell of an act as done and were published before the day that others give."""
    if first is None:
        return []
    margin = compare_rules().stages.near_days
    early = sorted(
        (report.event.published or "", report.event.event_id, report.event.article_id)
        for report in act.reports
        if report.event.modality == "asserted" and report.published is not None and report.published < first - margin
    )
    return [
        CompareWarning(
            code="published_before_event",
            message=f"published {published}, tells as done what is dated {iso(first)}: one of the dates is wrong",
            event_ids=(event_id,),
            article_id=article_id,
        )
        for published, event_id, article_id in early
    ]


def _article_warnings(events: Sequence[Event], context: Context) -> list[CompareWarning]:
    return [
        CompareWarning(code=warning.code, message=warning.message, article_id=article_id, spans=warning.spans)
        for article_id in sorted({event.article_id for event in events})
        for warning in context.warnings.get(article_id, ())
    ]


def _type(events: Sequence[Event], context: Context) -> tuple[AgreementType, tuple[AgreementType, ...]]:
    """Return the type that most outlets name, vague ones last, and all types."""
    votes: dict[AgreementType, set[str]] = defaultdict(set)
    for event in events:
        votes[event.agreement.type].add(_outlet(event, context))
    vague = compare_rules().types.vague
    ranked = sorted(votes, key=lambda kind: (kind == "other", kind in vague, -len(votes[kind]), kind))
    # A vague type holds where clearly more outlets use it than the exact one.
    best = min(ranked, key=lambda kind: (-len(votes[kind]) + (1 if kind in vague else 0), ranked.index(kind)))
    return best, tuple(sorted(votes))


def _names(
    events: Sequence[Event], lasting: Sequence[Verdict], stages: Sequence[Stage]
) -> tuple[str | None, str | None, tuple[str, ...]]:
    names = sorted({event.agreement.name for event in events if event.agreement.name})
    acronyms = Counter(event.agreement.acronym for event in events if event.agreement.acronym)
    verdicts = [verdict for verdict in lasting if verdict.fact == "name"] or [
        verdict for stage in stages for verdict in stage.verdicts if verdict.fact == "name"
    ]
    name = next((verdict.consensus for verdict in verdicts if verdict.consensus), None)
    acronym = min(acronyms, key=lambda text: (-acronyms[text], text)) if acronyms else None
    if name is None and names:
        counted = Counter(event.agreement.name for event in events if event.agreement.name)
        name = min(counted, key=lambda text: (-counted[text], text))
    return (None if name == acronym else name), acronym, tuple(names)


def _parties(events: Sequence[Event], groups: Sequence[SourceGroup]) -> tuple[DossierParty, ...]:
    source_of = _source_of(groups)
    sources: dict[str, set[str]] = defaultdict(set)
    known: dict[str, Party] = {}
    for event in sorted(events, key=lambda event: event.event_id):
        for party in event.parties:
            sources[party.id].add(source_of[event.article_id])
            known.setdefault(party.id, party)
    return tuple(
        DossierParty(id=party_id, name=known[party_id].name, kind=known[party_id].kind, sources=len(sources[party_id]))
        for party_id in sorted(sources)
    )


def _label(name: str | None, acronym: str | None, kind: str, parties: Sequence[DossierParty]) -> str:
    most = max((party.sources for party in parties), default=0)
    who = "–".join(party.name for party in parties if party.sources * _NAMED_BY >= most) or "parties unknown"
    if name and acronym:
        return f"{name} ({acronym}), {who}"
    return f"{name or acronym or kind.replace('_', ' ')}, {who}"
