"""Records as pandas DataFrames; the only module that imports pandas."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from pactwire.analytics.query import open_or_build
from pactwire.flat import COLUMNS, event_row
from pactwire.notebook import frames_html
from pactwire.records import Article, ArticleRecord, DateMention, Entity, MoneyMention, Party

ARTICLE_COLUMNS = tuple(name for name in Article.model_fields if name != "extra")
PARTY_COLUMNS = (
    "event_id",
    "article_id",
    "outlet",
    *(name for name in Party.model_fields if name != "spans"),
    "mentions",
)
ENTITY_COLUMNS = ("article_id", "outlet", *Entity.model_fields)
DATE_COLUMNS = (
    "article_id",
    "outlet",
    "type",
    "value",
    *(name for name in DateMention.model_fields if name != "timex3"),
)
MONEY_COLUMNS = ("article_id", "outlet", *(name for name in MoneyMention.model_fields if name != "converted_from"))

# How the columns of the store become columns of pandas; an enum becomes a categorical with all its values.
NULLABLE: dict[pa.DataType, Any] = {
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(),
}

# What EDTF calls a month or a year has a period of pandas.
FREQUENCIES = {"day": "D", "month": "M", "year": "Y"}


class Frames(NamedTuple):
    """One table for each kind of thing; `article_id` and `event_id` join them.

    `parties` has a row for each party of each event; `events` has the columns of events.csv.
    """

    articles: pd.DataFrame
    events: pd.DataFrame
    parties: pd.DataFrame
    entities: pd.DataFrame
    dates: pd.DataFrame
    money: pd.DataFrame

    def _repr_html_(self) -> str:
        return _frames_html(self, "events")


class Tables(NamedTuple):
    """The tables and views of the analytics store, typed; docs/schema.sql says what each column means.

    Beside the columns of the store, dates have `date_interval` (from the first to the last day that the date can mean;
    missing where either is open) and `date_period` (a day, month or year of pandas, where it is one of these).
    """

    articles: pd.DataFrame
    entities: pd.DataFrame
    dates: pd.DataFrame
    money: pd.DataFrame
    rates: pd.DataFrame
    people: pd.DataFrame
    deeds: pd.DataFrame
    warnings: pd.DataFrame
    events: pd.DataFrame
    event_parties: pd.DataFrame
    amounts: pd.DataFrame
    items: pd.DataFrame
    signatories: pd.DataFrame
    cues: pd.DataFrame
    dossiers: pd.DataFrame
    dossier_parties: pd.DataFrame
    stages: pd.DataFrame
    verdicts: pd.DataFrame
    facts: pd.DataFrame
    compare_warnings: pd.DataFrame
    failures: pd.DataFrame
    duplicates: pd.DataFrame
    set_aside: pd.DataFrame
    stage_moves: pd.DataFrame
    disputes: pd.DataFrame
    signed_pairs: pd.DataFrame
    first_reports: pd.DataFrame
    dossier_amounts: pd.DataFrame
    dyads: pd.DataFrame

    def _repr_html_(self) -> str:
        return _frames_html(self, "stage_moves")


def load(output_dir: str | Path, *, text: bool = True) -> Tables:
    """Return the tables of an output folder as typed DataFrames.

    Whole numbers and truth values may be missing without turning into floats, days are datetimes without a time zone,
    statuses and the like are categoricals with all the values there are. The folder is not written to: a store that is
    missing or older than the records is made aside.

    Args:
        text: without it, the texts of the articles, which are the bulk of the data, are left out.

    Raises:
        OutputError: the folder holds no records of this version.
    """
    with open_or_build(output_dir) as connection:
        frames = {}
        for name in Tables._fields:
            columns = "* EXCLUDE (text)" if name == "articles" and not text else "*"
            arrow = connection.cursor().sql(f"SELECT {columns} FROM {name}").to_arrow_table()
            frames[name] = _typed(arrow)
    return Tables(**frames)


def records_to_frames(records: Iterable[ArticleRecord]) -> Frames:
    """Return the records as tables. A table without rows has its columns all the same."""
    articles, events, parties, entities, dates, money = (list[dict[str, Any]]() for _ in Frames._fields)
    for record in records:
        article = record.article
        source = {"article_id": article.id, "outlet": article.outlet}
        articles.append({name: getattr(article, name) for name in ARTICLE_COLUMNS})
        entities += [source | entity.model_dump() for entity in record.entities]
        dates += [source | date.timex3.model_dump() | date.model_dump(exclude={"timex3"}) for date in record.dates]
        money += [source | amount.model_dump(exclude={"converted_from"}) for amount in record.money]
        for event in record.events:
            events.append(event_row(event, article))
            parties += [
                {"event_id": event.event_id, "mentions": len(party.spans)}
                | source
                | party.model_dump(exclude={"spans"})
                for party in event.parties
            ]
    return Frames(
        articles=_frame(articles, ARTICLE_COLUMNS),
        events=_frame(events, tuple(COLUMNS)),
        parties=_frame(parties, PARTY_COLUMNS),
        entities=_frame(entities, ENTITY_COLUMNS),
        dates=_frame(dates, DATE_COLUMNS),
        money=_frame(money, MONEY_COLUMNS),
    )


def _typed(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper=NULLABLE.get, date_as_object=False)
    for name in frame.columns:
        if pd.api.types.is_datetime64_dtype(frame[name]):
            frame[name] = frame[name].astype("datetime64[us]")
    names = set(frame.columns)
    # The dates of events and stages, and the temporal expressions of articles.
    for prefix, edtf in (("date_", "date_edtf"), ("", "edtf")):
        if {edtf, f"{prefix}earliest", f"{prefix}latest", f"{prefix}precision"} <= names:
            frame["date_interval"] = _intervals(frame[f"{prefix}earliest"], frame[f"{prefix}latest"])
            frame["date_period"] = _periods(frame[f"{prefix}earliest"], frame[f"{prefix}precision"])
    return frame


def _intervals(first: "pd.Series[Any]", last: "pd.Series[Any]") -> pd.arrays.IntervalArray:
    """Intervals with both ends; one that is open on a side, or upside down, is missing."""
    whole = first.notna() & last.notna() & (first <= last)
    return pd.arrays.IntervalArray.from_arrays(first.where(whole), last.where(whole), closed="both")


def _periods(first: "pd.Series[Any]", precision: "pd.Series[Any]") -> "pd.Series[Any]":
    pairs = zip(first, precision.astype("object"), strict=True)
    periods = [
        pd.Period(day, freq=FREQUENCIES[how]) if how in FREQUENCIES and not pd.isna(day) else pd.NaT
        for day, how in pairs
    ]
    return pd.Series(periods, index=first.index, dtype="object")


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_records(rows, columns=list(columns))


def _frames_html(frames: Frames | Tables, shown: str) -> str:
    sizes = [(name, len(frame), len(frame.columns)) for name, frame in zip(frames._fields, frames, strict=True)]
    first: pd.DataFrame = getattr(frames, shown).head(5)
    columns = [str(name) for name in first.columns[:8]]
    rows = [
        ["" if value is None or value is pd.NA else str(value) for value in row] for row in first.iloc[:, :8].values
    ]
    return frames_html(type(frames).__name__, sizes, shown, columns, rows)
