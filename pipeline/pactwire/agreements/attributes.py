"""When, where, how much, what and by whom: the readers that attach what a document says to its events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pactwire.agreements.amounts import AmountReader
from pactwire.agreements.event_dates import DateReader
from pactwire.agreements.event_places import PlaceReader
from pactwire.agreements.mention import Mention
from pactwire.agreements.rules import RuleSet
from pactwire.agreements.signatories import SignatoryReader
from pactwire.records import Status


@dataclass(frozen=True, slots=True)
class Attributes:
    """The readers of one document."""

    rules: RuleSet
    dates: DateReader
    places: PlaceReader
    signatories: SignatoryReader
    amounts: AmountReader


def read_attributes(
    doc: Doc,
    rules: RuleSet,
    mentions: Sequence[Mention],
    assigned: Sequence[int],
    inside: Mapping[int, int],
    triggers: Mapping[int, Status],
) -> Attributes:
    """Return the readers of a document.

    `assigned` holds the cluster of each mention, `inside` the mention of each token that is part of one, `triggers`
    the status of each token that heads the trigger of an event.
    """
    return Attributes(
        rules=rules,
        dates=DateReader(doc, rules, inside),
        places=PlaceReader(doc, rules, inside, triggers),
        signatories=SignatoryReader(doc, rules),
        amounts=AmountReader(doc, rules, mentions, assigned, triggers),
    )
