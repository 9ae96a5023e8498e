"""Help without a word for arms: whether it is military, has a price, or is of the kind spoken of before."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.components import annotations, spelled

# Words before help in which it is called military, and behind it in which its price is told.
BEFORE = 3
PRICE = 8
MILITARY = "pactwire_military_help"
TAKING_UP = frozenset({"this", "that", "the", "same"})


def tells_of_military_help(doc: Doc, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a text calls help military somewhere, and speaks of no help of another kind; looked up once a text."""
    if MILITARY not in doc.user_data:
        doc.user_data[MILITARY] = _calls_help_military(spelled(doc, "LOWER"), words)
    return bool(doc.user_data[MILITARY])


def _calls_help_military(spelling: Sequence[str], words: Mapping[str, frozenset[str]]) -> bool:
    if not words["civil_help"].isdisjoint(spelling):
        return False
    return any(
        not words["military"].isdisjoint(spelling[max(0, i - BEFORE) : i])
        for i, word in enumerate(spelling)
        if word in words["help"]
    )


def has_worth(help_: Token) -> bool:
    """Tell whether help has a price: "*support worth 40 million euros* for the army of Moldova"."""
    end = help_.doc[min(help_.right_edge.i, help_.i + PRICE)]
    return any(help_.idx < money.start < end.idx + len(end) for money in annotations(help_.doc).money)


def of_this_kind(noun: Token) -> bool:
    """Tell whether an agreement is said to be of the kind of the one spoken of: "accords *of this kind*"."""
    return any(
        name == "of" and kind.lower_ in {"kind", "type", "sort"} and any(c.lower_ in TAKING_UP for c in kind.children)
        for name, kind in syntax.prepositional(noun)
    )
