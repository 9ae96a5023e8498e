"""From a parsed document to agreement events: mentions, triggers, certainty, parties and attributes joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.actors import ActorIndex
from pactwire.agreements.amounts import AmountReader
from pactwire.agreements.attributes import AttributeReader
from pactwire.agreements.certainty import Certainty, CertaintyReader, CueFinding
from pactwire.agreements.clusters import NOWHERE, Cluster, cluster_mentions, sentence_numbers, trades
from pactwire.agreements.codes import codes
from pactwire.agreements.domain import DomainGate
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.identity import IdentityReader
from pactwire.agreements.lists import Partner, list_of_partners
from pactwire.agreements.mentions import Mention, MentionFinder, by_token
from pactwire.agreements.merge import merge
from pactwire.agreements.parties import Candidate, PartyReader, as_parties, candidates, roles, without_home_states
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.triggers import Linker, Match, Target, find_triggers, is_headline
from pactwire.components import annotations
from pactwire.records import Cue, Modality

PRONOUN_REACH = 3
CONTEXT_REACH = 4
TRADING = frozenset({"procurement_contract", "arms_transfer", "military_aid"})
SMALL = 3


@dataclass(slots=True)
class Finding:
    """One trigger with the agreement that it acts upon, before attributes are read."""

    match: Match
    target: Target
    cluster: Cluster
    certainty: Certainty
    own: list[Candidate] = field(default_factory=list)
    partner: Partner | None = None


Reason = Literal["no_agreement", "no_antecedent", "domain", "kind", "subject", "subordinate", "parties", "modality"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A trigger that matched and gave no event, with what it acted upon and why it was dropped."""

    match: Match
    reason: Reason
    target: Target | None = None
    cues: tuple[CueFinding, ...] = ()


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

    def events(self, doc: Doc, dropped: list[Dropped] | None = None) -> list[AgreementEvent]:
        """Return the agreement events of a document, in text order; `dropped` takes what became none."""
        out = [] if dropped is None else dropped
        actors = ActorIndex(doc, self.rules.words)
        mentions = self.finder.find(doc, actors)
        clusters, assigned = cluster_mentions(doc, mentions, self.rules.words["goods"])
        at = by_token(mentions)
        matches = [match for sentence in doc.sents for match in find_triggers(sentence, self.rules, at)]
        nouns = frozenset(match.head for match in matches if match.part == "noun")
        linker = Linker(doc, self.rules, mentions, at, nouns, frozenset(match.head for match in matches))
        reader = PartyReader(doc, actors, clusters)
        found: list[Finding] = []
        for match in matches:
            targets = linker.targets(match)
            if not targets:
                out.append(Dropped(match, "no_agreement"))
            for target in targets:
                cluster = self._cluster(doc, match, target, mentions, clusters, assigned, reader)
                if cluster is None:
                    out.append(Dropped(match, "no_antecedent", target))
                    continue
                if not self.gate.admits(doc, cluster, mentions, match, target):
                    out.append(Dropped(match, "domain", target))
                    continue
                if not self._suits(doc, match, target, cluster, mentions):
                    out.append(Dropped(match, "kind", target))
                    continue
                own = reader.of_trigger(match)
                if match.rule.third_party:
                    own = [c for c in own if c.relation not in {"subject", "agent"}]
                if match.rule.subject_actor and not any(c.relation in {"subject", "agent"} for c in own):
                    out.append(Dropped(match, "subject", target))
                    continue
                finding = Finding(match, target, cluster, self._certainty(doc, match), own)
                found.extend(self._split(doc, finding, mentions, clusters, actors) or [finding])
        subordinate = [finding for finding in found if self._subordinate(doc, finding, found)]
        out.extend(Dropped(f.match, "subordinate", f.target, f.certainty.cues) for f in subordinate)
        found = [finding for finding in found if all(finding is not other for other in subordinate)]
        for finding in found:
            reader.note_doers(finding.cluster, finding.own)
        attributes = AttributeReader(doc, self.rules.words["reporting"], at)
        amounts = AmountReader(doc, mentions, assigned)
        events = [self._event(doc, finding, mentions, reader, attributes, amounts, out) for finding in found]
        return merge([event for event in events if event is not None], annotations(doc).published)

    @staticmethod
    def _suits(doc: Doc, match: Match, target: Target, cluster: Cluster, mentions: Sequence[Mention]) -> bool:
        """Tell whether the agreement is of the kind that the trigger wants."""
        rule = match.rule
        kind = cluster.type()
        if rule.only_types and (kind is None or kind.type not in rule.only_types):
            return False
        if target.kind != "mention":
            goods = target.kind in {"goods", "implied"} or trades(cluster)
            return not (rule.determiners and target.kind == "pronoun") and (goods or not rule.goods_only)
        mention = mentions[target.position]
        participle = doc[match.head].dep_ == "acl"
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

    @staticmethod
    def _split(
        doc: Doc, finding: Finding, mentions: Sequence[Mention], clusters: list[Cluster], actors: ActorIndex
    ) -> list[Finding]:
        """Return one finding a partner for "agreements with A in 1998, B in 2007 and C in 2024", else none."""
        if finding.target.kind != "mention" or not mentions[finding.target.position].plural:
            return []
        mention = mentions[finding.target.position]
        partners = list_of_partners(doc, mention.end, actors)
        if len(partners) < 2:
            return []
        out = []
        for partner in partners:
            cluster = Cluster(number=len(clusters), first_sentence=finding.cluster.first_sentence)
            cluster.types.extend(finding.cluster.types)
            cluster.roots.append(mention.root)
            cluster.mentions.append(finding.target.position)
            clusters.append(cluster)
            own = [c for c in finding.own if c.relation in {"subject", "agent"}]
            own.append(Candidate(partner.actor, partner.span, "with", "party.list"))
            out.append(Finding(finding.match, finding.target, cluster, finding.certainty, own, partner))
        return out

    def _cluster(
        self,
        doc: Doc,
        match: Match,
        target: Target,
        mentions: Sequence[Mention],
        clusters: list[Cluster],
        assigned: Sequence[int],
        reader: PartyReader,
    ) -> Cluster | None:
        if target.kind == "mention":
            number = assigned[target.position]
            return clusters[number] if number != NOWHERE else None
        if target.kind == "context":
            return self._recent(doc, match, mentions, clusters, assigned)
        if target.kind == "pronoun":
            return self._antecedent(doc, doc[target.position], mentions, clusters, assigned)
        return self._implied(doc, match, target, clusters, reader)

    def _antecedent(
        self,
        doc: Doc,
        pronoun: Token,
        mentions: Sequence[Mention],
        clusters: Sequence[Cluster],
        assigned: Sequence[int],
    ) -> Cluster | None:
        """Return the agreement that a pronoun stands for: the last one mentioned before it that fits in number."""
        if pronoun.lower_ in {"they", "both"}:
            return None
        numbers = sentence_numbers(doc)
        plural = pronoun.lower_ in {"them", "these", "those"}
        for position in range(len(mentions) - 1, -1, -1):
            mention = mentions[position]
            if mention.root >= pronoun.i or mention.strength in {"goods", "weak"} or mention.plural != plural:
                continue
            if numbers[pronoun.i] - numbers[mention.root] > PRONOUN_REACH:
                return None
            if assigned[position] != NOWHERE:
                return clusters[assigned[position]]
        for position, mention in enumerate(mentions):
            if (
                mention.root > pronoun.i
                and numbers[mention.root] == numbers[pronoun.i]
                and assigned[position] != NOWHERE
            ):
                return clusters[assigned[position]]
        return None

    def _recent(
        self, doc: Doc, match: Match, mentions: Sequence[Mention], clusters: Sequence[Cluster], assigned: Sequence[int]
    ) -> Cluster | None:
        """Return the agreement that a clause without one carries on: of the last sentences, the one of its actors."""
        numbers = sentence_numbers(doc)
        here = numbers[match.head]
        for position in range(len(mentions) - 1, -1, -1):
            mention = mentions[position]
            if mention.root < match.head and assigned[position] != NOWHERE and not mention.plural:
                if here - numbers[mention.root] > CONTEXT_REACH:
                    return None
                if mention.strength != "weak":
                    return clusters[assigned[position]]
        return None

    def _implied(
        self, doc: Doc, match: Match, target: Target, clusters: list[Cluster], reader: PartyReader
    ) -> Cluster | None:
        """Return the agreement that goods or an exchange of notes stand for: one known by now, or a new one."""
        noun = doc[target.position]
        finding = self.identity.implied_type(noun, match)
        here = {c.actor.id for c in [*reader.of_object(noun), *reader.of_noun_itself(noun), *reader.of_trigger(match)]}
        for cluster in clusters:
            kind = cluster.type()
            if (
                kind is None
                or finding is None
                or not (kind.type == finding.type or {kind.type, finding.type} <= TRADING)
            ):
                continue
            if not here or here & set(cluster.parties()) or not cluster.parties():
                return cluster
        if target.kind == "goods" and len(here) < 2:
            return None
        if target.kind == "implied" and match.rule.status == "delivered":
            return None
        cluster = Cluster(number=len(clusters), first_sentence=sentence_numbers(doc)[noun.i])
        cluster.last_sentence = cluster.first_sentence
        if finding is not None:
            cluster.types.append(finding)
        clusters.append(cluster)
        return cluster

    @staticmethod
    def _subordinate(doc: Doc, finding: Finding, found: Sequence[Finding]) -> bool:
        """Tell whether an uncertain event is only the content or the horizon of another of the same agreement.

        "Discussed signing the pact" tells of talks, "needs ratification before it can enter into force" of ratification.
        """
        head = doc[finding.match.head]
        if finding.match.rule.status == "proposed" and any(
            "proposed" in other.match.rule.through and doc[other.match.head].is_ancestor(head) for other in found
        ):
            return True
        if finding.certainty.modality not in {"planned", "possible"}:
            return False
        horizon = any(cue.rule == "modality.until" for cue in finding.certainty.cues)
        for other in found:
            if (
                other is finding
                or other.cluster is not finding.cluster
                or other.match.rule.status == finding.match.rule.status
            ):
                continue
            above = doc[other.match.head]
            if horizon and (main := main_clause(head)) is not None and (main == above or main.is_ancestor(above)):
                return True
            if above.is_ancestor(head) and other.match.rule.status in {"negotiating", "proposed"}:
                return True
        return False

    def _certainty(self, doc: Doc, match: Match) -> Certainty:
        head = doc[match.head]
        related: list[Token] = []
        if match.part == "verb":
            related.extend(
                token for token in (*syntax.objects(head), *syntax.subjects(head)) if token.i not in match.tokens
            )
            related.extend(doc[i] for i in match.tokens if i != match.head and doc[i].tag_.startswith("NN"))
        base: Modality = match.rule.modality or "asserted"
        read = self.certainty.read(
            head, base=base, related=tuple(dict.fromkeys(related)), absorbs=match.rule.absorbs, status=match.rule.status
        )
        if match.rule.inverted and read.modality in {"asserted", "negated"}:
            return Certainty("negated" if read.modality == "asserted" else "asserted", read.cues)
        if (
            read.modality == "asserted"
            and match.rule.present == "planned"
            and not is_headline(head)
            and head.tag_ in {"VBZ", "VBP"}
            and not syntax.children(head, "aux")
        ):
            return Certainty("planned", read.cues)
        return read

    def _event(
        self,
        doc: Doc,
        finding: Finding,
        mentions: Sequence[Mention],
        reader: PartyReader,
        attributes: AttributeReader,
        amounts: AmountReader,
        out: list[Dropped],
    ) -> AgreementEvent | None:
        match, cluster = finding.match, finding.cluster
        kind = self.identity.type(doc, cluster, mentions, match)
        chosen = self._parties(doc, finding, reader, kind.type)
        if not chosen:
            out.append(Dropped(match, "parties", finding.target))
            return None
        if match.rule.modalities and finding.certainty.modality not in match.rule.modalities:
            out.append(Dropped(match, "modality", finding.target, finding.certainty.cues))
            return None
        parties = as_parties(
            chosen, roles(match.rule.subject_role, [*finding.own, *candidates(cluster.involved, doc)], kind.type)
        )
        sentence = doc[match.head].sent
        cues = [self._cue(doc, "status", match.rule.id, match.tokens[0], match.tokens[-1] + 1)]
        cues.extend(self._cue(doc, "modality", cue.rule, cue.token, cue.token + 1) for cue in finding.certainty.cues)
        for candidate in chosen:
            start, end = candidate.span
            cues.append(Cue(field="parties", rule=candidate.rule, text=doc.text[start:end], start=start, end=end))
        date = attributes.of_partner(finding.partner) if finding.partner else attributes.date(match, match.rule.status)
        if date is not None:
            cues.append(Cue(field="date", rule=date[1], text=date[0].text, start=date[0].start, end=date[0].end))
        place = attributes.place(match)
        if place is not None and place[0].start is not None and place[0].end is not None:
            start, end = place[0].start, place[0].end
            cues.append(Cue(field="place", rule=place[1], text=doc.text[start:end], start=start, end=end))
        text_start, text_end = trimmed(doc.text, sentence.start_char, sentence.end_char)
        trigger = doc[match.tokens[0] : match.tokens[-1] + 1]
        return AgreementEvent(
            cluster=cluster.number,
            status=match.rule.status,
            modality=finding.certainty.modality,
            agreement=self.identity.agreement(doc, cluster, mentions, kind.type, [party.id for party in parties]),
            parties=parties,
            date=date[0] if date else None,
            place=place[0] if place else None,
            amounts=amounts.of_event(cluster, match),
            items=amounts.items(cluster, match),
            signatories=tuple(attributes.signatories(match))
            if match.rule.status == "signed" or match.rule.signs
            else (),
            attribution=attributes.attribution(match),
            codes=codes(match.rule.status, finding.certainty.modality, kind.type),
            sentence=(text_start, text_end),
            trigger=(trigger.start_char, trigger.end_char),
            rule=f"{match.rule.id}.{finding.target.slot}",
            cues=tuple(cues),
            exact=finding.target.exact and finding.target.kind == "mention",
            type_weight=kind.weight,
            named=cluster.named,
            party_source=self._party_source(finding, chosen),
        )

    def _parties(self, doc: Doc, finding: Finding, reader: PartyReader, type_: str) -> list[Candidate]:
        """Return the parties of an event: the treaty's own, those its mentions name, those the clause names."""
        cluster = finding.cluster
        stated = list(candidates(cluster.involved, doc))
        between = {c.actor.id for c in stated if c.relation in {"between", "among"}}
        own = [c for c in finding.own if self._partakes(c, finding, type_)]
        if cluster.fixed and (len(cluster.fixed) <= SMALL or len({c.actor.id for c in [*stated, *own]}) == 0):
            named = {c.actor.id: c for c in [*stated, *own]}
            spare = (finding.match.tokens[0], finding.match.tokens[-1] + 1)
            char = (doc[spare[0]].idx, doc[spare[1] - 1].idx + len(doc[spare[1] - 1]))
            return [
                named.get(key) or Candidate(reader.actor(key), char, "treaty", "party.gazetteer")
                for key in cluster.fixed
            ]
        if len(between) >= 2:
            own = [c for c in own if c.actor.id in between]
        if finding.target.kind == "goods" and "alliance" in finding.match.rule.plain_object:
            own = [*own, *reader.of_noun_itself(doc[finding.target.position])]
        elif finding.target.kind == "goods":
            own = [
                *own,
                *(
                    c
                    for c in reader.of_object(doc[finding.target.position])
                    if c.relation in {"from", "to", "for", "modifier"}
                ),
            ]
        chosen = [*stated, *own]
        if cluster.member:
            chosen.extend(reader.joined_alliance())
        ids = {c.actor.id for c in chosen}
        if len(ids) < 2:
            chosen.extend(c for c in reader.cluster_doers(cluster) if c.actor.id not in ids)
            ids = {c.actor.id for c in chosen}
        if len(ids) < 2:
            pair = reader.document_pair(ids)
            if not ids or ids & {c.actor.id for c in pair}:
                chosen.extend(replace(c, rule="party.document") for c in pair if c.actor.id not in ids)
        return without_home_states(chosen)

    def _partakes(self, candidate: Candidate, finding: Finding, type_: str) -> bool:
        if candidate.relation in {"with", "between", "alongside", "among", "from", "by", "agent", "subject"}:
            return True
        return candidate.relation in {"to", "for"} and type_ in {
            "arms_transfer",
            "procurement_contract",
            "military_aid",
        }

    @staticmethod
    def _party_source(finding: Finding, chosen: Sequence[Candidate]) -> str:
        if finding.cluster.fixed:
            return "gazetteer"
        if any(c.rule == "party.document" for c in chosen):
            return "document"
        return "stated" if len({c.actor.id for c in chosen}) >= 2 else "single"

    @staticmethod
    def _cue(doc: Doc, name: str, rule: str, start: int, end: int) -> Cue:
        span = doc[start:end]
        return Cue(field=name, rule=rule, text=span.text, start=span.start_char, end=span.end_char)


def main_clause(token: Token) -> Token | None:
    """Return the verb that the adverbial clause of a token hangs on."""
    node = token
    while node.head != node:
        if node.dep_ == "advcl":
            return node.head
        node = node.head
    return None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
