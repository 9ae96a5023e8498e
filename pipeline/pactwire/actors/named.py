"""Mentions by name: which phrases of the lexicon stand in a text, and which actor each means there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pactwire.actors.lexicon import Term, lexicon, word_lists
from pactwire.actors.phrases import Match
from pactwire.actors.words import Words
from pactwire.annotations import Actor, ActorVia

WordSpan = tuple[int, int]

STATE_KINDS = frozenset({"state", "adjective", "prefix", "capital", "seat"})

_VIA: dict[str, ActorVia] = {
    "state": "name",
    "adjective": "adjective",
    "prefix": "adjective",
    "capital": "capital",
    "seat": "seat",
    "organisation": "name",
    "armed_group": "name",
    "ministry": "ministry",
    "force": "force",
    "company": "company",
    "group": "group",
}


@dataclass(slots=True)
class Found:
    """A phrase of the lexicon from word `first` to word `last`, both included."""

    first: int
    last: int
    term: Term
    actors: tuple[Actor, ...]
    via: ActorVia | None
    rule: str
    place: bool = False
    alternative: Term | None = None

    @property
    def span(self) -> WordSpan:
        """Return first and last word."""
        return self.first, self.last


def find_named(words: Words, people: Sequence[WordSpan] = ()) -> list[Found]:
    """Find the phrases of the lexicon and settle which entry each stands for.

    Args:
        people: spans of words that a statistical model took for a person's name.
    """
    matches = list(lexicon().find(words))
    countries = _countries(matches)
    covered = _cover(people)
    found: list[Found] = []
    for match in matches:
        term = _choose(match, countries)
        if term is None or _is_something_else(words, match, term, covered, matches):
            continue
        mention = Found(match.first, match.last, term, term.actors, _VIA.get(term.kind), f"{term.kind}.lexicon")
        if term.kind == "institution":
            mention.alternative = _choose(match, countries, skip="institution")
        found.append(mention)
    return found


def _countries(matches: Sequence[Match[Term]]) -> Counter[str]:
    """Count the countries that are named beyond doubt."""
    counts: Counter[str] = Counter()
    for match in matches:
        for term in match.entries:
            if not term.context and term.country and term.kind in ("state", "adjective", "capital", "seat", "ministry"):
                counts[term.country] += 1
    return counts


def _cover(people: Sequence[WordSpan]) -> dict[int, WordSpan]:
    return {index: (first, last) for first, last in people for index in range(first, last + 1)}


def _choose(match: Match[Term], countries: Counter[str], skip: str = "") -> Term | None:
    """Return the entry that fits the countries of the text best."""
    usable = [
        term
        for term in match.entries
        if term.kind != skip and (not term.context or (term.country and countries[term.country]))
    ]
    if not usable:
        return None
    return max(usable, key=lambda term: (term.kind == "institution", countries[term.country or ""]))


def _is_something_else(
    words: Words, match: Match[Term], term: Term, people: dict[int, WordSpan], matches: Sequence[Match[Term]]
) -> bool:
    """Tell whether the phrase is part of another name, a currency or a language here."""
    if term.kind not in STATE_KINDS and term.kind not in ("place", "armed_group"):
        return False
    lists = word_lists()
    phrase = words.quote(match.first, match.last)
    if term.kind == "prefix":
        return not _opens_compound(words, match, matches)
    person = people.get(match.first)
    within_name = person is not None and person[1] - person[0] > match.last - match.first
    if within_name and (phrase in lists.name_homonyms or term.kind == "armed_group"):
        return True
    after = words.forms[match.last + 1] if match.last + 1 < len(words) else ""
    before = words.forms[match.first - 1] if match.first else ""
    if after == "$" and words.joined(match.last):
        return True
    # "A Kiev-class ship."
    if after == "-" and match.last + 2 < len(words) and words.keys[match.last + 2] == "class":
        return True
    if (
        term.kind in ("state", "adjective")
        and after in lists.currency_nouns
        and not _is_verb(words, match.last + 1, term)
    ):
        return True
    if after in lists.mask_nouns and match.last not in words.breaks:
        return True
    if term.kind in ("capital", "place") and _names_document(words, match.last):
        return True
    if term.kind in ("state", "capital") and before.lower() in ("of", "the") and _mask_head(words, match.first):
        return True
    if term.kind == "adjective" and before in lists.language_words and not after[:1].isalpha() and after != "-":
        return True
    return phrase == "Georgia" and _is_us_state(words, match.first)


def _is_verb(words: Words, index: int, term: Term) -> bool:
    """Tell whether a word that may be a currency is a verb: "Poland won", not "the Korean won"."""
    tag = words.tags[index]
    return tag.startswith("V") if tag else term.kind == "state" and words.keys[index] in word_lists().currency_verbs


def _opens_compound(words: Words, match: Match[Term], matches: Sequence[Match[Term]]) -> bool:
    hyphen = match.last + 1
    if hyphen >= len(words) or words.forms[hyphen] != "-":
        return False
    return any(
        other.first == hyphen + 1 and any(term.kind in STATE_KINDS for term in other.entries) for other in matches
    )


def _names_document(words: Words, last: int) -> bool:
    """Tell whether a noun that names documents follows, one capitalised word between at most."""
    lists = word_lists()
    for index in (last + 1, last + 2, last + 3):
        if index >= len(words) or index - 1 in words.breaks:
            return False
        form = words.forms[index]
        if form in lists.document_nouns:
            return True
        if not form[0].isupper():
            return False
    return False


def _mask_head(words: Words, first: int) -> bool:
    """Tell whether "<head> of (the)" stands before, with a head such as "University"."""
    index = first - 1
    if words.keys[index] == "the":
        index -= 1
    return index > 0 and words.keys[index] == "of" and words.forms[index - 1] in word_lists().mask_heads


def _is_us_state(words: Words, first: int) -> bool:
    lists = word_lists()
    if first >= 2 and words.forms[first - 1] == "," and words.forms[first - 2][0].isupper():
        return words.forms[first - 2] not in lists.georgia_country_cues
    here = set(words.forms)
    return bool(here & lists.georgia_us_cues) and not here & lists.georgia_country_cues
