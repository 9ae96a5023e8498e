"""Which articles count as one source: near-copies of a text, and the words of one agency."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pactwire.compare.records import SourceGroup
from pactwire.compare.rules import compare_rules
from pactwire.compare.text import fold

Sketch = NDArray[np.uint64]

# Odd multipliers of a polynomial over word hashes and of the mixing step (splitmix64's constants).
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX_A = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Voice:
    """What decides whose words an article is made of."""

    article_id: str
    outlet: str
    agency: str | None
    published: str | None
    sketch: Sketch


def sketch_text(text: str) -> Sketch:
    """Return the smallest hashes of all runs of words, in ascending order (MinHash by bottom-k).

    The hashes are fixed functions of the words, so the sketch is the same on every machine.
    """
    rules = compare_rules().sources
    words = np.fromiter((zlib.crc32(word.encode()) for word in fold(text).split()), dtype=np.uint64)
    if not len(words):
        return np.empty(0, dtype=np.uint64)
    width = min(rules.words, len(words))
    runs = len(words) - width + 1
    hashes = np.zeros(runs, dtype=np.uint64)
    for offset in range(width):
        hashes = hashes * _BASE + words[offset : offset + runs]
    hashes ^= hashes >> np.uint64(30)
    hashes *= _MIX_A
    hashes ^= hashes >> np.uint64(27)
    hashes *= _MIX_B
    hashes ^= hashes >> np.uint64(31)
    hashes.sort()
    first = np.concatenate(([True], hashes[1:] != hashes[:-1]))
    return hashes[first][: rules.sketch].copy()


def resemblance(left: Sketch, right: Sketch) -> float:
    """Estimate the Jaccard index of two texts' runs of words from their sketches.

    >>> resemblance(sketch_text("a b c d e f"), sketch_text("a b c d e f"))
    1.0
    """
    if not len(left) or not len(right):
        return 0.0
    both = np.concatenate((left, right))
    both.sort()
    repeated = both[1:] == both[:-1]
    union = both[np.concatenate(([True], ~repeated))][: compare_rules().sources.sketch]
    shared = np.count_nonzero(repeated & (both[1:] <= union[-1]))
    return float(shared / len(union))


class _Groups:
    """Disjoint sets of positions, each known by its smallest."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: int, right: int) -> None:
        one, other = sorted((self.root(left), self.root(right)))
        self._parent[other] = one


def find_copies(voices: Sequence[Voice]) -> dict[str, tuple[str, float]]:
    """Return for each article that copies or is copied the smallest article id of its group, and the weakest link.

    Candidates share one of the smallest hashes; under one hash each article is compared with the next few only, so
    the work grows with the number of articles.
    """
    rules = compare_rules().sources
    ordered = sorted(voices, key=lambda voice: voice.article_id)
    buckets: dict[int, list[int]] = defaultdict(list)
    for position, voice in enumerate(ordered):
        for key in voice.sketch[: rules.keys].tolist():
            buckets[key].append(position)
    groups = _Groups(len(ordered))
    links: list[tuple[int, float]] = []
    seen: set[int] = set()
    for key in sorted(buckets):
        members = buckets[key]
        for place, left in enumerate(members):
            for right in members[place + 1 : place + 1 + rules.window]:
                code = left * len(ordered) + right
                if code in seen:
                    continue
                seen.add(code)
                share = resemblance(ordered[left].sketch, ordered[right].sketch)
                if share >= _needed(ordered[left], ordered[right]):
                    groups.join(left, right)
                    links.append((left, share))
    weakest: dict[int, float] = {}
    for left, share in links:
        root = groups.root(left)
        weakest[root] = min(share, weakest.get(root, 1.0))
    return {
        voice.article_id: (ordered[groups.root(position)].article_id, weakest[groups.root(position)])
        for position, voice in enumerate(ordered)
        if groups.root(position) in weakest
    }


def _needed(left: Voice, right: Voice) -> float:
    rules = compare_rules().sources
    if left.agency and right.agency and fold(left.agency) == fold(right.agency):
        return rules.agency_copy
    return rules.copy_share


def group_sources(
    article_ids: Iterable[str], voices: Mapping[str, Voice], copies: Mapping[str, tuple[str, float]]
) -> tuple[SourceGroup, ...]:
    """Group the articles of one dossier or stage into independent sources.

    Near-copies are one source, and so are all articles that credit one agency, or come from one outlet.
    """
    ids = sorted(set(article_ids))
    groups = _Groups(len(ids))
    first: dict[tuple[str, str], int] = {}
    for position, article_id in enumerate(ids):
        voice = voices[article_id]
        keys = [("outlet", voice.outlet)]
        if voice.agency:
            keys.append(("agency", fold(voice.agency)))
        if article_id in copies:
            keys.append(("copy", copies[article_id][0]))
        for key in keys:
            groups.join(position, first.setdefault(key, position))
    members: dict[int, list[str]] = defaultdict(list)
    for position, article_id in enumerate(ids):
        members[groups.root(position)].append(article_id)
    return tuple(_describe(members[root], voices, copies) for root in sorted(members))


def _describe(ids: list[str], voices: Mapping[str, Voice], copies: Mapping[str, tuple[str, float]]) -> SourceGroup:
    outlets = tuple(sorted({voices[article_id].outlet for article_id in ids}))
    agencies = sorted({agency for article_id in ids if (agency := voices[article_id].agency)})
    roots = [copies[article_id][0] for article_id in ids if article_id in copies]
    shares = [copies[article_id][1] for article_id in ids if article_id in copies]
    copied = len(roots) > len(set(roots))
    grounds = []
    if copied:
        grounds.append(f"near-copies of one text, {min(shares):.2f} of their five-word runs shared at least")
    if agencies and len(ids) > 1:
        grounds.append("credited to " + ", ".join(agencies))
    if len(ids) > len(outlets):
        grounds.append("one outlet")
    digest = blake2b("\n".join(ids).encode(), digest_size=6).hexdigest()
    return SourceGroup(
        source_id=digest,
        article_ids=tuple(ids),
        outlets=outlets,
        agency=", ".join(agencies) or None,
        similarity=round(min(shares), 3) if copied else None,
        basis="; ".join(grounds) or "one article",
    )
