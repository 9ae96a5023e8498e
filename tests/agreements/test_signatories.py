"""Who put their names under an agreement, and who only stands beside it."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

CASES = [
    (
        "Polish Defence Minister Mariusz Blaszczak and his South Korean counterpart Lee Jong-sup signed an arms deal.",
        ["Mariusz Blaszczak", "Lee Jong-sup"],
    ),
    (
        "The arms deal with France bears the signatures of Defence Minister Rajnath Singh "
        "and French Minister of Armed Forces Sebastien Lecornu.",
        ["Rajnath Singh", "Sebastien Lecornu"],
    ),
    (
        "Richard Marles and Penny Wong were among the ministers of the two nations who signed the defence pact "
        "with Fiji.",
        ["Richard Marles", "Penny Wong"],
    ),
    (
        "French President Emmanuel Macron said after a meeting with Indonesian President Prabowo Subianto "
        "that they had signed a defence pact.",
        ["Emmanuel Macron", "Prabowo Subianto"],
    ),
    (
        "The defence ministers of Latvia and Estonia, Andris Spruds and Hanno Pevkur, signed a military pact.",
        ["Andris Spruds", "Hanno Pevkur"],
    ),
    (
        "Albanese said he would sign the defence treaty with Papua New Guinea's Prime Minister James Marape.",
        ["Albanese", "James Marape"],
    ),
    # A row behind "by" and "between", with the firms and sides that people sign for.
    (
        "The arms deal between Norway and Chile was signed in Lisbon by Kongsberg Chief Executive Geir Haoy and Chilean "
        "naval commander Pedro Alvarez Soto, in the presence of Defence Minister Bjorn Dahl.",
        ["Geir Haoy", "Pedro Alvarez Soto"],
    ),
    (
        "The arms deal was signed by the representative of the Kenyan Armed Forces, air force commander, Brigadier "
        "General John Mwangi, and on the Norwegian side, Deputy Chief of Mission Lars Dahl, an agency reported.",
        ["John Mwangi", "Lars Dahl"],
    ),
    (
        "Chile and Norway have a new defence pact. It was signed between the country's Prime Minister Erik Lund "
        "in Oslo and his Chilean counterpart Pedro Alvarez.",
        ["Erik Lund", "Pedro Alvarez"],
    ),
    (
        "The defence pact of Kenya and Norway was signed by Defence Minister John Mwangi on behalf of President Daniel "
        "Otieno and by ambassador Lars Dahl, with Prime Minister Erik Lund looking on.",
        ["John Mwangi", "Lars Dahl"],
    ),
    (
        "The defence pact of Kenya and Norway was signed by Defence Minister John Mwangi, Prime Minister Erik Lund said.",
        ["John Mwangi"],
    ),
    # Offices are no names, and who was host, spoke or represented a side elsewhere signed nothing.
    ("The defence chief of South Korea and the head of Poland signed a military pact.", []),
    (
        "Latvia and Estonia signed a military pact. The French Ambassador and Defence Secretary Rajesh Kumar Singh "
        "watched.",
        [],
    ),
    ("Polish President Andrzej Duda said that Latvia and Estonia had signed a military pact.", []),
    (
        "Latvia and Estonia signed a military pact in 2016. It was a first. Others are to follow. All agree. "
        "Defence Minister Jaak Aaviksoo represented Estonia at a conference.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_signatories(pipeline: "Pipeline", text: str, names: list[str]) -> None:
    events = annotations(pipeline.nlp(text)).events
    event = next(event for event in events if event.status == "signed")
    assert [person.name for person in event.signatories] == names
