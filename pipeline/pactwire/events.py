"""From a document to its record; the last place that sees a `Doc`."""

from spacy.tokens import Doc

from pactwire.components import annotations
from pactwire.records import Article, ArticleRecord, Entity


def article_record(doc: Doc, article: Article) -> ArticleRecord:
    """Return what the components found in an article."""
    found = annotations(doc)
    names = {
        (mention.start, mention.end): mention.actors[0].name for mention in found.actors if len(mention.actors) == 1
    }
    return ArticleRecord(
        article=article,
        entities=tuple(
            Entity(
                text=ent.text,
                start=ent.start_char,
                end=ent.end_char,
                label=ent.label_,
                id=ent.kb_id_ or None,
                name=names.get((ent.start_char, ent.end_char)),
            )
            for ent in doc.ents
        ),
        dates=tuple(found.dates),
        money=tuple(found.money),
        warnings=tuple(found.warnings),
    )
