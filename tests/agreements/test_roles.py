"""Who buys and who sells, wherever the price stands."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

ROLES = [
    ("Chile bought 20 tanks from Germany.", {"CHL": "buyer", "DEU": "seller"}),
    ("Chile bought 20 tanks for 90 million euros from Germany.", {"CHL": "buyer", "DEU": "seller"}),
    ("Chile has acquired 20 tanks at a cost of 90 million euros from Germany.", {"CHL": "buyer", "DEU": "seller"}),
    ("Jordan purchased 12 helicopters for about $300 million from Italy in 2019.", {"JOR": "buyer", "ITA": "seller"}),
    ("Malaysia ordered six corvettes for 2 billion ringgit from Turkey.", {"MYS": "buyer", "TUR": "seller"}),
    ("Serbia sold mortars for 40 million dollars to Cyprus.", {"SRB": "seller", "CYP": "buyer"}),
    (
        "Peru bought eight jets for $1 billion in 2019 and 30 tanks for $200 million in 2022 from South Korea.",
        {"PER": "buyer", "KOR": "seller"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(pipeline: "Pipeline", text: str, expected: dict[str, str]) -> None:
    events = annotations(pipeline.nlp(text)).events
    assert [{party.id: party.role for party in event.parties} for event in events][:1] == [expected]
