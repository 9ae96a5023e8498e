"""People in a text: who is named, which office they hold, and for which state they stand."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from pactwire.actors.aliases import defined_acronyms
from pactwire.actors.by_office import Named, Person, by_office
from pactwire.actors.institutions import state_by_exclusion
from pactwire.actors.lexicon import word_lists
from pactwire.actors.named import Found, WordSpan
from pactwire.actors.names import (
    Holder,
    holders,
    honorifics,
    name_after,
    name_key,
    name_parts,
    trim_name,
    with_abbreviated,
)
from pactwire.actors.offices import Office
from pactwire.actors.words import Words
from pactwire.annotations import Actor

# Before a rank: "U.S. Army Maj. Gen. Jane Doe", "Philippine Sen. Jane Doe".
_RANKED = frozenset({"state", "adjective", "force", "institution"})

COUNTERPART = "counterpart"


@dataclass(slots=True)
class _Scan:
    words: Words
    found: Sequence[Found]
    offices: Sequence[Office]
    by_office_end: dict[int, Office] = field(default_factory=dict)
    by_office_start: dict[int, Office] = field(default_factory=dict)
    by_last: dict[int, Found] = field(default_factory=dict)
    by_first: dict[int, Found] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)


def find_people(
    words: Words, found: Sequence[Found], offices: Sequence[Office], guessed: Sequence[WordSpan] = ()
) -> list[Named]:
    """Find people by full name, surname or office.

    Args:
        found: mentions of actors with their state settled.
        offices: the offices of the text.
        guessed: spans that a statistical model took for names of people.
    """
    scan = _Scan(words, found, offices)
    scan.by_office_end = {office.last: office for office in offices}
    scan.by_office_start = {office.start: office for office in reversed(offices)}
    scan.by_office_start |= {office.first: office for office in reversed(offices)}
    scan.by_last = {mention.last: mention for mention in found if len(mention.actors) == 1}
    scan.by_first = {mention.first: mention for mention in found if len(mention.actors) == 1}
    spans = _candidates(scan, guessed)
    known = {_with_suffix(words, span): holder for span, holder in _known_holders(scan, spans)}
    for span in known:
        spans = _insert(spans, span)
    mentions = [_identify(scan, first, last, known.get((first, last))) for first, last in spans]
    mentions += _repeated(scan, mentions)
    mentions.sort(key=lambda mention: mention.first)
    _fill_owners(scan, mentions)
    _fill_counterparts(scan, mentions, known)
    used = {office.first for mention in mentions if (office := _office_at(scan, mention))}
    return sorted([*mentions, *by_office(words, offices, used, mentions)], key=lambda mention: mention.first)


def _fill_counterparts(scan: _Scan, mentions: Sequence[Named], known: Mapping[WordSpan, Holder]) -> None:
    """Give "his Dutch counterpart X" the office that X is known to hold, or the last one named before."""
    for mention in mentions:
        person = mention.person
        if person.office is None or person.office.lower() != COUNTERPART:
            continue
        holder = known.get((mention.first, mention.last))
        if holder is not None:
            person.office = holder.office
            continue
        here = scan.words.sentences[mention.first]
        before = [
            office.title
            for office in scan.offices
            if office.last < mention.first
            and here - scan.words.sentences[office.first] <= 1
            and office.title.lower() != COUNTERPART
        ]
        person.office = before[-1] if before else person.office


def _candidates(scan: _Scan, guessed: Sequence[WordSpan]) -> list[WordSpan]:
    """Return the spans of names: known full names, names after an office, names that a model found."""
    words = scan.words
    taken = {
        index
        for mention in scan.found
        if mention.term.kind != "mask"
        for index in range(mention.first, mention.last + 1)
    }
    acronyms = defined_acronyms(words)
    full = list(holders()[0].find(words))
    spans: list[WordSpan] = [(match.first, match.last) for match in full]
    for first, last in guessed:
        trimmed = _without_office(scan, trim_name(words, first, last))
        if trimmed is not None:
            trimmed = with_abbreviated(words, trimmed)
            trimmed = _known_end(words, trimmed, {(match.first, match.last) for match in full})
        if trimmed is not None and not _mostly(trimmed, taken) and not is_other_name(words, trimmed, acronyms):
            spans = _insert(spans, trimmed)
    for office in scan.offices:
        span = name_after(words, office.last + 1)
        if (
            span is not None
            and _is_name(scan, office, span, guessed)
            and words.sentences[span[0]] == words.sentences[office.last]
            and span[0] not in taken
        ):
            shortened = next((index for index in range(span[0], span[1] + 1) if index in taken), span[1] + 1)
            spans = _insert(spans, (span[0], shortened - 1))
    return sorted(_with_suffix(words, span) for span in spans)


def _known_end(words: Words, span: WordSpan, known: Container[WordSpan]) -> WordSpan:
    """Cut the first word of a sentence from a guessed name that ends in a known one ("Chanting Helmut Kohl")."""
    first, last = span
    opens = first == 0 or words.sentences[first - 1] != words.sentences[first]
    return (first + 1, last) if opens and (first + 1, last) in known else span


def _with_suffix(words: Words, span: WordSpan) -> WordSpan:
    """Add "Jr." and the like to a name."""
    last = span[1]
    step = last + 2 if words.forms[last + 1 : last + 2] == [","] else last + 1
    if step < len(words) and honorifics().get(words.keys[step]) == "suffix" and last not in words.breaks:
        dotted = words.forms[step + 1 : step + 2] == ["."] and words.joined(step) and words.keys[step] in ("jr", "sr")
        return span[0], step + dotted
    return span


def _is_name(scan: _Scan, office: Office, span: WordSpan, guessed: Sequence[WordSpan]) -> bool:
    """Tell whether the capitalised words after an office are a name: "General Security of ..." is not."""
    if any(first <= span[1] and span[0] <= last for first, last in guessed):
        return True
    after = scan.words.keys[span[1] + 1] if span[1] + 1 < len(scan.words) else ""
    return not office.weak and after not in ("of", "for") and not office.title.isupper()


def _mostly(span: WordSpan, taken: set[int]) -> bool:
    inside = sum(index in taken for index in range(span[0], span[1] + 1))
    return inside * 2 >= span[1] - span[0] + 1


def _without_office(scan: _Scan, span: WordSpan | None) -> WordSpan | None:
    """Cut an office from the head of a guessed name; an office alone is no name."""
    if span is None:
        return None
    first, last = span
    for office in scan.offices:
        if office.first <= first <= office.last and not office.weak:
            first = office.last + 1
    return trim_name(scan.words, first, last) if first <= last else None


def is_other_name(words: Words, span: WordSpan, acronyms: Container[str]) -> bool:
    """Tell whether a guessed person is an acronym, holds figures, or stands where a place does."""
    first, last = span
    forms = words.forms[first : last + 1]
    if any(form[0].isdigit() or form[-1].isdigit() or form == "[" for form in forms):
        return True
    if first != last:
        return words.keys[last] in word_lists().building_nouns
    if forms[0] in acronyms:
        return True
    before = words.keys[max(0, first - 2) : first]
    if len(before) == 2 and before[1] == "of" and before[0] in word_lists().settlement_nouns:
        return True
    return before[-1:] in (["in"], ["near"], ["outside"])


def _insert(spans: list[WordSpan], span: WordSpan) -> list[WordSpan]:
    """Add a span; where it overlaps others the longer one stays."""
    rivals = [other for other in spans if other[0] <= span[1] and span[0] <= other[1]]
    if any(other[1] - other[0] >= span[1] - span[0] for other in rivals):
        return spans
    return sorted([other for other in spans if other not in rivals] + [span])


def _known_holders(scan: _Scan, spans: Sequence[WordSpan]) -> list[tuple[WordSpan, Holder]]:
    """Return known office holders: by full name, or by surname where their state is named in the text."""
    words = scan.words
    full, short = holders()
    named = {actor.id for mention in scan.found for actor in mention.actors}
    result = [((match.first, match.last), _prefer(match.entries, named)) for match in full.find(words)]
    covered = {index: span for span in spans for index in range(span[0], span[1] + 1)}
    taken = {index for mention in scan.found for index in range(mention.first, mention.last + 1)}
    for match in short.find(words):
        span = covered.get(match.first)
        if match.first in taken or (span is not None and span != (match.first, match.last)):
            continue
        holder = _prefer(match.entries, named)
        likely = holder.owner.id in named or (
            words.forms[match.first] not in word_lists().common_surnames
            and len(words.forms[match.last]) > 3
            and (span is not None or len(words.forms[match.last]) > 4 or words.keys.count(words.keys[match.last]) > 1)
        )
        if likely and _stands_alone(words, match.first, match.last):
            result.append(((match.first, match.last), holder))
    return result


def _stands_alone(words: Words, first: int, last: int) -> bool:
    """Tell whether no capitalised word touches the surname, an office or sentence start apart."""
    after = words.forms[last + 1] if last + 1 < len(words) else ""
    if after[:1].isupper() and last not in words.breaks and words.sentences[last] == words.sentences[last + 1]:
        return False
    before = words.forms[first - 1] if first else ""
    starts = first == 0 or words.sentences[first - 1] != words.sentences[first]
    if starts and words.forms[first] in word_lists().word_surnames:
        return False
    return (
        starts
        or not before[:1].isupper()
        or before.lower() in word_lists().before_surname
        or before.lower() in honorifics()
    )


def _prefer(entries: Sequence[Holder], named: set[str]) -> Holder:
    return next((holder for holder in entries if holder.owner.id in named), entries[0])


def _identify(scan: _Scan, first: int, last: int, holder: Holder | None) -> Named:
    """Return the mention with its person: one met before, or a new one."""
    words = scan.words
    name = " ".join(words.quote(first, last).split())
    parts = name_parts(name)
    person = _same_person(scan, parts)
    office, owner, rule = _office_of(scan, first, last)
    if person is None:
        person = Person(name_key(name), name, parts)
        scan.people.append(person)
    elif len(parts) > len(person.parts):
        person.key, person.name, person.parts = name_key(name), name, parts
    if office is not None and (person.office is None or (owner is not None and person.owner is None)):
        person.office = office
    if owner is not None and person.owner is None:
        person.owner, person.rule = owner, rule
    if holder is not None and person.owner is None:
        person.owner, person.rule = holder.owner, "person.known_holder"
    if holder is not None and person.office is None and person.owner == holder.owner:
        person.office = holder.office
    return Named(first, last, person)


def _same_person(scan: _Scan, parts: tuple[str, ...]) -> Person | None:
    for person in reversed(scan.people):
        shared = set(parts) & set(person.parts)
        if len(parts) == 1 or len(person.parts) == 1:
            if shared and (parts[-1] == person.parts[-1] or parts[-1] in person.parts or person.parts[-1] in parts):
                return person
        elif len(shared) >= 2 and (shared == set(parts) or shared == set(person.parts)):
            return person
    return None


def _office_of(scan: _Scan, first: int, last: int) -> tuple[str | None, Actor | None, str]:
    """Return office and state from the words around a name."""
    words = scan.words
    index = first - 1
    kinds = honorifics()
    while (
        index >= 0
        and index not in scan.by_last
        and (
            words.forms[index] in ".,\"“'"
            or kinds.get(words.keys[index]) in ("title", "rank")
            or (kinds.get(words.keys[index]) == "office" and index not in scan.by_office_end)
            or (kinds.get(words.keys[index]) == "general" and index - 1 in scan.by_office_end)
        )
    ):
        if words.forms[index] == "," and index - 1 not in scan.by_office_end:
            break
        index -= 1
    office = scan.by_office_end.get(index)
    if office is not None and words.sentences[office.last] == words.sentences[first]:
        return office.title, office.owner or _owner_after(scan, last), "person.office_before"
    ranked = scan.by_last.get(index) if kinds.get(words.keys[index + 1]) in ("rank", "office") else None
    if ranked is not None and ranked.term.kind in _RANKED and words.sentences[ranked.last] == words.sentences[first]:
        return None, ranked.actors[0], "person.rank"
    apposed = _apposition(scan, last)
    if apposed is not None:
        return apposed.title, apposed.owner, "person.office_after"
    owner = scan.by_last.get(first - 3) if words.keys[max(0, first - 2) : first] == ["'", "s"] else None
    owner = owner or (scan.by_last.get(first - 2) if first > 1 and words.forms[first - 1] == "'" else None)
    if owner is not None and owner.term.kind != "company":
        return None, owner.actors[0], "person.possessive"
    of = _owner_after(scan, last)
    return (None, of, "person.of") if of is not None else (None, None, "")


def _owner_after(scan: _Scan, last: int) -> Actor | None:
    """Return the actor in "<name> of <actor>"."""
    words = scan.words
    after = last + 1
    if after + 1 >= len(words) or words.keys[after] != "of":
        return None
    mention = scan.by_first.get(after + (2 if words.keys[after + 1] == "the" else 1))
    return mention.actors[0] if mention is not None else None


def _apposition(scan: _Scan, last: int) -> Office | None:
    """Return the office in "<name>, (the) (Japanese) defence minister"."""
    words = scan.words
    index = last + 1
    if index >= len(words) or words.forms[index] not in (",", "("):
        return None
    for step in range(index + 1, min(index + 7, len(words))):
        if words.sentences[step] != words.sentences[last]:
            return None
        office = scan.by_office_start.get(step)
        if office is not None:
            named_next = name_after(words, office.last + 1)
            return None if named_next is not None and named_next[0] == office.last + 1 else office
        if (
            words.keys[step] not in word_lists().apposition_words
            and words.keys[step] not in word_lists().office_modifiers
        ):
            return None
    return None


def _repeated(scan: _Scan, mentions: Sequence[Named]) -> list[Named]:
    """Return later mentions by one part of a full name."""
    words = scan.words
    taken = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    taken |= {index for mention in scan.found for index in range(mention.first, mention.last + 1)}
    taken |= {index for office in scan.offices for index in range(office.first, office.last + 1)}
    parts: dict[str, list[Named]] = {}
    for mention in mentions:
        if len(mention.person.parts) > 1:
            for part in mention.person.parts:
                parts.setdefault(part, []).append(mention)
    repeated = []
    for index, key in enumerate(words.keys):
        if (
            key in parts
            and index not in taken
            and words.forms[index][0].isupper()
            and words.forms[index] not in word_lists().months
        ):
            earlier = [mention for mention in parts[key] if mention.first < index] or parts[key]
            by_surname = [mention for mention in earlier if mention.person.parts[-1] == key]
            joined = index and words.forms[index - 1] == "-" and words.joined(index - 1)
            if not joined:
                repeated.append(Named(index, index, (by_surname or earlier)[-1].person))
    return repeated


def _fill_owners(scan: _Scan, mentions: Sequence[Named]) -> None:
    """Give people in a national office without a state the one that the text leaves open."""
    for mention in mentions:
        person = mention.person
        if person.owner is None and person.office and person.office.lower().startswith(word_lists().national_offices):
            owners = state_by_exclusion(scan.words, scan.found, mention.first)
            if owners:
                person.owner, person.rule = owners[0], "person.excluded"


def _office_at(scan: _Scan, mention: Named) -> Office | None:
    index = mention.first - 1
    while index >= 0 and (scan.words.forms[index] in ".," or scan.words.keys[index] in honorifics()):
        index -= 1
    return scan.by_office_end.get(index) or _apposition(scan, mention.last)
