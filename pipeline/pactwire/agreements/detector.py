"""From a parsed document to agreement events: mentions, triggers, certainty, parties and attributes joined."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from spacy.language import Language
from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.attributes import read_attributes
from pactwire.agreements.builder import EventBuilder
from pactwire.agreements.candidates import Candidate
from pactwire.agreements.certainty import Certainty, CertaintyReader
from pactwire.agreements.claims import answers_claim
from pactwire.agreements.clusters import Cluster, cluster_mentions, sentence_numbers, trades
from pactwire.agreements.cues import CueFinding
from pactwire.agreements.domain import DomainGate
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.findings import Dropped, Finding, is_repeated, is_subordinate
from pactwire.agreements.identity import IdentityReader
from pactwire.agreements.mention import Mention, by_token
from pactwire.agreements.mentions import MentionFinder
from pactwire.agreements.merge import merge
from pactwire.agreements.no_event import is_automatic, is_condition, is_duration, is_maxim, is_term, is_withheld
from pactwire.agreements.parties import PartyReader
from pactwire.agreements.repeats import as_before, repeated
from pactwire.agreements.resolution import ONES, Resolver
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.slots import Slots
from pactwire.agreements.targets import Linker, Target
from pactwire.agreements.things import Things
from pactwire.agreements.triggers import Match, find_triggers, in_headline, is_headline
from pactwire.components import annotations, spelled
from pactwire.records import Modality

# "The long-negotiated pact", "the updated treaty": words in passing that report no stage.
PASSING = frozenset({"negotiating", "amended"})


class Detector:
    """Finds the agreement events of documents. Holds rules and lexicons, no state of a document."""

    def __init__(self, nlp: Language, rules: RuleSet) -> None:
        self.rules = rules
        self.finder = MentionFinder(nlp, rules)
        self.certainty = CertaintyReader(rules)
        self.gate = DomainGate(rules)
        self.identity = IdentityReader(rules, self.finder.rows)

    def mentions(self, doc: Doc) -> list[Mention]:
        """Return the agreement mentions of a document."""
        return self.finder.find(doc, ActorIndex(doc, self.rules.words))

    def events(
        self, doc: Doc, dropped: list[Dropped] | None = None, *, mentions: Sequence[Mention] | None = None
    ) -> list[AgreementEvent]:
        """Return the agreement events of a document, in text order; `dropped` takes what became none."""
        out = [] if dropped is None else dropped
        actors = ActorIndex(doc, self.rules.words)
        mentions = self.finder.find(doc, actors) if mentions is None else mentions
        numbers = sentence_numbers(doc)
        clusters, assigned = cluster_mentions(doc, mentions, self.rules.words["goods"], numbers)
        at = by_token(mentions)
        patterns = self.rules.patterns_in(frozenset(spelled(doc, "LOWER")))
        matches = [match for sentence in doc.sents for match in find_triggers(sentence, self.rules, patterns, at)]
        nouns = frozenset(match.head for match in matches if match.part == "noun")
        things = Things(doc, self.rules.words, actors)
        heads = {match.head: match.rule.status for match in matches}
        slots = Slots(doc, self.rules, mentions, at, heads, things)
        linker = Linker(slots, nouns)
        reader = PartyReader(doc, actors, clusters, self.rules.words, things)
        resolver = Resolver(doc, mentions, clusters, assigned, numbers, reader, self.identity)
        gate = cache(partial(self.gate.of_document, doc, mentions))
        found: list[Finding] = []
        for match in matches:
            before = repeated(doc, match, found) if match.rule.repeats else None
            if before is not None:
                match = as_before(match, before)
            elif match.rule.repeats:
                out.append(Dropped(match, "no_antecedent"))
                continue
            targets = linker.targets(match)
            if not targets:
                out.append(Dropped(match, "no_agreement"))
            for target in targets:
                if resolver.is_told(match, target):
                    continue
                cluster = before.cluster if before is not None else resolver.cluster(match, target)
                if cluster is None:
                    out.append(Dropped(match, "no_antecedent", target))
                    continue
                if not gate().admits(cluster, match, target, partial(reader.of_trigger, match)):
                    out.append(Dropped(match, "domain", target))
                    continue
                if self._is_no_event(doc, match, target):
                    out.append(Dropped(match, "no_event", target))
                    continue
                if not self._suits(doc, match, target, cluster, mentions):
                    out.append(Dropped(match, "kind", target))
                    continue
                own = reader.of_trigger(match, agreement=target.position if target.kind == "pronoun" else None)
                if target.kind == "pronoun" and doc[target.position].lower_ in ONES:
                    own = [*own, *(as_partner(c) for c in reader.of_object(doc[target.position]))]
                own = [*own, *resolver.partners.get(cluster.number, ())]
                if match.rule.third_party:
                    own = [c for c in own if c.relation not in {"subject", "agent"}]
                if match.rule.status in {"approved", "rejected"} and done_by(doc, match, self.rules.words["critics"]):
                    out.append(Dropped(match, "subject", target))
                    continue
                if match.rule.by_party and is_stranger(cluster, own, found):
                    out.append(Dropped(match, "subject", target))
                    continue
                acting = any(c.relation in {"subject", "agent"} for c in own)
                if not acting and syntax.is_passive(doc[match.head]):
                    # "Was cleared to buy": who is chosen stands for who chose; "*Omani* arms were sold": whose they were.
                    acting = any(c.relation == "with" for c in own if match.rule.chooses) or (
                        target.kind == "goods"
                        and any(c.relation == "modifier" for c in reader.of_object(doc[target.position]))
                    )
                if match.rule.subject_actor and (not acting or is_told_of_agreement(doc, match, at)):
                    out.append(Dropped(match, "subject", target))
                    continue
                if not cluster.named and done_by(doc, match, self.rules.words["labour"], beside=True):
                    out.append(Dropped(match, "subject", target))
                    continue
                kind = cluster.type() or match.rule
                armed = any(c.actor.kind == "armed_group" for c in own)
                if (
                    kind.type == "ceasefire"
                    and not armed
                    and done_by(doc, match, self.rules.words["rivals"], beside=True)
                ):
                    out.append(Dropped(match, "subject", target))
                    continue
                certainty = self._certainty(doc, match, target, mentions)
                flows = target.kind == "goods" or self._is_flow(doc, mentions, target)
                stopped = match.part == "verb" or certainty.modality == "negated"
                if flows and stopped and done_by(doc, match, match.rule.not_by):
                    out.append(Dropped(match, "subject", target))
                    continue
                finding = Finding(match, target, cluster, certainty, own)
                found.extend(resolver.split(finding, actors) or [finding])
        subordinate = [f for f in found if is_subordinate(doc, f, found, at) or is_repeated(doc, f, found)]
        out.extend(Dropped(f.match, "subordinate", f.target, f.certainty.cues) for f in subordinate)
        found = [finding for finding in found if all(finding is not other for other in subordinate)]
        for finding in found:
            reader.note_doers(finding.cluster, finding.own, finding.match.rule.status)
            if finding.target.kind == "goods":
                reader.note_traders(finding.cluster, finding.own, doc[finding.target.position])
        if not found:
            return []
        attributes = read_attributes(
            doc,
            self.rules,
            mentions,
            assigned,
            at,
            {finding.match.head: finding.match.rule.status for finding in found},
        )
        builder = EventBuilder(doc, mentions, reader, attributes, self.identity)
        events = [builder.build(finding, out) for finding in found]
        return merge([event for event in events if event is not None], annotations(doc).published, headline_end(doc))

    def _is_flow(self, doc: Doc, mentions: Sequence[Mention], target: Target) -> bool:
        """Tell whether what stands for an agreement is one of arms under way: "stopped a *transfer* of rifles"."""
        return target.kind == "mention" and doc[mentions[target.position].root].lower_ in self.rules.words["flows"]

    def _is_no_event(self, doc: Doc, match: Match, target: Target) -> bool:
        """Tell whether the words are those of a term or maxim, or answer a claim and no agreement."""
        head = doc[match.head]
        if match.rule.status == "in_force" and is_duration(head):
            return True
        if match.part != "verb":
            return match.rule.status == "extended" and is_automatic(head)
        if match.rule.status == "negotiating" and is_withheld(head):
            return True
        if is_term(head) or is_condition(head) or is_maxim(head):
            return True
        taken_up = target.kind == "pronoun" and match.rule.status == "rejected"
        words = self.rules.words
        return taken_up and answers_claim(doc, head, doc[target.position], words["claims"], words["complaining"])

    def _suits(self, doc: Doc, match: Match, target: Target, cluster: Cluster, mentions: Sequence[Mention]) -> bool:
        """Tell whether the agreement is of the kind that the trigger wants."""
        rule = match.rule
        kind = cluster.type()
        if rule.only_types and (kind is None or kind.type not in rule.only_types):
            return False
        if target.kind != "mention":
            goods = target.kind in {"goods", "implied"} or trades(cluster)
            return not (rule.determiners and target.kind == "pronoun") and (goods or not rule.goods_only)
        # Of cooperation without a word for an agreement: others tell what becomes of those that have one.
        if rule.joint:
            return False
        mention = mentions[target.position]
        head = doc[match.head]
        if rule.status == "delivered" and target.slot == "object":
            noun = doc[mention.root]
            if noun.lower_ in self.rules.words["concluded"] and noun.head == head:
                return False
        # "The much-delayed purchase".
        passing = rule.status in PASSING or (rule.status == "suspended" and rule.goods_only)
        if head.dep_ == "amod" and passing and mention.determiner != "indefinite":
            return False
        participle = head.dep_ == "acl" or (head.tag_ == "VBN" and head.i == head.sent.start)
        if rule.determiners and syntax.children(doc[mention.root], "poss") and not participle:
            return False
        if (
            rule.determiners
            and mention.determiner not in rule.determiners
            and mention.strength != "named"
            and not participle
        ):
            return False
        return not rule.goods_only or mention.strength == "goods" or trades(cluster)

    def _certainty(self, doc: Doc, match: Match, target: Target, mentions: Sequence[Mention]) -> Certainty:
        head = doc[match.head]
        related: list[Token] = []
        if match.part == "verb":
            related.extend(
                token for token in (*syntax.objects(head), *syntax.subjects(head)) if token.i not in match.tokens
            )
            related.extend(doc[i] for i in match.tokens if i != match.head and doc[i].tag_.startswith("NN"))
        base: Modality = match.rule.modality or "asserted"
        if target.slot == "attribute" and target.kind == "mention":
            related.append(doc[mentions[target.position].root])
        if match.rule.status == "negotiating" and target.kind == "mention":
            related.extend(path(doc[mentions[target.position].root], head))
        read = self.certainty.read(
            head,
            base=base,
            related=tuple(dict.fromkeys(related)),
            absorbs=match.rule.absorbs,
            status=match.rule.status,
            own=tuple(i for i in match.tokens if doc[i].lower_ == "no"),
        )
        if not syntax.is_verb(head) and match.part == "verb" and head.i and doc[head.i - 1].lower_ == "to":
            return Certainty("planned", (*read.cues, CueFinding("modality.infinitive", "planned", head.i - 1)))
        if match.rule.inverted and read.modality in {"asserted", "negated"}:
            return Certainty("negated" if read.modality == "asserted" else "asserted", read.cues)
        if (
            read.modality == "asserted"
            and match.rule.present == "planned"
            and not is_headline(head)
            and not in_headline(head)
            and head.tag_ in {"VBZ", "VBP"}
            and not syntax.children(head, "aux")
            and not (head.dep_ == "ccomp" and head.head.lower_ in self.rules.words["causatives"])
        ):
            return Certainty("planned", read.cues)
        return read


def headline_end(doc: Doc) -> int:
    """Return the offset at which the headline ends, 0 where the text begins with a sentence of its body."""
    first = next(doc.sents, None)
    if first is None or len(first) == len(doc):
        return 0
    words = first.text.rstrip()
    return 0 if words.endswith((".", "!", "?", "”", '"')) else first.start_char + len(words)


def done_by(doc: Doc, match: Match, words: Container[str], *, beside: bool = False) -> bool:
    """Tell whether one of those that some words name does it: a political party decides nothing, a navy seizes arms.

    Args:
        beside: whether the words count in front of who does it, too: "the two *party* factions".
    """
    head = doc[match.head]
    if match.part == "noun" and head.dep_ in {"dobj", "nsubjpass"}:
        head = head.head
    elif match.part != "verb":
        return False
    doers = syntax.doers(head)
    if beside:
        near = [word for doer in doers for noun in syntax.conjuncts(doer) for word in (noun, *noun.lefts)]
        # "The European Union", "the Republican Party" are names.
        doers = [word for word in near if not word.tag_.startswith("NNP")]
    return any(noun.lower_ in words for noun in doers)


def as_partner(candidate: Candidate) -> Candidate:
    """Return whom "the *Russian* one" is with: the adjective names the other side of an agreement like the last."""
    return replace(candidate, relation="with") if candidate.relation == "modifier" else candidate


def is_stranger(cluster: Cluster, own: Sequence[Candidate], before: Sequence[Finding] = ()) -> bool:
    """Tell whether the subject is none of the parties of an agreement whose parties are known, or told before to sign it."""
    signed = [f for f in before if f.cluster is cluster and f.match.rule.status == "signed"]
    known = set(cluster.fixed) or set(cluster.parties()) | {c.actor.id for f in signed for c in f.own}
    doers = {c.actor.id for c in own if c.relation in {"subject", "agent"}}
    return len(known) >= 2 and bool(doers) and not doers & known


def is_told_of_agreement(doc: Doc, match: Match, at: Mapping[int, int]) -> bool:
    """Tell whether an agreement, and no actor, is the subject: "the *pact* between A and B lets A use a base"."""
    doers = syntax.subjects(doc[match.head]) if match.part == "verb" else []
    return bool(doers) and all(noun.i in at and not syntax.is_passive(doc[match.head]) for noun in doers)


def path(token: Token, trigger: Token) -> list[Token]:
    """Return the nouns from a mention up to a trigger above it: "talks on the possible conclusion of a pact"."""
    found = []
    node = token
    while node.head != node and node.i != trigger.i:
        if node.tag_.startswith("NN"):
            found.append(node)
        node = node.head
    return found if node.i == trigger.i else []
