"""The command that makes the report of a run anew: `pactwire report`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

out = Console(highlight=False)


def add_report_command(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(report)


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of a run and its comparison.")],
) -> None:
    """Make report.html of an output folder: all agreements, outlets and evidence in one page to read offline."""
    from pactwire.report import write_report

    out.print(f"wrote {escape(str(write_report(folder)))}", soft_wrap=True)
