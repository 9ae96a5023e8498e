"""Where sentences begin: after headlines and paragraphs, not inside wrapped lines, not after abbreviations."""

import pytest
import spacy

from pactwire.components.layout import make_layout, wrap_width

WRAPPED = (
    "The foreign ministers of Norway and Poland signed a defence pact in\n"
    "Oslo on Monday, ending two years of talks that had been held up by the\n"
    "question of who pays for the bases. It runs for ten years and can be\n"
    "renewed by either side at any time after that, officials said.\n"
    "Norway spends two per cent of its output on defence, a share that has\n"
    "grown every year since 2022.\n"
)


@pytest.mark.parametrize(
    ("text", "starts", "never"),
    [
        ("Norway, Poland sign pact\n\nOSLO - They met.", ["OSLO"], []),
        ("Norway, Poland sign pact\nBy Jane Doe\nThey met in Oslo.", ["By", "They"], []),
        ("It was signed by Ma. Theresa Lazaro in Manila.", [], ["Theresa"]),
        ("Lt. Gen. Jane Doe met Sen. John Roe.", [], ["Gen.", "Jane", "John"]),
        ("They met in Oslo\nand signed a pact.", [], ["and"]),
        (WRAPPED, [], ["Oslo", "question", "renewed"]),
    ],
)
def test_sentence_starts(text: str, starts: list[str], never: list[str]) -> None:
    nlp = spacy.blank("en")
    doc = make_layout(nlp, "layout")(nlp(text))
    last = {token.text: token.is_sent_start for token in doc}
    assert [word for word in starts if not last[word]] == []
    assert [word for word in never if last[word]] == []


def test_wrap_width() -> None:
    assert wrap_width(WRAPPED) == 70
    assert wrap_width("One paragraph.\nAnother one.\nA third one.\nA fourth one.\nA fifth one.\n") is None
