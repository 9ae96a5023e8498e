"""The steps of a comparison as pure functions of tasks that can be pickled: reading, weighing, building.

Reading is parted by places in the files, weighing by the blocking key, building by agreements. What a task gives does
not depend on how many there are, nor on where they run, so that any engine that keeps their order can take them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from pactwire.compare.clustering import Line, pairs_of_line
from pactwire.compare.consistency import check_article
from pactwire.compare.context import clause, is_spoken
from pactwire.compare.counts import find_counts
from pactwire.compare.days import WEEKDAY_ONLY, find_days
from pactwire.compare.dossiers import Context, build_dossier
from pactwire.compare.figures import converted_pairs, find_figures
from pactwire.compare.linking import Score, score_pair
from pactwire.compare.mentions import Mention, read_mention, story_names
from pactwire.compare.offices import find_holders
from pactwire.compare.placenames import find_place_names
from pactwire.compare.records import Apart, Compared, Join
from pactwire.compare.rules import compare_rules
from pactwire.compare.scopes import scope_of
from pactwire.compare.sources import Voice, sketch_text
from pactwire.compare.spellings import find_persons
from pactwire.compare.text import fold
from pactwire.compare.values import Beside, find_goods
from pactwire.errors import InputError
from pactwire.records import ArticleRecord, ArticleWarning, Event, Record, Span

RecordT = TypeVar("RecordT", bound=Record)
NoteT = TypeVar("NoteT")

_CALLED: Mapping[type[Record], str] = {Event: "an event record", ArticleRecord: "an article record"}

# Bytes of a file that one task reads.
READ_BYTES = 4_000_000

# Events whose dossiers one task builds, where they are not all of one.
BUILD_EVENTS = 400


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, by the offset of its first byte."""

    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class ReadTask:
    """The lines of a file that start from one byte up to another."""

    path: str
    run: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventNote:
    """What joining needs of an event, and where the rest of it is."""

    event_id: str
    article_id: str
    outlet: str | None
    published: str | None
    main: bool
    run: int
    place: Place | None
    mention: Mention


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """What finding copies and joining need of an article, and where the rest of it is."""

    voice: Voice
    story: frozenset[str]
    run: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class ScoreTask:
    """Stretches of blocks in one of their orders, and the mentions in them by number."""

    lines: tuple[Line, ...]
    mentions: Mapping[int, Mention]


@dataclass(frozen=True, slots=True)
class Plan:
    """One agreement: its events, and why they are together and apart from others."""

    dossier_id: str
    event_ids: tuple[str, ...]
    joins: tuple[Join, ...]
    apart: tuple[Apart, ...]


class Library(Protocol):
    """Where the records of a task are found."""

    def events(self, event_ids: Sequence[str]) -> list[Event]:
        """Return events in a fixed order."""

    def articles(self, article_ids: Iterable[str]) -> Iterator[ArticleRecord]:
        """Yield the records of those articles that there are records of."""


@dataclass(frozen=True, slots=True)
class FileLibrary:
    """Records in files of runs."""

    event_places: Mapping[str, Place]
    article_places: Mapping[str, Place]

    def events(self, event_ids: Sequence[str]) -> list[Event]:
        """Return events in the order of the files."""
        return [Event.model_validate_json(line) for line in _lines(self.event_places[key] for key in event_ids)]

    def articles(self, article_ids: Iterable[str]) -> Iterator[ArticleRecord]:
        """Yield the records of those articles that there are records of."""
        places = (self.article_places[key] for key in article_ids if key in self.article_places)
        return (ArticleRecord.model_validate_json(line) for line in _lines(places))


@dataclass(frozen=True, slots=True)
class BuildTask:
    """Agreements, and what is known of their articles."""

    plans: tuple[Plan, ...]
    library: Library
    voices: Mapping[str, Voice]
    copies: Mapping[str, tuple[str, float]]
    led: frozenset[str]


def read_tasks(path: Path, run: int) -> Iterator[ReadTask]:
    """Part a file; the parts depend on its size only."""
    size = path.stat().st_size
    for start in range(0, size, READ_BYTES):
        yield ReadTask(str(path), run, start, min(size, start + READ_BYTES))


def read_events(task: ReadTask) -> list[EventNote]:
    """Read the events of a task.

    Raises:
        InputError: a line is not an event record.
    """
    return _read_notes(task, Event, note_event)


def read_articles(task: ReadTask) -> list[ArticleNote]:
    """Read the articles of a task.

    Raises:
        InputError: a line is not an article record.
    """
    return _read_notes(task, ArticleRecord, note_article)


def _read_notes(
    task: ReadTask, kind: type[RecordT], note: Callable[[RecordT, int, Place | None], NoteT]
) -> list[NoteT]:
    notes = []
    for offset, line in _task_lines(task):
        try:
            record = kind.model_validate_json(line)
        except ValidationError as error:
            raise _wrong(task, offset, _CALLED[kind], error) from error
        notes.append(note(record, task.run, Place(task.path, offset)))
    return notes


def note_event(event: Event, run: int = 0, place: Place | None = None) -> EventNote:
    """Reduce an event to what joining needs."""
    main = event.role == "main"
    return EventNote(
        event.event_id, event.article_id, event.outlet, event.published, main, run, place, read_mention(event)
    )


def note_article(record: ArticleRecord, run: int = 0, place: Place | None = None) -> ArticleNote:
    """Reduce an article to what finding copies and joining need."""
    article = record.article
    sketch = sketch_text(article.text)
    voice = Voice(article.id, article.outlet or article.id, article.agency, article.published, sketch)
    return ArticleNote(voice, story_names(record), run, place)


def score_pairs(task: ScoreTask) -> dict[tuple[int, int], Score]:
    """Weigh each pair of mentions of a task once."""
    scores: dict[tuple[int, int], Score] = {}
    for line in task.lines:
        for left, right in pairs_of_line(line, task.mentions):
            if (left, right) not in scores:
                scores[left, right] = score_pair(task.mentions[left], task.mentions[right])
    return scores


def part_plans(plans: Iterable[Plan]) -> Iterator[tuple[Plan, ...]]:
    """Part agreements into groups of about as many events; the parts depend on nothing else."""
    held: list[Plan] = []
    events = 0
    for plan in plans:
        held.append(plan)
        events += len(plan.event_ids)
        if events >= BUILD_EVENTS:
            yield tuple(held)
            held, events = [], 0
    if held:
        yield tuple(held)


def build_part(task: BuildTask) -> tuple[Compared, ...]:
    """Build the dossiers of a task, with their stages and facts."""
    loaded = [(plan, task.library.events(plan.event_ids)) for plan in task.plans]
    article_ids = sorted({event.article_id for _, events in loaded for event in events})
    beside: dict[str, Beside] = {}
    warnings: dict[str, tuple[ArticleWarning, ...]] = {}
    for record in task.library.articles(article_ids):
        told = find_beside(record)
        if told != Beside():
            beside[record.article.id] = told
        wrong = find_warnings(record)
        if wrong:
            warnings[record.article.id] = wrong
    context = Context(task.voices, task.copies, beside, warnings, task.led)
    return tuple(build_dossier(plan.dossier_id, events, context, plan.joins, plan.apart) for plan, events in loaded)


def find_beside(record: ArticleRecord) -> Beside:
    """Return what an article tells beside its events."""
    money = {
        (sum_.start, sum_.end): sum_
        for sum_ in record.sums()
        if sum_.qualifier or sum_.approximate or sum_.per or sum_.converted_from or sum_.high
    }
    weekdays = tuple(
        (date.start, date.end, date.text, int(date.timex3.value[len(WEEKDAY_ONLY)]) - 1)
        for date in record.dates
        if date.timex3.value.startswith(WEEKDAY_ONLY) and date.timex3.value[len(WEEKDAY_ONLY) :][:1] in tuple("1234567")
    )
    return Beside(
        money,
        weekdays,
        find_persons(record),
        find_figures(record),
        find_place_names(record),
        find_holders(record),
        find_counts(record),
        find_days(record),
        find_goods(record.article.text) if any(event.items for event in record.events) else (),
        converted_pairs(record),
        find_scopes(record),
        frozenset(
            event.date.start
            for event in record.events
            if event.date is not None and is_spoken(record.article.text, event.date.start)
        ),
        find_told(record),
    )


def find_scopes(record: ArticleRecord) -> dict[Span, str]:
    """Return what the sums and goods of an article's events are of, where that is not the agreement itself."""
    spans = {(thing.start, thing.end) for event in record.events for thing in (*event.amounts, *event.items)}
    scopes = ((span, scope_of(record.article.text, *span)) for span in sorted(spans))
    return {span: scope for span, scope in scopes if scope is not None}


def find_told(record: ArticleRecord) -> frozenset[int]:
    """Return where the sums and goods of an article's events start that stand in a sentence about an agreement."""
    spans = {(thing.start, thing.end) for event in record.events for thing in (*event.amounts, *event.items)}
    text = record.article.text
    papers = compare_rules().names.instruments

    def around(start: int, end: int) -> list[str]:
        low, high = clause(text, start, end)
        return fold(text[low:high]).split()

    return frozenset(start for start, end in spans if not papers.isdisjoint(around(start, end)))


def find_warnings(record: ArticleRecord) -> tuple[ArticleWarning, ...]:
    """Return the warnings of a record, and what the article contradicts itself in besides."""
    known = {(warning.code, warning.spans) for warning in record.warnings}
    found = (warning for warning in check_article(record) if (warning.code, warning.spans) not in known)
    return (*record.warnings, *found)


def _task_lines(task: ReadTask) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that start within the bytes of a task, blank ones left out, with their offsets."""
    with Path(task.path).open("rb") as handle:
        offset = task.start
        if offset:
            # The line that holds the byte before is the task's before.
            handle.seek(offset - 1)
            offset = offset - 1 + len(handle.readline())
        while offset < task.end:
            line = handle.readline()
            if not line:
                return
            if line.strip():
                yield offset, line
            offset += len(line)


def _lines(places: Iterable[Place]) -> Iterator[bytes]:
    """Yield lines in the order of files and places."""
    by_file: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_file[place.path].append(place.offset)
    for path in sorted(by_file):
        with Path(path).open("rb") as handle:
            for offset in sorted(by_file[path]):
                handle.seek(offset)
                yield handle.readline()


def _wrong(task: ReadTask, offset: int, what: str, error: ValidationError) -> InputError:
    with Path(task.path).open("rb") as handle:
        number = sum(1 for _ in _until(handle, offset)) + 1
    return InputError(f"{task.path}:{number}: not {what} ({error.errors()[0]['msg']})")


def _until(handle: Iterable[bytes], offset: int) -> Iterator[bytes]:
    read = 0
    for line in handle:
        if read >= offset:
            return
        read += len(line)
        yield line
