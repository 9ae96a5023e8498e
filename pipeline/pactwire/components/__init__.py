"""The spaCy components, one a module, and the annotations that they share."""

from spacy.tokens import Doc

from pactwire.annotations import Annotations


def annotations(doc: Doc) -> Annotations:
    """Return the annotations of a document, made on first use."""
    found: Annotations = doc.user_data.setdefault("pactwire", Annotations())
    return found
