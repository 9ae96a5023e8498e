"""Comparison of whole runs: notes of all records are held, the records themselves only while they are worked on."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from pactwire.compare.clustering import LINE, Cluster, Line, candidate_lines, cluster_mentions
from pactwire.compare.dossiers import dossier_id_of
from pactwire.compare.linking import Score, copy_reasons, explain_pair, merge_reasons
from pactwire.compare.mentions import Mention, collapse, group_mentions, join_copies
from pactwire.compare.partitions import (
    ArticleNote,
    BuildTask,
    EventNote,
    FileLibrary,
    Library,
    Place,
    Plan,
    ScoreTask,
    build_part,
    note_article,
    note_event,
    part_plans,
    read_articles,
    read_events,
    read_tasks,
    score_pairs,
)
from pactwire.compare.records import Apart, Compared, Dossier, Fact, Join, Stage
from pactwire.compare.sources import Sketch, Voice, find_copies
from pactwire.compare.workers import Mapper
from pactwire.errors import InputError
from pactwire.records import ArticleRecord, Event

EVENTS_FILE = "events.jsonl"
ARTICLES_FILE = "articles.jsonl"

# Mentions whose pairs one task weighs, about.
SCORE_MENTIONS = 4 * LINE

_NO_SKETCH: Sketch = np.empty(0, dtype=np.uint64)


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
    known = {record.article.id: record for record in records}
    events = {event.event_id: event for record in known.values() for event in record.events}
    library = _Memory(events, known)
    notes = _Notes(
        [note_event(event) for event in events.values()], [note_article(record) for record in known.values()]
    )
    tasks = _build_tasks(notes, map, lambda *_: library)
    return Comparison(tuple(entry for task in tasks for entry in build_part(task)))


def iter_comparison(output_dirs: Iterable[Path], mapper: Mapper = map) -> Iterator[Compared]:
    """Yield dossiers in order of their ids.

    Where an article is in several runs, the last folder given is the one that counts.

    Args:
        output_dirs: folders of runs.
        mapper: applies the steps to their tasks, in this process or elsewhere.

    Raises:
        InputError: a folder holds no events, or a line is not a record.
    """
    for entries in mapper(build_part, build_tasks(output_dirs, mapper)):
        yield from entries


def build_tasks(output_dirs: Iterable[Path], mapper: Mapper = map) -> Iterator[BuildTask]:
    """Read the runs, join their mentions, and yield the tasks from which `build_part` makes the dossiers, in order.

    Args:
        output_dirs: folders of runs, on a file system that the mapper's processes share.
        mapper: applies the steps to their tasks, in this process or elsewhere.

    Raises:
        InputError: a folder holds no events, or a line is not a record.
    """
    runs = [Path(folder) for folder in output_dirs]
    for folder in runs:
        if not (folder / EVENTS_FILE).is_file():
            raise InputError(f"{folder} holds no {EVENTS_FILE}: give the output folder of `pactwire run`")
    return _build_tasks(_read_runs(runs, mapper), mapper, _files)


@dataclass(frozen=True, slots=True)
class _Memory:
    """Records that are in memory."""

    known_events: Mapping[str, Event]
    known_articles: Mapping[str, ArticleRecord]

    def events(self, event_ids: Sequence[str]) -> list[Event]:
        return [self.known_events[event_id] for event_id in event_ids]

    def articles(self, article_ids: Iterable[str]) -> Iterator[ArticleRecord]:
        return (self.known_articles[key] for key in article_ids if key in self.known_articles)


@dataclass(frozen=True, slots=True)
class _Notes:
    events: list[EventNote]
    articles: list[ArticleNote]


def _read_runs(runs: Sequence[Path], mapper: Mapper) -> _Notes:
    """Read the notes of all runs; of an article that is in several, those of the last that holds it."""
    article_tasks = [
        task
        for number, folder in enumerate(runs)
        if (folder / ARTICLES_FILE).is_file()
        for task in read_tasks(folder / ARTICLES_FILE, number)
    ]
    event_tasks = [task for number, folder in enumerate(runs) for task in read_tasks(folder / EVENTS_FILE, number)]
    articles: dict[str, ArticleNote] = {}
    for notes in mapper(read_articles, article_tasks):
        articles.update((note.voice.article_id, replace(note, story=_interned(note.story))) for note in notes)
    owners = {article_id: note.run for article_id, note in articles.items()}
    events: dict[str, EventNote] = {}
    for found in mapper(read_events, event_tasks):
        for note in found:
            if note.run >= owners.setdefault(note.article_id, note.run):
                owners[note.article_id] = note.run
                note.mention.words = _interned(note.mention.words)
                note.mention.proper_words = _interned(note.mention.proper_words)
                events[note.event_id] = note
    return _Notes([note for note in events.values() if note.run == owners[note.article_id]], list(articles.values()))


def _interned(words: frozenset[str]) -> frozenset[str]:
    """Let a hundred thousand sentences share their words again, which came from another process one by one."""
    return frozenset(map(sys.intern, words))


def _files(events: Sequence[EventNote], articles: Sequence[ArticleNote]) -> Library:
    return FileLibrary(
        _places((note.event_id, note.place) for note in events),
        _places((note.voice.article_id, note.place) for note in articles),
    )


def _places(notes: Iterable[tuple[str, Place | None]]) -> dict[str, Place]:
    return {key: place for key, place in notes if place is not None}


def _build_tasks(
    notes: _Notes, mapper: Mapper, library: Callable[[Sequence[EventNote], Sequence[ArticleNote]], Library]
) -> Iterator[BuildTask]:
    events = {note.event_id: note for note in notes.events}
    articles = {note.voice.article_id: note for note in notes.articles}
    voices = {article_id: note.voice for article_id, note in articles.items()}
    for note in notes.events:
        if note.article_id not in voices:
            # An article of which only events are known speaks for itself.
            outlet = note.outlet or note.article_id
            voices[note.article_id] = Voice(note.article_id, outlet, None, note.published, _NO_SKETCH)
    led = frozenset(note.article_id for note in notes.events if note.main)
    stories = {article_id: note.story for article_id, note in articles.items()}
    copies = find_copies([voices[article_id] for article_id in sorted(voices)])
    grouped = group_mentions((note.mention for note in notes.events), stories)
    mentions = collapse(join_copies(grouped, copies))
    scores: dict[tuple[int, int], Score] = {}
    for weighed in mapper(score_pairs, _score_tasks(mentions)):
        scores.update(weighed)
    clusters = cluster_mentions(mentions, scores)
    heard = {article_id: replace(voice, sketch=_NO_SKETCH) for article_id, voice in voices.items()}
    for plans in part_plans(_plans(clusters, mentions, events)):
        event_notes = [events[event_id] for plan in plans for event_id in plan.event_ids]
        ids = sorted({note.article_id for note in event_notes})
        yield BuildTask(
            plans,
            library(event_notes, [articles[key] for key in ids if key in articles]),
            {key: heard[key] for key in ids},
            {key: copies[key] for key in ids if key in copies},
            led.intersection(ids),
        )


def _score_tasks(mentions: Sequence[Mention]) -> Iterator[ScoreTask]:
    """Part the blocks into tasks of about as many mentions."""
    held: list[Line] = []
    size = 0
    for line in candidate_lines(mentions):
        held.append(line)
        size += len(line.members)
        if size >= SCORE_MENTIONS:
            yield _score_task(held, mentions)
            held, size = [], 0
    if held:
        yield _score_task(held, mentions)


def _score_task(lines: Sequence[Line], mentions: Sequence[Mention]) -> ScoreTask:
    numbers = sorted({number for line in lines for number in line.members})
    return ScoreTask(tuple(lines), {number: mentions[number] for number in numbers})


def _plans(clusters: Sequence[Cluster], mentions: Sequence[Mention], events: Mapping[str, EventNote]) -> Iterator[Plan]:
    """Yield what each dossier is made of, in order of the ids."""
    ids = [
        dossier_id_of(
            [
                (events[event_id].published or "", event_id)
                for member in cluster.members
                for event_id in mentions[member].events
            ]
        )
        for cluster in clusters
    ]
    home = {member: ids[number] for number, cluster in enumerate(clusters) for member in cluster.members}
    for number in sorted(range(len(clusters)), key=lambda number: ids[number]):
        cluster = clusters[number]
        event_ids = sorted(event_id for member in cluster.members for event_id in mentions[member].events)
        yield Plan(
            ids[number], tuple(event_ids), _joins(cluster, mentions), _aparts(cluster, mentions, home, ids[number])
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
        for reasons, taken in (
            (copy_reasons(), mentions[member].copied),
            (merge_reasons(mentions[member]), mentions[member].merged),
        )
        for article_id, event_id in taken
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
