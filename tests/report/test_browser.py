"""The report in a real browser, from the disk: what people see, press and read, and what no article may do."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pactwire.compare.records import Dossier
from pactwire.compare.store import read_comparison
from pactwire.records import ArticleRecord
from pactwire.report import write_report
from pactwire.store import load_records

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Any]

VIEWS = ("", "#agreements", "#articles", "#checks")

# Text whose contrast to what is behind it is below 4.5, or 3 where it is large: WCAG 2.2, 1.4.3.
LOW_CONTRAST = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const low = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('script, svg, .unseen, .skip, option, :disabled')) continue;
    const style = getComputedStyle(element), ground = behind(element), ink = over(parse(style.color), ground);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) low.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...low];
}
"""

# What a screen reader could not tell.
UNTOLD = """
() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const named = (element) => (element.getAttribute('aria-label') || element.textContent.trim() || element.labels?.length || element.getAttribute('aria-labelledby'));
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const pointing = ['aria-labelledby', 'aria-controls', 'aria-describedby'].flatMap((name) => shown(`[${name}]`).map((element) => element.getAttribute(name)));
  const levels = shown('h1, h2, h3').map((heading) => Number(heading.tagName[1]));
  return {
    unnamed: shown('a, button, input, select, summary, [role=region], [role=img]').filter((element) => !named(element)).map((element) => element.outerHTML.slice(0, 90)),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    nowhere: pointing.filter((id) => !document.getElementById(id)),
    firsts: levels.filter((level) => level === 1).length,
    jumps: levels.filter((level, at) => at && level > levels[at - 1] + 1).length,
    landmarks: ['header', 'nav', 'main', 'footer'].filter((name) => shown(`body > ${name}, body > header ${name}`).length !== 1),
  };
}
"""


def rows(page: "Page") -> list[str]:
    return page.locator("#agreements-rows h2").all_inner_texts()


def dossier(folder: Path, **wanted: Any) -> Dossier:
    (found,) = [d for d in read_comparison(folder).dossiers if all(getattr(d, k) == v for k, v in wanted.items())]
    return found


def test_overview(visit: Open, report_file: Path) -> None:
    page = visit(report_file).open()
    figures = page.locator(".figure").all_inner_texts()
    assert [figure.split("\n")[0] for figure in figures] == [
        "Agreements",
        "Events",
        "Agreements in dispute",
        "Articles",
        "To check",
    ]
    assert page.locator("time").all_inner_texts() == ["17 Dec 2024", "16 Jan 2026"]
    charts = page.locator("[data-chart]:visible")
    for number in range(charts.count()):
        chart = charts.nth(number)
        chart.scroll_into_view_if_needed()
        page.wait_for_function("(chart) => chart.dataset.drawn === 'yes'", arg=chart.element_handle())
        assert chart.locator("svg path").count() > 2
    assert charts.count() == 4


def test_a_chart_has_a_table_and_leads_to_the_list(visit: Open, report_file: Path) -> None:
    page = visit(report_file).open()
    panel = page.locator(".chart-types")
    panel.get_by_text("Show as a table").click()
    panel.get_by_role("link", name="Arms control").click()
    page.wait_for_selector("#agreements-rows .row")
    assert page.locator("[name=type]").input_value() == "arms_control"
    assert rows(page)


def test_months_by_either_date(visit: Open, report_file: Path) -> None:
    page = visit(report_file).open()
    page.get_by_role("button", name="by date of the report").click()
    page.wait_for_selector("#chart-months-reported [data-drawn]")
    assert page.locator("#chart-months-happened").is_hidden()
    assert page.get_by_role("button", name="by date of the report").get_attribute("aria-pressed") == "true"


def test_search(visit: Open, report_file: Path) -> None:
    page = visit(report_file).open("#agreements")
    every = len(rows(page))
    page.get_by_role("searchbox", name="Search").fill("acsa jpn")
    page.wait_for_function("() => location.hash.includes('q=')")
    assert 0 < len(rows(page)) < every
    assert page.locator("#agreements-count").inner_text() == f"{len(rows(page))} of {every} agreements"
    assert page.locator("#announcer").inner_text() == page.locator("#agreements-count").inner_text()
    page.get_by_role("searchbox", name="Search").fill("no such thing")
    page.get_by_text("No agreement fits").wait_for()
    page.get_by_role("button", name="Clear all filters").first.click()
    assert len(rows(page)) == every


@pytest.mark.parametrize(
    ("name", "value", "holds"),
    [
        ("party", "PHL", lambda d: "PHL" in [party.id for party in d.parties]),
        ("type", "logistics_support", lambda d: d.type == "logistics_support"),
        ("outlet", "herald.example", lambda d: "herald.example" in d.outlets),
        ("from", "2025-06-01", lambda d: (d.last_date or d.first_date or "") >= "2025-06-01"),
        ("to", "2025-12-31", lambda d: "" < (d.first_date or d.last_date or "") <= "2025-12-31"),
        ("conflicts", "1", lambda d: any(verdict.verdict == "conflict" for verdict in d.verdicts)),
    ],
)
def test_filter(
    visit: Open, report_file: Path, told_run: Path, name: str, value: str, holds: Callable[[Dossier], bool]
) -> None:
    page = visit(report_file).open(f"#agreements&{name}={value}")
    comparison = read_comparison(told_run)
    in_stages = {
        stage.dossier_id for stage in comparison.stages if any(v.verdict == "conflict" for v in stage.verdicts)
    }
    expected = {
        d.dossier_id for d in comparison.dossiers if holds(d) or (name == "conflicts" and d.dossier_id in in_stages)
    }
    links = page.locator("#agreements-rows h2 a").evaluate_all("all => all.map(a => a.hash)")
    assert {link.removeprefix("#agreement=") for link in links} == expected
    assert 0 < len(expected) < len(comparison.dossiers)
    field = page.locator(f"[name={name}]")
    assert field.is_checked() if name == "conflicts" else field.input_value() == value


def test_dossier(visit: Open, report_file: Path, told_run: Path) -> None:
    wanted = dossier(told_run, acronym="ACSA")
    page = visit(report_file).open(f"#agreement={wanted.dossier_id}")
    assert page.title() == f"{page.locator('#view-agreement h1').inner_text()} · Pactwire report"
    assert page.locator(".dossier-now .stage").inner_text() == "Signed"
    assert page.locator(".timeline > li").count() == len(wanted.stage_ids)
    page.get_by_role("button", name="Open all").or_(page.get_by_role("button", name="Close all")).click()
    while page.locator("details.step:not([open])").count():
        page.locator("details.step:not([open]) summary").first.click()
    verdicts = set(page.locator("#view-agreement .verdict").all_inner_texts())
    assert verdicts
    assert {re.sub(r"\s+", " ", verdict) for verdict in verdicts} <= {
        "✓ Unanimous",
        "≈ Compatible",
        "≠ Conflict",
        "1 One source",
    }


def test_evidence_on_hover_focus_and_click(visit: Open, report_file: Path, told_run: Path) -> None:
    page = visit(report_file).open(f"#agreement={dossier(told_run, acronym='ACSA').dossier_id}")
    box = page.locator("#evidence")
    first, second = page.locator(".value").nth(0), page.locator(".value").nth(1)
    first.hover()
    assert len(box.locator("blockquote").inner_text()) > 20
    assert not re.search("null|undefined|false", box.inner_text())
    page.mouse.move(2, 2)
    box.wait_for(state="hidden")
    second.focus()
    assert box.is_visible()
    assert second.get_attribute("aria-describedby") == "evidence"
    page.keyboard.press("Escape")
    assert box.is_hidden()
    first.click()
    assert first.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Read it in the article"
    page.keyboard.press("Enter")
    page.wait_for_selector("#view-article mark.sentence.lit")
    assert box.is_hidden()


def test_article(visit: Open, report_file: Path, told_run: Path) -> None:
    record = next(record for record in load_records(told_run) if record.article.id == "story-00001")
    page = visit(report_file).open(f"#article={record.article.id}&event={record.events[1].event_id}")
    assert page.locator(".text").evaluate("text => text.textContent") == record.article.text
    lit = "".join(page.locator("mark.lit").evaluate_all("all => all.map(mark => mark.textContent)"))
    assert lit == record.events[1].evidence.text
    assert page.locator(".told-event.now").count() == 1
    triggers = page.locator(".text mark.trigger").evaluate_all("all => all.map(mark => mark.textContent)")
    start, end = record.events[1].evidence.trigger
    assert record.article.text[start:end] in " ".join(triggers)


def test_from_an_event_to_its_words(visit: Open, report_file: Path, told_run: Path) -> None:
    record = next(record for record in load_records(told_run) if record.article.id == "story-00001")
    page = visit(report_file).open(f"#article={record.article.id}")
    assert page.locator("mark.lit").count() == 0
    for number, event in enumerate(record.events):
        page.get_by_role("link", name="Show in the text").nth(number).click()
        page.wait_for_function("id => location.hash.endsWith(id) && document.querySelector('.lit')", arg=event.event_id)
        lit = "".join(page.locator("mark.lit").evaluate_all("all => all.map(mark => mark.textContent)"))
        assert lit == event.evidence.text
        assert page.evaluate("document.activeElement.closest('.told-event.now') !== null")


def test_citations_are_copied(visit: Open, report_file: Path, told_run: Path) -> None:
    visited = visit(report_file, permissions=["clipboard-read", "clipboard-write"])
    record = next(record for record in load_records(told_run) if record.article.id == "story-00001")
    page = visited.open(f"#article={record.article.id}")
    page.locator(".told-event .cite").first.click()
    page.get_by_text("Citation copied", exact=True).first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert record.events[0].evidence.text in copied
    assert copied.endswith(f" ({record.article.path})")
    page = visited.open(f"#agreement={dossier(told_run, acronym='ACSA').dossier_id}")
    page.locator(".value").first.click()
    sentence = page.locator("#evidence blockquote").inner_text()
    page.locator("#evidence .cite").click()
    page.locator("#evidence").get_by_text("Citation copied").wait_for()
    assert f"“{sentence}”" in page.evaluate("navigator.clipboard.readText()")
    assert page.locator("#evidence").is_visible()


def test_a_browser_that_does_not_copy_says_so(visit: Open, report_file: Path) -> None:
    page = visit(report_file).open("#article=story-00001")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".told-event .cite").first.click()
    page.get_by_role("button", name="This browser does not let a page copy").wait_for()


def test_the_rows_that_fit_are_saved(visit: Open, report_file: Path, told_run: Path, attack: str) -> None:
    page = visit(report_file).open("#agreements&q=pact&sort=title")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as CSV").click()
    assert started.value.suggested_filename == "agreements.csv"
    with started.value.path().open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [row["title"] for row in told] == rows(page)
    assert f"Land {attack}; Isle" in {row["party_names"] for row in told}
    listed = {entry.dossier_id: entry for entry in read_comparison(told_run).dossiers}
    assert all(row["sources"] == str(listed[row["dossier_id"]].sources) for row in told)


@pytest.mark.parametrize("address", ["#agreement=gone", "#article=gone"])
def test_what_is_not_there(visit: Open, report_file: Path, address: str) -> None:
    page = visit(report_file).open(address)
    assert page.locator("h1:visible").inner_text() == f"No such {address[1:].partition('=')[0]}"


def test_only_the_keyboard(visit: Open, report_file: Path) -> None:
    page = visit(report_file).open()

    def focused() -> str:
        text = page.evaluate("document.activeElement.textContent || document.activeElement.name")
        return str(text).strip()

    page.keyboard.press("Tab")
    assert focused() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.evaluate("document.activeElement.blur()")
    page.locator(".brand").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused() == "Agreements"
    page.keyboard.press("Enter")
    page.wait_for_selector("#agreements-rows .row")
    assert page.evaluate("document.activeElement.id") == "agreements-title"
    page.keyboard.press("Tab")
    assert focused() == "q"
    page.keyboard.type("acsa")
    page.wait_for_function("() => location.hash.includes('q=acsa')")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#agreements-rows a')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#view-agreement:not([hidden])")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.locator("#view-agreement [data-back]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#agreements-rows .row")
    assert page.locator("[name=q]").input_value() == "acsa"


def test_an_attack_is_text(visit: Open, report_file: Path, attack: str) -> None:
    page = visit(report_file).open("#agreements&q=pact")
    assert any(attack in title for title in rows(page))
    for address, place in (
        ("#articles", "#view-articles"),
        ("#article=story-00001", "#view-article"),
        ("#checks", "#view-checks"),
        ("#overview", "#view-overview"),
    ):
        page.evaluate("(address) => { location.hash = address }", address)
        page.wait_for_selector(f"{place}:not([hidden])")
        if place != "#view-overview":
            assert attack in page.locator(place).evaluate("view => view.textContent")
    for chart in page.locator("[data-chart]:visible").all():
        chart.scroll_into_view_if_needed()
        page.wait_for_function("(chart) => chart.dataset.drawn === 'yes'", arg=chart.element_handle())
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, embed").count() == 0


def test_the_policy_stops_what_gets_in(visit: Open, report_file: Path) -> None:
    seen = visit(report_file)
    page = seen.open()
    page.evaluate(
        """async () => {
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked=1"><p style="color:red" onclick="window.hacked=1">');
          const script = document.createElement('script'); script.textContent = 'window.hacked = 1';
          document.body.append(script);
          document.body.lastElementChild.previousElementSibling.click();
          await fetch('https://example.org/').catch(() => null);
          await new Promise((done) => setTimeout(done, 100));
        }"""
    )
    assert page.evaluate("window.hacked") is None
    blocked = [message for message in seen.messages if "Content Security Policy" in message]
    assert len(blocked) == len(seen.messages) >= 4
    seen.messages.clear()
    seen.requests[:] = [request for request in seen.requests if request.startswith("file:") and "#" not in request][:1]


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_nothing_sticks_out(visit: Open, report_file: Path, told_run: Path, width: int) -> None:
    page = visit(report_file, viewport={"width": width, "height": 900}).open()
    dossiers = read_comparison(told_run).dossiers
    widest = max(dossiers, key=lambda d: len(d.parties))
    busiest = max(dossiers, key=lambda d: len(d.outlets))
    assert (len(widest.parties), len(busiest.outlets)) == (40, 14)
    told = [f"#agreement={found.dossier_id}" for found in (widest, busiest)]
    for address in (*VIEWS, *told, "#article=story-00001", "#article=story-00002"):
        page.evaluate("(address) => { location.hash = address || '#overview' }", address)
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        assert not re.search("null|undefined|NaN|\\[object", page.locator("main").inner_text()), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(visit: Open, report_file: Path, told_run: Path, scheme: str) -> None:
    page = visit(report_file, color_scheme=scheme).open()
    told = [f"#agreement={d.dossier_id}" for d in read_comparison(told_run).dossiers if len(d.outlets) > 1]
    for address in (*VIEWS, told[0], "#article=wire-1", "#agreement=gone"):
        page.evaluate("(address) => { location.hash = address || '#overview' }", address)
        page.wait_for_timeout(50)
        assert page.evaluate(LOW_CONTRAST) == [], address


def test_told_to_a_screen_reader(visit: Open, report_file: Path, told_run: Path) -> None:
    page = visit(report_file).open()
    told = [f"#agreement={d.dossier_id}" for d in read_comparison(told_run).dossiers if len(d.outlets) > 1]
    for address in (*VIEWS, told[0], "#article=wire-1"):
        page.evaluate("(address) => { location.hash = address || '#overview' }", address)
        page.wait_for_timeout(50)
        assert page.evaluate(UNTOLD) == {
            "unnamed": [],
            "twice": [],
            "nowhere": [],
            "firsts": 1,
            "jumps": 0,
            "landmarks": [],
        }, address


def test_theme(visit: Open, report_file: Path) -> None:
    page = visit(report_file, color_scheme="light").open()

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    button = page.get_by_role("button", name="Theme")
    seen = []
    for _ in range(3):
        button.click()
        seen.append((button.inner_text().strip(), ground() == light))
    assert seen == [("Theme: light", True), ("Theme: dark", False), ("Theme: system", True)]
    button.click()
    button.click()
    page.reload()
    assert ground() != light


def test_on_paper(visit: Open, report_file: Path, told_run: Path) -> None:
    page = visit(report_file).open(f"#agreement={dossier(told_run, acronym='ACSA').dossier_id}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".on-paper").first.is_visible()
    assert page.locator(".top").is_hidden()
    assert page.locator("details.step:not([open])").count() == 0


def test_every_stage_is_on_paper(
    visit: Open, story: Callable[..., ArticleRecord], write_run: Open, tmp_path: Path
) -> None:
    course = ("negotiating", "signed", "approved", "ratified", "in_force")
    folder = write_run(tmp_path / "course", [story(1, statuses=tuple((status, "asserted") for status in course))])
    page = visit(write_report(folder)).open(f"#agreement={dossier(folder).dossier_id}")
    filled = "[...document.querySelectorAll('.step-body')].map((body) => body.hasChildNodes())"
    assert False in page.evaluate(filled)
    # Browsers lay the pages out as soon as the listeners have returned.
    told = page.evaluate(f"() => {{ dispatchEvent(new Event('beforeprint')); return {filled}; }}")
    assert told == [True] * len(told)
    page = visit(write_report(folder)).open("#article=story-00001")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#view-article details:not([open])").count() == 0


@pytest.mark.parametrize(("role", "told"), [("seller", "from Japan"), ("buyer", "to Japan")])
def test_the_known_side_of_a_sale_is_told_in_words(
    role: str,
    told: str,
    visit: Open,
    story: Callable[..., ArticleRecord],
    write_run: Open,
    tmp_path: Path,
) -> None:
    record = story(1)
    (event,) = record.events
    japan, other = event.parties
    sale = event.model_copy(update={"parties": (japan.model_copy(update={"role": role}), other)})
    folder = write_run(tmp_path / "sale", [record.model_copy(update={"events": (sale,)})])
    page = visit(write_report(folder)).open(f"#agreement={dossier(folder).dossier_id}")
    row = page.get_by_role("row").filter(has_text="roles")
    assert row.locator(".value").inner_text() == told


def test_long_lists_have_pages(
    visit: Open, story: Callable[..., ArticleRecord], write_run: Open, tmp_path: Path
) -> None:
    many = (
        story(
            number,
            agreement=f"Accord {number}",
            names=((f"A{number}", f"Land {number}"), (f"B{number}", f"Isle {number}")),
        )
        for number in range(90)
    )
    page = visit(write_report(write_run(tmp_path / "many", many))).open("#agreements")
    assert len(rows(page)) == 40
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Page 2 of 3").wait_for()
    page.get_by_role("button", name="Next").click()
    page.get_by_text("Page 3 of 3").wait_for()
    assert len(rows(page)) == 10
    assert page.get_by_role("button", name="Next").is_disabled()


def test_nothing_found(visit: Open, story: Callable[..., ArticleRecord], write_run: Open, tmp_path: Path) -> None:
    silent = story(1).model_copy(update={"events": ()})
    page = visit(write_report(write_run(tmp_path / "silent", [silent]))).open()
    assert page.locator(".lead-text").inner_text() == "No agreement was found in 1 article."
    assert page.locator("[data-chart]").count() == 0
    page.get_by_role("link", name="Agreements").first.click()
    page.get_by_text("No agreement was found").last.wait_for()
    page.goto(page.url.partition("#")[0] + "#checks")
    page.get_by_text("Nothing failed").wait_for()
