"""The command line: exit status first, then what it says and writes."""

import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import pactwire
from pactwire import cli_run
from pactwire.store import load_events, load_failures, load_records, load_run

README = Path(__file__).parent.parent / "README.md"
SIGNED = "Japan and the Philippines signed a logistics pact in Manila on Thursday.\n"
NAMED = "Japan and the Philippines signed the Reciprocal Access Agreement in Manila on 8 July 2024.\n"
COMMANDS = ("run", "extract", "compare", "timeline", "explain", "evaluate", "schema")


Run = Callable[..., Any]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder of two outlets with one article each."""
    for outlet, text in (("outlet-a", SIGNED), ("outlet-b", "The minister opened a museum.\n")):
        (tmp_path / "corpus" / outlet).mkdir(parents=True)
        (tmp_path / "corpus" / outlet / "story.txt").write_text(text)
    return tmp_path / "corpus"


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"pactwire {pactwire.__version__}\n", "")


def test_no_command_shows_the_help(run: Run) -> None:
    status, out, _ = run()
    assert status == 2
    assert [name for name in COMMANDS if f" {name} " not in out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert f"pactwire {command} " in out


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_shows_each_command(command: str) -> None:
    assert f"pactwire {command}" in README.read_text(encoding="utf-8")


def test_extract(run: Run, corpus: Path, tmp_path: Path) -> None:
    (corpus / "outlet-a" / "story.txt").write_text(f"{SIGNED}Japan has not ratified the pact.\n")
    status, out, err = run("extract", corpus, "--output", tmp_path / "out")
    assert (status, err) == (0, "")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert rows[:4] == ["all asserted other", "articles 2", "events 2 1 1", "ratified 1 0 1"]
    assert rows[4] == "signed 1 1 0"
    assert rows[-1].startswith(f"written to {tmp_path / 'out'} in ")
    assert [record.article.outlet for record in load_records(tmp_path / "out")] == ["outlet-a", "outlet-b"]
    done = load_run(tmp_path / "out")
    assert (done.pactwire, done.inputs) == (pactwire.__version__, (str(corpus),))
    assert (done.counts.read, done.counts.articles, done.counts.failures) == (2, 2, 0)
    assert re.fullmatch(r"[0-9a-f]{64}", done.ruleset_sha256)


def test_run_again_gives_the_same_bytes_with_any_workers(run: Run, corpus: Path, tmp_path: Path) -> None:
    for name, workers in (("one", "1"), ("two", "2")):
        assert run("extract", corpus, "-o", tmp_path / name, "--workers", workers).status == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    done = [json.loads(files.pop("run.json")) for files in (one, two)]
    assert one == two
    assert [info.pop("seconds") > 0 for info in done] == [True, True]
    assert done[0] == done[1]


def test_run_extracts_and_compares(run: Run, corpus: Path, tmp_path: Path) -> None:
    (corpus / "outlet-a" / "story.txt").write_text(NAMED)
    (corpus / "outlet-b" / "story.txt").write_text(NAMED.replace("signed", "have signed"))
    status, out, err = run("run", corpus, "--output", tmp_path / "out")
    assert (status, err) == (0, "")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert {"articles 2", "events 2 2 0", "dossiers 1", "stages 1"} <= set(rows)
    assert {path.suffix for path in (tmp_path / "out").glob("dossiers.*")} == {".jsonl", ".csv", ".parquet"}

    status, out, err = run("timeline", "JPN PHL reciprocal", tmp_path / "out")
    assert (status, err) == (0, "")
    assert re.search(r"2024-07-08 +signed  ← stands here\n +Manila *\n +outlet-a, outlet-b", out)

    status, _, err = run("timeline", "FRA DEU", tmp_path / "out")
    assert (status, err) == (2, "pactwire: no agreement fits 'FRA DEU': use fewer words, or look into dossiers.csv\n")

    status, out, err = run("compare", tmp_path / "out", "--output", tmp_path / "compared")
    assert (status, err) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines()][:2] == ["dossiers 1", "stages 1"]
    for name in ("dossiers.jsonl", "stages.jsonl", "facts.jsonl"):
        assert (tmp_path / "compared" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_longest_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(SIGNED)
    limit = str(len(SIGNED.rstrip()) - 1)
    status, _, err = run("extract", tmp_path / "in.txt", "-o", tmp_path / "out", "--max-characters", limit)
    assert (status, "split the article or raise --max-characters" in err) == (1, True)
    status, _, err = run("extract", tmp_path / "in.txt", "-o", tmp_path / "out", "--max-characters", "20000000")
    assert (status, err) == (0, "")
    settings = load_run(tmp_path / "out").settings
    assert (settings["max_characters"], settings["max_record_bytes"]) == (20_000_000, 320_000_000)


def test_what_is_left_out_is_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.docx", "c.docx", ".hidden.txt"):
        (folder / name).write_text(SIGNED)
    (folder / "d.txt").symlink_to(tmp_path / "elsewhere.txt")
    status, out, err = run("extract", folder, "-o", folder / "out")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == (
        "left out in the input folders: 1 hidden, 1 link out of the input folder, 2 unknown kind of file"
    )


def test_article_that_is_taken_for_english(run: Run, tmp_path: Path) -> None:
    french = "Le ministre de la Défense a signé un accord avec le Japon vendredi à Tokyo, a-t-il dit.\n"
    (tmp_path / "in.txt").write_text(french)
    command = ("extract", tmp_path / "in.txt", "-o", tmp_path / "out")
    for options, articles in (((), 0), (("--any-language",), 1)):
        status, _, err = run(*command, *options)
        assert (status, err) == (0, "")
        counts = load_run(tmp_path / "out").counts
        assert (counts.articles, counts.set_aside) == (articles, 1 - articles)


def test_field_names_of_the_user(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"key": "k1", "words": SIGNED, "date": "03/04/2025"}) + "\n")
    options = ("--map", "id=key", "--field", "text=words", "--day-first")
    assert run("extract", tmp_path / "in.jsonl", "-o", tmp_path / "out", *options).status == 0
    (record,) = load_records(tmp_path / "out")
    assert (record.article.id, record.article.published) == ("k1", "2025-04-03")


def test_rules_of_the_user(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    for path in (README.parent / "models" / "rules" / "agreements").glob("*.toml"):
        (tmp_path / "rules" / f"my_{path.name}").write_bytes(path.read_bytes())
    assert run("extract", corpus, "-o", tmp_path / "plain").status == 0
    assert run("extract", corpus, "-o", tmp_path / "own", "--rules", tmp_path / "rules").status == 0
    assert list(load_events(tmp_path / "own")) == list(load_events(tmp_path / "plain"))
    assert load_run(tmp_path / "own").ruleset_sha256 != load_run(tmp_path / "plain").ruleset_sha256


BAD_INPUTS: dict[str, bytes] = {
    "binary.txt": bytes(range(256)) * 40,
    "broken.json": b'{"text": ',
    "empty.txt": b"",
    "huge.txt": b"The ministers signed a pact. " * 1_800_000,
    "textless.jsonl": b'{"id": "a1", "title": "No text"}\n',
}


def test_bad_input_costs_nothing_else(run: Run, corpus: Path, tmp_path: Path) -> None:
    for name, content in BAD_INPUTS.items():
        (corpus / name).write_bytes(content)
    (corpus / "mixed.jsonl").write_text('{"text": "Fine."}\n{"text": \n{"text": "Fine too."}\n')
    (corpus / "latin.txt").write_bytes(
        "Die Minister unterzeichneten in Köln einen Vertrag über Munition.".encode("latin-1")
    )
    status, _, err = run("extract", corpus, "-o", tmp_path / "out")
    assert status == 1
    failures = list(load_failures(tmp_path / "out"))
    assert sorted((Path(failure.path).name, failure.line, failure.stage) for failure in failures) == [
        ("binary.txt", None, "reading"),
        ("broken.json", None, "reading"),
        ("empty.txt", None, "reading"),
        ("huge.txt", None, "reading"),
        ("mixed.jsonl", 2, "reading"),
        ("textless.jsonl", 1, "reading"),
    ]
    assert all(failure.reason for failure in failures)
    texts = [record.article.text for record in load_records(tmp_path / "out")]
    assert "Die Minister unterzeichneten in Köln einen Vertrag über Munition." in texts
    assert {"Fine.", "Fine too.", SIGNED} <= set(texts)
    assert len(err.splitlines()) == 5 + 2
    assert "Traceback" not in err


@pytest.mark.usefixtures("permissions_count")
def test_unreadable_file(run: Run, corpus: Path, tmp_path: Path) -> None:
    secret = corpus / "secret.txt"
    secret.write_text(SIGNED)
    secret.chmod(0)
    status, _, err = run("extract", corpus, "-o", tmp_path / "out")
    secret.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert status == 1
    assert "secret.txt: reading: " in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("extract", "nowhere", "-o", "out"), "pactwire: nowhere does not exist: check the path\n"),
        (("extract", "corpus", "-o", "corpus/outlet-a/story.txt"), "cannot make the output folder"),
        (("extract", "corpus", "-o", "out", "--model", "en_none"), "'en_none' is not installed: pip install en_none"),
        (("extract", "corpus", "-o", "out", "--model", "en_none", "--workers", "2"), "'en_none' is not installed"),
        (("extract", "corpus", "-o", "out", "--map", "text"), "--map text: say NAME=KEY"),
        (
            ("extract", "corpus", "-o", "out", "--map", "bogus=x"),
            "--map bogus=x: no field 'bogus', there are id, text, title, byline, outlet, published, url",
        ),
        (("extract", "corpus", "-o", "corpus"), "corpus is both input and output: choose another folder"),
        (("extract", "corpus", "-o", "out", "--rules", "nowhere"), "no such rule folder"),
        (("extract", "corpus", "-o", "out", "--workers", "0"), "Invalid value for '--workers'"),
        (("extract", "corpus"), "Missing option '--output'"),
        (("extract", "-o", "out"), "Missing argument"),
        (("explain", "nowhere"), "nowhere does not exist"),
        (("compare", "corpus", "-o", "out"), "corpus holds no events.jsonl"),
        (("timeline", "JPN", "nowhere"), "nowhere holds no events.jsonl"),
        (("evaluate", "nowhere", "corpus"), "corpus holds no events.jsonl: give the output folder of `pactwire run`"),
        (("evaluate", "nowhere", "nowhere.jsonl"), "cannot read nowhere.jsonl: No such file or directory"),
        (("report", "corpus"), "corpus holds no run.json: give the output folder of `pactwire run`"),
        (("unknown",), "No such command 'unknown'"),
    ],
)
def test_wrong_usage(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(corpus.parent)
    before = sorted(path for path in corpus.parent.rglob("*") if path.is_file())
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert sorted(path for path in corpus.parent.rglob("*") if path.is_file()) == before


def test_explain(run: Run, corpus: Path) -> None:
    status, out, err = run("explain", corpus / "outlet-a" / "story.txt")
    assert (status, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[2] == ""
    assert lines[3].startswith("1. signed/asserted: ")
    assert lines[4] == SIGNED.strip()
    assert [line for line in lines if line.startswith("party ")] == [
        'party JPN Japan "Japan", rule party.subject',
        'party PHL Philippines "Philippines", rule party.subject',
    ]
    assert "\x1b" not in out


def test_explain_without_events(run: Run, corpus: Path) -> None:
    status, out, _ = run("explain", corpus / "outlet-b" / "story.txt")
    assert status == 0
    assert out.splitlines()[-1] == "No agreement was found in this article."


def test_explain_as_a_page(run: Run, corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    status, out, _ = run("explain", corpus / "outlet-a" / "story.txt", "--html", page)
    assert (status, out) == (0, f"wrote {page}\n")
    assert re.search(r'<mark class="sentence party[ \w]*" title=', page.read_text(encoding="utf-8"))


def test_explain_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    status, out, err = run("explain", tmp_path / "empty.txt")
    assert (status, out) == (1, "")
    assert err.startswith(f"{tmp_path / 'empty.txt'}: reading: ")


def test_explain_says_what_is_set_aside_or_fails(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text("Le ministre de la Défense a signé un accord avec le Japon vendredi à Tokyo.\n")
    (folder / "c.txt").write_text(SIGNED)
    for options in ((), ("--html", tmp_path / "page.html"), ("--why-not", "signed")):
        status, out, err = run("explain", folder, *options)
        assert (status, bool(out)) == (1, True)
        aside, failure = err.splitlines()
        assert aside == f"{folder / 'b.txt'}: set aside: language: fr"
        assert failure.startswith(f"{folder / 'a.txt'}: reading: ")
    (folder / "c.txt").unlink()
    for options in (("--html", tmp_path / "none.html"), ("--why-not", "signed")):
        assert run("explain", folder, *options) == (1, "", err)
    assert not (tmp_path / "none.html").exists()


def test_what_takes_its_time_is_told_on_a_terminal(
    run: Run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_run, "err", Console(stderr=True, force_terminal=True))
    _, _, err = run("run", corpus, "-o", tmp_path / "out")
    told = re.findall(r"comparing the outlets|making the analytics store|making the report", err)
    assert list(dict.fromkeys(told)) == ["comparing the outlets", "making the analytics store", "making the report"]


def test_labels_of_other_articles(run: Run, corpus: Path, tmp_path: Path) -> None:
    assert run("extract", corpus, "-o", tmp_path / "out").status == 0
    (tmp_path / "gold.jsonl").write_text('{"report_id": "another"}\n')
    status, out, err = run("evaluate", tmp_path / "gold.jsonl", tmp_path / "out")
    assert (status, err) == (0, "no event is of a labelled article: report_id must be the id of an article\n")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert rows[-2:] == ["events of labelled articles 0", "events of other articles, not scored 1"]


def test_evaluate(run: Run, corpus: Path, tmp_path: Path) -> None:
    assert run("extract", corpus, "-o", tmp_path / "out").status == 0
    first, second = load_records(tmp_path / "out")
    label = {
        "status": "signed",
        "modality": "asserted",
        "parties": ["JPN", "PHL"],
        "agreement_type": "logistics_support",
    }
    gold = [
        {"report_id": first.article.id, "events": [label]},
        {"report_id": second.article.id, "events": [label | {"status": "ratified", "evidence": "opened"}]},
    ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(report) + "\n" for report in gold))
    status, out, _ = run("evaluate", tmp_path / "gold.jsonl", tmp_path / "out", "--json")
    assert status == 0
    figures = json.loads(out)
    assert figures["detected"] == {"p": 1.0, "r": 0.5, "f1": 0.667}
    assert figures["fields"]["parties"] == "1/1 = 1.000"
    status, out, _ = run("evaluate", tmp_path / "gold.jsonl", tmp_path / "out" / "events.jsonl", "--errors", "9")
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert status == 0
    assert rows[:2] == ["P R F1 labels", "detected 1.000 0.500 0.667 2"]
    assert rows[-1] == f"missed | {second.article.id} | ratified/asserted | JPN, PHL | opened"


def test_schema(run: Run) -> None:
    status, out, _ = run("schema")
    assert status == 0
    schema = json.loads(out)
    assert schema["events.jsonl"]["title"] == "Event"
    assert "denied" in schema["events.jsonl"]["properties"]["modality"]["enum"]


def test_as_a_module_in_a_pipe() -> None:
    command = [sys.executable, "-m", "pactwire", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
