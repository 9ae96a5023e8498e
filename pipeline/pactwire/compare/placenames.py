"""States and places that the outlets of one dossier write differently: Türkiye and Turkey, Linköping and Linkoping."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from pactwire.compare.records import Relation
from pactwire.compare.rules import adjective_states, capital_names, compare_rules, state_names
from pactwire.compare.text import fold
from pactwire.records import ArticleRecord

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_SHORTEST = 5  # letters of a name that can be spelled differently; shorter ones are abbreviations


class PlaceName(NamedTuple):
    """A name in an article, where it stands first; `state` is the id of the state that it names."""

    name: str
    state: str | None
    start: int
    end: int


def find_place_names(record: ArticleRecord) -> tuple[PlaceName, ...]:
    """Return the names of states and places in an article, each where it stands first."""
    found: dict[str, PlaceName] = {}
    for entity in record.entities:
        folded = fold(entity.text)
        if (
            entity.label not in _LABELS
            or len(folded) < _SHORTEST
            or "\n" in entity.text
            or not entity.text[0].isupper()
        ):
            continue
        if folded in adjective_states() and folded not in state_names():
            continue
        state = None if folded in capital_names() else state_names().get(folded)
        found.setdefault(entity.text, PlaceName(entity.text, state, entity.start, entity.end))
    return tuple(found.values())


def group_place_names(articles: Mapping[str, Sequence[PlaceName]]) -> dict[str, str]:
    """Map each spelling to the most frequent one of the place, for places with more than one."""
    counts: dict[PlaceName, int] = defaultdict(int)
    for names in articles.values():
        for name in {PlaceName(name.name, name.state, 0, 0) for name in names}:
            counts[name] += 1
    ranked = sorted(counts, key=lambda name: (-counts[name], name))[: compare_rules().texts.most]
    canonical = {name.name: name.name for name in ranked}
    for left, right in combinations(ranked, 2):
        if _one_place(left, right):
            best = canonical[left.name]
            worse = canonical[right.name]
            canonical = {name: best if known == worse else known for name, known in canonical.items()}
    shared = {best for name, best in canonical.items() if name != best}
    return {name: best for name, best in canonical.items() if best in shared}


def _one_place(left: PlaceName, right: PlaceName) -> bool:
    one, other = fold(left.name), fold(right.name)
    if one == other:
        return left.name.casefold() != right.name.casefold()
    if set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()):
        return False
    likeness = Indel.normalized_similarity(one, other)
    rules = compare_rules()
    if left.state or right.state:
        return left.state == right.state and likeness >= rules.texts.state_spelling
    return one[0] == other[0] and likeness >= rules.places.spelling


def compare_place_names(left: str, right: str) -> Relation:
    """Compare two names that are taken for one place's."""
    if fold(left) == fold(right):
        return Relation(kind="compatible" if left != right else "same", detail="accents or punctuation")
    return Relation(kind="compatible", detail="spelling")
