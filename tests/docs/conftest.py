"""The command line in this process, for documentation that is run."""

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pactwire import cli

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def docs() -> Path:
    """Return the folder of the documentation."""
    return DOCS


@pytest.fixture
def pactwire_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Return a runner of the command line: exit status, and what it prints on both streams."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")

    def run(*arguments: str, stdin: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["pactwire", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as caught:
            cli.main()
        printed = capsys.readouterr()
        return int(caught.value.code or 0), printed.out + printed.err

    return run


def _fits(printed: str, shown: str) -> bool:
    """Return whether words are those that are shown; "..." stands for any."""
    words = [" ".join(part.split()) for part in shown.split("...")]
    pattern = r"\s?.*?\s?".join(re.escape(part) for part in words)
    return re.fullmatch(pattern, " ".join(printed.split())) is not None


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output that is shown for it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *rest = part.splitlines()
        more = [line[1:].removeprefix(" ") for line in rest if line.startswith(">")]
        yield "\n".join([command, *more]), "\n".join(line for line in rest if not line.startswith(">"))


@pytest.fixture
def fits() -> Callable[[str, str], bool]:
    """Return the comparison of what is printed with what a page shows."""
    return _fits


@pytest.fixture
def console(pactwire_command: Callable[..., tuple[int, str]]) -> Callable[[str], int]:
    """Return a runner of the commands of a block, which compares what they print; it returns their number."""

    def run(block: str) -> int:
        number = 0
        for command, shown in _commands(block):
            if command.startswith("pactwire "):
                _, printed = pactwire_command(*shlex.split(command)[1:])
            else:
                printed = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout
            assert _fits(printed, shown), f"$ {command}\n{printed}"
            number += 1
        return number

    return run
