"""Phrases that stand for actors named elsewhere: "the two countries", "both sides", "their", "the alliance"."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pactwire.actors.coordination import ActorSet, Anchor, asides, chains, coordinated
from pactwire.actors.lexicon import FOLDER, word_lists
from pactwire.actors.salience import choose, is_bystander, joint_words, most_named, or_main, salience_words
from pactwire.actors.words import Words
from pactwire.annotations import Actor
from pactwire.resources import Row, read_toml

# How many sentences back a group phrase is sought for.
REACH = 40

Class = Literal["state", "any", "people"]


class GroupWords(Row):
    """The word lists of `groups.toml`."""

    determiners: frozenset[str]
    doubles: frozenset[str]
    singles: frozenset[str]
    single_nouns: frozenset[str]
    pairs: frozenset[str]
    trios: frozenset[str]
    nouns_state: frozenset[str]
    nouns_any: frozenset[str]
    nouns_people: frozenset[str]
    nouns_definite: frozenset[str]
    owned_nouns: frozenset[str]
    bare_followers: frozenset[str]
    partisans: frozenset[str]
    clause_words: frozenset[str]
    reciprocals: tuple[tuple[str, str], ...]
    pronouns: frozenset[str]
    numbers: dict[str, int]
    definite: dict[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A group phrase from word `first` to word `last`; `count` is how many it stands for, where it says so."""

    first: int
    last: int
    count: int | None
    members: Class
    rule: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group phrase with the actors it stands for."""

    first: int
    last: int
    actors: tuple[Actor, ...]
    rule: str


@cache
def group_words() -> GroupWords:
    """Return the word lists of group phrases."""
    return read_toml(FOLDER + "groups.toml", GroupWords)


def find_groups(words: Words, anchors: Sequence[Anchor]) -> list[Group]:
    """Find group phrases and resolve them to the actors that are salient before them.

    Args:
        anchors: the actors named in the text, in order, without those that are mere places.
    """
    groups: list[Group] = []
    aside = asides(words, anchors)
    anchors = [anchor for anchor in anchors if anchor.first not in aside]
    sentences = [words.sentences[anchor.first] for anchor in anchors]
    named = Counter(actor for anchor in anchors for actor in anchor.actors)
    for phrase in find_phrases(words):
        here = words.sentences[phrase.first]
        near = anchors[bisect_left(sentences, here - REACH) : bisect_right(sentences, here)]
        told = [group for group in groups[-REACH:] if words.sentences[group.first] >= here - REACH]
        actors = _resolve(words, near, told, phrase, named)
        if actors:
            groups.append(Group(phrase.first, phrase.last, actors, phrase.rule))
    return groups


def find_phrases(words: Words) -> Iterator[Phrase]:
    """Yield the group phrases of a text from left to right, none overlapping."""
    openers = _openers()
    free = 0
    for index, key in enumerate(words.keys):
        if index >= free and key in openers and (phrase := _phrase_at(words, index)) is not None:
            yield phrase
            free = phrase.last + 1


@cache
def _openers() -> frozenset[str]:
    """Return the words with which a group phrase can begin."""
    lists = group_words()
    reciprocal = {opener for opener, _ in lists.reciprocals}
    return lists.pronouns | lists.singles | lists.doubles | lists.determiners | reciprocal


def _phrase_at(words: Words, index: int) -> Phrase | None:
    lists = group_words()
    key = words.keys[index]
    following = words.keys[index + 1] if index + 1 < len(words) else ""
    if (key, following) in lists.reciprocals:
        return Phrase(index, index + 1, None, "any", "group.reciprocal")
    if key in lists.pronouns:
        owned = key != "their" or any(word in lists.owned_nouns for word in words.keys[index + 1 : index + 4])
        return Phrase(index, index, None, "any", "group.pronoun") if owned else None
    if key in lists.singles:
        return _with_noun(words, index, index + 1, lists.single_nouns, 2, "group.single")
    if key in lists.doubles:
        start = index + 1
        if words.keys[start : start + 2] == ["of", "the"]:
            start += 2
        if words.keys[start : start + 1] == ["parties"] and _is_partisan(words, index):
            return None
        found = _with_noun(words, index, start, _plurals(), 2, "group.both")
        return found or _bare(words, index, index, 2)
    if key in lists.determiners:
        return _after_determiner(words, index)
    return None


def _is_partisan(words: Words, index: int) -> bool:
    """Tell whether the parties are those of politicians: "senators from both parties"."""
    before = words.keys[max(0, index - 2) : index]
    return before[1:] in (["from"], ["of"], ["in"]) and before[0] in group_words().partisans


def _after_determiner(words: Words, index: int) -> Phrase | None:
    lists = group_words()
    following = words.keys[index + 1] if index + 1 < len(words) else ""
    if following in lists.pairs or following in lists.trios:
        after = words.keys[index + 2] if index + 2 < len(words) else ""
        count = 2 if following in lists.pairs else 3
        return None if after == "of" else Phrase(index, index + 1, count, "any", "group.bare")
    if following in lists.numbers:
        count = lists.numbers[following]
        found = _with_noun(words, index, index + 2, _plurals(), count, "group.number")
        return found or _bare(words, index, index + 1, count)
    if words.keys[index] == "the":
        return _with_noun(words, index, index + 1, lists.nouns_definite, None, "group.definite", adjectives=1)
    return None


@cache
def _plurals() -> frozenset[str]:
    lists = group_words()
    return lists.nouns_state | lists.nouns_any | lists.nouns_people


def _with_noun(
    words: Words, first: int, start: int, nouns: frozenset[str], count: int | None, rule: str, adjectives: int = 4
) -> Phrase | None:
    """Return the phrase whose noun follows from word `start`, some adjectives between at most."""
    lists = group_words()
    stops = word_lists().modifier_stops
    for index in range(start, min(start + adjectives + 1, len(words))):
        key = words.keys[index]
        if key in nouns:
            after = words.keys[index + 1 : index + 3]
            if after[:1] and after[0] in nouns and after[0] != key:
                continue
            if after[:1] == ["of"]:
                return None
            members: Class = "state" if key in lists.nouns_state else "people" if key in lists.nouns_people else "any"
            return Phrase(first, index, count, members, rule)
        if index in words.breaks or key in stops or not (key[0].isalpha() or key in ("-", ".")):
            return None
    return None


def _bare(words: Words, first: int, last: int, count: int) -> Phrase | None:
    """Return "the two" or "both" where it stands for a noun of its own."""
    after = words.keys[last + 1] if last + 1 < len(words) else "."
    if after not in group_words().bare_followers:
        return None
    sentence = words.sentences[last]
    ahead = [words.keys[i] for i in range(last + 1, min(last + 7, len(words))) if words.sentences[i] == sentence]
    if first == last and after in ("in", "on", "for", "to", "at", "by", "as", "that") and "and" in ahead:
        return None
    return Phrase(first, last, count, "any", "group.bare")


def _resolve(
    words: Words, anchors: Sequence[Anchor], groups: Sequence[Group], phrase: Phrase, named: Counter[Actor]
) -> tuple[Actor, ...]:
    within = [anchor for anchor in anchors if phrase.first <= anchor.first <= phrase.last]
    among = next((anchor.actors for anchor in within if len(anchor.actors) > 1), None)
    if among is not None:
        if phrase.count is None or len(among) == phrase.count:  # "the Nordic countries" says who they are
            return among
        return _counted(words, _only(anchors, among), groups, phrase, {a: n for a, n in named.items() if a in among})
    inside = {actor for anchor in within for actor in anchor.actors}
    usable = [
        anchor
        for anchor in anchors
        if all(_may_be(actor, phrase) for actor in anchor.actors) and inside.isdisjoint(anchor.actors)
    ]
    if phrase.count is not None:
        main = {a: n for a, n in named.items() if _may_be(a, phrase) and a not in inside}
        return _counted(words, usable, groups, phrase, main)
    before = [anchor for anchor in usable if anchor.last < phrase.first]
    sets = coordinated(words, before)
    sets += [(group.first, group.last, group.actors) for group in groups]
    return _nearest_set(words, sorted(item for item in sets if not inside & set(item[2])), before, phrase)


def _only(anchors: Sequence[Anchor], among: tuple[Actor, ...]) -> list[Anchor]:
    """Return the anchors with what of their actors is among those given: for "the two Nordic countries"."""
    kept = [replace(anchor, actors=tuple(a for a in anchor.actors if a in among)) for anchor in anchors]
    return [new for new, old in zip(kept, anchors, strict=True) if new.actors and old.actors != among]


def _may_be(actor: Actor, phrase: Phrase) -> bool:
    return actor.kind == "state" if phrase.members == "state" else actor.kind != "company"


def _counted(
    words: Words, usable: Sequence[Anchor], groups: Sequence[Group], phrase: Phrase, named: Mapping[Actor, int]
) -> tuple[Actor, ...]:
    """Return as many actors as the phrase says: those set beside it, those most likely meant, or those named most.

    Args:
        named: how often each actor that the phrase may mean is named in the whole text.
    """
    assert phrase.count is not None
    beside = _beside(words, usable, phrase)
    if beside:
        return beside
    before = [anchor for anchor in usable if anchor.last < phrase.first]
    resolved = [(group.first, group.last, group.actors) for group in groups if named.keys() >= set(group.actors)]
    chosen = choose(words, before, resolved, phrase.first, phrase.count, people=phrase.members == "people")
    if chosen:
        return chosen if _in_sentence(words, before, chosen, phrase) else or_main(chosen, named)
    here = words.sentences[phrase.first]
    beside_it = dict.fromkeys(
        actor
        for anchor in usable
        if words.sentences[anchor.first] == here and not anchor.weak
        for actor in anchor.actors
    )
    return tuple(beside_it) if len(beside_it) == phrase.count else most_named(named, phrase.count)


def _in_sentence(words: Words, before: Sequence[Anchor], actors: tuple[Actor, ...], phrase: Phrase) -> bool:
    here = words.sentences[phrase.first]
    return any(words.sentences[anchor.first] == here and set(anchor.actors) & set(actors) for anchor in before)


def _beside(words: Words, usable: Sequence[Anchor], phrase: Phrase) -> tuple[Actor, ...]:
    """Return the actors that an apposition names: "the two sides, Abu Dhabi and New Delhi, will"."""
    for first, last, actors in coordinated(words, [anchor for anchor in usable if anchor.first > phrase.last]):
        joined = words.keys[phrase.last + 1 : first] in ([","], ["-"], [":"], ["-", "-"], ["("], [",", "the"])
        if (
            joined
            and len(actors) == phrase.count
            and words.keys[last + 1 : last + 2] in ([","], ["."], ["-"], [")"], [])
        ):
            return actors
    return ()


def _rival_between(words: Words, last: int, first: int) -> bool:
    """Tell whether another plural noun, which "they" may well mean, stands between the list and the pronoun."""
    return any(
        words.tags[index] in ("NNS", "NNPS") and words.keys[index] not in _plurals() for index in range(last + 1, first)
    )


def _nearest_set(words: Words, sets: Sequence[ActorSet], before: Sequence[Anchor], phrase: Phrase) -> tuple[Actor, ...]:
    """Return the actors coordinated last, in the same sentence or the one before; bystanders are passed over."""
    here = words.sentences[phrase.first]
    personal = words.keys[phrase.first] in ("they", "them")
    bystanders = _bystanders(words, before)
    for sentence in _by_deeds(words, sets, phrase):
        joined = [item for item in sets if words.sentences[item[0]] == sentence and len(item[2]) > 1]
        if sentence == here and words.keys[phrase.first] == "them":
            joined = [item for item in joined if not _same_clause(words, item[1], phrase.first)]
        active = [item for item in joined if item[0] not in bystanders]
        if active or (joined and sentence == here):
            chosen = (active or joined)[-1] if sentence == here else active[0]
            doubtful = personal and not _acts(words, phrase) and _rival_between(words, chosen[1], phrase.first)
            return () if doubtful else chosen[2]
        if personal:
            continue
        named = dict.fromkeys(
            actor
            for anchor in before
            if words.sentences[anchor.first] == sentence and not anchor.weak and anchor.first not in bystanders
            for actor in anchor.actors
        )
        if len(named) == 2 and (
            sentence == here or (sentence == here - 1 and joint_words(words, sentence, phrase.first))
        ):
            return tuple(named)
        if sentence == here and named and phrase.rule == "group.pronoun":
            return ()
        if sentence == here - 1 and not (named or bystanders):
            return ()
    return ()


def _by_deeds(words: Words, sets: Sequence[ActorSet], phrase: Phrase) -> list[int]:
    """Return the sentences to look in; one whose actors do nothing together comes behind one whose actors do."""
    here = words.sentences[phrase.first]
    order = [here, here - 1, here - 2]
    if words.keys[phrase.first] == "their" and not any(words.sentences[item[0]] == here for item in sets):
        told = {words.sentences[item[0]] for item in sets if joint_words(words, words.sentences[item[0]], phrase.first)}
        if here - 1 not in told and here - 2 in told:
            return [here, here - 2, here - 1]
    return order


def _acts(words: Words, phrase: Phrase) -> bool:
    """Tell whether a pronoun is the subject of a verb that only states act by: "they will sign it"."""
    return not salience_words().joint.isdisjoint(words.keys[phrase.last + 1 : phrase.last + 4])


def _same_clause(words: Words, last: int, first: int) -> bool:
    """Tell whether nothing between a list and a pronoun begins a clause of its own."""
    return group_words().clause_words.isdisjoint(words.keys[last + 1 : first])


def _bystanders(words: Words, before: Sequence[Anchor]) -> set[int]:
    """Return the first words of the actors that only stand by."""
    return {anchor.first for chain in chains(words, before) if is_bystander(words, chain) for anchor in chain}
