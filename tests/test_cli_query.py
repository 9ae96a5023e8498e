"""`pactwire store`, `query`, `export` and `schema`: exit status first, then what they say and write."""

import csv
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from pactwire import cli, cli_query
from pactwire.analytics.build import write_analytics
from pactwire.records import ArticleRecord


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a runner of the command line in this process."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")

    def invoke(*arguments: str | Path, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["pactwire", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as caught:
            cli.main()
        captured = capsys.readouterr()
        return Result(int(caught.value.code or 0), captured.out, captured.err)

    return invoke


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the store is kept for the session."""
    return tmp_path_factory.mktemp("kept") / "out"


@pytest.fixture
def folder(tmp_path: Path, kept: Path, make_record: Callable[..., ArticleRecord]) -> Path:
    """Return an output folder of two articles, one of which tries a formula; of its own for each test."""
    if not kept.exists():
        records = [
            make_record({"event_id": "e1"}, title="=1+1", published="2026-01-16"),
            make_record({"event_id": "e2", "parties": ()}, id="a2", outlet="outlet-b", title="Second\nline"),
        ]
        kept.mkdir()
        (kept / "articles.jsonl").write_text("".join(record.model_dump_json() + "\n" for record in records))
        events = [event for record in records for event in record.events]
        (kept / "events.jsonl").write_text("".join(event.model_dump_json() + "\n" for event in events))
        write_analytics(kept)
    return Path(shutil.copytree(kept, tmp_path / "out"))


def test_store(run: Run, folder: Path) -> None:
    (folder / "pactwire.duckdb").unlink()
    status, out, err = run("store", folder)
    assert (status, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert ["articles", "2"] in lines
    assert lines[-1][:2] == ["written", "to"]
    assert (folder / "pactwire.duckdb").is_file()


def test_query_prints_a_table(run: Run, folder: Path) -> None:
    sql = "select article_id, title, published, events, [1, 2] as numbers, null as nothing, true as yes from articles"
    assert run("query", sql, folder) == (
        0,
        "article_id  title        published   events  numbers  nothing  yes\n"
        "a1          =1+1         2026-01-16       1  1, 2              yes\n"
        "a2          Second line                   1  1, 2              yes\n"
        "2 rows\n",
        "",
    )


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            "3",
            ["range", "    0", "    1", "    2", "1,200 rows, 3 shown: --rows 0 shows all, --output FILE writes them"],
        ),
        ("0", ["range", *(f"{number:>5}" for number in range(1200)), "1,200 rows"]),
    ],
)
def test_query_says_how_many_rows_there_are(run: Run, folder: Path, rows: str, lines: list[str]) -> None:
    assert run("query", "from range(1200)", folder, "--rows", rows).out.splitlines() == lines


def test_query_without_rows(run: Run, folder: Path) -> None:
    assert run("query", "select status, path from failures, events", folder).out == "status  path\n0 rows\n"


def test_a_terminal_shows_the_columns_that_fit(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    shown = io.StringIO()
    monkeypatch.setattr(cli_query, "out", Console(file=shown, force_terminal=True, width=60, color_system=None))
    assert (
        run(
            "query",
            "select evidence, evidence as again, rule, title from events join articles using (article_id)",
            folder,
        ).status
        == 0
    )
    lines = shown.getvalue().splitlines()
    assert lines[0].split() == ["evidence", "again"]
    assert lines[1] == "TOKYO - Japan and the P…  TOKYO - Japan and the P…"
    assert lines[-2:] == ["2 rows", "2 columns not shown, name those that you want to see: rule, title"]
    assert all(len(line) <= 60 for line in lines[:3])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1.5e11::double", "150000000000"),
        ("0.96::double", "0.96"),
        ("-2.0::double", "-2"),
        ("1e300::double", "1e+300"),
        ("'inf'::double", "inf"),
        ("'nan'::double", "nan"),
        ("12345678901234567890::hugeint", "12345678901234567890"),
        ("1.50::decimal(4,2)", "1.50"),
        ("{'a': 1}", "{'a': 1}"),
        ("repeat('x', 70)", "x" * 59 + "…"),
    ],
)
def test_values(run: Run, folder: Path, value: str, shown: str) -> None:
    assert run("query", f"select {value} as v", folder).out.splitlines()[1] == shown


def test_wide_characters_keep_the_columns_straight(run: Run, folder: Path) -> None:
    out = run("query", "select * from (values ('日本', 1), ('x', 2)) as t(name, n)", folder).out
    assert out.splitlines()[1:3] == ["日本  1", "x     2"]


@pytest.mark.parametrize("name", ["o.csv", "o.json", "o.jsonl", "o.parquet"])
def test_query_writes_a_file(run: Run, folder: Path, name: str) -> None:
    path = folder.parent / name
    assert run("query", "from articles", folder, "--output", path) == (0, f"wrote 2 rows to {path}\n", "")
    assert path.stat().st_size > 100


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_query_prints_a_format(run: Run, folder: Path, form: str) -> None:
    status, out, err = run("query", "-", folder, "--format", form, stdin="select title, 1 as one from articles")
    assert (status, err) == (0, "")
    if form == "csv":
        assert list(csv.reader(io.StringIO(out))) == [["title", "one"], ["'=1+1", "1"], ["Second\nline", "1"]]
    else:
        rows = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
        assert rows == [{"title": "=1+1", "one": 1}, {"title": "Second\nline", "one": 1}]


def test_query_of_this_folder(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert run("query", "select count(*) as n from events").out == "n\n2\n1 row\n"


def test_an_outdated_store_is_told(run: Run, folder: Path) -> None:
    later = time.time() + 60
    os.utime(folder / "events.jsonl", (later, later))
    status, _, err = run("query", "from events", folder)
    assert (status, err) == (0, f"the records are newer than pactwire.duckdb: pactwire store {folder}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("query", "from evnts", "out"),
            "pactwire: no table evnts: did you mean events or entities? There are amounts,",
        ),
        (("query", "from events", "."), "pactwire: . holds no pactwire.duckdb: run `pactwire store .`\n"),
        (("query", "delete from events", "out"), "pactwire: the store is for reading: DELETE is no query\n"),
        (("query", "from events", "out", "--output", "o.xlsx"), "must end with one of .csv, .json, .jsonl, .parquet\n"),
        (("query", "from events", "out", "--format", "xml"), "Invalid value for '--format'"),
        (("query", "from 'out/events.jsonl'", "out"), "a query reads the store alone, no other file and no network"),
        (("export", "o.csv", "."), "pactwire: . holds no articles.jsonl: give the output folder of `pactwire run`\n"),
        (("export", "o.txt", "out"), "o.txt: the name must end with one of"),
        (("export", "o.csv", "out", "--layout", "acled"), "Invalid value for '--layout'"),
        (("store", "."), "pactwire: . holds no articles.jsonl"),
    ],
)
def test_wrong_usage(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(folder.parent)
    before = sorted(folder.parent.rglob("*"))
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert sorted(folder.parent.rglob("*")) == before


@pytest.mark.parametrize("layout", ["pactwire", "icews", "gdelt", "polecat"])
def test_export(run: Run, folder: Path, layout: str) -> None:
    path = folder.parent / "pairs.csv"
    status, out, err = run("export", path, folder, "--layout", layout)
    assert (status, err) == (0, "")
    assert out == f"wrote 2 rows to {path}\nleft out: 1 event of which no party is known\n"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row.get("Pactwire Event ID", row.get("event_id")) for row in rows] == ["e1", "e1"]


def test_schema(run: Run) -> None:
    status, out, _ = run("schema")
    assert status == 0
    assert {"articles.jsonl", "dossiers.jsonl", "stages.jsonl", "facts.jsonl", "x-store-version"} <= set(
        json.loads(out)
    )
    status, out, _ = run("schema", "--ddl")
    assert status == 0
    assert "CREATE TABLE events (\n    event_id VARCHAR NOT NULL,  -- key\n" in out


@pytest.mark.parametrize("command", ["store", "query", "export", "schema"])
def test_help(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")
    assert (status, f"pactwire {command} " in out) == (0, True)
