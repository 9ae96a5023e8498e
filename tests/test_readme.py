"""What the README shows must work as shown."""

import re
import sys
from pathlib import Path

import pytest

from pactwire import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert re.search(r"^signed asserted \['JPN', 'PHL'\] .*Reciprocal Access Agreement", capsys.readouterr().out, re.M)


def test_explained_event_is_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ((command, shown),) = re.findall(r"```console\n\$ (pactwire explain .*?)\n(.*?)\n +\.\.\.\n```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    # The width is read when the module is: another test may have done so.
    monkeypatch.setattr(cli.out, "width", 110)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.setattr(sys, "argv", command.split())
    with pytest.raises(SystemExit):
        cli.main()
    # Word by word: where lines break depends on the terminal.
    printed, words = capsys.readouterr().out.split(), shown.split()
    assert printed[: len(words)] == words


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^):]+)\)", README))))
def test_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_commands_of_the_first_screen_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = re.findall(r"^make (\w+)", README[:1500], re.MULTILINE)
    assert shown == ["run", "test"]
    assert [target for target in shown if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
