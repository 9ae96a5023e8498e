"""Firms that no list has: by the noun that ends their name or stands beside it, or by the contract they are given."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pactwire.actors.firms import find_firms
from pactwire.actors.goods import find_goods
from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import STATE_KINDS, Found, WordSpan
from pactwire.actors.unlisted import Taken, again, is_titled, unlisted_words
from pactwire.actors.words import Words
from pactwire.annotations import Actor

LONGEST = 6
# How many words before "with" or "from" the contract or the purchase is named.
NEAR = 12


def find_makers(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the firms of a text that speaks of contracts or purchases."""
    lists = unlisted_words()
    keys = set(words.keys)
    if keys.isdisjoint(lists.contracts | lists.buying | lists.making | {"deal", "agreement"}):
        return []
    taken = Taken(found, find_goods(words))
    known: dict[tuple[str, ...], Actor] = {}
    for first, last in _spans(words, taken):
        name = tuple(words.forms[first : last + 1])
        full = words.quote(first, last)
        known.setdefault(name, Actor(full, full, "company", _home(words, taken, first, last), listed=False))
    mentions = again(words, known, "unlisted.firm")
    return [mention for mention in mentions if not taken.meets((mention.first, mention.last))]


def without_homes(words: Words, found: Sequence[Found]) -> list[Found]:
    """Take the state from a name that only tells where a firm is from: "Saab *of Sweden*"."""
    homes: set[int] = set()
    for position, mention in enumerate(found[:-1]):
        after = found[position + 1]
        linked = words.keys[mention.last + 1 : after.first] in (["of"], ["from"])
        if (
            mention.term.kind == "company"
            and linked
            and after.term.kind == "state"
            and after.term.country == mention.term.country
        ):
            homes.add(position + 1)
    return [replace(m, actors=()) if position in homes else m for position, m in enumerate(found)]


def _spans(words: Words, taken: Taken) -> Iterator[WordSpan]:
    lists = unlisted_words()
    for first, last in find_firms(words):
        if not taken.meets((first, last)):
            yield first, last
    for index, form in enumerate(words.forms):
        if not form[0].isupper() or is_titled(words, index):
            continue
        if form in lists.firm_heads and index not in taken:
            first = index
            while first and index - first < LONGEST and _may_be(words, first - 1, index, taken):
                first -= 1
            if first < index:
                yield first, _whole(words, first, taken)
        elif _opens(words, index, taken) and _is_given(words, index, taken):
            yield index, _whole(words, index, taken)


def _opens(words: Words, index: int, taken: Taken) -> bool:
    """Tell whether a word may open the name of a firm: no word of the lexicon, and no capital right before it."""
    if index in taken or words.forms[index] in unlisted_words().no_firm or len(words.forms[index]) < 2:
        return False
    return not (index and words.forms[index - 1][0].isupper() and index - 1 not in taken) or index - 1 in words.breaks


def _may_be(words: Words, index: int, head: int, taken: Taken) -> bool:
    form = words.forms[index]
    if index in taken or index in words.breaks or words.sentences[index] != words.sentences[head]:
        return False
    if form in ("&", "-"):
        return index > 0 and words.forms[index - 1][0].isupper()
    return (
        form[0].isupper()
        and form not in unlisted_words().no_firm
        and words.keys[index] not in word_lists().modifier_stops
    )


def _whole(words: Words, first: int, taken: Taken) -> int:
    """Return the last word of a name: capitals, "&" and hyphens between them."""
    last = first
    while last + 1 < len(words) and last - first < LONGEST and last not in words.breaks and last + 1 not in taken:
        form = words.forms[last + 1]
        joined = (
            form in ("&", "-")
            and last + 2 < len(words)
            and words.forms[last + 2][0].isupper()
            and last + 2 not in taken
        )
        if not (form[0].isupper() or joined) or words.sentences[last + 1] != words.sentences[first]:
            break
        last += 1
    return last


def _is_given(words: Words, index: int, taken: Taken) -> bool:
    """Tell whether the words around say that an unknown name is a firm's."""
    lists = unlisted_words()
    last = _whole(words, index, taken)
    before = words.keys[max(0, index - 1) : index]
    here = words.sentences[index]
    start = index
    while start and words.sentences[start - 1] == here and index - start < NEAR:
        start -= 1
    ahead = words.keys[last + 1 : last + 7]
    if before and before[0] in lists.firm_nouns and index - 1 not in words.breaks:
        return True
    if _described_behind(words, last):
        return True
    if before == ["with"]:
        return not lists.contracts.isdisjoint(words.keys[start : index - 1])
    if before == ["from"]:
        return not lists.buying.isdisjoint(words.keys[start : index - 1])
    if before == ["by"]:
        return index > 1 and words.keys[index - 2] in lists.making
    if before == ["to"]:
        given = words.keys[start : index - 1]
        return not lists.contracts.isdisjoint(given) and not {
            "awarded",
            "award",
            "awarding",
            "went",
            "granted",
        }.isdisjoint(given)
    if before and before[0] in lists.awarding:
        return bool(ahead) and ahead[0] in lists.behind_awarded and not lists.contracts.isdisjoint(ahead)
    return bool(ahead) and not lists.winning.isdisjoint(ahead[:2]) and not lists.contracts.isdisjoint(ahead)


def _described_behind(words: Words, last: int) -> bool:
    """Tell whether an apposition says that a name is a firm's: "X, a Greek manufacturer"."""
    if words.forms[last + 1 : last + 2] != [","] or words.keys[last + 2 : last + 3] not in (["a"], ["an"], ["the"]):
        return False
    for step in range(last + 3, min(last + 8, len(words))):
        if words.keys[step] in unlisted_words().firm_nouns:
            return words.forms[step + 1 : step + 2] != ["'"]
        if words.keys[step] in word_lists().modifier_stops or words.forms[step] in ",.;":
            return False
    return False


def _home(words: Words, taken: Taken, first: int, last: int) -> str | None:
    """Return the state that the words beside a firm's name give it: "Turkish firm X", "X of Norway", "X, a Greek maker"."""
    lists = unlisted_words()
    index = first - 1
    while (
        index >= 0
        and first - index < LONGEST
        and (words.keys[index] in lists.firm_nouns or words.keys[index] in lists.firm_adjectives)
    ):
        index -= 1
    if index >= 0 and taken.kind(index) in STATE_KINDS and words.sentences[index] == words.sentences[first]:
        return taken.country(index)
    if words.keys[last + 1 : last + 2] == ["of"] and taken.kind(last + 2) == "state":
        return taken.country(last + 2)
    if _described_behind(words, last):
        for step in range(last + 3, last + 8):
            if taken.kind(step) in STATE_KINDS:
                return taken.country(step)
    return None
