"""Comparison of whole runs: events are read twice, never held all at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from pactwire.compare.clustering import Cluster, cluster_mentions
from pactwire.compare.consistency import check_article
from pactwire.compare.counts import find_counts
from pactwire.compare.days import WEEKDAY_ONLY, find_days
from pactwire.compare.dossiers import Context, build_dossier, dossier_id_of
from pactwire.compare.figures import find_figures
from pactwire.compare.linking import explain_pair, merge_reasons
from pactwire.compare.mentions import Mention, build_mentions, collapse, story_names
from pactwire.compare.offices import find_holders
from pactwire.compare.placenames import find_place_names
from pactwire.compare.records import Apart, Compared, Dossier, Fact, Join, Stage
from pactwire.compare.sources import Voice, find_copies, sketch_text
from pactwire.compare.spellings import find_persons
from pactwire.compare.values import Beside
from pactwire.errors import InputError
from pactwire.records import ArticleRecord, ArticleWarning, Event

EVENTS_FILE = "events.jsonl"
ARTICLES_FILE = "articles.jsonl"


@dataclass(frozen=True)
class Comparison:
    """All dossiers, in order of their ids, with their stages and facts."""

    entries: tuple[Compared, ...]

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        """Return the dossiers."""
        return tuple(entry.dossier for entry in self.entries)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages of all dossiers."""
        return tuple(stage for entry in self.entries for stage in entry.stages)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of all dossiers."""
        return tuple(fact for entry in self.entries for fact in entry.facts)

    def entry(self, dossier_id: str) -> Compared:
        """Return a dossier with its stages and facts.

        Raises:
            InputError: there is no such dossier.
        """
        for entry in self.entries:
            if entry.dossier.dossier_id == dossier_id:
                return entry
        raise InputError(f"no dossier {dossier_id}: ids are in dossiers.jsonl")


def compare_runs(output_dirs: Iterable[Path]) -> Comparison:
    """Compare the events of one or many runs; what many thousand articles need is `iter_comparison`.

    Raises:
        InputError: a folder holds no events, or a line is not a record.
    """
    return Comparison(tuple(iter_comparison(output_dirs)))


def compare_records(records: Iterable[ArticleRecord]) -> Comparison:
    """Compare article records that are in memory."""
    articles = _Articles()
    events: dict[str, Event] = {}
    for record in records:
        articles.add(record)
        events.update((event.event_id, event) for event in record.events)
    entries = _compare(list(events.values()), lambda ids: [events[event_id] for event_id in ids], articles)
    return Comparison(tuple(entries))


def iter_comparison(output_dirs: Iterable[Path]) -> Iterator[Compared]:
    """Yield dossiers in order of their ids.

    Where an article is in several runs, the last folder given is the one that counts.

    Raises:
        InputError: a folder holds no events, or a line is not a record.
    """
    runs = [Path(folder) for folder in output_dirs]
    for folder in runs:
        if not (folder / EVENTS_FILE).is_file():
            raise InputError(f"{folder} holds no {EVENTS_FILE}: give the output folder of `pactwire run`")
    owners = _owners(runs)
    articles = _Articles()
    for number, folder in enumerate(runs):
        if (folder / ARTICLES_FILE).is_file():
            for record in _read_articles(folder / ARTICLES_FILE):
                if _counts(owners, record.article.id, number):
                    articles.add(record)
    index = _EventIndex(runs, owners)
    yield from _compare(index.scan(), index.load, articles)


class _Articles:
    """What is kept of each article: a sketch of its text, sums with bounds, undated weekdays, warnings."""

    def __init__(self) -> None:
        self.voices: dict[str, Voice] = {}
        self.beside: dict[str, Beside] = {}
        self.warnings: dict[str, tuple[ArticleWarning, ...]] = {}
        self.stories: dict[str, frozenset[str]] = {}

    def add(self, record: ArticleRecord) -> None:
        article = record.article
        self.voices[article.id] = Voice(
            article.id, article.outlet or article.id, article.agency, article.published, sketch_text(article.text)
        )
        money = {
            (sum_.start, sum_.end): sum_
            for sum_ in record.money
            if sum_.qualifier or sum_.approximate or sum_.per or sum_.converted_from or sum_.high
        }
        weekdays = tuple(
            (date.start, date.end, date.text, int(date.timex3.value[len(WEEKDAY_ONLY)]) - 1)
            for date in record.dates
            if date.timex3.value.startswith(WEEKDAY_ONLY)
            and date.timex3.value[len(WEEKDAY_ONLY) :][:1] in tuple("1234567")
        )
        beside = Beside(
            money,
            weekdays,
            find_persons(record),
            find_figures(record),
            find_place_names(record),
            find_holders(record),
            find_counts(record),
            find_days(record),
        )
        if beside != Beside():
            self.beside[article.id] = beside
        self.stories[article.id] = story_names(record)
        known = {(warning.code, warning.spans) for warning in record.warnings}
        found = tuple(w for w in check_article(record) if (w.code, w.spans) not in known)
        if record.warnings or found:
            self.warnings[article.id] = (*record.warnings, *found)

    def voice_events(self, events: Iterable[Event]) -> Iterator[Event]:
        """Pass events on; an article of which only events are known speaks for itself."""
        empty = np.empty(0, dtype=np.uint64)
        for event in events:
            if event.article_id not in self.voices:
                outlet = event.outlet or event.article_id
                self.voices[event.article_id] = Voice(event.article_id, outlet, None, event.published, empty)
            yield event


class _EventIndex:
    """Where each event's line lies in the files."""

    def __init__(self, runs: Sequence[Path], owners: dict[str, int] | None) -> None:
        self._runs = runs
        self._owners = owners
        self._places: dict[str, tuple[int, int]] = {}

    def scan(self) -> Iterator[Event]:
        for number, folder in enumerate(self._runs):
            for offset, event in _read_events(folder / EVENTS_FILE):
                if event.event_id not in self._places and _counts(self._owners, event.article_id, number):
                    self._places[event.event_id] = (number, offset)
                    yield event

    def load(self, event_ids: Iterable[str]) -> list[Event]:
        by_file: dict[int, list[int]] = defaultdict(list)
        for event_id in event_ids:
            number, offset = self._places[event_id]
            by_file[number].append(offset)
        events = []
        for number in sorted(by_file):
            with (self._runs[number] / EVENTS_FILE).open("rb") as handle:
                for offset in sorted(by_file[number]):
                    handle.seek(offset)
                    events.append(Event.model_validate_json(handle.readline()))
        return events


def _owners(runs: Sequence[Path]) -> dict[str, int] | None:
    """Return the number of the run that each article is taken from; `None` where there is but one run."""
    if len(runs) < 2:
        return None
    return {event.article_id: number for number, run in enumerate(runs) for _, event in _read_events(run / EVENTS_FILE)}


def _counts(owners: dict[str, int] | None, article_id: str, number: int) -> bool:
    return owners is None or owners.get(article_id) == number


def _read_events(path: Path) -> Iterator[tuple[int, Event]]:
    offset = 0
    with path.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            if line.strip():
                try:
                    yield offset, Event.model_validate_json(line)
                except ValidationError as error:
                    raise InputError(f"{path}:{number}: not an event record ({error.errors()[0]['msg']})") from error
            offset += len(line)


def _read_articles(path: Path) -> Iterator[ArticleRecord]:
    with path.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            if line.strip():
                try:
                    yield ArticleRecord.model_validate_json(line)
                except ValidationError as error:
                    raise InputError(f"{path}:{number}: not an article record ({error.errors()[0]['msg']})") from error


def _compare(
    events: Iterable[Event], load: Callable[[Iterable[str]], list[Event]], articles: _Articles
) -> Iterator[Compared]:
    published: dict[str, str] = {}
    led: set[str] = set()

    def noted() -> Iterator[Event]:
        for event in articles.voice_events(events):
            published[event.event_id] = event.published or ""
            if event.role == "main":
                led.add(event.article_id)
            yield event

    mentions = collapse(build_mentions(noted(), articles.stories))
    clusters = cluster_mentions(mentions)
    copies = find_copies([articles.voices[article_id] for article_id in sorted(articles.voices)])
    context = Context(articles.voices, copies, articles.beside, articles.warnings, led)
    ids = [
        dossier_id_of(
            [(published[event_id], event_id) for member in cluster.members for event_id in mentions[member].events]
        )
        for cluster in clusters
    ]
    home = {member: ids[number] for number, cluster in enumerate(clusters) for member in cluster.members}
    for number in sorted(range(len(clusters)), key=lambda number: ids[number]):
        cluster = clusters[number]
        event_ids = sorted(event_id for member in cluster.members for event_id in mentions[member].events)
        yield build_dossier(
            ids[number],
            load(event_ids),
            context,
            _joins(cluster, mentions),
            _aparts(cluster, mentions, home, ids[number]),
        )


def _joins(cluster: Cluster, mentions: Sequence[Mention]) -> tuple[Join, ...]:
    joins = [
        Join(
            article_id=article_id,
            joined_to=mentions[member].articles[0],
            event_id=event_id,
            joined_to_event=mentions[member].events[0],
            score=round(sum(reason.points for reason in reasons), 3),
            reasons=reasons,
        )
        for member in cluster.members
        if mentions[member].merged
        for reasons in [merge_reasons(mentions[member])]
        for article_id, event_id in mentions[member].merged
    ]
    joins += [
        Join(
            article_id=mentions[right].articles[0],
            joined_to=mentions[left].articles[0],
            event_id=mentions[right].events[0],
            joined_to_event=mentions[left].events[0],
            score=score.total,
            reasons=explain_pair(mentions[left], mentions[right]),
        )
        for left, right, score in cluster.links
    ]
    return tuple(joins)


def _aparts(cluster: Cluster, mentions: Sequence[Mention], home: Mapping[int, str], own: str) -> tuple[Apart, ...]:
    return tuple(
        Apart(
            dossier_id=home[left] if home[left] != own else home[right],
            score=score.total,
            reasons=explain_pair(mentions[left], mentions[right]),
        )
        for left, right, score in cluster.apart
    )
