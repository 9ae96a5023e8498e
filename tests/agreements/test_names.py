"""Capitalised names with the head of an agreement: which are those of texts, which of parties and alliances."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The Left Alliance backed the deal, Finland's parliament said.", "Left Alliance", "ORG"),
        ("Leaders of the Democratic Alliance suspended talks.", "Democratic Alliance", "ORG"),
        ("The Alliance for the Future of Austria rejected it.", "Alliance for the Future of Austria", "ORG"),
        ("Social Democratic Pact leader Petru Movila signed the accord.", "Social Democratic Pact", "ORG"),
        ("The UN Global Compact rejected the claims.", "UN Global Compact", "ORG"),
        ("Poland left the Warsaw Pact in 1991.", "Warsaw Pact", "ORG"),
        ("Warsaw Pact troops invaded Czechoslovakia.", "Warsaw Pact", "ORG"),
        ("The Soviet Union and Poland signed the Warsaw Pact in 1955.", "Warsaw Pact", "AGREEMENT"),
        ("Iraq withdrew from the Baghdad Pact in 1959.", "Baghdad Pact", "ORG"),
        ("Turkey and Iraq signed the Baghdad Pact in February 1955.", "Baghdad Pact", "AGREEMENT"),
        ("The Little Entente collapsed in 1938.", "Little Entente", "ORG"),
        ("Five Power Defence Arrangements exercises began.", "Five Power Defence Arrangements", "AGREEMENT"),
        ("The Ukraine Compact was signed by 20 states in Washington.", "Ukraine Compact", "AGREEMENT"),
        ("Japan and Peru signed the Pacific Defence Pact in Lima.", "Pacific Defence Pact", "AGREEMENT"),
    ],
)
def test_label(pipeline: "Pipeline", text: str, name: str, label: str) -> None:
    assert (name, label) in [(ent.text, ent.label_) for ent in pipeline.nlp(text).ents]


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Chile signed a security agreement at the Alliance's Headquarters in Brussels.",
        "Norway and Kenya signed an arms deal; the Deputy Chief of Mission hailed it.",
    ],
)
def test_seats_and_offices_name_no_agreement(pipeline: "Pipeline", text: str) -> None:
    assert [event.agreement.name for event in annotations(pipeline.nlp(text)).events] == [None]
