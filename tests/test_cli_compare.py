"""`pactwire compare` and `pactwire timeline`: exit status first, then what they say and write."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwire.compare.store import open_entries

Run = Callable[..., Any]
RUN = Path(__file__).parent / "compare" / "golden" / "run"


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return a run without the jets, the talks about the logistics pact, and the one that dates it otherwise."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    for name, key in (("articles.jsonl", "article"), ("events.jsonl", None)):
        lines = (RUN / name).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not _left_out(json.loads(line), key)]
        assert len(kept) < len(lines)
        (folder / name).write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return folder


def _left_out(row: dict[str, Any], key: str | None) -> bool:
    article_id = row[key]["id"] if key else row["article_id"]
    return article_id in ("jets-1", "daily-0", "radio-0", "post-1")


def rows(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines()]


def test_workers_do_not_change_what_is_written(run: Run, tmp_path: Path) -> None:
    for name, workers in (("one", "1"), ("two", "2")):
        status, out, err = run("compare", RUN, "--output", tmp_path / name, "--workers", workers)
        assert (status, err) == (0, "")
        assert rows(out)[0] == "dossiers 3"
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_is_new_since_an_earlier_run(run: Run, earlier: Path, tmp_path: Path) -> None:
    status, out, err = run("compare", RUN, "--since", earlier)
    assert (status, err) == (0, "")
    assert {
        "new stage: negotiating 2025-04-29 (daily.example, radio.example)",
        "date of signed now conflict: 2026-01-15, before: compatible: 2026-01-15",
        "new agreement: jets.example",
    } <= set(rows(out))
    status, again, err = run("compare", RUN, "--since", earlier, "--output", tmp_path / "now")
    assert (status, err) == (0, "")
    assert again.endswith(out)
    kinds = {json.loads(line)["kind"] for line in (tmp_path / "now" / "changes.jsonl").read_text().splitlines()}
    assert {"new_agreement", "new_stage"} <= kinds
    assert run("compare", RUN, "--since", tmp_path / "now") == (0, "nothing new\n", "")


def test_a_report_of_an_earlier_comparison_does_not_outlive_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "parquet").mkdir()
    for name in ("report.html", "pactwire.duckdb", "changes.jsonl", "parquet/part.parquet", "events.jsonl"):
        (tmp_path / name).write_text("earlier")
    assert run("compare", tmp_path / "missing", "--output", tmp_path)[0] == 2
    assert (tmp_path / "report.html").exists()
    status, out, err = run("compare", RUN, "--output", tmp_path)
    assert (status, err) == (0, "")
    assert "removed: changes.jsonl, pactwire.duckdb, parquet, report.html;" in out
    left = {path.name for path in tmp_path.iterdir()}
    assert left & {"report.html", "pactwire.duckdb", "changes.jsonl", "parquet", "events.jsonl"} == {"events.jsonl"}
    assert "removed" not in run("compare", RUN, "--output", tmp_path)[1]


def test_a_comparison_needs_a_place_or_a_purpose(run: Run) -> None:
    status, _, err = run("compare", RUN)
    assert status == 2
    assert err.startswith("pactwire: say where the tables go with --output")


def test_a_timeline_is_read_from_runs_and_from_a_comparison(run: Run, tmp_path: Path) -> None:
    assert run("compare", RUN, "--output", tmp_path / "compared")[0] == 0
    status, out, err = run("timeline", "JPN PHL ACSA", RUN)
    assert (status, err) == (0, "")
    assert run("timeline", "JPN PHL ACSA", tmp_path / "compared") == (0, out, "")


def test_the_sentences_are_shown(run: Run) -> None:
    status, out, err = run("timeline", "JPN PHL ACSA", RUN, "--evidence")
    assert (status, err) == (0, "")
    told = " ".join(out.split())
    for fact in next(entry for entry in open_entries([RUN]) if entry.dossier.acronym == "ACSA").facts:
        if fact.fact == "status":
            source = " · ".join(filter(None, (fact.outlet, fact.published, fact.article_id)))
            assert f"{source}: “{' '.join(fact.evidence.split())}”" in told


def test_what_else_fits_can_be_asked_for(run: Run) -> None:
    _, out, _ = run("timeline", "JPN PHL", RUN)
    first, *others = out.splitlines()
    found = [re.fullmatch(r"also fits: (.+) \((.+); (\w+)\)", line) for line in others]
    ids = {match[3]: match[1] for match in found if match}
    assert ids
    for dossier_id, label in ids.items():
        assert run("timeline", dossier_id, RUN).out.splitlines()[0] == label != first


def test_the_weights_are_shown(run: Run) -> None:
    status, out, err = run("timeline", "JPN PHL ACSA", RUN, "--why")
    assert (status, err) == (0, "")
    told = rows(out)
    assert "Why together" in told
    assert "+2.5 parties JPN, PHL" in told
    assert "Why apart" in told
