"""Which of the actors named before a group phrase it stands for, where a text names three states or more.

Every set of actors that the words before offer is weighed: a list ("Poland and Romania"), a subject with its partner
("Norway will buy frigates from Britain"), all actors of a sentence, a group resolved before. Those that sign or meet
weigh more than those that stand by, praise, protest or did something alike; the nearer more than the farther.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pactwire.actors.coordination import ActorSet, Anchor, chains
from pactwire.actors.lexicon import FOLDER
from pactwire.actors.words import Words
from pactwire.annotations import Actor
from pactwire.resources import Row, read_toml

# The main actors of a text are named so many times as often as those named in passing, and so often at least.
MAIN, LEAST = 3, 4

# "New Zealand has since signed one": so near behind an actor stands the object of its own verb.
_NEAR_VERB = 4

# A group phrase has no more words: "the two nuclear-armed rivals".
_PHRASE = 8


class Weights(Row):
    """What a set of actors costs by the way it is told; the cheapest is chosen."""

    partner: int
    distant: int
    sentence: int
    weak: int
    gathered: int
    idle: int
    new: int
    attached: int
    object: int
    bystander: int
    impersonal: int
    lead: int
    here: int
    dearest: int


class SalienceWords(Row):
    """The word lists of `salience.toml`."""

    joint: frozenset[str]
    bystander: frozenset[str]
    parallel: frozenset[str]
    parallel_last: frozenset[str]
    another: frozenset[str]
    another_before: frozenset[str]
    joining: frozenset[str]
    adding: frozenset[str]
    rivals: frozenset[str]
    hostile: frozenset[str]
    fillers: frozenset[str]
    attaching: frozenset[str]
    object_of: frozenset[str]
    clauses: frozenset[str]
    partner: frozenset[str]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set of actors that a group phrase may stand for; `last` is its last word, `cost` what speaks against it."""

    actors: tuple[Actor, ...]
    last: int
    cost: int


@cache
def salience_words() -> SalienceWords:
    """Return the words and weights that candidates are weighed by."""
    return read_toml(FOLDER + "salience.toml", SalienceWords)


def choose(
    words: Words,
    before: Sequence[Anchor],
    groups: Sequence[ActorSet],
    phrase: int,
    count: int,
    *,
    people: bool = False,
) -> tuple[Actor, ...]:
    """Return as many actors as a group phrase asks for: those of the cheapest set, the nearest of equals.

    Args:
        before: the actors named before the phrase, in order.
        groups: the group phrases resolved before it.
        phrase: the first word of the phrase.
        people: the phrase is about people ("the two ministers").
    """
    weights = salience_words().weights
    found = [item for item in _candidates(words, before, groups, phrase, people) if len(item.actors) == count]
    best = min(found, key=lambda item: (item.cost, -item.last), default=None)
    return best.actors if best is not None and best.cost <= weights.dearest else ()


def is_bystander(words: Words, chain: Sequence[Anchor]) -> bool:
    """Tell whether actors only praise, protest, help, or did something alike ("Finland has a similar pact")."""
    lists = salience_words()
    sentence = words.sentences[chain[0].first]
    index = chain[-1].last + 1
    while index < len(words) and words.sentences[index] == sentence and words.keys[index] in lists.fillers:
        index += 1
    if index < len(words) and words.sentences[index] == sentence:
        key = words.keys[index]
        if key in lists.bystander or (words.keys[index - 1] == "had" and key not in lists.joint):
            return True
    later = chain[-1].last + 1
    while later < len(words) and words.sentences[later] == sentence:
        key = words.keys[later]
        after = words.keys[later + 1 : later + 2]
        if key in lists.parallel or (key in lists.parallel_last and _ends_clause(words, later)):
            return True
        near = later - chain[-1].last <= _NEAR_VERB
        if near and key in lists.another and after and after[0] in lists.another_before:
            return True
        later += 1
    return False


def _ends_clause(words: Words, index: int) -> bool:
    return words.keys[index + 1 : index + 2] in ([], ["."], [","], [";"])


def _joins(words: Words, chain: Sequence[Anchor]) -> bool:
    """Tell whether a bystander takes the side of those spoken of: "Eritrea sides with Cairo"."""
    return words.keys[chain[-1].last + 1 : chain[-1].last + 2] in [[key] for key in salience_words().joining]


def _in_passing(words: Words, told: Sequence[Sequence[Anchor]]) -> list[Sequence[Anchor]]:
    """Return the lists named in an insertion behind the subject: "Nepal, once wedged between India and China, has"."""
    if len(told) < 2 or words.keys[told[0][-1].last + 1 : told[0][-1].last + 2] != [","]:
        return []
    opening = told[0][-1].last + 1
    if opening + 1 >= len(words) or words.keys[opening + 1] in salience_words().adding:
        return []
    sentence = words.sentences[opening]
    closing = opening + 1
    while closing < len(words) and words.sentences[closing] == sentence and words.keys[closing] != ",":
        closing += 1
    if words.tags[closing + 1 : closing + 2] == [] or words.tags[closing + 1][:1] not in ("V", "M"):
        return []
    return [chain for chain in told[1:] if opening < chain[0].first and chain[-1].last < closing]


def _candidates(
    words: Words, before: Sequence[Anchor], groups: Sequence[ActorSet], phrase: int, people: bool
) -> Iterator[Candidate]:
    weights = salience_words().weights
    here = words.sentences[phrase]
    by_sentence: dict[int, list[list[Anchor]]] = {}
    # What stands farther off is too dear however it is told, and long texts have much of it.
    near = [anchor for anchor in before if _distance(here, words.sentences[anchor.first]) <= weights.dearest]
    for chain in chains(words, near):
        by_sentence.setdefault(words.sentences[chain[0].first], []).append(chain)
    for first, last, actors in groups:
        yield Candidate(actors, last, _distance(here, words.sentences[first]))
    known = _first_sentences(words, before)
    gathered: dict[Actor, None] = {}
    joined: dict[Actor, None] = {}
    rivals = not salience_words().rivals.isdisjoint(words.keys[phrase : phrase + _PHRASE])
    for sentence in sorted(by_sentence, reverse=True):
        told = by_sentence[sentence]
        distance = _distance(here, sentence)
        if people and not any(anchor.person for chain in told for anchor in chain):
            distance += weights.impersonal
        if sentence == here and _is_object(words, phrase):
            distance += weights.object
        passing = _in_passing(words, told)
        active = [chain for chain in told if chain not in passing and not is_bystander(words, chain)]
        joint = joint_words(words, sentence, phrase)
        idle = 0 if joint else weights.idle
        for chain in told:
            cost = distance if joint else distance + _idleness(chain, known, sentence)
            cost += weights.attached * _is_attached(words, chain)
            yield Candidate(_members(chain), chain[-1].last, cost if chain in active else distance + weights.bystander)
        for pair, cost in _partners(words, active, joint):
            yield Candidate(_members(pair), pair[-1].last, distance + idle + cost)
        last = told[-1][-1].last
        strong = [anchor for chain in active for anchor in chain if not anchor.weak]
        yield Candidate(_members(strong), last, distance + idle + weights.sentence)
        every = [anchor for chain in active for anchor in chain]
        yield Candidate(_members(every), last, distance + idle + weights.weak)
        gathered.update(dict.fromkeys(_members(strong)))
        yield Candidate(tuple(gathered), last, distance + idle + weights.gathered)
        joined.update(dict.fromkeys(_members([anchor for chain in told if _joins(words, chain) for anchor in chain])))
        if joined:
            yield Candidate(tuple(gathered | joined), last, distance + idle + weights.gathered)
        if rivals:
            yield from _opponents(words, active, distance)


def _distance(here: int, sentence: int) -> int:
    weights = salience_words().weights
    if here == sentence:
        return weights.here
    return here - sentence + (weights.lead if sentence <= 1 else 0)


def _members(anchors: Sequence[Anchor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actor for anchor in anchors for actor in anchor.actors))


def _first_sentences(words: Words, anchors: Sequence[Anchor]) -> dict[Actor, int]:
    """Return the sentence in which each actor is named first."""
    first: dict[Actor, int] = {}
    for anchor in anchors:
        for actor in anchor.actors:
            first.setdefault(actor, words.sentences[anchor.first])
    return first


def _idleness(chain: Sequence[Anchor], known: Mapping[Actor, int], sentence: int) -> int:
    """Return what a list costs that does nothing together: more where nobody in it was spoken of before."""
    weights = salience_words().weights
    opens = sentence <= min(known.values())
    new = all(known[actor] == sentence for actor in _members(chain))
    return weights.new if new and not opens else weights.idle


def _is_attached(words: Words, chain: Sequence[Anchor]) -> bool:
    """Tell whether a list only joins another actor: "Japan will take part, with Australia and France"."""
    return words.keys[max(0, _before(words, chain))] in salience_words().attaching


def _before(words: Words, chain: Sequence[Anchor]) -> int:
    """Return the word before a list, articles and possessives passed over."""
    index = chain[0].first - 1
    while index > 0 and words.keys[index] in ("the", "its", "his", "her", "their"):
        index -= 1
    return index


def _is_object(words: Words, phrase: int) -> bool:
    """Tell whether the phrase is the object of its own clause, whose subject is somebody else."""
    lists = salience_words()
    if not phrase or words.keys[phrase - 1] not in lists.object_of:
        return False
    sentence = words.sentences[phrase]
    index = phrase - 1
    while index >= 0 and words.sentences[index] == sentence:
        if words.keys[index] in lists.clauses:
            return False
        index -= 1
    return True


def joint_words(words: Words, sentence: int, phrase: int) -> list[int]:
    """Return the words of a sentence that tell of something done together: signing, talks, a sale."""
    joint = salience_words().joint
    high = phrase
    while high and words.sentences[high - 1] > sentence:
        high -= 1
    while high < len(words) and words.sentences[high] == sentence:
        high += 1
    low = high
    while low and words.sentences[low - 1] == sentence:
        low -= 1
    return [index for index in range(low, high) if words.keys[index] in joint]


def _partners(
    words: Words, told: Sequence[Sequence[Anchor]], joint: Sequence[int]
) -> Iterator[tuple[list[Anchor], int]]:
    """Yield actors that the words before mark as partners, with whom they are the partners of, and the cost.

    That is the actor named last before them; or, further off, the first of the sentence.
    """
    lists = salience_words()
    strong = [chain for chain in told if not all(anchor.weak for anchor in chain)]
    for position, chain in enumerate(strong[1:], start=1):
        if words.keys[max(0, _before(words, chain))] not in lists.partner:
            continue
        nearest = strong[position - 1]
        between = any(nearest[-1].last < index < chain[0].first for index in joint)
        yield [*nearest, *chain], 0 if between else lists.weights.partner
        if position > 1:
            yield [*strong[0], *chain], lists.weights.distant


def _opponents(words: Words, told: Sequence[Sequence[Anchor]], distance: int) -> Iterator[Candidate]:
    """Yield who fights whom: "Pakistan shot down Indian jets"."""
    hostile = salience_words().hostile
    for one, other in pairwise(told):
        if not hostile.isdisjoint(words.keys[one[-1].last + 1 : other[0].first]):
            pair = [*one, *other]
            yield Candidate(_members(pair), other[-1].last, distance)


def most_named(named: Mapping[Actor, int], count: int) -> tuple[Actor, ...]:
    """Return the actors named most often, if as many as wanted stand out."""
    ranked = Counter(named).most_common(count + 1)
    if len(ranked) < count or (len(ranked) > count and ranked[count][1] == ranked[count - 1][1]):
        return ()
    return tuple(actor for actor, _ in ranked[:count])


def or_main(chosen: tuple[Actor, ...], named: Mapping[Actor, int]) -> tuple[Actor, ...]:
    """Return the actors chosen, or those that the whole text is about where the others are named only in passing."""
    main = most_named(named, len(chosen))
    passing = max((named.get(actor, 0) for actor in chosen if actor not in main), default=0)
    dominant = bool(main) and min(named[actor] for actor in main) >= max(passing * MAIN, LEAST)
    return main if dominant else chosen
