"""Records as DataFrames."""

from collections.abc import Callable

from pactwire.flat import COLUMNS
from pactwire.records import ArticleRecord, DateMention, Entity, MoneyMention, Timex3
from pactwire.tables import records_to_frames


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
