"""A report of 5,000 events stays quick to use: times measured in the browser. Run by `make test-report`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pactwire.records import ArticleRecord
from pactwire.report import write_report

pytestmark = pytest.mark.slow

ARTICLES, STAGES = 1_250, 4
STATUSES = ("proposed", "negotiating", "approved", "signed", "ratified", "in_force", "suspended", "terminated")
KINDS = ("logistics_support", "visiting_forces", "arms_transfer", "procurement_contract", "defense_cooperation")
FIRST_NAMES = ("Alpine", "Baltic", "Coral", "Delta", "Ember", "Fjord")
FILLER = (
    "Officials in the capital declined to say what the text holds, and the two staffs went on with their work. " * 22
)

# Milliseconds that a person takes for at once, with room for a busy machine.
AT_ONCE, OPENED = 250, 2_500

TIMED = """
async (act) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const field = document.querySelector('[name=q]');
  const acts = {
    search: () => { field.value = 'country 17'; field.dispatchEvent(new Event('input', { bubbles: true })); },
    filter: () => { const type = document.querySelector('[name=type]'); type.value = 'arms_transfer'; type.dispatchEvent(new Event('input', { bubbles: true })); },
    dossier: () => document.querySelector('#agreements-rows a').click(),
  };
  const count = () => document.querySelector('#agreements-count')?.textContent + document.title;
  const before = count();
  const start = performance.now();
  acts[act]();
  while (count() === before) await new Promise((done) => setTimeout(done, 1));
  await frame();
  return performance.now() - start;
}
"""


def stories(story: Callable[..., ArticleRecord]) -> Iterator[ArticleRecord]:
    for number in range(ARTICLES):
        pact = number // 2
        left, right = pact % 53, (pact * 7 + 1 + pact // 53) % 53
        right = right if right != left else (right + 1) % 53
        names = tuple((f"C{country:02d}", f"Country {country:02d}") for country in sorted((left, right)))
        first = pact % (len(STATUSES) - STAGES + 1)
        month = 1 + pact % 12
        yield story(
            number,
            f"Outlet {number * 11 % 23:02d}",
            names=names,
            agreement=f"{FIRST_NAMES[pact % 6]} Accord {pact}",
            kind=KINDS[pact % len(KINDS)],
            published=f"{2018 + pact % 8}-{month:02d}-20",
            day=f"{2018 + pact % 8}-{month:02d}-{1 + pact % 19:02d}",
            statuses=tuple((status, "asserted") for status in STATUSES[first : first + STAGES]),
            extra=FILLER,
        )


def test_five_thousand_events(
    tmp_path: Path,
    story: Callable[..., ArticleRecord],
    write_run: Callable[..., Path],
    visit: Callable[..., Any],
) -> None:
    file = write_report(write_run(tmp_path / "large", stories(story)))
    assert file.stat().st_size < 25_000_000
    seen = visit(file)
    page = seen.open()
    times = {"load": page.evaluate("performance.now()")}
    times["ready"] = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    page.evaluate("location.hash = '#agreements'")
    page.wait_for_selector("#agreements-rows .row")
    for act in ("search", "filter", "dossier"):
        if act == "filter":
            page.evaluate("location.hash = '#agreements'")
            page.wait_for_function("() => document.querySelector('[name=q]').value === ''")
        times[act] = page.evaluate(TIMED, act)
    assert page.locator("#view-agreement .step").count() >= STAGES
    print(json.dumps({name: round(time) for name, time in times.items()}), file.stat().st_size)  # noqa: T201
    assert times["ready"] < OPENED
    assert {
        name: time for name, time in times.items() if name in ("search", "filter", "dossier") and time > AT_ONCE
    } == {}
