import csv
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pactwire.compare.runs import compare_runs
from pactwire.compare.store import TABLES, iter_entries, read_comparison, write_comparison
from pactwire.errors import OutputError

RUN = Path(__file__).parent / "golden" / "run"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    comparison = compare_runs([RUN])
    rows = write_comparison(comparison, tmp_path)
    assert rows == {
        "dossiers": len(comparison.dossiers),
        "stages": len(comparison.stages),
        "facts": len(comparison.facts),
    }
    assert read_comparison(tmp_path) == comparison
    assert tuple(iter_entries(tmp_path)) == comparison.entries
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.{ending}" for name in TABLES for ending in ("csv", "jsonl", "parquet")
    )


def test_tables_of_two_comparisons_are_refused(tmp_path: Path) -> None:
    write_comparison(compare_runs([RUN]), tmp_path)
    lines = (tmp_path / "dossiers.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "dossiers.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    with pytest.raises(OutputError, match="does not fit"):
        list(iter_entries(tmp_path))


@pytest.mark.parametrize("name", TABLES)
def test_formats_hold_the_same_rows(name: str, tmp_path: Path) -> None:
    write_comparison(compare_runs([RUN]), tmp_path)
    lines = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    table = pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
    assert table == lines
    with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        cells = list(csv.DictReader(handle))
    assert [row["dossier_id"] for row in cells] == [line["dossier_id"] for line in lines]
    assert list(cells[0]) == list(lines[0])


def test_cells(tmp_path: Path) -> None:
    write_comparison(compare_runs([RUN]), tmp_path)
    with (tmp_path / "dossiers.csv").open(encoding="utf-8", newline="") as handle:
        row = next(row for row in csv.DictReader(handle) if row["acronym"] == "ACSA")
    assert row["types"] == "logistics_support"
    assert [party["id"] for party in json.loads(row["parties"])] == ["JPN", "PHL"]


def test_a_carriage_return_in_a_cell_breaks_no_row(tmp_path: Path) -> None:
    run = tmp_path / "run"
    shutil.copytree(RUN, run)
    lines = [json.loads(line) for line in (run / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line["evidence"]["text"] = line["evidence"]["text"].replace(" ", "\r", 1)
    (run / "events.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    comparison = compare_runs([run])
    write_comparison(comparison, tmp_path / "out")
    with (tmp_path / "out" / "facts.csv").open(encoding="utf-8", newline="") as handle:
        assert [row["evidence"] for row in csv.DictReader(handle)] == [fact.evidence for fact in comparison.facts]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_comparison(compare_runs([RUN]), tmp_path / folder)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_an_older_comparison_stays_when_writing_fails(tmp_path: Path) -> None:
    write_comparison(compare_runs([RUN]), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> object:
        yield from compare_runs([RUN]).entries[:1]
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        write_comparison(broken(), tmp_path)  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write the comparison"):
        write_comparison((), tmp_path / "file" / "folder")
    with pytest.raises(OutputError, match="run `pactwire compare` first"):
        read_comparison(tmp_path)
    (tmp_path / "stages.jsonl").write_text("{}\n")
    with pytest.raises(OutputError, match="is not what this version writes"):
        read_comparison(tmp_path)
