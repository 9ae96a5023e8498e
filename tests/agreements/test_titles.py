"""What an agreement is called: its own name, its acronym, or the title that its kind and subject make."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

# text, status, name, acronym
CASES = [
    # Many capitals in a short sentence make no headline, where the verb has none.
    (
        "The Nordic Defence Logistics Agreement (NDLA) was signed by Norway, Sweden and Finland on Monday.",
        "signed",
        "Nordic Defence Logistics Agreement",
        "NDLA",
    ),
    ("Norway, Sweden and Finland Sign Defence Logistics Agreement in Oslo", "signed", None, None),
    # An acronym stands for the name in later paragraphs.
    (
        "The Nordic Defence Logistics Agreement (NDLA) was signed by Norway, Sweden and Finland on Monday.\n\n"
        "The deal lets the three share depots.\n\nSweden's parliament ratified the NDLA on Friday.",
        "ratified",
        "Nordic Defence Logistics Agreement",
        "NDLA",
    ),
    # The name of a kind gives way to an agreement's own.
    (
        "A new defence cooperation pact was signed by the Philippines and Japan. Under the Acquisition and Cross "
        "Servicing Agreement (ACSA), their armed forces may supply one another.",
        "signed",
        "Acquisition and Cross Servicing Agreement",
        "ACSA",
    ),
    (
        "Papua New Guinea's cabinet has approved a mutual defence treaty with Australia. "
        "The Pukpuk treaty commits each nation to help the other.",
        "approved",
        "Pukpuk treaty",
        None,
    ),
    # A title in lower case.
    (
        "Turkey has ratified the protocol on Finland's membership in NATO.",
        "ratified",
        "protocol on Finland's membership",
        None,
    ),
    ("Israel and Hamas signed a ceasefire agreement in Cairo.", "signed", "ceasefire agreement", None),
    ("Israel and Hamas signed a ceasefire deal in Cairo.", "signed", None, None),
    ("Turkey has ratified the accession protocols of Finland to NATO.", "ratified", None, None),
    ("Peru and Chile signed a military pact on joint patrols.", "signed", None, None),
]


@pytest.mark.parametrize(("text", "status", "name", "acronym"), CASES)
def test_name(pipeline: "Pipeline", text: str, status: str, name: str | None, acronym: str | None) -> None:
    events = annotations(pipeline.nlp(text)).events
    event = next(event for event in events if event.status == status)
    assert (event.agreement.name, event.agreement.acronym) == (name, acronym)


# text, type, rule and words that it rests on
TYPES = [
    ("Peru and Chile signed a logistics pact.", "logistics_support", "type.logistics_support", "logistics"),
    (
        "Peru and Chile signed an Acquisition and Cross-Servicing Agreement.",
        "logistics_support",
        "gazetteer.acsa",
        "Acquisition and Cross-Servicing Agreement",
    ),
    (
        "Peru and Chile signed a military pact. It lets their navies share fuel and other logistics support.",
        "defense_cooperation",
        "type.defense_cooperation",
        "military pact",
    ),
]


@pytest.mark.parametrize(("text", "type_", "rule", "words"), TYPES)
def test_type_rests_on_words(pipeline: "Pipeline", text: str, type_: str, rule: str, words: str) -> None:
    event = annotations(pipeline.nlp(text)).events[0]
    cues = [(cue.rule, cue.text) for cue in event.cues if cue.field == "type"]
    assert (event.agreement.type, cues) == (type_, [(rule, words)])
