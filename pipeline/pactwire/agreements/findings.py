"""What a trigger was found to say before it becomes an event, and what was dropped on the way and why."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.candidates import Candidate
from pactwire.agreements.certainty import Certainty
from pactwire.agreements.clusters import Cluster
from pactwire.agreements.cues import CueFinding
from pactwire.agreements.lists import Partner
from pactwire.agreements.rows import Entry
from pactwire.agreements.targets import Target
from pactwire.agreements.triggers import Match

CONCLUDING = frozenset({"signed", "approved", "agreed_in_principle"})


@dataclass(slots=True)
class Finding:
    """One trigger with the agreement that it acts upon, before attributes are read."""

    match: Match
    target: Target
    cluster: Cluster
    certainty: Certainty
    own: list[Candidate] = field(default_factory=list)
    partner: Partner | None = None
    entry: Entry | None = None


Reason = Literal[
    "no_agreement", "no_antecedent", "domain", "kind", "subject", "no_event", "subordinate", "parties", "modality"
]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A trigger that matched and gave no event, with what it acted upon and why it was dropped."""

    match: Match
    reason: Reason
    target: Target | None = None
    cues: tuple[CueFinding, ...] = ()


def is_subordinate(doc: Doc, finding: Finding, found: Sequence[Finding], agreements: Container[int] = ()) -> bool:
    """Tell whether an uncertain event is only the content or the horizon of another of the same agreement.

    "Discussed signing the pact" tells of talks, "needs ratification before it can enter into force" of ratification.

    Args:
        agreements: the tokens of the document's mentions of agreements.
    """
    head = doc[finding.match.head]
    if finding.match.rule.status == "proposed" and any(
        "proposed" in other.match.rule.through and doc[other.match.head].is_ancestor(head) for other in found
    ):
        return True
    if finding.match.rule.status == "approved" and head.dep_ == "relcl" and finding.target.kind != "pronoun":
        acted_upon = {
            noun.i for other in found if other is not finding for noun in syntax.objects(doc[other.match.head])
        }
        if finding.match.part == "verb" and head.head.i in acted_upon:
            return True
    # "Passed the bill ratifying the pact": the passing is told, and ratifies nothing beside.
    if finding.match.rule.status in {"ratified", "approved"} and head.dep_ in {"acl", "dobj"}:
        bill = head.head if head.dep_ == "acl" else head.head.head
        if any(
            other is not finding
            and other.match.rule.status in {"approved", "ratified"}
            and other.cluster is finding.cluster
            and bill in syntax.objects(doc[other.match.head])
            for other in found
        ):
            return True
    if finding.match.rule.status in {"amended", "proposed"} and head.dep_ == "amod":
        return any(
            other.match.rule.status != finding.match.rule.status and other.target.position == finding.target.position
            for other in found
            if other.target.kind == "mention"
        )
    if finding.match.rule.status == "delivered" and finding.match.part == "noun":
        if is_purpose(head):
            return True
        # "Paused a shipment of bombs": what is stopped or allowed is no delivery yet.
        if any("delivered" in other.match.rule.through and doc[other.match.head] == head.head for other in found):
            return True
    # "Halted arms deliveries": what is stopped or cleared is no delivery of its own.
    if finding.match.part == "noun" and any(
        other.target.kind == "goods" and other.target.position == head.i for other in found if other is not finding
    ):
        return True
    # "Approved a proposal to buy jets": what is done to the proposal is done to the purchase.
    if finding.target.kind == "goods" and is_content(head):
        same = (o for o in found if o is not finding and o.target.position == finding.target.position)
        if any(other.target.kind == "goods" and doc[other.match.head].is_ancestor(head) for other in same):
            return True
    # "The deal to buy the helicopters was cancelled": what a deal is about is no purchase of its own.
    if finding.target.kind == "goods" and is_content(head) and head.head.i in agreements:
        return True
    if finding.target.kind == "goods" and stands_behind(head, agreements):
        return True
    # "Signed a deal in May to buy six ships": neither is what a deal that something is done to is for.
    if (
        finding.target.kind == "goods"
        and is_purpose_clause(head)
        and any(other.target.kind == "mention" and doc[other.match.head] == head.head for other in found)
    ):
        return True
    if (
        finding.match.rule.status == "delivered"
        and head.tag_ == "VB"
        and head.dep_ in {"advcl", "acl"}
        and any(child.lower_ == "to" for child in head.children)
    ):
        return any(
            doc[o.match.head].is_ancestor(head) and o.match.rule.status in CONCLUDING for o in found if o is not finding
        )
    # "Signed a contract giving the navy 26 jets": what the contract will bring is no delivery of its own.
    if finding.match.rule.status == "delivered" and head.tag_ == "VBG" and head.dep_ in {"advcl", "acl"}:
        return any(doc[other.match.head].is_ancestor(head) for other in found if other is not finding)
    if finding.certainty.modality not in {"planned", "possible"}:
        return False
    horizon = any(cue.rule == "modality.until" for cue in finding.certainty.cues)
    # "If signed, the pact would take effect in May".
    bare = head.tag_ in {"VBN", "VBD"} and not syntax.children(head, "nsubj", "nsubjpass", "aux", "auxpass")
    fronted = bare and any(cue.rule == "modality.if" for cue in finding.certainty.cues)
    for other in found:
        if (
            other is finding
            or other.cluster is not finding.cluster
            or other.match.rule.status == finding.match.rule.status
        ):
            continue
        above = doc[other.match.head]
        if (
            (fronted or (horizon and not introduces(doc, finding)))
            and (main := main_clause(head)) is not None
            and (main == above or main.is_ancestor(above))
        ):
            return True
        if above.is_ancestor(head) and is_doubted(doc, finding):
            continue
        passes = other.match.rule.status == "approved" and finding.match.rule.status == "ratified"
        if above.is_ancestor(head) and (passes or other.match.rule.status in {"negotiating", "proposed"}):
            return True
    return False


def introduces(doc: Doc, finding: Finding) -> bool:
    """Tell whether a fronted clause names the agreement that the main clause takes up: "Before the pact can enter into force"."""
    head = doc[finding.match.head]
    return finding.target.kind == "mention" and (main := main_clause(head)) is not None and head.i < main.i


def is_doubted(doc: Doc, finding: Finding) -> bool:
    """Tell whether a noun of a stage is called possible itself: "discussed the *possible* signing of the pact"."""
    head = doc[finding.match.head]
    before = {child.i for child in head.lefts if child.lower_ != "to"}
    return any(cue.token in before for cue in finding.certainty.cues)


def is_content(verb: Token) -> bool:
    """Tell whether an infinitive says what the noun before it is about: "the deal *to buy* the helicopters"."""
    to = any(child.lower_ == "to" for child in verb.children)
    return verb.tag_ == "VB" and verb.dep_ in {"acl", "relcl"} and to


def stands_behind(verb: Token, agreements: Container[int]) -> bool:
    """Tell whether an infinitive stands right behind an agreement, whatever the parser hung it on."""
    to = next((child for child in verb.children if child.lower_ == "to" and child.i == verb.i - 1), None)
    return verb.tag_ == "VB" and to is not None and to.i - 1 in agreements


def is_purpose_clause(verb: Token) -> bool:
    """Tell whether an infinitive says what the verb above it is done for."""
    return verb.tag_ == "VB" and verb.dep_ == "advcl" and any(child.lower_ == "to" for child in verb.children)


def is_purpose(noun: Token) -> bool:
    """Tell whether a noun only says what something is for: "signed a contract for the delivery of 13 jets"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.dep_ == "prep"


def is_repeated(doc: Doc, finding: Finding, found: Sequence[Finding]) -> bool:
    """Tell whether an event only repeats another one of its sentence: one with a mention, or by a narrower rule.

    Who "acceded to the North Atlantic Treaty" is bound by it; that this was signed is not told beside.
    """
    twins = (
        o for o in found if o.match.tokens == finding.match.tokens and o.match.rule.status != finding.match.rule.status
    )
    if not finding.match.rule.only_types and any(
        o.match.rule.only_types and o.cluster is finding.cluster for o in twins
    ):
        return True
    # "Approves no further exports": they are suspended, which tells the same.
    if finding.certainty.modality == "negated" and any(
        o.match.rule.inverted and o.match.tokens == finding.match.tokens for o in found if o is not finding
    ):
        return True
    # "Turned down a request for missiles": by the rule of requests and by that of refusals.
    if not finding.match.rule.goods_only and any(
        o.match.tokens == finding.match.tokens
        and o.match.rule.goods_only
        and o.match.rule.status == finding.match.rule.status
        and o.target.kind == "goods"
        and finding.target.kind in {"goods", "context"}
        for o in found
    ):
        return True
    # "Resumed aid and the sharing of intelligence": of those, the one with a word for an agreement.
    joint = finding.match.rule.joint
    if joint and any(
        o.match.head == finding.match.head and o.match.rule.status == finding.match.rule.status
        for o in found
        if o.target.kind == "mention"
    ):
        return True
    if finding.target.kind != "implied":
        return False
    sentence = doc[finding.match.head].sent.start
    return any(
        other.match.rule.status == finding.match.rule.status
        and other.target.kind == "mention"
        and doc[other.match.head].sent.start == sentence
        for other in found
    )


def main_clause(token: Token) -> Token | None:
    """Return the verb that the adverbial clause of a token hangs on."""
    node = token
    while node.head != node:
        if node.dep_ == "advcl":
            return node.head
        node = node.head
    return None
