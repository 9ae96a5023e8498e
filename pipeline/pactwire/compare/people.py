"""Names of persons: order, titles, initials and transliteration."""

from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.compare.text import fold


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without titles, short forms written out.

    >>> person_words("Foreign Secretary Ma. Theresa Lazaro")
    ('maria', 'theresa', 'lazaro')
    """
    rules = compare_rules().people
    words = [rules.short_forms.get(word, word) for word in fold(name).split()]
    kept = [word for word in words if word not in rules.titles]
    return tuple(kept or words)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a word of a name with letters that write one sound brought together.

    >>> sound("sjafrie"), sound("syamsoeddin")
    ('syafri', 'syamsuddin')
    """
    for letters, instead in compare_rules().people.letters.items():
        word = word.replace(letters, instead)
    return word.removesuffix("e") if word.endswith("ie") else word


@lru_cache(maxsize=262144)
def compare_people(left: str, right: str) -> Relation:
    """Tell whether two names can be one person's.

    A bare surname is compatible with a full name; the same surname with two different given names is not.
    """
    one, other = person_words(left), person_words(right)
    if sorted(one) == sorted(other):
        same_order = one == other
        return Relation(kind="same", detail="the same name" if same_order else "another order of names")
    if "".join(one) == "".join(other):
        return Relation(kind="same", detail="written together and apart")
    if len(one) > len(other):
        one, other = other, one
    unmatched = list(other)
    initials = spellings = 0
    for word in one:
        match = _take(word, unmatched)
        if match is None:
            joined = _joined(word, unmatched)
            if joined is None:
                return Relation(kind="conflict", detail=f"{' '.join(one)} is not {' '.join(other)}")
            for part in joined:
                unmatched.remove(part)
            continue
        unmatched.remove(match)
        initials += len(word) == 1 or len(match) == 1
        spellings += word != match and len(word) > 1 and len(match) > 1
    if initials == len(one):
        return Relation(kind="conflict", detail="only initials agree")
    if spellings:
        return Relation(kind="compatible", detail="spelling")
    if unmatched or initials:
        return Relation(kind="compatible", detail="one name is shorter")
    return Relation(kind="same", detail="another order of names")


def is_office(name: str) -> bool:
    """Return whether words are those of an office and name nobody.

    >>> is_office("Ambassador"), is_office("Ambassador Thierry Mathou")
    (True, False)
    """
    words = fold(name).split()
    titles, offices = compare_rules().people.titles, tuple(compare_rules().texts.offices)
    return all(word in titles or word.startswith(offices) for word in words)


def same_person(left: str, right: str) -> bool:
    """Return whether two names can be one person's."""
    return compare_people(left, right).kind != "conflict"


def _take(word: str, words: list[str]) -> str | None:
    if word in words:
        return word
    for other in words:
        if (len(word) == 1 or len(other) == 1) and word[0] == other[0]:
            return other
    rules = compare_rules().people
    best, best_ratio = None, 0.0
    for other in words:
        if min(len(word), len(other)) < 3:
            continue
        ratio = Indel.normalized_similarity(sound(word), sound(other))
        floor = rules.short_spelling if max(len(word), len(other)) <= 4 else rules.spelling
        if ratio >= floor and word[0] == other[0] and ratio > best_ratio:
            best, best_ratio = other, ratio
    return best


def _joined(word: str, words: list[str]) -> tuple[str, str] | None:
    """Find two words that one is made of: "Sukyeol" and "Suk-yeol"."""
    for first, second in pairwise(words):
        if first + second == word:
            return first, second
    return None
