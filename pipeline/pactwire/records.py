"""The records that Pactwire writes: a contract that other programs read.

Offsets are Python string indices into the article's text as read, end exclusive; `text[start:end]`
equals the quoted text. Unknown is `None`, never a guess.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Status = Literal[
    "proposed",
    "negotiating",
    "agreed_in_principle",
    "approved",
    "signed",
    "ratified",
    "in_force",
    "extended",
    "amended",
    "suspended",
    "terminated",
    "violated",
    "rejected",
    "delivered",
]
Modality = Literal["asserted", "planned", "possible", "negated", "denied"]
AgreementType = Literal[
    "mutual_defense",
    "defense_cooperation",
    "logistics_support",
    "visiting_forces",
    "basing_access",
    "information_security",
    "arms_transfer",
    "procurement_contract",
    "research_codevelopment",
    "training_exercise",
    "military_aid",
    "arms_control",
    "ceasefire",
    "maritime_security",
    "other",
]
PartyKind = Literal["state", "organisation", "company", "armed_group"]
PartyRole = Literal["donor", "recipient", "buyer", "seller"]
PublishedBasis = Literal["metadata", "text", "inferred", "unknown"]
OutletBasis = Literal["metadata", "url", "folder", "file_name", "credit", "unknown"]
AsideReason = Literal["language", "not_an_article"]
DeedRole = Literal["signed", "announced", "said"]
Timex3Type = Literal["DATE", "TIME", "DURATION", "SET"]

Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def _repr_html_(self) -> str:
        """Return what notebooks show. How a record looks is not known here: it is asked for when one looks."""
        from pactwire.notebook import record_html

        return record_html(self)


class Quote(Record):
    """A stretch of the article's text."""

    text: str
    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _length_matches(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"offsets {self.start}:{self.end} do not fit the text {self.text!r}")
        return self


class Article(Record):
    """One article as read. `text` is the input verbatim; every offset refers to it."""

    id: str
    path: str
    line: int | None = Field(
        default=None, description="1-based line or row in the file, where it holds several articles"
    )
    outlet: str | None = None
    outlet_basis: OutletBasis = "unknown"
    title: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published: str | None = Field(default=None, description="ISO 8601 calendar date of publication")
    published_basis: PublishedBasis = "unknown"
    url: str | None = None
    language: str = "en"
    sha256: str
    text: str
    extra: dict[str, Any] = Field(default_factory=dict)

    @field_validator("published")
    @classmethod
    def _is_iso(cls, value: str | None) -> str | None:
        if value is not None and date.fromisoformat(value).isoformat() != value:
            raise ValueError(f"published must be a calendar date like 2026-01-15, not {value!r}")
        return value


class Failure(Record):
    """An article or file that could not be processed: where, at which stage and why."""

    path: str
    article_id: str | None = None
    line: int | None = Field(default=None, description="1-based line or row in the file")
    stage: Literal["reading", "extraction", "writing"]
    reason: str


class SetAside(Record):
    """Something that was read and is no article in English: which kind, and what it is instead."""

    path: str
    article_id: str | None = None
    line: int | None = Field(default=None, description="1-based line, row or record in the file")
    reason: AsideReason
    detail: str = Field(description='the language as an ISO 639-1 code, or what it is, such as "HTTP status 404"')


ReadOutcome = Article | SetAside | Failure


class Entity(Quote):
    """A named entity; `id` is the canonical id (ISO 3166-1 alpha-3 for states)."""

    label: str
    id: str | None = None
    name: str | None = None


class Timex3(Record):
    """Type and value as TempEval-3 uses them (TimeML 1.2.1)."""

    type: Timex3Type
    value: str


class DateMention(Quote):
    """A temporal expression, normalised. `earliest`/`latest` are inclusive ISO dates."""

    timex3: Timex3
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = Field(default=None, description="the ISO date that a relative phrase was resolved against")
    basis: str


class MoneyMention(Quote):
    """An amount in currency units (ISO 4217); `high` is set where the text gives a range."""

    value: float | None = None
    high: float | None = None
    currency: str | None = None
    approximate: bool = False
    qualifier: str | None = Field(default=None, description="up to, at least, more than, nearly ...")
    per: str | None = Field(default=None, description="year, month, unit ... for a rate")
    converted_from: Span | None = Field(default=None, description="the amount of which this is a stated conversion")


class Deed(Quote):
    """What a person did, by the words that tell it; `person` are the words that name the person there."""

    role: DeedRole
    person: Span


class Person(Record):
    """A person of the article, by name or by office alone; `country` is ISO 3166-1 alpha-3."""

    name: str | None = None
    office: str | None = None
    country: str | None = None
    spans: tuple[Span, ...] = ()
    deeds: tuple[Deed, ...] = ()


class ArticleWarning(Record):
    """Something in the article that an analyst should look at."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


class Agreement(Record):
    """Which agreement an event is about. `key` is the same for the same agreement across articles."""

    name: str | None = None
    acronym: str | None = None
    type: AgreementType
    key: str


class Party(Record):
    """One that is bound by the agreement. `spans` are the words it was read from."""

    id: str
    name: str
    kind: PartyKind
    role: PartyRole | None = None
    spans: tuple[Span, ...] = ()


class EventDate(Quote):
    """When the status came about."""

    edtf: str
    earliest: str | None = None
    latest: str | None = None
    basis: str


class Place(Record):
    """Where it happened; `country` is ISO 3166-1 alpha-3."""

    name: str
    country: str | None = None
    start: Offset | None = None
    end: Offset | None = None


class Amount(Quote):
    """A sum that belongs to the agreement itself."""

    value: float
    currency: str | None = None
    per: str | None = Field(default=None, description="year, month, unit ... where it is paid so often or for each")


class Item(Quote):
    """Goods or services that change hands."""

    count: int | None = None
    designation: str | None = None


class Signatory(Record):
    """A person who put a name to the agreement."""

    name: str
    role: str | None = None
    country: str | None = None
    start: Offset | None = None
    end: Offset | None = None


class Attribution(Record):
    """Who says so; `quoted` when the words stand inside quotation marks."""

    source: str
    quoted: bool = False
    start: Offset | None = None
    end: Offset | None = None


class Codes(Record):
    """PLOVER event type and CAMEO code."""

    plover: str | None = Field(default=None, description="none where the ontology has no category")
    cameo: str


class Cue(Quote):
    """The words, and the rule that read them, on which one field of the event rests."""

    field: str
    rule: str


class Evidence(Quote):
    """The sentence, the trigger in it and the rule that fired."""

    trigger: Span
    rule: str
    cues: tuple[Cue, ...] = ()


class Event(Record):
    """One agreement at one status, as one article tells it."""

    event_id: str
    article_id: str
    outlet: str | None = None
    published: str | None = None
    role: Literal["main", "background"]
    status: Status
    modality: Modality
    agreement: Agreement
    parties: tuple[Party, ...] = ()
    date: EventDate | None = None
    place: Place | None = None
    amounts: tuple[Amount, ...] = ()
    items: tuple[Item, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    attribution: Attribution | None = None
    codes: Codes
    evidence: Evidence
    confidence: float = Field(ge=0, le=1)


class ArticleRecord(Record):
    """Everything that was read out of one article."""

    article: Article
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    money: tuple[MoneyMention, ...] = ()
    rates: tuple[MoneyMention, ...] = Field(default=(), description="sums by the hour, day, week or month")
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[ArticleWarning, ...] = ()

    def sums(self) -> tuple[MoneyMention, ...]:
        """Return amounts and rates together, sorted by start."""
        return tuple(sorted((*self.money, *self.rates), key=lambda mention: mention.start))
