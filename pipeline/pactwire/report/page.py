"""The page: what was collected, put into the template with its scripts, styles and policy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pactwire.report.chart import Chart
from pactwire.report.charts import draw_charts
from pactwire.report.embed import chart_library, chart_licences, inert_json, policy, program, style_sheet
from pactwire.report.overview import Tallies
from pactwire.report.wording import wording
from pactwire.runs import Run


@dataclass(slots=True)
class Contents:
    """All that the report tells: figures over everything, and rows and pages of what it lists."""

    run: Run
    tallies: Tallies
    agreements: list[dict[str, Any]] = field(default_factory=list)
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)
    aside: list[dict[str, Any]] = field(default_factory=list)
    failed: int = 0
    cut: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Data of the page: what `document.getElementById(id)` finds as JSON."""

    id: str
    json: Markup


def render(contents: Contents) -> str:
    """Return the whole page."""
    charts = draw_charts(contents.tallies, wording())
    style, script = style_sheet(), program()
    library = chart_library() if charts else ""
    environment = Environment(
        loader=PackageLoader("pactwire.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["thousands"] = lambda number: f"{number:,}"
    return environment.get_template("report.html").render(
        policy=policy((script, library), (style,)),
        style=Markup(style),
        script=Markup(script),
        library=Markup(library),
        licences=chart_licences() if charts else "",
        blocks=list(_blocks(contents, charts)),
        charts=_grouped(charts),
        wording=wording(),
        run=contents.run,
        tallies=contents.tallies,
        contents=contents,
    )


def _blocks(contents: Contents, charts: Iterable[Chart]) -> Iterator[Block]:
    yield _block("data-wording", wording().model_dump())
    yield _block(
        "data-index",
        {
            "agreements": contents.agreements,
            "articles": contents.articles,
            "parties": {party: list(named) for party, named in sorted(contents.tallies.parties.items())},
            "warnings": contents.warnings,
            "failures": contents.failures,
            "aside": contents.aside,
            "totals": {
                "agreements": contents.tallies.agreements,
                "articles": contents.tallies.articles,
                "warnings": contents.tallies.warnings,
                "failures": contents.failed,
                "aside": contents.run.counts.set_aside,
                "duplicates": contents.run.counts.duplicates,
            },
        },
    )
    for chart in charts:
        yield _block(f"chart-data-{chart.id}", chart.spec)
    for dossier_id, dossier in contents.dossiers.items():
        yield _block(f"agreement-data-{dossier_id}", dossier)
    for article_id, page in contents.pages.items():
        yield _block(f"article-data-{article_id}", page)


def _block(identity: str, value: Any) -> Block:
    return Block(identity, Markup(inert_json(value)))


def _grouped(charts: Iterable[Chart]) -> list[tuple[Chart, ...]]:
    """Put charts that are choices of one title together."""
    groups: dict[str, tuple[Chart, ...]] = {}
    for chart in charts:
        groups[chart.title] = (*groups.get(chart.title, ()), chart)
    return list(groups.values())
