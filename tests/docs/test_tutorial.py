"""The tutorial, block by block: what it shows is what comes out."""

import doctest
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield language and content of each block of code."""
    yield from re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


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
def test_fits(fits: Callable[[str, str], bool], printed: str, shown: str, expected: bool) -> None:
    assert fits(printed, shown) is expected


def test_tutorial(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, console: Callable[[str], int]) -> None:
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
        run += console(block)
    assert run == text.count("\n$ ") + text.count("\n>>> ")
