"""What the words beside a name say it is: "the city of X", "X is a village in ...", "the company X"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pactwire.actors.lexicon import word_lists
from pactwire.actors.words import Words

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT"})
# What a capitalised word is tagged that is no name.
_COMMON_TAGS = frozenset({"NNS", "VBG", "VBN", "IN", "RB", "DT", "TO", "CC", "PRP", "PRP$"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DEFINED_WITHIN = 9


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that a statistical model found, in character offsets, with its OntoNotes label."""

    start: int
    end: int
    label: str


def settle_labels(words: Words, guesses: Sequence[Guess]) -> list[Guess]:
    """Return the guesses with the labels that the text itself gives: by definition, apposition or enumeration.

    Guesses that are no names are left out: "The", "congkak", "Attempts" at the head of a sentence.
    """
    guesses = [
        guess
        for guess in guesses
        if guess.label not in _NAMES or guess.label == "NORP" or not _is_no_name(words, _span(words, guess))
    ]
    spans = [_span(words, guess) for guess in guesses]
    labels = [guess.label for guess in guesses]
    defined: dict[tuple[str, ...], str] = {}
    for position, span in enumerate(spans):
        if span is None or labels[position] not in _NAMES:
            continue
        labels[position] = label_beside(words, span, labels[position])
        label = _defined_as(words, span[1])
        if label is not None:
            defined.setdefault(tuple(words.keys[span[0] : span[1] + 1]), label)
            if label == "ORG":
                # "Alsumaria News is a network ...": "Alsumaria" is the same.
                defined.setdefault((words.keys[span[0]],), label)
    for position in _enumerated(words, spans, labels):
        labels[position] = "GPE"
    for position, span in enumerate(spans):
        if span is not None and labels[position] in _NAMES:
            label = defined.get(tuple(words.keys[span[0] : span[1] + 1]))
            if label is not None and not (label in _PLACES and labels[position] in _PLACES):
                labels[position] = label
    return [
        guess if guess.label == label else replace(guess, label=label)
        for guess, label in zip(guesses, labels, strict=True)
    ]


def label_beside(words: Words, span: tuple[int, int], label: str) -> str:
    """Return the label that the words right before and after a name ask for."""
    lists = word_lists()
    first, last = span
    before = words.keys[max(0, first - 2) : first]
    after = words.keys[last + 1] if last + 1 < len(words) and last not in words.breaks else ""
    if first == last and label != "NORP" and words.forms[first] in lists.religions:
        return "NORP"
    if label == "PERSON" and first == last and before[-1:] in (["in"], ["near"], ["outside"]):
        return "GPE"
    if len(before) == 2 and before[1] == "of" and (before[0] in lists.settlement_nouns or before[0] == "native"):
        return "GPE"
    if label in ("PERSON", "ORG") and before[-1:] and before[-1] in lists.settlement_verbs:
        return "GPE"
    if words.keys[last] in lists.building_nouns and label in ("PERSON", "ORG", "GPE"):
        return "FAC"
    if after in lists.settlement_nouns and label in ("PERSON", "ORG", "NORP"):
        return "GPE"
    if label in ("PERSON", "GPE", "NORP", "PRODUCT") and _is_company(words, first, last, label):
        return "ORG"
    if after in lists.kin_nouns and label == "PERSON":
        return "NORP"
    return label


def _span(words: Words, guess: Guess) -> tuple[int, int] | None:
    """Return the words of a guess without article and possessive."""
    if guess.start >= guess.end:
        return None
    first, last = words.index_at(guess.start), min(words.index_at(guess.end - 1), len(words) - 1)
    if first >= len(words) or words.starts[first] >= guess.end:
        return None
    if first < last and words.keys[first] in ("the", "a", "an"):
        first += 1
    if last - first >= 2 and words.keys[last] == "s" and words.forms[last - 1] == "'":
        last -= 2
    return first, last


def _is_no_name(words: Words, span: tuple[int, int] | None) -> bool:
    """Tell whether the words hold no capital, or are one common word that is capitalised as the first of a sentence."""
    if span is None:
        return True
    first, last = span
    forms = words.forms[first : last + 1]
    if all(form.islower() or not form[0].isalpha() for form in forms):
        return not any(form[0].isdigit() for form in forms) and words.text[words.starts[first]].isascii()
    if first != last:
        return False
    opens = first == 0 or words.sentences[first - 1] != words.sentences[first]
    return words.keys[first] in ("the", "to", "of", "and") or (opens and words.tags[first] in _COMMON_TAGS)


def _is_company(words: Words, first: int, last: int, label: str) -> bool:
    """Tell whether a noun for companies stands beside: "the company X", "the X shipyard"."""
    lists = word_lists()
    before = words.keys[first - 1] if first and first - 1 not in words.breaks else ""
    if before in lists.company_nouns and words.sentences[first - 1] == words.sentences[first]:
        return True
    after = words.keys[last + 1] if last + 1 < len(words) and last not in words.breaks else ""
    return label == "PERSON" and after in lists.company_nouns and words.keys[max(0, first - 1)] == "the"


def _defined_as(words: Words, last: int) -> str | None:
    """Return the label of a name that a sentence defines: "X (...) is a village in the north"."""
    lists = word_lists()
    index = last + 1
    if index < len(words) and words.forms[index] == "(":
        index = next(
            (step + 1 for step in range(index, min(index + 30, len(words))) if words.forms[step] == ")"), index
        )
    if words.keys[index : index + 1] not in (["is"], ["was"]) or words.keys[index + 1 : index + 2] not in (
        ["a"],
        ["an"],
    ):
        return None
    head = ""
    for step in range(index + 2, min(index + 2 + _DEFINED_WITHIN, len(words))):
        key = words.keys[step]
        if key in lists.modifier_stops or not (key[0].isalpha() or key == "-"):
            break
        head = key
    if head in lists.settlement_nouns:
        return "GPE"
    if head in lists.building_nouns:
        return "FAC"
    return "ORG" if head in lists.company_nouns or head in lists.body_nouns else None


def _enumerated(words: Words, spans: Sequence[tuple[int, int] | None], labels: Sequence[str]) -> Iterator[int]:
    """Yield the positions of names that end a list of places: "in A, B and C"."""
    chain: list[int] = []
    for position, span in enumerate(spans):
        if span is None or labels[position] not in _NAMES:
            chain = []
            continue
        previous = spans[chain[-1]] if chain else None
        if previous is not None and words.keys[previous[1] + 1 : span[0]] in ([","], ["and"], [",", "and"]):
            chain.append(position)
        else:
            before = words.keys[span[0] - 1] if span[0] else ""
            located = before in word_lists().place_prepositions and labels[position] in _PLACES
            chain = [position] if located else []
        if len(chain) > 1 and labels[position] in ("PERSON", "ORG") and span[0] == span[1]:
            others = [labels[other] for other in chain[:-1]]
            if all(other in _PLACES for other in others) and not words.forms[span[0]].isupper():
                yield position
