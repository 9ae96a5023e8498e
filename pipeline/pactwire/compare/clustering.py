"""Mentions to agreements: blocks of bounded width, then joins from the strongest down."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from pactwire.compare.linking import Score, is_bilateral, one_of_many, parties_bar, score_pair
from pactwire.compare.mentions import Mention
from pactwire.compare.names import AgreementName, name_likeness
from pactwire.compare.rules import compare_rules

_UNDATED = 10**9


@dataclass(slots=True)
class Cluster:
    """Mentions of one agreement, the links that joined them, and the best links that did not, by position."""

    members: list[int]
    links: list[tuple[int, int, Score]] = field(default_factory=list)
    apart: list[tuple[int, int, Score]] = field(default_factory=list)


# Mentions of one block, in one order, that are weighed by one task.
LINE = 2_000


class Line(NamedTuple):
    """A stretch of a block in one of its orders: each of its first `heads` is compared with the next few.

    `partial` where only pairs count of which one names too few states to be found otherwise.
    """

    partial: bool
    members: tuple[int, ...]
    heads: int


def cluster_mentions(
    mentions: Sequence[Mention], scores: Mapping[tuple[int, int], Score] | None = None
) -> list[Cluster]:
    """Join mentions that are about one agreement; clusters are sorted by their first member.

    Args:
        mentions: all of them.
        scores: the weight of each candidate pair, where it is known already.
    """
    if scores is None:
        scores = {pair: score_pair(mentions[pair[0]], mentions[pair[1]]) for pair in candidate_pairs(mentions)}
    scores = {pair: scores[pair] for pair in sorted(scores)}
    forest = _Forest(mentions, scores)
    forest.join()
    clusters: dict[int, Cluster] = {}
    for number in range(len(mentions)):
        clusters.setdefault(forest.root(number), Cluster([])).members.append(number)
    for left, right, score in forest.links:
        clusters[forest.root(left)].links.append((left, right, score))
    _nearest_apart(clusters, forest, scores)
    return sorted(clusters.values(), key=lambda cluster: cluster.members[0])


def candidate_pairs(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield each pair of mentions that is worth comparing once.

    Mentions that share two states are put in order of name and of time, and each is compared with the next few in
    both orders; one that names a single state is looked for among all that name it. The number of pairs grows with
    the number of mentions, not with its square.
    """
    seen: set[tuple[int, int]] = set()
    for line in candidate_lines(mentions):
        for pair in pairs_of_line(line, mentions):
            if pair not in seen:
                seen.add(pair)
                yield pair


def candidate_lines(mentions: Sequence[Mention]) -> Iterator[Line]:
    """Yield the blocks in their orders, long ones in stretches."""
    window = compare_rules().join.window
    for partial, members in _blocks(mentions):
        for order in _orders(mentions, members):
            for start in range(0, len(order), LINE):
                heads = min(LINE, len(order) - start)
                if len(order) - start > 1:
                    yield Line(partial, tuple(order[start : start + LINE + window]), heads)


def pairs_of_line(line: Line, mentions: Mapping[int, Mention] | Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a stretch, the lower number first; a pair may come twice."""
    window = compare_rules().join.window
    for position, left in enumerate(line.members[: line.heads]):
        for right in line.members[position + 1 : position + 1 + window]:
            if line.partial and not (mentions[left].partial or mentions[right].partial):
                continue
            yield (left, right) if left < right else (right, left)


def _blocks(mentions: Sequence[Mention]) -> Iterator[tuple[bool, list[int]]]:
    limit = compare_rules().join.pairs_per_mention
    by_pair: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_party: dict[str, list[int]] = defaultdict(list)
    partial_parties = {party for mention in mentions if mention.partial for party in mention.parties}
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        for count, pair in enumerate(combinations(sorted(mention.parties), 2)):
            if count >= limit:
                by_pair[tuple(sorted(mention.parties))].append(number)
                break
            by_pair[pair].append(number)
        for party in mention.parties & partial_parties:
            by_party[party].append(number)
        if len(mention.articles) == 1 + len(mention.copied):
            by_article[mention.articles[0]].append(number)
    for pair_key in sorted(by_pair):
        yield False, by_pair[pair_key]
    for party in sorted(by_party):
        yield True, by_party[party]
    for article in sorted(by_article):
        members = by_article[article]
        for number in members:
            # Without any party an agreement can only be found inside its own article.
            if not mentions[number].parties:
                yield False, members
                break


def _orders(mentions: Sequence[Mention], members: list[int]) -> Iterator[list[int]]:
    if len(members) < 2:
        return

    def by_name(number: int) -> tuple[str, str, int, int]:
        mention = mentions[number]
        name = mention.name.key or " ".join(sorted(mention.name.distinct))
        return name, mention.type, mention.first or _UNDATED, number

    def by_time(number: int) -> tuple[int, str, int]:
        mention = mentions[number]
        return _UNDATED if mention.first is None else mention.first, mention.type, number

    def by_kind(number: int) -> tuple[str, int, int]:
        mention = mentions[number]
        return mention.type, _UNDATED if mention.first is None else mention.first, number

    yield sorted(members, key=by_name)
    if len(members) > compare_rules().join.window + 1:
        yield sorted(members, key=by_time)
        yield sorted(members, key=by_kind)


class _Forest:
    """Clusters under construction: who is in which, and how the compared members of two clusters agree."""

    def __init__(self, mentions: Sequence[Mention], scores: dict[tuple[int, int], Score]) -> None:
        self.parent = list(range(len(mentions)))
        self.links: list[tuple[int, int, Score]] = []
        self.scores = scores
        self.states: dict[int, list[frozenset[str]]] = {}
        self.names: dict[int, list[AgreementName]] = {}
        # For each cluster its neighbours: sum and number of compared pairs, and whether one pair is barred.
        self.near: dict[int, dict[int, tuple[float, int, bool]]] = defaultdict(dict)
        for number, mention in enumerate(mentions):
            self.states[number] = [mention.states]
            self.names[number] = [mention.name] if mention.name.telling else []
        for (left, right), score in scores.items():
            entry = (score.total, 1, score.barred)
            self.near[left][right] = entry
            self.near[right][left] = entry

    def root(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self) -> None:
        threshold, mean = compare_rules().join.threshold, compare_rules().join.mean
        queue = [
            (-score.total, left, right)
            for (left, right), score in self.scores.items()
            if score.total >= threshold and not score.barred
        ]
        heapq.heapify(queue)
        while queue:
            negative, left, right = heapq.heappop(queue)
            one, other = self.root(left), self.root(right)
            if one == other:
                continue
            total, count, barred = self.near[one].get(other, (-negative, 1, False))
            if barred or total / count < mean or self._barred(one, other):
                continue
            self.links.append((left, right, self.scores[left, right]))
            self._merge(one, other)

    def _barred(self, one: int, other: int) -> bool:
        pairs = [(left, right) for left in self.names[one] for right in self.names[other]]
        if any(name_likeness(left, right) == "different" for left, right in pairs):
            return True
        if any(one_of_many(left, right) for left, right in pairs):
            return False
        return any(parties_bar(left, right) for left in self.states[one] for right in self.states[other])

    def _merge(self, one: int, other: int) -> None:
        if len(self.near[one]) < len(self.near[other]):
            one, other = other, one
        self.parent[other] = one
        self.states[one] = _telling(self.states[one] + self.states.pop(other))
        self.names[one] = list(dict.fromkeys(self.names[one] + self.names.pop(other)))
        mine, theirs = self.near[one], self.near.pop(other)
        mine.pop(other, None)
        theirs.pop(one, None)
        for neighbour, (total, count, barred) in theirs.items():
            known_total, known_count, known_barred = mine.get(neighbour, (0.0, 0, False))
            entry = (known_total + total, known_count + count, known_barred or barred)
            mine[neighbour] = entry
            self.near[neighbour].pop(other, None)
            self.near[neighbour][one] = entry


def _telling(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """Keep pairs of states, and the sets that no other holds.

    A pair of states stays beside the three that hold it: another pair of the three is another bilateral agreement.
    A pair of a state and an organisation does not, since the organisation's members are parties too.
    """
    unique = sorted(set(sets), key=lambda states: (-len(states), sorted(states)))
    kept: list[frozenset[str]] = []
    for states in unique:
        if is_bilateral(states) or not any(states <= wider for wider in kept):
            kept.append(states)
    return kept


def _nearest_apart(
    clusters: dict[int, Cluster], forest: _Forest, scores: dict[tuple[int, int], Score], keep: int = 3
) -> None:
    """Note for each cluster its best links to others: why they were kept apart."""
    best: dict[int, dict[int, tuple[int, int, Score]]] = defaultdict(dict)
    for (left, right), score in scores.items():
        one, other = forest.root(left), forest.root(right)
        if one == other:
            continue
        for mine, its in ((one, other), (other, one)):
            known = best[mine].get(its)
            if known is None or (-score.total, left, right) < (-known[2].total, known[0], known[1]):
                best[mine][its] = (left, right, score)
    for number, others in best.items():
        ranked = sorted(others.values(), key=lambda link: (-link[2].total, link[0], link[1]))
        clusters[number].apart = ranked[:keep]
