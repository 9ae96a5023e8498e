"""Group phrases and definite nouns: whom they stand for, with three or more states in the text."""

import pytest

from pactwire.actors.reading import read_actors

GROUPS = [
    ("India and France signed it. The two countries will build jets.", [("The two countries", "IND+FRA")]),
    ("India and France signed it after China objected. Both sides were glad.", [("Both sides", "IND+FRA")]),
    (
        "Japan told China that it backs the Philippines. Tokyo and Manila met; the two allies agreed.",
        [("the two allies", "JPN+PHL")],
    ),
    ("Japan, Australia and India met in Tokyo. The three countries agreed.", [("The three countries", "JPN+AUS+IND")]),
    (
        "Sweden, Finland and Turkey signed a memorandum; the three sides met in Madrid.",
        [("the three sides", "SWE+FIN+TUR")],
    ),
    ("South Korea and Japan share data on North Korea, the two US allies said.", [("the two US allies", "KOR+JPN")]),
    ("The Philippines and Japan signed a pact letting their militaries train.", [("their", "PHL+JPN")]),
    ("Russia and Ukraine met in Istanbul. They exchanged prisoners.", [("They", "RUS+UKR")]),
    ("Armenia and Azerbaijan fired at each other.", [("each other", "ARM+AZE")]),
    ("Israel and Hamas agreed in Doha, and both sides kept the truce.", [("both sides", "ISR+Hamas")]),
    (
        "Ethiopia met the Tigray People's Liberation Front in Pretoria. The two parties signed.",
        [("The two parties", "ETH+Tigray People's Liberation Front")],
    ),
    ("Moscow has proposed a limit to Washington; both kept to it.", [("both", "RUS+USA")]),
    ("Seoul and Tokyo share data. The two also hold drills.", [("The two", "KOR+JPN")]),
    ("Greece and Cyprus met. The pair signed a deal.", [("The pair", "GRC+CYP")]),
    (
        "Poland told Ukraine and Lithuania of the plan. Neither side objected to Ukraine and Lithuania.",
        [("Neither side", "UKR+LTU")],
    ),
    ("The two Koreas signed an accord.", [("two Koreas", "KOR+PRK")]),
    ("Mali, Niger and Burkina Faso left ECOWAS. The trio formed an alliance.", [("The trio", "MLI+NER+BFA")]),
    (
        "Prime Minister Fumio Kishida of Japan met President Yoon Suk Yeol of South Korea. The two leaders agreed.",
        [("The two leaders", "JPN+KOR")],
    ),
    (
        "Germany will join, as allies like Canada and Norway did. Germany and Italy signed. The two governments agree.",
        [("The two governments", "DEU+ITA")],
    ),
    (
        "Sudan's army and the paramilitary Rapid Support Forces agreed to a truce brokered by Qatar and Egypt. The two sides met.",
        [("The two sides", "SDN+Rapid Support Forces")],
    ),
    ("The Baltic states asked for troops.", [("Baltic states", "EST+LVA+LTU")]),
    ("It was signed in May by the Baltic countries.", [("the Baltic countries", "EST+LVA+LTU")]),
    ("The Benelux countries met Japan.", [("The Benelux countries", "BEL+NLD+LUX")]),
    ("GENEVA, May 5 - India and Pakistan met. The two neighbours agreed.", [("The two neighbours", "IND+PAK")]),
    ("Norway and Britain signed. Their defence ministries will buy frigates.", [("Their", "NOR+GBR")]),
]

DEFINITES = [
    ("Russia said the country was leaving the pact.", [("the country", "RUS")]),
    ("NATO met. The alliance agreed.", [("The alliance", "NATO")]),
    ("Saudi Arabia and France met. Later Saudi Arabia said the kingdom would buy jets.", [("the kingdom", "SAU")]),
    ("Rheinmetall signed with Hungary. The company will deliver.", [("The company", "Rheinmetall")]),
]

NONE = [
    "The two agreements were signed by Japan and Peru.",
    "An ACSA lets the armed forces of two countries share fuel.",
    "Both men walked home.",
    "They are happy.",
    "Japan and Peru read their books.",
    "The two countries of the story have no names.",
    "Each side of the triangle is five metres.",
]


def _groups(text: str) -> list[tuple[str, str]]:
    return [
        (mention.text, "+".join(actor.id for actor in mention.actors))
        for mention in read_actors(text).actors
        if mention.via == "group" or mention.rule == "alias.definite"
    ]


@pytest.mark.parametrize(("text", "expected"), GROUPS + DEFINITES)
def test_groups(text: str, expected: list[tuple[str, str]]) -> None:
    assert _groups(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_group(text: str) -> None:
    assert _groups(text) == []


def test_a_mention_inside_a_group_phrase_gives_way() -> None:
    actors = read_actors("South Korea and Japan share data, the two US allies said.").actors
    assert [mention.text for mention in actors] == ["South Korea", "Japan", "the two US allies"]
