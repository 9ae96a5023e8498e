"""People meant by their office alone: "the Japanese Prime Minister", "the ambassador"."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from pactwire.actors.offices import Office
from pactwire.actors.words import Words
from pactwire.annotations import Actor


@dataclass(slots=True)
class Person:
    """One person of the text, however often named."""

    key: str
    name: str
    parts: tuple[str, ...]
    office: str | None = None
    owner: Actor | None = None
    rule: str = "person.name"


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a person from word `first` to word `last`."""

    first: int
    last: int
    person: Person


def by_office(words: Words, offices: Sequence[Office], used: Container[int], mentions: Sequence[Named]) -> list[Named]:
    """Return mentions by office alone: "the Japanese Prime Minister".

    Args:
        used: the first words of the offices that belong to a name beside them.
        mentions: the people named in the text, in order.
    """
    named = {mention.first: mention for mention in mentions}
    covered = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    result: list[Named] = []
    for office in offices:
        if office.first in used or office.last + 1 in named or office.first in covered or office.last in covered:
            continue
        before = words.keys[office.start - 1] if office.start else ""
        if before != "the" and office.start == office.first:
            continue
        if before not in ("the", "") and before in ("a", "an", "two", "both", "three", "of"):
            continue
        person = _holder_in_text(mentions, office)
        if person is None and office.owner is not None:
            person = Person(
                f"{office.owner.id}:{office.title.lower()}",
                office.title,
                (),
                office.title,
                office.owner,
                "person.office",
            )
        if person is not None:
            result.append(Named(office.first, office.last, person))
    return result


def _holder_in_text(mentions: Sequence[Named], office: Office) -> Person | None:
    """Return the last person before the office who holds one like it, for the same state."""
    head = _head(office.title)
    for mention in reversed(mentions):
        person = mention.person
        if mention.first > office.first or not person.office:
            continue
        same_owner = office.owner is None or person.owner is None or office.owner == person.owner
        fields = _field(person.office), _field(office.title)
        if (
            same_owner
            and (not all(fields) or fields[0] & fields[1])
            and (
                _head(person.office) == head
                or (head in ("chief", "minister", "secretary", "leader", "diplomat") and fields[0] & fields[1])
            )
        ):
            return person
    return None


def _head(title: str) -> str:
    return title.lower().split(" of ")[0].split(" for ")[0].split()[-1]


def _field(title: str) -> set[str]:
    return set(title.lower().replace("defense", "defence").split()) & {
        "foreign",
        "defence",
        "finance",
        "interior",
        "affairs",
        "top",
    }
