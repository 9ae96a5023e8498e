"""The pages on the store: every query is run, every name exists, the published schema is that of the code."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pactwire.analytics.build import write_analytics
from pactwire.analytics.ddl import TABLES, ddl
from pactwire.analytics.layout import SCHEMA_VERSION
from pactwire.analytics.query import open_store, run_query
from pactwire.analytics.views import VIEWS
from pactwire.compare.runs import iter_comparison
from pactwire.compare.store import write_comparison
from pactwire.schemas import record_schemas

RECORDS = Path(__file__).parents[1] / "compare" / "golden" / "run"
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a run over several outlets, with comparison and store."""
    made = tmp_path_factory.mktemp("store") / "run"
    shutil.copytree(RECORDS, made)
    events = [json.loads(line) for line in (made / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    words = {name: events[0]["evidence"][name] for name in ("text", "start", "end")}
    events[0]["amounts"] = [{**words, "value": 2e8, "currency": "JPY"}]
    (made / "events.jsonl").write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    write_comparison(iter_comparison([made]), made)
    write_analytics(made)
    return made


def code(page: str, language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("sql", [*code("store.md", "sql"), *code("event-data.md", "sql")])
def test_query_of_the_page_finds_something(folder: Path, sql: str) -> None:
    if "read_parquet" in sql:
        assert duckdb.connect().execute(sql.replace("outputs/samples", str(folder))).fetchall()
        return
    with open_store(folder) as connection:
        rows = list(run_query(connection, sql).rows())
        months = connection.execute("select distinct month from stage_moves where month is not null").fetchall()
        if "where month = '2024-07-01'" in sql:
            sql = sql.replace("2024-07-01", str(months[0][0]))
            rows = list(run_query(connection, sql).rows())
    assert rows


def test_python_of_the_page_runs(folder: Path) -> None:
    (block,) = code("store.md", "python")
    (path,) = re.findall(r'"(outputs/samples[^"]*)"', block)
    frame = pd.read_parquet(path.replace("outputs/samples", str(folder)))
    assert {"event_id", "month"} <= set(frame.columns)
    exec(block.replace("outputs/samples", str(folder)), {})


def test_page_names_what_there_is() -> None:
    text = (DOCS / "store.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", "".join(line for line in text.splitlines() if line.startswith("| `"))))
    there = {*(table.name for table in TABLES), *(view.name for view in VIEWS)}
    assert there <= named
    assert f"(now {SCHEMA_VERSION})" in text


def test_each_question_of_the_page_is_a_query_of_one_statement() -> None:
    assert [sql for sql in code("store.md", "sql") if len(duckdb.extract_statements(sql)) != 1] == []


@pytest.mark.parametrize(
    ("name", "command", "made"),
    [
        ("schema.sql", "pactwire schema --ddl", lambda: ddl()),
        ("schema.json", "pactwire schema", lambda: json.dumps(record_schemas(), indent=2) + "\n"),
    ],
)
def test_published_schema_is_that_of_the_code(name: str, command: str, made: Callable[[], str]) -> None:
    published = (DOCS / name).read_text(encoding="utf-8")
    assert published == made(), f"the records changed: {command} > docs/{name}"


def test_published_schema_makes_the_store(folder: Path) -> None:
    columns = """select table_name, column_name, data_type, is_nullable from duckdb_columns()
                 where not internal and schema_name = 'main' order by all"""
    empty = duckdb.connect()
    empty.execute((DOCS / "schema.sql").read_text(encoding="utf-8"))
    with open_store(folder) as connection:
        assert connection.execute(columns).fetchall() == empty.execute(columns).fetchall()
    empty.close()


def test_records_fit_the_published_schema(folder: Path) -> None:
    """Every key that is written is one that the schema names."""
    schema = json.loads((DOCS / "schema.json").read_text(encoding="utf-8"))
    for name in ("articles.jsonl", "events.jsonl", "dossiers.jsonl", "stages.jsonl", "facts.jsonl"):
        first = json.loads((folder / name).read_text(encoding="utf-8").splitlines()[0])
        assert set(first) == set(schema[name]["properties"]), name
    assert schema["x-store-version"] == SCHEMA_VERSION
