"""Find counted goods in text: "26 Rafale-M jets", "six Mogami-class frigates"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pactwire.actors.lexicon import StateRow, split_cell
from pactwire.annotations import QuantityMention
from pactwire.errors import ResourceError
from pactwire.money.lexicon import alternation
from pactwire.money.lexicon import lexicon as money_lexicon
from pactwire.money.numbers import DIGITS, looks_like_year, read_digits, read_words
from pactwire.resources import Row, read_csv, read_toml

_TOKEN = re.compile(r"[^\W_][\w./+()'’-]{0,30}[\w)+]|[^\W_]")
_GAP = re.compile(r"[^\S\n]{1,2}(?:\n[^\S\n]{0,4})?|\n[^\S\n]{0,4}")
_MOST_TOKENS = 8

# "3 dozen jets": the one word behind a figure that is no magnitude of money.
DOZEN = 12


class QuantityWords(Row):
    modifiers: tuple[str, ...]
    classes: tuple[str, ...]
    designators: tuple[str, ...]
    units: tuple[str, ...]
    vague: tuple[str, ...]
    no_designation: tuple[str, ...]


class QuantityRules(Row):
    """`patterns/quantities.toml`."""

    heads: tuple[str, ...]
    plurals: dict[str, str]
    weak_heads: dict[str, frozenset[str]]
    words: QuantityWords


class Goods(Row):
    """One line of `gazetteers/platforms.csv` or `weapons.csv`."""

    name: str
    aliases: str | None
    pattern: str | None
    kind: str
    country: str
    ambiguous: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    rules: QuantityRules
    modifiers: frozenset[str]
    nationalities: frozenset[str]
    names: frozenset[str]
    singulars: Mapping[str, str]
    head: re.Pattern[str]
    goods: re.Pattern[str]
    count: re.Pattern[str]
    unit: re.Pattern[str]
    designator: re.Pattern[str]
    of_the_class: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Count:
    start: int
    end: int
    value: int | None


@dataclass(frozen=True, slots=True)
class _Noun:
    """What follows a count: where it ends, whether it holds a head noun, and its designation."""

    end: int
    complete: bool
    designation: str | None


def find_quantities(text: str) -> list[QuantityMention]:
    """Return counted platforms, weapons and munitions, sorted by start and without overlap.

    >>> [(q.count, q.designation) for q in find_quantities("for 22 single-seat and 4 dual-seat Rafale-M jets")]
    [(22, 'Rafale-M'), (4, 'Rafale-M')]
    """
    lexicon = quantity_lexicon()
    found: list[QuantityMention] = []
    counts = list(_counts(text, lexicon))
    starts = frozenset(count.start for count in counts)
    following: tuple[_Count, _Noun] | None = None
    for count in reversed(counts):
        if found and count.end > found[-1].start:
            continue
        noun = _noun(text, count, starts, lexicon)
        if noun is not None and not noun.complete:
            noun = _shared_head(text, noun, following)
        if noun is not None:
            text_of = text[count.start : noun.end]
            found.append(QuantityMention(count.start, noun.end, text_of, count.value, noun.designation))
            following = (count, noun)
    found.reverse()
    return found


def _shared_head(text: str, noun: _Noun, following: tuple[_Count, _Noun] | None) -> _Noun | None:
    """Read "22 single-seat" in "22 single-seat and 4 dual-seat aircraft": the next count brings the head."""
    if following is None or not re.fullmatch(r"\s?(?:,|and|,\sand|plus|&|or)\s", text[noun.end : following[0].start]):
        return None
    return _Noun(noun.end, True, noun.designation or following[1].designation)


def _counts(text: str, lexicon: Lexicon) -> Iterator[_Count]:
    for match in lexicon.count.finditer(text):
        start, end = match.span()
        if match["vague"]:
            yield _Count(start, end, None)
            continue
        if lexicon.unit.match(text, end) or lexicon.designator.search(text[max(0, start - 24) : start]):
            continue
        if match["low"]:
            yield _Count(start, end, None)
            continue
        value = _value(match["figure"])
        if value is not None and not (looks_like_year(match["figure"]) and value % 100):
            yield _Count(start, end, value)


def _value(figure: str) -> int | None:
    words = money_lexicon()
    digits = DIGITS.match(figure)
    if not digits:
        number = read_words(figure.lower().removeprefix("a "), words)
    else:
        number = read_digits(digits.group())
        for scale in re.findall(r"[a-z]+", figure[digits.end() :].lower()):
            number = None if number is None else number * (DOZEN if scale == "dozen" else words.magnitudes[scale])
    return int(number) if number and number == int(number) else None


def _noun(text: str, count: _Count, counts: frozenset[int], lexicon: Lexicon) -> _Noun | None:
    """Read what stands after a count, as far as it names goods."""
    start = count.end
    if text[start : start + 1] == "-":
        head = lexicon.head.match(text, start + 1)
        return _Noun(head.end(), True, None) if head else None
    names: list[tuple[int, int]] = []
    heads: list[re.Match[str]] = []
    goods: str | None = None
    position, goods_end = start, 0
    for _ in range(_MOST_TOKENS):
        gap = _GAP.match(text, position)
        if not gap or gap.end() in counts:
            break
        begin = gap.end()
        named = lexicon.goods.match(text, begin)
        head = lexicon.head.match(text, begin)
        if named and (not head or named.end() > head.end()):
            goods = goods or _singular(named.group(), lexicon)
            position = goods_end = named.end()
        elif head:
            heads.append(head)
            position = head.end()
        elif token := _token_between(text, begin, counts, lexicon):
            position = token.end()
            if not _plain(token.group(), lexicon) or (token.group().isdigit() and names and names[-1][1] == begin - 1):
                names.append(token.span())
        else:
            break
    if not (heads or goods):
        return _Noun(position, False, _named(text, names)) if position > start else None
    end = max(goods_end, heads[-1].end() if heads else 0)
    goods = goods or _named(text, [span for span in names if span[1] <= end])
    if heads and heads[-1].end() == end and not goods_end and not _counted(text, count, heads[-1], goods, lexicon):
        return None
    later = lexicon.of_the_class.match(text, end)
    if later and goods is None:
        return _Noun(later.end(), True, f"{later['name']}-class")
    return _Noun(end, True, goods)


def _counted(text: str, count: _Count, head: re.Match[str], name: str | None, lexicon: Lexicon) -> bool:
    """Tell whether a head noun is what is counted, and is a thing: "five vehicle parts", "20 fighters were killed"."""
    singular = lexicon.singulars[" ".join(head.group().split())]
    if name is None and count.value != 1 and singular == head.group() and singular not in lexicon.rules.plurals:
        return False
    needed = lexicon.rules.weak_heads.get(singular)
    if needed is None:
        return True
    between = text[count.end : head.start()].lower().split()
    return any(word in needed or any(letter.isdigit() for letter in word) for word in between)


def _token_between(text: str, begin: int, counts: frozenset[int], lexicon: Lexicon) -> re.Match[str] | None:
    """Return the word at `begin` if it may stand between a count and what is counted."""
    token = _TOKEN.match(text, begin)
    if token and token.group() == "and":
        gap = _GAP.match(text, token.end())
        after = _TOKEN.match(text, gap.end()) if gap and gap.end() not in counts else None
        return token if after and after.group().lower() in lexicon.modifiers else None
    return token if token and _may_stand_between(token.group(), lexicon) else None


def _named(text: str, spans: list[tuple[int, int]]) -> str | None:
    """Return the last run of neighbouring name-like words, from the first that has a digit where one has."""
    run: list[tuple[int, int]] = []
    for span in spans:
        if run and span[0] - run[-1][1] > 2:
            run = []
        run.append(span)
    digits = [index for index, (start, end) in enumerate(run) if any(letter.isdigit() for letter in text[start:end])]
    first = digits[0] - (digits[0] > 0 and text[slice(*run[digits[0]])].isdigit()) if digits else 0
    return text[run[first][0] : run[-1][1]] if run else None


def _singular(name: str, lexicon: Lexicon) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") and name not in lexicon.names else name


def _may_stand_between(token: str, lexicon: Lexicon) -> bool:
    return (
        token.lower() in lexicon.modifiers
        or token[0].isupper()
        or any(character.isdigit() for character in token)
        or re.fullmatch(
            r"[\w-]+-(?:class|made|built|type|seat|seater|engine|engined|range|powered|armed|capable|style|led)", token
        )
        is not None
    )


def _plain(token: str, lexicon: Lexicon) -> bool:
    """Tell whether a word between count and head is no part of a designation."""
    return (
        (token.lower() in lexicon.modifiers and token not in lexicon.rules.words.designators)
        or token in lexicon.nationalities
        or token in lexicon.rules.words.no_designation
        or re.fullmatch(
            r"\w+-(?:made|built|seat|seater|engine|range|powered|armed|capable|style|led)|\d+(?:mm)?", token
        )
        is not None
    )


@cache
def quantity_lexicon() -> Lexicon:
    rules = read_toml("patterns/quantities.toml", QuantityRules)
    words = rules.words
    numbers = money_lexicon().rules.numbers
    singulars = {form: head for head in rules.heads for form in (head, *_plural(head, rules.plurals))}
    rows = (*read_csv("gazetteers/platforms.csv", Goods), *read_csv("gazetteers/weapons.csv", Goods))
    cardinal = alternation(word for word in numbers.words if word != "dozen")
    scale = alternation((*numbers.magnitudes, "dozen"))
    figure = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,7})(?:\s(?:hundred|thousand|lakh|million|dozen))?"
    spelled = rf"(?:(?:an?\s)?(?:{cardinal}|{scale})(?:[\s-](?:and\s)?(?:{cardinal}|{scale})){{0,5}})"
    words_link = r"\s(?:to|or)\s"
    link = rf"(?:{words_link}|\s?[-–]\s?)"
    return Lexicon(
        rules=rules,
        modifiers=frozenset(word.lower() for word in words.modifiers),
        nationalities=_nationalities(),
        names=frozenset(form for row in rows for form in _forms(row)),
        singulars=singulars,
        head=re.compile(rf"{alternation(singulars)}(?![\w-])(?!['’]s)"),
        goods=_of_all(rows),
        count=re.compile(
            rf"(?<![\w.,$€£¥₹₱₩%/'’-])(?<!\d\s)(?:(?P<vague>{alternation(words.vague)})|(?:(?P<low>{figure}{link}|{spelled}{words_link}))?(?P<figure>{figure}|{spelled}))(?=[\s-])(?!\.\d)",
            re.I,
        ),
        unit=re.compile(rf"[\s-]{{0,2}}{alternation(words.units)}(?!\w)|%"),
        designator=re.compile(rf"(?<!\w)(?:{alternation(words.designators)}|[A-Z]{{2,4}})\s$"),
        of_the_class=re.compile(
            rf"\sof\sthe\s(?P<name>[A-Z][\w'’-]{{1,20}}(?:\s[A-Z][\w'’-]{{1,20}})?)[\s-]{alternation(words.classes)}"
        ),
    )


def _forms(row: Goods) -> tuple[str, ...]:
    return (row.name, *split_cell(row.aliases), *split_cell(row.ambiguous))


def _of_all(rows: Sequence[Goods]) -> re.Pattern[str]:
    """Return one pattern for the names of all goods; which row is wrong is asked only where the whole is."""
    try:
        return re.compile(rf"(?:{'|'.join(_pattern(row) for row in rows)})(?:-class)?s?(?![\w-])")
    except re.error:
        for row in rows:
            try:
                re.compile(_pattern(row))
            except re.error as error:
                raise ResourceError(f"gazetteers: pattern of {row.name}: {error}") from error
        raise


def _pattern(row: Goods) -> str:
    return f"(?:{'|'.join(filter(None, (row.pattern, alternation(_forms(row)))))})"


def _plural(head: str, plurals: dict[str, str]) -> tuple[str, ...]:
    if head in plurals:
        return (plurals[head],)
    if head.endswith("y") and head[-2] not in "aeiou":
        return (head[:-1] + "ies",)
    return (head + ("es" if head.endswith(("s", "ch", "sh", "o")) else "s"),)


def _nationalities() -> frozenset[str]:
    found: set[str] = set()
    for row in read_csv("gazetteers/states.csv", StateRow):
        for cell in (row.adjectives, row.prefixes, row.abbreviations, row.name):
            found.update(word for form in split_cell(cell) for word in form.split())
    for company in read_csv("gazetteers/companies.csv", Company):
        found.update(word for form in (company.name, *split_cell(company.aliases)) for word in form.split())
    return frozenset(found)


class Company(Row):
    """One line of `gazetteers/companies.csv`."""

    name: str
    aliases: str | None
    country: str
