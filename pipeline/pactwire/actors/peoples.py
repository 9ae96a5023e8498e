"""Peoples and clans that make peace: "the Dinka and Nuer communities", "Fallata and Rizeigat herders"."""

from collections.abc import Iterator, Sequence

from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import Found
from pactwire.actors.unlisted import Taken, again, is_titled, opens_sentence, unlisted_words
from pactwire.actors.words import Words
from pactwire.annotations import Actor


def find_peoples(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the peoples of a text that speaks of fighting or peace."""
    lists = unlisted_words()
    if lists.fighting.isdisjoint(words.keys) or (lists.kin | lists.tribal).isdisjoint(words.keys):
        return []
    taken = Taken(found)
    known: dict[tuple[str, ...], Actor] = {}
    for index, key in enumerate(words.keys):
        if key in lists.kin and not is_titled(words, index):
            for name in _names_before(words, index, taken):
                full = words.forms[name]
                known[full,] = Actor(full, full, "armed_group", listed=False)
    if not lists.tribal.isdisjoint(words.keys):
        for pair in _pairs(words, taken):
            known.update({(form,): Actor(form, form, "armed_group", listed=False) for form in pair})
    return [
        mention for mention in again(words, known, "unlisted.people") if not taken.meets((mention.first, mention.last))
    ]


def _names_before(words: Words, head: int, taken: Taken) -> Iterator[int]:
    """Yield the capitalised words of a list that ends in a noun for a people."""
    lists = unlisted_words()
    index = head - 1
    while index >= 0 and words.sentences[index] == words.sentences[head] and index not in taken:
        form, key = words.forms[index], words.keys[index]
        if form[0].isupper() and key not in lists.no_people and key not in word_lists().modifier_stops:
            if not opens_sentence(words, index) or words.tags[index].startswith("NNP"):
                yield index
        elif key not in lists.kin_fillers and key not in lists.kin:
            break
        index -= 1


def _pairs(words: Words, taken: Taken) -> Iterator[tuple[str, str]]:
    """Yield two unknown names that are set side by side: "of the X with the Y"."""
    for index in range(1, len(words) - 3):
        if words.keys[index - 1] != "the" or words.keys[index + 1] not in ("and", "with", "from"):
            continue
        other = index + 2 + (words.keys[index + 2] == "the")
        if all(_is_lone_name(words, place, taken) for place in (index, other)):
            yield words.forms[index], words.forms[other]


def _is_lone_name(words: Words, index: int, taken: Taken) -> bool:
    if index >= len(words) or index in taken or not words.forms[index].istitle() or len(words.forms[index]) < 3:
        return False
    lists = word_lists()
    after = words.forms[index + 1] if index + 1 < len(words) else "."
    known = words.forms[index] in lists.organisation_nouns or words.keys[index] in unlisted_words().no_people
    return not known and not after[0].isupper() and not words.tags[min(index + 1, len(words) - 1)].startswith("NN")
