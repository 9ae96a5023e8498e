"""What a comparison says that an earlier one did not: new agreements, new stages, other verdicts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pactwire.compare.records import Change, ChangeKind, Compared, Dossier, Stage, Verdict


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is kept of an agreement of the earlier comparison."""

    dossier_id: str
    current: str | None
    verdicts: Mapping[tuple[str, str | None], Verdict]


@dataclass(frozen=True, slots=True)
class _StageOutline:
    verdicts: Mapping[tuple[str, str | None], Verdict]


class Earlier:
    """An earlier comparison, as far as changes to it are looked for."""

    def __init__(self, entries: Iterable[Compared]) -> None:
        """Keep an outline of each agreement; the facts are let go."""
        self._dossiers: dict[str, _Outline] = {}
        self._stages: dict[str, _StageOutline] = {}
        self._dossier_of: dict[str, str] = {}
        self._stage_of: dict[str, str] = {}
        for entry in entries:
            dossier = entry.dossier
            self._dossiers[dossier.dossier_id] = _Outline(
                dossier.dossier_id, dossier.current_status, _by_fact(dossier.verdicts)
            )
            self._dossier_of.update((event_id, dossier.dossier_id) for event_id in dossier.event_ids)
            for stage in entry.stages:
                self._stages[stage.stage_id] = _StageOutline(_by_fact(stage.verdicts))
                self._stage_of.update((event_id, stage.stage_id) for event_id in stage.event_ids)

    def dossier(self, dossier: Dossier) -> _Outline | None:
        """Return the agreement that holds most of its events, or has its id."""
        known = _most(self._dossier_of, dossier.event_ids) or dossier.dossier_id
        return self._dossiers.get(known)

    def stage(self, stage: Stage) -> _StageOutline | None:
        """Return the stage that holds most of its events, or has its id."""
        known = _most(self._stage_of, stage.event_ids) or stage.stage_id
        return self._stages.get(known)


def find_changes(earlier: Earlier, entries: Iterable[Compared]) -> Iterator[Change]:
    """Yield what is new in a comparison, in its order.

    An agreement or stage is known from before if it shares an event with one of the earlier comparison, so that an
    article that comes in late and was published early makes nothing new.
    """
    for entry in entries:
        dossier = entry.dossier
        before = earlier.dossier(dossier)
        if before is None:
            yield _change("new_agreement", dossier, None, after=dossier.current_status)
        stages = [stage for stage in entry.stages if before is None or earlier.stage(stage) is None]
        for stage in stages:
            told = stage.status if stage.modality == "asserted" else f"{stage.status} ({stage.modality})"
            yield _change("new_stage", dossier, stage, after=told)
        if before is None:
            continue
        if before.current != dossier.current_status:
            yield _change("current_status", dossier, None, before=before.current, after=dossier.current_status)
        yield from _verdicts(dossier, None, before.verdicts, dossier.verdicts)
        for stage in entry.stages:
            known = earlier.stage(stage)
            if known is not None:
                yield from _verdicts(dossier, stage, known.verdicts, stage.verdicts)


def _verdicts(
    dossier: Dossier, stage: Stage | None, before: Mapping[tuple[str, str | None], Verdict], now: Iterable[Verdict]
) -> Iterator[Change]:
    """Yield facts whose verdict or value is another; one more source for the same is no change."""
    for verdict in now:
        known = before.get((verdict.fact, verdict.facet))
        if known is None:
            if verdict.verdict == "conflict":
                yield _change("verdict", dossier, stage, verdict, None, _told(verdict))
        elif (known.verdict == "conflict") != (verdict.verdict == "conflict") or known.consensus != verdict.consensus:
            yield _change("verdict", dossier, stage, verdict, _told(known), _told(verdict))


def _change(
    kind: ChangeKind,
    dossier: Dossier,
    stage: Stage | None,
    verdict: Verdict | None = None,
    before: str | None = None,
    after: str | None = None,
) -> Change:
    return Change(
        kind=kind,
        dossier_id=dossier.dossier_id,
        label=dossier.label,
        stage_id=stage.stage_id if stage else None,
        status=stage.status if stage else None,
        date=stage.date if stage else None,
        fact=verdict.fact if verdict else None,
        facet=verdict.facet if verdict else None,
        before=before,
        after=after,
        outlets=stage.outlets if stage else dossier.outlets,
    )


def _told(verdict: Verdict) -> str:
    return f"{verdict.verdict}: {verdict.consensus}" if verdict.consensus else verdict.verdict


def _by_fact(verdicts: Iterable[Verdict]) -> dict[tuple[str, str | None], Verdict]:
    return {(verdict.fact, verdict.facet): verdict for verdict in verdicts}


def _most(homes: Mapping[str, str], event_ids: Iterable[str]) -> str | None:
    counts = Counter(homes[event_id] for event_id in event_ids if event_id in homes)
    return min(counts, key=lambda home: (-counts[home], home)) if counts else None
