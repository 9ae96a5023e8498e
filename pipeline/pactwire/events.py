"""From an annotated document to the record of its article: the last place that sees a spaCy `Doc`."""

from spacy.tokens import Doc

from pactwire import keys
from pactwire.agreements.events import AgreementEvent
from pactwire.components import annotations, text_of
from pactwire.money import is_flow
from pactwire.records import Article, ArticleRecord, Entity, Event, Evidence


def article_record(doc: Doc, article: Article) -> ArticleRecord:
    """Build the record of an article from its annotated document.

    Raises:
        ValueError: the document's text is not the article's, or a quotation does not stand at its offsets.
    """
    if text_of(doc) != article.text:
        raise ValueError(f"the document is not that of article {article.id}")
    notes = annotations(doc)
    record = ArticleRecord(
        article=article,
        entities=tuple(
            Entity(
                text=ent.text,
                start=ent.start_char,
                end=ent.end_char,
                label=ent.label_,
                id=ent.kb_id_ or None,
                name=ent.id_ or None,
            )
            for ent in doc.ents
        ),
        dates=tuple(notes.dates),
        money=tuple(mention for mention in notes.money if not is_flow(mention)),
        rates=tuple(mention for mention in notes.money if is_flow(mention)),
        people=tuple(notes.persons),
        events=tuple(event_record(event, article) for event in notes.events),
        warnings=tuple(notes.warnings),
    )
    check_quotations(record)
    return record


def event_record(event: AgreementEvent, article: Article) -> Event:
    """Build the record of one event."""
    start, end = event.sentence
    return Event(
        event_id=event_id(event, article),
        article_id=article.id,
        outlet=article.outlet,
        published=article.published,
        role="main" if event.main else "background",
        status=event.status,
        modality=event.modality,
        agreement=event.agreement,
        parties=event.parties,
        date=event.date,
        place=event.place,
        amounts=event.amounts,
        items=event.items,
        signatories=event.signatories,
        attribution=event.attribution,
        codes=event.codes,
        evidence=Evidence(
            text=article.text[start:end], start=start, end=end, trigger=event.trigger, rule=event.rule, cues=event.cues
        ),
        confidence=event.confidence,
    )


def event_id(event: AgreementEvent, article: Article) -> str:
    """Return an id that depends on the article, the agreement, the stage and where it is told."""
    return keys.event_id(article.id, event.agreement.key, event.status, event.modality, event.trigger)


def check_quotations(record: ArticleRecord) -> None:
    """Check that every quotation of a record stands at its offsets.

    Raises:
        ValueError: one does not.
    """
    text = record.article.text
    quotes = [*record.entities, *record.dates, *record.money, *record.rates]
    quotes += [deed for person in record.people for deed in person.deeds]
    for event in record.events:
        quotes.extend([event.evidence, *event.evidence.cues, *event.amounts, *event.items])
        if event.date is not None:
            quotes.append(event.date)
    for quote in quotes:
        if text[quote.start : quote.end] != quote.text:
            raise ValueError(f"article {record.article.id}: {quote.text!r} does not stand at {quote.start}:{quote.end}")
