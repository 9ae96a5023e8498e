"""Named entities: what a statistical model found, repaired by what the lexicon and the text show."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pactwire.actors.aliases import defined_acronyms
from pactwire.actors.by_office import Named
from pactwire.actors.firms import find_firms
from pactwire.actors.goods import Goods
from pactwire.actors.labels import Guess, label_beside
from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import Found, WordSpan
from pactwire.actors.names import trim_name
from pactwire.actors.offices import Office
from pactwire.actors.words import Words

# Entities that the lexicon never overrides: they are not names of anybody.
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
# A longer name of one of these kinds keeps a state's or city's name inside it.
_VOTED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_HOLDERS = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LOC"})
_INNER = frozenset(
    {
        "state",
        "adjective",
        "prefix",
        "capital",
        "place",
        "mask",
        "organisation",
        "armed_group",
        "company",
        "institution",
        "ministry",
        "seat",
        "force",
    }
)


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


def repair(
    words: Words,
    guesses: Sequence[Guess],
    found: Sequence[Found],
    offices: Sequence[Office],
    named: Sequence[Named],
    goods: Sequence[Goods],
) -> list[Name]:
    """Return the entities of a text, sorted and without overlap.

    What the lexicon, the people of the text and its acronyms show goes before the model's guesses, save
    where a guess is a longer name around a state or city ("Bank of Japan"); guesses lose articles,
    possessives, titles and brackets.
    """
    claims = list(_claims(words, found, named, goods))
    kept: dict[int, _Claim] = {}
    amounts = [guess for guess in guesses if guess.label in _AMOUNTS]
    trimmed = [claim for guess in guesses if guess.label not in _AMOUNTS for claim in _trimmed(words, guess)]
    trimmed = [guess for guess in trimmed if not _within_office(guess, offices)]
    known = [claim for claim in claims if claim.id is not None]
    firms = [
        (first, last)
        for first, last in find_firms(words)
        if not any(first <= claim.first and claim.last <= last for claim in known)
    ]
    runs = [run for run in _organisations(words) if not any(_reaches_beyond(guess, run) for guess in trimmed)]
    trimmed = [*(_Claim(*firm, "ORG", None, None) for firm in firms), *_consistent(words, [*runs, *trimmed])]
    trimmed = [*_acronyms(words, trimmed), *trimmed]
    wide = [guess for guess in trimmed if guess.label in _HOLDERS and _holds(guess, claims)]
    by_office = _by_office(words, offices, named)
    for claim in [*by_office, *wide, *claims, *trimmed, *_described(words)]:
        if not any(index in kept for index in range(claim.first, claim.last + 1)):
            kept.update(dict.fromkeys(range(claim.first, claim.last + 1), claim))
    names = [
        Name(words.starts[claim.first], words.ends[claim.last], claim.label, claim.id, claim.name)
        for claim in dict.fromkeys(kept.values())
    ]
    return _with_amounts(names, amounts)


def _claims(words: Words, found: Sequence[Found], named: Sequence[Named], goods: Sequence[Goods]) -> Iterable[_Claim]:
    """Yield what the lexicon and the people of the text show, the surest first."""
    for thing in goods:
        yield _Claim(thing.first, thing.last, thing.label, None, thing.name)
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
            actor_id = actor.id if actor is not None and own and actor.listed else None
            listed = actor is None or actor.listed
            name = entry.term.name if entry.term.kind != "institution" and listed else None
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
    if span:
        span = _without_resolution(words, *span)
    if span and guess.label == "PERSON":
        span = trim_name(words, *span)
    elif span:
        span = _without_possessive(words, *span)
    if span is None or not any(form[0].isalpha() for form in words.forms[span[0] : span[1] + 1]):
        return []
    if word_lists().modifier_stops.issuperset(words.keys[span[0] : span[1] + 1]):
        return []
    if guess.label in ("PERSON", "GPE", "NORP") and any(
        form[0].isdigit() or form[-1].isdigit() or form == "[" for form in words.forms[span[0] : span[1] + 1]
    ):
        return []
    return [_Claim(span[0], span[1], label_beside(words, span, guess.label), None, None)]


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


def _without_resolution(words: Words, first: int, last: int) -> WordSpan:
    """Cut "Resolution 2254" from the name of the body that passed it."""
    if last - first >= 2 and words.keys[last - 1] == "resolution" and words.forms[last].isdigit():
        return first, last - 2
    return first, last


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


def _consistent(words: Words, claims: Sequence[_Claim]) -> list[_Claim]:
    """Give all guesses of the same words the label that most of them have."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for claim in claims:
        if claim.label in _VOTED:
            votes.setdefault(tuple(words.keys[claim.first : claim.last + 1]), Counter())[claim.label] += 1
    return [
        replace(claim, label=votes[tuple(words.keys[claim.first : claim.last + 1])].most_common(1)[0][0])
        if claim.label in _VOTED
        else claim
        for claim in claims
    ]


def _by_office(words: Words, offices: Sequence[Office], named: Sequence[Named]) -> Iterable[_Claim]:
    """Yield people by a capitalised office that no name follows: "the Foreign Secretary"."""
    begun = {mention.first for mention in named if _is_name(words, mention)}
    by_first = {mention.first: mention for mention in named}
    for office in offices:
        capitals = all(words.forms[index][0].isupper() for index in (office.first, office.last))
        if (
            not capitals
            or words.forms[office.first].isupper()
            or office.last + 1 in begun
            or office.last in words.breaks
        ):
            continue
        following = words.forms[office.last + 1] if office.last + 1 < len(words) else "."
        if not following[0].isupper() and following != "-" and not _has_remit(words, office.last):
            article = office.first > 0 and words.keys[office.first - 1] == "the"
            mention = by_first.get(office.first)
            name = mention.person.name if mention else None
            yield _Claim(office.first - article, office.last, "PERSON", None, name)


def _has_remit(words: Words, last: int) -> bool:
    """Tell whether a capitalised remit follows an office: "Minister for Central Asia"."""
    ahead = words.forms[last + 1 : last + 4]
    return ahead[:1] in (["for"], ["of"]) and any(form[0].isupper() for form in ahead[1:])


def _described(words: Words) -> Iterable[_Claim]:
    """Yield armed actors and those in power by description: "coalition forces", "the regime"."""
    for index, key in enumerate(words.keys):
        following = words.tags[index + 1] if index + 1 < len(words) else ""
        if key in word_lists().armed_nouns and words.tags[index].startswith("NN") and not following.startswith("NN"):
            first = index
            while first and _modifies(words, first - 1):
                first -= 1
            if first and words.tags[first - 1] in ("DT", "PRP$"):
                first -= 1
            if first < index and not (first and words.tags[first - 1] in ("POS", "CD")):
                yield _Claim(first, index, "ORG", None, None)


def _modifies(words: Words, index: int) -> bool:
    """Tell whether a word is an adjective, noun or number before a noun, and in the same paragraph."""
    return (
        words.tags[index][:2] in ("JJ", "NN", "HY", "VB")
        and words.tags[index]
        not in (
            "VB",
            "VBD",
            "VBZ",
            "VBP",
        )
        and index not in words.breaks
    )


def _within_office(guess: _Claim, offices: Sequence[Office]) -> bool:
    """Tell whether a guess is a mere part of an office, or of it and its state: "Fijian Home" (Affairs Minister)."""
    return any(
        office.start <= guess.first
        and office.first <= guess.last <= office.last
        and guess.last - guess.first < office.last - office.start
        for office in offices
    )


def _reaches_beyond(guess: _Claim, run: _Claim) -> bool:
    """Tell whether a guess overlaps the run and is no part of it, or is the same."""
    overlaps = guess.first <= run.last and run.first <= guess.last
    return overlaps and (guess.first <= run.first or run.last < guess.last)


def _organisations(words: Words) -> list[_Claim]:
    """Return capitalised runs that end in a noun for organisations: "Syrian Computer Society"."""
    lists = word_lists()
    claims: list[_Claim] = []
    for index, form in enumerate(words.forms):
        if form not in lists.organisation_nouns:
            continue
        first = index
        while first and first - 1 not in words.breaks and words.sentences[first - 1] == words.sentences[index]:
            before = words.forms[first - 1]
            if not (before[0].isupper() and before[0].isalpha()) or before.lower() in ("the", "a", "an"):
                break
            first -= 1
        if (
            first
            and first < index
            and words.sentences[first - 1] != words.sentences[first]
            and words.tags[first][:1] in ("I", "D", "R", "W", "V", "C")
        ):
            first += 1
        last = index
        if (
            index + 2 < len(words)
            and words.keys[index + 1] in ("of", "for", "on")
            and form in word_lists().organisation_heads
        ):
            last = _complement(words, index)
        following = words.forms[last + 1] if last + 1 < len(words) and last not in words.breaks else ""
        if following[:1].isupper() and words.sentences[min(last + 1, len(words) - 1)] == words.sentences[last]:
            continue
        if last > first and index - first < 8 and not words.forms[first].isdigit():
            claims.append(_Claim(first, last, "ORG", None, None))
    return claims


def _complement(words: Words, index: int) -> int:
    """Return the last word of a capitalised complement: "Commission of Inquiry"."""
    lists = word_lists()
    last = index
    for step in range(index + 1, min(index + 9, len(words))):
        form = words.forms[step]
        if step - 1 in words.breaks or words.sentences[step] != words.sentences[index]:
            break
        if form[0].isupper():
            last = step
        elif form.lower() not in lists.organisation_links or (
            form == "and" and words.keys[step + 1 : step + 2] == ["the"]
        ):
            break
    return last


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
