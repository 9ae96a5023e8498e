"""The charts of the report: bars by month, type and outlet, and the network of parties."""

from collections.abc import Mapping
from typing import Any

from pactwire.report.chart import AUTOSIZE, SCHEMA, Cell, Chart
from pactwire.report.network_chart import draw_network
from pactwire.report.overview import (
    Months,
    Tallies,
    months_before,
    most_common,
    recent_months,
    totals,
)
from pactwire.report.wording import CertaintyTerms, Wording

# Bars of the charts by type and outlet.
MOST_BARS = 16

# Months that the chart of months shows at least.
FEWEST_MONTHS = 12

# Steps of an axis of numbers.
TICKS = 6

# Pixels of a bar with its gap.
BAR_HEIGHT = 26


def draw_charts(tallies: Tallies, words: Wording) -> tuple[Chart, ...]:
    """Return the charts that there is something to draw for."""
    charts = [
        *(
            _months(name, choice, months, words)
            for name, choice, months in (
                ("happened", "by date of the event", recent_months(tallies.happened)),
                ("reported", "by date of the report", recent_months(tallies.reported)),
            )
            if months.counts
        ),
        _types(tallies, words),
        _outlets(tallies, words),
        draw_network(tallies, words),
    ]
    return tuple(chart for chart in charts if chart.rows)


def _months(name: str, choice: str, months: Months, words: Wording) -> Chart:
    statuses = [status for status in words.status if any(status == found for _, found in months.counts)]
    labels = [words.status[status].label for status in statuses]
    values = [
        {
            "month": f"{month}-01",
            "status": words.status[status].label,
            "key": status,
            "order": statuses.index(status),
            "events": number,
        }
        for (month, status), number in months.counts.items()
    ]
    sums: dict[str, int] = {}
    for (month, _), number in months.counts.items():
        sums[month] = sums.get(month, 0) + number
    end = max(sums)
    # A single month is no block as wide as the page.
    start = min([*sums, months_before(end, FEWEST_MONTHS - 1)])
    spec = _spec(
        values,
        height=240,
        mark={"type": "bar", "cornerRadiusEnd": 1, "width": {"band": 0.82}},
        encoding={
            "x": {
                "field": "month",
                "type": "temporal",
                "timeUnit": "utcyearmonth",
                "title": None,
                "scale": {"type": "utc", "domain": [_utc(start), _utc(months_before(end, -1))]},
                "axis": {"grid": False, "tickCount": 8, "labelOverlap": True},
            },
            "y": {
                "aggregate": "sum",
                "field": "events",
                "type": "quantitative",
                "title": None,
                **_whole_numbers(max(sums.values())),
            },
            "color": {"field": "status", "type": "nominal", "scale": {"domain": labels}, "legend": None},
            "order": {"field": "order"},
            "tooltip": [
                {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth", "title": "Month"},
                {"field": "status", "title": "Stage"},
                {"aggregate": "sum", "field": "events", "title": "Events"},
            ],
        },
        colours=[words.status[status].colours for status in statuses],
        legend=labels,
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (month, *(months.counts.get((month, status), 0) for status in statuses), sums[month])
        for month in sorted(sums, reverse=True)
    )
    return Chart(
        id=f"months-{name}",
        title="Events by month and stage",
        note=_months_note(months, "date of the event" if name == "happened" else "date of publication"),
        spec=spec,
        header=("Month", *labels, "All"),
        rows=rows,
        choice=choice,
    )


def _months_note(months: Months, date: str) -> str:
    left = []
    if months.undated:
        left.append(f"{months.undated:,} without a {date} known to the month")
    if months.earlier:
        left.append(f"{months.earlier:,} from before {min(month for month, _ in months.counts)}")
    return f"Not drawn: {' and '.join(left)}." if left else ""


def _types(tallies: Tallies, words: Wording) -> Chart:
    sums = totals(tallies.by_type)
    keys = [kind for kind in words.type if kind in sums]
    keys.sort(key=lambda kind: (-sums[kind], kind))
    labels = {kind: words.type[kind] for kind in keys}
    return _bars("types", "Events by type of agreement", "", "Type", labels, tallies.by_type, "type", words.certainty)


def _outlets(tallies: Tallies, words: Wording) -> Chart:
    sums = totals(tallies.by_outlet)
    keys = most_common({outlet: number for outlet, number in sums.items() if outlet}, MOST_BARS)
    left = [outlet for outlet in sums if outlet and outlet not in keys]
    notes = []
    if left:
        notes.append(f"{sum(sums[outlet] for outlet in left):,} events of {len(left):,} more outlets")
    if unknown := sums.get("", 0):
        notes.append(f"{unknown:,} events of articles whose outlet is unknown")
    note = f"Not drawn: {' and '.join(notes)}." if notes else ""
    labels = {outlet: outlet for outlet in keys}
    return _bars("outlets", "Events by outlet", note, "Outlet", labels, tallies.by_outlet, "outlet", words.certainty)


def _bars(
    name: str,
    title: str,
    note: str,
    column: str,
    labels: Mapping[Any, str],
    counts: Mapping[tuple[str, bool], int],
    link: str,
    certainty: CertaintyTerms,
) -> Chart:
    terms = (certainty.happened, certainty.otherwise)
    legend = [term.label for term in terms]
    values = [
        {
            "label": label,
            "key": key,
            "certainty": term.label,
            "order": order,
            "events": counts.get((key, order == 0), 0),
        }
        for key, label in labels.items()
        for order, term in enumerate(terms)
    ]
    spec = _spec(
        values,
        height=BAR_HEIGHT * len(labels),
        mark={"type": "bar", "cornerRadiusEnd": 2, "height": {"band": 0.68}, "cursor": "pointer"},
        encoding={
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": list(labels.values()),
                "title": None,
                "axis": {"labelLimit": 190, "ticks": False, "domain": False, "labelPadding": 8},
            },
            "x": {
                "field": "events",
                "type": "quantitative",
                "title": None,
                **_whole_numbers(
                    max((sum(counts.get((key, told), 0) for told in (True, False)) for key in labels), default=0)
                ),
            },
            "color": {
                "field": "certainty",
                "type": "nominal",
                "scale": {"domain": legend},
                "legend": None,
            },
            "order": {"field": "order"},
            "tooltip": [
                {"field": "label", "title": column},
                {"field": "certainty", "title": "What the text says"},
                {"field": "events", "title": "Events"},
            ],
        },
        colours=[term.colours for term in terms],
        legend=legend,
    )
    rows = tuple((label, counts.get((key, True), 0), counts.get((key, False), 0)) for key, label in labels.items())
    return Chart(name, title, note, spec, (column, *legend), rows, link, tuple(labels))


def _whole_numbers(most: int) -> dict[str, Any]:
    """Return scale and axis with a handful of ticks, all at whole numbers."""
    step = next(
        step for power in range(12) for step in (10**power, 2 * 10**power, 5 * 10**power) if most <= TICKS * step
    )
    ticks = list(range(0, most + step, step))
    return {"scale": {"domain": [0, ticks[-1]], "nice": False}, "axis": {"values": ticks, "format": "d"}}


def _utc(month: str) -> dict[str, Any]:
    return {"year": int(month[:4]), "month": int(month[5:7]), "utc": True}


def _spec(
    values: list[dict[str, Any]],
    *,
    height: int,
    mark: dict[str, Any],
    encoding: dict[str, Any],
    colours: Any,
    legend: list[str],
) -> dict[str, Any]:
    """Return a specification; `usermeta` tells the page's script the colours and the legend."""
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "autosize": AUTOSIZE,
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
        "usermeta": {"colours": [list(pair) for pair in colours], "legend": legend},
    }
