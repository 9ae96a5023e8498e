"""Lines of a page that are not its story: bylines, dates of publication, credits, section labels, captions."""

import re
from dataclasses import dataclass
from functools import cache

from pactwire.reading.outlets import outlet_of_name
from pactwire.reading.patterns import agencies, byline_rules, reading_patterns
from pactwire.reading.published import find_dates

MAX_HEADER = 220
_SEGMENTS = re.compile(r"\s*[|•·‧∙]\s*|\s+[–—-]{1,2}\s+|\s+/{1,2}\s+|\t+|\s{3,}")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?")
_COUNTED = re.compile(r"(?i)[\d,.]+\s*(?:min(?:ute)?s?|comments?|views?|shares?|words?|hours?|days?)\b.*")
_LIST = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b|\bwith\b|\bWITH\b)\s*")
_IN_PLACE = re.compile(r",?\s+(?:in|IN|reporting from|at)\s+[A-Z][\w.'’ -]{1,40}$")
_ADDRESS = re.compile(r"^(?:https?://\S+|www\.\S+|\S+@\S+\.\w+|@\w+)$")
_FULL_STOP = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
_NAME_TOKEN = re.compile(r"^[A-ZÀ-ÖØ-ÞŁŚŠŽČĆŞİĐ](?:[\w'’.-]*\w\.?|\.)?$")


@dataclass(frozen=True, slots=True)
class Header:
    """What one header line states; a part that it does not state is `None`."""

    byline: str | None = None
    agency: str | None = None
    outlet: str | None = None
    place: str | None = None
    published: str | None = None
    updated: str | None = None
    states_date: bool = False


def read_header(line: str, *, after_title: bool = False, day_first: bool | None = None) -> Header | None:
    """Read a line that holds only byline, date, credit and the like; `None` if it holds anything else.

    A bare name counts as a byline beside another statement, or alone if `after_title`.

    >>> read_header("By Jane Roe | Philippine News Agency | January 16, 2026, 8:00 am").byline
    'Jane Roe'
    """
    if len(line) > MAX_HEADER:
        return None
    line = line.strip("*_>•· ").removeprefix("- ")
    found: dict[str, str] = {}
    states_date = False
    bare: list[str] = []
    whole = read_byline(line)
    for segment in [line] if whole else _SEGMENTS.split(line):
        rest, published, updated, dated = _take_dates(segment, day_first)
        states_date = states_date or dated
        for key, value in (("published", published), ("updated", updated)):
            if value:
                found.setdefault(key, value)
        if not rest or _ADDRESS.match(rest):
            continue
        named = whole or read_byline(rest)
        if named is None:
            bare.append(rest)
            continue
        for key, value in named.items():
            found.setdefault(key, value)
    for position, rest in enumerate(bare):
        stated = _bare(rest, alone=not found and not states_date and len(bare) == 1, after_title=after_title)
        if stated is None:
            return None
        for key, value in stated.items():
            # "Reuters | Manila | Updated: ..." names a place only beside something else.
            if key == "place" and position == 0 and not found and not states_date and len(bare) == 1:
                return None
            found.setdefault(key, value)
    if not states_date and not {"byline", "agency", "outlet"} & found.keys():
        return None
    return Header(states_date=states_date, **found)


def is_furniture(line: str) -> bool:
    """Tell whether a line is a section label, a caption, a share button or an address."""
    words = reading_patterns().words
    line = line.strip()
    folded = line[:MAX_HEADER].casefold().strip(" :#*-–—_[]")
    if not folded or folded in words.sections or folded in words.furniture or _ADDRESS.match(line):
        return True
    if folded.startswith(words.furniture_prefixes):
        return True
    if len(line) > MAX_HEADER:
        return False
    crumbs = re.split(r"\s*[>»/|]\s*|\s+-\s+", folded)
    if all(not crumb or crumb in words.sections for crumb in crumbs):
        return True
    # "World | Australia": a section, and a narrower one.
    return len(crumbs) > 1 and crumbs[0] in words.sections and len(folded.split()) <= 5


def is_person(name: str, *, bare: bool) -> bool:
    """Tell whether words have the form of a person's name; `bare` without "By" before it asks for more."""
    words = reading_patterns().words
    tokens = name.split()
    if not 2 <= len(tokens) <= 6 or any(token.casefold().strip(".,") in words.not_names for token in tokens):
        return False
    proper = [token for token in tokens if _NAME_TOKEN.match(token)]
    if len(proper) < 2 or any(token not in proper and token not in words.name_particles for token in tokens):
        return False
    return not (bare and name.isupper())


def known_agency(words: str) -> str | None:
    """Return the agency that a credit names, if it is known."""
    forms = agencies()
    if agency := forms.get(words) or forms.get(words.removeprefix("the ").removeprefix("The ")):
        return agency
    parts = re.split(r" ?/ ?| - ", words)
    joined = len(parts) > 1 and all(part[:1].isupper() and len(part.split()) <= 4 for part in parts)
    return next((forms[part] for part in parts if part in forms), None) if joined else None


def read_byline(line: str) -> dict[str, str] | None:
    """Read a line that one of the byline rules covers: `byline`, `agency`, `outlet`."""
    for _rule, pattern in byline_rules():
        if (match := pattern.match(line)) and (
            named := _names(_FULL_STOP.sub("", match["name"].rstrip(" ,-–—|:")), bare=False)
        ):
            return named
    return None


def _names(words: str, *, bare: bool) -> dict[str, str] | None:
    """Sort "Jane Roe and John Doe, Reuters" into names and credits; `None` if a part is neither."""
    lexicon = reading_patterns().words
    words = _IN_PLACE.sub("", words)
    folded = words.casefold()
    if agency := known_agency(words):
        return {"agency": agency}
    if beside := _name_beside_agency(words):
        return beside
    if agency := _unlisted_agency(words):
        return {"agency": agency}
    if folded in lexicon.unnamed_bylines:
        return {"byline": words}
    if _is_outlet(words):
        return {"outlet": words}
    people: list[str] = []
    stated: dict[str, str] = {}
    end = 0
    for part in _LIST.split(words):
        start = words.find(part, end)
        if agency := known_agency(part):
            stated.setdefault("agency", agency)
        elif is_person(part, bare=bare):
            people.append(part)
            end = start + len(part)
        elif people and _is_outlet(part):
            stated.setdefault("outlet", part)
        elif not (people and _is_role(part)) and part:
            return None
    if not people:
        return None
    first = words.find(people[0])
    return {"byline": words[first:end], **stated}


def _name_beside_agency(words: str) -> dict[str, str] | None:
    """Read "JANE ROE Associated Press", where a line break was lost."""
    tokens = words.split()
    for count in range(1, min(4, len(tokens) - 1)):
        name, agency = " ".join(tokens[:-count]), known_agency(" ".join(tokens[-count:]))
        if agency and is_person(name, bare=False):
            return {"byline": name, "agency": agency}
    return None


def _bare(words: str, *, alone: bool, after_title: bool) -> dict[str, str] | None:
    lexicon = reading_patterns().words
    words = words.strip(" ,.:()[]")
    folded = words.casefold()
    if not words or folded in lexicon.furniture or folded in lexicon.sections:
        return {}
    if folded in _known_places():
        return {"place": words}
    named = _names(words, bare=True)
    if named is None:
        return {} if _is_role(words) else None
    return None if alone and "byline" in named and not after_title else named


def _take_dates(segment: str, day_first: bool | None) -> tuple[str, str | None, str | None, bool]:
    """Take dates, clock times and their labels out of a segment: the rest, published, updated, whether any."""
    words = reading_patterns().dates
    published = updated = None
    rest, at = "", 0
    for found in find_dates(segment, day_first=day_first):
        label = segment[at : found.start].casefold()
        if any(word in label for word in words.updated_labels):
            updated = updated or found.value
        else:
            published = published or found.value
        rest += segment[at : found.start] + " "
        at = found.end
    rest = _CLOCK.sub(" ", rest + segment[at:])
    if at:
        kept = rest.split()
        while kept and _is_date_word(kept[0]):
            del kept[0]
        while kept and _is_date_word(kept[-1]):
            del kept[-1]
        return " ".join(kept).strip(" ,.:;-–—()@"), published, updated, True
    if _COUNTED.fullmatch(rest.strip()) or all(map(_is_date_word, rest.split())):
        return "", None, None, False
    return segment.strip(), None, None, False


def _is_date_word(token: str) -> bool:
    # A zone may carry its offset: GMT+1 or UTC-05:00.
    folded = re.sub(r"(?<=[a-z])[+-][\d:]+$", "", token.casefold().strip(" ,.:;()[]-–—@+|"))
    return not folded or folded in _date_words() or folded.isdigit()


@cache
def _date_words() -> frozenset[str]:
    dates = reading_patterns().dates
    labels = {word for label in (*dates.published_labels, *dates.updated_labels) for word in label.split()}
    return frozenset({*labels, *dates.weekdays, *dates.date_line_words})


@cache
def _known_places() -> frozenset[str]:
    return frozenset(place.casefold() for place in reading_patterns().words.places)


def _is_role(words: str) -> bool:
    tokens = words.casefold().replace(",", " ").split()
    return 0 < len(tokens) <= 6 and any(token in reading_patterns().words.role_words for token in tokens)


def _unlisted_agency(words: str) -> str | None:
    tokens = words.split()
    named = 2 <= len(tokens) <= 4 and "," not in words and all(token[0].isupper() for token in tokens)
    return words if named and tokens[-1].casefold() in reading_patterns().words.agency_words else None


def _is_outlet(words: str) -> bool:
    tokens = words.split()
    if outlet_of_name(words):
        return True
    lexicon = reading_patterns().words.outlet_words
    return (
        2 <= len(tokens) <= 5
        and "," not in words
        and tokens[-1].casefold() in lexicon
        and all(token[:1].isupper() or token.casefold() in ("the", "of", "and") for token in tokens)
    )
