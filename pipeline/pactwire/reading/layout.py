"""The layout of a plain-text article: where its headline, byline, dateline, credits and story are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pactwire.reading.datelines import Dateline, is_place_line, read_dateline
from pactwire.reading.headers import MAX_HEADER, Header, is_furniture, is_person, known_agency, read_byline, read_header
from pactwire.reading.patterns import alias_order, credit_rules, normalise_key
from pactwire.reading.published import find_dates, parse_published

_HEAD = 8_000
_TAIL = 1_500
_MAX_UNITS = 16
_TITLE_WORDS = range(2, 31)
_QUESTION_WORDS = 20
_ABBREVIATED_WORDS = 14
_TITLE_FIELDS = ("title", "byline", "outlet", "published", "url")
_LABELLED = re.compile(r"^[*_]{0,2}([A-Za-z][A-Za-z _-]{1,24})[*_]{0,2}\s*:\s*[*_]{0,2}\s*(\S.*)$")
_SENTENCE_END = re.compile(r"[.!?]['\"’”)\]]{0,2}$|[,;:]['\"’”]?$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){1,3}$|\.\.\.$|…$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|No|St)\.$")
_OPEN_END = re.compile(r"(?i)\b(?:a|an|the|of|to|in|on|by|for|and|or|with|that|its|their|as|from)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout of a text says; `body` is the offset at which the story begins.

    `place_span` holds the place of the dateline, so that a dateline is not taken for an actor.
    """

    title: str | None = None
    byline: str | None = None
    agency: str | None = None
    outlet: str | None = None
    dateline: str | None = None
    published: str | None = None
    url: str | None = None
    place_span: tuple[int, int] | None = None
    body: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    text: str


def read_layout(text: str, *, start: int = 0, day_first: bool | None = None) -> Layout:
    """Recognise headline, byline, dateline, agency, publication date and address; what is not plain stays `None`.

    `start` is where the reading begins, after a front matter.

    >>> layout = read_layout("NEWS\\n\\nTwo states seal a pact\\n\\nJane Roe\\n\\nMANILA (AP) — They signed it on Friday.")
    >>> layout.title, layout.byline, layout.agency, layout.dateline
    ('Two states seal a pact', 'Jane Roe', 'Associated Press', 'MANILA')
    """
    units = list(_units(text, start))
    layout = _read_head(units, text, day_first)
    return _read_tail(text, layout)


def _read_head(units: list[_Unit], text: str, day_first: bool | None) -> Layout:
    found: dict[str, str] = {}
    title_end = 0
    for position, unit in enumerate(units[:_MAX_UNITS]):
        if (labelled := _labelled(unit.text)) and labelled[0] not in found:
            field, value = labelled
            _note_labelled(found, field, value, day_first)
            title_end = unit.end if field == "title" else title_end
            continue
        if heading := re.match(r"#{1,6} +(.+?)[ #]*$", unit.text):
            found.setdefault("title", heading[1])
            title_end = title_end or unit.end
            continue
        header = read_header(unit.text, after_title="title" in found, day_first=day_first)
        if header:
            _note_header(found, header)
            continue
        if dateline := read_dateline(unit.text):
            return _with_dateline(found, unit, dateline, text, day_first)
        if is_furniture(unit.text):
            continue
        following = units[position + 1 : position + 4]
        if _is_paragraph(unit.text):
            if "title" not in found and _is_full_stop_title(unit.text, following, day_first):
                found["title"] = unit.text
                continue
            if "title" in found and _is_standfirst(following, found, day_first):
                continue
            return _layout(found, body=unit.start)
        if is_place_line(unit.text) and following:
            span = (unit.start, unit.end)
            return _layout({**found, "dateline": unit.text}, body=following[0].start, place_span=span)
        if "title" not in found and following and _is_name_above_header(unit.text, following[0].text):
            found.setdefault("byline", unit.text)
            continue
        if "title" not in found and following and _is_title(unit.text, following[0].text):
            found["title"] = unit.text
            continue
        if "title" in found or (following and not _is_paragraph(following[0].text) and len(unit.text.split()) <= 6):
            continue
        return _layout(found, body=unit.start)
    return _layout(found, body=units[-1].start if units else len(text))


def _read_tail(text: str, layout: Layout) -> Layout:
    """Fill agency and byline from the credits under the story."""
    begin = max(layout.body, len(text) - _TAIL)
    lines = [" ".join(line.split()) for line in text[begin:].splitlines() if line.strip()][-5:]
    agency, byline, outlet = layout.agency, layout.byline, layout.outlet
    for line in reversed(lines):
        # A lower-case "by" is the middle of a sentence that a fixed width broke.
        if named := read_byline(line) if len(line) <= MAX_HEADER and not line[0].islower() else None:
            byline = byline or named.get("byline")
            agency = agency or named.get("agency")
            outlet = outlet or named.get("outlet")
        agency = agency or _credit(line)
    return replace(layout, agency=agency, byline=byline, outlet=outlet)


def _credit(line: str) -> str | None:
    for _rule, pattern in credit_rules():
        if (match := pattern.search(line[-MAX_HEADER:])) and (agency := known_agency(match["agency"].strip())):
            return agency
    return None


def _with_dateline(found: dict[str, str], unit: _Unit, dateline: Dateline, text: str, day_first: bool | None) -> Layout:
    if dateline.place:
        found["dateline"] = dateline.place
    if dateline.agency:
        found["agency"] = dateline.agency
    if dateline.date:
        dates = find_dates(dateline.date, day_first=day_first)
        found.setdefault("published", next((date.value for date in dates if date.value), ""))
    start = text.find(dateline.place, unit.start) if dateline.place else -1
    span = (start, start + len(dateline.place)) if dateline.place and start >= 0 else None
    return _layout(found, body=unit.start, place_span=span)


def _layout(found: dict[str, str], *, body: int, place_span: tuple[int, int] | None = None) -> Layout:
    published = found.get("published") or found.get("updated")
    names = ("title", "byline", "agency", "outlet", "dateline", "url")
    return Layout(
        **{name: found.get(name) or None for name in names},
        published=published or None,
        place_span=place_span,
        body=body,
    )


def _note_header(found: dict[str, str], header: Header) -> None:
    for name in ("byline", "agency", "outlet", "published", "updated"):
        if value := getattr(header, name):
            found.setdefault(name, value)
    if header.place and (header.agency or header.states_date):
        found.setdefault("dateline", header.place)


def _note_labelled(found: dict[str, str], field: str, value: str, day_first: bool | None) -> None:
    if field == "published":
        if date := parse_published(value, day_first=day_first):
            found[field] = date
    elif field in ("byline", "outlet") and (agency := known_agency(value)):
        found["agency"] = agency
    else:
        found[field] = value


@cache
def _label_fields() -> dict[str, str]:
    return {key: field for field in _TITLE_FIELDS for key in alias_order()[field] if key != "by"}


def _labelled(line: str) -> tuple[str, str] | None:
    """Read "Headline: ...", "Author: ...", "Date: ...", as crawlers and archives write them."""
    match = _LABELLED.match(line) if len(line) <= 400 else None
    field = _label_fields().get(normalise_key(match[1])) if match else None
    if match is None or field is None:
        return None
    if field == "url" and not match[2].startswith(("http://", "https://")):
        return None
    if field == "published" and not any(True for _ in find_dates(match[2])):
        return None
    return field, match[2].rstrip(" *_")


def _is_paragraph(line: str) -> bool:
    if len(line) > MAX_HEADER:
        return True
    # Encyclopaedias leave the numbers of their notes behind.
    line = re.sub(r"(?:\[\d{1,3}\]){1,5}$", "", line)
    words = len(line.split())
    if line.endswith("?"):
        return words > _QUESTION_WORDS
    if not line.endswith((".", ".”", '."', ".'", ".’", ".)")) or words < 6:
        return False
    return words >= _ABBREVIATED_WORDS or not _ABBREVIATION.search(line)


def _is_name_above_header(line: str, following: str) -> bool:
    """Tell whether a line is a writer's name above date or agency, where the headline was lost."""
    words = len(line.split())
    name = words <= (3 if line.isupper() else 2) and is_person(line, bare=False)
    return name and read_header(following) is not None


def _is_title(line: str, following: str) -> bool:
    words = line.split()
    if len(words) not in _TITLE_WORDS or len(line) > MAX_HEADER or not (line[0].isupper() or not line[0].isalpha()):
        return False
    if _OPEN_END.search(line) or (
        _SENTENCE_END.search(line) and not (_ABBREVIATION.search(line) or line[-1] in "?!’”'\"")
    ):
        return False
    # A name or place of few words above a longer headline is a label.
    label = is_person(line, bare=True) or (len(words) <= 3 and all(word[0].isupper() for word in words))
    if label and is_furniture(following):
        return False
    longer = len(following.split()) >= 6 and not _is_paragraph(following) and read_dateline(following) is None
    return not (label and longer and read_header(following) is None)


def _is_full_stop_title(line: str, following: list[_Unit], day_first: bool | None) -> bool:
    return (
        len(line.split()) <= 20
        and bool(following)
        and (header := read_header(following[0].text, day_first=day_first)) is not None
        and (header.byline is not None or header.states_date)
    )


def _is_standfirst(following: list[_Unit], found: dict[str, str], day_first: bool | None) -> bool:
    """A sentence under the headline is a standfirst if byline or date come after it."""
    for unit in following[:2]:
        header = read_header(unit.text, after_title=True, day_first=day_first)
        if header and ((header.byline and "byline" not in found) or (header.states_date and "published" not in found)):
            return True
    return False


def _units(text: str, start: int) -> Iterator[_Unit]:
    """Yield the lines of the head; lines that a fixed width broke are joined."""
    block: list[_Unit] = []
    previous = start
    for match in re.compile(r"[^\r\n]+").finditer(text, start, start + _HEAD):
        words = " ".join(match[0].split())
        if not words:
            previous = -1
            continue
        gap = previous < 0 or len(re.findall(r"\r\n|\r|\n", text[previous : match.start()])) > 1
        if gap:
            yield from _join(block)
            block = []
        block.append(_Unit(match.start(), match.end(), words))
        previous = match.end()
    yield from _join(block)


def _join(block: list[_Unit]) -> Iterator[_Unit]:
    if len(block) >= 3 and _is_hard_wrapped(block):
        yield _Unit(block[0].start, block[-1].end, " ".join(unit.text for unit in block))
        return
    pending: _Unit | None = None
    for unit in block:
        if pending and unit.text[0].islower() and len(pending.text) >= 12 and not _SENTENCE_END.search(pending.text):
            pending = _Unit(pending.start, unit.end, f"{pending.text} {unit.text}")
            continue
        if pending:
            yield pending
        pending = unit
    if pending:
        yield pending


def _is_hard_wrapped(block: list[_Unit]) -> bool:
    lengths = [len(unit.text) for unit in block[:-1]]
    return min(lengths) >= 40 and max(lengths) <= 100 and any(unit.text[0].islower() for unit in block[1:])
