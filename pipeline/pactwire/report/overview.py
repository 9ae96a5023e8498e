"""What a run holds in figures: counts that the overview tells and charts draw."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from pactwire.compare.records import Compared
from pactwire.records import ArticleRecord, Event, PartyKind, Status

# Months that the chart of months goes back from its last.
MONTHS = 60

# An agreement of more parties than this links none of them in the network: a conference is no bond of each pair.
WIDEST = 12


@dataclass(frozen=True, slots=True)
class Months:
    """Events by month and status; what is not drawn is counted."""

    counts: Mapping[tuple[str, Status], int]
    earlier: int
    undated: int


@dataclass(slots=True)
class Tallies:
    """Counts over articles, events and agreements, filled one record at a time."""

    articles: int = 0
    events: int = 0
    asserted: int = 0
    agreements: int = 0
    conflicts: int = 0
    several_outlets: int = 0
    warnings: int = 0
    first: str | None = None
    last: str | None = None
    outlets: Counter[str] = field(default_factory=Counter)
    by_type: Counter[tuple[str, bool]] = field(default_factory=Counter)
    by_outlet: Counter[tuple[str, bool]] = field(default_factory=Counter)
    happened: Counter[tuple[str | None, Status]] = field(default_factory=Counter)
    reported: Counter[tuple[str | None, Status]] = field(default_factory=Counter)
    party_agreements: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    parties: dict[str, tuple[str, PartyKind]] = field(default_factory=dict)

    def add_article(self, record: ArticleRecord) -> None:
        """Count an article and its events."""
        article = record.article
        self.articles += 1
        self.warnings += len(record.warnings)
        self.outlets[article.outlet or ""] += 1
        if article.published:
            self.first = min(self.first or article.published, article.published)
            self.last = max(self.last or article.published, article.published)
        for event in record.events:
            asserted = event.modality == "asserted"
            self.events += 1
            self.asserted += asserted
            self.by_type[event.agreement.type, asserted] += 1
            self.by_outlet[article.outlet or "", asserted] += 1
            self.reported[(article.published or "")[:7] or None, event.status] += 1
            self.happened[_month_of(event), event.status] += 1

    def add_agreement(self, entry: Compared, conflicts: int) -> None:
        """Count an agreement with its parties."""
        dossier = entry.dossier
        self.agreements += 1
        self.conflicts += conflicts > 0
        self.several_outlets += len(dossier.outlets) > 1
        self.warnings += len(dossier.warnings) + sum(len(stage.warnings) for stage in entry.stages)
        for party in dossier.parties:
            self.parties[party.id] = (party.name, party.kind)
            self.party_agreements[party.id] += 1
        if len(dossier.parties) <= WIDEST:
            self.pairs.update(combinations(sorted(party.id for party in dossier.parties), 2))


def recent_months(counts: Mapping[tuple[str | None, Status], int], months: int = MONTHS) -> Months:
    """Return the counts of the last months there are, and how many events have no month or lie before.

    >>> recent_months({("2024-07", "signed"): 2, ("1949-04", "signed"): 1, (None, "signed"): 3})
    Months(counts={('2024-07', 'signed'): 2}, earlier=1, undated=3)
    """
    start = months_before(max((month for month, _ in counts if month), default=""), months - 1)
    drawn = {(month, status): n for (month, status), n in sorted(counts.items(), key=str) if month and month >= start}
    return Months(
        counts=drawn,
        earlier=sum(n for (month, _), n in counts.items() if month and month < start),
        undated=sum(n for (month, _), n in counts.items() if not month),
    )


def most_common(counts: Mapping[str, int], number: int) -> list[str]:
    """Return the keys with the highest counts, ties in order of the keys."""
    return sorted(counts, key=lambda key: (-counts[key], key))[:number]


def totals(counts: Mapping[tuple[str, bool], int]) -> dict[str, int]:
    """Return the sums over what happened and what did not.

    >>> totals({("signed", True): 2, ("signed", False): 1})
    {'signed': 3}
    """
    sums: dict[str, int] = {}
    for (key, _), number in counts.items():
        sums[key] = sums.get(key, 0) + number
    return sums


def strongest_parties(tallies: Tallies, number: int) -> list[str]:
    """Return the parties of most agreements that share one with another of them, in order of their ids."""
    shown = set(most_common(tallies.party_agreements, number))
    linked = {party for pair in tallies.pairs if set(pair) <= shown for party in pair}
    return sorted(linked)


def shared(tallies: Tallies, parties: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return how many agreements each pair of these parties shares."""
    shown = set(parties)
    return {pair: number for pair, number in sorted(tallies.pairs.items()) if set(pair) <= shown}


def months_before(month: str, number: int) -> str:
    """Return the month so many months before; "" has none before it.

    >>> months_before("2024-01", 2), months_before("2024-12", -1)
    ('2023-11', '2025-01')
    """
    if not month:
        return ""
    years, months = divmod(int(month[:4]) * 12 + int(month[5:7]) - 1 - number, 12)
    return f"{years:04d}-{months + 1:02d}"


def _month_of(event: Event) -> str | None:
    """The month in which it came about, where that is known to the month."""
    date = event.date
    if date and date.earliest and date.latest and date.earliest[:7] == date.latest[:7]:
        return date.earliest[:7]
    return None
