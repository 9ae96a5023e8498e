"""How words hang on the trigger of an event: what of a sentence belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pactwire.agreements import syntax

FAR = 99
SEQUENCE = frozenset({"after", "before", "since", "until"})


@dataclass(frozen=True, slots=True)
class Attached:
    """A mention with the rank of its attachment: 0 the trigger's own clause, 1 a governing or coordinated one."""

    index: int
    rank: int
    distance: int


def tokens_of(doc: Doc, start: int, end: int) -> Span:
    """Return the tokens that cover a character range."""
    found = doc.char_span(start, end, alignment_mode="expand")
    if found is None:
        raise ValueError(f"no tokens at {start}:{end}")
    return found


def nearest(head: Token, spans: Sequence[Span], *, ranks: int = 3) -> Attached | None:
    """Return which of some spans hangs most closely on a trigger; ranks from `ranks` on count as not at all."""
    found = []
    for index, span in enumerate(spans):
        if span.start < head.sent.start or span.end > head.sent.end:
            continue
        rank = attachment(span.root, head)
        if rank == FAR and abs(span.start - head.i) <= 3 and not inside_noun_clause(span.root, head):
            rank = 2
        if rank < ranks:
            found.append(Attached(index, rank, abs(span.start - head.i)))
    return min(found, key=lambda item: (item.rank, item.distance), default=None)


def attachment(token: Token, trigger: Token) -> int:
    """Return how a word hangs on a trigger: 0 below it, 1 below a verb that governs or precedes it, else 99."""
    if token.is_ancestor(trigger) or ends_participle(token, trigger):
        return 0
    if inside_noun_clause(token, trigger):
        return FAR
    chain = governing_verbs(trigger)
    node = token
    for _ in range(14):
        if node == trigger:
            return 0
        if node in chain:
            return 1
        if syntax.heads_clause(node):
            return FAR
        if node.head == node:
            break
        node = node.head
    return FAR


def ends_participle(token: Token, trigger: Token) -> bool:
    """Tell whether a word stands between a participle of the subject and the verb: "the pact signed *on Monday* allows"."""
    noun = trigger.head
    reduced = trigger.dep_ == "acl" and trigger.tag_ == "VBN" and noun.dep_ in syntax.SUBJECTS and noun.i < trigger.i
    if not reduced or trigger.nbor(-1).is_punct or not trigger.i < token.i < noun.head.i:
        return False
    return not any(syntax.is_verb(between) for between in trigger.doc[trigger.i + 1 : token.i])


def inside_noun_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a relative or other clause between the word and the trigger holds it."""
    node = token
    for _ in range(14):
        if node == trigger or node.head == node:
            return False
        if syntax.heads_clause(node, coordinated=False) and not node.is_ancestor(trigger):
            return True
        node = node.head
    return False


def governing_verbs(trigger: Token) -> list[Token]:
    """Return the verbs above a trigger, the verbs coordinated before them, and the nouns on the way."""
    found: list[Token] = []
    node = trigger
    for _ in range(8):
        if node.dep_ in {"ROOT", "relcl"} or node.head == node:
            break
        # "Came into force on Sunday, nine months after it was signed": Sunday is not the day of the signature.
        if node.dep_ == "advcl" and any(mark.lower_ in SEQUENCE for mark in syntax.children(node, "mark")):
            break
        # "The pact, signed in Oslo, takes effect tomorrow": tomorrow is not the day of the signature.
        if node.dep_ == "acl" and node.tag_ == "VBN" and node.head.dep_ in syntax.SUBJECTS and node.head.i < node.i:
            break
        node = node.head
        found.append(node)
    return found
