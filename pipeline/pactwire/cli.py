"""The command line. The only place that prints; heavy modules are loaded by the command that needs them."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pactwire import __version__
from pactwire.cli_compare import add_compare_commands
from pactwire.cli_options import (
    DEFAULT_MODEL,
    AnyLanguage,
    DayFirst,
    Fields,
    MaxCharacters,
    Model,
    Rules,
    reading_settings,
)
from pactwire.cli_query import add_query_commands
from pactwire.cli_report import add_report_command
from pactwire.cli_rules import rules_app, show_why_not
from pactwire.cli_run import SOME_FAILED, add_run_commands, show_failures
from pactwire.errors import PactwireError

if TYPE_CHECKING:
    from pactwire.records import ArticleRecord

WRONG_USAGE = 2

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who agreed what with whom, when, at which stage, according to which outlet, and on which words that rests.",
)
add_run_commands(app)
app.add_typer(rules_app, name="rules")
add_compare_commands(app)
add_query_commands(app)
add_report_command(app)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


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
    any_language: AnyLanguage = False,
) -> None:
    """Show each event of an article with its sentence, trigger, rule and resolved parties."""
    from pactwire.pipeline import Pipeline
    from pactwire.reading import read_inputs
    from pactwire.records import Article, ArticleRecord, Failure, SetAside

    read = list(read_inputs([file], settings=reading_settings(field, day_first, max_characters, any_language)))
    failures = [item for item in read if isinstance(item, Failure)]
    if articles := [item for item in read if isinstance(item, Article)]:
        if why_not is not None:
            show_why_not(articles, why_not, model=model, rules=rules)
        else:
            outcomes = list(Pipeline(model, rules=rules).outcomes(articles))
            failures += [outcome for outcome in outcomes if isinstance(outcome, Failure)]
            _show_explained([outcome for outcome in outcomes if isinstance(outcome, ArticleRecord)], html)
    for item in read:
        if isinstance(item, SetAside):
            err.print(f"{item.path}: set aside: {item.reason}: {item.detail}", markup=False, soft_wrap=True)
    show_failures(failures)
    if failures:
        raise typer.Exit(SOME_FAILED)


def _show_explained(records: "Sequence[ArticleRecord]", html: Path | None) -> None:
    from pactwire.atomic import write_atomically
    from pactwire.console import explained
    from pactwire.page import html_page

    if html is None:
        for record in records:
            out.print(explained(record))
    elif records:
        write_atomically(html, html_page(records))
        out.print(f"wrote {escape(str(html))}", soft_wrap=True)


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
    if figures.unlabelled and not figures.predictions:
        err.print("no event is of a labelled article: report_id must be the id of an article", soft_wrap=True)
    for mistake in mistakes[:errors]:
        out.print(str(mistake), markup=False, soft_wrap=True)
