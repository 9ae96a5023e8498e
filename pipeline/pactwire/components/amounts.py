"""The spaCy component that reads amounts of money and counted goods."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pactwire.actors.lexicon import StateRow, split_cell
from pactwire.annotations import ActorMention
from pactwire.components import annotations, text_of
from pactwire.money import conversion_warnings, find_money
from pactwire.quantities import find_quantities
from pactwire.resources import read_csv


@Language.factory("pactwire_amounts", requires=["doc.ents"], assigns=["doc.user_data"])
def make_amounts(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  spaCy passes both
    """Make the component that fills `money`, `quantities` and `warnings` of a document's annotations."""
    return annotate_amounts


def annotate_amounts(doc: Doc) -> Doc:
    """Add the amounts and quantities of a document, and a warning for each implausible conversion."""
    found = annotations(doc)
    year = int(found.published[:4]) if found.published else None
    found.money = find_money(text_of(doc), countries=countries_in_context(doc, found.actors))
    found.quantities = find_quantities(text_of(doc))
    found.warnings.extend(conversion_warnings(found.money, year=year))
    return doc


def countries_in_context(doc: Doc, actors: Iterable[ActorMention]) -> tuple[str, ...]:
    """Return the states that the document is about as ISO 3166-1 alpha-3, the most mentioned first.

    Where no actor has been resolved, the model's own entities are looked up in the list of states.
    """
    named = [actor.country for mention in actors for actor in mention.actors if actor.country]
    if not named:
        forms = _state_forms()
        named = [forms[text] for text in (ent.text.lower().removeprefix("the ") for ent in doc.ents) if text in forms]
    counts = Counter(named)
    first = {country: place for place, country in reversed(list(enumerate(named)))}
    return tuple(sorted(counts, key=lambda country: (-counts[country], first[country])))


@cache
def _state_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in read_csv("gazetteers/states.csv", StateRow):
        cells = (row.names, row.abbreviations, row.adjectives, row.nouns, row.capitals)
        for form in (row.name, *(form for cell in cells for form in split_cell(cell))):
            forms.setdefault(form.lower(), row.id)
    return forms
