"""The report of a run, made from the files that the run has written."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pactwire.atomic import write_atomically
from pactwire.compare.records import Compared
from pactwire.compare.store import iter_entries
from pactwire.records import ArticleRecord
from pactwire.report.agreements import agreement_dossier, agreement_row, conflicts_of
from pactwire.report.articles import TextBudget, article_page, article_row
from pactwire.report.overview import Tallies
from pactwire.report.page import Contents, render
from pactwire.store import REPORT, load_failures, load_records, load_run, load_set_aside


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a run the report tells one by one; figures and charts count everything.

    Articles are those that tell of a listed agreement; `others` tell of none.
    """

    agreements: int = 5_000
    articles: int = 5_000
    others: int = 2_000
    notes: int = 2_000


@dataclass(slots=True)
class _Kept:
    """An agreement that is listed, if not too many are told by more sources."""

    rank: tuple[int, str, str]
    row: dict[str, Any]
    dossier: dict[str, Any]
    events: tuple[str, ...]


@dataclass(slots=True)
class _Collector:
    """Takes in a run one record at a time, and keeps what the limits allow."""

    limits: Limits
    contents: Contents
    budget: TextBudget
    homes: dict[str, str] = field(default_factory=dict)
    _kept: list[_Kept] = field(default_factory=list)
    _others: int = 0

    def add_agreement(self, entry: Compared) -> None:
        dossier = entry.dossier
        conflicts = conflicts_of(entry)
        self.contents.tallies.add_agreement(entry, len(conflicts))
        rank = (dossier.sources, dossier.last_date or "", dossier.dossier_id)
        self._kept.append(_Kept(rank, agreement_row(entry), agreement_dossier(entry), dossier.event_ids))
        if len(self._kept) > 2 * self.limits.agreements:
            self._drop_least()
        for warning in (*dossier.warnings, *(warning for stage in entry.stages for warning in stage.warnings)):
            self._warn({"agreement": dossier.dossier_id, "code": warning.code, "message": warning.message})

    def close_agreements(self) -> None:
        self._drop_least()
        self._kept.sort(key=lambda kept: kept.row["id"])
        for kept in self._kept:
            self.contents.agreements.append(kept.row)
            self.contents.dossiers[kept.row["id"]] = kept.dossier
            self.homes.update(dict.fromkeys(kept.events, kept.row["id"]))

    def add_article(self, record: ArticleRecord) -> None:
        self.contents.tallies.add_article(record)
        for warning in record.warnings:
            self._warn({"article": record.article.id, "code": warning.code, "message": warning.message})
        telling = any(event.event_id in self.homes for event in record.events)
        if telling and len(self.contents.articles) - self._others < self.limits.articles:
            room = True
        else:
            room = not telling and self._others < self.limits.others
            self._others += room
        if room:
            self.contents.articles.append(article_row(record))
            self.contents.pages[record.article.id] = article_page(record, self.homes, self.budget)

    def _warn(self, warning: dict[str, Any]) -> None:
        if len(self.contents.warnings) < self.limits.notes:
            self.contents.warnings.append(warning)

    def _drop_least(self) -> None:
        self._kept.sort(key=lambda kept: kept.rank, reverse=True)
        del self._kept[self.limits.agreements :]


def write_report(output: Path, *, limits: Limits | None = None) -> Path:
    """Write report.html into the output folder of a run, from its records and its comparison, and return its path.

    Raises:
        OutputError: a file of the run is missing or damaged, or the report cannot be written.
    """
    limits = limits or Limits()
    run = load_run(output)
    contents = Contents(run=run, tallies=Tallies())
    collector = _Collector(limits, contents, TextBudget())
    for entry in iter_entries(output):
        collector.add_agreement(entry)
    collector.close_agreements()
    for record in load_records(output):
        collector.add_article(record)
    for number, failure in enumerate(load_failures(output)):
        contents.failed = number + 1
        if number < limits.notes:
            contents.failures.append(
                {"path": failure.path, "line": failure.line, "stage": failure.stage, "reason": failure.reason}
            )
    for number, aside in enumerate(load_set_aside(output)):
        if number < limits.notes:
            contents.aside.append(
                {"path": aside.path, "line": aside.line, "reason": aside.reason, "detail": aside.detail}
            )
    contents.cut, contents.left_out = collector.budget.cut, collector.budget.left_out
    path = output / REPORT
    write_atomically(path, render(contents))
    return path
