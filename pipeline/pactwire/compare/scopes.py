"""What a sum or a number of goods is stated of: the agreement itself, a paper before it, or a part of it."""

from functools import cache

from pactwire.compare.context import clause
from pactwire.compare.rules import compare_rules
from pactwire.compare.text import fold

_PRELIMINARY = "preliminary"
_HERE = "#"  # stands for the sum or number in the cues of `scopes.words`


def scope_of(text: str, start: int, end: int) -> str | None:
    """Return what a span is stated of by the words beside it, `None` where that is the agreement itself.

    >>> sentence = "They signed a memorandum for 40 jets."
    >>> scope_of(sentence, sentence.index("40"), sentence.index("."))
    'preliminary'
    """
    rules = compare_rules().scopes
    low, high = clause(text, start, end)
    before = _up_to_number(fold(text[low:start]).split()[::-1])[: rules.before][::-1]
    after = _up_to_number(fold(text[end:high]).split())[: rules.after]
    window = [*before, _HERE, *after]
    here = len(before)
    found: list[tuple[int, int, str]] = []
    for rank, (scope, cues) in enumerate(_cues()):
        for cue in cues:
            for place in range(len(window) - len(cue) + 1):
                if tuple(window[place : place + len(cue)]) == cue:
                    last = place + len(cue) - 1
                    found.append((max(0, here - last, place - here), rank, scope))
    return min(found)[2] if found else None


@cache
def _cues() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    words = compare_rules().scopes.words
    return tuple((scope, tuple(tuple(cue.split()) for cue in cues)) for scope, cues in words.items())


def _up_to_number(words: list[str]) -> list[str]:
    """Return the words as far as the next number: what lies beyond is said of that."""
    for place, word in enumerate(words):
        if any(map(str.isdigit, word)):
            return words[:place]
    return words


def tells_preliminary(sentence: str) -> bool | None:
    """Whether the first paper that a sentence names is one before the agreement, `None` where it names none.

    >>> tells_preliminary("A letter of intent to buy 24 jets was signed.")
    True
    >>> tells_preliminary("The contract, which followed a declaration of intent, was signed.")
    False
    """
    papers = compare_rules().names.instruments
    words = fold(sentence).split()
    first = next((place for place, word in enumerate(words) if word in papers), None)
    if first is None:
        return None
    around = f" {' '.join(words[max(0, first - 2) : first + 3])} "
    return any(f" {' '.join(cue)} " in around for scope, cues in _cues() if scope == _PRELIMINARY for cue in cues)


def told_scope(left: str | None, right: str | None) -> str | None:
    """Say how two values differ in what they are stated of, `None` where they do not."""
    if left == right:
        return None
    told = compare_rules().scopes.told
    return ", ".join(sorted(told.get(scope or "", "one of the agreement") for scope in (left, right)))
