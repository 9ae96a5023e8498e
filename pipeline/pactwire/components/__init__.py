"""The spaCy components, one a module, and the annotations that they share."""

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from pactwire.actors.words import Words
from pactwire.annotations import Annotations

TEXT = "pactwire_text"
WORDS = "pactwire_words"
SPELLED = "pactwire_spelled"

# Attributes of the word itself, which no component changes.
LEXICAL = frozenset({"ORTH", "LOWER"})


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


def words_of(doc: Doc) -> Words:
    """Return the words of a document's text as the lexicons want them, cut once."""
    if WORDS not in doc.user_data:
        doc.user_data[WORDS] = Words(text_of(doc))
    words: Words = doc.user_data[WORDS]
    return words


def tokens_in(doc: Doc, words: Container[str], attribute: str = "LOWER") -> Iterator[Token]:
    """Yield the tokens whose attribute is one of these words; the others are not even made."""
    return (doc[i] for i, word in enumerate(spelled(doc, attribute)) if word in words)


def spelled(doc: Doc, attribute: str) -> list[str]:
    """Return an attribute of all tokens as strings, each form looked up once. The list is not to be changed."""
    known: dict[str, list[str]] = doc.user_data.setdefault(SPELLED, {}) if attribute in LEXICAL else {}
    if attribute not in known:
        forms = doc.to_array(attribute).tolist()
        strings = {form: doc.vocab.strings[form] for form in set(forms)}
        known[attribute] = [strings[form] for form in forms]
    return known[attribute]
