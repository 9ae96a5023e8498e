"""The day of an event, told from the days beside it."""

from typing import TYPE_CHECKING

import pytest

from pactwire.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwire.pipeline import Pipeline

# Published on Friday, 2024-03-22.
CASES = [
    ("Poland signed a defence pact with Norway on Tuesday.", "2024-03-19", "date.clause"),
    ("India signed an arms contract with France for the next ten years.", None, None),
    # The words before a verb end with the day of what was done, not of what is to come.
    (
        "The defence pact signed by Lars Dahl of Norway and Pedro Soto of Chile on Wednesday will allow training.",
        "2024-03-20",
        "date.clause",
    ),
    # The parser hangs the day on what is agreed.
    (
        "India signed a deal to buy 36 fighter jets from France on Friday for 8 billion euros.",
        "2024-03-22",
        "date.phrase",
    ),
    (
        "Boris Pistorius announced a new military aid package of 500 million euros for Ukraine on March 19 "
        "at a meeting in Ramstein.",
        "2024-03-19",
        "date.clause",
    ),
    # A day to come, a term and another clause's day are not those of the event.
    ("Poland signed a contract to buy jets that will arrive on 3 May 2027.", None, None),
    ("Poland extended its defence pact with Norway until 2030.", None, None),
    # The day of the occasion that a clause begins with, and of the act by which it is done.
    (
        "During a visit by the premier on Tuesday, Poland and Norway signed a defence pact.",
        "2024-03-19",
        "date.clause",
    ),
    ("Meeting in Oslo on Tuesday, Poland and Norway agreed on a defence pact.", "2024-03-19", "date.occasion"),
    ("When ministers gathered on Tuesday, Poland signed a defence pact with Norway.", "2024-03-19", "date.occasion"),
    (
        "Poland's parliament on Tuesday passed a bill that ends the defence pact with Norway.",
        "2024-03-19",
        "date.occasion",
    ),
    ("Poland ratified the defence pact with Norway of 13 March 2023.", None, None),
    ("Poland ratified the defence pact with Norway dated 13 March 2023.", None, None),
    ("Poland signed the defence pact that Norway had rejected on Tuesday.", None, None),
]


@pytest.mark.parametrize(("text", "edtf", "rule"), CASES)
def test_date(
    pipeline: "Pipeline", make_article: "Callable[..., Article]", text: str, edtf: str | None, rule: str | None
) -> None:
    article = make_article(text, published="2024-03-22", published_basis="metadata")
    (record,) = pipeline.process([article])
    event = record.events[0]
    assert (event.date.edtf if event.date else None) == edtf
    if rule is not None:
        assert [cue.rule for cue in event.evidence.cues if cue.field == "date"] == [rule]
