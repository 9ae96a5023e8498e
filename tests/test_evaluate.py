"""Events scored against labels: the borderline cases of pairing and of each field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwire.errors import InputError
from pactwire.evaluate import Evaluation, GoldReport, evaluate, read_gold
from pactwire.records import Event

LABEL: dict[str, Any] = {
    "status": "signed",
    "modality": "asserted",
    "parties": ["JPN", "PHL"],
    "agreement_type": "logistics_support",
    "agreement_name": "Acquisition and Cross-Servicing Agreement",
    "acronym": "ACSA",
    "date_iso": "2026-01-15",
    "place": "Manila",
    "amounts": [{"value": 200_000_000, "currency": "JPY"}],
    "signatories": [{"name": "Motegi Toshimitsu"}],
    "evidence": "signed",
    "event_role": "main",
    "optional": False,
}


def report(*labels: dict[str, Any], negative: bool = False) -> GoldReport:
    return GoldReport.model_validate(
        {"report_id": "a1", "is_negative": negative, "events": [LABEL | label for label in labels]}
    )


def party(name: str) -> dict[str, Any]:
    return {"id": name, "name": name, "kind": "state"}


def share(figures: Evaluation, field: str) -> str:
    return figures.fields[field].split(" ")[0]


def test_perfect(make_event: Callable[..., Event]) -> None:
    event = make_event(signatories=({"name": "Toshimitsu Motegi"},))
    figures, mistakes = evaluate([report({})], [event])
    assert mistakes == []
    assert figures.model_dump() == {
        "labels": 1,
        "predictions": 1,
        "unlabelled": 0,
        "detected": {"p": 1.0, "r": 1.0, "f1": 1.0},
        "strict": {"p": 1.0, "r": 1.0, "f1": 1.0},
        "main_found": 1.0,
        "negative_reports_with_false_claim": "0/0",
        "fields": dict.fromkeys(
            ("modality", "type", "parties", "date", "place", "amount", "signatory", "name"), "1/1 = 1.000"
        ),
        "by_status": {"signed": {"p": 1.0, "r": 1.0, "f1": 1.0, "labels": 1}},
    }


def test_nothing_predicted_and_nothing_labelled() -> None:
    figures, mistakes = evaluate([report({}), report()], [])
    assert (figures.labels, figures.predictions, figures.detected.f1) == (1, 0, 0.0)
    assert [str(mistake) for mistake in mistakes] == ["missed | a1 | signed/asserted | JPN, PHL | signed"]


@pytest.mark.parametrize(
    ("label", "event", "detected", "strict"),
    [
        pytest.param({}, {"status": "ratified"}, 0, 0, id="another status"),
        pytest.param({"alt": {"status": ["ratified"]}}, {"status": "ratified"}, 1, 1, id="an accepted status"),
        pytest.param({}, {"modality": "planned"}, 1, 0, id="another modality"),
        pytest.param({"alt": {"modality": ["*"]}}, {"modality": "planned"}, 1, 1, id="modality not scored"),
        pytest.param({}, {"parties": [party("JPN")]}, 1, 0, id="half of the parties"),
        pytest.param({}, {"parties": [party("JPN"), party("USA")]}, 0, 0, id="a third of the parties"),
        pytest.param({}, {"parties": []}, 0, 0, id="no parties"),
        pytest.param({"alt": {"parties": ["*"]}}, {"parties": []}, 1, 1, id="parties not scored"),
        pytest.param({"alt": {"parties": [["USA"]]}}, {"parties": [party("usa")]}, 1, 1, id="accepted parties"),
        pytest.param({}, {"agreement": {"type": "other", "key": "k"}}, 1, 0, id="another type"),
    ],
)
def test_pairing(
    make_event: Callable[..., Event], label: dict[str, Any], event: dict[str, Any], detected: int, strict: int
) -> None:
    figures, mistakes = evaluate([report(label)], [make_event(**event)])
    assert (figures.detected.f1, figures.strict.f1) == (detected, strict)
    assert [mistake.kind for mistake in mistakes] == ([] if detected else ["missed", "false"])


@pytest.mark.parametrize(
    ("field", "label", "event", "expected"),
    [
        ("date", {}, {"date": None}, "0/1"),
        ("date", {"date_iso": None}, {}, "0/0"),
        ("date", {"alt": {"date_iso": [None]}}, {"date": None}, "1/1"),
        ("place", {}, {"place": {"name": "Metro Manila"}}, "1/1"),
        ("place", {}, {"place": {"name": "Tokyo"}}, "0/1"),
        ("place", {}, {"place": None}, "0/1"),
        ("place", {"alt": {"place": [None]}}, {"place": None}, "1/1"),
        ("amount", {}, {"amounts": ()}, "0/1"),
        ("amount", {"amounts": []}, {}, "0/0"),
        ("signatory", {}, {"signatories": ({"name": "Mr. Motegi"},)}, "1/1"),
        ("signatory", {}, {"signatories": ({"name": "Motegi"}, {"name": "Marcos"})}, "0/1"),
        ("signatory", {}, {}, "0/1"),
        ("name", {}, {"agreement": {"acronym": "ACSA", "type": "other", "key": "k"}}, "1/1"),
        ("name", {}, {"agreement": {"name": "Cross-Servicing Agreement", "type": "other", "key": "k"}}, "1/1"),
        ("name", {}, {"agreement": {"name": "pact", "type": "other", "key": "k"}}, "0/1"),
    ],
)
def test_fields(
    make_event: Callable[..., Event], field: str, label: dict[str, Any], event: dict[str, Any], expected: str
) -> None:
    figures, _ = evaluate([report(label)], [make_event(**event)])
    assert share(figures, field) == expected


def test_best_fit_is_paired_first(make_event: Callable[..., Event]) -> None:
    worse = make_event(event_id="e1", modality="planned", date=None)
    better = make_event(event_id="e2")
    figures, mistakes = evaluate([report({})], [worse, better])
    assert (figures.detected.p, figures.strict.r) == (0.5, 1.0)
    assert [(mistake.kind, mistake.modality) for mistake in mistakes] == [("false", "planned")]


def test_optional_label_is_neither_missed_nor_wrong(make_event: Callable[..., Event]) -> None:
    assert evaluate([report({"optional": True})], [])[0].detected.f1 == 0.0
    figures, mistakes = evaluate([report({"optional": True})], [make_event()])
    assert (figures.labels, mistakes) == (0, [])


@pytest.mark.parametrize(("modality", "expected"), [("asserted", "1/1"), ("planned", "0/1")])
def test_false_claims_in_negative_reports(make_event: Callable[..., Event], modality: str, expected: str) -> None:
    figures, _ = evaluate([report(negative=True)], [make_event(modality=modality)])
    assert figures.negative_reports_with_false_claim == expected


def test_read_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"report_id": "a1", "note": "ignored", "events": [LABEL]}) + "\n")
    assert list(read_gold(path)) == [report({})]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"events": []}', r"gold\.jsonl:1: report_id: Field required"),
        (b"{", r"gold\.jsonl:1: Invalid JSON"),
        (b"\xff", r"cannot read .*gold\.jsonl: .*utf-8"),
    ],
)
def test_wrong_labels(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_gold(tmp_path / "gold.jsonl"))


def test_missing_labels(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*gold\.jsonl: No such file or directory$"):
        list(read_gold(tmp_path / "gold.jsonl"))
