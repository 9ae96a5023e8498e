"""The spaCy components, one a module, and the annotations that they share."""

from spacy.tokens import Doc

from pactwire.annotations import Annotations

TEXT = "pactwire_text"


def annotations(doc: Doc) -> Annotations:
    """Return the annotations of a document, made on first use."""
    found: Annotations = doc.user_data.setdefault("pactwire", Annotations())
    return found


def text_of(doc: Doc) -> str:
    """Return the text of a document, which `doc.text` puts together from its tokens each time."""
    if TEXT not in doc.user_data:
        doc.user_data[TEXT] = doc.text
    text: str = doc.user_data[TEXT]
    return text


def spelled(doc: Doc, attribute: str) -> list[str]:
    """Return an attribute of all tokens as strings, each form looked up once."""
    forms = doc.to_array(attribute).tolist()
    strings = {form: doc.vocab.strings[form] for form in set(forms)}
    return [strings[form] for form in forms]
