"""The tutorial, block by block: what it shows is what comes out."""

import doctest
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield language and content of each block of code."""
    yield from re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output that is shown for it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *rest = part.splitlines()
        more = [line[1:].removeprefix(" ") for line in rest if line.startswith(">")]
        yield "\n".join([command, *more]), "\n".join(line for line in rest if not line.startswith(">"))


def fits(printed: str, shown: str) -> bool:
    """Return whether words are those that are shown; "..." stands for any."""
    words = [" ".join(part.split()) for part in shown.split("...")]
    pattern = r"\s?.*?\s?".join(re.escape(part) for part in words)
    return re.fullmatch(pattern, " ".join(printed.split())) is not None


@pytest.mark.parametrize(
    ("printed", "shown", "expected"),
    [
        ("a  b\n", "a b", True),
        ("a b c", "a b", False),
        ("a 0.3 s", "a ... s", True),
        ("a b", "a b ...", True),
        ("a\nx\nb", "a\n...\nb", True),
        ("x b", "a ...", False),
        ("", "", True),
    ],
)
def test_fits(printed: str, shown: str, expected: bool) -> None:
    assert fits(printed, shown) is expected


def test_tutorial(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pactwire_command: Callable[..., tuple[int, str]]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (docs / "tutorial.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    run = 0
    for language, block in blocks(text):
        if language == "python":
            test = doctest.DocTestParser().get_doctest(block, names, "tutorial.md", "tutorial.md", 0)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            report: list[str] = []
            runner.run(test, out=report.append, clear_globs=False)
            assert "".join(report) == ""
            names = test.globs
            run += len(test.examples)
            continue
        assert language == "console"
        for command, shown in commands(block):
            if command.startswith("pactwire "):
                _, printed = pactwire_command(*shlex.split(command)[1:])
            else:
                printed = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout
            assert fits(printed, shown), f"$ {command}\n{printed}"
            run += 1
    assert run == text.count("\n$ ") + text.count("\n>>> ")
