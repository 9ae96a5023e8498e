"""The component: annotations and repaired entities on a `Doc`."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from pactwire.components import annotations
from pactwire.components.entities import make_entities


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("pactwire_entities")
    return nlp


def test_annotations_are_filled(nlp: Language) -> None:
    doc = nlp("In Manila, Japanese Foreign Minister Toshimitsu Motegi and the Philippines signed. Both sides smiled.")
    found = annotations(doc)
    assert [
        (mention.text, [actor.id for actor in mention.actors], mention.via, mention.place) for mention in found.actors
    ] == [
        ("Manila", ["PHL"], "capital", True),
        ("Japanese", ["JPN"], "adjective", False),
        ("Toshimitsu Motegi", ["JPN"], "person", False),
        ("Philippines", ["PHL"], "name", False),
        ("Both sides", ["JPN", "PHL"], "group", False),
    ]
    assert [(person.text, person.office, person.country) for person in found.people] == [
        ("Toshimitsu Motegi", "Foreign Minister", "JPN")
    ]
    assert [(place.text, place.country) for place in found.places] == [("Manila", "PHL")]


def test_entities_carry_canonical_ids_and_names(nlp: Language) -> None:
    doc = nlp("The U.S. and NATO met in Tokyo about F-35A jets.")
    assert [(ent.text, ent.label_, ent.kb_id_, ent.id_) for ent in doc.ents] == [
        ("U.S.", "GPE", "USA", "United States"),
        ("NATO", "ORG", "NATO", "NATO"),
        ("Tokyo", "GPE", "", "Tokyo"),
        ("F-35A", "PLATFORM", "", "F-35 Lightning II"),
    ]


def test_entities_of_the_model_are_repaired(nlp: Language) -> None:
    doc = nlp.make_doc("The Widget Board (WB) met in 2024.")
    doc.ents = [Span(doc, 0, 5, label="ORG"), Span(doc, 8, 9, label="DATE")]
    doc = make_entities(nlp, "x")(doc)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Widget Board", "ORG"), ("WB", "ORG"), ("2024", "DATE")]


def test_an_empty_text_has_nothing(nlp: Language) -> None:
    doc = nlp("")
    assert (list(doc.ents), annotations(doc).actors, annotations(doc).people, annotations(doc).places) == (
        [],
        [],
        [],
        [],
    )


def test_the_pipeline_has_no_problems() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.add_pipe("pactwire_entities")
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {"entity_ruler": [], "pactwire_entities": []}
