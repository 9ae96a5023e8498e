"""The records that a comparison writes: dossiers, their stages, and who says what about each.

Ids are hashes of content. A dossier or stage takes its id from its earliest published event, so that it keeps
the id when later articles come in.
"""

from typing import Literal

from pydantic import Field

from pactwire.records import AgreementType, Modality, PartyKind, Record, Span, Status

FactName = Literal[
    "status",
    "date",
    "parties",
    "amount",
    "place",
    "signatories",
    "items",
    "name",
    "attribution",
    "persons",
    "spellings",
    "offices",
    "sums",
    "counts",
    "days",
]
VerdictName = Literal["unanimous", "compatible", "conflict", "single_source"]
ChangeKind = Literal["new_agreement", "new_stage", "current_status", "verdict"]
Agreeing = Literal["same", "compatible", "conflict"]
Standing = Literal["agrees", "compatible", "differs", "undecided"]


class Relation(Record):
    """How two outlets' values stand to each other, and why."""

    kind: Agreeing
    detail: str


class Reason(Record):
    """One weighed ground for or against two reports being about the same agreement."""

    feature: str
    points: float
    detail: str


class Join(Record):
    """Why an article's mention belongs to the dossier: the mention that it was joined to, and the reasons."""

    article_id: str
    joined_to: str = Field(description="article id of the other mention")
    event_id: str
    joined_to_event: str
    score: float
    reasons: tuple[Reason, ...]


class Apart(Record):
    """Why the nearest other dossier of these parties is kept apart."""

    dossier_id: str
    score: float
    reasons: tuple[Reason, ...]


class SourceGroup(Record):
    """Articles that count as one source: near-copies of one text, or one agency's words."""

    source_id: str
    article_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    agency: str | None = None
    similarity: float | None = Field(default=None, description="lowest estimated Jaccard index of a link in the group")
    basis: str


class CompareWarning(Record):
    """Something across or inside articles that an analyst should look at."""

    code: str
    message: str
    event_ids: tuple[str, ...] = ()
    article_id: str | None = None
    spans: tuple[Span, ...] = ()


class Verdict(Record):
    """What the outlets' values for one fact amount to, and which value stands."""

    fact: FactName
    facet: str | None = Field(default=None, description="currency, goods or country that the values are about")
    verdict: VerdictName
    consensus: str | None = None
    basis: str
    sources: int = Field(ge=1, description="independent sources that state the fact")


class Stage(Record):
    """One status of one agreement at one time, as several articles tell it."""

    stage_id: str
    dossier_id: str
    position: int = Field(ge=1, description="place in the dossier's order of time")
    status: Status
    modality: Modality
    date: str | None = Field(default=None, description="EDTF")
    earliest: str | None = None
    latest: str | None = None
    event_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    sources: int = Field(ge=1)
    verdicts: tuple[Verdict, ...]
    warnings: tuple[CompareWarning, ...] = ()


class DossierParty(Record):
    """One that is bound by the agreement, by most independent accounts or by some."""

    id: str
    name: str
    kind: PartyKind
    sources: int = Field(ge=1)


class Dossier(Record):
    """One agreement across all articles."""

    dossier_id: str
    label: str
    name: str | None = None
    acronym: str | None = None
    names: tuple[str, ...] = ()
    type: AgreementType
    types: tuple[AgreementType, ...]
    parties: tuple[DossierParty, ...]
    current_status: Status | None = Field(default=None, description="last stage that was reached, by what is asserted")
    current_stage: str | None = None
    current_date: str | None = None
    first_date: str | None = None
    last_date: str | None = None
    stage_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    sources: int = Field(ge=1)
    source_groups: tuple[SourceGroup, ...]
    verdicts: tuple[Verdict, ...] = Field(default=(), description="facts of the agreement across its stages")
    joins: tuple[Join, ...] = ()
    apart: tuple[Apart, ...] = ()
    warnings: tuple[CompareWarning, ...] = ()


class Fact(Record):
    """What one outlet says about one fact of a stage; `stage_id` is null for a fact across stages.

    Five facts are read from the texts beside the events: `persons` and `spellings` are spellings of one person's or
    place's name, `offices` are persons named as holding one office, `sums`, `counts` and `days` are sums, numbers and
    dates that the articles give for one thing besides the agreement's own.
    """

    fact_id: str
    dossier_id: str
    stage_id: str | None
    status: Status | None
    fact: FactName
    facet: str | None = None
    value: str = Field(description="normalised; what verdicts compare")
    text: str = Field(description="as the outlet puts it")
    outlet: str
    article_id: str
    event_id: str
    event_ids: tuple[str, ...]
    published: str | None = None
    source_id: str
    start: int | None = None
    end: int | None = None
    evidence: str
    evidence_start: int
    evidence_end: int
    standing: Standing = Field(description="of this value to the consensus")
    verdict: VerdictName
    consensus: str | None = None
    basis: str
    detail: str | None = Field(default=None, description="how the value differs")


class Compared(Record):
    """A dossier with its stages and all facts."""

    dossier: Dossier
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]


class TimelineEntry(Record):
    """One line of a dossier's timeline."""

    date: str | None
    status: Status
    modality: Modality
    stage_id: str
    current: bool
    sources: int
    outlets: tuple[str, ...]
    conflicts: tuple[Verdict, ...]
    place: str | None = None
    amounts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Change(Record):
    """Something that a comparison says and an earlier one did not."""

    kind: ChangeKind
    dossier_id: str
    label: str
    stage_id: str | None = None
    status: Status | None = None
    date: str | None = Field(default=None, description="EDTF")
    fact: FactName | None = None
    facet: str | None = None
    before: str | None = None
    after: str | None = None
    outlets: tuple[str, ...]
