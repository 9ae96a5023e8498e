"""Group phrases with three states or more in the text: lists, partners, bystanders, mediators and what came before."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

TABLE = tomllib.loads(Path(__file__).with_name("group_cases.toml").read_text(encoding="utf-8"))
CASES = [pytest.param(*case, id=f"{case[2]}-{number}") for number, case in enumerate(TABLE["cases"])]
OPEN = [
    pytest.param(*case, id=f"open-{case[2]}", marks=pytest.mark.xfail(strict=True, reason="not read yet"))
    for case in TABLE["open"]
]


@pytest.mark.parametrize(("text", "phrase", "members"), CASES + OPEN)
def test_group_among_several_states(pipeline: "Pipeline", text: str, phrase: str, members: str) -> None:
    read = [
        (mention.text, "+".join(sorted(actor.id for actor in mention.actors)))
        for mention in annotations(pipeline.nlp(text)).actors
        if mention.via == "group"
    ]
    assert (phrase, members) in read


def test_no_group_where_the_phrase_names_nobody(pipeline: "Pipeline") -> None:
    text = (
        "Japan, Peru and Chile signed the treaty in Lima. The two sides of the ship were painted, and the three "
        "brothers from Arequipa told their mothers."
    )
    assert [m.text for m in annotations(pipeline.nlp(text)).actors if m.via == "group"] == []
