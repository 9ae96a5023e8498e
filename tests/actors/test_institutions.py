"""Whose ministry, parliament or army it is, where the text leaves it open."""

from collections.abc import Callable

import pytest

from pactwire.actors.reading import read_actors

CASES = [
    "[South Korea|KOR] ends a pact with [Japan|JPN]. The [foreign ministry|KOR] told [Japan|JPN] so.",
    "[ANKARA|TUR @] — [Turkey|TUR] and [Sweden|SWE] met. The [parliament|TUR] voted.",
    "[Japan|JPN] and [Peru|PER] met. The [Defense Ministry|PER] notified [Japan|JPN].",
    "[Norway|NOR]'s [Defence Ministry|NOR] signed. The [ministry|NOR] said so.",
    "The [Defense Ministry|KOR] in [Seoul|KOR @] wrote. [Japan|JPN]'s [Defense Ministry|JPN] answered.",
    "[Japan|JPN], [Peru|PER] and [Chad|TCD] met. The ministry agreed.",
    "Its parliament and a ministry.",
    "[Turkey|TUR]'s [parliament|TUR] met on [Sweden|SWE]. [Lawmakers|TUR] voted, but opposition lawmakers did not.",
    "The [Bundestag|DEU] debated the deal with [Israel|ISR]. [Lawmakers|DEU] agreed.",
    "The [U.S. Senate|USA] sat. [Senators|USA] from both parties approved the sale to [Peru|PER].",
    "[Norway|NOR] bought ships from [Britain|GBR]. Lawmakers must agree.",
    "[Norway|NOR]'s [parliament|NOR] met. It rained. It snowed. It thawed. It froze. Lawmakers left.",
    "[Voters|ISL] in [Iceland|ISL @] and [Danish|DNK] [voters|DNK] backed it; voters elsewhere did not.",
    "[Senators|AUS] in [Canberra|AUS @] ratified it.",
    "[Pakistan|PAK] said its [foreign minister|PAK] would sign. Its [army|PAK] agreed.",
    "[Japan|JPN] and [Peru|PER] met. Its foreign minister and its army agreed.",
    "[Ethiopia|ETH] and the breakaway region of [Somaliland|Somaliland] signed in the region of [Addis Ababa|ETH @].",
    "[Peru|PER] met [Chad|TCD]. In [Japan|JPN @], the [parliament|JPN] voted. The one in [Chad|TCD @], where the [parliament|TCD] sat.",
    "He lives in the breakaway region of [Abkhazia|Abkhazia @].",
    "[Abkhazia|Abkhazia]'s [parliament|Abkhazia] voted. The [parliament|Abkhazia] then rose.",
    "[Poland|POL] has spoken; lawmakers voted and troops marched.",
]


@pytest.mark.parametrize("case", CASES)
def test_institutions(case: str, plain: Callable[[str], str], marked: Callable[[str], str]) -> None:
    assert marked(plain(case)) == case


KINDS = [
    ("Taiwan", "TWN", "state", "TWN"),
    ("Kosovo", "XKX", "state", "XKX"),
    ("Palestine", "PSE", "state", "PSE"),
    ("Somaliland", "Somaliland", "organisation", None),
    ("Transnistria", "Transnistria", "organisation", None),
    ("Abkhazia", "Abkhazia", "organisation", None),
    ("South Ossetia", "South Ossetia", "organisation", None),
    ("Artsakh", "Nagorno-Karabakh", "organisation", None),
    ("the TRNC", "Northern Cyprus", "organisation", None),
    ("the Soviet Union", "SUN", "state", "SUN"),
]


@pytest.mark.parametrize(("name", "actor_id", "kind", "country"), KINDS)
def test_only_states_with_a_code_are_states(name: str, actor_id: str, kind: str, country: str | None) -> None:
    (mention,) = read_actors(f"Troops agreed with {name}.").actors
    assert [(actor.id, actor.kind, actor.country) for actor in mention.actors] == [(actor_id, kind, country)]
