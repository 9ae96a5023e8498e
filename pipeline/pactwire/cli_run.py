"""The commands that read articles and write a folder of records: `pactwire run` and `pactwire extract`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pactwire.cli_options import (
    DEFAULT_MODEL,
    DayFirst,
    Fields,
    Inputs,
    MaxCharacters,
    Model,
    Output,
    ProfileOption,
    Rules,
    extraction_settings,
    reading_settings,
)

if TYPE_CHECKING:
    from pactwire.batch import Done, Progress
    from pactwire.batches import Item
    from pactwire.reading import Plan, ReadingSettings
    from pactwire.records import Failure
    from pactwire.runs import ExtractionSettings
    from pactwire.state import RunState

SOME_FAILED, INTERRUPTED = 1, 130

# Failures that are shown one by one at the end of a run; all of them are in failures.jsonl.
SHOWN_FAILURES = 5

# Many times what the longest article needs that is read unless --max-characters says otherwise.
TIME_LIMIT = 300.0

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Workers = Annotated[int, typer.Option(min=1, help="Processes. The records do not depend on their number.")]
TimeLimit = Annotated[
    float,
    typer.Option(min=0, metavar="SECONDS", help="Give an article up that takes longer; 0 is for as long as it takes."),
]
Force = Annotated[bool, typer.Option("--force", help="Process all articles, also those known from before.")]

Derive = Callable[[Path, int], dict[str, int]]


def add_run_commands(app: typer.Typer) -> None:
    """Register both commands; they differ in what follows the extraction."""
    app.command("run", help="Do everything: read articles, extract their agreements, compare the outlets, write all.")(
        _command(_derive)
    )
    app.command("extract", help="Read articles and write the records of their agreements into a folder.")(
        _command(lambda *_: {})
    )


def show_failures(failures: "Sequence[Failure]") -> None:
    """Show the first failures, and how many more there are."""
    for failure in failures[:SHOWN_FAILURES]:
        line = f":{failure.line}" if failure.line else ""
        err.print(f"{failure.path}{line}: {failure.stage}: {failure.reason}", markup=False, soft_wrap=True)
    if len(failures) > SHOWN_FAILURES:
        err.print(f"and {len(failures) - SHOWN_FAILURES} more")


def _derive(output: Path, workers: int) -> dict[str, int]:
    """Write what is made from the records, and return the numbers of rows to show."""
    from pactwire.analytics.build import write_analytics
    from pactwire.compare.store import compare_to_folder
    from pactwire.report import write_report

    compared = compare_to_folder([output], output, workers=workers)
    write_analytics(output)
    write_report(output)
    return compared


def _command(derive: Derive) -> Callable[..., None]:
    def command(
        inputs: Inputs,
        output: Output,
        model: Model = DEFAULT_MODEL,
        rules: Rules = None,
        profile: ProfileOption = "full",
        workers: Workers = 1,
        time_limit: TimeLimit = TIME_LIMIT,
        force: Force = False,
        field: Fields = None,
        day_first: DayFirst = None,
        max_characters: MaxCharacters = None,
    ) -> None:
        from pactwire.reading import plan_inputs
        from pactwire.state import RunState

        reading = reading_settings(field, day_first, max_characters)
        extraction = extraction_settings(model, rules, profile)
        plan = plan_inputs(inputs, output=output)
        try:
            # The folder is ours until all is written that is made from its records.
            with RunState(output, fresh=force) as state:
                done = _extract(inputs, plan, state, extraction, reading, workers, time_limit or None)
                derived = derive(output, workers)
        except KeyboardInterrupt:
            err.print("stopped: the same command goes on from here")
            raise typer.Exit(INTERRUPTED) from None
        _close(done, output, derived)

    return command


def _extract(
    inputs: list[str],
    plan: "Plan",
    state: "RunState",
    extraction: "ExtractionSettings",
    reading: "ReadingSettings",
    workers: int,
    time_limit: float | None,
) -> "Done":
    from pactwire.batch import run_batch
    from pactwire.engines import open_engine

    with (
        _progress(len(plan.sources)) as (file_read, progress),
        open_engine(extraction, workers=workers, time_limit=time_limit) as engine,
    ):
        return run_batch(
            _read(plan, reading, file_read),
            state,
            engine,
            extraction,
            inputs=inputs,
            settings=reading.model_dump(mode="json"),
            progress=progress,
        )


def _close(done: "Done", output: Path, derived: dict[str, int]) -> None:
    from pactwire.console import count_table
    from pactwire.store import FAILURES, load_failures

    run, known = done
    out.print(count_table(run.counts, derived))
    reused = f"; {known:,} of {run.counts.articles:,} articles were known from before" if known else ""
    out.print(f"written to {escape(str(output))} in {run.seconds:.1f} s{reused}", soft_wrap=True)
    if run.counts.failures:
        show_failures(list(load_failures(output)))
        err.print(f"all failures: {escape(str(output / FAILURES))}", soft_wrap=True)
        raise typer.Exit(SOME_FAILED)


def _read(plan: "Plan", reading: "ReadingSettings", file_read: Callable[[], None]) -> "Iterator[Item]":
    from pactwire.reading import read_source

    yield from plan.failures
    for source in plan.sources:
        yield from read_source(source, reading)
        file_read()


@contextmanager
def _progress(files: int) -> "Iterator[tuple[Callable[[], None], Progress]]":
    """Show a bar over the files on a terminal; elsewhere be quiet."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("files"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[articles]} articles"))
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("files", total=files, articles=0)
        articles = 0

        def advance(_path: str, article: bool) -> None:
            nonlocal articles
            articles += article
            bar.update(task, articles=articles)

        yield lambda: bar.advance(task), advance
