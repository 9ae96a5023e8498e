"""What one run was: the contents of run.json."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from pactwire.records import ArticleRecord, Failure, Record

Profile = Literal["full", "events"]


class ExtractionSettings(Record):
    """What a user can set about extraction.

    `model` is an installed spaCy pipeline; `rules` a folder of rules that extend or override the built-in ones. With
    the profile "events", what no event needs may be left out of the records.
    """

    model: str
    rules: Path | None = None
    profile: Profile = "full"


class ModelInfo(Record):
    """Which model made the records: name and version of its package, SHA-256 over its weights."""

    name: str
    version: str
    sha256: str


class Counts(Record):
    """How much came in and out. `read` is `articles`, `duplicates` and the failures after reading.

    `asserted_by_status` counts those of `events_by_status` that happened, says the text.
    """

    read: int = 0
    articles: int = 0
    duplicates: int = 0
    failures: int = 0
    failures_by_stage: dict[str, int] = Field(default_factory=dict)
    events: int = 0
    events_by_status: dict[str, int] = Field(default_factory=dict)
    asserted_by_status: dict[str, int] = Field(default_factory=dict)
    entities: int = 0
    dates: int = 0
    money: int = 0
    warnings: int = 0


class Run(Record):
    """Everything that the records of a run depend on, and how long it took."""

    pactwire: str
    model: ModelInfo
    ruleset_sha256: str
    inputs: tuple[str, ...]
    settings: dict[str, Any]
    counts: Counts
    seconds: float


class Tally:
    """Counts outcomes as they pass."""

    def __init__(self) -> None:
        self._totals: dict[str, int] = {}
        self._stages: dict[str, int] = {}
        self._statuses: dict[str, int] = {}
        self._asserted: dict[str, int] = {}

    def add(self, outcome: ArticleRecord | Failure) -> None:
        """Count one outcome."""
        if isinstance(outcome, Failure):
            self._add("failures", 1)
            self._stages[outcome.stage] = self._stages.get(outcome.stage, 0) + 1
            self._add("read", int(outcome.stage != "reading"))
            return
        self._add("read", 1)
        self._add("articles", 1)
        for name in ("events", "entities", "dates", "money", "warnings"):
            self._add(name, len(getattr(outcome, name)))
        for event in outcome.events:
            self._statuses[event.status] = self._statuses.get(event.status, 0) + 1
            if event.modality == "asserted":
                self._asserted[event.status] = self._asserted.get(event.status, 0) + 1

    def add_duplicate(self) -> None:
        """Count an article that was read and left out."""
        self._add("read", 1)
        self._add("duplicates", 1)

    def counts(self) -> Counts:
        """Return the counts so far."""
        return Counts(
            **self._totals,
            failures_by_stage=dict(sorted(self._stages.items())),
            events_by_status=dict(sorted(self._statuses.items())),
            asserted_by_status=dict(sorted(self._asserted.items())),
        )

    def _add(self, name: str, number: int) -> None:
        self._totals[name] = self._totals.get(name, 0) + number
