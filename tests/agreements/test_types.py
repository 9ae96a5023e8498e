"""The type of an agreement by the words that describe it."""

import pytest

from pactwire.agreements.rules import load_rules
from pactwire.agreements.types import best_type, type_of_text, type_scores

CASES = [
    ("a logistics pact", "logistics_support", "logistics"),
    ("the mutual defence treaty", "mutual_defense", "mutual defence"),
    ("a 10-year defence framework", "defense_cooperation", "defence framework"),
    ("visiting forces agreement", "visiting_forces", "visiting forces"),
    ("a military intelligence-sharing deal", "information_security", "military intelligence"),
    ("a base agreement", "basing_access", "base agreement"),
    ("a contract for 180 tanks", "procurement_contract", "contract"),
    ("a ceasefire", "ceasefire", "ceasefire"),
    ("an arms control treaty", "arms_control", "arms control"),
    ("the joint training agreement", "training_exercise", "joint training"),
    ("a maritime security agreement", "maritime_security", "maritime security"),
    ("a military aid package", "military_aid", "military aid"),
    ("a foreign military sale", "arms_transfer", "foreign military sale"),
    ("a treaty to jointly develop a fighter", "research_codevelopment", "jointly develop"),
    ("an extradition agreement", "other", "extradition"),
    ("a database agreement", None, None),
    ("a pact", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "type_", "word"), CASES)
def test_type(text: str, type_: str | None, word: str | None) -> None:
    found = type_of_text(text, load_rules())
    assert (found.type if found else None, found.words if found else None) == (type_, word)


def test_longest_word_counts_once() -> None:
    scores = type_scores([("a defence cooperation agreement", 1.0)], load_rules())
    assert scores["type.defense_cooperation"] == (2.0, "defence cooperation")


def test_weight_of_each_text_counts() -> None:
    rules = load_rules()
    near = best_type([("a logistics pact", 1.0), ("the ceasefire", 0.4)], rules)
    far = best_type([("a logistics pact", 0.4), ("the ceasefire", 1.0)], rules)
    assert near is not None
    assert far is not None
    assert (near.type, far.type) == ("logistics_support", "ceasefire")


def test_words_told_again_count_once() -> None:
    rules = load_rules()
    again = best_type([("the lease contract", 1.0), ("the contract", 1.0), ("the contract for the base", 0.4)], rules)
    assert again is not None
    assert again.type == "basing_access"
