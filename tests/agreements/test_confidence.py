"""Confidence: its weights, how they are fitted, and what counts as right."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from pactwire.agreements.confidence import weights
from pactwire.evaluate import GoldEvent, GoldReport, judge
from pactwire.records import Event

PROGRAM = Path(__file__).parents[1] / "benchmarks" / "calibrate_confidence.py"


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate_confidence", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_makes_an_event_surer() -> None:
    known = weights()
    assert [name for name in ("pair", "formal_stage", "dated") if known[name] <= 0] == []
    assert [name for name in ("possible", "cues") if known[name] >= 0] == []


def test_fit_finds_the_shares(program: ModuleType) -> None:
    x = np.array([[1.0, 0.0]] * 100 + [[1.0, 1.0]] * 100)
    y = np.array([1.0] * 40 + [0.0] * 60 + [1.0] * 90 + [0.0] * 10)
    found = program.probability(np.array([[1.0, 0.0], [1.0, 1.0]]), program.fit(x, y))
    assert found == pytest.approx([0.4, 0.9], abs=0.06)
    assert program.fit(x, y).tolist() == program.fit(x, y).tolist()


def test_story_is_in_one_fold(program: ModuleType) -> None:
    assert program.fold_of(["b", "a", "b", "c", "a"]).tolist() == [1, 0, 1, 2, 0]


def test_reliability(program: ModuleType) -> None:
    lines = program.reliability(np.array([0.1, 0.2, 0.92, 0.94, 1.0]), np.array([0.0, 0.0, 1.0, 0.0, 1.0])).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["0.00", "-", "0.30", "0.150", "0.000", "2"],
        ["0.90", "-", "0.95", "0.930", "0.500", "2"],
        ["0.95", "-", "1.00", "1.000", "1.000", "1"],
    ]


@pytest.mark.parametrize(
    ("label", "right"),
    [
        ({}, True),
        ({"agreement_type": "ceasefire", "date_iso": "2020-01-01"}, True),
        ({"status": "ratified"}, False),
        ({"status": "ratified", "alt": {"status": ["signed"]}}, True),
        ({"modality": "planned"}, False),
        ({"modality": "planned", "alt": {"modality": ["asserted"]}}, True),
        ({"parties": ("JPN",)}, False),
        ({"parties": ("JPN", "PHL", "USA")}, False),
        ({"optional": True}, True),
    ],
)
def test_judge(label: dict[str, object], right: bool, make_event: Callable[..., Event]) -> None:
    plain = {"status": "signed", "modality": "asserted", "parties": ("JPN", "PHL"), "agreement_type": "other"}
    report = GoldReport(report_id="a1", events=(GoldEvent.model_validate(plain | label),))
    assert judge(report, [make_event()]) == [right]
    assert judge(GoldReport(report_id="a1"), [make_event()]) == [False]
