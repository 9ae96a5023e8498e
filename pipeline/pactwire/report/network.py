"""Where the parties stand in the drawn network: the same places for the same bonds, without chance."""

import math
from collections.abc import Mapping, Sequence

Point = tuple[float, float]

# Steps of the layout; places hardly change after so many.
STEPS = 300


def place(nodes: Sequence[str], bonds: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """Return a place between 0 and 1 for each node: bound ones near each other, all apart (Fruchterman, Reingold 1991).

    They start on a circle in order of their number of bonds, so that no random number is needed.
    """
    if not nodes:
        return {}
    degree = {node: sum(node in pair for pair in bonds) for node in nodes}
    order = sorted(nodes, key=lambda node: (-degree[node], node))
    # By the golden angle, from the middle outwards.
    spots = {
        node: [
            math.sqrt((rank + 0.5) / len(order)) * math.cos(rank * 2.399963),
            math.sqrt((rank + 0.5) / len(order)) * math.sin(rank * 2.399963),
        ]
        for rank, node in enumerate(order)
    }
    distance = 2.2 / math.sqrt(len(order))
    for step in range(STEPS):
        _move(order, spots, bonds, distance, 0.1 * (1 - step / STEPS))
    return _spread(spots)


def _move(
    order: Sequence[str],
    spots: dict[str, list[float]],
    bonds: Mapping[tuple[str, str], int],
    distance: float,
    reach: float,
) -> None:
    pull = {node: [-0.9 * spots[node][0], -0.9 * spots[node][1]] for node in order}
    for number, left in enumerate(order):
        for right in order[number + 1 :]:
            across, up, apart = _between(spots[left], spots[right])
            push = distance * distance / apart
            _shift(pull[left], pull[right], across / apart * push, up / apart * push)
    for (left, right), weight in sorted(bonds.items()):
        across, up, apart = _between(spots[left], spots[right])
        draw = -apart * apart / distance * (1 + math.log(weight)) / 4
        _shift(pull[left], pull[right], across / apart * draw, up / apart * draw)
    for node in order:
        across, up = pull[node]
        length = math.hypot(across, up) or 1.0
        step = min(length, reach) / length
        spots[node][0] += across * step
        spots[node][1] += up * step


def _between(left: Sequence[float], right: Sequence[float]) -> tuple[float, float, float]:
    across, up = left[0] - right[0], left[1] - right[1]
    return across, up, max(math.hypot(across, up), 0.01)


def _shift(left: list[float], right: list[float], across: float, up: float) -> None:
    left[0] += across
    left[1] += up
    right[0] -= across
    right[1] -= up


def _spread(spots: Mapping[str, Sequence[float]]) -> dict[str, Point]:
    """Fill the square; rounded, since the last digits differ between machines."""
    lows = [min(spot[axis] for spot in spots.values()) for axis in (0, 1)]
    highs = [max(spot[axis] for spot in spots.values()) for axis in (0, 1)]

    def scaled(spot: Sequence[float], axis: int) -> float:
        width = highs[axis] - lows[axis]
        return round((spot[axis] - lows[axis]) / width, 3) if width > 1e-9 else 0.5

    return {node: (scaled(spot, 0), scaled(spot, 1)) for node, spot in spots.items()}
