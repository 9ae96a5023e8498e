"""The page's scripts without a page: their pure functions, run by the Node that Playwright brings along."""

import csv
import io
import json
import re
import subprocess
from importlib.resources import files
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from pactwire.flat import csv_line
from pactwire.report.embed import SCRIPTS, STYLES, asset, program

NODE = compute_driver_executable()[0]

ROW = {
    "id": "a",
    "title": "Logistics Accord",
    "parties": ["JPN", "PHL"],
    "type": "logistics_support",
    "statuses": ["signed"],
    "outlets": ["Courier"],
    "conflicts": 0,
    "first": "2024-07-01",
    "last": "2024-07-31",
    "reached": "2024-07-08",
    "sources": 1,
}
OTHER = ROW | {
    "id": "b",
    "title": "Älter Pact",
    "parties": ["FRA"],
    "first": None,
    "last": None,
    "reached": None,
    "sources": 3,
}


def node(code: str, *options: str) -> str:
    done = subprocess.run([NODE, *options], input=code, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def plain(*names: str) -> str:
    """Return scripts as one, without imports and exports."""
    return "".join(re.sub(r"^export |^import .*;$", "", asset(name), flags=re.MULTILINE) for name in names)


CASES: dict[str, list[tuple[str, object]]] = {
    "format.js": [
        ("formatDate('2024-07-08')", "8 Jul 2024"),
        ("formatDate('2024-07')", "Jul 2024"),
        ("formatDate('2024')", "2024"),
        ("formatDate('XXXX-01-15')", "15 Jan (year unknown)"),
        ("formatDate('2026-01/2026-03')", "Jan 2026 to Mar 2026"),
        ("formatDate('../2025-09-11')", "by 11 Sep 2025"),
        ("formatDate('2026-01/..')", "from Jan 2026"),
        ("formatDate('2024-07~')", "about Jul 2024"),
        ("formatDate('2024-07-XX')", "some day in Jul 2024"),
        ("formatDate('2024-22')", "2024-22"),
        ("formatDate('spring')", "spring"),
        ("formatDate(null)", ""),
        ("count(1, 'party', 'parties')", "1 party"),
        ("count(1200, 'event')", "1,200 events"),
        ("someOf(['a', 'b', 'c', 'd'], 2)", "a, b and 2 more"),
        ("someOf(['a', 'b', 'c'], 2)", "a, b, c"),
    ],
    "route.js": [
        ("parseRoute('')", {"view": "overview", "id": "", "options": {}}),
        ("parseRoute('#agreement=d1')", {"view": "agreement", "id": "d1", "options": {}}),
        (
            "parseRoute('#agreements&q=a%26b%3Dc&party=JPN')",
            {"view": "agreements", "id": "", "options": {"q": "a&b=c", "party": "JPN"}},
        ),
        ("parseRoute('#article=100%')", {"view": "article", "id": "100%", "options": {}}),
        ("formatRoute('agreements', '', { q: 'a&b=c', party: '' })", "#agreements&q=a%26b%3Dc"),
        ("parseRoute(formatRoute('article', 'x&y=z#1'))", {"view": "article", "id": "x&y=z#1", "options": {}}),
    ],
    "filter.js": [
        ("fold('Malacañang’s  Łódź-Pact (U.S.)')", "malacanang s lodz pact u s"),
        ("fits(searchable(['Logistics Accord', 'Japan']), queryWords('jap LOG'))", True),
        ("fits(searchable(['Logistics Accord']), queryWords('gistics'))", False),
        ("fits(searchable(['x']), queryWords('  '))", True),
        ("within(ROW, '2024-07-31', '')", True),
        ("within(ROW, '2024-08-01', '')", False),
        ("within(ROW, '', '2024-06-30')", False),
        ("within(OTHER, '2024-01-01', '')", False),
        ("within(OTHER, '', '')", True),
        ("selectAgreements([ROW, OTHER], [' x', ' x'], { party: 'FRA' }).map((row) => row.id)", ["b"]),
        ("selectAgreements([ROW, OTHER], [' logistics', ' x'], { q: 'logi' }).map((row) => row.id)", ["a"]),
        ("selectAgreements([ROW, OTHER], [' x', ' x'], { conflicts: '1' }).map((row) => row.id)", []),
        ("sortAgreements([OTHER, ROW], 'latest').map((row) => row.id)", ["a", "b"]),
        ("sortAgreements([ROW, OTHER], 'sources').map((row) => row.id)", ["b", "a"]),
        ("sortAgreements([ROW, OTHER], 'title').map((row) => row.id)", ["b", "a"]),
        ("tally([ROW, OTHER, ROW], (row) => row.parties)", [["JPN", 2], ["PHL", 2], ["FRA", 1]]),
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_pure_functions(name: str) -> None:
    calls = ", ".join(f"() => {call}" for call, _ in CASES[name])
    rows = f"const ROW = {json.dumps(ROW)}, OTHER = {json.dumps(OTHER)};"
    told = json.loads(node(f"{plain(name)}\n{rows}\nconsole.log(JSON.stringify([{calls}].map((call) => call())))"))
    assert dict(zip([call for call, _ in CASES[name]], told, strict=True)) == dict(CASES[name])


@pytest.mark.parametrize(
    "cells",
    [
        ["a", "b, c", 'say "so"', "two\nlines", "two\rlines"],
        ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "a=1", "'=1"],
        [None, 0, -3, 12345678901, "", "Łódź; 東京"],
    ],
)
def test_csv_is_that_of_the_record_files(cells: list[str | int | None]) -> None:
    code = f"{plain('csv.js')}\nconsole.log(JSON.stringify(csvLine({json.dumps(cells)})))"
    assert json.loads(node(code)) == csv_line(cells)


def test_a_table_of_agreements() -> None:
    row = ROW | {"status": "signed", "date": None, "stages": 2, "articles": 3, "events": 4, "warnings": 0}
    code = f"{plain('csv.js')}\nconsole.log(JSON.stringify(agreementTable([{json.dumps(row)}], (id) => id + '!')))"
    (told,) = csv.DictReader(io.StringIO(json.loads(node(code))))
    assert told == {
        "dossier_id": "a",
        "title": "Logistics Accord",
        "type": "logistics_support",
        "parties": "JPN; PHL",
        "party_names": "JPN!; PHL!",
        "current_status": "signed",
        "current_date": "",
        "first_date": "2024-07-01",
        "last_date": "2024-07-31",
        "stages": "2",
        "outlets": "Courier",
        "sources": "1",
        "articles": "3",
        "events": "4",
        "conflicts": "0",
        "warnings": "0",
    }


@pytest.mark.parametrize(
    ("article", "page", "told"),
    [
        (
            {"outlet": "Courier", "published": "2024-07-08"},
            {"path": "news/a.csv", "line": 3, "url": "https://courier.example/a"},
            "Courier, “Pact signed”, 8 Jul 2024: “They signed it.” (https://courier.example/a)",
        ),
        (
            {"outlet": None, "published": None},
            {"path": "news/a.csv", "line": 3, "url": None},
            "“Pact signed”: “They signed it.” (news/a.csv:3)",
        ),
        (
            {"outlet": "Courier", "published": None},
            {"path": "news/a.txt", "line": None, "url": None},
            "Courier, “Pact signed”: “They signed it.” (news/a.txt)",
        ),
        ({"outlet": "Courier", "published": None}, None, "Courier, “Pact signed”: “They signed it.” (a1)"),
    ],
)
def test_citation(article: dict[str, Any], page: dict[str, Any] | None, told: str) -> None:
    given = json.dumps([article | {"id": "a1", "title": "Pact signed"}, page, "They\n signed it. "])
    code = f"{plain('dom.js', 'format.js', 'take.js')}\nconsole.log(JSON.stringify(citation(...{given})))"
    assert json.loads(node(code)) == told


def test_the_whole_program_is_well_formed() -> None:
    assert program().count("import ") == program().count("export ") == 0
    node(program(), "--check", "-")


def test_each_import_is_exported_by_a_script_before() -> None:
    exported: dict[str, set[str]] = {}
    for name in SCRIPTS:
        source = asset(name)
        for names, origin in re.findall(r'^import \{([^}]+)\} from "\./(\w+\.js)";$', source, re.MULTILINE):
            wanted = {part.strip() for part in names.split(",") if part.strip()}
            assert wanted <= exported[origin], f"{name} imports {wanted - exported[origin]} from {origin}"
            unused = {part for part in wanted if len(re.findall(rf"\b{part}\b", source)) < 2}
            assert unused == set(), f"{name} does not use {unused}"
        exported[name] = set(re.findall(r"^export (?:async )?(?:function|const) (\w+)", source, re.MULTILINE))


def test_every_asset_is_in_the_page() -> None:
    present = {path.name for path in (files("pactwire.report") / "assets").iterdir()}
    assert present == {*SCRIPTS, *STYLES, "chart-licences.txt"}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_makes_no_mark_up_and_runs_no_text(name: str) -> None:
    source = asset(name)
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc", source) == []
    )
    assert re.findall(r"^\s*var\b|[^=!]==[^=]|\t| +$|console\.", source, re.MULTILINE) == []
    # A sentence for readers stands in one line.
    assert [
        line for line in source.splitlines() if len(line) > 120 and not re.search(r"""[`"].{40,}[`"]""", line)
    ] == []
    assert source.startswith("// ")
    assert source.endswith("\n")
