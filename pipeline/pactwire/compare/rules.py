"""Weights, thresholds and word lists of the comparison, read from `models/rules/compare.toml`."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pactwire.compare.text import fold
from pactwire.records import AgreementType, Status
from pactwire.resources import Row, read_csv, read_toml


class JoinRules(Row):
    """When two mentions are one agreement, and how many are compared."""

    threshold: float
    mean: float
    window: int = Field(ge=1)
    pairs_per_mention: int = Field(ge=1)
    near_days: int
    related_days: int
    far_days: int
    signed_apart_days: int


class Points(Row):
    """What each ground weighs."""

    prior: float
    parties_same: float
    parties_subset: float
    parties_overlap: float
    type_same: float
    type_near: float
    type_vague: float
    type_different: float
    name_same: float
    name_common_same: float
    name_variant: float
    name_contained: float
    name_described: float
    name_instrument: float
    name_different: float
    same_act: float
    act_roughly: float
    act_undated: float
    near_in_time: float
    related_in_time: float
    apart_in_time: float
    far_in_time: float
    signed_apart: float
    signed_apart_goods: float
    amount_same: float
    amount_near: float
    amount_different: float
    amount_different_goods: float
    goods_same: float
    goods_same_count: float
    goods_other_count: float
    goods_different: float
    place_same: float
    signatory_same: float
    words_shared: float
    proper_shared: float
    story_shared: float
    same_key: float
    same_text: float
    same_article: float
    refusal: float
    same_article_vague: float
    same_article_same_status: float


class TypeRules(Row):
    """Which kinds of agreement are near each other."""

    vague: frozenset[AgreementType]
    goods: frozenset[AgreementType]
    near: frozenset[frozenset[AgreementType]]


class NameRules(Row):
    """Words of agreement names that tell little."""

    instruments: frozenset[str]
    common: frozenset[str]
    stop: frozenset[str]
    spelling: float
    variants: dict[str, str]


class Qualifiers(Row):
    """Words beside a sum: it is an upper bound, a lower bound, or about so much."""

    upper: tuple[str, ...]
    lower: tuple[str, ...]
    about: tuple[str, ...]


class AmountRules(Row):
    """Tolerances, as shares of the larger sum."""

    near: float
    rounding: float
    close: float
    cut: float
    conversion: float
    rate: float
    rate_days: int
    qualifiers: Qualifiers


class PeopleRules(Row):
    """How far two spellings of a person's name may differ."""

    spelling: float
    short_spelling: float
    parted: float
    short_forms: dict[str, str]
    titles: frozenset[str]
    letters: dict[str, str]


class PlaceRules(Row):
    """Spelling of places, and words for buildings and grounds."""

    spelling: float
    capital_spelling: float
    suburbs: dict[str, str]
    venue_words: frozenset[str]


class Unit(Row):
    """A unit of measure: `of` which, and how many of that it holds."""

    of: str
    factor: float


class TextRules(Row):
    """What is compared of the texts beside the events."""

    beside: int
    least: int
    share: float
    office_share: float
    days_near: int
    most: int
    state_spelling: float
    stop: frozenset[str]
    uncounted: frozenset[str]
    further: frozenset[str]
    concluded: frozenset[str]
    spoken: frozenset[str]
    spoken_by: tuple[str, ...]
    spoken_on: frozenset[str]
    offices: frozenset[str]
    endings: dict[str, str]
    numbers: dict[str, float]
    units: dict[str, Unit]
    uses: dict[str, frozenset[str]]


class ScopeRules(Row):
    """Words beside a sum or number that say it is not of the agreement itself, and how that is told."""

    before: int
    after: int
    words: dict[str, tuple[str, ...]]
    told: dict[str, str]


class ConflictRules(Row):
    """What a difference must have to be a contradiction."""

    confidence: float = Field(ge=0, le=1)
    part: float
    lot: float
    name: float
    most: int = Field(ge=1)
    own_acts: frozenset[Status]


class Neighbours(Row):
    """Two statuses that outlets use for one act."""

    statuses: frozenset[Status]
    relation: Literal["compatible", "conflict"]
    why: str


class StageRules(Row):
    """When two reports of a dossier tell of one act."""

    near_days: int
    undated_days: int
    before_days: int
    once: dict[Status, int]
    once_goods: int
    unilateral: frozenset[Status]
    spread: frozenset[Status]
    placed: frozenset[Status]
    whole: frozenset[Status]
    whole_days: int
    neighbours: tuple[Neighbours, ...]


class Order(Row):
    """`later` cannot come before `earlier`."""

    earlier: Status
    later: Status
    why: str


class Progress(Row):
    """Statuses in the order in which an agreement passes them."""

    order: tuple[Status, ...]
    passing: frozenset[Status]
    talks: frozenset[Status]


class SourceRules(Row):
    """When two texts are copies of one."""

    words: int = Field(ge=1)
    sketch: int = Field(ge=8)
    keys: int = Field(ge=1)
    window: int = Field(ge=1)
    copy_share: float = Field(alias="copy")
    agency_copy: float


class ConsistencyRules(Row):
    """Checks inside one article."""

    weekdays: tuple[str, ...] = Field(min_length=7, max_length=7)
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    count_factor: float
    rate_spread: float
    captions: tuple[str, ...]
    not_counted: frozenset[str]


class Example(Row):
    """Two texts and how they stand to each other under the rules; a test holds the rules to it."""

    left: str
    right: str
    kind: Literal["same", "compatible", "conflict"]


class CompareRules(Row):
    """All of `compare.toml`."""

    join: JoinRules
    points: Points
    types: TypeRules
    names: NameRules
    amounts: AmountRules
    people: PeopleRules
    places: PlaceRules
    texts: TextRules
    scopes: ScopeRules
    conflicts: ConflictRules
    stages: StageRules
    order: tuple[Order, ...]
    progress: Progress
    sources: SourceRules
    consistency: ConsistencyRules
    examples: dict[Literal["people", "places", "names", "sums", "counts"], tuple[Example, ...]]

    def rank(self, status: Status) -> int:
        """Return the place of a status in the usual order of an agreement's life."""
        return self.progress.order.index(status)


@cache
def compare_rules() -> CompareRules:
    """Return the rules of the comparison.

    Raises:
        ResourceError: `compare.toml` is missing or wrong.
    """
    return read_toml("rules/compare.toml", CompareRules)


class _LooseRow(BaseModel):
    """A row of a lexicon that other parts own and validate: only the columns used here are read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _NamedAgreementRow(_LooseRow):
    key: str
    name: str
    acronym: str | None = None
    aliases: str | None = None
    type: AgreementType
    generic: bool
    parties: str | None = None


class _StateRow(_LooseRow):
    id: str
    name: str
    names: str | None = None
    abbreviations: str | None = None
    adjectives: str | None = None
    nouns: str | None = None
    prefixes: str | None = None
    capitals: str | None = None


class _VenueRow(Row):
    name: str
    aliases: str | None = None
    within: str
    country: str


class KnownAgreement(Row):
    """An agreement, or a kind of agreement, that goes by several names; `many` where not two states alone have it."""

    key: str
    type: AgreementType
    identifying: bool
    bilateral_kind: bool
    many: bool


class Venue(Row):
    """A building or ground and the town it lies in."""

    name: str
    within: str
    country: str


def _variants(*cells: str | None) -> list[str]:
    return [fold(part) for cell in cells if cell for part in cell.split("|") if fold(part)]


@cache
def known_agreements() -> dict[str, KnownAgreement]:
    """Return known agreements by every folded name, alias and acronym.

    A row such as "Memorandum of Understanding" names an instrument and identifies nothing.
    """
    known: dict[str, KnownAgreement] = {}
    stop = compare_rules().names.stop
    for row in read_csv("gazetteers/named_agreements.csv", _NamedAgreementRow):
        entry = KnownAgreement(
            key=row.key,
            type=row.type,
            identifying=not (row.generic and row.type == "other"),
            bilateral_kind=row.generic,
            many=not row.generic and (row.parties or "").count("|") != 1,
        )
        for variant in _variants(row.name, row.acronym, row.aliases):
            known.setdefault(variant, entry)
            known.setdefault(" ".join(word for word in variant.split() if word not in stop), entry)
    return known


@cache
def state_names() -> dict[str, str]:
    """Return the id of each state by its folded names, abbreviations and capitals."""
    names: dict[str, str] = {}
    for row in read_csv("gazetteers/states.csv", _StateRow):
        for variant in [fold(row.id), *_variants(row.name, row.names, row.abbreviations)]:
            names.setdefault(variant, row.id)
    return names


@cache
def adjective_states() -> dict[str, str]:
    """Return the id of each state by its folded adjectives and nouns for its people."""
    names: dict[str, str] = {}
    for row in read_csv("gazetteers/states.csv", _StateRow):
        for variant in _variants(row.adjectives, row.nouns):
            names.setdefault(variant, row.id)
    return names


@cache
def spoken_states() -> dict[str, str]:
    """Return the id of each state by the folded words that texts have for it, capitals and adjectives included."""
    names: dict[str, str] = {}
    for row in read_csv("gazetteers/states.csv", _StateRow):
        for variant in _variants(row.name, row.names, row.abbreviations, row.adjectives, row.nouns, row.capitals):
            names.setdefault(variant, row.id)
    return names


@cache
def capital_names() -> dict[str, str]:
    """Return the id of each state by its folded capitals."""
    rows = read_csv("gazetteers/states.csv", _StateRow)
    return {variant: row.id for row in reversed(rows) for variant in _variants(row.capitals)}


@cache
def party_words() -> frozenset[str]:
    """Return folded words that stand for states inside agreement names: Japan, Japanese, US, Indo."""
    words: set[str] = set()
    for row in read_csv("gazetteers/states.csv", _StateRow):
        for variant in _variants(
            row.id, row.name, row.names, row.abbreviations, row.adjectives, row.nouns, row.prefixes, row.capitals
        ):
            if " " not in variant:
                words.add(variant)
    return frozenset(words)


@cache
def party_phrases() -> tuple[str, ...]:
    """Return folded phrases of several words that stand for states, longest first."""
    phrases: set[str] = set()
    for row in read_csv("gazetteers/states.csv", _StateRow):
        phrases.update(v for v in _variants(row.name, row.names, row.abbreviations, row.adjectives) if " " in v)
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def venues() -> dict[str, Venue]:
    """Return buildings and grounds by every folded name."""
    known: dict[str, Venue] = {}
    for row in read_csv("gazetteers/venues.csv", _VenueRow):
        entry = Venue(name=row.name, within=row.within, country=row.country)
        for variant in _variants(row.name, row.aliases):
            known.setdefault(variant, entry)
    return known
