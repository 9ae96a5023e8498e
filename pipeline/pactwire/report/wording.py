"""What the report calls statuses, types, verdicts and the rest: `wording.toml`, checked against the records."""

import tomllib
from functools import cache
from importlib.resources import files

from pactwire.compare.records import FactName, Standing, VerdictName
from pactwire.records import AgreementType, Modality, PartyKind, Record, Status


class Term(Record):
    """A word for readers, and what it means."""

    label: str
    why: str


class ColouredTerm(Record):
    """A word and its colour on a light and on a dark page."""

    label: str
    colours: tuple[str, str]


class StatusTerm(ColouredTerm):
    """A status, with the phase of an agreement's life that it belongs to."""

    phase: str


class KindTerm(ColouredTerm):
    """A kind of party, with its shape in the network."""

    shape: str


class CertaintyTerms(Record):
    """What happened, and all other modalities."""

    happened: ColouredTerm
    otherwise: ColouredTerm


class SignedTerm(Record):
    """A verdict or standing; the sign says it where colour does not."""

    label: str
    sign: str
    why: str


class Wording(Record):
    """All words of the report that stand for values of the records."""

    phase: dict[str, Term]
    status: dict[Status, StatusTerm]
    modality: dict[Modality, Term]
    type: dict[AgreementType, str]
    kind: dict[PartyKind, KindTerm]
    certainty: CertaintyTerms
    verdict: dict[VerdictName, SignedTerm]
    standing: dict[Standing, SignedTerm]
    fact: dict[FactName, str]
    mark: dict[str, str]


@cache
def wording() -> Wording:
    """Return the words."""
    text = (files("pactwire.report") / "wording.toml").read_text(encoding="utf-8")
    return Wording.model_validate(tomllib.loads(text))
