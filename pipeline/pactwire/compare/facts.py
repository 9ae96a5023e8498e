"""Facts side by side: one row for each stage, fact and outlet, with the verdict."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import get_args

from pactwire.compare.dates import ordinal
from pactwire.compare.goods import same_goods
from pactwire.compare.grounds import Account, grounds_of
from pactwire.compare.records import Fact, FactName, Stage, Verdict
from pactwire.compare.rules import compare_rules
from pactwire.compare.values import Beside, Stated
from pactwire.compare.verdicts import judge
from pactwire.records import Event, Status

_ORDER: tuple[FactName, ...] = get_args(FactName)
NOTHING: Mapping[str, Beside] = {}
# Facts of the agreement itself, which hold across its stages. Parties do not: a stage may be one state's act.
LASTING: frozenset[FactName] = frozenset({"amount", "items", "name"})
PRICED: frozenset[FactName] = frozenset({"amount", "items"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A value with the event that states it, the outlet, the independent source, and which act it is of."""

    stated: Stated
    event: Event
    outlet: str
    source_id: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where statements are compared: in one stage, or across the stages of a dossier."""

    dossier_id: str
    stage_id: str | None
    status: Status | None


def compare_statements(
    scope: Scope, statements: Iterable[Statement], beside: Mapping[str, Beside] = NOTHING
) -> tuple[tuple[Verdict, ...], tuple[Fact, ...]]:
    """Give a verdict on every fact, and a row for every outlet and value.

    Args:
        scope: where the statements are compared.
        statements: all of them.
        beside: what is known of the articles, by article id.
    """
    by_fact: dict[tuple[int, str], list[Statement]] = defaultdict(list)
    all_statements = list(statements)
    facets = _goods_facets(all_statements)
    for statement in all_statements:
        facet = statement.stated.facet or ""
        if statement.stated.fact == "items":
            facet = facets[facet]
        by_fact[_ORDER.index(statement.stated.fact), facet].append(statement)
    verdicts: list[Verdict] = []
    rows: list[Fact] = []
    for number, facet in sorted(by_fact):
        verdict, facts = _compare_fact(scope, _ORDER[number], facet or None, by_fact[number, facet], beside)
        verdicts.append(verdict)
        rows += facts
    return tuple(verdicts), tuple(rows)


def _goods_facets(statements: Sequence[Statement]) -> dict[str, str]:
    """Map each designation to the first that names the same kind of goods."""
    names = sorted(
        {s.stated.facet or "" for s in statements if s.stated.fact == "items"}, key=lambda name: (-len(name), name)
    )
    facets: dict[str, str] = {}
    for name in names:
        facets[name] = next((known for known in dict.fromkeys(facets.values()) if same_goods(name, known)), name)
    return facets


def _compare_fact(
    scope: Scope,
    fact: FactName,
    facet: str | None,
    statements: Sequence[Statement],
    beside: Mapping[str, Beside],
) -> tuple[Verdict, list[Fact]]:
    judgement = judge(
        fact,
        [
            Account(
                s.stated,
                s.source_id,
                s.outlet,
                beside.get(s.event.article_id),
                ordinal(s.event.published) if s.event.published else None,
                grounds_of(s.stated, s.event, s.act, beside.get(s.event.article_id)),
            )
            for s in statements
        ],
        across=scope.stage_id is None,
    )
    verdict = Verdict(
        fact=fact,
        facet=facet,
        verdict=judgement.verdict,
        consensus=judgement.consensus,
        basis=judgement.basis,
        sources=judgement.sources,
    )
    by_row: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        by_row[statement.outlet, statement.stated.value].append(number)
    rows = []
    for outlet, value in sorted(by_row):
        numbers = sorted(
            by_row[outlet, value], key=lambda n: (statements[n].event.article_id, statements[n].event.event_id)
        )
        first = statements[numbers[0]]
        standing, detail = judgement.standings[numbers[0]]
        rows.append(
            Fact(
                fact_id=_digest(scope.dossier_id, scope.stage_id or "", fact, facet or "", outlet, value),
                dossier_id=scope.dossier_id,
                stage_id=scope.stage_id,
                status=scope.status,
                fact=fact,
                facet=facet,
                value=value,
                text=first.stated.text,
                outlet=outlet,
                article_id=first.event.article_id,
                event_id=first.event.event_id,
                event_ids=tuple(sorted({statements[n].event.event_id for n in numbers})),
                published=first.event.published,
                source_id=first.source_id,
                start=first.stated.start,
                end=first.stated.end,
                evidence=first.event.evidence.text,
                evidence_start=first.event.evidence.start,
                evidence_end=first.event.evidence.end,
                standing=standing,
                verdict=judgement.verdict,
                consensus=judgement.consensus,
                basis=judgement.basis,
                detail=detail,
            )
        )
    return verdict, rows


def lasting_statements(stages: Sequence[Stage], by_stage: Mapping[str, Sequence[Statement]]) -> list[Statement]:
    """Return the statements of facts that hold across stages, where at least two stages state them.

    What is paid and bought is one thing only at the acts that are of the agreement as a whole, and each time that an
    act of one status comes about anew it is another.
    """
    kept: list[Statement] = []
    for fact in sorted(LASTING):
        stating = {stage_id: [s for s in told if s.stated.fact == fact] for stage_id, told in by_stage.items()}
        among = [stage for stage in stages if stating.get(stage.stage_id)]
        if fact in PRICED:
            among = _of_the_whole(among)
        if len(among) > 1:
            kept += [statement for stage in among for statement in stating[stage.stage_id]]
    return kept


def _of_the_whole(stages: Sequence[Stage]) -> list[Stage]:
    whole = [stage for stage in stages if stage.status in compare_rules().stages.whole]
    times = Counter(stage.status for stage in whole if stage.modality == "asserted")
    return [stage for stage in whole if times[stage.status] < 2 or stage.modality != "asserted"]


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
