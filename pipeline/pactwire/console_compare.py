"""What the command line shows of a comparison: rich renderables, which `cli_compare` prints."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pactwire.compare.records import Change, Compared, Dossier, Fact, Reason, TimelineEntry, Verdict

_NEWS = {
    "new_agreement": "new agreement",
    "new_stage": "new stage",
    "current_status": "stands at",
    "verdict": "now",
}


_INDENT = (0, 0, 0, 14)  # under the stage, beside the column of dates


def dossier_timeline(entry: Compared, stages: Iterable[TimelineEntry], *, evidence: bool = False) -> RenderableType:
    """Return the stages of an agreement, each with who reports it and who says what; then what to look at.

    Args:
        evidence: show the sentences that tell of each stage, and of each value in conflict.
    """
    parts: list[RenderableType] = [Text(entry.dossier.label, style="bold")]
    for stage in stages:
        told = stage.status if stage.modality == "asserted" else f"{stage.status} ({stage.modality})"
        now = "  ← stands here" if stage.current else ""
        day = (stage.date or "").replace("../", "by ")
        parts.append(Text(f"{day:<14}{told}{now}", style="bold" if stage.current else ""))
        about = [part for part in (stage.place, *stage.amounts) if part]
        if about:
            parts.append(_indented(Text("; ".join(about))))
        parts.append(_indented(Text(", ".join(stage.outlets), style="dim")))
        if evidence:
            told_here = (fact for fact in entry.facts if (fact.stage_id, fact.fact) == (stage.stage_id, "status"))
            parts += map(_indented, _sentences(told_here))
        for verdict in stage.conflicts:
            parts += map(_indented, _conflict(verdict, entry.facts, stage.stage_id, evidence=evidence))
        parts += [_indented(Text(warning, style="yellow")) for warning in stage.warnings]
    for verdict in entry.dossier.verdicts:
        if verdict.verdict == "conflict":
            parts += _conflict(verdict, entry.facts, None, evidence=evidence)
    return Group(*parts, *_notes(entry.dossier))


def told_apart(dossier: Dossier) -> str:
    """Return an agreement's label with what tells it from others of the same label: where it stands, and its id."""
    stands = " ".join(part for part in (dossier.current_status, dossier.current_date) if part)
    return f"{dossier.label} ({stands or 'no stage reached'}; {dossier.dossier_id})"


def _conflict(verdict: Verdict, facts: Iterable[Fact], stage_id: str | None, *, evidence: bool) -> Iterator[Text]:
    """Yield a line for the fact, and one for each value with those who state it."""
    by_value: dict[str, list[Fact]] = {}
    for fact in facts:
        if (fact.stage_id, fact.fact, fact.facet) == (stage_id, verdict.fact, verdict.facet):
            by_value.setdefault(fact.value, []).append(fact)
    yield Text(f"conflict on {_called(verdict)}: {_resolved(verdict)}", style="yellow")
    for value in sorted(by_value, key=lambda value: (-len(by_value[value]), value)):
        outlets = dict.fromkeys(fact.outlet for fact in by_value[value])
        yield Text(f"   {value}: {', '.join(outlets)}", style="yellow")
        if evidence:
            yield from _sentences(by_value[value])


def _sentences(facts: Iterable[Fact]) -> Iterator[Text]:
    """Yield the sentences of facts with their outlets and articles, the same one of an article once."""
    told = ((" · ".join(filter(None, (fact.outlet, fact.published, fact.article_id))), fact.evidence) for fact in facts)
    for source, sentence in dict.fromkeys(told):
        yield Text.assemble((f"   {source}: ", "dim"), f"“{' '.join(sentence.split())}”")


def _indented(what: RenderableType) -> Padding:
    return Padding(what, _INDENT, expand=False)


def _notes(dossier: Dossier) -> Iterator[Text]:
    """Yield what holds for the agreement as a whole."""
    for message in dict.fromkeys(warning.message for warning in dossier.warnings):
        yield Text(f"warning: {message}", style="yellow")
    for group in dossier.source_groups:
        if len(group.article_ids) > 1:
            yield Text(f"one source: {', '.join(group.outlets)} ({group.basis})", style="dim")


def dossier_reasons(entry: Compared) -> RenderableType:
    """Return why the reports of an agreement were joined, and why the nearest other agreements are kept apart."""
    dossier = entry.dossier
    outlets = {fact.article_id: fact.outlet for fact in entry.facts}
    parts: list[RenderableType] = [Text("Why together", style="bold")]
    for join in dossier.joins:
        one, other = (outlets.get(key, key) for key in (join.article_id, join.joined_to))
        parts.append(_weighed(f"{one} ({join.article_id}) with {other} ({join.joined_to})", join.score, join.reasons))
    if not dossier.joins:
        parts.append(Text("   one report only"))
    parts.append(Text("Why apart", style="bold"))
    parts += [_weighed(f"from {apart.dossier_id}", apart.score, apart.reasons) for apart in dossier.apart]
    if not dossier.apart:
        parts.append(Text("   no other agreement comes near"))
    return Group(*parts)


def _weighed(what: str, score: float, reasons: Iterable[Reason]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right")
    for reason in reasons:
        table.add_row(f"{reason.points:+g}", Text(reason.feature), Text(reason.detail, style="dim"))
    return Padding(Group(Text(f"{what}: {score:+g}"), table), (0, 0, 0, 3))


def change_list(changes: Sequence[Change]) -> RenderableType:
    """Return changes under the agreements that they are of."""
    if not changes:
        return Text("nothing new")
    parts: list[Text] = []
    for _, group in groupby(changes, key=lambda change: change.dossier_id):
        together = list(group)
        parts.append(Text(together[0].label, style="bold"))
        parts += [Text(f"   {_change(change)}") for change in together]
    return Group(*parts)


def _change(change: Change) -> str:
    what = _NEWS[change.kind]
    if change.kind == "new_agreement":
        return f"{what}: {', '.join(change.outlets)}"
    if change.kind == "new_stage":
        day = f" {change.date}" if change.date else ""
        return f"{what}: {change.after}{day} ({', '.join(change.outlets)})"
    if change.kind == "current_status":
        return f"{what} {change.after or 'nothing'}, before: {change.before or 'nothing'}"
    of = f"{change.fact} ({change.facet})" if change.facet else change.fact
    at = f" of {change.status}" if change.status else ""
    return f"{of}{at} {what} {change.after}, before: {change.before or 'not told'}"


def _called(verdict: Verdict) -> str:
    return f"{verdict.fact} ({verdict.facet})" if verdict.facet else verdict.fact


def _resolved(verdict: Verdict) -> str:
    return f"{verdict.consensus} ({verdict.basis})" if verdict.consensus else verdict.basis
