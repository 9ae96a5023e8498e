"""Records as DataFrames."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

from pactwire.analytics.build import write_analytics
from pactwire.analytics.ddl import TABLES
from pactwire.analytics.views import VIEWS
from pactwire.errors import OutputError
from pactwire.flat import COLUMNS
from pactwire.records import ArticleRecord, DateMention, Entity, MoneyMention, Status, Timex3
from pactwire.tables import Tables, load, records_to_frames


def test_records_to_frames(make_record: Callable[..., ArticleRecord]) -> None:
    record = make_record({"event_id": "e1"}, title="Pact signed").model_copy(
        update={
            "entities": (Entity(text="Japan", start=8, end=13, label="GPE", id="JPN", name="Japan"),),
            "dates": (
                DateMention(
                    text="15 January",
                    start=100,
                    end=110,
                    timex3=Timex3(type="DATE", value="2026-01-15"),
                    edtf="2026-01-15",
                    basis="year of publication",
                ),
            ),
            "money": (MoneyMention(text="200 million yen", start=128, end=143, value=2e8, currency="JPY"),),
        }
    )
    frames = records_to_frames([record])
    assert frames.articles[["id", "title"]].to_dict("records") == [{"id": "a1", "title": "Pact signed"}]
    assert frames.events[["event_id", "parties", "amounts"]].to_dict("records") == [
        {"event_id": "e1", "parties": "JPN; PHL", "amounts": "200000000 JPY"}
    ]
    assert frames.parties[["event_id", "id", "mentions"]].to_dict("records") == [
        {"event_id": "e1", "id": "JPN", "mentions": 1},
        {"event_id": "e1", "id": "PHL", "mentions": 1},
    ]
    assert frames.parties["role"].dropna().tolist() == ["donor"]
    assert frames.entities[["article_id", "text", "id"]].to_dict("records") == [
        {"article_id": "a1", "text": "Japan", "id": "JPN"}
    ]
    assert frames.dates[["type", "value", "edtf"]].to_dict("records") == [
        {"type": "DATE", "value": "2026-01-15", "edtf": "2026-01-15"}
    ]
    assert frames.money[["value", "currency"]].to_dict("records") == [{"value": 2e8, "currency": "JPY"}]


def test_tables_without_rows_have_their_columns() -> None:
    frames = records_to_frames([])
    assert list(frames.events.columns) == list(COLUMNS)
    assert all(len(frame) == 0 and len(frame.columns) > 4 for frame in frames)


DAY = {"text": "15 January", "start": 92, "end": 102, "basis": "test"}


@pytest.fixture
def folder(tmp_path: Path, make_record: Callable[..., ArticleRecord]) -> Path:
    """Return an output folder of one article whose four events have dates of all kinds."""
    record = make_record(
        {"event_id": "e1", "date": {**DAY, "edtf": "2026-01-15", "earliest": "2026-01-15", "latest": "2026-01-15"}},
        {"event_id": "e2", "date": {**DAY, "edtf": "2026-02", "earliest": "2026-02-01", "latest": "2026-02-28"}},
        {"event_id": "e3", "date": {**DAY, "edtf": "../2027", "latest": "2027-12-31"}, "place": None},
        {"event_id": "e4", "date": None, "status": "ratified"},
        published="2026-01-16",
    )
    (tmp_path / "articles.jsonl").write_text(record.model_dump_json() + "\n")
    (tmp_path / "events.jsonl").write_text("".join(event.model_dump_json() + "\n" for event in record.events))
    return tmp_path


def test_load_types_the_columns(folder: Path) -> None:
    tables = load(folder)
    assert tables.events["status"].cat.categories.tolist() == list(get_args(Status))
    assert tables.events["status"].tolist() == ["signed", "signed", "signed", "ratified"]
    assert {name: str(tables.events[name].dtype) for name in ("published", "date_latest", "date_start", "quoted")} == {
        "published": "datetime64[us]",
        "date_latest": "datetime64[us]",
        "date_start": "Int32",
        "quoted": "boolean",
    }
    assert tables.events["date_start"].tolist()[:3] == [92, 92, 92]
    assert tables.events["date_start"].isna().tolist() == [False, False, False, True]
    assert str(tables.events["place"].dtype) == "string"
    assert tables.events["party_ids"].iloc[0].tolist() == ["JPN", "PHL"]


def test_load_gives_dates_as_intervals_and_periods(folder: Path) -> None:
    events = load(folder).events
    assert str(events["date_interval"].dtype) == "interval[datetime64[us], both]"
    assert events["date_interval"].iloc[1].left == pd.Timestamp("2026-02-01")
    assert events["date_interval"].isna().tolist() == [False, False, True, True]
    assert events["date_interval"].array.contains(pd.Timestamp("2026-02-14")).tolist() == [False, True, False, False]
    assert events["date_period"].tolist() == [pd.Period("2026-01-15", "D"), pd.Period("2026-02", "M"), pd.NaT, pd.NaT]
    assert events["date_precision"].tolist()[:3] == ["day", "month", "interval"]


def test_a_date_that_ends_before_it_begins_has_no_interval(folder: Path) -> None:
    events = folder / "events.jsonl"
    events.write_text(events.read_text().replace('"latest":"2026-02-28"', '"latest":"2026-01-28"'))
    loaded = load(folder).events
    assert loaded["date_latest"].iloc[1] == pd.Timestamp("2026-01-28")
    assert loaded["date_interval"].isna().tolist() == [False, True, True, True]


def test_load_without_texts(folder: Path) -> None:
    assert "text" in load(folder).articles
    assert "text" not in load(folder, text=False).articles


def test_load_leaves_the_folder_as_it_is(folder: Path) -> None:
    before = sorted(folder.iterdir())
    load(folder)
    assert sorted(folder.iterdir()) == before
    write_analytics(folder)
    assert len(load(folder).events) == 4


def test_load_gives_every_table_and_view() -> None:
    names = {*(table.name for table in TABLES), *(view.name for view in VIEWS)}
    assert set(Tables._fields) == names - {"store_info", "stage_events", "currency_bands", "cameo_codes"}


def test_load_needs_records(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"holds no articles\.jsonl"):
        load(str(tmp_path))
