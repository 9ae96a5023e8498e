"""Agreement names: when two of them mean one agreement."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from pactwire.compare.records import Relation
from pactwire.compare.rules import compare_rules, known_agreements, party_phrases, party_words
from pactwire.compare.text import fold
from pactwire.records import AgreementType

NameLikeness = Literal["same", "common_same", "variant", "contained", "described", "instrument", "different", "unknown"]

_NUMBER = re.compile(r"\d+|[ivx]+")
_CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class AgreementName:
    """A name taken apart.

    `distinct` are the words that tell it from others of its kind; `instrument` is set where the name only says what
    kind of paper it is, a memorandum of understanding for one; `bilateral` where many pairs of states have one, `many`
    where it is one treaty of more than two, `kind` its type if it is known.
    """

    text: str | None
    acronym: str | None
    folded: str
    key: str | None
    words: tuple[str, ...]
    distinct: frozenset[str]
    numbers: frozenset[str]
    proper: bool
    known: bool
    instrument: str | None
    bilateral: bool
    many: bool = False
    kind: AgreementType | None = None

    @property
    def identifying(self) -> bool:
        """Whether the name tells one agreement of its parties from another."""
        return bool(self.key or self.acronym or self.distinct)

    @property
    def telling(self) -> bool:
        """Whether it is a name that can tell two agreements apart: one of its own, or a memorandum on something."""
        return self.proper and (self.identifying or bool(self.instrument and self.words))

    def apart_from(self, other: "AgreementName") -> bool:
        """Whether the two share no word that says what they are about."""
        return frozenset(self.words).isdisjoint(other.words)


@lru_cache(maxsize=65536)
def read_name(name: str | None, acronym: str | None) -> AgreementName:
    """Take a name and acronym apart.

    >>> sorted(read_name("Japan-Philippines Reciprocal Access Agreement (2024)", None).distinct)
    ['access', 'reciprocal']
    """
    rules = compare_rules().names
    known = known_agreements()
    full = fold(name or "")
    short = fold(acronym or "").replace(" ", "")
    bare = _without_parties(full)
    words = tuple(rules.variants.get(word, word) for word in bare.split() if word not in rules.stop)
    numbers = frozenset(word for word in words if _NUMBER.fullmatch(word))
    content = tuple(word for word in words if word not in rules.instruments and word not in numbers)
    distinct = frozenset(word for word in content if word not in rules.common)
    # Without the parties first: they are compared elsewhere, and the kind of agreement is what the name adds.
    forms = (bare, " ".join(words), " ".join(word for word in words if word not in numbers), full)
    by_name = next((known[form] for form in forms if form in known), None)
    entry = by_name or known.get(fold(acronym or "")) or known.get(short)
    # "A defence cooperation pact" describes; "the Defence Cooperation Agreement" names.
    named = bool(distinct or short or (name and _is_proper(name)))
    key = entry.key if entry and entry.identifying and named else None
    silent = entry is not None and not entry.identifying and (not short or short in known)
    acronym_counts = bool(short) and not (short in known and not known[short].identifying)
    if not full and key is None and acronym_counts:
        distinct = frozenset((short,))
    return AgreementName(
        text=name,
        acronym=acronym if acronym_counts else None,
        folded=full or short,
        key=key,
        words=content,
        distinct=frozenset() if silent else distinct,
        numbers=numbers,
        proper=bool(key or acronym_counts or (name and _is_proper(name))),
        known=by_name is not None,
        instrument=entry.key if entry and not entry.identifying else _paper(full),
        bilateral=bool(entry and entry.bilateral_kind),
        many=bool(key and entry and entry.many),
        kind=entry.type if entry else None,
    )


def name_likeness(left: AgreementName, right: AgreementName) -> NameLikeness:
    """Tell how two names stand to each other; parties are compared elsewhere."""
    if not (left.text or left.acronym) or not (right.text or right.acronym):
        return "unknown"
    if left.numbers and right.numbers and left.numbers.isdisjoint(right.numbers):
        return "different"
    if left.key and left.key == right.key:
        return "same"
    if _of_kind(left, right):
        return "described"
    if _known_apart(left, right):
        return "different"
    if _acronyms_agree(left, right):
        return "same"
    if left.acronym and right.acronym and fold(left.acronym) != fold(right.acronym):
        return "different"
    if not left.identifying or not right.identifying:
        if left.words and frozenset(left.words) == frozenset(right.words):
            return "common_same"
        if left.instrument and left.instrument == right.instrument and not (left.words and right.words):
            return "instrument"
        return "unknown"
    alike = _distinct_likeness(left, right)
    if alike != "different":
        if alike == "contained" and left.key and right.key:
            return "different"
        return alike
    return "different" if left.proper and right.proper else "described"


def _paper(folded: str) -> str | None:
    """Return the kind of paper that a name begins with: a memorandum of understanding on something."""
    words = folded.split()
    for size in (3, 2):
        entry = known_agreements().get(" ".join(words[:size])) if len(words) > size else None
        if entry is not None and not entry.identifying:
            return entry.key
    return None


def _of_kind(left: AgreementName, right: AgreementName) -> bool:
    """Whether one is the name of two states' treaty and the other the kind that it is of, though with capitals.

    The Pukpuk Treaty is announced as a Mutual Defence Treaty.
    """
    return any(
        bool(one.key and other.bilateral and not other.distinct)
        and not (one.bilateral or one.many)
        and one.kind == other.kind
        for one, other in ((left, right), (right, left))
    )


def _known_apart(left: AgreementName, right: AgreementName) -> bool:
    """Whether the register tells two names apart.

    A treaty of many states is not what pairs of states have: the Warsaw Treaty is no defence cooperation agreement.
    Of its own kind it may be, where the text only describes: AUKUS is a security pact. A memorandum on defence
    cooperation is no visiting forces agreement.
    """
    if left.key and right.key and not (left.bilateral and right.bilateral):
        return left.key != right.key
    if any(
        one.proper and one.instrument and one.words and other.key and not other.instrument and one.apart_from(other)
        for one, other in ((left, right), (right, left))
    ):
        return True
    return any(
        one.many and other.bilateral and (other.proper or one.kind != other.kind)
        for one, other in ((left, right), (right, left))
    )


def _distinct_likeness(left: AgreementName, right: AgreementName) -> NameLikeness:
    shared = sum(1 for word in left.distinct if any(_spelled_alike(word, other) for other in right.distinct))
    smaller, larger = sorted((len(left.distinct), len(right.distinct)))
    if shared and shared == smaller == larger:
        return "same"
    if shared and shared == smaller:
        return "contained"
    left_words, right_words = frozenset(left.words), frozenset(right.words)
    common = sum(1 for word in left_words if any(_spelled_alike(word, other) for other in right_words))
    if common >= 2 and common >= max(len(left_words), len(right_words)) - 1:
        return "variant"
    return "different"


def compare_agreement_names(left: AgreementName, right: AgreementName) -> Relation:
    """Compare two names of what is already taken for one agreement.

    A name that only describes, shortens or spells another differently is compatible with it.
    """
    if left.folded == right.folded:
        if (left.text or "").casefold() == (right.text or "").casefold():
            return Relation(kind="same", detail="the same name")
        return Relation(kind="compatible", detail="hyphen or punctuation")
    if (not left.text and right.text) or (not right.text and left.text):
        return Relation(kind="compatible", detail="acronym and full name")
    if left.folded.replace(" ", "") == right.folded.replace(" ", ""):
        return Relation(kind="compatible", detail="written together and apart")
    left_words, right_words = frozenset(left.words), frozenset(right.words)
    if left.proper and right.proper and not _of_kind(left, right):
        odd_left = [w for w in left_words if not any(_spelled_alike(w, o) for o in right_words)]
        odd_right = [w for w in right_words if not any(_spelled_alike(w, o) for o in left_words)]
        if odd_left and odd_right:
            if left.known and right.known and left.key == right.key:
                return Relation(kind="compatible", detail="two known names of one agreement")
            detail = f"{' '.join(sorted(odd_left))} against {' '.join(sorted(odd_right))}"
            return Relation(kind="conflict", detail=detail)
    if left_words == right_words:
        return Relation(kind="compatible", detail="the same words for another instrument or order")
    if left_words <= right_words or right_words <= left_words:
        return Relation(kind="compatible", detail="one name is shorter")
    if left.proper and right.proper and not _of_kind(left, right):
        return Relation(kind="compatible", detail="spelling")
    return Relation(kind="compatible", detail="one only describes the agreement")


def _without_parties(folded: str) -> str:
    text = f" {folded} "
    for phrase in party_phrases():
        if phrase in text:
            text = text.replace(f" {phrase} ", "  ")
    words = party_words()
    return " ".join(word for word in text.split() if word not in words)


def _is_proper(name: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-zÀ-ÿ][\w’'-]*", name) if fold(word) not in compare_rules().names.stop]
    capitals = sum(1 for word in words if _CAPITAL.match(word) and fold(word) not in party_words())
    plain = sum(1 for word in words if not _CAPITAL.match(word))
    return capitals >= 1 and capitals >= plain


def _acronyms_agree(left: AgreementName, right: AgreementName) -> bool:
    for one, other in ((left, right), (right, left)):
        if not one.acronym:
            continue
        letters = fold(one.acronym).replace(" ", "")
        if len(letters) < 3:
            continue
        if other.acronym and letters == fold(other.acronym).replace(" ", ""):
            return True
        if not other.acronym and other.text and letters in _initials(other.text):
            return True
    return False


@lru_cache(maxsize=16384)
def _initials(name: str) -> frozenset[str]:
    stop = compare_rules().names.stop
    words = fold(name).split()
    content = [word for word in words if word not in stop]
    return frozenset({"".join(word[0] for word in words), "".join(word[0] for word in content)})


@lru_cache(maxsize=262144)
def _spelled_alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < 5:
        return False
    return Indel.normalized_similarity(left, right) >= compare_rules().names.spelling
