"""Treaties of many states, which each joins, ratifies, breaks and leaves for itself."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pactwire.agreements import syntax
from pactwire.agreements.candidates import Candidate
from pactwire.agreements.findings import Finding
from pactwire.agreements.mentions import DEPOSITARY
from pactwire.agreements.parties import PartyReader

# Stages that are told of a treaty for one state: "the entry into force for Peru".
BY_STATE = frozenset({"in_force", "terminated", "ratified"})
# Stages that come of what a text is about, where no clause says whose they are.
OF_TOPIC = frozenset({"approved", "in_force", "ratified"})
# Sentences back to the one that a text is about.
TOPIC_REACH = 3
TELLING = frozenset({"of", "for", "from", "into", "against"})


def each_alone(finding: Finding, own: Sequence[Candidate], reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return who joins or leaves a treaty of many at a trigger; where the clause names nobody, who did so last."""
    acting = charged(finding, reader, doc) or [c for c in own if c.relation in {"subject", "agent"}]
    if finding.match.rule.status in BY_STATE and not acting:
        # "For Tonga, the convention took effect in May".
        acting = [replace(c, relation="subject") for c in finding.own if c.relation == "for"]
    states = [c for c in acting if c.actor.id != DEPOSITARY]
    found = states or acting or above(finding, reader, doc)
    if found or is_of_many(finding, doc):
        return found
    before, behind = last_doers(finding, reader, doc)
    return before or topic(finding, reader, doc) or home(finding, reader, doc) or behind


def is_of_many(finding: Finding, doc: Doc) -> bool:
    """Tell whether the words count states and name none: "*five nations* are outside the convention"."""
    doers = syntax.doers(doc[finding.match.head]) if finding.match.part == "verb" else []
    return any(noun.lower_ in syntax.MANY and noun.tag_ == "NNS" for noun in doers)


def home(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return the only state of a text whose cabinet or parliament decides: "*Cabinet* approved the accession"."""
    head = doc[finding.match.head]
    doers = syntax.doers(head if finding.match.part == "verb" else head.head)
    if not any(noun.lower_ in reader.actors.institutions for noun in doers):
        return []
    states = {c.actor.id: c for c in reader.fill_ins.states()}
    return [replace(c, relation="subject") for c in states.values()] if len(states) == 1 else []


def charged(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return who is said to do it by others: "Norway accused *Russia* of breaching the treaty"."""
    head = doc[finding.match.head]
    if head.tag_ != "VBG" or head.dep_ != "pcomp" or head.head.lower_ not in TELLING:
        return []
    objects = [noun for noun in syntax.children(head.head.head, "dobj") if noun.i < head.i]
    return [replace(c, relation="subject") for noun in objects for c in reader.of_nominal(noun)]


def above(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return the subject of the nearest verb above that has an actor for it: "*Norway* voted in favour of leaving".

    Verbs of saying and judging are passed over: who regrets a withdrawal does not withdraw.
    """
    node = doc[finding.match.head]
    while node.head != node and node.dep_ != "ccomp" and (node.dep_ != "relcl" or node.tag_ == "VB"):
        node = verb = node.head
        if not syntax.is_verb(verb) or verb.lower_ in reader.words["reporting"] | reader.words["judging"]:
            continue
        found = [c for noun in syntax.subjects(verb) for c in reader.of_nominal(noun) if c.actor.id != DEPOSITARY]
        if found:
            return found
    return []


def last_doers(finding: Finding, reader: PartyReader, doc: Doc) -> tuple[list[Candidate], list[Candidate]]:
    """Return who did the like last before a trigger, else who did anything; and who first does so behind it."""
    number, start = finding.cluster.number, doc[finding.match.head].idx
    like = [c for c in reader.stages.get((number, finding.match.rule.status), ()) if is_doer(c)]
    everything = [c for c in reader.doers.get(number, ()) if is_doer(c)]
    before: list[Candidate] = []
    behind: list[Candidate] = []
    for found in (like, everything):
        last = max((c for c in found if c.span[0] < start), key=lambda c: c.span, default=None)
        first = min(found, key=lambda c: c.span, default=None)
        before = before or ([c for c in found if same_sentence(c, last, doc)] if last else [])
        behind = behind or ([c for c in found if same_sentence(c, first, doc)] if first else [])
    return before, behind


def topic(finding: Finding, reader: PartyReader, doc: Doc) -> list[Candidate]:
    """Return the state that the sentences before are about: the subject of the nearest that has one for it."""
    start = doc[finding.match.head].sent.start if finding.match.rule.status in OF_TOPIC else 0
    for _ in range(TOPIC_REACH):
        if start == 0:
            break
        sentence = doc[start - 1].sent
        verbs = [sentence.root, *syntax.children(sentence.root, "ccomp")]
        found = [c for verb in verbs for noun in syntax.subjects(verb) for c in reader.of_nominal(noun)]
        if states := [c for c in found if c.actor.kind == "state"]:
            return states
        start = sentence.start
    return []


def is_doer(candidate: Candidate) -> bool:
    """Tell whether an actor does something, and is not only the one with whom treaties are kept."""
    return candidate.relation in {"subject", "agent"} and candidate.actor.id != DEPOSITARY


def same_sentence(left: Candidate, right: Candidate, doc: Doc) -> bool:
    """Tell whether two actors are named in one sentence."""
    spans = [doc.char_span(*c.span, alignment_mode="expand") for c in (left, right)]
    return all(span is not None for span in spans) and spans[0].root.sent == spans[1].root.sent  # type: ignore[union-attr]
