"""The component that finds actors, people and places, and repairs the model's entities."""

from spacy.language import Language
from spacy.tokens import Doc

from pactwire.actors.reading import Guess, read_actors
from pactwire.components import annotations


@Language.factory("pactwire_entities", requires=["doc.ents"], assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> "EntityReader":
    """Make the component."""
    del nlp, name
    return EntityReader()


class EntityReader:
    """Fill actors, people and places of the document's annotations and repair `doc.ents`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        guesses = [Guess(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        starts = [sent.start_char for sent in doc.sents] if doc.has_annotation("SENT_START") else []
        tags = {token.idx: token.tag_ for token in doc} if doc.has_annotation("TAG") else None
        reading = read_actors(doc.text, guesses, starts, tags)
        found = annotations(doc)
        found.actors = list(reading.actors)
        found.people = list(reading.people)
        found.places = list(reading.places)
        return doc
