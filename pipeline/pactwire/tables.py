"""Records as pandas DataFrames; the only module that imports pandas."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from pactwire.flat import COLUMNS, event_row
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


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_records(rows, columns=list(columns))
