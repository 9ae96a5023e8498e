"""Under which key the record of an article is kept: a hash of the article and of all that its extraction depends on."""

import hashlib
import json
import sys
from importlib.metadata import PackageNotFoundError, version

from pactwire.records import Article
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


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
