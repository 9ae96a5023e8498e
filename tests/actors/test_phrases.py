"""The phrase table: longest match, case, breaks."""

import pytest

from pactwire.actors.phrases import Case, PhraseTable
from pactwire.actors.words import Words


@pytest.mark.parametrize(
    ("phrase", "case", "text", "found"),
    [
        ("US", "exact", "US us Us", ["US"]),
        ("Japan", "name", "Japan JAPAN japan", ["Japan", "JAPAN"]),
        ("Malacañang", "name", "Malacanang", ["Malacanang"]),
        (
            "Republic of Korea",
            "name",
            "Republic Of Korea; REPUBLIC OF KOREA",
            ["Republic Of Korea", "REPUBLIC OF KOREA"],
        ),
        ("defence ministry", "any", "Defence Ministry", ["Defence Ministry"]),
        ("New Zealand", "name", "New\nZealand New\n\nZealand", ["New\nZealand"]),
    ],
)
def test_find(phrase: str, case: Case, text: str, found: list[str]) -> None:
    table: PhraseTable[str] = PhraseTable()
    table.add(phrase, "x", case)
    words = Words(text)
    assert [words.quote(match.first, match.last) for match in table.find(words)] == found


def test_the_longest_phrase_wins_and_entries_share_a_phrase() -> None:
    table: PhraseTable[str] = PhraseTable()
    table.add("Guinea", "GIN")
    table.add("New Guinea", "island")
    table.add("Papua New Guinea", "PNG")
    table.add("Papua New Guinea", "again")
    words = Words("Papua New Guinea, New Guinea, Guinea")
    assert [match.entries for match in table.find(words)] == [("PNG", "again"), ("island",), ("GIN",)]


def test_accept_can_refuse_an_entry() -> None:
    table: PhraseTable[str] = PhraseTable()
    table.add("Georgia", "GEO")
    table.add("Georgia Tech", "school")
    words = Words("Georgia Tech")
    (match,) = table.find(words, lambda _first, _last, entry: entry != "school")
    assert (match.first, match.last, match.entries) == (0, 0, ("GEO",))
