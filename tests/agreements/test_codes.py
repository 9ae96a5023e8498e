"""PLOVER and CAMEO codes, and the traps that other coders fall into."""

from itertools import product
from typing import get_args

import pytest

from pactwire import Pipeline
from pactwire.agreements.codes import code_rows, codes
from pactwire.agreements.rules import load_rules
from pactwire.components import annotations
from pactwire.records import AgreementType, Modality, Status

STATUSES, MODALITIES, TYPES = get_args(Status), get_args(Modality), get_args(AgreementType)
FORMAL = {"signed", "ratified", "extended", "amended"}

CASES: list[tuple[Status, Modality, AgreementType, str | None, str]] = [
    ("signed", "asserted", "logistics_support", "SUPPORT", "057"),
    ("ratified", "asserted", "visiting_forces", "SUPPORT", "057"),
    ("signed", "planned", "logistics_support", "AGREE", "0312"),
    ("signed", "possible", "logistics_support", None, "014"),
    ("signed", "negated", "logistics_support", None, "010"),
    ("signed", "denied", "logistics_support", None, "010"),
    ("negotiating", "asserted", "basing_access", "CONSULT", "046"),
    ("suspended", "asserted", "arms_control", "SANCTION", "160"),
    ("suspended", "asserted", "military_aid", "SANCTION", "1622"),
    ("suspended", "negated", "arms_control", None, "010"),
    ("terminated", "asserted", "visiting_forces", "SANCTION", "160"),
    ("terminated", "possible", "visiting_forces", "THREATEN", "1313"),
    ("terminated", "negated", "visiting_forces", None, "010"),
    ("rejected", "asserted", "defense_cooperation", "REJECT", "120"),
    ("violated", "asserted", "ceasefire", "ASSAULT", "196"),
    ("in_force", "asserted", "ceasefire", "CONCEDE", "0871"),
    ("delivered", "asserted", "military_aid", "AID", "072"),
]


@pytest.mark.parametrize(("status", "modality", "type_", "plover", "cameo"), CASES)
def test_codes(status: Status, modality: Modality, type_: AgreementType, plover: str | None, cameo: str) -> None:
    found = codes(status, modality, type_)
    assert (found.plover, found.cameo) == (plover, cameo)


def test_only_what_was_concluded_is_057() -> None:
    concluded = {
        (status, modality)
        for status, modality, type_ in product(STATUSES, MODALITIES, TYPES)
        if codes(status, modality, type_).cameo == "057"
    }
    assert concluded == {(status, "asserted") for status in FORMAL}


def test_what_is_negated_or_denied_never_supports() -> None:
    plovers = {
        codes(status, modality, type_).plover
        for status, modality, type_ in product(STATUSES, ("negated", "denied"), TYPES)
    }
    assert plovers == {None, "REJECT"}


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("The lease on the Russian base in Tajikistan expires in 2027.", "010"),
        ("The defence pact between Norway and Poland lapsed in 2009.", "010"),
        ("The truce between Israel and Hezbollah collapsed on Friday.", "010"),
        ("The ceasefire between Armenia and Azerbaijan ended on Friday.", "010"),
        ("Armenia ended the ceasefire with Azerbaijan on Friday.", "160"),
        ("Manila let the visiting forces agreement with Washington lapse.", "1313"),
        ("Estonia withdrew from the defence treaty with Latvia.", "160"),
        ("Norway will terminate the defence pact with Poland in 2027.", "1313"),
    ],
)
def test_what_ends_by_itself_is_no_sanction(text: str, cameo: str, pipeline: Pipeline) -> None:
    [event] = annotations(pipeline.nlp(text)).events
    assert (event.status, event.codes.cameo) == ("terminated", cameo)
    assert (event.codes.plover is None) == (cameo == "010")


def test_rules_of_the_table_exist() -> None:
    named = {rule.rpartition(".")[0] for row in code_rows() for rule in (row.rules or "").split("|")} - {""}
    assert named <= load_rules().triggers.keys()
