"""The record files of a run."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pactwire.compare.store import ENDINGS, TABLES
from pactwire.errors import OutputError
from pactwire.reading import Duplicate
from pactwire.records import ArticleRecord, Failure, SetAside
from pactwire.runs import Counts, ModelInfo, Run
from pactwire.store import (
    COMPARISON_FILES,
    DERIVED_FILES,
    ROW_GROUP,
    RunWriter,
    json_schema,
    load_events,
    load_failures,
    load_records,
    load_run,
)

FAILURE = Failure(path="broken.txt", stage="reading", reason="empty")
ASIDE = SetAside(path="vertrag.txt", reason="language", detail="de")
FILES = {
    "articles.jsonl",
    "duplicates.jsonl",
    "events.csv",
    "events.jsonl",
    "events.parquet",
    "failures.jsonl",
    "run.json",
    "set_aside.jsonl",
}


def finished(writer: RunWriter) -> Run:
    run = Run(
        pactwire="0",
        model=ModelInfo(name="m", version="1", sha256="0"),
        ruleset_sha256="0",
        inputs=("in",),
        settings={},
        counts=writer.counts,
        seconds=0,
    )
    writer.finish(run)
    return run


@pytest.fixture
def folder(tmp_path: Path, make_record: Callable[..., ArticleRecord]) -> Path:
    """Return the output folder of a small run."""
    with RunWriter(tmp_path / "new" / "out") as writer:
        writer.add(make_record({"event_id": "e1"}, {"event_id": "e2", "status": "ratified"}))
        writer.add(FAILURE)
        writer.add_duplicate(Duplicate(article_id="a1", path="copy.txt", first_path="story.txt"))
        writer.add(ASIDE)
        writer.add(make_record(id="a2", outlet="=cmd"))
        writer.add(make_record({"event_id": "e3", "outlet": "=cmd"}, id="a3", outlet="=cmd"))
        finished(writer)
    return tmp_path / "new" / "out"


def test_records_come_back_as_they_were(folder: Path, make_record: Callable[..., ArticleRecord]) -> None:
    assert {path.name for path in folder.iterdir()} == FILES
    records = list(load_records(folder))
    assert records[0] == make_record({"event_id": "e1"}, {"event_id": "e2", "status": "ratified"})
    assert [record.article.id for record in records] == ["a1", "a2", "a3"]
    assert [event.event_id for event in load_events(folder)] == ["e1", "e2", "e3"]
    assert list(load_events(folder)) == [event for record in records for event in record.events]
    assert list(load_failures(folder)) == [FAILURE]
    assert json.loads((folder / "duplicates.jsonl").read_text())["first_path"] == "story.txt"
    assert (folder / "set_aside.jsonl").read_text() == ASIDE.model_dump_json() + "\n"


@pytest.mark.parametrize("path", ["{0}", "{0}/articles.jsonl"])
def test_paths_may_be_strings(folder: Path, path: str) -> None:
    assert [record.article.id for record in load_records(path.format(folder))] == ["a1", "a2", "a3"]
    assert [event.event_id for event in load_events(str(folder))] == ["e1", "e2", "e3"]
    assert list(load_failures(str(folder))) == [FAILURE]
    assert load_run(str(folder)) == load_run(folder)


def test_counts_add_up(folder: Path) -> None:
    assert load_run(folder).counts == Counts(
        inputs=6,
        read=5,
        articles=3,
        duplicates=1,
        set_aside=1,
        set_aside_by_reason={"language": 1},
        failures=1,
        failures_by_stage={"reading": 1},
        events=3,
        events_by_status={"ratified": 1, "signed": 2},
        asserted_by_status={"ratified": 1, "signed": 2},
    )


def test_what_did_not_happen_is_not_counted_as_asserted(
    tmp_path: Path, make_record: Callable[..., ArticleRecord]
) -> None:
    with RunWriter(tmp_path) as writer:
        writer.add(make_record({}, {"modality": "planned"}, {"status": "ratified", "modality": "negated"}))
        assert writer.counts.events_by_status == {"ratified": 1, "signed": 2}
        assert writer.counts.asserted_by_status == {"signed": 1}


def test_csv_holds_the_events(folder: Path) -> None:
    with (folder / "events.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [(row["event_id"], row["status"], row["outlet"]) for row in rows] == [
        ("e1", "signed", "outlet-a"),
        ("e2", "ratified", "outlet-a"),
        ("e3", "signed", "'=cmd"),
    ]


def test_parquet_holds_the_events(folder: Path) -> None:
    table = pq.read_table(folder / "events.parquet").to_pylist()
    assert [json.dumps(row) for row in table] == [
        json.dumps(event.model_dump(), default=list) for event in load_events(folder)
    ]
    query = f"select status, parties[1].id from '{folder / 'events.parquet'}' order by event_id"
    assert duckdb.connect().execute(query).fetchall() == [("signed", "JPN"), ("ratified", "JPN"), ("signed", "JPN")]


def test_parquet_holds_every_character(tmp_path: Path, make_record: Callable[..., ArticleRecord]) -> None:
    names = ["a\u2028b\x85c", "a\nb\r\tc", 'a"b\\c', "\U0001f91d\0", ""]
    with RunWriter(tmp_path) as writer:
        writer.add(make_record(*({"outlet": name} for name in names)))
        finished(writer)
    assert pq.read_table(tmp_path / "events.parquet", columns=["outlet"])["outlet"].to_pylist() == names


def test_documented_query_runs(folder: Path) -> None:
    text = (Path(__file__).parent.parent / "docs" / "records.md").read_text(encoding="utf-8")
    query = text.split("```sql\n")[1].split("```")[0].replace("outputs/samples", str(folder))
    rows = duckdb.connect().execute(query).fetchall()
    assert [row[:3] for row in rows] == [
        ("signed", ["JPN", "PHL"], "2026-01-15"),
        ("ratified", ["JPN", "PHL"], "2026-01-15"),
        ("signed", ["JPN", "PHL"], "2026-01-15"),
    ]


def test_row_groups_do_not_depend_on_the_articles(tmp_path: Path, make_record: Callable[..., ArticleRecord]) -> None:
    many = make_record(*({"event_id": f"e{number}"} for number in range(ROW_GROUP // 2 + 1)))
    with RunWriter(tmp_path) as writer:
        for _ in range(3):
            writer.add(many)
        finished(writer)
    metadata = pq.read_metadata(tmp_path / "events.parquet")
    rows = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert rows == [ROW_GROUP, 3 * (ROW_GROUP // 2 + 1) - ROW_GROUP]


def test_unfinished_run_changes_nothing(folder: Path, make_record: Callable[..., ArticleRecord]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KeyboardInterrupt), RunWriter(folder) as writer:
        writer.add(make_record({}, id="a9"))
        raise KeyboardInterrupt
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_comparison_of_an_earlier_run_goes(folder: Path, make_record: Callable[..., ArticleRecord]) -> None:
    assert set(COMPARISON_FILES) == {f"{table}.{ending}" for table in TABLES for ending in ENDINGS}
    for name in {*DERIVED_FILES, "notes.csv"} - {"parquet"}:
        (folder / name).write_text("old")
    (folder / "parquet" / "events").mkdir(parents=True)
    (folder / ".events.jsonl.99999999999999999999.tmp").write_text("of a killed run")
    with pytest.raises(KeyboardInterrupt), RunWriter(folder):
        raise KeyboardInterrupt
    assert {path.name for path in folder.iterdir()} == FILES | {*DERIVED_FILES, "notes.csv"}
    with RunWriter(folder) as writer:
        writer.add(make_record({}))
        finished(writer)
    assert {path.name for path in folder.iterdir()} == FILES | {"notes.csv"}


def test_record_that_cannot_be_written_is_a_failure(tmp_path: Path, make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({}, id="a1")
    broken = record.model_copy(update={"article": record.article.model_copy(update={"title": "\ud800"})})
    with RunWriter(tmp_path) as writer:
        writer.add(broken)
        writer.add(make_record(id="a2"))
        finished(writer)
    assert [(failure.article_id, failure.stage) for failure in load_failures(tmp_path)] == [("a1", "writing")]
    assert [record.article.id for record in load_records(tmp_path)] == ["a2"]
    assert load_run(tmp_path).counts == Counts(
        inputs=2, read=2, articles=1, failures=1, failures_by_stage={"writing": 1}
    )


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match=r"cannot make the output folder .*out: File exists"):
        RunWriter(tmp_path / "out")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"event_id": 1}', r"events\.jsonl:1: event_id: Input should be a valid string"),
        ("{", r"events\.jsonl:1: Invalid JSON"),
    ],
)
def test_foreign_lines_are_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "events.jsonl").write_text(content)
    with pytest.raises(OutputError, match=message):
        list(load_events(tmp_path))


def test_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"holds no run\.json: give the output folder"):
        load_run(tmp_path)
    with pytest.raises(OutputError, match=r"holds no articles\.jsonl: give the output folder"):
        list(load_records(tmp_path))
    with pytest.raises(OutputError, match=r"cannot read .*none: No such file or directory$"):
        list(load_records(tmp_path / "none"))
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(OutputError, match="does not say what run this is"):
        load_run(tmp_path)


def test_schema_names_every_file_of_records() -> None:
    schema = json_schema()
    assert set(schema) - {"$schema", "title"} == FILES - {"events.csv", "events.parquet"}
    assert schema["events.jsonl"]["properties"]["status"]["enum"][:2] == ["proposed", "negotiating"]
