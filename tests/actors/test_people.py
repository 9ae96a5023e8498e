"""People: name, office and country of every mention; a line a case."""

import re

import pytest

from pactwire.actors.labels import Guess
from pactwire.actors.names import name_key, name_parts
from pactwire.actors.reading import read_actors

PEOPLE = [
    ("Japanese Foreign Minister Toshimitsu Motegi spoke.", [("Toshimitsu Motegi", "Foreign Minister", "JPN")]),
    ("Japan's Foreign Minister Motegi Toshimitsu spoke.", [("Motegi Toshimitsu", "Foreign Minister", "JPN")]),
    ("visiting Japan Prime Minister Ishiba Shigeru", [("Ishiba Shigeru", "Prime Minister", "JPN")]),
    ("Philippine Defense Secretary Jane Q. Doe-Roe Jr. said", [("Jane Q. Doe-Roe Jr.", "Defense Secretary", "PHL")]),
    ("Prime Minister of Norway Kari Nordmann said", [("Kari Nordmann", "Prime Minister of Norway", "NOR")]),
    ("NATO Secretary General Pat Smith said", [("Pat Smith", "Secretary General", None)]),
    ("Egyptian Defence Minister General Omar Zaki said", [("Omar Zaki", "Defence Minister", "EGY")]),
    ("Attorney General Pat Smith said", [("Pat Smith", "Attorney General", None)]),
    ("Peruvian Defence Minister Admiral Ana Diaz said", [("Ana Diaz", "Defence Minister", "PER")]),
    ("Hamas leader Ismail Haniyeh left", [("Ismail Haniyeh", "leader", "PSE")]),
    ("Polish Deputy Prime Minister Jan van der Berg", [("Jan van der Berg", "Deputy Prime Minister", "POL")]),
    ("French Minister of Armed Forces Anne Dupont", [("Anne Dupont", "Minister of Armed Forces", "FRA")]),
    ("President Vladimir Putin said", [("Vladimir Putin", "President", "RUS")]),
    ("President Ferdinand R. Marcos Jr. of the Philippines", [("Ferdinand R. Marcos Jr.", "President", "PHL")]),
    (
        "South Korean President Yoon Suk Yeol met Prime Minister Fumio Kishida. Yoon agreed; Kishida too.",
        [
            ("Yoon Suk Yeol", "President", "KOR"),
            ("Fumio Kishida", "Prime Minister", "JPN"),
            ("Yoon", "President", "KOR"),
            ("Kishida", "Prime Minister", "JPN"),
        ],
    ),
    (
        "Ukraine's Defence Minister Olena Koval signed. Koval thanked Sweden.",
        [("Olena Koval", "Defence Minister", "UKR"), ("Koval", "Defence Minister", "UKR")],
    ),
    (
        "Ukraine's Defence Minister Olena Koval met her Dutch counterpart Piet Nobody in Kyiv.",
        [("Olena Koval", "Defence Minister", "UKR"), ("Piet Nobody", "Defence Minister", "NLD")],
    ),
    (
        "Foreign Secretary Theresa Lazaro met her Japanese counterpart Motegi Toshimitsu.",
        [("Theresa Lazaro", "Foreign Secretary", "PHL"), ("Motegi Toshimitsu", "foreign minister", "JPN")],
    ),
    ("Germany's counterpart Piet Nobody said so.", [("Piet Nobody", "counterpart", "DEU")]),
    ("Japan and Peru met. Abe said so.", [("Abe", "prime minister", "JPN")]),
    ("State Department spokesman Ned Nobody said", [("Ned Nobody", "spokesman", "USA")]),
    ("Kremlin spokesman Dmitry Peskov said", [("Dmitry Peskov", "spokesman", "RUS")]),
    ("Chancellor Olaf Scholz of Germany", [("Olaf Scholz", "Chancellor", "DEU")]),
    ("Israeli Defence Minister Israel Katz met", [("Israel Katz", "Defence Minister", "ISR")]),
    (
        "Indian Defence Minister Rajnath Singh met his Malaysian counterpart Ali bin Abu.",
        [("Rajnath Singh", "Defence Minister", "IND"), ("Ali bin Abu", "Defence Minister", "MYS")],
    ),
    (
        "Turkish President Recep Tayyip Erdogan arrived. The Turkish president left.",
        [("Recep Tayyip Erdogan", "President", "TUR"), ("president", "President", "TUR")],
    ),
    ("Vietnamese Defence Minister Gen. Phan Van Giang", [("Phan Van Giang", "Defence Minister", "VNM")]),
    ("Foreign Affairs Secretary Ma. Theresa Lazaro", [("Ma. Theresa Lazaro", "Foreign Affairs Secretary", "PHL")]),
    ("Philippine envoy Ma. Lourdes Cruz and Md. Alam", [("Ma. Lourdes Cruz", "envoy", "PHL")]),
    ("Fijian Home Affairs Minister Pio Foo said", [("Pio Foo", "Home Affairs Minister", "FJI")]),
    ("Kenya's Deputy Works Minister Jane Odhiambo", [("Jane Odhiambo", "Deputy Works Minister", "KEN")]),
    (
        "Defence Minister Rajnath Singh and French Minister of Armed Forces Sebastien Lecornu signed.",
        [
            ("Rajnath Singh", "Defence Minister", "IND"),
            ("Sebastien Lecornu", "Minister of Armed Forces", "FRA"),
        ],
    ),
    (
        "Defence Minister Ravi Foo and Omani Foreign Minister Ali Bar met. India agreed. India paid.",
        [("Ravi Foo", "Defence Minister", "IND"), ("Ali Bar", "Foreign Minister", "OMN")],
    ),
    ("Kenyan President Abdi left. Abdi smiled.", [("Abdi", "President", "KEN"), ("Abdi", "President", "KEN")]),
    ("Interior Minister Hammoud said Lebanon agreed.", [("Hammoud", "Interior Minister", "LBN")]),
    ("Zambia and Home Affairs Minister Foo", [("Foo", "Minister", "ZMB")]),
    ("The General Security of Military Information Agreement stands.", []),
    ("Prime Minister Tuesday signed nothing.", []),
    ("The captain of industry and the general public", []),
]

GUESSED = [
    (
        "Kim You-geun, deputy director of the South Korean presidential office, said",
        "Kim You-geun",
        "deputy director",
        "KOR",
    ),
    ("Shigeru Tanaka, Japan's defence minister, said", "Shigeru Tanaka", "defence minister", "JPN"),
    ("Japan's Gen Nakamura and others", "Gen Nakamura", None, "JPN"),
    ("Kim Hyun-su of the Blue House said", "Kim Hyun-su", None, "KOR"),
    ("Jane Doe, who is the Dutch ambassador, said", "Jane Doe", "ambassador", "NLD"),
    ("U.S. Army Maj. Gen. Jane Doe said", "Jane Doe", None, "USA"),
    ("Philippine Sen. Jane Doe said", "Jane Doe", None, "PHL"),
    ("He was in Japan. Gen. Jane Doe said", "Jane Doe", None, None),
    ("Foreign Minister Omar of Sudan spoke.", "Omar", "Foreign Minister", "SDN"),
    ("British PM Jane Doe said", "Jane Doe", None, "GBR"),
    ("Jane Doe walked home.", "Jane Doe", None, None),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = read_actors(text).people
    assert [(person.text, person.office, person.country) for person in found] == expected


@pytest.mark.parametrize(("text", "name", "office", "country"), GUESSED)
def test_guessed_people(text: str, name: str, office: str | None, country: str | None) -> None:
    start = text.index(name)
    (person,) = read_actors(text, [Guess(start, start + len(name), "PERSON")]).people
    assert (person.text, (person.office or "")[: len(office or "")] or None, person.country) == (name, office, country)


def test_an_abbreviated_given_name_belongs_to_the_name() -> None:
    text = "Reporters asked Ma. Theresa Lim. Lim nodded."
    start = text.index("Theresa")
    people = read_actors(text, [Guess(start, start + len("Theresa Lim"), "PERSON")]).people
    assert [(person.text, person.key) for person in people] == [
        ("Ma. Theresa Lim", "lim theresa"),
        ("Lim", "lim theresa"),
    ]


def test_a_surname_has_the_key_and_name_of_the_full_name() -> None:
    people = read_actors("Latvian President Anna Ozola spoke. Ozola left.").people
    assert [(person.key, person.name) for person in people] == [("anna ozola", "Anna Ozola")] * 2


def test_both_orders_of_a_name_are_one_person() -> None:
    people = read_actors("Japanese Prime Minister Hana Kato spoke. Prime Minister Kato Hana left.").people
    assert {person.key for person in people} == {"hana kato"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ferdinand R. Marcos Jr.", ("ferdinand", "marcos")),
        ("Dr Jane van der Berg", ("jane", "berg")),
        ("Gen. Abdel Fattah al-Burhan", ("abdel", "fattah", "burhan")),
        ("Sébastien Lecornu", ("sebastien", "lecornu")),
        ("Kim You-geun", ("kim", "you", "geun")),
    ],
)
def test_name_parts(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


def test_name_key_ignores_order_initials_and_marks() -> None:
    assert name_key("Sebastien J. Lecornu") == name_key("Lecornu Sébastien")


REMITS = [
    ("Fijian home affairs minister Pio Foo spoke.", "JJ NN NNS NN NNP NNP VBD .", "home affairs minister", "FJI"),
    ("Fijian nuclear deal Minister Pio Foo spoke.", "JJ JJ NN NN NNP NNP VBD .", "Minister", "FJI"),
    ("Fiji told home affairs minister Pio Foo.", "NNP VBD NN NNS NN NNP NNP .", "minister", "FJI"),
]


@pytest.mark.parametrize(("text", "tags", "office", "country"), REMITS)
def test_remits_without_capitals(text: str, tags: str, office: str, country: str) -> None:
    starts = [match.start() for match in re.finditer(r"\w+|\.", text)]
    found = read_actors(text, tags=dict(zip(starts, tags.split(), strict=True))).people
    assert [(person.text, person.office, person.country) for person in found] == [("Pio Foo", office, country)]
