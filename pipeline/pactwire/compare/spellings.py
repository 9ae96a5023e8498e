"""Persons whom the outlets of one dossier spell or order differently."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pactwire.compare.people import compare_people, person_words, sound
from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.records import ArticleRecord

_MOST_NAMES = 400  # of one dossier, those that most articles have: spellings of rare names are not looked for
_LONG = 5  # letters from which a changed letter can be a spelling: John and Joan are two


class Person(NamedTuple):
    """A full name in an article, where it stands first."""

    name: str
    start: int
    end: int


def find_persons(record: ArticleRecord) -> tuple[Person, ...]:
    """Return the full names of persons in an article, each where it stands first."""
    found: dict[str, Person] = {}
    for entity in record.entities:
        if entity.label == "PERSON" and len(person_words(entity.text)) > 1 and "\n" not in entity.text:
            found.setdefault(entity.text, Person(entity.text, entity.start, entity.end))
    return tuple(found.values())


def group_spellings(articles: Mapping[str, Sequence[Person]]) -> dict[str, str]:
    """Map each spelling to the most frequent one of the person, for persons with more than one."""
    counts: dict[str, int] = defaultdict(int)
    for persons in articles.values():
        for name in {person.name for person in persons}:
            counts[name] += 1
    names = sorted(counts, key=lambda name: (-counts[name], name))[:_MOST_NAMES]
    canonical = {name: name for name in names}
    for left, right in _near(names):
        if compare_spellings(left, right).kind == "compatible":
            first, second = canonical[left], canonical[right]
            best = min(first, second, key=names.index)
            for name, known in canonical.items():
                if known in (first, second):
                    canonical[name] = best
    shared = {best for name, best in canonical.items() if name != best}
    return {name: best for name, best in canonical.items() if best in shared}


def compare_spellings(left: str, right: str) -> Relation:
    """Tell whether two full names are one person's, written differently.

    >>> compare_spellings("Motegi Toshimitsu", "Toshimitsu Motegi").kind
    'compatible'
    """
    one, other = person_words(left), person_words(right)
    if one == other:
        return Relation(kind="same", detail="the same name")
    if len(one) != len(other) and "".join(one) != "".join(other):
        if _parted_otherwise(one, other):
            return Relation(kind="compatible", detail="spelling, and parted otherwise")
        return Relation(kind="conflict", detail="not the same number of names")
    relation = compare_people(left, right)
    odd = set(one) ^ set(other)
    if relation.kind == "conflict" or ("".join(one) != "".join(other) and any(len(word) < _LONG for word in odd)):
        return Relation(kind="conflict", detail=relation.detail)
    return Relation(kind="compatible", detail=relation.detail)


def _parted_otherwise(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names share a word, and the rest is one long word in one and two in the other: Abdul Rahman."""
    short, long = sorted((one, other), key=len)
    shared = set(short) & set(long)
    left = [word for word in short if word not in shared]
    right = [word for word in long if word not in shared]
    if not shared or len(left) != 1 or len(right) != 2 or len(left[0]) <= _LONG or left[0][:2] != right[0][:2]:
        return False
    return Indel.normalized_similarity(sound(left[0]), sound("".join(right))) >= compare_rules().people.parted


def _near(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of names that begin a word with the same two letters."""
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for start in sorted({sound(word)[:2] for word in person_words(name)}):
            by_start[start].append(name)
    pairs = {pair for members in by_start.values() for pair in combinations(members, 2)}
    return sorted(pairs)
