"""The component `pactwire_agreements`: agreement events, and AGREEMENT entities for named agreements."""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from pactwire.agreements.detector import Detector
from pactwire.agreements.mentions import Mention
from pactwire.agreements.persons import read_people
from pactwire.agreements.rules import load_rules
from pactwire.components import annotations


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
        doc.ents = with_agreements(doc, named)
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


def with_agreements(doc: Doc, named: list[Mention]) -> tuple[Span, ...]:
    """Return the document's entities with the named agreements in the place of what they overlap."""
    spans = [Span(doc, m.start, m.end, label="AGREEMENT", kb_id=m.key or "", span_id=m.key or "") for m in named]
    taken = {i for span in spans for i in range(span.start, span.end)}
    kept = [ent for ent in doc.ents if taken.isdisjoint(range(ent.start, ent.end))]
    return tuple(sorted([*kept, *spans], key=lambda span: span.start))
