"""Everything that can be read about actors, people and places in one text."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pactwire.actors.aliases import find_aliases, without_redefined
from pactwire.actors.by_office import Named
from pactwire.actors.coordination import Anchor, asides
from pactwire.actors.definites import find_definites
from pactwire.actors.entities import Name, repair
from pactwire.actors.goods import Goods, find_goods
from pactwire.actors.groups import Group, find_groups
from pactwire.actors.institutions import resolve_institutions
from pactwire.actors.labels import Guess, settle_labels
from pactwire.actors.lexicon import word_lists
from pactwire.actors.makers import find_makers, without_homes
from pactwire.actors.movements import find_movements
from pactwire.actors.named import Found, WordSpan, find_named
from pactwire.actors.offices import Office, find_offices
from pactwire.actors.people import find_people
from pactwire.actors.peoples import find_peoples
from pactwire.actors.placing import mark_places
from pactwire.actors.words import Words
from pactwire.annotations import ActorMention, ActorVia, PersonMention, PlaceMention


@dataclass(frozen=True, slots=True)
class Reading:
    """The mentions and entities of one text, each list in its order."""

    actors: tuple[ActorMention, ...]
    people: tuple[PersonMention, ...]
    places: tuple[PlaceMention, ...]
    entities: tuple[Name, ...]


def read_actors(
    text: str | Words,
    guesses: Sequence[Guess] = (),
    sentence_starts: Sequence[int] = (),
    tags: Mapping[int, str] | None = None,
) -> Reading:
    """Read actors, people and places out of a text.

    Args:
        text: the text, or its words where they are cut already.
        guesses: entities of a statistical model; without them only what the lexicon and offices show is found.
        sentence_starts: character offsets; without them sentences are cut at full stops and blank lines.
        tags: Penn Treebank tags by the offset of their word; without them fewer places are told from actors.
    """
    words = (Words(text) if isinstance(text, str) else text).annotated(sentence_starts, tags)
    guesses = settle_labels(words, guesses)
    goods = find_goods(words)
    people = [span for span in _word_spans(words, guesses, {"PERSON"}) if not _is_goods(span, goods)]
    seen = _seen(words, people)
    return Reading(
        tuple(_actor_mentions(words, seen, asides(words, seen.anchors))),
        tuple(_person_mentions(words, seen.named)),
        tuple(_place_mentions(words, seen.found)),
        tuple(repair(words, guesses, seen.found, seen.offices, seen.named, goods)),
    )


def find_actors(words: Words) -> list[ActorMention]:
    """Return the actors that the lexicon and offices show: a part of what `read_actors` returns, in less time."""
    return _actor_mentions(words, _seen(words, ()), ())


class _Seen(NamedTuple):
    """What was recognised in a text, before it becomes mentions."""

    found: Sequence[Found]
    offices: Sequence[Office]
    named: Sequence[Named]
    anchors: Sequence[Anchor]
    groups: Sequence[Group]


def _seen(words: Words, people: Sequence[WordSpan]) -> _Seen:
    found = without_redefined(words, find_named(words, people))
    mark_places(words, found)
    found = with_makers(words, resolve_institutions(words, with_movements(words, found)))
    found = sorted([*found, *find_aliases(words, found)], key=lambda mention: mention.first)
    offices = find_offices(words, found)
    named = find_people(words, found, offices, people)
    anchors = _anchors(words, found, named)
    return _Seen(found, offices, named, anchors, [*find_groups(words, anchors), *find_definites(words, anchors)])


def with_movements(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the mentions of a text with the armed groups and peoples that no list has; the longer name counts."""
    movements = find_movements(words, found)
    inside = {index for mention in movements for index in range(mention.first, mention.last + 1)}
    kept = [mention for mention in found if inside.isdisjoint(range(mention.first, mention.last + 1))]
    return _in_order([*kept, *movements, *find_peoples(words, [*kept, *movements])])


def with_makers(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the mentions of a text with the firms that no list has."""
    return without_homes(words, _in_order([*found, *find_makers(words, found)]))


def _in_order(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda mention: mention.first)


def _is_goods(span: WordSpan, goods: Sequence[Goods]) -> bool:
    """Tell whether what was taken for a person is a ship: "HMS Queen Elizabeth"."""
    return any(thing.first <= span[0] <= thing.last for thing in goods)


def _word_spans(words: Words, guesses: Sequence[Guess], labels: set[str]) -> list[WordSpan]:
    spans = []
    for guess in guesses:
        if guess.label in labels and guess.start < guess.end:
            first, last = words.index_at(guess.start), words.index_at(guess.end - 1)
            if first < len(words) and words.starts[first] < guess.end:
                spans.append((first, min(last, len(words) - 1)))
    return spans


def _anchors(words: Words, found: Sequence[Found], named: Sequence[Named]) -> list[Anchor]:
    """Return the mentions that a group phrase can stand for: all actors but places."""
    anchors = [
        Anchor(mention.first, mention.last, mention.actors, _is_weak(words, found, position))
        for position, mention in enumerate(found)
        if mention.actors and mention.via is not None and not mention.place
    ]
    anchors += [
        Anchor(mention.first, mention.last, (mention.person.owner,), person=True)
        for mention in named
        if mention.person.owner
    ]
    return sorted(anchors, key=lambda anchor: (anchor.first, anchor.last))


def _is_weak(words: Words, found: Sequence[Found], position: int) -> bool:
    """Tell whether an adjective modifies something that is not its state's: "the North Korean threat"."""
    mention = found[position]
    if mention.via != "adjective":
        return False
    after = words.keys[mention.last + 1] if mention.last + 1 < len(words) else ""
    lists = word_lists()
    return after not in lists.list_fillers and after not in lists.spokesmen and after not in ("-", "and", ",")


def _actor_mentions(words: Words, seen: _Seen, aside: Container[int]) -> list[ActorMention]:
    mentions = []
    covered: set[int] = set()
    for group in seen.groups:
        via: ActorVia = "group" if len(group.actors) > 1 else "alias"
        start, end = words.starts[group.first], words.ends[group.last]
        mentions.append(ActorMention(start, end, words.text[start:end], group.actors, via, group.rule))
        covered.update(range(group.first, group.last + 1))
    for mention in seen.found:
        if mention.actors and mention.via is not None and covered.isdisjoint(range(mention.first, mention.last + 1)):
            start, end = words.starts[mention.first], words.ends[mention.last]
            mentions.append(
                ActorMention(
                    start,
                    end,
                    words.text[start:end],
                    mention.actors,
                    mention.via,
                    mention.rule,
                    mention.place,
                    mention.first in aside,
                )
            )
            covered.update(range(mention.first, mention.last + 1))
    for person in seen.named:
        owner = person.person.owner
        if owner is not None and covered.isdisjoint(range(person.first, person.last + 1)):
            start, end = words.starts[person.first], words.ends[person.last]
            mentions.append(ActorMention(start, end, words.text[start:end], (owner,), "person", person.person.rule))
            covered.update(range(person.first, person.last + 1))
    return sorted(mentions, key=lambda mention: mention.start)


def _person_mentions(words: Words, named: Sequence[Named]) -> list[PersonMention]:
    mentions = []
    end_before = 0
    for mention in named:
        start, end = words.starts[mention.first], words.ends[mention.last]
        if start < end_before:
            continue
        person = mention.person
        country = person.owner.country if person.owner is not None else None
        mentions.append(
            PersonMention(
                start, end, words.text[start:end], person.key, person.name, person.office, country, person.rule
            )
        )
        end_before = end
    return mentions


def _place_mentions(words: Words, found: Sequence[Found]) -> list[PlaceMention]:
    places = []
    for position, mention in enumerate(found):
        if (mention.place and mention.term.kind != "adjective") or mention.term.label in ("LOC", "FAC"):
            start, end = words.starts[mention.first], words.ends[mention.last]
            within = _within(words, found, position)
            places.append(
                PlaceMention(start, end, words.text[start:end], mention.term.name, mention.term.country, within)
            )
    return places


def _within(words: Words, found: Sequence[Found], position: int) -> str | None:
    """Return the wider place named right after: "Malacañang Palace in Manila", "Geneva, Switzerland"."""
    if position + 1 >= len(found):
        return None
    mention, after = found[position], found[position + 1]
    between = words.keys[mention.last + 1 : after.first]
    wider = after.term.kind in ("state", "capital") and after.term.country == mention.term.country
    if after.place and wider and between in ([","], ["in"], ["in", "the"], ["in", "central"], ["["]):
        return after.term.name
    return None
