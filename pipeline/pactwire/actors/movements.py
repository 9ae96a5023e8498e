"""Armed groups that no list has, by name and by description: "the Kuki Revolutionary Front", "the country's last rebels"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pactwire.actors.lexicon import actors_by_id, word_lists
from pactwire.actors.named import STATE_KINDS, Found, WordSpan
from pactwire.actors.unlisted import (
    LOOSE,
    Taken,
    acronym_behind,
    again,
    is_acronym,
    is_titled,
    named,
    opens_sentence,
    unlisted_words,
)
from pactwire.actors.words import Words
from pactwire.annotations import Actor

# How many words a name has before its head and behind it.
BEFORE, BEHIND = 6, 9
# How many words before a description "one of" may stand.
ONE_OF = 6
# How many sentences back "the rebels" are sought.
REACH = 4


def find_movements(words: Words, found: Sequence[Found]) -> list[Found]:
    """Return the armed groups of a text that the lexicon does not know, in a text that speaks of fighting or peace."""
    lists = unlisted_words()
    if lists.fighting.isdisjoint(words.keys):
        return []
    taken = Taken(found)
    known: dict[tuple[str, ...], Actor] = {}
    for first, last in [*_names(words, taken), *_beside_nouns(words, taken), *_wings(words, taken)]:
        _learn(words, (first, last), known)
    by_name = [mention for mention in again(words, known, "unlisted.group") if not _within(taken, mention)]
    return [*by_name, *_descriptions(words, [*found, *by_name])]


def _learn(words: Words, span: WordSpan, known: dict[tuple[str, ...], Actor]) -> None:
    """Note a name with what it stands for: the acronym behind it is the id, and stands for it, too."""
    name = tuple(words.forms[span[0] : span[1] + 1])
    short = acronym_behind(words, span[1])
    full = words.quote(*span)
    if short is None:
        known.setdefault(name, Actor(full, full, "armed_group", listed=False))
        return
    # A front that abbreviates itself "FRA" is not France.
    id_ = full if words.quote(*short) in actors_by_id() else words.quote(*short)
    actor = Actor(id_, full, "armed_group", listed=False)
    known[name] = known[tuple(words.forms[short[0] : short[1] + 1])] = actor


def _within(taken: Taken, mention: Found) -> bool:
    """Tell whether a name is only a part of what the lexicon knows, or overlaps it."""
    inner = {id(taken.at[i]): taken.at[i] for i in range(mention.first, mention.last + 1) if i in taken.at}
    return any(other.first < mention.first or mention.last < other.last for other in inner.values()) or any(
        other.term.kind in ("organisation", "armed_group", "company") for other in inner.values()
    )


def _names(words: Words, taken: Taken) -> Iterator[WordSpan]:
    """Yield names by their head: last, "Malaita Eagle Force", or before what it is of, "Front for Unity"."""
    lists = unlisted_words()
    for index, form in enumerate(words.forms):
        if form not in lists.heads and form not in lists.loose_heads:
            continue
        kind = taken.kind(index)
        if (kind is not None and kind not in LOOSE) or is_titled(words, index):
            continue
        first = _opening(words, index)
        if _is_states(words, taken, first, index) or (kind is not None and first >= taken.at[index].first):
            continue
        last = _ending(words, index)
        short = acronym_behind(words, last)
        if first == last or (first == index and short is None and form in lists.loose_heads):
            continue
        inside = set(words.forms[first : last + 1])
        if not lists.civil.isdisjoint(inside):
            continue
        if form in lists.loose_heads and short is None and lists.struggling.isdisjoint(inside):
            continue
        if form in ("Forces", "Force", "Army") and first == index - 1 and words.forms[first] in lists.struggling:
            continue
        yield first, last


def _is_states(words: Words, taken: Taken, first: int, head: int) -> bool:
    """Tell whether the words of a name say that it is a state's army: "Indian Army", "Rwanda Defence Force"."""
    inside = words.forms[first : head + 1]
    if words.forms[head] not in ("Army", "Force", "Forces", "Guard", "Guards", "Command"):
        return False
    owned = taken.kind(first) in STATE_KINDS or (first > 0 and taken.kind(first - 1) in STATE_KINDS)
    fights = unlisted_words().struggling - {"Defence", "Defense", "Armed", "Popular"}
    return owned and fights.isdisjoint(inside)


def _opening(words: Words, head: int) -> int:
    """Return the first word of the capitalised run that ends in a head, article and title left out."""
    first = head
    while first and head - first < BEFORE and _goes_before(words, first):
        owned = first > 2 and words.forms[first - 2 : first] == ["'", "s"]
        first = max(0, first - (3 if owned else 2 if words.forms[first - 1] in ("'", "-") else 1))
    plain = word_lists().modifier_stops
    while first < head and (words.keys[first] in plain or (opens_sentence(words, first) and _is_plain(words, first))):
        first += 1
    return first


def _goes_before(words: Words, first: int) -> bool:
    before = words.forms[first - 1]
    if first - 1 in words.breaks or words.sentences[first - 1] != words.sentences[first]:
        return False
    if before == "s" and words.forms[max(0, first - 2)] == "'":
        return first > 2 and words.keys[first - 3] in unlisted_words().name_owners
    if before == "'":
        return first > 1 and words.keys[first - 2] in unlisted_words().name_owners
    if before == "-":
        return first > 1 and words.joined(first - 2) and words.forms[first - 2][0].isupper()
    return before[0].isupper() and before[0].isalpha() and words.keys[first - 1] not in word_lists().modifier_stops


def _is_plain(words: Words, index: int) -> bool:
    """Tell whether the first word of a sentence is a plain one, by its tag."""
    return words.tags[index][:2] in ("IN", "DT", "RB", "WD", "WP", "WR", "VB", "CC", "PR", "CD", "UH")


def _ending(words: Words, head: int) -> int:
    """Return the last word of what a head is of: "Movement *of Democratic Forces of Casamance*"."""
    lists = unlisted_words()
    last = head
    if words.keys[head + 1 : head + 2] not in (
        ["of"],
        ["for"],
        ["against"],
        ["in"],
        ["de"],
        ["du"],
        ["pour"],
        ["nationales"],
    ):
        return head
    for step in range(head + 1, min(head + BEHIND, len(words))):
        if step - 1 in words.breaks or words.sentences[step] != words.sentences[head]:
            break
        form, key = words.forms[step], words.keys[step]
        if form[0].isupper():
            last = step
        elif key == "and" and words.keys[step + 1 : step + 2] == ["the"]:
            break
        elif form in ("'", "-", "s") and words.joined(step - 1):
            continue
        elif key == "in":
            # "In Chad" is part of the name only where the brackets say that it ends there.
            if acronym_behind(words, step + 1) is None:
                break
        elif key not in lists.links:
            break
    return last


def _beside_nouns(words: Words, taken: Taken) -> Iterator[WordSpan]:
    """Yield names beside nouns of who fights: "the rebel *FNL*", "*FNL* fighters", "the rebel Forces nationales (FNL)"."""
    lists = unlisted_words()
    around = lists.armed_adjectives | lists.armed_singular | lists.bands | lists.armed_plural
    for index, key in enumerate(words.keys):
        if key in lists.parts and words.keys[index + 1 : index + 2] == ["of"]:
            short = index + 2 + (words.keys[index + 2 : index + 3] == ["the"])
            if short < len(words) and is_acronym(words.forms[short]) and short not in taken:
                yield short, short
        if key not in around or index in words.breaks or is_titled(words, index):
            continue
        before, after = index - 1, index + 1
        behind = key in lists.armed_plural or key in lists.bands or key in ("fighters", "forces")
        if behind and before >= 0 and before not in taken and is_acronym(words.forms[before]):
            yield before, before
        if key in lists.bands and not _is_armed_band(words, index):
            continue
        if after >= len(words) or not words.forms[after][0].isupper() or not taken.free(after):
            continue
        if is_acronym(words.forms[after]):
            yield after, after
            continue
        last = _run(words, after)
        if acronym_behind(words, last) is not None:
            yield after, last
        elif key in lists.bands and not taken.meets((after, last)) and words.tags[after].startswith("NNP"):
            yield after, _capitals(words, after)


def _wings(words: Words, taken: Taken) -> Iterator[WordSpan]:
    """Yield the parts of a group that its acronym is joined with: "NSCN/NK", "SPLA-N"."""
    for index in range(len(words) - 2):
        if words.forms[index + 1] not in ("/", "-") or not is_acronym(words.forms[index]) or index in taken:
            continue
        last = index
        while last + 2 < len(words) and words.joined(last) and words.joined(last + 1) and words.forms[last + 1] in "/-":
            if not words.forms[last + 2][0].isupper() or not taken.free(last + 2):
                break
            last += 2
        if last > index and words.keys[index - 1 : index] != ["-"]:
            yield index, last


def _is_armed_band(words: Words, index: int) -> bool:
    return words.keys[index - 1] in unlisted_words().armed_adjectives if index else False


def _run(words: Words, first: int) -> int:
    """Return the last word of a name in any language up to its short name in brackets; the first word without one."""
    for last in range(first, min(first + BEHIND, len(words) - 1)):
        if last in words.breaks or (words.forms[last] not in "-'" and not words.forms[last][0].isalpha()):
            break
        short = acronym_behind(words, last)
        if short is not None:
            return last if words.forms[short[0]][0] == words.forms[first][0] else first
    return first


def _capitals(words: Words, first: int) -> int:
    last = first
    while last + 1 < len(words) and last not in words.breaks and words.forms[last + 1][0].isupper():
        last += 1
    return last


def _descriptions(words: Words, found: Sequence[Found]) -> Iterator[Found]:
    """Yield who fights by description; "the rebels" are the group named before, or the only one of the text."""
    taken = Taken(found)
    groups = sorted((m for m in found if m.term.kind == "armed_group" and m.actors), key=lambda m: m.first)
    told: list[Found] = []
    for index in range(len(words)):
        if index in taken or not _is_described(words, index):
            continue
        first = _modified(words, index, taken)
        if not _stands_alone(words, first, index, taken):
            continue
        actor = _named_before(words, groups, told, first, index)
        if actor is None:
            if len({m.actors[0].id for m in groups}) > 1 and _is_vague(words, first, index):
                continue
            name = _spoken(words, first, index)
            actor = Actor(name, name, "armed_group", _home(words, taken, first, index), listed=False)
        mention = named((first, index), actor, "unlisted.description", None)
        told.append(mention)
        yield mention


def _is_described(words: Words, index: int) -> bool:
    lists = unlisted_words()
    key = words.keys[index]
    if key in lists.armed_plural or key in lists.armed_singular:
        return True
    if not index or (key not in lists.bands and key not in lists.bands_plural) or index - 1 in words.breaks:
        return False
    before = words.keys[index - 1]
    return before in lists.armed_adjectives and (key not in ("forces", "force") or before != "armed")


def _stands_alone(words: Words, first: int, last: int, taken: Taken) -> bool:
    """Tell whether a description is no part of another noun, and no more than the kind of a group named beside it.

    "Rebel groups *leaders*", "a faction *of the Front*", "two militias, *the Front and the Army*".
    """
    ahead = words.keys[last + 1 : last + 4]
    if last in words.breaks or not ahead:
        return True
    if words.tags[last + 1].startswith("NN") and words.keys[last] not in unlisted_words().armed_plural:
        return False
    behind = last + 2 + (ahead[1:2] == ["the"])
    if ahead[0] in ("of", ",", "-", "(", ":") and taken.kind(behind) == "armed_group":
        return False
    before = words.keys[max(0, first - ONE_OF) : first]
    return ("one", "of") not in pairwise(before) and unlisted_words().politicians.isdisjoint(
        words.keys[max(0, first - 2) : last]
    )


def _is_vague(words: Words, first: int, last: int) -> bool:
    """Tell whether a description names nobody of its own: "the rebels", "armed groups"."""
    return not any(
        words.forms[i][0].isupper() and words.keys[i] not in unlisted_words().creeds and not opens_sentence(words, i)
        for i in range(first, last + 1)
    )


def _home(words: Words, taken: Taken, first: int, last: int) -> str | None:
    """Return the state of a description: "*Ivorian* rebels", "*Burundi's* last rebels"."""
    for index in (
        *range(last, first - 1, -1),
        first - 3 if words.keys[max(0, first - 2) : first] == ["'", "s"] else -1,
    ):
        if taken.kind(index) in STATE_KINDS:
            return taken.country(index)
    return None


def _modified(words: Words, index: int, taken: Taken) -> int:
    """Return the first word of a description: adjectives and names before its noun, no article and no owner."""
    lists = unlisted_words()
    first = index
    while first and first - 1 not in words.breaks and words.sentences[first - 1] == words.sentences[index]:
        before = first - 1
        known = taken.at.get(before)
        if known is not None and known.term.kind == "adjective":
            first = known.first
            continue
        if known is not None:
            break
        form, key = words.forms[before], words.keys[before]
        if form == "-" and words.joined(before) and before and words.forms[before - 1][0].isalnum():
            first -= 2
            continue
        plain = key in lists.armed_adjectives or key in lists.plain_adjectives
        capital = form[0].isupper() and form[0].isalpha() and key not in word_lists().modifier_stops
        if not plain and (not capital or (opens_sentence(words, before) and _is_plain(words, before))):
            break
        first = before
    return first


def _spoken(words: Words, first: int, last: int) -> str:
    """Return a description without what only counts or ranks: "the country's last active *rebels*"."""
    lists = unlisted_words()
    spare = 1 if words.keys[last] in lists.bands | lists.bands_plural else 0
    while first < last - spare and words.keys[first] in lists.plain_adjectives:
        first += 1
    spoken = words.quote(first, last)
    key = words.keys[first]
    plain = first == last or key in lists.armed_adjectives or key in lists.plain_adjectives
    return spoken[0].lower() + spoken[1:] if plain and opens_sentence(words, first) else spoken


def _named_before(words: Words, groups: Sequence[Found], told: Sequence[Found], first: int, last: int) -> Actor | None:
    """Return the group that a description takes up: the only one of the text, or the last one, or who was called so."""
    lists = unlisted_words()
    before = words.keys[first - 1] if first else ""
    here = words.sentences[first]
    many = words.keys[last] in lists.bands_plural or "other" in words.keys[first : last + 1]
    owned = before in lists.takes_up or words.keys[max(0, first - 2) : first] == ["'", "s"]
    if not many and (owned or (first == last and words.keys[last] in lists.armed_plural)):
        ids = {mention.actors[0].id for mention in groups}
        if len(ids) == 1 and (owned or _is_vague(words, first, last)):
            return groups[0].actors[0]
        near = [m for m in [*groups, *told] if m.last < first and here - words.sentences[m.first] <= REACH]
        if near and owned and _is_vague(words, first, last):
            return max(near, key=lambda m: m.first).actors[0]
    same = _spoken(words, first, last).lower()
    return next((m.actors[0] for m in told if m.actors[0].id.lower() == same), None)
