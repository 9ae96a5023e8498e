from pathlib import Path

import pytest

from pactwire.compare.runs import Comparison, compare_runs
from pactwire.compare.timeline import find_dossiers, timeline

RUN = Path(__file__).parent / "golden" / "run"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_runs([RUN])


QUERIES = [
    ("JPN PHL ACSA", ["ACSA"]),
    ("acsa", ["ACSA"]),
    ("japan philippines reciprocal", ["RAA"]),
    ("visiting forces", ["RAA"]),
    ("signed 2026", ["ACSA"]),
    ("JPN PHL", ["ACSA", "RAA"]),
    ("rafale", [None]),
    ("26 jets", [None]),
    ("procurement rafale", [None]),
    ("JPN rafale", []),
    ("JPN AUS", []),
    ("GSOMIA", []),
    ("", []),
]


@pytest.mark.parametrize(("query", "acronyms"), QUERIES)
def test_find_dossiers(query: str, acronyms: list[str], comparison: Comparison) -> None:
    found = [dossier.acronym for dossier in find_dossiers(comparison, query)]
    assert found == acronyms


def test_find_by_id(comparison: Comparison) -> None:
    first = comparison.dossiers[0]
    assert find_dossiers(comparison, first.dossier_id[:8])[0] == first


def test_timeline(comparison: Comparison) -> None:
    (dossier,) = find_dossiers(comparison, "JPN PHL ACSA")
    entries = timeline(comparison.entry(dossier.dossier_id))
    told = [(e.date, e.status, e.modality, e.current, e.sources) for e in entries]
    assert told == [
        ("2025-04-29", "negotiating", "asserted", False, 2),
        ("2026-01-15", "signed", "asserted", True, 4),
        (None, "ratified", "planned", False, 1),
    ]
    assert entries[1].place == "Malacañang Palace"
    assert entries[1].amounts == ()
    assert [(verdict.fact, verdict.verdict) for verdict in entries[1].conflicts] == [("date", "conflict")]
