"""Output folders for the analytics store, made from hand-written records."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from pactwire.analytics.build import write_analytics
from pactwire.compare.runs import iter_comparison
from pactwire.compare.store import write_comparison
from pactwire.records import ArticleRecord, DateMention, Entity, MoneyMention, Timex3

FolderMaker = Callable[..., Path]


def _write(path: Path, records: Iterable[Any]) -> None:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records), encoding="utf-8")


@pytest.fixture
def make_folder(tmp_path: Path) -> FolderMaker:
    """Return a maker of output folders with records and, where wanted, their comparison."""

    def make(*records: ArticleRecord, compared: bool = True, name: str = "out") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        _write(folder / "articles.jsonl", records)
        _write(folder / "events.jsonl", (event for record in records for event in record.events))
        if compared:
            write_comparison(iter_comparison([folder]), folder)
        failure = {"path": "broken.txt", "article_id": None, "line": 3, "stage": "reading", "reason": "empty"}
        (folder / "failures.jsonl").write_text(json.dumps(failure) + "\n")
        return folder

    return make


@pytest.fixture
def story(make_record: Callable[..., ArticleRecord]) -> tuple[ArticleRecord, ...]:
    """Return the records of two outlets that disagree on a place, and of one without an event or a date."""
    first = make_record({"event_id": "e1"}, id="a1", published="2026-01-16", title="=HYPERLINK(1)")
    first = first.model_copy(
        update={
            "entities": (Entity(text="Japan", start=8, end=13, label="GPE", id="JPN", name="Japan"),),
            "dates": (
                DateMention(
                    text="15 January",
                    start=100,
                    end=110,
                    timex3=Timex3(type="DATE", value="2026-01-15"),
                    edtf="2026-01-15",
                    earliest="2026-01-15",
                    latest="2026-01-15",
                    basis="year of publication",
                ),
            ),
            "money": (MoneyMention(text="200 million yen", start=128, end=143, value=2e8, currency="JPY"),),
        }
    )
    second = make_record(
        {
            "event_id": "e2",
            "outlet": "outlet-b",
            "published": "2026-02-01",
            "place": {"name": "Tokyo", "country": "JPN"},
            "date": None,
        },
        id="a2",
        outlet="outlet-b",
        published="2026-02-01",
    )
    return first, second, make_record(id="a3", outlet=None, text="Nothing\x00 happened: π.")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a store is kept for the session."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def folder(make_folder: FolderMaker, story: tuple[ArticleRecord, ...], kept: Path, tmp_path: Path) -> Path:
    """Return an output folder with its store, of its own for each test."""
    made = tmp_path / "out"
    if not (kept / "out").exists():
        write_analytics(make_folder(*story))
        shutil.copytree(made, kept / "out")
    elif not made.exists():
        shutil.copytree(kept / "out", made)
    return made
