"""Which statements are compared across the stages of an agreement."""

from collections.abc import Callable

import pytest

from pactwire.compare.runs import compare_records
from pactwire.records import ArticleRecord, Event

EventMaker = Callable[..., Event]
RecordMaker = Callable[..., ArticleRecord]
JETS = {"parties": "GBR TUR", "type": "procurement_contract", "name": "Kestrel Contract"}


def across(
    make_event: EventMaker, make_record: RecordMaker, *told: tuple[str, str, str, float]
) -> list[tuple[str, str]]:
    """Return the values of sums that are compared across stages, with their verdicts."""
    records = [
        make_record(
            make_event(
                f"a{n}",
                status,
                **JETS,
                modality=modality,
                date=day,
                published=day,
                amounts=[(f"${value}", value, "USD")],
            )
        )
        for n, (status, modality, day, value) in enumerate(told)
    ]
    facts = compare_records(records).facts
    return [(fact.value, fact.verdict) for fact in facts if fact.stage_id is None and fact.fact == "amount"]


CASES = [
    # Approved and signed within the season: the price may have changed between the two acts.
    (
        [("approved", "asserted", "2025-04-09", 64e8), ("signed", "asserted", "2025-04-28", 63e8)],
        [("6,400,000,000 USD", "compatible"), ("6,300,000,000 USD", "compatible")],
    ),
    # A year later it is another price.
    (
        [("approved", "asserted", "2024-04-09", 64e8), ("signed", "asserted", "2025-04-28", 63e8)],
        [("6,400,000,000 USD", "compatible"), ("6,300,000,000 USD", "compatible")],
    ),
    # What was asked for in talks and what was delivered is not the price of the contract.
    ([("negotiating", "asserted", "2025-04-09", 40e8), ("signed", "asserted", "2025-04-28", 63e8)], []),
    ([("signed", "asserted", "2025-04-09", 63e8), ("delivered", "asserted", "2025-05-28", 9e8)], []),
    ([("signed", "asserted", "2025-04-28", 63e8)], []),
]


@pytest.mark.parametrize(("told", "expected"), CASES)
def test_sums_across_stages(
    told: list[tuple[str, str, str, float]],
    expected: list[tuple[str, str]],
    make_event: EventMaker,
    make_record: RecordMaker,
) -> None:
    assert across(make_event, make_record, *told) == expected
