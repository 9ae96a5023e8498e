"""Does an article agree with itself? Weekdays, headline, captions, conversions, and names."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations

from pactwire.compare.dates import When, compare_dates, when_of
from pactwire.compare.names import read_name
from pactwire.compare.rules import compare_rules
from pactwire.compare.text import fold
from pactwire.records import ArticleRecord, ArticleWarning, Event, MoneyMention, Span

_COUNT = re.compile(
    r"(?<![\w.,$€£¥₹₱-])(\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]*\d)\s+((?:[A-Za-z][\w’'/-]*\s+){0,3}[A-Za-z][\w’'/-]*)"
)


def check_article(record: ArticleRecord) -> tuple[ArticleWarning, ...]:
    """Return what an article contradicts itself in, in order of place, each with both spans."""
    found = [
        *_weekdays(record),
        *_counts(record),
        *_conversions(record),
        *_names(record),
        *_events(record),
    ]
    unique = {(warning.code, warning.spans, warning.message): warning for warning in found}
    return tuple(unique[key] for key in sorted(unique, key=lambda key: (key[1], key[0], key[2])))


@cache
def _weekday_pattern() -> re.Pattern[str]:
    rules = compare_rules().consistency
    days, months = "|".join(rules.weekdays), "|".join(rules.months)
    short = "|".join(sorted({month[:3] for month in rules.months} | {"sept"}, key=len, reverse=True))
    month = rf"(?P<month>{months}|(?:{short})\.?)"
    return re.compile(
        rf"\b(?P<weekday>{days})\b,?\s*\(?(?:the\s+)?(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{month}"
        rf"|{month.replace('?P<month>', '?P<month2>')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{{4}}))?",
        re.IGNORECASE,
    )


def _weekdays(record: ArticleRecord) -> Iterator[ArticleWarning]:
    """Find "Monday, January 15" where January 15 is no Monday; the year may come from the resolved date."""
    rules = compare_rules().consistency
    for match in _weekday_pattern().finditer(record.article.text):
        month_word = fold(match["month"] or match["month2"])[:3]
        month = next(number for number, name in enumerate(rules.months, 1) if name.startswith(month_word))
        day = int(match["day1"] or match["day2"])
        year = int(match["year"]) if match["year"] else _year_of(record, match.start(), match.end(), month, day)
        if year is None:
            continue
        try:
            real = date(year, month, day)
        except ValueError:
            yield _warn("impossible_date", f"{match.group()!r}: there is no such day", match.span())
            continue
        stated = rules.weekdays.index(match["weekday"].casefold())
        if real.weekday() != stated:
            start = match.start("day1") if match["day1"] else match.start("month2")
            yield _warn(
                "weekday_mismatch",
                f"{real.isoformat()} is a {rules.weekdays[real.weekday()].title()}, not a {match['weekday']}",
                match.span("weekday"),
                (start, match.end()),
            )


def _year_of(record: ArticleRecord, start: int, end: int, month: int, day: int) -> int | None:
    for mention in record.dates:
        known = re.fullmatch(rf"(\d{{4}})-{month:02d}-{day:02d}", mention.edtf or "")
        if known and mention.start < end and start < mention.end:
            return int(known[1])
    published = record.article.published
    if published is None:
        return None
    anchor = date.fromisoformat(published)
    try:
        candidates = [date(year, month, day) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    except ValueError:
        return anchor.year
    return min(candidates, key=lambda candidate: abs((candidate - anchor).days)).year


def _segments(record: ArticleRecord) -> list[tuple[str, Span]]:
    """Return the headline, where it stands in the text, and the lines that describe pictures."""
    text, title = record.article.text, record.article.title
    segments: list[tuple[str, Span]] = []
    if title and (at := text.find(title)) >= 0:
        segments.append(("headline", (at, at + len(title))))
    markers = compare_rules().consistency.captions
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        folded = line.casefold()
        if len(line) < 400 and any(marker in folded for marker in markers):
            segments.append(("caption", (start, end)))
        start += len(line)
    return segments


def _counts(record: ArticleRecord) -> Iterator[ArticleWarning]:
    """Find goods that headline or caption number otherwise than the text does."""
    text = record.article.text
    factor = compare_rules().consistency.count_factor
    segments = _segments(record)
    counted = _counted(text)
    body = [entry for entry in counted if not any(start <= entry[2][0] < end for _, (start, end) in segments)]
    told: list[tuple[str, str, tuple[Span, ...], tuple[int, str, Span]]] = [
        (kind, text[slice(*entry[2])], (entry[2],), entry)
        for kind, (start, end) in segments
        for entry in counted
        if start <= entry[2][0] < end
    ]
    title = record.article.title
    if title and title not in text:  # a headline that is a field of its own has no place in the text
        told += [("headline", title[slice(*entry[2])], (), entry) for entry in _counted(title)]
    for kind, words, spans, (number, head, _) in told:
        others = [entry for entry in body if entry[1] == head]
        if not others or any(entry[0] == number for entry in others):
            continue
        if sum(entry[0] for entry in others) == number:
            continue
        closest = min(others, key=lambda entry: (abs(entry[0] - number), entry[2]))
        if max(number, closest[0]) >= factor * max(1, min(number, closest[0])):
            message = f"{kind} says {words}, the text {text[slice(*closest[2])]}"
            yield _warn(f"{kind}_count_mismatch", message, *spans, closest[2])


def _counted(text: str) -> list[tuple[int, str, Span]]:
    """Return the numbers of goods in a text, with the counted noun."""
    return [
        (number, head, (match.start(), match.start(2) + length))
        for match in _COUNT.finditer(text)
        for number in [int(match[1].replace(",", ""))]
        for head, length in _head(match[2])
        if not _is_year(number, head)
    ]


def _head(words: str) -> list[tuple[str, int]]:
    """Return the counted noun without its plural s, and how many characters of the words lead up to its end.

    It is the first plural, or the first word where there is none: "1,000 K2 tanks", "26 aircraft". Nothing is returned
    where what is counted are no goods.
    """
    skipped = compare_rules().consistency.not_counted
    first: tuple[str, int] | None = None
    for match in re.finditer(r"\S+", words):
        plain = fold(match.group())
        if plain in skipped or not plain:
            break
        if plain.endswith("s") or first is None:
            first = plain.removesuffix("s"), match.end()
        if plain.endswith("s"):
            break
    return [first] if first is not None and len(first[0]) > 2 else []


def _is_year(number: int, head: str) -> bool:
    return 1900 <= number <= 2100 and not head.endswith("s") and number % 100 != 0


def _conversions(record: ArticleRecord) -> Iterator[ArticleWarning]:
    """Find conversions between the same currencies that differ; a rate that no year knew is found with the sums."""
    by_span = {(sum_.start, sum_.end): sum_ for sum_ in record.sums()}
    pairs = [
        (by_span[sum_.converted_from], sum_)
        for sum_ in record.sums()
        if sum_.converted_from is not None and sum_.converted_from in by_span
    ]
    spread = compare_rules().consistency.rate_spread
    rates: list[tuple[str, str, float, MoneyMention, MoneyMention]] = []
    for original, converted in pairs:
        if not original.value or not converted.value or not original.currency or not converted.currency:
            continue
        if original.currency == converted.currency:
            continue
        low_code, high_code = sorted((original.currency, converted.currency))
        first, second = (original, converted) if original.currency == low_code else (converted, original)
        rate = (second.value or 0.0) / (first.value or 1.0)
        rates.append((low_code, high_code, rate, original, converted))
    for one, other in combinations(rates, 2):
        if one[:2] == other[:2] and max(one[2], other[2]) > spread * min(one[2], other[2]):
            message = f"two conversions at {one[2]:.4g} and {other[2]:.4g} {one[1]} for one {one[0]}"
            yield _warn("conversions_disagree", message, _span(one[4]), _span(other[4]))


def _names(record: ArticleRecord) -> Iterator[ArticleWarning]:
    """Find one agreement under two names that differ in a word: in a caption and the text, for example."""
    named = [entity for entity in record.entities if entity.label == "AGREEMENT" and len(entity.text.split()) >= 3]
    seen: dict[str, Span] = {}
    for entity in named:
        seen.setdefault(entity.text, (entity.start, entity.end))
    for left, right in combinations(sorted(seen), 2):
        one, other = read_name(left, None), read_name(right, None)
        odd = set(one.words) ^ set(other.words)
        if len(one.words) != len(other.words) or len(odd) != 2 or len(one.words) < 3 or one.numbers != other.numbers:
            continue
        if one.known and other.known and one.key == other.key:
            continue
        if set(one.words) & set(other.words) and not _parties_differ(left, right):
            first, second = sorted((seen[left], seen[right]))
            yield _warn("name_varies", f"{left!r} and {right!r} differ in a word", first, second)


def _parties_differ(left: str, right: str) -> bool:
    """Two agreements of a kind with two partners share all but the partner's name."""
    return sorted(fold(left).split()) != sorted(fold(right).split()) and len(fold(left).split()) != len(
        fold(right).split()
    )


def _events(record: ArticleRecord) -> Iterator[ArticleWarning]:
    """Find one status of one agreement told of twice with another day."""
    told: dict[tuple[str, str, str, frozenset[str]], list[tuple[Event, When]]] = {}
    for event in record.events:
        if event.date is not None and event.status in compare_rules().stages.once:
            parties = frozenset(party.id for party in event.parties)
            place = (event.agreement.key, event.status, event.modality, parties)
            told.setdefault(place, []).append((event, when_of(event.date)))
    for events in told.values():
        for (one, one_when), (other, other_when) in combinations(events, 2):
            if one.modality != "asserted" or not (one_when.is_day and other_when.is_day):
                continue
            relation = compare_dates(one_when, other_when)
            near = abs((one_when.first or 0) - (other_when.first or 0)) <= compare_rules().stages.near_days
            if relation.kind == "conflict" and near and one.date is not None and other.date is not None:
                message = f"{one.status} on {one.date.edtf} and on {other.date.edtf}"
                spans = sorted(((one.date.start, one.date.end), (other.date.start, other.date.end)))
                yield _warn("date_contradiction", message, *spans)


def _span(sum_: MoneyMention) -> Span:
    return sum_.start, sum_.end


def _warn(code: str, message: str, *spans: Span) -> ArticleWarning:
    return ArticleWarning(code=code, message=message, spans=spans)
