"""What one run was: the contents of run.json."""

from collections import Counter
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from pactwire.records import ArticleRecord, Failure, Record, SetAside

Profile = Literal["full", "events"]


class ExtractionSettings(Record):
    """What a user can set about extraction.

    `model` is an installed spaCy pipeline; `rules` a folder of rules that extend or override the built-in ones. With
    the profile "events", what no event needs may be left out of the records.
    """

    model: str
    rules: Path | None = None
    profile: Profile = "full"

    def own_rules(self) -> list[Path]:
        """Return the files of the folder `rules`."""
        return sorted(self.rules.rglob("*.toml")) if self.rules else []


class ModelInfo(Record):
    """Which model made the records: name and version of its package, SHA-256 over its weights."""

    name: str
    version: str
    sha256: str


class Counts(Record):
    """How much came in and out.

    Each of the `inputs` is one of `articles`, `duplicates`, `set_aside` or `failures`; `read` are all but the failures
    of reading. `asserted_by_status` counts those of `events_by_status` that happened, says the text.
    """

    inputs: int = 0
    read: int = 0
    articles: int = 0
    duplicates: int = 0
    set_aside: int = 0
    set_aside_by_reason: dict[str, int] = Field(default_factory=dict)
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
        self._totals: Counter[str] = Counter()
        self._stages: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._asserted: Counter[str] = Counter()

    def add(self, outcome: ArticleRecord | Failure | SetAside) -> None:
        """Count one outcome."""
        if isinstance(outcome, Failure):
            self._count("failures", read=outcome.stage != "reading")
            self._stages[outcome.stage] += 1
            return
        if isinstance(outcome, SetAside):
            self._count("set_aside")
            self._reasons[outcome.reason] += 1
            return
        self._count("articles")
        for name in ("events", "entities", "dates", "money", "warnings"):
            self._totals[name] += len(getattr(outcome, name))
        for event in outcome.events:
            self._statuses[event.status] += 1
            if event.modality == "asserted":
                self._asserted[event.status] += 1

    def add_duplicate(self) -> None:
        """Count an article that was read and left out."""
        self._count("duplicates")

    def counts(self) -> Counts:
        """Return the counts so far."""
        return Counts(
            **self._totals,
            failures_by_stage=dict(sorted(self._stages.items())),
            set_aside_by_reason=dict(sorted(self._reasons.items())),
            events_by_status=dict(sorted(self._statuses.items())),
            asserted_by_status=dict(sorted(self._asserted.items())),
        )

    def _count(self, kind: str, *, read: bool = True) -> None:
        self._totals[kind] += 1
        self._totals["inputs"] += 1
        self._totals["read"] += read
