"""Named entities: what a statistical model found, repaired by what the lexicon and the text show."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactwire.actors.aliases import defined_acronyms
from pactwire.actors.goods import find_goods
from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import Found, WordSpan
from pactwire.actors.names import trim_name
from pactwire.actors.people import Named
from pactwire.actors.words import Words

# Entities that the lexicon never overrides: they are not names of anybody.
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
# A longer name of one of these kinds keeps a state's or city's name inside it.
_HOLDERS = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LOC"})
_INNER = frozenset({"state", "adjective", "prefix", "capital", "place", "mask"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that a statistical model found, in character offsets, with its OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Name:
    """An entity in character offsets, with its canonical id and name where known."""

    start: int
    end: int
    label: str
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    first: int
    last: int
    label: str
    id: str | None
    name: str | None
    inner: bool = False


def repair(words: Words, guesses: Sequence[Guess], found: Sequence[Found], named: Sequence[Named]) -> list[Name]:
    """Return the entities of a text, sorted and without overlap.

    What the lexicon, the people of the text and its acronyms show goes before the model's guesses, save
    where a guess is a longer name around a state or city ("Bank of Japan"); guesses lose articles,
    possessives, titles and brackets.
    """
    claims = list(_claims(words, found, named))
    kept: dict[int, _Claim] = {}
    amounts = [guess for guess in guesses if guess.label in _AMOUNTS]
    trimmed = [claim for guess in guesses if guess.label not in _AMOUNTS for claim in _trimmed(words, guess)]
    trimmed += _acronyms(words, trimmed)
    wide = [guess for guess in trimmed if guess.label in _HOLDERS and _holds(guess, claims)]
    for claim in [*wide, *claims, *trimmed]:
        if not any(index in kept for index in range(claim.first, claim.last + 1)):
            kept.update(dict.fromkeys(range(claim.first, claim.last + 1), claim))
    names = [
        Name(words.starts[claim.first], words.ends[claim.last], claim.label, claim.id, claim.name)
        for claim in dict.fromkeys(kept.values())
    ]
    return _with_amounts(names, amounts)


def _claims(words: Words, found: Sequence[Found], named: Sequence[Named]) -> Iterable[_Claim]:
    """Yield what the lexicon and the people of the text show, the surest first."""
    for goods in find_goods(words):
        yield _Claim(goods.first, goods.last, goods.label, None, goods.name)
    for mention in named:
        if (
            mention.person.rule != "person.office"
            and words.forms[mention.first][0].isupper()
            and _is_name(words, mention)
        ):
            yield _Claim(mention.first, mention.last, "PERSON", None, mention.person.name)
    for entry in found:
        label = _label(words, entry)
        if label is not None:
            actor = entry.actors[0] if len(entry.actors) == 1 else None
            own = actor is not None and entry.term.kind not in ("capital", "seat", "ministry", "force", "institution")
            actor_id = actor.id if actor is not None and own else None
            name = entry.term.name if entry.term.kind != "institution" else None
            yield _Claim(entry.first, entry.last, label, actor_id, name, entry.term.kind in _INNER)


def _is_name(words: Words, mention: Named) -> bool:
    """Tell whether the words are the person's name, not the office alone."""
    keys = set(words.keys[mention.first : mention.last + 1])
    return bool(keys & set(mention.person.parts)) or words.quote(mention.first, mention.last) == mention.person.name


def _label(words: Words, entry: Found) -> str | None:
    if entry.term.kind == "institution":
        capitalised = words.forms[entry.first][0].isupper() and words.forms[entry.last][0].isupper()
        return "ORG" if capitalised and entry.last > entry.first else None
    return entry.term.label


def _holds(guess: _Claim, claims: Sequence[_Claim]) -> bool:
    inside = [claim for claim in claims if guess.first <= claim.first and claim.last <= guess.last]
    crossing = [
        claim for claim in claims if claim not in inside and claim.first <= guess.last and guess.first <= claim.last
    ]
    longer = all((claim.first, claim.last) != (guess.first, guess.last) for claim in inside)
    return bool(inside) and not crossing and longer and all(claim.inner for claim in inside)


def _trimmed(words: Words, guess: Guess) -> list[_Claim]:
    """Return a guess without article, possessive, title or bracket; nothing where no name is left."""
    first, last = words.index_at(guess.start), min(words.index_at(max(guess.start, guess.end - 1)), len(words) - 1)
    if first >= len(words) or words.starts[first] >= guess.end:
        return []
    span = _without_brackets(words, first, last)
    while span and words.keys[span[0]] in ("the", "a", "an") and span[0] < span[1]:
        span = (span[0] + 1, span[1])
    if span and guess.label == "PERSON":
        span = trim_name(words, *span)
    elif span:
        span = _without_possessive(words, *span)
    if span is None or not any(form[0].isalpha() for form in words.forms[span[0] : span[1] + 1]):
        return []
    if guess.label in ("PERSON", "GPE", "NORP") and any(
        form[0].isdigit() or form == "[" for form in words.forms[span[0] : span[1] + 1]
    ):
        return []
    return [_Claim(span[0], span[1], _relabelled(words, span, guess.label), None, None)]


def _relabelled(words: Words, span: WordSpan, label: str) -> str:
    """Return the label that the words beside the name ask for: "the city of X", "X province"."""
    lists = word_lists()
    before = words.keys[max(0, span[0] - 2) : span[0]]
    after = words.keys[span[1] + 1] if span[1] + 1 < len(words) else ""
    if len(before) == 2 and before[1] == "of" and before[0] in lists.settlement_nouns:
        return "GPE"
    if words.keys[span[1]] in lists.building_nouns and label in ("PERSON", "ORG", "GPE"):
        return "FAC"
    if after in lists.settlement_nouns and label in ("PERSON", "ORG", "NORP"):
        return "GPE"
    return label


def _without_brackets(words: Words, first: int, last: int) -> WordSpan | None:
    """Cut a name at a blank line or at a bracket that does not close within it."""
    for index in range(first, last):
        if index in words.breaks:
            last = index
            break
    depth = 0
    for index in range(first, last + 1):
        form = words.forms[index]
        if form in "([":
            depth += 1
            opened = index
        elif form in ")]":
            depth -= 1
            if depth < 0:
                return _without_brackets(words, index + 1, last) if index == first else (first, index - 1)
    if depth > 0:
        return (first, opened - 1) if opened > first else _without_brackets(words, first + 1, last)
    return (first, last) if first <= last else None


def _without_possessive(words: Words, first: int, last: int) -> WordSpan | None:
    while first <= last and not words.forms[first][0].isalnum():
        first += 1
    if last - first >= 2 and words.keys[last] == "s" and words.forms[last - 1] == "'":
        last -= 2
    abbreviated = (
        words.forms[last] == "." and last > first and words.joined(last - 1) and len(words.forms[last - 1]) <= 4
    )
    while first <= last and not words.forms[last][0].isalnum() and not abbreviated:
        last -= 1
    return (first, last) if first <= last else None


def _acronyms(words: Words, trimmed: Sequence[_Claim]) -> list[_Claim]:
    """Return the acronyms that the text defines for an organisation, wherever they stand."""
    votes: dict[str, Counter[str]] = {}
    for acronym, (first, last) in defined_acronyms(words).items():
        for claim in trimmed:
            if claim.first <= last and first <= claim.last:
                votes.setdefault(acronym, Counter())[claim.label] += 1
    organisations = {acronym for acronym, labels in votes.items() if labels.most_common(1)[0][0] == "ORG"}
    return [_Claim(index, index, "ORG", None, None) for index, form in enumerate(words.forms) if form in organisations]


def _with_amounts(names: Sequence[Name], amounts: Sequence[Guess]) -> list[Name]:
    """Add dates and amounts; a name inside one gives way, a longer name around one stays."""
    result: list[Name] = []
    for guess in amounts:
        around = [name for name in names if name.start <= guess.start and guess.end <= name.end]
        if not around:
            result.append(Name(guess.start, guess.end, guess.label))
    free = [name for name in names if all(name.end <= other.start or other.end <= name.start for other in result)]
    return sorted([*result, *free], key=lambda name: name.start)
