"""Evidenced records of defence agreements from folders of news.

>>> from pactwire import Pipeline, load_articles  # doctest: +SKIP
>>> for record in Pipeline().process(load_articles("corpus/samples")):  # doctest: +SKIP
...     print(record.article.outlet, [event.status for event in record.events])

The names below are loaded when they are first used: importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pactwire.errors import PactwireError as PactwireError
    from pactwire.nlp import build_nlp as build_nlp
    from pactwire.pipeline import Pipeline as Pipeline
    from pactwire.records import Article as Article
    from pactwire.records import ArticleRecord as ArticleRecord
    from pactwire.records import Event as Event
    from pactwire.records import Failure as Failure
    from pactwire.sources import load_articles as load_articles
    from pactwire.store import load_events as load_events
    from pactwire.store import load_records as load_records
    from pactwire.tables import Frames as Frames
    from pactwire.tables import Tables as Tables
    from pactwire.tables import load as load
    from pactwire.tables import records_to_frames as records_to_frames

__version__ = "0.1.0"

_HOMES = {
    "Article": "records",
    "ArticleRecord": "records",
    "Event": "records",
    "Failure": "records",
    "Frames": "tables",
    "PactwireError": "errors",
    "Pipeline": "pipeline",
    "Tables": "tables",
    "build_nlp": "nlp",
    "load": "tables",
    "load_articles": "sources",
    "load_events": "store",
    "load_records": "store",
    "records_to_frames": "tables",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
