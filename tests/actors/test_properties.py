"""Whatever the input: offsets quote the text, mentions of a kind do not overlap, nothing raises."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwire.actors.labels import Guess
from pactwire.actors.reading import read_actors
from pactwire.annotations import ActorMention, PersonMention, PlaceMention

PIECES = [
    "Japan", "the Philippines", "U.S.", "Tokyo", "SEOUL", "Malacañang", "(AFP)", "Armed Forces of the Philippines", "the two countries",
    "both sides", "their", "pact", "they", "Prime Minister", "Ishiba Shigeru", "Kim You-geun", "Gen.", "Jr.", "’s", "'", "-", "–", "--", ",",
    ".", "\n", "\n\n", "(", ")", "[", "]", "in", "of", "the", "Defense Ministry", "NATO", "Hamas", "F-35A", "Georgia", "Aug. 22", "each other",
    "Türkiye", "Tu\u0308rkiye", "\u200b", "🚀", "ministers", "of the", "al-", "Sino", "minister", "his", "counterpart", "$", "İ", "ß",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
LABELS = ["PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "LAW"]


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, data=st.data())
def test_reading_holds_for_any_text(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(offsets, offsets, st.sampled_from(LABELS)), max_size=6))
    guesses = [Guess(min(a, b), max(a, b), label) for a, b, label in drawn if a != b]
    starts = data.draw(st.lists(offsets, max_size=3))
    reading = read_actors(text, guesses, starts)
    kinds: list[Sequence[ActorMention | PersonMention | PlaceMention]] = [
        reading.actors,
        reading.people,
        reading.places,
    ]
    for mentions in kinds:
        end = 0
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text != ""
            assert mention.start >= end
            end = mention.end
    assert all(0 <= name.start < name.end <= len(text) for name in reading.entities)


@settings(max_examples=50, deadline=None)
@given(text=TEXTS)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert read_actors(text) == read_actors(text)
