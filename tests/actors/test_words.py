"""Words, offsets and sentences."""

import pytest

from pactwire.actors.words import Words, fold_phrase


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("U.S.-led", ["U", ".", "S", ".", "-", "led"]),
        ("Malacañang’s", ["Malacanang", "'", "s"]),
        ("Tu\u0308rkiye", ["Turkiye"]),
        ("F-35A", ["F", "-", "35A"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_forms(text: str, forms: list[str]) -> None:
    assert Words(text).forms == forms


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She came.", [0, 0, 0, 1, 1, 1]),
        ("Mr. Smith left.", [0, 0, 0, 0, 0]),
        ("The U.S. said no. Yes.", [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]),
        ("HEAD\n\nBody", [0, 1]),
        ("On Aug. 5 he said so", [0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_sentences(text: str, sentences: list[int]) -> None:
    assert Words(text).sentences == sentences


def test_given_sentence_starts_are_followed() -> None:
    assert Words("a b c").annotated([0, 4]).sentences == [1, 1, 2]


def test_quote_is_the_text_as_written() -> None:
    words = Words("the  Élysée\nPalace.")
    assert words.quote(1, 2) == "Élysée\nPalace"
    assert words.gap(0) == "  "


def test_index_at_an_offset_is_the_word_there_or_the_next() -> None:
    words = Words("ab  cd")
    assert [words.index_at(offset) for offset in (0, 1, 2, 4, 6)] == [0, 0, 1, 1, 2]


def test_fold_phrase() -> None:
    assert fold_phrase("Quai d’Orsay") == ("Quai", "d", "'", "Orsay")
