"""Names of people: their parts, their normal form, and well-known office holders."""

from dataclasses import dataclass
from functools import cache

from pactwire.actors.lexicon import FOLDER, actors_by_id, word_lists
from pactwire.actors.phrases import PhraseTable
from pactwire.actors.words import Words, fold_phrase
from pactwire.annotations import Actor
from pactwire.resources import Row, read_csv


class HolderRow(Row):
    """Somebody who holds or held an office; `surname` is set where it alone points to the person."""

    name: str
    surname: str | None
    holder_of: str
    office: str
    since: str | None


class HonorificRow(Row):
    """A word before or within a name that is no part of it."""

    term: str
    kind: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A known office holder."""

    name: str
    office: str
    owner: Actor


@cache
def holders() -> tuple[PhraseTable[Holder], PhraseTable[Holder]]:
    """Return the tables of full names, in both orders, and of surnames that stand alone."""
    full: PhraseTable[Holder] = PhraseTable()
    short: PhraseTable[Holder] = PhraseTable()
    for row in read_csv(FOLDER + "office_holders.csv", HolderRow):
        holder = Holder(row.name, row.office, actors_by_id()[row.holder_of])
        full.add(row.name, holder)
        parts = row.name.split()
        if len(parts) == 2:
            full.add(f"{parts[1]} {parts[0]}", holder)
        if row.surname:
            short.add(row.surname, holder)
    return full, short


@cache
def honorifics() -> dict[str, str]:
    """Return the kind of each honorific, in lower case without its dot."""
    return {row.term.lower(): row.kind for row in read_csv(FOLDER + "honorifics.csv", HonorificRow)}


def name_parts(name: str) -> tuple[str, ...]:
    """Return the telling parts of a name, folded: no initials, honorifics, particles or suffixes.

    >>> name_parts("Ferdinand R. Marcos Jr.")
    ('ferdinand', 'marcos')
    >>> name_parts("Ma. Theresa Lazaro"), name_parts("Ma Ying-jeou")
    (('theresa', 'lazaro'), ('ma', 'ying', 'jeou'))
    """
    kinds = honorifics()
    forms = fold_phrase(name)
    parts = [
        form.lower()
        for form, after in zip(forms, (*forms[1:], ""), strict=True)
        if form[0].isalnum() and not (after == "." and kinds.get(form.lower()) == "given")
    ]
    telling = [part for part in parts if len(part) > 1 and kinds.get(part, "given") == "given"]
    return tuple(telling or parts)


def name_key(name: str) -> str:
    """Return a key that does not depend on the order of the name's parts.

    >>> name_key("Motegi Toshimitsu") == name_key("Toshimitsu Motegi")
    True
    """
    return " ".join(sorted(name_parts(name)))


def trim_name(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """Cut titles, brackets and a possessive from the words of a name; nothing left gives `None`."""
    kinds = honorifics()
    credit = next((index for index in range(first, last) if words.forms[index + 1] == "/"), last)
    if first <= credit < last:
        return trim_name(words, first, credit)
    if (
        first == last
        and kinds.get(words.keys[first]) in ("title", "rank")
        and words.forms[first + 1 : first + 2] == ["."]
    ):
        return None
    while first <= last and (
        not words.forms[first][0].isalpha() or (_may_precede(words, first) and _is_title(words, first, last))
    ):
        first += 1
    while first <= last and not words.forms[last][0].isalnum():
        if (
            words.forms[last] == "."
            and last > first
            and (len(words.forms[last - 1]) == 1 or words.keys[last - 1] in kinds)
        ):
            break
        last -= 1
    if last - first >= 2 and words.keys[last] == "s" and words.forms[last - 1] == "'":
        last -= 2
    return (first, last) if first <= last and words.forms[first][0].isalpha() else None


def with_abbreviated(words: Words, span: tuple[int, int]) -> tuple[int, int]:
    """Add abbreviated given names before a name: "Ma. Theresa Lazaro"."""
    first, last = span
    kinds = honorifics()
    while (
        first > 1
        and words.forms[first - 1] == "."
        and words.joined(first - 2)
        and kinds.get(words.keys[first - 2]) == "given"
        and words.forms[first - 2][0].isupper()
    ):
        first -= 2
    return first, last


def _may_precede(words: Words, index: int) -> bool:
    """Tell whether a word is a title, rank or office before names; "General" after "Secretary" is part of an office."""
    kind = honorifics().get(words.keys[index])
    if kind == "general":
        return not index or words.keys[index - 1] not in word_lists().general_offices
    return kind in ("title", "rank", "office")


def _is_title(words: Words, first: int, last: int) -> bool:
    """Tell whether a word that can be a title is one here: "Gen. Smith" is, "Gen Nakatani" is not."""
    return last - first > 1 or (first < last and len(words.keys[first]) != 3)


def _is_month(words: Words, index: int) -> bool:
    """Tell whether a month's name is one here: "Jan. 5" and "in January" are, "Jan van der Berg" is not."""
    following = words.forms[index + 1] if index + 1 < len(words) else "."
    return not (len(words.forms[index]) <= 5 and following[0].isalpha())


def name_after(words: Words, index: int) -> tuple[int, int] | None:
    """Return the words of the capitalised name that begins at word `index`, if one does."""
    kinds = honorifics()
    lists = word_lists()
    while index < len(words) and (_may_precede(words, index) or words.forms[index] == "."):
        index += 1
    first, last = index, index - 1
    while index < len(words) and index - first < 9:
        form, key = words.forms[index], words.keys[index]
        if form in lists.weekdays or (form in lists.months and _is_month(words, index)):
            break
        if (form[0].isupper() and (not form.isupper() or len(form) == 1 or kinds.get(key) == "suffix")) or (
            form == "." and last == index - 1 and (len(words.forms[last]) == 1 or kinds.get(words.keys[last]))
        ):
            last = index
        elif (form in "-'" and last == index - 1 and words.joined(index) and words.joined(last)) or (
            kinds.get(key) == "particle" and key != "y"
        ):
            pass
        elif last == index - 2 and words.forms[index - 1] == "-" and form.islower():
            last = index
        else:
            break
        if index in words.breaks or (form[0].isalpha() and index + 1 < len(words) and "\n\n" in words.gap(index)):
            break
        index += 1
    while (
        last > first
        and words.forms[last] == "."
        and len(words.forms[last - 1]) > 1
        and words.keys[last - 1] not in kinds
    ):
        last -= 1
    return (first, last) if last >= first and words.forms[first][0].isupper() else None
