"""Which reports are about one agreement. Each case lists events; letters say which belong together."""

from collections.abc import Callable
from typing import Any

import pytest

from pactwire.compare.clustering import candidate_pairs, cluster_mentions
from pactwire.compare.linking import explain_pair, score_pair
from pactwire.compare.mentions import Mention, build_mentions, collapse
from pactwire.compare.rules import compare_rules
from pactwire.records import Event

EventMaker = Callable[..., Event]
ACSA = {"name": "Acquisition and Cross-Servicing Agreement", "acronym": "ACSA"}
RAA = {"name": "Reciprocal Access Agreement", "acronym": "RAA", "type": "visiting_forces"}
OSA = {"name": "Official Security Assistance", "acronym": "OSA", "type": "military_aid"}
JETS: dict[str, Any] = {"parties": "FRA IND", "type": "procurement_contract"}

Case = list[tuple[str, str, dict[str, Any]]]  # (dossier, article, event)

CASES: dict[str, Case] = {
    "named, abbreviated and spelled in two ways": [
        ("a", "1", {**ACSA, "date": "2026-01-15"}),
        ("a", "2", {"acronym": "ACSA", "date": "XXXX-01-15"}),
        ("a", "3", {"name": "acquisition and cross servicing agreement", "status": "negotiating", "date": "2025-04"}),
        ("a", "4", {"name": "Agreement concerning the Reciprocal Provision of Supplies and Services"}),
    ],
    "three agreements of the same parties, two of them signed on one day": [
        ("a", "1", {**ACSA, "date": "2026-01-15"}),
        ("b", "1", {**OSA, "date": "2026-01-15"}),
        ("c", "1", {**RAA, "status": "in_force", "role": "background"}),
        ("a", "2", {**ACSA, "date": "2026-01-15"}),
        ("c", "2", {**RAA, "status": "ratified", "role": "background"}),
        ("b", "2", {**OSA, "date": "2026-01-15"}),
    ],
    "the same kind of agreement with another partner": [
        ("a", "1", {**RAA, "date": "2024-07-08"}),
        ("b", "2", {**RAA, "parties": "AUS JPN", "date": "2022-01-06"}),
        ("c", "3", {**RAA, "parties": "GBR JPN", "date": "2023-01-11"}),
    ],
    "three states named together do not make one of two pairs": [
        ("a", "1", {**RAA, "parties": "AUS JPN", "status": "in_force"}),
        ("b", "2", {**RAA, "date": "2024-07-08"}),
        ("b", "3", {**RAA, "parties": "AUS JPN PHL", "date": "2024-07-08"}),
    ],
    "a wrong party does not bring two named agreements together": [
        ("a", "1", {"parties": "FIN USA", "type": "defense_cooperation", "name": "Defense Cooperation Agreement", "acronym": "DCA", "date": "2023-12-18"}),
        ("a", "1", {"parties": "FIN RUS USA", "type": "defense_cooperation", "name": "defense cooperation agreement", "acronym": "DCA", "status": "in_force", "modality": "planned"}),
        ("a", "5", {"parties": "FIN USA", "type": "defense_cooperation", "name": "defence cooperation agreement", "status": "approved", "date": "2024-07-01"}),
        ("b", "2", {"parties": "RUS", "type": "mutual_defense", "name": "Warsaw Pact", "status": "suspended", "date": "2007"}),
        ("c", "3", {"parties": "RUS", "type": "arms_control", "name": "Treaty on Conventional Armed Forces in Europe", "acronym": "CFE", "status": "terminated", "date": "2023-11-07"}),
        ("c", "4", {"parties": "RUS", "type": "arms_control", "acronym": "CFE", "status": "terminated", "date": "2023-11-07"}),
        ("d", "4", {"parties": "RUS", "type": "arms_control", "name": "Vienna Document", "status": "suspended"}),
    ],
    "each report names some of the members": [
        ("a", "1", {"parties": "AUS USA", "type": "defense_cooperation", "name": "AUKUS", "published": "2021-09-16"}),
        ("a", "2", {"parties": "AUS GBR", "type": "defense_cooperation", "name": "AUKUS", "published": "2021-09-16"}),
        ("a", "3", {"parties": "AUS GBR USA", "type": "defense_cooperation", "name": "AUKUS", "published": "2021-09-16"}),
    ],
    "two visiting-forces pacts of the same states": [
        ("a", "1", {"parties": "PHL USA", "type": "visiting_forces", "name": "2024 Visiting Forces Agreement", "acronym": "VFA"}),
        ("b", "2", {"parties": "PHL USA", "type": "visiting_forces", "name": "2025 Status of Visiting Forces Agreement", "acronym": "SOVFA"}),
        ("a", "3", {"parties": "PHL USA", "type": "visiting_forces", "name": "Visiting Forces Agreement", "status": "ratified"}),
        ("b", "4", {"parties": "PHL USA", "type": "visiting_forces", "acronym": "SOVFA", "status": "ratified"}),
    ],
    "unnamed, joined by day, sum and goods": [
        ("a", "1", {**JETS, "date": "2025-04-28", "amounts": [("₹63,000 crore", 63e10, "INR")], "items": [("26 Rafale M", 26, "Rafale M")]}),
        ("a", "2", {**JETS, "date": "2025-04-28", "amounts": [("Rs 63,000 crore", 63e10, "INR")]}),
        ("a", "3", {**JETS, "status": "approved", "date": "2025-04-09", "amounts": [("Rs 64,000 crore", 64e10, "INR")], "items": [("26 Rafale Marine", 26, "Rafale Marine")]}),
        ("a", "4", {**JETS, "companies": ["Dassault Aviation"], "date": "2025-04-28", "items": [("26 Rafale M", 26, "Rafale M")]}),
    ],
    "an earlier deal of the same parties for other aircraft": [
        ("a", "1", {**JETS, "date": "2025-04-28", "items": [("26 Rafale M", 26, "Rafale M")]}),
        ("b", "1", {**JETS, "date": "2016-09-23", "role": "background", "items": [("36 Rafale", 36, "Rafale")]}),
        ("b", "2", {**JETS, "date": "2016-09", "items": [("36 Rafale", 36, "Rafale")]}),
    ],
    "an earlier unnamed deal under the same key": [
        ("a", "1", {**JETS, "date": "2025-04-28", "key": "jets"}),
        ("b", "1", {**JETS, "date": "2016", "role": "background", "key": "jets"}),
        ("a", "1", {**JETS, "status": "approved", "date": "2025-04-09", "role": "background", "key": "jets"}),
    ],
    "a treaty by a description": [
        ("a", "1", {"parties": "RUS USA", "type": "arms_control", "name": "New START", "status": "suspended", "date": "2023-02-21"}),
        ("a", "2", {"parties": "RUS USA", "type": "arms_control", "name": "nuclear arms pact", "status": "suspended", "date": "2023-02-21"}),
        ("b", "3", {"parties": "RUS USA", "type": "arms_control", "name": "Open Skies Treaty", "status": "terminated", "date": "2021-06-18"}),
    ],
    "an intelligence pact misnamed": [
        ("a", "1", {"parties": "JPN KOR", "type": "information_security", "name": "General Security of Military Information Agreement", "status": "terminated", "modality": "planned"}),
        ("a", "2", {"parties": "JPN KOR", "type": "information_security", "name": "General Security of Military Intelligence Agreement", "status": "extended"}),
    ],
    "two members' ratifications are told apart from another candidate's": [
        ("a", "1", {"parties": "FIN NATO TUR", "type": "mutual_defense", "status": "ratified", "date": "2023-03-30"}),
        ("a", "2", {"parties": "FIN NATO TUR", "type": "mutual_defense", "status": "approved", "date": "2023-03-30"}),
        ("b", "2", {"parties": "NATO SWE TUR", "type": "mutual_defense", "status": "ratified", "modality": "negated", "role": "background"}),
    ],
    "aid packages that follow each other": [
        ("a", "1", {"parties": "UKR USA", "type": "military_aid", "status": "approved", "date": "2023-02-24", "amounts": [("$2 billion", 2e9, "USD")]}),
        ("a", "2", {"parties": "UKR USA", "type": "military_aid", "status": "approved", "date": "2023-02-24", "amounts": [("$2bn", 2e9, "USD")]}),
        ("b", "3", {"parties": "UKR USA", "type": "military_aid", "status": "approved", "date": "2023-05-09", "amounts": [("$1.2 billion", 1.2e9, "USD")]}),
    ],
    "one outlet names one party only": [
        ("a", "1", {"parties": "AUS VUT", "type": "defense_cooperation", "name": "Nakamal Agreement", "published": "2025-09-10"}),
        ("a", "2", {"parties": "VUT", "type": "defense_cooperation", "name": "Nakamal Agreement", "published": "2025-09-09"}),
        ("b", "3", {"parties": "AUS", "type": "mutual_defense", "name": "Pukpuk Treaty", "published": "2025-09-17"}),
    ],
    "other parties, the same words and day": [
        ("a", "1", {"parties": "AUS VUT", "type": "defense_cooperation", "name": "security agreement", "date": "2025-09-09"}),
        ("b", "2", {"parties": "CHN SLB", "type": "defense_cooperation", "name": "security agreement", "date": "2025-09-09"}),
    ],
}  # fmt: skip


def group(events: list[Event]) -> tuple[list[list[str]], list[Mention]]:
    mentions = collapse(build_mentions(events))
    clusters = cluster_mentions(mentions)
    return [sorted(e for m in cluster.members for e in mentions[m].events) for cluster in clusters], mentions


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("turned", [False, True])
def test_same_agreement(name: str, turned: bool, make_event: EventMaker) -> None:
    expected: dict[str, list[str]] = {}
    events = []
    for dossier, article, fields in CASES[name]:
        event = make_event(article, **fields)
        events.append(event)
        expected.setdefault(dossier, []).append(event.event_id)
    found, _ = group(events[::-1] if turned else events)
    assert sorted(found) == sorted(sorted(ids) for ids in expected.values())


def mention(event: Event) -> Mention:
    return build_mentions([event])[0]


def test_reasons_add_up_and_name_both_sides(make_event: EventMaker) -> None:
    left = mention(make_event("1", **ACSA, date="2026-01-15"))
    right = mention(make_event("2", **RAA, status="ratified"))
    reasons = explain_pair(left, right)
    assert [(reason.feature, reason.points) for reason in reasons] == [
        ("prior", -4.0),
        ("parties", 2.5),
        ("type", -3.0),
        ("name", -6.0),
    ]
    assert reasons[3].detail == "Acquisition and Cross-Servicing Agreement and Reciprocal Access Agreement"
    score = score_pair(left, right)
    assert (score.total, score.barred) == (sum(reason.points for reason in reasons), True)
    assert score_pair(right, left) == score


def test_a_join_needs_more_than_parties_and_type(make_event: EventMaker) -> None:
    left = mention(make_event("1", type="defense_cooperation", published="2020-01-01"))
    right = mention(make_event("2", type="defense_cooperation", published="2024-01-01"))
    assert score_pair(left, right).total < compare_rules().join.threshold


def test_pairs_grow_with_the_mentions_and_not_with_their_square(make_event: EventMaker) -> None:
    def pairs(size: int) -> int:
        events = [
            make_event(
                f"{number}",
                type="procurement_contract",
                amounts=[(f"${number + 1}", number + 1.0, "USD")],
                published=f"20{10 + number % 10}-0{1 + number % 9}-11",
            )
            for number in range(size)
        ]
        return len(list(candidate_pairs(build_mentions(events))))

    few, many = pairs(100), pairs(400)
    assert many <= 4.6 * few
    assert many <= 400 * 3 * compare_rules().join.window
