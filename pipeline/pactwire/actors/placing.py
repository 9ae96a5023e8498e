"""Is a state or capital an actor here, or the place where something happens?"""

import re
from collections.abc import Sequence

from pactwire.actors.lexicon import lexicon, word_lists
from pactwire.actors.named import Found
from pactwire.actors.words import Words

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""\s{{0,3}}
    (?:,?\s{{0,3}}[\[(]?(?!{_MONTH}\s{{0,3}}\d)[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,3}}[\])]?)?      # a wider place
    (?P<date>,?\s{{0,3}}(?:{_MONTH}\s{{0,3}}\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s{{0,3}}\d{{4}})?)?
    \s{{0,3}}\.?\s{{0,3}}
    (?P<agency>[\[(/][^)\]/\n]{{2,40}}[)\]/])?
    \s{{0,3}}
    (?P<dash>--+|[—–_:]|-(?=\s)|[./](?=\s))
    """,
    re.VERBOSE,
)
_NEWLINES = re.compile(r"[^\S\n]*\n\s*|\s*$")
_PLACES = frozenset({"state", "capital", "seat", "place"})


def mark_places(words: Words, found: Sequence[Found]) -> None:
    """Set `place` on each mention that names a location; mentions are in the order of the text."""
    previous: Found | None = None
    for mention in found:
        if mention.term.kind in _PLACES:
            mention.place = mention.term.kind == "place" or _is_place(words, mention, previous)
        elif mention.term.kind == "adjective":
            mention.place = _places_site(words, mention)
        previous = mention


def is_dateline(words: Words, first: int, last: int) -> bool:
    """Tell whether the words open a line as a dateline does: "SEOUL, Aug. 22 --", "New Delhi:"."""
    if first and "\n" not in words.gap(first - 1):
        return False
    match = _DATELINE.match(words.text, words.ends[last])
    if match is None:
        return False
    dash = match["dash"]
    if match["date"] or match["agency"]:
        return True
    if dash in (".", "/", "-"):
        return dash == "-" and words.text[match.start("dash") - 1].isspace()
    return dash != ":" or match.end() - words.ends[last] < 30


def _is_place(words: Words, mention: Found, previous: Found | None) -> bool:
    lists = word_lists()
    first, last = mention.first, mention.last
    if is_dateline(words, first, last):
        return True
    before = _word_before(words, first)
    after = words.forms[last + 1] if last + 1 < len(words) else ""
    if previous is not None and previous.place and _continues(words, previous, mention):
        return True
    if mention.term.kind == "state" and _modifies_noun(words, last):
        return False
    owned = _owned_noun(words, last)
    if owned is not None:
        return owned in lists.place_nouns
    if before in lists.place_prepositions or (before == "on" and mention.term.kind == "seat"):
        return not (mention.term.kind == "state" and before in ("into", "through", "via", "over", "off", "within"))
    if before in ("to", "from", "back") and _any_before(words, first, lists.motion_words):
        return True
    if before == "for" and _any_before(words, first, lists.departure_words):
        return True
    if before == "of" and first > 1 and words.keys[first - 2] in lists.place_heads:
        return first < 3 or words.keys[first - 3] not in lists.breakaway_words or _located(words, first - 3)
    if before in lists.visit_words:
        return mention.term.kind != "state" or before.startswith("visit")
    if mention.term.kind == "state":
        return False
    if words.keys[max(0, first - 2) : first] in (["capital", ","], ["city", ","]):
        return True
    if first and words.forms[first - 1] in lists.place_parts and words.sentences[first - 1] == words.sentences[first]:
        return True
    if after == "-" and last + 2 < len(words) and words.keys[last + 2] in ("based", "area", "born"):
        return True
    if after == "," and last + 2 < len(words) and _wider_place(words, last + 2):
        return True
    return last + 1 < len(words) and words.keys[last + 1] in lists.place_nouns and last not in words.breaks


def _places_site(words: Words, mention: Found) -> bool:
    """Tell whether an adjective only tells where a town or coast is: "in the South African capital Pretoria"."""
    lists = word_lists()
    ahead = words.keys[mention.last + 1 : mention.last + 3]
    site = ahead[:1] if len(ahead) < 2 or ahead[0] in lists.site_nouns else ahead[1:]
    return (
        _word_before(words, mention.first) in lists.place_prepositions
        and site[0:1] != []
        and site[0] in lists.site_nouns
    )


def _located(words: Words, index: int) -> bool:
    """Tell whether a place preposition opens the phrase that word `index` stands in: "in the breakaway ..."."""
    start = max(0, index - 4)
    return any(key in word_lists().place_prepositions for key in words.keys[start:index])


def _modifies_noun(words: Words, last: int) -> bool:
    """Tell whether a noun or possessive follows: "near the US embassy", "visiting Japan Prime Minister"."""
    if last + 1 >= len(words) or last in words.breaks:
        return False
    if words.forms[last + 1] == "'":
        return True
    lists = word_lists()
    form = words.forms[last + 1]
    return words.tags[last + 1].startswith("NN") and form not in lists.weekdays and form not in lists.months


def _word_before(words: Words, first: int) -> str:
    index = first - 1
    while index >= 0 and words.keys[index] in ("the", "central", "downtown", "nearby", "neighboring", "neighbouring"):
        index -= 1
    return words.keys[index] if index >= 0 else ""


def _owned_noun(words: Words, last: int) -> str | None:
    """Return the noun after "<capital>'s", past an adjective; `None` without a possessive."""
    if words.forms[last + 1 : last + 2] != ["'"] or last in words.breaks:
        return None
    noun = last + 3 if words.keys[last + 2 : last + 3] == ["s"] else last + 2
    ahead = words.keys[noun : noun + 2]
    return next((key for key in ahead if key in word_lists().place_nouns), ahead[0] if ahead else "")


def _any_before(words: Words, first: int, wanted: frozenset[str]) -> bool:
    """Tell whether one of the words stands among the five before, in the same sentence."""
    start = max(0, first - 6)
    return any(
        words.keys[index] in wanted and words.sentences[index] == words.sentences[first]
        for index in range(start, first)
    )


def _continues(words: Words, previous: Found, mention: Found) -> bool:
    """Tell whether a place goes on: "in Geneva, Switzerland, on Monday", "in Manila and Tokyo"."""
    between = [key for key in words.keys[previous.last + 1 : mention.first] if key not in ("the", "[", "(")]
    after = words.keys[mention.last + 1] if mention.last + 1 < len(words) else "."
    closed = not after[0].isalpha() or after in word_lists().after_place
    if between == [","] and mention.term.kind == "state":
        listed = previous.term.kind == "state" and after in (",", "and")
        return listed or (closed and previous.term.country == mention.term.country)
    return closed and between in (["and"], ["or"]) and after != "'"


def _wider_place(words: Words, index: int) -> bool:
    """Tell whether a state's name and then a comma or the end of the clause follow."""
    match = lexicon().match_at(words, index)
    if match is None or match.entries[0].kind not in ("state", "place"):
        return False
    end = match.last + 1
    return end >= len(words) or words.forms[end] in (",", ".", ";", ")", "(", "-", "_")
