"""Names of companies by their legal form."""

import pytest

from pactwire.actors.firms import find_firms
from pactwire.actors.words import Words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The contract went to Vertex Marine, Inc. on Friday.", ["Vertex Marine, Inc."]),
        ("WITHOUT ATTRIBUTION TO WORLDSOURCES, INC.", ["WORLDSOURCES, INC."]),
        ("Shares of Ekran Bhd fell.", ["Ekran Bhd"]),
        ("It chose Dynamit Nobel Defence GmbH for the rockets.", ["Dynamit Nobel Defence GmbH"]),
        ("It paid R. B. Smith & Sons Ltd for the hulls.", ["R. B. Smith & Sons Ltd"]),
        (
            "Kalyani Strategic Systems Ltd and Adani Defence Pvt will bid.",
            ["Kalyani Strategic Systems Ltd", "Adani Defence Pvt"],
        ),
        ("Inc. is a legal form.", []),
        ("the company, Ltd by name", []),
        ("The Marine Corps bought 500 KG of it.", []),
        ("", []),
    ],
)
def test_firms(text: str, names: list[str]) -> None:
    words = Words(text)
    assert [words.quote(first, last) for first, last in find_firms(words)] == names
