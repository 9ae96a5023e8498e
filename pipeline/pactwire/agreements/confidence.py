"""How likely an event is right, from how it was read.

The weights of `gazetteers/confidence.csv` are those of a logistic regression over labelled reports: of the
events at 0.9 about nine in ten have status, certainty and parties right.
"""

import math
from functools import cache

from pactwire.agreements.events import AgreementEvent
from pactwire.resources import Row, read_csv

# Stages that are said of agreements only; approval, offers, talks and deliveries are said of much else.
FORMAL = frozenset({"signed", "in_force", "extended", "amended", "agreed_in_principle"})
# Stages that are told of little else and mostly read right.
SETTLED = frozenset({"signed", "ratified"})


class Weight(Row):
    """One feature and its weight in log-odds."""

    feature: str
    weight: float
    meaning: str


@cache
def weights() -> dict[str, float]:
    """Return the weights by feature."""
    return {row.feature: row.weight for row in read_csv("gazetteers/confidence.csv", Weight)}


def features(event: AgreementEvent) -> dict[str, float]:
    """Return what is known of how an event was read."""
    cues = sum(cue.field == "modality" for cue in event.cues)
    return {
        "intercept": 1.0,
        "implied": float(event.rule.endswith((".implied", ".context"))),
        "named": float(event.named),
        "pair": float(len(event.parties) == 2),
        "parties_gazetteer": float(event.party_source == "gazetteer"),
        "parties_document": float(event.party_source == "document"),
        "formal_stage": float(event.status in FORMAL),
        "settled": float(event.status in SETTLED),
        "asserted": float(event.modality == "asserted"),
        "possible": float(event.modality == "possible"),
        "negated": float(event.modality == "negated"),
        "cues": min(cues, 3) / 3.0,
        "type_evidence": min(event.type_weight, 4.0) / 4.0,
        "repeated": float(event.support > 1),
        "dated": float(event.date is not None),
        "main": float(event.main),
        "named_here": float(len(named_here(event)) > 1),
        "rivals": min(event.rivals, 3) / 3.0,
        "attributed": float(event.attribution is not None),
    }


def named_here(event: AgreementEvent) -> set[str]:
    """Return the words of an event's sentence that name its parties."""
    start, end = event.sentence
    return {cue.text for cue in event.cues if cue.field == "parties" and start <= cue.start < end}


def confidence(event: AgreementEvent) -> float:
    """Return the probability that status, certainty and parties of an event are right, to two digits."""
    known = weights()
    total = sum(known.get(name, 0.0) * value for name, value in features(event).items())
    return round(1 / (1 + math.exp(-total)), 2)
