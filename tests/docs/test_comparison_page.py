"""The page on the comparison: what it shows is what comes out of the samples."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


def test_console_of_the_page(
    docs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    console: Callable[[str], int],
    pactwire_command: Callable[..., tuple[int, str]],
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _ = pactwire_command("run", str(SAMPLES), "--output", "outputs/samples")
    assert status == 0
    blocks = re.findall(r"^```console\n(.*?)^```$", (docs / "comparison.md").read_text(encoding="utf-8"), re.M | re.S)
    assert [console(block) for block in blocks] == [1, 1, 1]
