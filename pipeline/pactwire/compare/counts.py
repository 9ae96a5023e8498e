"""Numbers in the texts of one dossier besides sums and goods: troops, sites, miles, years until delivery."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pactwire.compare.amounts import read_bound
from pactwire.compare.context import common_words, in_dateline, link_groups, share, stems, words_beside
from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules
from pactwire.compare.scopes import scope_of, told_scope
from pactwire.compare.text import fold
from pactwire.records import ArticleRecord

_FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_MONTHS = (12.0, 1.0, 7 / 30.4, 1 / 30.4)
_AGREEMENT = "agreement"


class Count(NamedTuple):
    """A number of things, from `low` to `high`; `None` where the text leaves that side open."""

    noun: str
    low: float | None
    high: float | None
    about: bool
    shown: str
    words: frozenset[str]
    start: int
    end: int
    scope: str | None = None


@cache
def _pattern() -> re.Pattern[str]:
    numbers = "|".join(sorted(compare_rules().texts.numbers, key=len, reverse=True))
    number = rf"(?:{_FIGURE}|(?:{numbers})\b)"
    return re.compile(
        rf"(?<![\w.,$€£¥₹₱-])(?P<both>between\s)?(?P<one>{number})"
        rf"(?:(?(both)\sand\s|(?:\s?[-–]\s?|\s(?:to|or)\s))(?P<two>{number}))?(?![.,]?\d)[\s-]"
        rf"(?P<words>(?:[A-Za-z][\w’'/-]*\s){{0,3}}?(?:[A-Za-z][\w’'-]*s|people|personnel|men|women|aircraft)\b)",
        re.IGNORECASE,
    )


def find_counts(record: ArticleRecord) -> tuple[Count, ...]:
    """Return the numbers of things in an article, durations included, each form where it stands first."""
    found: dict[tuple[object, ...], Count] = {}
    taken = [(sum_.start, sum_.end) for sum_ in record.sums()]
    taken += [(item.start, item.end) for event in record.events for item in event.items]
    text = record.article.text
    for match in _pattern().finditer(text):
        start, end = match.span()
        if any(s < end and start < e for s, e in taken):
            continue
        count = _read(text, match)
        if count is not None:
            found.setdefault((count.noun, count.low, count.high, count.words), count)
    for mention in record.dates:
        duration = _DURATION.fullmatch(mention.timex3.value) if mention.timex3.type == "DURATION" else None
        if duration and any(duration.groups()) and not in_dateline(record, mention.start, mention.end):
            months = sum(int(part) * size for part, size in zip(duration.groups(), _MONTHS, strict=True) if part)
            about = read_bound(text[max(0, mention.start - 30) : mention.start])[1]
            words = words_beside(text, mention.start, mention.end)
            count = Count("duration", months, months, about, mention.text, words, mention.start, mention.end)
            found.setdefault((count.noun, count.low, count.words), count)
    return tuple(sorted(found.values(), key=lambda count: count.start))


def _read(text: str, match: re.Match[str]) -> Count | None:
    rules = compare_rules()
    noun, further = None, False
    end = match.start("words")
    for word in match["words"].split():
        plain = fold(word)
        end = text.index(word, end) + len(word)
        known_unit = singular(plain) in rules.texts.units
        if (plain in rules.consistency.not_counted and not known_unit) or plain in rules.texts.uncounted or not plain:
            return None
        further = further or plain in rules.texts.further
        # An acronym such as HIMARS is no plural.
        noun = plain + ("s" if word.isupper() and plain.endswith("s") else "")
    if noun is None or singular(noun) in rules.texts.uncounted:
        return None
    low, high = _number(match["one"]), _number(match["two"] or match["one"])
    if high < low or (1900 <= low <= 2100 and not match["two"] and "," not in match["one"]):
        return None
    unit = rules.texts.units.get(singular(noun))
    factor = unit.factor if unit else 1.0
    kind = _AGREEMENT if noun in rules.names.instruments else unit.of if unit else singular(noun)
    bound, about = read_bound(text[max(0, match.start() - 30) : match.start()])
    return Count(
        kind,
        None if bound == "upper" else (low + further) * factor,
        None if bound == "lower" or further else high * factor,
        about,
        " ".join(text[match.start() : end].split()),
        words_beside(text, match.start(), end),
        match.start(),
        end,
        scope_of(text, match.start(), end),
    )


def _number(text: str) -> float:
    digits = text.replace(",", "")
    return float(digits) if digits.isdigit() else float(compare_rules().texts.numbers[text.casefold()])


def singular(noun: str) -> str:
    """Return the singular of a folded plural that is formed with s.

    >>> singular("facilities"), singular("miles"), singular("aircraft")
    ('facility', 'mile', 'aircraft')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def group_counts(articles: Mapping[str, Sequence[Count]]) -> list[tuple[str, list[tuple[str, Count]]]]:
    """Group the numbers that several articles give, in differing forms, for what the words beside show to be one."""
    by_noun: dict[str, list[tuple[str, Count]]] = defaultdict(list)
    most = compare_rules().texts.most
    for article_id in sorted(articles):
        for count in articles[article_id]:
            if len(by_noun[count.noun]) < most:
                by_noun[count.noun].append((article_id, count))
    groups = []
    for noun in sorted(by_noun):
        for group in link_groups(by_noun[noun], _linked):
            told = f"{noun}: {common_words(count.words for _, count in group)}"
            if len({(count.low, count.high) for _, count in group}) > 1:
                groups.append((told, group))
    return groups


def _linked(left: Count, right: Count) -> bool:
    rules = compare_rules().texts
    shared, part = share(left.words, right.words)
    if left.noun == _AGREEMENT:
        return bool(stems(left.words) & stems(right.words) & rules.concluded)
    return shared >= rules.least and part >= rules.share


def compare_counts(left: Count, right: Count) -> Relation:
    """Compare two numbers; they contradict each other only where the words beside them agree."""
    if (left.low, left.high) == (right.low, right.high):
        return Relation(kind="same", detail="the same number")
    detail = f"{left.shown} against {right.shown}"
    for one, other in ((left, right), (right, left)):
        if one.high is not None and other.low is not None and one.high < other.low:
            rough = one.about or other.about
            if rough and one.high >= other.low * (1 - compare_rules().amounts.rounding):
                return Relation(kind="compatible", detail="one is about so many")
            if scopes := told_scope(left.scope, right.scope):
                return Relation(kind="compatible", detail=f"{detail}: {scopes}")
            if not _linked(left, right) or left.noun == _AGREEMENT:
                return Relation(kind="compatible", detail=f"{detail}, perhaps not of one thing")
            return Relation(kind="conflict", detail=detail)
    return Relation(kind="compatible", detail="one number lies in the range of the other")
