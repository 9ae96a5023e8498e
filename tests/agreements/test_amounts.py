"""Sums and goods of an agreement, and those of funds, instalments and other agreements beside it."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

AMOUNTS = [
    ("Germany signed a 4 billion euro contract with Israel for Arrow 3.", [4e9]),
    # The price told in a sentence that names no agreement, after a contract and after a purchase; a guess counts last.
    ("Bulgaria has signed a contract with Saab for eight jets. The price tag is 1.2 billion euros.", [1.2e9]),
    ("Bulgaria has signed a contract with Saab for eight jets. The jets cost 1.2 billion euros.", [1.2e9]),
    (
        "Estonia will buy howitzers from the Dutch army. Estonia will pay 16 million euros (about 18 million dollars) "
        "for the equipment.",
        [16e6, 18e6],
    ),
    (
        "Bulgaria has signed a $900 million contract with Saab for jets. "
        "The value of the contract had been estimated at up to $2 billion.",
        [9e8],
    ),
    ("Bulgaria has signed a contract with Saab for eight jets. Its roads cost the country 2 billion euros.", []),
    ("Bulgaria has signed a contract with Saab for eight jets. Sofia will pay $3 million for a new hospital.", []),
    (
        "Germany will pay a prepayment of 560 million euros for Arrow 3. It signed the contract with Israel in Berlin.",
        [],
    ),
    ("The European Union and Britain signed a defence pact on access to the 150 billion euro fund.", []),
    (
        "The Army awarded Lockheed Martin a $53 million modification of the missile contract and increases "
        "the not-to-exceed ceiling to $58 million.",
        [53e6],
    ),
    # The price stated of an agreement goes before what its options, parts and neighbours come to.
    (
        "The US Navy has awarded Raytheon a $5 million contract for radar systems. The contract includes options "
        "which, if exercised, will bring the value of the work to nearly $20 million.",
        [5e6],
    ),
    (
        "Pakistan signed a deal with Turkey for four corvettes. The contract is valued at $1.5 billion, "
        "of which $300 million has been paid.",
        [1.5e9],
    ),
    (
        "Australia and Britain signed a treaty on submarines. Under the agreement Canberra will invest A$5 billion "
        "in British industry, adding that the programme could cost up to A$368 billion.",
        [5e9],
    ),
    ("The amendment of the arms contract between Peru and Chile brings its value to $7 million.", [7e6]),
    ("Canada signed a $2 billion deal with Britain to buy frigates, raising its defence budget to $9 billion.", [2e9]),
    # What a clause about something else tells belongs to that.
    (
        "Norway, which spends 9 billion dollars a year on its forces, signed a $2 billion contract with Kongsberg "
        "for missiles.",
        [2e9],
    ),
    ("Greece, whose army costs 7 billion euros a year, signed a defence cooperation agreement with India.", []),
    ("Israel, which sold arms worth 12 billion dollars last year, signed a defence pact with Cyprus.", []),
    (
        "Chad and Niger signed a status of forces agreement while the EU announced support of 30 million euros for "
        "the region.",
        [],
    ),
    (
        "The foreign minister, who had brought 40 million dollars for schools, signed a defence pact between Qatar "
        "and Chad.",
        [],
    ),
    # But a clause about the agreement tells its price.
    ("Peru signed a contract with Damen, which is worth 90 million euros, for two patrol ships.", [9e7]),
    ("Peru signed a contract that will cost 90 million euros with Damen for two patrol ships.", [9e7]),
    ("Peru signed a deal to spend 90 million euros on patrol ships from the Dutch firm Damen.", [9e7]),
    ("Peru signed a contract with Damen for two patrol ships, which will cost 90 million euros.", [9e7]),
    ("Peru signed a contract with Damen for two patrol ships, for which it will pay 90 million euros.", [9e7]),
]


@pytest.mark.parametrize(("text", "values"), AMOUNTS)
def test_amounts(pipeline: "Pipeline", text: str, values: list[float]) -> None:
    events = annotations(pipeline.nlp(text)).events
    assert sorted({amount.value for event in events for amount in event.amounts}) == values


ITEMS = [
    (
        "India has signed an agreement with France to buy 36 Rafale fighter jets for $8.7bn, in a major defence deal.",
        ["36 Rafale fighter jets"],
    ),
    ("India signed a logistics pact with France after a deal for 36 Rafale fighter jets.", []),
]


@pytest.mark.parametrize(("text", "items"), ITEMS)
def test_items(pipeline: "Pipeline", text: str, items: list[str]) -> None:
    event = annotations(pipeline.nlp(text)).events[0]
    assert [item.text for item in event.items] == items
