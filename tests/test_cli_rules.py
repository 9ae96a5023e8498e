"""`pactwire rules`, `--rules` and `explain --why-not`: exit status first, then what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwire.store import load_records, load_run

OWN_RULES = Path(__file__).parent / "own_rules"
ADDED = (OWN_RULES / "added.toml").read_text(encoding="utf-8")
OVERRIDING = (OWN_RULES / "overriding.toml").read_text(encoding="utf-8")
DISABLING = (OWN_RULES / "disabling.toml").read_text(encoding="utf-8")
DOCUMENTATION = Path(__file__).parent.parent / "docs" / "rules.md"


Run = Callable[..., Any]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.toml").write_text(ADDED)
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("Norway ratified the defence pact with Poland. Japan and Italy blurbed a logistics pact.\n")
    return path


def test_list(run: Run, own: Path) -> None:
    status, out, err = run("rules", "list", own)
    assert (status, err) == (0, "")
    rows = {line.split()[0]: line.split(maxsplit=3) for line in out.splitlines()}
    assert rows["signed.rubber_stamped"][1:] == ["signed", f"{own}/own.toml:3", "blurb"]
    assert rows["signed.unsigned"][1] == "signed/negated"
    assert out.splitlines() == sorted(out.splitlines(), key=lambda line: line.split()[0])


def test_check(run: Run, own: Path) -> None:
    (own / "other.toml").write_text(OVERRIDING)
    status, out, err = run("rules", "check", own)
    assert (status, err) == (0, "")
    assert out.splitlines()[1:] == [
        f"overridden: ratified.verb ({own}/other.toml:3)",
        f"added: signed.rubber_stamped ({own}/own.toml:3)",
    ]
    assert run("rules", "check").out.splitlines()[1:] == []


def test_check_tells_what_is_disabled(run: Run, own: Path) -> None:
    (own / "less.toml").write_text(DISABLING)
    status, out, err = run("rules", "check", own)
    assert (status, err) == (0, "")
    assert out.splitlines()[1:] == [
        f"added: signed.rubber_stamped ({own}/own.toml:3)",
        f"disabled: modality.may ({own}/less.toml:2)",
        f"disabled: ratified.verb ({own}/less.toml:2)",
    ]
    listed = {line.split()[0] for line in run("rules", "list", own).out.splitlines()}
    assert not {"modality.may", "ratified.verb"} & listed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'disabled = ["signed.verbs"]\n' + ADDED,
            "own.toml:1: disabled: there is no rule 'signed.verbs': `pactwire rules",
        ),
        (
            ADDED.replace("why", "whi"),
            "own.toml:5: rule signed.rubber_stamped: whi: a [[trigger]] has no such field; did you mean 'why'?\n",
        ),
        (ADDED.replace('"blurb"', '"* blurb"'), "own.toml:3: rule signed.rubber_stamped: pattern '* blurb' must start"),
        (ADDED + ADDED, "own.toml:12: rule signed.rubber_stamped stands in "),
    ],
)
@pytest.mark.parametrize("command", ["check", "list", "test"])
def test_wrong_rule(command: str, text: str, message: str, run: Run, own: Path) -> None:
    (own / "own.toml").write_text(text)
    status, out, err = run("rules", command, own)
    assert (status, out) == (2, "")
    assert err.startswith(f"pactwire: {own}/{message}")


def test_test(run: Run, own: Path) -> None:
    status, out, err = run("rules", "test", own)
    own_lines = [line for line in out.splitlines() if line.startswith(str(own))]
    assert (err, own_lines) == ("", [])
    (own / "own.toml").write_text(ADDED.replace("blurbed a book", "blurbed an arms treaty"))
    status, out, _ = run("rules", "test", own)
    assert status == 1
    assert [line for line in out.splitlines() if line.startswith(str(own))] == [
        f"{own}/own.toml:3: signed.rubber_stamped must not fire on 'Japan and Italy blurbed an arms treaty.': "
        "found signed/asserted arms_control by signed.rubber_stamped.object"
    ]
    assert out.splitlines()[-1].endswith(" wrong")


def test_own_rules_in_a_run(run: Run, own: Path, story: Path, tmp_path: Path) -> None:
    assert run("extract", story, "-o", tmp_path / "plain").status == 0
    assert run("extract", story, "-o", tmp_path / "with", "--rules", own).status == 0
    (own / "other.toml").write_text(OVERRIDING)
    assert run("run", story, "-o", tmp_path / "both", "--rules", own).status == 0
    (own / "other.toml").write_text(DISABLING)
    assert run("extract", story, "-o", tmp_path / "less", "--rules", own).status == 0
    found = {
        name: [event.status for record in load_records(tmp_path / name) for event in record.events]
        for name in ("plain", "with", "both", "less")
    }
    assert found == {
        "plain": ["ratified"],
        "with": ["ratified", "signed"],
        "both": ["approved", "signed"],
        "less": ["signed"],
    }
    assert len({load_run(tmp_path / name).ruleset_sha256 for name in found}) == 4


@pytest.mark.parametrize("command", ["run", "extract"])
def test_wrong_rules_in_a_run(command: str, run: Run, own: Path, story: Path, tmp_path: Path) -> None:
    (own / "own.toml").write_text(ADDED.replace("why", "whi"))
    status, _, err = run(command, story, "-o", tmp_path / "out", "--rules", own)
    assert status == 2
    assert err.startswith(f"pactwire: {own}/own.toml:5: rule signed.rubber_stamped: whi: a [[trigger]] has no such fie")
    assert err.count("\n") == 1
    assert not (tmp_path / "out" / "run.json").exists()


def test_why_not(run: Run, own: Path, story: Path) -> None:
    status, out, err = run("explain", story, "--why-not", "blurbed a")
    assert (status, err) == (0, "")
    assert [line.strip() for line in out.splitlines() if line.strip()] == [
        str(story),
        "Japan and Italy blurbed a logistics pact.",
        "No trigger rule has words that are in this sentence.",
    ]
    status, out, err = run("explain", story, "--why-not", "blurbed a", "--rules", own)
    assert (status, err) == (0, "")
    row = " ".join(out.splitlines()[2].split())
    assert row == "signed.rubber_stamped event 'blurbed' signed/asserted of ITA, JPN"


def test_ids_of_rules_are_whole_on_a_narrow_terminal(
    run: Run, own: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "48")
    status, out, _ = run("explain", story, "--why-not", "blurbed a", "--rules", own)
    assert (status, "…" in out) == (0, False)
    first = "".join(line[3:].split("  ")[0] for line in out.splitlines() if line.startswith("   "))
    assert "signed.rubber_stamped" in first


def test_why_not_of_words_that_are_not_there(run: Run, story: Path) -> None:
    status, out, err = run("explain", story, "--why-not", "submarine")
    assert (status, out) == (2, "")
    assert err == "pactwire: 'submarine' stands in no article of the file: give words as the text has them\n"


@pytest.mark.parametrize("command", ["rules list", "rules check", "rules test", "explain FILE --why-not"])
def test_documented(command: str) -> None:
    assert f"pactwire {command}" in DOCUMENTATION.read_text(encoding="utf-8")
