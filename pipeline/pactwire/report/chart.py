"""What a chart is: a Vega-Lite specification, and the table that tells the same in words."""

from dataclasses import dataclass
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

# As wide as the page allows, as high as the specification says.
AUTOSIZE = {"type": "fit-x", "contains": "padding"}

Cell = str | int


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart; `link` is the filter of the list that a row's first cell leads to, by `keys`.

    A chart with a `choice` is one of several that a switch of that label stands for.
    """

    id: str
    title: str
    note: str
    spec: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    link: str | None = None
    keys: tuple[str, ...] = ()
    choice: str | None = None
