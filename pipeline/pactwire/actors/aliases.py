"""Short names that the text itself gives: "the Department of National Defense (DND)"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import Found
from pactwire.actors.words import Words

_CLOSING = frozenset("'\"”")


def defined_acronyms(words: Words) -> dict[str, tuple[int, int]]:
    """Return each acronym set in brackets with the words of the name it stands for.

    The name is the run of words before the bracket whose initials spell the acronym; without one the
    acronym is left out.
    """
    acronyms: dict[str, tuple[int, int]] = {}
    for index in range(1, len(words) - 1):
        if words.forms[index - 1] != "(" or words.forms[index + 1] != ")":
            continue
        acronym = words.forms[index]
        if 2 <= len(acronym) <= 8 and sum(map(str.isupper, acronym)) >= 2 and acronym not in acronyms:
            first = _spelled_out(words, acronym, index - 2)
            if first is not None:
                acronyms[acronym] = (first, index - 2)
    return acronyms


def find_aliases(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the acronyms of actors that the text defines, wherever they stand.

    An acronym follows the longest mention that ends right before its bracket, or whose name it spells.
    """
    meanings: dict[str, Found] = {}
    spelled = defined_acronyms(words)
    ends: dict[int, Found] = {mention.last: mention for mention in found if mention.actors}
    for index in range(1, len(words) - 1):
        if words.forms[index - 1] != "(" or words.forms[index + 1] not in (")", ";", ","):
            continue
        acronym = words.forms[index]
        if not (2 <= len(acronym) <= 8 and sum(map(str.isupper, acronym)) >= 2):
            continue
        before = index - 2
        if before in ends and _plausible(words, ends[before], acronym):
            meanings.setdefault(acronym, ends[before])
        elif acronym in spelled:
            inside = [m for m in found if m.actors and spelled[acronym][0] <= m.first and m.last <= before]
            if len({m.actors for m in inside}) == 1 and inside[0].term.kind not in ("state", "adjective", "capital"):
                meanings.setdefault(acronym, inside[0])
    taken = {index for mention in found for index in range(mention.first, mention.last + 1)}
    return [
        Found(
            index, index, replace(meanings[form].term, context=False), meanings[form].actors, "alias", "alias.acronym"
        )
        for index, form in enumerate(words.forms)
        if form in meanings and index not in taken
    ]


def without_redefined(words: Words, found: Iterable[Found]) -> list[Found]:
    """Drop mentions by an acronym of the lexicon that this text defines as something else."""
    spelled = defined_acronyms(words)
    kept = []
    for mention in found:
        form = words.forms[mention.first]
        if mention.first == mention.last and form in spelled and mention.term.kind != "state":
            name = words.quote(*spelled[form]).lower()
            known = mention.term.name.lower()
            if known != form.lower() and known not in name and name not in known:
                continue
        kept.append(mention)
    return kept


def _plausible(words: Words, mention: Found, acronym: str) -> bool:
    """Tell whether the letters of the acronym stand in order in the mention's words."""
    letters = iter("".join(words.keys[mention.first : mention.last + 1]))
    return all(letter in letters for letter in acronym.lower() if letter.isalpha())


def _spelled_out(words: Words, acronym: str, last: int) -> int | None:
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    index = last
    if index >= 0 and words.forms[index] in _CLOSING:
        index -= 1
    while index >= 0 and letters and last - index <= 12:
        key = words.keys[index]
        if key[0] == letters[-1]:
            letters.pop()
            if not letters:
                return index
        elif key not in word_lists().acronym_links:
            return None
        index -= 1
    return None
