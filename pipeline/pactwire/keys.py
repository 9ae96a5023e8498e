"""Under which key the record of an article is kept: a hash of the article and of all that its extraction depends on."""

import hashlib
import json
import sys
from importlib.metadata import PackageNotFoundError, version

from pactwire.records import Article, ArticleRecord
from pactwire.resources import NOT_FOR_EXTRACTION, code_hash, ruleset_hash
from pactwire.runs import ExtractionSettings, ModelInfo

# Packages whose version can change what is read in a text.
LIBRARIES = ("spacy", "thinc", "numpy", "dateparser", "rapidfuzz", "pydantic")


def extraction_fingerprint(settings: ExtractionSettings, model: ModelInfo) -> bytes:
    """Return a hash of everything besides the article that its record depends on.

    The code of the package is part of it, so that a checkout under development never shows what an older state made.
    """
    parts = {
        "code": code_hash(),
        "rules": ruleset_hash(settings.own_rules(), without=NOT_FOR_EXTRACTION),
        "model": model.model_dump(),
        "profile": settings.profile,
        "python": sys.version_info[:2],
        "libraries": [_version(name) for name in LIBRARIES],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).digest()


def article_key(fingerprint: bytes, article: Article) -> bytes:
    """Return the key of an article's record."""
    return hashlib.sha256(fingerprint + article.model_dump_json().encode()).digest()[:16]


def event_id(article_id: str, agreement: str, status: str, modality: str, trigger: tuple[int, int]) -> str:
    """Return an id that depends on the article, the agreement's key, the stage and where it is told."""
    parts = (article_id, agreement, status, modality, *map(str, trigger))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def under_id(record: ArticleRecord, article: Article) -> ArticleRecord:
    """Return the record as it is when its article stands under another id."""
    events = tuple(
        event.model_copy(
            update={
                "article_id": article.id,
                "event_id": event_id(
                    article.id, event.agreement.key, event.status, event.modality, event.evidence.trigger
                ),
            }
        )
        for event in record.events
    )
    return record.model_copy(update={"article": article, "events": events})


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
