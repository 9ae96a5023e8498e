"""One mention of an agreement, and the phrase around its noun."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from pactwire.agreements.actors import Involved
from pactwire.agreements.types import TypeFinding

COMPLEMENT = 14
# Words behind a noun that its phrase is looked for in: "a halt to all strikes on power stations".
BESIDE = 7
STOPS = frozenset({",", ";", ":", ".", "(", ")"})
HEADLINE_VERBS = frozenset(
    {"ink", "inks", "sign", "signs", "seal", "seals", "win", "wins", "land", "lands", "clinch", "clinches"}
)
INNER = frozenset({"compound", "amod", "det", "poss", "nummod", "nmod", "predet", "quantmod", "punct", "npadvmod"})
Determiner = Literal["definite", "indefinite", "bare"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `start`, `end` and `root` are token indices; `key` is that of the gazetteer.

    A `backward` mention ("the purchase") is one only where it takes up an agreement spoken of before. A `common` name
    ("the mutual defence treaty") tells the kind, so that the same agreement may have a name of its own; `title` is what
    a nameless one may be called by: "the protocol on Finland's membership".
    """

    start: int
    end: int
    root: int
    rule: str
    strength: Literal["named", "strong", "weak", "goods"]
    name: str | None = None
    acronym: str | None = None
    key: str | None = None
    common: bool = False
    title: str | None = None
    fixed_parties: tuple[str, ...] = ()
    type: TypeFinding | None = None
    determiner: Determiner = "bare"
    distinguishing: bool = False
    plural: bool = False
    year: str | None = None
    ordinal: int | None = None
    backward: bool = False
    multilateral: bool = False
    similar: bool = False
    pointing: bool = False
    paper: bool = False
    total: bool = False
    member: frozenset[str] = frozenset()
    goods: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    involved: tuple[Involved, ...] = ()


def governor(token: Token) -> Token | None:
    """Return the nearest verb above a token, or `None`."""
    return next((node for node in token.ancestors if node.tag_.startswith("VB")), None)


def noun_phrase(token: Token) -> tuple[int, int]:
    """Return the token span of a noun with what stands before it."""
    start = token.i
    for child in sorted(token.lefts, key=lambda child: -child.i):
        if child.dep_ not in INNER or child.right_edge.i + 1 < start:
            break
        start = child.left_edge.i
    while start < token.i and token.doc[start].is_punct:
        start += 1
    return start, token.i + 1


def words_beside(noun: Token) -> set[str]:
    """Return the lower-case words before a noun that belong to it, and those behind it up to a verb or sign."""
    words = {token.lower_ for token in noun.doc[noun_phrase(noun)[0] : noun.i]}
    for token in noun.doc[noun.i + 1 : min(noun.i + 1 + BESIDE, noun.sent.end)]:
        if token.text in STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
        words.add(token.lower_)
    return words


def phrase_text(root: Token, mention: Mention, *, limit: int = 22) -> str:
    """Return the lower-case words of a mention with its complements, for judging its type."""
    doc = root.doc
    end = min(root.right_edge.i + 1, mention.end + limit)
    for child in root.children:
        if child.dep_ in {"relcl", "conj", "cc"} and mention.end <= child.left_edge.i < end:
            end = child.left_edge.i
    return doc[
        min(mention.start, root.left_edge.i if root.left_edge.i > mention.start - 6 else mention.start) : max(
            end, mention.end
        )
    ].text.lower()


def by_token(mentions: Iterable[Mention]) -> dict[int, int]:
    """Return, for each token inside a mention, the mention's position in the list."""
    return {i: position for position, mention in enumerate(mentions) for i in range(mention.start, mention.end)}


def tells_purpose(clause: Token) -> bool:
    """Tell whether a clause is an infinitive that says what for: "a venture *to make drones*"."""
    return clause.dep_ in {"advcl", "xcomp"} and any(child.lower_ == "to" for child in clause.children)


def inked(doc: Doc, deal: Token) -> bool:
    """Tell whether the word before "deal" is a headline's verb, whatever the tagger says: "Poland inks deal for"."""
    return deal.i > 0 and doc[deal.i - 1].lower_ in HEADLINE_VERBS
