"""Which of the people in a text signed, announced or said something, and the words that tell it."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from pactwire.agreements import syntax
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.signatories import SignatoryReader, named_together
from pactwire.annotations import PersonMention
from pactwire.components import annotations, text_of, tokens_in
from pactwire.records import Deed, DeedRole, Person


def read_people(doc: Doc, rules: RuleSet, events: Iterable[AgreementEvent]) -> list[Person]:
    """Return the people of a document with what they did, in the order in which they are first named."""
    mentions = annotations(doc).people
    deeds: dict[str, set[tuple[int, int, DeedRole, int, int]]] = {}
    for mention, role, start, end in [*_signed(mentions, events), *_spoke(doc, rules)]:
        deeds.setdefault(mention.key, set()).add((start, end, role, mention.start, mention.end))
    people: dict[str, list[PersonMention]] = {}
    for mention in mentions:
        people.setdefault(mention.key, []).append(mention)
    text = text_of(doc)
    return [_person(named, sorted(deeds.get(key, ())), text) for key, named in people.items()]


def _person(
    mentions: Sequence[PersonMention], deeds: Sequence[tuple[int, int, DeedRole, int, int]], text: str
) -> Person:
    first = mentions[0]
    return Person(
        name=None if first.rule == "person.office" else first.name,
        office=first.office,
        country=first.country,
        spans=tuple((mention.start, mention.end) for mention in mentions),
        deeds=tuple(
            Deed(text=text[start:end], start=start, end=end, role=role, person=(named_start, named_end))
            for start, end, role, named_start, named_end in deeds
        ),
    )


def _signed(
    mentions: Sequence[PersonMention], events: Iterable[AgreementEvent]
) -> Iterator[tuple[PersonMention, DeedRole, int, int]]:
    """Yield the signatories of signatures that took place, with the trigger of the event."""
    at = {(mention.start, mention.end): mention for mention in mentions}
    for event in events:
        if event.status != "signed" or event.modality != "asserted":
            continue
        for signatory in event.signatories:
            if signatory.start is not None and signatory.end is not None:
                yield at[signatory.start, signatory.end], "signed", *event.trigger


def _spoke(doc: Doc, rules: RuleSet) -> Iterator[tuple[PersonMention, DeedRole, int, int]]:
    """Yield the people who are subject or agent of a verb of saying that is neither negated nor to come."""
    reader = SignatoryReader(doc, rules)
    announcing = rules.words["announcing"]
    speaking = announcing | rules.words["reporting"] | rules.words["speaking"]
    for token in tokens_in(doc, speaking):
        role: DeedRole = "announced" if token.lower_ in announcing else "said"
        for noun in _speakers(token):
            for mention in reader.people_of(noun) or reader.person_before(noun):
                yield mention, role, token.idx, token.idx + len(token)


def _speakers(token: Token) -> list[Token]:
    if token.lower_ == "according":
        nouns = [noun for _, noun in syntax.prepositional(token)]
    elif (
        not syntax.is_verb(token)
        or syntax.negations(token)
        or any(helper.tag_ in {"MD", "TO"} for helper in syntax.auxiliaries(token))
    ):
        return []
    else:
        nouns = syntax.doers(token)
    return [part for noun in nouns for part in named_together(noun)]
