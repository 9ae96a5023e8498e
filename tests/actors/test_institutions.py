"""Whose ministry, parliament or army it is, where the text leaves it open."""

from collections.abc import Callable

import pytest

CASES = [
    "[South Korea|KOR] ends a pact with [Japan|JPN]. The [foreign ministry|KOR] told [Japan|JPN] so.",
    "[ANKARA|TUR @] — [Turkey|TUR] and [Sweden|SWE] met. The [parliament|TUR] voted.",
    "[Japan|JPN] and [Peru|PER] met. The [Defense Ministry|PER] notified [Japan|JPN].",
    "[Norway|NOR]'s [Defence Ministry|NOR] signed. The [ministry|NOR] said so.",
    "The [Defense Ministry|KOR] in [Seoul|KOR @] wrote. [Japan|JPN]'s [Defense Ministry|JPN] answered.",
    "[Japan|JPN], [Peru|PER] and [Chad|TCD] met. The ministry agreed.",
    "Its parliament and a ministry.",
    "[Poland|POL] has spoken; lawmakers voted and troops marched.",
]


@pytest.mark.parametrize("case", CASES)
def test_institutions(case: str, plain: Callable[[str], str], marked: Callable[[str], str]) -> None:
    assert marked(plain(case)) == case
