"""The commands that read articles and write a folder of records: `pactwire run` and `pactwire extract`."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer
from rich.console import Console
from rich.markup import escape

from pactwire.cli_options import (
    DEFAULT_MODEL,
    AnyLanguage,
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
from pactwire.errors import InputError

if TYPE_CHECKING:
    from pactwire.batch import Done
    from pactwire.batches import Item
    from pactwire.reading import Plan, ReadingSettings
    from pactwire.records import Failure
    from pactwire.runs import ExtractionSettings
    from pactwire.state import RunState
    from pactwire.work import Progress

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

EngineName = Annotated[
    Literal["local", "dask"], typer.Option("--engine", help="Processes of this machine, or a Dask cluster.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Scheduler of the Dask cluster; without it, one of local processes is made."),
]

Derive = Callable[[Path, int], dict[str, int]]


@dataclass(frozen=True)
class _Task:
    """What the options of a command say."""

    inputs: Sequence[str]
    plan: "Plan"
    extraction: "ExtractionSettings"
    reading: "ReadingSettings"
    engine: str
    workers: int
    scheduler: str | None
    time_limit: float | None


class _Bar(NamedTuple):
    """What moves the bar on: a file that is read, and the outcome of something in it."""

    file_read: Callable[[], None]
    advance: "Progress"


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

    with _busy("comparing the outlets"):
        compared = compare_to_folder([output], output, workers=workers)
    with _busy("making the analytics store"):
        write_analytics(output)
    with _busy("making the report"):
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
        engine: EngineName = "local",
        scheduler: Scheduler = None,
        time_limit: TimeLimit = TIME_LIMIT,
        force: Force = False,
        field: Fields = None,
        day_first: DayFirst = None,
        max_characters: MaxCharacters = None,
        any_language: AnyLanguage = False,
    ) -> None:
        from pactwire.remote import plan_anywhere
        from pactwire.state import RunState

        started = time.perf_counter()
        reading = reading_settings(field, day_first, max_characters, any_language)
        extraction = extraction_settings(model, rules, profile)
        if scheduler and engine != "dask":
            raise InputError(f"--scheduler {scheduler} is for a cluster: add --engine dask")
        plan = plan_anywhere(inputs, output=output)
        task = _Task(inputs, plan, extraction, reading, engine, workers, scheduler, time_limit or None)
        try:
            # The folder is ours until all is written that is made from its records.
            with RunState(output, fresh=force) as state:
                done = _extract(task, state)
                derived = derive(output, workers)
        except KeyboardInterrupt:
            err.print("stopped: the same command goes on from here")
            raise typer.Exit(INTERRUPTED) from None
        _close(done, output, derived, plan, time.perf_counter() - started)

    return command


def _extract(task: _Task, state: "RunState") -> "Done":
    with _progress(len(task.plan.sources)) as bar:
        if task.engine == "dask":
            from pactwire.cluster import run_on_cluster

            return run_on_cluster(
                task.plan,
                state,
                task.extraction,
                task.reading,
                scheduler=task.scheduler,
                workers=task.workers,
                time_limit=task.time_limit,
                inputs=task.inputs,
                file_read=bar.file_read,
                progress=bar.advance,
            )
        from pactwire.batch import run_batch
        from pactwire.engines import open_engine

        with open_engine(task.extraction, workers=task.workers, time_limit=task.time_limit) as engine:
            return run_batch(
                _read(task.plan, task.reading, task.time_limit, bar.file_read),
                state,
                engine,
                task.extraction,
                inputs=task.inputs,
                settings=task.reading.model_dump(mode="json"),
                progress=bar.advance,
            )


def _close(done: "Done", output: Path, derived: dict[str, int], plan: "Plan", seconds: float) -> None:
    from pactwire.console import count_table
    from pactwire.store import FAILURES, load_failures

    run, known = done
    out.print(count_table(run.counts, derived))
    reused = f"; {known:,} of {run.counts.articles:,} articles were known from before" if known else ""
    out.print(f"written to {escape(str(output))} in {seconds:.1f} s{reused}", soft_wrap=True)
    if plan.ignored:
        left_out = Counter(ignored.reason for ignored in plan.ignored)
        told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(left_out.items()))
        out.print(f"left out in the input folders: {told}", markup=False, soft_wrap=True)
    if run.counts.failures:
        show_failures(list(load_failures(output)))
        err.print(f"all failures: {escape(str(output / FAILURES))}", soft_wrap=True)
        raise typer.Exit(SOME_FAILED)


def _read(
    plan: "Plan", reading: "ReadingSettings", time_limit: float | None, file_read: Callable[[], None]
) -> "Iterator[Item]":
    from pactwire.remote import read_anywhere

    yield from plan.failures
    for source in plan.sources:
        yield from read_anywhere(source, reading, time_limit=time_limit)
        file_read()


def _busy(what: str) -> AbstractContextManager[object]:
    """Tell on a terminal what takes its time."""
    return err.status(what) if err.is_terminal else nullcontext()


@contextmanager
def _progress(files: int) -> "Iterator[_Bar]":
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

        yield _Bar(lambda: bar.advance(task), advance)
