"""Events whose agreement or parties are only referred to, with third states, mediators and rivals in the text."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

TABLE = tomllib.loads(Path(__file__).with_name("several_states.toml").read_text(encoding="utf-8"))
CASES = [pytest.param(*case, id=f"{case[1]}-{case[2]}") for case in TABLE["cases"]]
OPEN = [
    pytest.param(*case, id=f"open-{case[2]}", marks=pytest.mark.xfail(strict=True, reason="not read yet"))
    for case in TABLE["open"]
]


@pytest.mark.parametrize(("text", "status", "parties"), CASES + OPEN)
def test_stage_among_several_states(pipeline: "Pipeline", text: str, status: str, parties: str) -> None:
    events = annotations(pipeline.nlp(text)).events
    assert (status, parties) in [(event.status, "+".join(party.id for party in event.parties)) for event in events]
