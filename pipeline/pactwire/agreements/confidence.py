"""How likely an event is right, from how it was read.

The weights of `gazetteers/confidence.csv` are those of a logistic regression over labelled reports: of the
events at 0.9 about nine in ten have status, certainty and parties right.
"""

import math
from functools import cache

from pactwire.agreements.events import AgreementEvent
from pactwire.resources import Row, read_csv


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
    return {
        "intercept": 1.0,
        "exact_link": float(event.exact),
        "named": float(event.named),
        "parties_stated": float(event.party_source in {"stated", "gazetteer"}),
        "parties_single": float(event.party_source == "single"),
        "parties_document": float(event.party_source == "document"),
        "type_evidence": min(event.type_weight, 4.0) / 4.0,
        "asserted": float(event.modality == "asserted"),
        "repeated": float(event.support > 1),
        "dated": float(event.date is not None),
        "main": float(event.main),
    }


def confidence(event: AgreementEvent) -> float:
    """Return the probability that status, certainty and parties of an event are right, to two digits."""
    known = weights()
    total = sum(known.get(name, 0.0) * value for name, value in features(event).items())
    return round(1 / (1 + math.exp(-total)), 2)
