"""Which mentions speak of one agreement, and the key that articles share."""

import pytest

from pactwire import Pipeline
from pactwire.agreements.clusters import NOWHERE, agree, cluster_mentions, initials, normalised, sentence_numbers
from pactwire.agreements.detector import Detector
from pactwire.agreements.types import TypeFinding
from pactwire.components.agreements import AgreementComponent
from pactwire.records import AgreementType


@pytest.fixture(scope="module")
def detector(pipeline: Pipeline) -> Detector:
    component = pipeline.nlp.get_pipe("pactwire_agreements")
    assert isinstance(component, AgreementComponent)
    return component.detector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Japan and Italy signed a logistics pact in Rome. The pact covers fuel. "
            "A separate arms control treaty was ratified.",
            [("a logistics pact", 0), ("The pact", 0), ("A separate arms control treaty", 1)],
        ),
        (
            "Japan and the Philippines signed the Reciprocal Access Agreement (RAA). The RAA needs ratification. "
            "The troop pact is the first of its kind.",
            [("Reciprocal Access Agreement", 0), ("RAA", 0), ("RAA", 0), ("The troop pact", 0)],
        ),
        (
            "Norway signed a defence agreement with Poland. It also signed a defence agreement with Sweden.",
            [("a defence agreement", 0), ("a defence agreement", 1)],
        ),
        (
            "Manila ended the Visiting Forces Agreement with Washington. It kept the Mutual Defense Treaty.",
            [("Visiting Forces Agreement", 0), ("Mutual Defense Treaty", 1)],
        ),
        (
            "Poland signed a contract for tanks. It had signed a framework agreement for 1,000 tanks in July 2022.",
            [("a contract", 0), ("a framework agreement", 1)],
        ),
        (
            "Poland signed a contract to buy a second batch of tanks. The first contract is fulfilled. Talks on the "
            "second contract had been long.",
            [("a contract", 0), ("The first contract", 1), ("the second contract", 0)],
        ),
        (
            "Armenia agreed to a new ceasefire. The first ceasefire had been broken. The ceasefire holds.",
            [("a new ceasefire", 0), ("The first ceasefire", 1), ("The ceasefire", 0)],
        ),
        ("Sweden joined NATO. Norway welcomed the alliance.", []),
        ("Norway and Sweden formed an alliance. They signed the alliance.", [("an alliance", 0), ("the alliance", 0)]),
        ("Norway welcomed the purchase.", [("the purchase", NOWHERE)]),
        ("Norway welcomed the visitors.", []),
    ],
)
def test_clusters(text: str, expected: list[tuple[str, int]], pipeline: Pipeline, detector: Detector) -> None:
    doc = pipeline.nlp(text, disable=["pactwire_agreements"])
    mentions = detector.mentions(doc)
    _, assigned = cluster_mentions(doc, mentions, detector.rules.words["goods"], sentence_numbers(doc))
    found = [doc[mention.start : mention.end].text for mention in mentions]
    assert list(zip(found, assigned, strict=True)) == expected


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Japan and Italy signed a logistics pact.", ["logistics_support:ita-jpn"]),
        ("Italy ratified the Acquisition and Cross-Servicing Agreement with Japan.", ["logistics_support:ita-jpn"]),
        ("Japan and the Philippines signed the Reciprocal Access Agreement.", ["visiting_forces:jpn-phl"]),
        ("A visiting forces pact between Manila and Tokyo entered into force.", ["visiting_forces:jpn-phl"]),
        ("Japan and Australia signed a reciprocal access agreement.", ["visiting_forces:aus-jpn"]),
        ("Russia suspended the New START treaty with the United States.", ["new-start"]),
        ("Moscow left New START.", ["new-start"]),
        ("The United States left the INF Treaty.", ["inf"]),
    ],
)
def test_key(text: str, keys: list[str], pipeline: Pipeline, detector: Detector) -> None:
    events = detector.events(pipeline.nlp(text, disable=["pactwire_agreements"]))
    assert [event.agreement.key for event in events] == keys


@pytest.mark.parametrize(
    ("left", "right", "fits"),
    [
        ("visiting_forces", "visiting_forces", True),
        ("visiting_forces", "basing_access", True),
        ("visiting_forces", "arms_control", False),
        ("defense_cooperation", "arms_control", True),
        ("procurement_contract", "arms_transfer", True),
        ("procurement_contract", "military_aid", False),
    ],
)
def test_types_of_one_agreement(left: AgreementType, right: AgreementType, fits: bool) -> None:
    assert agree(TypeFinding(left, 2.0, "r", "w"), TypeFinding(right, 2.0, "r", "w")) is fits
    assert agree(TypeFinding(right, 2.0, "r", "w"), TypeFinding(left, 2.0, "r", "w")) is fits


def test_names() -> None:
    assert normalised("The Cross-Servicing Agreement") == "cross servicing agreement"
    assert initials("Acquisition and Cross-Servicing Agreement") == "ACSA"
