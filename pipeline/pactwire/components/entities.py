"""The component that finds actors, people and places, and repairs the model's entities."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from pactwire.actors.entities import Name
from pactwire.actors.labels import Guess
from pactwire.actors.reading import read_actors
from pactwire.components import annotations, spelled, words_of


@Language.factory("pactwire_entities", requires=["doc.ents"], assigns=["doc.ents", "doc.user_data"])
def make_entities(nlp: Language, name: str) -> "EntityReader":
    """Make the component."""
    del nlp, name
    return EntityReader()


class EntityReader:
    """Fill actors, people and places of the document's annotations and repair `doc.ents`.

    An entity's `kb_id_` is its canonical id (ISO 3166-1 alpha-3 for a state), its `id_` the canonical name.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        guesses = [Guess(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        starts = [sent.start_char for sent in doc.sents] if doc.has_annotation("SENT_START") else []
        tags = (
            dict(zip(doc.to_array("IDX").tolist(), spelled(doc, "TAG"), strict=True))
            if doc.has_annotation("TAG")
            else None
        )
        reading = read_actors(words_of(doc), guesses, starts, tags)
        found = annotations(doc)
        found.actors = list(reading.actors)
        found.people = list(reading.people)
        found.places = list(reading.places)
        doc.ents = _spans(doc, reading.entities)
        return doc


def _spans(doc: Doc, entities: tuple[Name, ...]) -> list[Span]:
    """Return the entities that begin and end with a token."""
    spans = []
    for entity in entities:
        span = doc.char_span(
            entity.start, entity.end, label=entity.label, kb_id=entity.id or "", span_id=entity.name or ""
        )
        if span is not None:
            spans.append(span)
    return spans
