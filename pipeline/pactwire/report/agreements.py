"""One agreement for the report: its row in the list, and its dossier with timeline and facts."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from pactwire.compare.records import Compared, Dossier, Fact, SourceGroup, Stage

# Steps in the little course of a row in the list; the dossier has them all.
ROW_STAGES = 12

# Names of goods that the list is searched by.
ROW_GOODS = 12


def agreement_row(entry: Compared) -> dict[str, Any]:
    """Return what the list shows and searches."""
    dossier = entry.dossier
    stages = _in_order(entry.stages)
    current = next((stage for stage in stages if stage.stage_id == dossier.current_stage), None)
    goods = sorted({fact.value for fact in entry.facts if fact.fact == "items"})[:ROW_GOODS]
    return {
        "id": dossier.dossier_id,
        "title": title_of(dossier),
        "names": list(dossier.names),
        "type": dossier.type,
        "parties": [party.id for party in dossier.parties],
        "status": dossier.current_status,
        "date": dossier.current_date,
        "reached": current.latest if current else None,
        "first": dossier.first_date,
        "last": dossier.last_date,
        "outlets": list(dossier.outlets),
        "sources": dossier.sources,
        "articles": len(dossier.article_ids),
        "events": len(dossier.event_ids),
        "conflicts": len(conflicts_of(entry)),
        "warnings": len(dossier.warnings) + sum(len(stage.warnings) for stage in stages),
        "statuses": sorted({stage.status for stage in stages}),
        "course": [[stage.status, stage.modality, stage.date] for stage in stages[-ROW_STAGES:]],
        "stages": len(stages),
        "goods": goods,
    }


def agreement_dossier(entry: Compared) -> dict[str, Any]:
    """Return everything that is told about an agreement; a sentence of evidence stands in it once."""
    dossier = entry.dossier
    sentences = _Sentences()
    by_stage: dict[str | None, list[Fact]] = {}
    for fact in entry.facts:
        by_stage.setdefault(fact.stage_id, []).append(fact)
    return {
        "id": dossier.dossier_id,
        "current": dossier.current_stage,
        "types": list(dossier.types),
        "parties": [[party.id, party.sources] for party in dossier.parties],
        "stages": [
            {
                "id": stage.stage_id,
                "status": stage.status,
                "modality": stage.modality,
                "date": stage.date,
                "latest": stage.latest,
                "outlets": list(stage.outlets),
                "sources": stage.sources,
                "articles": list(stage.article_ids),
                "warnings": [warning.message for warning in stage.warnings],
                "facts": _groups(by_stage.get(stage.stage_id, ()), sentences),
            }
            for stage in _in_order(entry.stages)
        ],
        "across": _groups(by_stage.get(None, ()), sentences),
        "warnings": [warning.message for warning in dossier.warnings],
        "copies": [_copy(group) for group in dossier.source_groups if len(group.article_ids) > 1],
        "joins": [
            {
                "article": join.article_id,
                "to": join.joined_to,
                "score": join.score,
                "reasons": [[reason.feature, reason.points, reason.detail] for reason in join.reasons],
            }
            for join in dossier.joins
        ],
        "apart": [
            {
                "id": apart.dossier_id,
                "score": apart.score,
                "reasons": [[reason.feature, reason.points, reason.detail] for reason in apart.reasons],
            }
            for apart in dossier.apart
        ],
        "articles": list(dossier.article_ids),
        "sentences": sentences.texts,
    }


def title_of(dossier: Dossier) -> str:
    """Return what the agreement is called, without its parties."""
    who = "–".join(party.name for party in dossier.parties) or "parties unknown"
    title = dossier.label.removesuffix(f", {who}")
    return title[:1].upper() + title[1:]


def conflicts_of(entry: Compared) -> list[str]:
    """Return the facts on which outlets contradict each other, a name for each, in the order of the stages."""
    verdicts = [verdict for stage in _in_order(entry.stages) for verdict in stage.verdicts]
    return [verdict.fact for verdict in (*verdicts, *entry.dossier.verdicts) if verdict.verdict == "conflict"]


def script_offset(text: str, offset: int) -> int:
    """Return an index into a Python string as scripts count it, in UTF-16 units.

    >>> script_offset("🚢 signed", 2)
    3
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


class _Sentences:
    """Sentences of evidence, each held once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._known: dict[str, int] = {}

    def add(self, text: str) -> int:
        if text not in self._known:
            self._known[text] = len(self.texts)
            self.texts.append(text)
        return self._known[text]


def _groups(facts: Iterable[Fact], sentences: _Sentences) -> list[dict[str, Any]]:
    groups = []
    for (name, facet), members in groupby(facts, key=lambda fact: (fact.fact, fact.facet)):
        told = list(members)
        groups.append(
            {
                "fact": name,
                "facet": facet,
                "verdict": told[0].verdict,
                "consensus": told[0].consensus,
                "basis": told[0].basis,
                "values": [_value(fact, sentences) for fact in told],
            }
        )
    return groups


def _value(fact: Fact, sentences: _Sentences) -> dict[str, Any]:
    value: dict[str, Any] = {
        "outlet": fact.outlet,
        "article": fact.article_id,
        "event": fact.event_id,
        "value": fact.value,
        "text": fact.text,
        "standing": fact.standing,
        "detail": fact.detail,
        "sentence": sentences.add(fact.evidence),
        "words": None,
    }
    if (
        fact.start is not None
        and fact.end is not None
        and fact.evidence_start <= fact.start <= fact.end <= fact.evidence_end
    ):
        value["words"] = [
            script_offset(fact.evidence, offset - fact.evidence_start) for offset in (fact.start, fact.end)
        ]
    return value


def _copy(group: SourceGroup) -> dict[str, Any]:
    return {"articles": list(group.article_ids), "outlets": list(group.outlets), "basis": group.basis}


def _in_order(stages: Sequence[Stage]) -> list[Stage]:
    return sorted(stages, key=lambda stage: stage.position)
