"""The command line in this process, for documentation that is run."""

import io
import sys
from collections.abc import Callable
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


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a run over the sample articles, with comparison and store."""
    from pactwire.analytics.build import write_analytics
    from pactwire.compare.runs import iter_comparison
    from pactwire.compare.store import write_comparison
    from pactwire.pipeline import Pipeline
    from pactwire.sources import load_articles

    folder = tmp_path_factory.mktemp("samples")
    records = list(Pipeline().process(load_articles(DOCS.parent / "corpus" / "samples")))
    (folder / "articles.jsonl").write_text("".join(record.model_dump_json() + "\n" for record in records))
    events = [event for record in records for event in record.events]
    (folder / "events.jsonl").write_text("".join(event.model_dump_json() + "\n" for event in events))
    write_comparison(iter_comparison([folder]), folder)
    write_analytics(folder)
    return folder
