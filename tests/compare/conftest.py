"""Makers of events and articles whose offsets fit, from the few facts that a test is about."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pactwire.records import Article, ArticleRecord, Event

EventMaker = Callable[..., Event]


def _quote(sentence: str, text: str) -> dict[str, Any]:
    start = sentence.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def build_event(
    article: str,
    status: str = "signed",
    parties: str = "JPN PHL",
    *,
    type: str = "logistics_support",
    name: str | None = None,
    acronym: str | None = None,
    modality: str = "asserted",
    role: str = "main",
    date: str | None = None,
    published: str | None = None,
    place: str | None = None,
    country: str | None = None,
    amounts: Sequence[tuple[str, float, str]] = (),
    items: Sequence[tuple[str, int | None, str]] = (),
    signatories: Sequence[str | tuple[str, str]] = (),
    companies: Sequence[str] = (),
    source: str | None = None,
    key: str | None = None,
    outlet: str | None = None,
    about: str = "",
) -> Event:
    """Build an event whose sentence holds all that it states."""
    stated = [*(text for text, *_ in amounts), *(text for text, *_ in items), *([date] if date else [])]
    sentence = " ".join([parties, status, name or acronym or "a pact", about, *stated]).replace("  ", " ")
    identity = f"{article}|{status}|{modality}|{role}|{sentence}|{published}"
    return Event.model_validate(
        {
            "event_id": hashlib.blake2b(identity.encode(), digest_size=6).hexdigest(),
            "article_id": article,
            "outlet": outlet or f"{article}.example",
            "published": published,
            "role": role,
            "status": status,
            "modality": modality,
            "agreement": {
                "name": name,
                "acronym": acronym,
                "type": type,
                "key": key or f"{name or acronym}|{parties}|{type}",
            },
            "parties": [
                *({"id": party, "name": party, "kind": "state"} for party in parties.split()),
                *({"id": company, "name": company, "kind": "company"} for company in companies),
            ],
            "date": {**_quote(sentence, date), "edtf": date, "basis": "test"} if date else None,
            "place": {"name": place, "country": country} if place else None,
            "amounts": [
                {**_quote(sentence, text), "value": value, "currency": currency} for text, value, currency in amounts
            ],
            "items": [
                {**_quote(sentence, text), "count": count, "designation": designation}
                for text, count, designation in items
            ],
            "signatories": [
                {"name": person} if isinstance(person, str) else {"name": person[0], "country": person[1]}
                for person in signatories
            ],
            "attribution": {"source": source} if source else None,
            "codes": {"plover": "SUPPORT", "cameo": "057"},
            "evidence": {**_quote(sentence, sentence), "trigger": _trigger(sentence, status), "rule": "test"},
            "confidence": 0.9,
        }
    )


def _trigger(sentence: str, status: str) -> tuple[int, int]:
    start = sentence.index(status)
    return start, start + len(status)


def build_record(*events: Event, text: str | None = None, **fields: Any) -> ArticleRecord:
    """Build the record of one article from its events; the text is their sentences unless another is given."""
    first = events[0] if events else None
    article_id = fields.pop("id", first.article_id if first else "a")
    body = text if text is not None else f"{article_id} {' '.join(event.evidence.text for event in events)}"
    records = {name: fields.pop(name) for name in ("dates", "money", "entities", "warnings") if name in fields}
    article = Article(
        id=article_id,
        path=f"{article_id}.txt",
        outlet=fields.pop("outlet", first.outlet if first else None),
        published=fields.pop("published", first.published if first else None),
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        text=body,
        **fields,
    )
    return ArticleRecord(article=article, events=events, **records)


@pytest.fixture
def make_event() -> EventMaker:
    """Return a maker of events."""
    return build_event


@pytest.fixture
def make_record() -> Callable[..., ArticleRecord]:
    """Return a maker of article records."""
    return build_record
