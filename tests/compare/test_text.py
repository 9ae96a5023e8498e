import pytest

from pactwire.compare.text import fold

CASES = [
    ("Malacañang Palace", "malacanang palace"),
    ("Élysée", "elysee"),
    ("U.S.-Japan", "us japan"),
    ("Finland's accession", "finland accession"),
    ("Cross-Servicing", "cross servicing"),
    ("Łódź, Ørland", "lodz orland"),
    ("snake_case  and\nlines", "snake case and lines"),
    ("日本", "日本"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected
