"""What the command line shows: rich renderables, which `cli` prints."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pactwire.evaluate import Evaluation, Score
from pactwire.explain import facts, headline, marks, pieces
from pactwire.records import ArticleRecord, Event
from pactwire.runs import Counts

STYLES = {
    "party": "cyan",
    "date": "green",
    "place": "blue",
    "amount": "magenta",
    "item": "magenta",
    "signatory": "blue",
    "cue": "yellow",
    "trigger": "bold red",
}


def explained(record: ArticleRecord) -> RenderableType:
    """Return an article's events, each with its sentence and its grounds."""
    article = record.article
    about = " · ".join(part for part in (article.outlet, article.published, article.path) if part)
    parts: list[RenderableType] = [Text(article.title or article.id, style="bold"), Text(about, style="dim")]
    if not record.events:
        parts.append(Text("No agreement was found in this article."))
    for number, event in enumerate(record.events, 1):
        parts += [Text(), *_event(number, event, article.text)]
    parts += [Text(f"Warning {warning.code}: {warning.message}", style="yellow") for warning in record.warnings]
    return Group(*parts)


def count_table(counts: Counts, compared: Mapping[str, int]) -> Table:
    """Return the closing table of a run; `compared` are the numbers of rows of the comparison, if there was one.

    Events that happened stand apart from those that are planned, possible, negated or denied.
    """
    table = Table("", "all", "asserted", "other", box=None, padding=(0, 1), header_style="dim")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, number, *asserted in _count_rows(counts, compared):
        table.add_row(
            name, f"{number:,}", *(f"{part:,}" for happened in asserted for part in (happened, number - happened))
        )
    return table


def number_table(numbers: Mapping[str, int]) -> Table:
    """Return named numbers, one a line."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column()
    table.add_column(justify="right")
    for name, number in numbers.items():
        table.add_row(name, f"{number:,}")
    return table


def _count_rows(counts: Counts, compared: Mapping[str, int]) -> Iterator[tuple[str, int] | tuple[str, int, int]]:
    yield "articles", counts.articles
    if counts.duplicates:
        yield "duplicates left out", counts.duplicates
    if counts.set_aside:
        yield "set aside", counts.set_aside
    for reason, number in counts.set_aside_by_reason.items():
        yield f"  {reason}", number
    yield "events", counts.events, sum(counts.asserted_by_status.values())
    for status, number in counts.events_by_status.items():
        yield f"  {status}", number, counts.asserted_by_status.get(status, 0)
    yield "entities", counts.entities
    yield "dates", counts.dates
    yield "amounts of money", counts.money
    yield "warnings in articles", counts.warnings
    yield from compared.items()
    yield "failures", counts.failures
    for stage, number in counts.failures_by_stage.items():
        yield f"  {stage}", number


def _event(number: int, event: Event, text: str) -> Iterator[RenderableType]:
    yield Text(f"{number}. {headline(event)}", style="bold")
    yield Padding(_sentence(event, text), (0, 0, 0, 3), expand=False)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(3):
        # The id of a rule that is cut could not be looked up.
        table.add_column(overflow="fold")
    for fact in facts(event, text):
        table.add_row(Text(fact.field, style="dim"), Text(fact.value), Text(fact.because, style="dim"))
    yield Padding(table, (0, 0, 0, 3), expand=False)


def _sentence(event: Event, text: str) -> Text:
    line = Text()
    for piece in pieces(text, marks(event), start=event.evidence.start, end=event.evidence.end):
        styles = [STYLES[mark.kind] for mark in piece.marks if mark.kind in STYLES]
        line.append(piece.text.replace("\n", " "), style=" ".join(styles[-1:]))
    return line


def evaluation_table(figures: Evaluation) -> RenderableType:
    """Return the figures of an evaluation."""
    scores = Table("", "P", "R", "F1", "labels", box=None, padding=(0, 1), header_style="dim")
    for name, score in (("detected", figures.detected), ("strict", figures.strict)):
        scores.add_row(name, *_score(score), str(figures.labels))
    for status, of in figures.by_status.items():
        scores.add_row(f"  {status}", *_score(of), str(of.labels))
    shares = Table(box=None, show_header=False, padding=(0, 1))
    for field, share in figures.fields.items():
        shares.add_row(f"{field} right", share)
    shares.add_row("main event found", f"{figures.main_found:.3f}")
    shares.add_row("negative reports with a false claim", figures.negative_reports_with_false_claim)
    shares.add_row("events of labelled articles", str(figures.predictions))
    shares.add_row("events of other articles, not scored", str(figures.unlabelled))
    return Group(scores, Text(), shares)


def _score(score: Score) -> tuple[str, str, str]:
    return f"{score.p:.3f}", f"{score.r:.3f}", f"{score.f1:.3f}"
