"""Rows and dossiers of agreements."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pactwire.compare.records import Compared
from pactwire.compare.store import iter_entries
from pactwire.records import ArticleRecord
from pactwire.report.agreements import agreement_dossier, agreement_row, conflicts_of, script_offset, title_of


@pytest.fixture
def entries(tmp_path: Path, story: Callable[..., ArticleRecord], write_run: Callable[..., Path]) -> list[Compared]:
    names = (("FRA", "France"), ("IND", "India"))
    folder = write_run(
        tmp_path,
        [
            story(1, "A", statuses=(("signed", "asserted"), ("ratified", "planned"))),
            story(2, "B", day="2026-01-14"),
            story(
                3,
                "C",
                names=names,
                agreement="Jet Contract",
                kind="arms_transfer",
                published="2025-04-29",
                day="2025-04-28",
            ),
        ],
    )
    return sorted(iter_entries(folder), key=lambda entry: -len(entry.dossier.outlets))


def test_row(entries: list[Compared]) -> None:
    row = agreement_row(entries[0])
    assert {
        key: row[key] for key in ("title", "parties", "status", "date", "outlets", "statuses", "conflicts", "stages")
    } == {
        "title": "Logistics Accord",
        "parties": ["JPN", "PHL"],
        "status": "signed",
        "date": entries[0].dossier.current_date,
        "outlets": ["A", "B"],
        "statuses": ["ratified", "signed"],
        "conflicts": len(conflicts_of(entries[0])),
        "stages": len(entries[0].stages),
    }
    assert [status for status, _, _ in row["course"]] == [stage.status for stage in entries[0].stages]


def test_dossier_holds_each_sentence_once_and_points_at_the_words(entries: list[Compared]) -> None:
    entry = entries[0]
    dossier = agreement_dossier(entry)
    assert len(dossier["sentences"]) == len(set(dossier["sentences"])) == len({fact.evidence for fact in entry.facts})
    told = [value for stage in dossier["stages"] for group in stage["facts"] for value in group["values"]]
    told += [value for group in dossier["across"] for value in group["values"]]
    assert len(told) == len(entry.facts)
    pointed = [
        (value["text"], dossier["sentences"][value["sentence"]][slice(*value["words"])])
        for value in told
        if value["words"]
    ]
    assert ("2026-01-14", "2026-01-14") in pointed
    assert ("signed", "signed") in pointed


def test_words_outside_the_sentence_are_not_pointed_at(entries: list[Compared]) -> None:
    entry = entries[0]
    away = entry.facts[0].model_copy(
        update={"start": entry.facts[0].evidence_end, "end": entry.facts[0].evidence_end + 5}
    )
    dossier = agreement_dossier(Compared(dossier=entry.dossier, stages=entry.stages, facts=(away,)))
    groups = [group for stage in dossier["stages"] for group in stage["facts"]] + dossier["across"]
    assert [value["words"] for group in groups for value in group["values"]] == [None]


def test_conflicts_are_those_of_stages_and_of_the_whole(entries: list[Compared]) -> None:
    verdicts = [v for holder in (*entries[0].stages,) for v in holder.verdicts] + list(entries[0].dossier.verdicts)
    assert sorted(conflicts_of(entries[0])) == sorted(v.fact for v in verdicts if v.verdict == "conflict")
    assert conflicts_of(entries[1]) == []


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Reciprocal Access Agreement (RAA), Japan–Philippines", "Reciprocal Access Agreement (RAA)"),
        ("procurement contract, Japan–Philippines", "Procurement contract"),
        ("Pact of Steel, and more, Japan–Philippines", "Pact of Steel, and more"),
        ("something else", "Something else"),
    ],
)
def test_title(entries: list[Compared], label: str, title: str) -> None:
    parties = tuple(
        party.model_copy(update={"name": name})
        for party, name in zip(entries[0].dossier.parties, ("Japan", "Philippines"), strict=True)
    )
    assert title_of(entries[0].dossier.model_copy(update={"label": label, "parties": parties})) == title


@pytest.mark.parametrize(
    ("text", "offset", "counted"), [("signed", 3, 3), ("🚢🚢 x", 3, 5), ("é\u0301x", 2, 2), ("", 0, 0)]
)
def test_script_offset(text: str, offset: int, counted: int) -> None:
    assert script_offset(text, offset) == counted
