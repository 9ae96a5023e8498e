"""Platforms and weapons by name and designation: "F-35A", "HIMARS", "S-400"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pactwire.actors.lexicon import FOLDER, split_cell, word_lists
from pactwire.actors.phrases import Case, PhraseTable
from pactwire.actors.words import Words
from pactwire.errors import ResourceError
from pactwire.resources import Row, read_csv

# A prefix that stands before the names of a navy's ships: each is called by its own name.
SHIP = "ship prefix"

# Words from the first of a designation to its figure.
FIGURE_WITHIN = 3

GoodsLabel = Literal["PLATFORM", "WEAPON"]


class GoodsRow(Row):
    """A platform or weapon; forms that are also plain words are `ambiguous`."""

    name: str
    aliases: str | None
    pattern: str | None
    kind: str
    country: str
    ambiguous: str | None


class WeaponClassRow(Row):
    """A class of weapons ("cluster munitions")."""

    term: str
    label: GoodsLabel


@dataclass(frozen=True, slots=True)
class Goods:
    """Words from `first` to `last` that name a platform or weapon."""

    first: int
    last: int
    label: GoodsLabel
    name: str


@lru_cache(maxsize=1)  # asked twice for each text
def find_goods(words: Words) -> tuple[Goods, ...]:
    """Return platforms and weapons from left to right, none overlapping; a designation goes before a name."""
    return tuple(_goods(words))


def _goods(words: Words) -> Iterator[Goods]:
    names = {match.first: match for match in _names().find(words)}
    designated = _designated()
    openers = _openers(words)
    free = 0
    for index in range(len(words)):
        if index < free:
            continue
        match = names.get(index)
        last = match.last if match else -1
        label, name = match.entries[0] if match else ("PLATFORM", "")
        if index in openers:
            found = _designations().match(words.text, words.starts[index])
            if found is not None and found.end() > found.start():
                end = words.index_at(found.end() - 1)
                if end >= last and words.ends[end] - found.end() in (0, 1):
                    last = end
                    label, name = designated[found.lastgroup or ""]
        if last >= index and _is_meant(words, index, last):
            yield Goods(index, last, label, name or words.quote(index, last))
            free = last + 1


def _openers(words: Words) -> set[int]:
    """Return the words at which a designation can begin: a figure is near, or a pattern spells the word."""
    spelled = _spelled()
    found = {index for index, key in enumerate(words.keys) if key in spelled}
    for index, form in enumerate(words.forms):
        if form[0].isdigit() or form[-1].isdigit():
            found.update(range(max(0, index - FIGURE_WITHIN), index + 1))
    return {index for index in found if _may_open(words, index)}


def _may_open(words: Words, index: int) -> bool:
    form = words.forms[index]
    if not (form[0].isupper() or form[0].isdigit()):
        return False
    return not (index and words.forms[index - 1] in "-/" and words.joined(index - 1))


@cache
def _spelled() -> frozenset[str]:
    """Return the words that the patterns spell out, in lower case."""
    return frozenset(word.lower() for _, row in _rows() for word in re.findall(r"[A-Za-z]{2,}", row.pattern or ""))


def _is_meant(words: Words, first: int, last: int) -> bool:
    """Tell whether a form that is also a plain word stands beside a noun for goods."""
    form = words.quote(first, last)
    if form.endswith("s") and form[:-1] in _ambiguous():
        return any(key.isdigit() or key in word_lists().counting_words for key in words.keys[max(0, first - 2) : first])
    if form not in _ambiguous():
        return True
    after = words.keys[last + 1 : last + 3]
    return any(key in word_lists().goods_nouns for key in after)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(form for _, row in _rows() for form in split_cell(row.ambiguous))


@cache
def _rows() -> tuple[tuple[GoodsLabel, GoodsRow], ...]:
    platforms = read_csv(FOLDER + "platforms.csv", GoodsRow)
    weapons = read_csv(FOLDER + "weapons.csv", GoodsRow)
    return (*(("PLATFORM", row) for row in platforms), *(("WEAPON", row) for row in weapons))


@cache
def _names() -> PhraseTable[tuple[GoodsLabel, str]]:
    table: PhraseTable[tuple[GoodsLabel, str]] = PhraseTable()
    for label, row in _rows():
        ambiguous = split_cell(row.ambiguous)
        # Of a ship prefix the name says what it stands for: "Japanese ship" names none.
        own = () if row.kind == SHIP else (row.name,)
        for form in dict.fromkeys((*own, *split_cell(row.aliases), *ambiguous)):
            case: Case = "exact" if form.isupper() else "name"
            if form not in ambiguous:
                table.add(form, (label, row.name), case)
            # "24 Eurofighters"; of a form that is also a plain word only beside a figure, see `_is_meant`.
            if form[-1].islower() and not form.endswith(("s", "class")) and row.kind != SHIP:
                table.add(f"{form}s", (label, row.name), case)
    for weapon in read_csv(FOLDER + "weapon_classes.csv", WeaponClassRow):
        case = "exact" if weapon.term[:2].isupper() else "any"
        table.add(weapon.term, (weapon.label, weapon.term), case)
    return table


@cache
def _designated() -> dict[str, tuple[GoodsLabel, str]]:
    return {
        f"g{number}": (label, "" if row.kind == SHIP else row.name)
        for number, (label, row) in enumerate(_rows())
        if row.pattern
    }


@cache
def _designations() -> re.Pattern[str]:
    """Return one pattern for all designations; the name of the group says which.

    The group stands empty behind its branch: before it, the engine could not tell by the next letter alone which
    branches to try, and would try all.
    """
    branches = [
        f"(?:{row.pattern})(?=s?(?![^\\W_]))(?P<g{number}>)" for number, (_, row) in enumerate(_rows()) if row.pattern
    ]
    try:
        return re.compile("|".join(branches))
    except re.error as error:
        raise ResourceError(f"gazetteers/platforms.csv or weapons.csv: a pattern is wrong: {error}") from error
