"""What the components leave on a `Doc`, in one typed place: `doc._.pactwire`.

Offsets are character offsets into `doc.text`, end exclusive. Mentions of one kind are sorted by start
and do not overlap.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pactwire.records import ArticleWarning, DateMention, MoneyMention, Person

if TYPE_CHECKING:
    from pactwire.agreements.events import AgreementEvent

ActorKind = Literal["state", "organisation", "company", "armed_group"]
ActorVia = Literal["name", "adjective", "capital", "seat", "ministry", "force", "company", "person", "alias", "group"]


@dataclass(frozen=True, slots=True)
class Actor:
    """One that can be a party: `id` is ISO 3166-1 alpha-3 for a state, else the canonical name or acronym.

    `listed` is false for one that no list has and that only the words of the text show.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that stand for one actor, or (`via="group"`) for several.

    `via` says how: by its name, an adjective or demonym ("Japanese"), a capital or seat as metonym
    ("Tokyo", "the Kremlin"), a ministry, an armed force, a company, a person in office, an alias or
    acronym defined in this document, or a group phrase ("the two countries", "both sides", "they").
    `place` is true where the words name a location rather than an actor ("in Manila"), `aside` where they only
    name a helper, onlooker or example ("with help from Qatar", "brokered by Egypt", "allies like Italy").
    """

    start: int
    end: int
    text: str
    actors: tuple[Actor, ...]
    via: ActorVia
    rule: str
    place: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person, by full name, surname or office; `key` is the same for all mentions in the document."""

    start: int
    end: int
    text: str
    key: str
    name: str
    office: str | None = None
    country: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where something can happen; `country` is ISO 3166-1 alpha-3, `within` a wider place named beside it."""

    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """Counted goods: "26 Rafale-M jets"."""

    start: int
    end: int
    text: str
    count: int | None
    designation: str | None


@dataclass(slots=True)
class Annotations:
    """All that was found in one document so far."""

    published: str | None = None
    actors: list[ActorMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    money: list[MoneyMention] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    events: "list[AgreementEvent]" = field(default_factory=list)
    warnings: list[ArticleWarning] = field(default_factory=list)
