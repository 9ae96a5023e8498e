"""The written report: the same bytes for the same run, limits that it tells of, a policy that fits its scripts."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from pactwire.cli import app
from pactwire.compare.records import FactName, Standing, VerdictName
from pactwire.errors import OutputError
from pactwire.records import AgreementType, ArticleRecord, Modality, PartyKind, Status
from pactwire.report import write_report
from pactwire.report.embed import source_hash
from pactwire.report.wording import wording
from pactwire.report.write import Limits


class Reader(HTMLParser):
    """Collects elements with their text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))
        self._open = True

    def handle_endtag(self, _tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)


def read(file: Path) -> list[tuple[str, dict[str, str | None], str]]:
    reader = Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return reader.elements


def blocks(file: Path) -> dict[str, object]:
    return {
        attributes["id"] or "": json.loads(text)
        for tag, attributes, text in read(file)
        if tag == "script" and attributes.get("type") == "application/json"
    }


def test_the_same_run_gives_the_same_bytes(told_run: Path, report_file: Path) -> None:
    before = report_file.read_bytes()
    assert write_report(told_run) == told_run / "report.html"
    assert report_file.read_bytes() == before


def test_the_page_loads_nothing_and_runs_only_its_own(report_file: Path, attack: str) -> None:
    elements = read(report_file)
    assert {tag for tag, _, _ in elements} & {"link", "img", "iframe", "object", "embed", "base", "form"} == set()
    assert {name for _, attributes, _ in elements for name in attributes if name.startswith("on")} == set()
    assert {name for _, attributes, _ in elements for name in attributes} & {"src", "style"} == set()
    (policy,) = [a["content"] or "" for tag, a, _ in elements if tag == "meta" and "http-equiv" in a]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    scripts = [text for tag, a, text in elements if tag == "script" and a.get("type") != "application/json"]
    styles = [text for tag, _, text in elements if tag == "style"]
    assert sorted(re.findall(r"'sha256-[^']+'", policy)) == sorted(source_hash(text) for text in (*scripts, *styles))
    assert attack not in report_file.read_text(encoding="utf-8")
    assert "vegaEmbed" in scripts[0]


def test_small_limits_are_told(
    tmp_path: Path, story: Callable[..., ArticleRecord], write_run: Callable[..., Path]
) -> None:
    def tale(number: int, **fields: object) -> ArticleRecord:
        names = ((f"A{number}", f"Land {number}"), (f"B{number}", f"Isle {number}"))
        return story(number, **({"agreement": f"Accord {number}", "names": names} | fields))

    both = {
        "agreement": "Accord 1",
        "names": (("A1", "Land 1"), ("B1", "Isle 1")),
        "extra": " ".join(f"word{number}" for number in range(60)),
    }
    folder = write_run(
        tmp_path,
        [
            tale(1),
            story(2, "Second", **both),
            tale(3),
            tale(4),
            *(story(n).model_copy(update={"events": ()}) for n in (5, 6)),
        ],
    )
    file = write_report(folder, limits=Limits(agreements=1, articles=1, others=1, notes=0))
    index = blocks(file)["data-index"]
    assert isinstance(index, dict)
    assert [row["title"] for row in index["agreements"]] == ["Accord 1"]
    assert len(index["articles"]) == 2
    assert (index["totals"]["agreements"], index["totals"]["articles"]) == (3, 6)
    page = file.read_text(encoding="utf-8")
    assert "1 of 3 agreements are listed" in page
    whole = write_report(folder).read_text(encoding="utf-8")
    assert "agreements are listed" not in whole


def test_a_text_that_is_left_out_is_told(
    tmp_path: Path, story: Callable[..., ArticleRecord], write_run: Callable[..., Path]
) -> None:
    file = write_report(write_run(tmp_path, [story(1, extra="x" * 70_000)]))
    page = blocks(file)["article-data-story-00001"]
    assert isinstance(page, dict)
    assert (page["kept"], sum(len(piece[0]) for piece in page["pieces"])) == (60_000, 60_000)
    assert "The text of 1 long article is cut off" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["run.json", "articles.jsonl", "dossiers.jsonl", "facts.jsonl", "failures.jsonl"])
def test_a_file_is_missing(
    tmp_path: Path, story: Callable[..., ArticleRecord], write_run: Callable[..., Path], missing: str
) -> None:
    folder = write_run(tmp_path, [story(1)])
    (folder / missing).unlink()
    with pytest.raises(OutputError, match=missing):
        write_report(folder)
    assert not (folder / "report.html").exists()


def test_every_value_of_the_records_has_a_word() -> None:
    words = wording()
    assert set(words.status) == set(get_args(Status))
    assert tuple(words.modality) == get_args(Modality)
    assert tuple(words.type) == get_args(AgreementType)
    assert tuple(words.kind) == get_args(PartyKind)
    assert tuple(words.verdict) == get_args(VerdictName)
    assert tuple(words.standing) == get_args(Standing)
    assert set(words.fact) == set(get_args(FactName))
    assert {term.phase for term in words.status.values()} == set(words.phase)


def test_command(
    tmp_path: Path,
    story: Callable[..., ArticleRecord],
    write_run: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = write_run(tmp_path / "out", [story(1)])
    app(["report", str(folder)], standalone_mode=False)
    assert capsys.readouterr().out == f"wrote {folder / 'report.html'}\n"
    assert (folder / "report.html").is_file()
