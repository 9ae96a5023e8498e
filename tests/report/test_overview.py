"""Figures over a run, the charts that draw them, and the places in the network."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pactwire.compare.store import iter_entries
from pactwire.records import ArticleRecord, Status
from pactwire.report.charts import draw_charts
from pactwire.report.network import place
from pactwire.report.overview import Tallies, most_common, recent_months
from pactwire.report.wording import wording

Counts = dict[tuple[str | None, Status], int]


@pytest.mark.parametrize(
    ("counts", "months", "drawn", "earlier", "undated"),
    [
        ({("2024-01", "signed"): 1, ("2023-12", "signed"): 2}, 2, {"2023-12": 2, "2024-01": 1}, 0, 0),
        ({("2024-01", "signed"): 1, ("2023-11", "signed"): 2}, 2, {"2024-01": 1}, 2, 0),
        ({(None, "signed"): 4}, 2, {}, 0, 4),
        ({}, 2, {}, 0, 0),
    ],
)
def test_months_back_from_the_last(
    counts: Counts, months: int, drawn: dict[str, int], earlier: int, undated: int
) -> None:
    found = recent_months(counts, months)
    assert {month: number for (month, _), number in found.counts.items()} == drawn
    assert (found.earlier, found.undated) == (earlier, undated)


def test_ties_go_by_name() -> None:
    assert most_common({"b": 2, "a": 2, "c": 3, "d": 1}, 3) == ["c", "a", "b"]


def test_tables_tell_what_charts_draw(story: Callable[..., ArticleRecord]) -> None:
    tallies = Tallies()
    tallies.add_article(story(1, "A", statuses=(("signed", "asserted"), ("ratified", "planned"))))
    tallies.add_article(story(2, "B", kind="arms_control", day="2025-12-31"))
    charts = {chart.id: chart for chart in draw_charts(tallies, wording())}
    assert list(charts) == ["months-happened", "months-reported", "types", "outlets"]
    assert charts["types"].rows == (("Logistics support", 1, 1), ("Arms control", 1, 0))
    assert charts["outlets"].rows == (("A", 1, 1), ("B", 1, 0))
    assert charts["outlets"].keys == ("A", "B")
    assert charts["months-happened"].header == ("Month", "Signed", "Ratified", "All")
    assert charts["months-happened"].rows == (("2026-01", 1, 1, 2), ("2025-12", 1, 0, 1))
    assert charts["months-reported"].rows == (("2026-01", 2, 1, 3),)
    for chart in charts.values():
        drawn = sum(value["events"] for value in chart.spec["data"]["values"])
        assert drawn == tallies.events, chart.id
        assert len(chart.spec["usermeta"]["colours"]) == len(chart.spec["usermeta"]["legend"])


def test_a_conference_is_no_bond_of_each_pair(
    tmp_path: Path, story: Callable[..., ArticleRecord], write_run: Callable[..., Path]
) -> None:
    many = tuple((f"P{number:02d}", f"Land {number:02d}") for number in range(13))
    stories = [
        story(1),
        story(2, names=many[:12], agreement="Dozen Pact"),
        story(3, names=many, agreement="World Pact"),
    ]
    tallies = Tallies()
    for entry in iter_entries(write_run(tmp_path, stories)):
        tallies.add_agreement(entry, 0)
    assert tallies.pairs[("JPN", "PHL")] == 1
    assert tallies.pairs[("P00", "P11")] == 1
    assert not [pair for pair in tallies.pairs if "P12" in pair]
    assert tallies.party_agreements["P12"] == 1


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_charts(Tallies(), wording()) == ()


def test_places() -> None:
    nodes = [f"n{number}" for number in range(20)]
    bonds = {("n0", f"n{number}"): 1 + number % 3 for number in range(1, 12)}
    places = place(nodes, bonds)
    assert places == place(nodes, bonds)
    assert set(places) == set(nodes)
    assert len(set(places.values())) == len(nodes)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())


@pytest.mark.parametrize(("nodes", "places"), [([], {}), (["a"], {"a": (0.5, 0.5)})])
def test_few_places(nodes: list[str], places: dict[str, tuple[float, float]]) -> None:
    assert place(nodes, {}) == places
