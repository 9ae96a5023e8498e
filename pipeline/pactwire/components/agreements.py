"""The component `pactwire_agreements`: agreement events, and AGREEMENT entities for named agreements."""

from collections.abc import Collection
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from pactwire.agreements.detector import Detector
from pactwire.agreements.events import AgreementEvent
from pactwire.agreements.mention import Mention
from pactwire.agreements.persons import read_people
from pactwire.agreements.rules import load_rules
from pactwire.components import annotations

# Statuses that only a text can have.
TEXTS = frozenset({"proposed", "negotiating", "agreed_in_principle", "signed", "ratified", "in_force", "amended"})


class AgreementComponent:
    """Finds agreements and their events, then annotates the document with them."""

    def __init__(self, nlp: Language, *, rules: Path | None) -> None:
        self.detector = Detector(nlp, load_rules(rules))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""
        notes = annotations(doc)
        mentions = self.detector.mentions(doc)
        notes.events = self.detector.events(doc, mentions=mentions)
        notes.persons = read_people(doc, self.detector.rules, notes.events)
        named = [mention for mention in mentions if mention.strength == "named"]
        doc.ents = with_agreements(doc, named, {event.agreement.key for event in notes.events if is_text(event)})
        return doc


@Language.factory(
    "pactwire_agreements",
    requires=["token.dep", "token.tag", "doc.sents", "doc.ents"],
    assigns=["doc.ents", "doc.user_data"],
    default_config={"rules": None},
)
def make_agreements(nlp: Language, name: str, rules: str | None) -> AgreementComponent:
    """Create the component; `rules` is a folder of rules that extend or override the built-in ones."""
    del name
    return AgreementComponent(nlp, rules=Path(rules) if rules is not None else None)


def is_text(event: AgreementEvent) -> bool:
    """Tell whether an event treats its agreement as a text: nobody signs or ratifies an organisation."""
    return event.status in TEXTS


def with_agreements(doc: Doc, named: list[Mention], texts: Collection[str]) -> tuple[Span, ...]:
    """Return the document's entities with the named agreements in the place of what they overlap.

    A name that an organisation has, too ("the Warsaw Pact"), is the organisation's unless it is one of the `texts`.
    """
    organisations = {(ent.start, ent.end) for ent in doc.ents if ent.label_ == "ORG" and ent.kb_id_}
    spans = [
        Span(doc, m.start, m.end, label="AGREEMENT", kb_id=m.key or "", span_id=m.key or "")
        for m in named
        if (m.start, m.end) not in organisations or (m.key or "") in texts
    ]
    taken = {i for span in spans for i in range(span.start, span.end)}
    kept = [ent for ent in doc.ents if taken.isdisjoint(range(ent.start, ent.end))]
    return tuple(sorted([*kept, *spans], key=lambda span: span.start))
