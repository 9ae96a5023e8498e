"""The commands that compare outlets: `pactwire compare` and `pactwire timeline`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pactwire.errors import InputError

if TYPE_CHECKING:
    from pactwire.compare.changes import Earlier

# Further agreements that fit the words of `timeline`.
SHOWN_OTHERS = 5

out = Console(highlight=False)

Runs = Annotated[list[Path], typer.Argument(metavar="DIR", help="Output folders of one or more runs.")]


def add_compare_commands(app: typer.Typer) -> None:
    """Register both commands."""
    app.command()(compare)
    app.command()(timeline)


def compare(
    runs: Runs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder for the tables.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes. The tables do not depend on their number.")] = 1,
    since: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help="An earlier comparison or run: list what is new since then."),
    ] = None,
) -> None:
    """Compare what the outlets say: agreements, their stages, and every fact side by side."""
    from pactwire.compare.changes import Earlier
    from pactwire.compare.store import compare_to_folder, open_entries
    from pactwire.console import number_table
    from pactwire.store import MADE_FROM_COMPARISON

    if output is None and since is None:
        raise InputError("say where the tables go with --output, or what is compared with --since")
    # Read first: the new tables may take the place of the old ones.
    earlier = None if since is None else Earlier(open_entries([since]))
    if output is not None:
        outdated = [name for name in MADE_FROM_COMPARISON if (output / name).exists()]
        out.print(number_table(compare_to_folder(runs, output, workers=workers, outdates=outdated)))
        out.print(f"written to {escape(str(output))}", soft_wrap=True)
        if outdated:
            gone = f"of an earlier comparison and removed: {', '.join(outdated)}"
            out.print(f"{gone}; pactwire report and pactwire store make them of a run", soft_wrap=True)
    if earlier is not None:
        _show_changes(earlier, runs if output is None else [output], output)


def _show_changes(earlier: "Earlier", folders: list[Path], output: Path | None) -> None:
    from pactwire.compare.changes import find_changes
    from pactwire.compare.store import open_entries, write_changes
    from pactwire.console_compare import change_list
    from pactwire.store import CHANGES

    changes = list(find_changes(earlier, open_entries(folders)))
    if output is not None:
        write_changes(changes, output / CHANGES)
    out.print(change_list(changes), soft_wrap=True)


def timeline(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words that name an agreement, such as "JPN PHL ACSA".')
    ],
    runs: Runs,
    why: Annotated[
        bool, typer.Option("--why", help="Show why reports were joined, and why the nearest agreements stay apart.")
    ] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentences that each stage rests on.")] = False,
) -> None:
    """Show the stages of one agreement in order, with what the outlets disagree on."""
    from pactwire.compare.store import open_entries
    from pactwire.compare.timeline import find_entries
    from pactwire.compare.timeline import timeline as stages_of
    from pactwire.console_compare import dossier_reasons, dossier_timeline, told_apart

    found = find_entries(open_entries(runs), query)
    if not found:
        raise InputError(f"no agreement fits {query!r}: use fewer words, or look into dossiers.csv")
    first, *others = found
    out.print(dossier_timeline(first, stages_of(first), evidence=evidence))
    if why:
        out.print(dossier_reasons(first))
    for other in others[:SHOWN_OTHERS]:
        out.print(f"also fits: {told_apart(other.dossier)}", markup=False, soft_wrap=True)
    if len(others) > SHOWN_OTHERS:
        out.print(f"and {len(others) - SHOWN_OTHERS} more: add a word, or an id as it stands here in brackets")
