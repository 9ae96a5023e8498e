"""The chart of who has agreements with whom."""

from pactwire.report.chart import AUTOSIZE, SCHEMA, Chart
from pactwire.report.network import place
from pactwire.report.overview import Tallies, shared, strongest_parties
from pactwire.report.wording import Wording

# Colours of the page, which its script fills in.
INK, SURFACE = {"expr": "ink"}, {"expr": "surface"}

# Parties that are drawn.
MOST_PARTIES = 26


def draw_network(tallies: Tallies, words: Wording) -> Chart:
    """Return the network of the parties of most agreements; a chart without rows where no two share one."""
    parties = strongest_parties(tallies, MOST_PARTIES)
    bonds = shared(tallies, parties)
    places = place(parties, bonds)
    names = {party: tallies.parties[party][0] for party in parties}
    kinds = [kind for kind in words.kind if any(tallies.parties[party][1] == kind for party in parties)]
    lines = [
        {
            "x": places[left][0],
            "y": places[left][1],
            "x2": places[right][0],
            "y2": places[right][1],
            "between": f"{names[left]} and {names[right]}",
            "agreements": number,
        }
        for (left, right), number in bonds.items()
    ]
    nodes = [
        {
            "x": places[party][0],
            "y": places[party][1],
            "key": party,
            "name": names[party],
            "kind": words.kind[tallies.parties[party][1]].label.lower(),
            "agreements": tallies.party_agreements[party],
        }
        for party in parties
    ]
    across = {
        "field": "x",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.12, 1.12], "nice": False, "zero": False},
    }
    up = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.08, 1.06], "nice": False, "zero": False},
    }
    spec = {
        "$schema": SCHEMA,
        "width": "container",
        "height": min(440, 180 + 16 * len(parties)),
        "autosize": AUTOSIZE,
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "strokeCap": "round"},
                "encoding": {
                    "x": across,
                    "y": up,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeWidth": {
                        "field": "agreements",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "domain": [1, max(bonds.values(), default=1) + 1], "range": [1, 7]},
                        "legend": None,
                    },
                    "tooltip": [
                        {"field": "between", "title": "Between"},
                        {"field": "agreements", "title": "Agreements"},
                    ],
                },
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "point", "filled": True, "opacity": 1, "cursor": "pointer"},
                "encoding": {
                    "x": across,
                    "y": up,
                    "size": {
                        "field": "agreements",
                        "type": "quantitative",
                        "scale": {"domain": [0, max(tallies.party_agreements.values(), default=1)], "range": [50, 420]},
                        "legend": None,
                    },
                    "shape": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {
                            "domain": [words.kind[kind].label.lower() for kind in kinds],
                            "range": [words.kind[kind].shape for kind in kinds],
                        },
                        "legend": None,
                    },
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {"domain": [words.kind[kind].label.lower() for kind in kinds]},
                        "legend": None,
                    },
                    "tooltip": [
                        {"field": "name", "title": "Party"},
                        {"field": "kind", "title": "Kind"},
                        {"field": "agreements", "title": "Agreements"},
                    ],
                },
            },
            # Once as a halo and once as words, in colours of the page that its script knows.
            *(
                {
                    "data": {"values": nodes},
                    "mark": {"type": "text", "dy": -18, "limit": 150} | colours,
                    "encoding": {"x": across, "y": up, "text": {"field": "name"}},
                }
                for colours in (
                    {"fill": SURFACE, "stroke": SURFACE, "strokeWidth": 4, "strokeJoin": "round"},
                    {"fill": INK},
                )
            ),
        ],
        "usermeta": {
            "colours": [list(words.kind[kind].colours) for kind in kinds],
            "legend": [words.kind[kind].label for kind in kinds],
            "shapes": [words.kind[kind].shape for kind in kinds],
        },
    }
    hidden = len(tallies.party_agreements) - len(parties)
    note = "A line is as wide as the number of agreements that two parties share."
    if hidden:
        note += f" {hidden:,} parties with fewer agreements, or none with these, are left out."
    rows = tuple(
        (names[left], names[right], number)
        for (left, right), number in sorted(bonds.items(), key=lambda bond: (-bond[1], bond[0]))
    )
    return Chart(
        id="network",
        title="Who has agreements with whom",
        note=note,
        spec=spec,
        header=("Party", "And", "Agreements"),
        rows=rows,
    )
