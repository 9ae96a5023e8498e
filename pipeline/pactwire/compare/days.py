"""Days that the texts of one dossier name beside the dates of its events: when a report came out, another's vote."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pactwire.compare.context import common_words, in_dateline, link_groups, share, words_beside
from pactwire.compare.dates import When, compare_dates, gap_days, ordinal, parse_edtf
from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.records import ArticleRecord, DateMention

# TIMEX3 of a weekday that is not placed on the calendar; the digit of the day follows.
WEEKDAY_ONLY = "XXXX-WXX-"
_WEEK = 7
_LONGEST = 31  # days that a date may leave open


class Day(NamedTuple):
    """A day in a text, and what the words beside it tell of it."""

    when: When
    words: frozenset[str]
    shown: str
    start: int
    end: int


def find_days(record: ArticleRecord) -> tuple[Day, ...]:
    """Return the days that an article names, datelines left out."""
    found = []
    for mention in record.dates:
        when = _when(mention)
        if when is not None and not in_dateline(record, mention.start, mention.end):
            words = words_beside(record.article.text, mention.start, mention.end)
            found.append(Day(when, words, when.edtf, mention.start, mention.end))
    return tuple(found)


def _when(mention: DateMention) -> When | None:
    value = mention.timex3.value
    if value.startswith(WEEKDAY_ONLY) and value[len(WEEKDAY_ONLY) :][:1] in tuple("1234567"):
        return When(value[: len(WEEKDAY_ONLY) + 1], weekday=int(value[len(WEEKDAY_ONLY)]) - 1)
    if mention.edtf is None or mention.timex3.type not in ("DATE", "TIME"):
        return None
    if mention.earliest and mention.latest:
        when = When(mention.edtf, ordinal(mention.earliest), ordinal(mention.latest))
    else:
        when = parse_edtf(mention.edtf)
    if when.dated:
        return when if when.length <= _LONGEST else None
    return when if when.day is not None else None


def group_days(articles: Mapping[str, Sequence[Day]]) -> list[tuple[str, list[tuple[str, Day]]]]:
    """Group the days that several articles give for what the words beside show to be one, where they differ."""
    days = [(article_id, day) for article_id in sorted(articles) for day in articles[article_id]]
    return [
        (common_words(day.words for _, day in group), group)
        for group in link_groups(days[: compare_rules().texts.most], _linked)
        if _differ(group)
    ]


def _differ(group: Sequence[tuple[str, Day]]) -> bool:
    """Whether an article names a day that another, in all that it says, excludes."""
    told: dict[str, list[When]] = {}
    for article_id, day in group:
        told.setdefault(article_id, []).append(day.when)
    return any(
        all(compare_dates(one, other).kind == "conflict" for one in mine for other in theirs)
        for mine in told.values()
        for theirs in told.values()
        if mine is not theirs
    )


def _linked(left: Day, right: Day) -> bool:
    rules = compare_rules().texts
    gap = gap_days(left.when, right.when)
    if gap and (gap > rules.days_near or max(left.when.length, right.when.length) > _WEEK):
        return False
    shared, part = share(left.words, right.words)
    return shared > rules.least and part >= rules.share


def compare_days(left: Day, right: Day) -> Relation:
    """Compare two days; they contradict each other only where the words beside them agree."""
    relation = compare_dates(left.when, right.when)
    on_weekday = left.when.weekday is not None or right.when.weekday is not None
    if relation.kind == "conflict" and gap_days(left.when, right.when) == _WEEK:
        return Relation(kind="compatible", detail="the same weekday, which was read as that of another week")
    if relation.kind == "conflict" and (on_weekday or not _linked(left, right)):
        return Relation(kind="compatible", detail=f"{relation.detail}, perhaps not of one thing")
    return relation
