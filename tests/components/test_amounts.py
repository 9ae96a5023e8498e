"""The component: which countries it takes into account, and what it leaves on the document."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from pactwire.annotations import Actor, ActorMention
from pactwire.components import annotations
from pactwire.components.amounts import annotate_amounts, countries_in_context

AUSTRALIA = Actor("AUS", "Australia", "state", "AUS")
JAPAN = Actor("JPN", "Japan", "state", "JPN")
NATO = Actor("NATO", "NATO", "organisation", None)
BAE = Actor("BAE Systems", "BAE Systems", "company", "GBR")


def mention(*actors: Actor) -> ActorMention:
    return ActorMention(0, 1, "x", actors, "name", "test")


def document(text: str, *entities: str) -> Doc:
    doc = spacy.blank("en")(text)
    spans = [doc.char_span(text.index(entity), text.index(entity) + len(entity), label="GPE") for entity in entities]
    doc.set_ents([span for span in spans if isinstance(span, Span)])
    return doc


@pytest.mark.parametrize(
    ("actors", "entities", "expected"),
    [
        ([], (), ()),
        ([mention(JAPAN), mention(AUSTRALIA), mention(AUSTRALIA)], (), ("AUS", "JPN")),
        ([mention(JAPAN, AUSTRALIA), mention(NATO)], (), ("JPN", "AUS")),
        ([mention(NATO), mention(BAE)], (), ("GBR",)),
        ([mention(JAPAN)], ("Australia", "Manila"), ("JPN",)),
        ([], ("Australia", "Manila"), ("AUS", "PHL")),
        ([], ("the Philippines",), ("PHL",)),
        ([mention(NATO)], ("Manila",), ("PHL",)),
    ],
)
def test_countries(actors: list[ActorMention], entities: tuple[str, ...], expected: tuple[str, ...]) -> None:
    doc = document("Australia spoke in Manila to the Philippines", *entities)
    assert countries_in_context(doc, actors) == expected


@pytest.mark.parametrize(
    ("actors", "currency"), [([], "USD"), ([mention(AUSTRALIA)], "AUD"), ([mention(JAPAN)], "USD")]
)
def test_bare_dollar_follows_the_actors(actors: list[ActorMention], currency: str) -> None:
    doc = document("The deal is worth $500 million for 26 Rafale-M jets.")
    annotations(doc).actors = actors
    found = annotations(annotate_amounts(doc))
    assert [(m.text, m.currency) for m in found.money] == [("$500 million", currency)]
    assert [(q.text, q.count, q.designation) for q in found.quantities] == [("26 Rafale-M jets", 26, "Rafale-M")]


@pytest.mark.parametrize(
    ("text", "published", "codes"),
    [
        ("worth 200 million yen (341 million Philippine pesos)", None, ["currency_pair_implausible"]),
        ("worth 200 million yen (74 million Philippine pesos)", "2026-01-16", []),
        ("worth 1.2 billion Turkish liras ($800 million)", "2008-05-01", []),
        ("worth 1.2 billion Turkish liras ($800 million)", "2025-05-01", ["currency_pair_implausible"]),
    ],
)
def test_warnings_take_the_rate_of_the_year(text: str, published: str | None, codes: list[str]) -> None:
    doc = document(text)
    annotations(doc).published = published
    annotations(doc).warnings = []
    assert [warning.code for warning in annotations(annotate_amounts(doc)).warnings] == codes


def test_factory_declares_what_it_needs() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.add_pipe("pactwire_amounts")
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {"entity_ruler": [], "pactwire_amounts": []}
    assert nlp.get_factory_meta("pactwire_amounts").requires == ["doc.ents"]
