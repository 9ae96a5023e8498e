"""The agreement event as the component leaves it: everything of the record but what the article adds."""

from dataclasses import dataclass

from pactwire.records import (
    Agreement,
    Amount,
    Attribution,
    Codes,
    Cue,
    EventDate,
    Item,
    Modality,
    Party,
    Place,
    Signatory,
    Status,
)


@dataclass(frozen=True, slots=True)
class AgreementEvent:
    """One agreement at one status. `sentence` and `trigger` are character offsets.

    `cluster` numbers the agreement within the document; `exact`, `type_weight`, `named` and `party_source`
    say how the event was read and feed its confidence, as do `rivals`, the parties of the other events of the text
    that are none of this one.
    """

    cluster: int
    status: Status
    modality: Modality
    agreement: Agreement
    parties: tuple[Party, ...]
    date: EventDate | None
    place: Place | None
    amounts: tuple[Amount, ...]
    items: tuple[Item, ...]
    signatories: tuple[Signatory, ...]
    attribution: Attribution | None
    codes: Codes
    sentence: tuple[int, int]
    trigger: tuple[int, int]
    rule: str
    cues: tuple[Cue, ...]
    exact: bool
    type_weight: float
    named: bool
    party_source: str
    distinct: bool = False
    again: bool = False
    main: bool = False
    support: int = 1
    rivals: int = 0
    confidence: float = 0.5
