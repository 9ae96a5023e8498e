"""The walks of the page on extending, taken as they stand there."""

import doctest
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pactwire.reading import formats
from pactwire.resources import models_dir

SHORT = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# The command line with the lexicons of another folder.
WITH_MODELS = """
import sys
from pathlib import Path
from pactwire import cli, resources
folder = Path(sys.argv.pop(1))
resources.models_dir = lambda: folder
cli.main()
"""


@pytest.fixture
def section(docs: Path) -> Callable[[str], list[tuple[str, str]]]:
    """Return a finder of the blocks of code of a section."""
    parts = re.split(r"^## (.+)\n", (docs / "extending.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    texts = dict(zip(parts[1::2], parts[2::2], strict=True))
    return lambda title: SHORT.findall(texts[title])


def test_rule(
    section: Callable[[str], list[tuple[str, str]]],
    console: Callable[[str], int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-rules").mkdir()
    run = 0
    for language, block in section("A rule"):
        if language == "toml":
            (tmp_path / "my-rules" / "seal.toml").write_text(block, encoding="utf-8")
        else:
            run += console(block)
    assert run == 6


def test_name(
    section: Callable[[str], list[tuple[str, str]]], fits: Callable[[str, str], bool], tmp_path: Path
) -> None:
    (_, line), (_, block) = section("A name: companies, places, agreements, outlets")
    shutil.copytree(models_dir(), tmp_path / "models")
    with (tmp_path / "models" / "gazetteers" / "named_agreements.csv").open("a", encoding="utf-8") as handle:
        handle.write(line)
    story = re.search(r"<<'END'\n> (.*\n)> END\n\$ (.*)\n((?:.|\n)*)", block)
    assert story
    (tmp_path / "accord.txt").write_text(story[1], encoding="utf-8")
    command = [sys.executable, "-c", WITH_MODELS, str(tmp_path / "models"), *story[2].split()[1:]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert fits(done.stdout, story[3]), done.stdout


def test_reader(
    section: Callable[[str], list[tuple[str, str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(formats, "READERS", names := dict(formats.READERS))
    (_, module), (_, registered), (_, example) = section("A reader")
    space: dict[str, object] = {"READERS": names}
    exec(module, space)
    exec(registered, space)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    test = doctest.DocTestParser().get_doctest(example, {}, "extending.md", "extending.md", 0)
    runner.run(test, out=report.append)
    assert "".join(report) == ""
    assert len(test.examples) == 5
    (tmp_path / "page.eml").write_text("Subject: x\nContent-Type: text/html\n\n<p>x</p>\n")
    from pactwire.reading import read_inputs

    (failure,) = read_inputs([str(tmp_path / "page.eml")])
    assert getattr(failure, "reason", "") == "a message without a plain text: save it as text"
