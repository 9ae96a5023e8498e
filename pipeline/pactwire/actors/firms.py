"""Names of companies that end in a legal form: "Acme Dynamics, Inc.", "Ekran Bhd"."""

from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import WordSpan
from pactwire.actors.words import Words

_LONGEST = 9


def find_firms(words: Words) -> list[WordSpan]:
    """Return the first and last word of each name that a legal form closes, its full stop included."""
    lists = word_lists()
    found: list[WordSpan] = []
    for index, form in enumerate(words.forms):
        if form not in lists.legal_forms or index == 0 or index - 1 in words.breaks:
            continue
        first = index
        if words.forms[first - 1] == ",":
            first -= 1
        while first and index - first < _LONGEST and _may_be_named(words, first - 1, index):
            first -= 1
        while first < index and not words.forms[first][0].isalnum():
            first += 1
        dotted = index + 1 < len(words) and words.joined(index) and words.forms[index + 1] == "."
        if first < index:
            found.append((first, index + dotted))
    return found


def _may_be_named(words: Words, index: int, form: int) -> bool:
    """Tell whether a word may be part of the name before a legal form: written with a capital and no small word."""
    word = words.forms[index]
    if index in words.breaks or words.sentences[index] != words.sentences[form]:
        return False
    if word in ("&", "-") or (word == "." and len(words.forms[index - 1]) == 1):
        return True
    return word[0].isupper() and words.keys[index] not in word_lists().modifier_stops
