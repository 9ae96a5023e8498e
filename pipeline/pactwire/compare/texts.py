"""What the articles of one dossier say beside their events, as statements to compare."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TypeVar

from pactwire.compare.context import context_words
from pactwire.compare.counts import Count, group_counts
from pactwire.compare.days import group_days
from pactwire.compare.facts import Statement
from pactwire.compare.figures import group_figures
from pactwire.compare.offices import group_holders
from pactwire.compare.placenames import group_place_names
from pactwire.compare.records import SourceGroup
from pactwire.compare.spellings import group_spellings
from pactwire.compare.values import Beside, Stated, show_sum
from pactwire.records import Event

FoundT = TypeVar("FoundT")


def text_statements(
    events: Sequence[Event],
    groups: Sequence[SourceGroup],
    beside: Mapping[str, Beside],
    led: Set[str],
    outlet: Callable[[Event], str],
) -> list[Statement]:
    """State what the articles say besides their events: spellings, holders of offices, sums, numbers and days.

    What is not a name is taken only from articles that are about the agreement.

    Args:
        events: those of the dossier.
        groups: its independent sources.
        beside: what is known of the articles, by article id.
        led: articles that lead with some event; in the others any agreement may be what they are about.
        outlet: tells whose an event is.
    """
    leading = _leading(events, beside)
    source_of = {article_id: group.source_id for group in groups for article_id in group.article_ids}
    shared = _shared_words(events)
    about = {
        article_id: _without(beside[article_id], shared)
        for article_id in leading
        if leading[article_id].role == "main" or article_id not in led
    }
    everywhere = {article_id: beside[article_id] for article_id in leading}
    stated = [*_names(everywhere), *_holders(about), *_sums(events, about), *_counts(about), *_days(events, about)]
    return [
        Statement(value, leading[article_id], outlet(leading[article_id]), source_of[article_id])
        for article_id, value in stated
    ]


def _shared_words(events: Sequence[Event]) -> frozenset[str]:
    """Return the parties and the words of the agreement's names: all that the articles say is about them."""
    names = {name for event in events for name in (event.agreement.name, event.agreement.acronym) if name}
    parties = frozenset(party.id for event in events for party in event.parties)
    return parties.union(*(context_words(name) for name in sorted(names)))


def _without(beside: Beside, shared: frozenset[str]) -> Beside:
    """Take words out of those beside numbers and days."""
    return replace(
        beside,
        counts=tuple(count._replace(words=count.words - shared) for count in beside.counts),
        days=tuple(day._replace(words=day.words - shared) for day in beside.days),
    )


def _leading(events: Sequence[Event], beside: Mapping[str, Beside]) -> dict[str, Event]:
    """Return for each article of which more than events are known the event that it leads with."""
    leading: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: (event.role != "main", event.event_id)):
        if event.article_id in beside:
            leading.setdefault(event.article_id, event)
    return leading


def _select(articles: Mapping[str, Beside], find: Callable[[Beside], Sequence[FoundT]]) -> dict[str, Sequence[FoundT]]:
    return {article_id: find(articles[article_id]) for article_id in sorted(articles)}


def _names(articles: Mapping[str, Beside]) -> Iterator[tuple[str, Stated]]:
    persons = _select(articles, lambda beside: beside.persons)
    spelled = group_spellings(persons)
    for article_id, people in persons.items():
        for person in people:
            if person.name in spelled:
                name = person.name
                yield article_id, Stated("persons", spelled[name], name, name, name, person.start, person.end)
    places = _select(articles, lambda beside: beside.places)
    written = group_place_names(places)
    for article_id, named in places.items():
        for place in named:
            if place.name in written:
                name = place.name
                yield article_id, Stated("spellings", written[name], name, name, name, place.start, place.end)


def _holders(articles: Mapping[str, Beside]) -> Iterator[tuple[str, Stated]]:
    for facet, holders in group_holders(_select(articles, lambda beside: beside.holders)):
        for article_id, holder in holders:
            yield article_id, Stated("offices", facet, holder.name, holder.name, holder, holder.start, holder.end)


def _sums(events: Sequence[Event], articles: Mapping[str, Beside]) -> Iterator[tuple[str, Stated]]:
    owned = {(event.article_id, amount.start) for event in events for amount in event.amounts}
    paid = {(event.article_id, amount.currency) for event in events for amount in event.amounts}
    for facet, figures in group_figures(_select(articles, lambda beside: beside.figures)):
        if all((article_id, figure.start) in owned for article_id, figure in figures):
            continue  # compared as the agreement's own amount
        if any((article_id, figure.start) in owned for article_id, figure in figures):
            # Who gives the agreement's own sum does not contradict another's by what it says of something else.
            figures = [
                (article_id, figure)
                for article_id, figure in figures
                if (article_id, figure.start) in owned or (article_id, figure.total.currency) not in paid
            ]
            if len({article_id for article_id, _ in figures}) < 2 or len({f.total.value for _, f in figures}) < 2:
                continue
        for article_id, figure in figures:
            shown = show_sum(figure.total)
            yield article_id, Stated("sums", facet, shown, figure.total.text, figure, figure.start, figure.end)


def _counts(articles: Mapping[str, Beside]) -> Iterator[tuple[str, Stated]]:
    for facet, counts in group_counts(_select(articles, lambda beside: beside.counts)):
        for article_id, count in counts:
            yield article_id, _counted(facet, count)


def _counted(facet: str, count: Count) -> Stated:
    return Stated("counts", facet, count.shown, count.shown, count, count.start, count.end)


def _days(events: Sequence[Event], articles: Mapping[str, Beside]) -> Iterator[tuple[str, Stated]]:
    owned = {(event.article_id, event.date.start) for event in events if event.date is not None}
    for facet, days in group_days(_select(articles, lambda beside: beside.days)):
        if all((article_id, day.start) in owned for article_id, day in days):
            continue  # compared as the date of the stage
        for article_id, day in days:
            yield article_id, Stated("days", facet, day.shown, day.shown, day, day.start, day.end)
