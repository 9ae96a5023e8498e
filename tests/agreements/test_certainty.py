"""How cues add up, inner ones first."""

import pytest

from pactwire.agreements.certainty import combine
from pactwire.agreements.rules import Effect
from pactwire.records import Modality

# One column an effect: planned, possible, negated, denied.
TABLE: dict[Modality, tuple[Modality, Modality, Modality, Modality]] = {
    "asserted": ("planned", "possible", "negated", "denied"),
    "planned": ("planned", "possible", "negated", "denied"),
    "possible": ("possible", "possible", "negated", "denied"),
    "negated": ("negated", "negated", "possible", "asserted"),
    "denied": ("denied", "denied", "denied", "denied"),
}
EFFECTS: tuple[Effect, ...] = ("planned", "possible", "negated", "denied")


@pytest.mark.parametrize("state", TABLE)
def test_combine(state: Modality) -> None:
    assert tuple(combine(state, effect) for effect in EFFECTS) == TABLE[state]
    assert combine(state, "transparent") == combine(state, "asserted") == state


@pytest.mark.parametrize(
    ("effects", "modality"),
    [
        (["planned", "negated"], "negated"),  # does not plan to sign
        (["negated", "denied"], "asserted"),  # denied that it had not signed
        (["planned", "possible"], "possible"),  # may plan to sign
        (["negated", "negated"], "possible"),  # did not refuse to sign
        (["denied", "transparent"], "denied"),
    ],
)
def test_chain(effects: list[Effect], modality: Modality) -> None:
    state: Modality = "asserted"
    for effect in effects:
        state = combine(state, effect)
    assert state == modality
