"""From a finding to an event: parties, attributes, identity and the cues that they rest on."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc

from pactwire.agreements import syntax
from pactwire.agreements.attributes import Attributes
from pactwire.agreements.attribution import attribution
from pactwire.agreements.candidates import Candidate, candidates, without_home_states, without_makers
from pactwire.agreements.codes import codes
from pactwire.agreements.event_dates import of_list, tells_of_the_past
from pactwire.agreements.event_places import place_of_entry
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.findings import Dropped, Finding
from pactwire.agreements.identity import IdentityReader
from pactwire.agreements.makes import without_makes
from pactwire.agreements.mention import Mention
from pactwire.agreements.mentions import DEPOSITARY
from pactwire.agreements.multilateral import each_alone, is_of_many
from pactwire.agreements.parties import STATIONING, PartyReader
from pactwire.agreements.roles import as_parties, roles
from pactwire.components import annotations, text_of
from pactwire.records import Cue, EventDate

YEAR = re.compile(r"\d{4}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# What who is in talks or makes an offer may be about to do: to come to an agreement of others.
JOINING = frozenset({"join", "joining", "accession", "accede", "acceding"})
PENDING = frozenset({"negotiating", "proposed"})
# A treaty of up to so many parties binds all of them in every event; of a larger one only who acts is told.
SMALL = 3
# Types of agreements that states conclude, not those who fight them.
PEACEFUL = frozenset({"military_aid", "arms_transfer", "procurement_contract", "basing_access", "visiting_forces"})
# Organisations that conclude agreements with states as one side.
CONCLUDING = frozenset({"NATO", "EU", "UN"})
# States have a code of so many letters; disputed lands their name.
CODE = 3
# How actors stand to goods that change hands, and to cooperation.
TRADED = frozenset({"from", "to", "for", "modifier"})
WORKING = TRADED | {"with", "between", "of"}
# Stages that only parties bring about.
BINDING = frozenset({"signed", "ratified"})


class EventBuilder:
    """Builds the events of one document."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        reader: PartyReader,
        attributes: Attributes,
        identity: IdentityReader,
    ) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.mentions = mentions
        self.reader = reader
        self.attributes = attributes
        self.identity = identity

    def build(self, finding: Finding, dropped: list[Dropped]) -> AgreementEvent | None:
        """Return the event of a finding; where its parties or certainty forbid one, note it in `dropped`."""
        doc = self.doc
        match, cluster = finding.match, finding.cluster
        kind = self.identity.type(doc, cluster, self.mentions, match)
        chosen = self._parties(finding, kind.type)
        if not chosen or (match.rule.two_sided and len({c.actor.id for c in chosen}) < 2):
            dropped.append(Dropped(match, "parties", finding.target))
            return None
        if match.rule.modalities and finding.certainty.modality not in match.rule.modalities:
            dropped.append(Dropped(match, "modality", finding.target, finding.certainty.cues))
            return None
        parties = as_parties(
            chosen, roles(match.rule.subject_role, [*finding.own, *candidates(cluster.involved, doc)], kind.type)
        )
        sentence = doc[match.head].sent
        cues = [self._cue("status", match.rule.id, match.tokens[0], match.tokens[-1] + 1)]
        cues.extend(self._cue("modality", cue.rule, cue.token, cue.token + 1) for cue in finding.certainty.cues)
        start, end = self.identity.type_words(doc, cluster, self.mentions, match, kind)
        cues.append(self._read("type", kind.rule, start, end))
        cues.extend(self._read("parties", candidate.rule, *candidate.span) for candidate in chosen)
        date = self._date(finding)
        if date is not None and finding.certainty.modality == "asserted" and tells_of_the_past(doc[match.head]):
            date = (looking_back(date[0], annotations(doc).published), date[1])
        modality = finding.certainty.modality
        if modality == "planned" and not finding.certainty.cues and self._is_over(date[0] if date else None):
            modality = "asserted"
        if date is not None:
            cues.append(self._read("date", date[1], date[0].start, date[0].end))
        acting = {c.actor.id for c in finding.own if c.relation in {"subject", "agent"}}
        states = acting or {party.id for party in parties}
        place = (
            place_of_entry(finding.entry) if finding.entry else self.attributes.places.of_event(match, modality, states)
        )
        if place is not None and place[0].start is not None and place[0].end is not None:
            cues.append(self._read("place", place[1], place[0].start, place[0].end))
        amounts = self.attributes.amounts.of_event(cluster, match)
        items = self.attributes.amounts.items(cluster, match)
        signs = match.rule.status == "signed" or match.rule.signs
        people = self.attributes.signatories.of_event(match, {party.id for party in parties}) if signs else []
        cues.extend(self._read("amounts", rule, amount.start, amount.end) for amount, rule in amounts)
        cues.extend(self._read("items", rule, item.start, item.end) for item, rule in items)
        cues.extend(
            self._read("signatories", rule, person.start, person.end)
            for person, rule in people
            if person.start is not None and person.end is not None
        )
        source = attribution(doc[match.head], self.attributes.rules)
        if source is not None:
            cues.append(self._cue("attribution", source[2], source[1].i, source[1].i + 1))
        text_start, text_end = trimmed(self.text, sentence.start_char, sentence.end_char)
        trigger = doc[match.tokens[0] : match.tokens[-1] + 1]
        return AgreementEvent(
            cluster=cluster.number,
            status=match.rule.status,
            modality=modality,
            agreement=self.identity.agreement(cluster, kind.type, [party.id for party in parties]),
            parties=parties,
            date=date[0] if date else None,
            place=place[0] if place else None,
            amounts=tuple(amount for amount, _ in amounts),
            items=tuple(item for item, _ in items),
            signatories=tuple(person for person, _ in people),
            attribution=source[0] if source else None,
            codes=codes(match.rule.status, modality, kind.type, f"{match.rule.id}.{finding.target.slot}"),
            sentence=(text_start, text_end),
            trigger=(trigger.start_char, trigger.end_char),
            rule=f"{match.rule.id}.{finding.target.slot}",
            cues=tuple(cues),
            exact=finding.target.exact and finding.target.kind == "mention",
            type_weight=kind.weight,
            named=cluster.named,
            party_source=self._party_source(finding, chosen),
            distinct=cluster.distinguishing,
            again=match.rule.repeats,
        )

    def _date(self, finding: Finding) -> tuple[EventDate, str] | None:
        """Return the date beside one agreement of a list or row, else that of the trigger."""
        told = finding.partner or finding.entry
        return of_list(told.date) if told else self.attributes.dates.of_event(finding.match, finding.match.rule.status)

    def _parties(self, finding: Finding, type_: str) -> list[Candidate]:
        """Return the parties of an event; mediators of a ceasefire only where there are not two without them."""
        if type_ != "ceasefire":
            return self._chosen(finding, type_, frozenset())
        clubs, mediators = self.reader.clubs, self.reader.mediators
        chosen = self._chosen(finding, type_, clubs | mediators)
        if len({c.actor.id for c in chosen}) < 2:
            chosen = self._chosen(finding, type_, clubs, clubs | mediators)
        # One actor that the text names somewhere, and that acts upon no agreement, is none of those bound by this one.
        alone = len({c.actor.id for c in chosen}) < 2 and all(c.rule == "party.document" for c in chosen)
        return [] if alone and self.reader.fill_ins.acting.isdisjoint(c.actor.id for c in chosen) else chosen

    def _chosen(
        self, finding: Finding, type_: str, aside: frozenset[str], unlikely: frozenset[str] | None = None
    ) -> list[Candidate]:
        """Return the parties of an event: the treaty's own, those its mentions name, those the clause names.

        Args:
            aside: ids of actors that are no parties unless the words say so.
            unlikely: ids of those that are not to be taken from elsewhere in the text, by default the same.
        """
        unlikely = aside if unlikely is None else unlikely
        doc, reader, cluster = self.doc, self.reader, finding.cluster
        stated = [
            c
            for c in candidates(cluster.involved, doc)
            if (c.relation not in {"for", "to"} or self._partakes(c, type_)) and not self._is_aside(c, aside, finding)
        ]
        if type_ == "ceasefire":
            stated = [c for c in stated if c.rule != "party.hosting" and not is_land_fought_for(c)]
        between = {c.actor.id for c in stated if c.relation in {"between", "among"}}
        own = [
            c
            for c in finding.own
            if self._partakes(c, type_) and not self._is_itself(c, finding) and not self._is_aside(c, aside, finding)
        ]
        if (
            len(cluster.fixed) == 1
            and [*stated, *own]
            and all(c.actor.id not in cluster.fixed for c in [*stated, *own])
        ):
            stated.append(
                Candidate(reader.actor(cluster.fixed[0]), [*stated, *own][0].span, "treaty", "party.gazetteer")
            )
        elif len(cluster.fixed) > 1 and (len(cluster.fixed) <= SMALL or not [*stated, *own]):
            named = {c.actor.id: c for c in [*stated, *own]}
            spare = (finding.match.tokens[0], finding.match.tokens[-1] + 1)
            char = (doc[spare[0]].idx, doc[spare[1] - 1].idx + len(doc[spare[1] - 1]))
            return [
                named.get(key) or Candidate(reader.actor(key), char, "treaty", "party.gazetteer")
                for key in cluster.fixed
            ]
        acting = [c for c in own if c.relation in {"subject", "agent"}]
        if type_ == "ceasefire" and (len({c.actor.id for c in acting}) >= 2 or is_armed(acting)):
            # "Both accepted a ceasefire proposed by Qatar": who proposed it to others is none of them.
            unlikely |= {c.actor.id for c in stated if c.relation == "by"}
            stated = [c for c in stated if c.relation != "by"]
        among = {c.actor.id for c in [*stated, *own] if c.relation in {"between", "among", "with"}}
        many = cluster.multilateral and among <= {DEPOSITARY} and not cluster.member
        if many and ((acting := each_alone(finding, own, reader, doc)) or is_of_many(finding, doc)):
            return acting
        if len(between) >= 2 and not finding.match.rule.joins:
            own = [*(c for c in own if c.actor.id in between), *self._to_join(finding)]
        if finding.target.kind == "goods" and "alliance" in finding.match.rule.plain_object:
            own = [*own, *reader.of_noun_itself(doc[finding.target.position])]
        elif finding.target.kind == "goods":
            own = [
                *own,
                *(
                    c
                    for c in reader.of_object(doc[finding.target.position])
                    if c.relation in (WORKING if finding.match.rule.joint else TRADED)
                ),
            ]
        asking = {"asking", "with"} if finding.match.rule.chooses and finding.match.rule.goods_only else {"asking"}
        if any(c.relation in asking for c in own):
            # "Refused Estonia's request to hand guns to Ukraine": it is between those two.
            own = [c for c in own if c.relation not in {"to", "for"}]
        chosen = without_home_states([*stated, *own], doc)
        if finding.match.rule.status == "approved":
            chosen = without_makers(chosen)
        joins = "alliance" in finding.match.rule.plain_object and doc[finding.target.position].lower_ == "alliance"
        if cluster.member or (joins and not any(c.actor.kind == "organisation" for c in chosen)):
            chosen.extend(reader.fill_ins.joined_alliance())
        ids = {c.actor.id for c in chosen}

        def add(more: Iterable[Candidate], without: Set[str] = frozenset()) -> None:
            chosen.extend(c for c in more if c.actor.id not in ids and c.actor.id not in without)
            ids.update(c.actor.id for c in chosen)

        if len(ids) < 2:
            homes = {c.actor.country for c in chosen if c.actor.kind == "company" and c.actor.country}
            doers = reader.cluster_doers(cluster)
            known = ids.union(c.actor.id for c in doers if c.actor.id not in homes | unlikely)
            # Of a treaty of many each acts alone: who acts upon it elsewhere in the text does not act here.
            if not (cluster.multilateral and not cluster.member and len(known) > 1):
                add(doers, homes | unlikely)
        if len(ids) < 2:
            add(reader.of_governor(cluster), unlikely)
        if len(ids) == 1 and type_ == "military_aid":
            add(reader.helped(finding.match))
        if len(ids) == 1 and type_ in STATIONING:
            add(reader.host(finding.match))
        # "A pact *with Chile* is to follow": of the series that the text tells, its own side.
        only_other = bool(chosen) and all(c.relation == "with" for c in chosen) and not many
        if len(ids) == 1 and (cluster.similar or only_other):
            add(reader.fill_ins.shared_partner(cluster))
        if len(ids) < 2 and type_ in STATIONING and not many:
            add(reader.stays.parties(doc[finding.match.head], ids))
        is_known = not cluster.indefinite or type_ == "ceasefire" or reader.fill_ins.speaks_of_two()
        many = (many and type_ == "arms_control") or is_pact_of_club(chosen, type_)
        if len(ids) < 2 - cluster.multilateral and not many and (ids or is_known):
            pair = reader.fill_ins.document_pair(
                ids, unlikely | (reader.fighters if type_ in PEACEFUL else frozenset())
            )
            if ids and not ids & {c.actor.id for c in pair}:
                pair = reader.fill_ins.customer(ids)
            unsure = finding.target.kind == "goods" and len(reader.fill_ins.partners(ids)) > 1
            if not unsure and (not ids or ids & {c.actor.id for c in pair}):
                chosen.extend(replace(c, rule="party.document") for c in pair if c.actor.id not in ids)
        return without_makes(without_home_states(chosen, doc), doc, reader.things, reader.words["made"])

    def _to_join(self, finding: Finding) -> list[Candidate]:
        """Return who is to join the agreement of others: "*Turkey* is in talks to join the pact between A and B"."""
        head = self.doc[finding.match.head]
        if finding.match.rule.status not in PENDING or not any(word.lower_ in JOINING for word in head.subtree):
            return []
        verb = next(
            (word for word in (head, *head.ancestors) if syntax.is_verb(word) or word.lower_ in syntax.BEING), head
        )
        found = [item for noun in syntax.subjects(verb) for item in self.reader.actors.of_nominal(noun, "subject")]
        return list(candidates(found, self.doc))

    @staticmethod
    def _is_aside(candidate: Candidate, aside: frozenset[str], finding: Finding) -> bool:
        """Tell whether an actor is a mediator or club of states that the words do not make a party all the same."""
        if candidate.actor.id not in aside or candidate.relation in {"between", "among", "with"}:
            return False
        return candidate.relation not in {"subject", "agent"} or finding.match.rule.status not in BINDING

    def _is_itself(self, candidate: Candidate, finding: Finding) -> bool:
        """Tell whether an actor is the agreement's own name: the Warsaw Pact is no party to the Warsaw Pact."""
        if finding.target.kind != "mention" or candidate.actor.kind != "organisation":
            return False
        mention = self.mentions[finding.target.position]
        span = self.doc[mention.start : mention.end]
        return (
            mention.strength == "named" and span.start_char <= candidate.span[0] and candidate.span[1] <= span.end_char
        )

    @staticmethod
    def _partakes(candidate: Candidate, type_: str) -> bool:
        if candidate.relation in {"with", "between", "alongside", "among", "from", "by", "agent", "subject", "asking"}:
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

    def _is_over(self, date: EventDate | None) -> bool:
        """Tell whether a day told in the simple present has come: "takes effect today"."""
        published = annotations(self.doc).published
        return date is not None and date.latest is not None and published is not None and date.latest <= published

    def _cue(self, name: str, rule: str, start: int, end: int) -> Cue:
        span = self.doc[start:end]
        return self._read(name, rule, span.start_char, span.end_char)

    def _read(self, name: str, rule: str, start: int, end: int) -> Cue:
        return Cue(field=name, rule=rule, text=self.text[start:end], start=start, end=end)


def is_armed(acting: Sequence[Candidate]) -> bool:
    """Tell whether one armed group acts, and nobody else."""
    return len({c.actor.id for c in acting}) == 1 and acting[0].actor.kind == "armed_group"


def is_land_fought_for(candidate: Candidate) -> bool:
    """Tell whether an actor is a disputed land that only says where: "the Nagorno-Karabakh truce"."""
    return candidate.actor.kind == "state" and len(candidate.actor.id) > CODE and candidate.relation == "modifier"


def is_pact_of_club(chosen: Sequence[Candidate], type_: str) -> bool:
    """Tell whether an agreement is only said to be that of a club of states: "the *SADC* defence pact"."""
    return (
        type_ in {"mutual_defense", "defense_cooperation"}
        and all(
            c.actor.kind == "organisation" and c.actor.id not in CONCLUDING and c.relation == "modifier" for c in chosen
        )
        and bool(chosen)
    )


def looking_back(date: EventDate, published: str | None) -> EventDate:
    """Return a day without a year that lies ahead of publication in the year before: "signed it on February 18"."""
    ahead = published is not None and date.earliest is not None and date.earliest > published
    if not ahead or YEAR.search(date.text) or not DAY.fullmatch(date.edtf):
        return date
    day = f"{int(date.edtf[:4]) - 1:04d}{date.edtf[4:]}"
    if day.endswith("02-29"):
        return date
    return date.model_copy(
        update={"edtf": day, "earliest": day, "latest": day, "basis": f"{date.basis}; the verb tells of the past"}
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
