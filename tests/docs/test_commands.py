"""The reference of the commands against the code: every command, argument, option, help text and default."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pactwire import cli


def commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield each command with its full name."""
    for part, command in getattr(group, "commands", {}).items():
        yield f"{name} {part}", command
        yield from commands(command, f"{name} {part}")


def row(parameter: Any) -> str:
    """Return the row of the table of an argument or option."""
    if parameter.param_type_name == "argument":
        name = str(parameter.metavar).strip("[]")
        what = f"`[{name}]`" if not parameter.required else f"`{name}...`" if parameter.nargs == -1 else f"`{name}`"
    else:
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        what = f"{names} `{parameter.metavar}`" if parameter.metavar else names
    shown = parameter.default if parameter.default not in (None, False, "", Path()) else None
    default = "required" if parameter.required else f"`{shown}`" if shown is not None else ""
    return f"| {what} | {parameter.help} | {default} |".replace("  ", " ")


def table(command: Any) -> str:
    """Return the table of a command."""
    rows = [row(parameter) for parameter in command.params if parameter.name != "help"]
    return "\n".join(["| | what | default |", "|---|---|---|", *rows])


COMMANDS = [(name, command) for name, command in commands(typer.main.get_command(cli.app), "pactwire")]
LEAVES = [(name, command) for name, command in COMMANDS if not getattr(command, "commands", None)]


def sections(docs: Path) -> dict[str, str]:
    """Return the text of each section by its heading."""
    parts = re.split(r"^#+ (.+)\n", (docs / "commands.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("name", "command"), LEAVES, ids=[name for name, _ in LEAVES])
def test_section_holds_what_the_code_says(docs: Path, name: str, command: Any) -> None:
    expected = table(command)
    section = sections(docs)[name]
    assert expected in section, f"put this into the section {name!r} of docs/commands.md:\n{expected}"
    assert section.count("\n| `") == expected.count("\n| `"), "options that do not exist"


def test_nothing_else_is_called_a_command(docs: Path) -> None:
    headings = [heading for heading in sections(docs) if heading.startswith("pactwire ")]
    assert sorted(headings) == sorted(name for name, _ in LEAVES)


@pytest.mark.parametrize("page", ["commands.md", "store.md", "tutorial.md", "extending.md", "event-data.md"])
def test_commands_that_pages_show_exist(docs: Path, page: str) -> None:
    text = (docs / page).read_text(encoding="utf-8")
    known = {name.removeprefix("pactwire ") for name, _ in COMMANDS}
    shown = re.findall(r"^\$? ?pactwire ((?:rules )?[a-z]+)", text, re.MULTILINE)
    assert [name for name in shown if name not in known] == []


@pytest.mark.parametrize(
    ("page", "target"),
    [
        (path.name, target)
        for path in sorted((Path(__file__).parents[2] / "docs").glob("*.md"))
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    ],
)
def test_link_leads_somewhere(docs: Path, page: str, target: str) -> None:
    assert (docs / target).exists(), page
