"""Who of the people in a text signed, announced or said something, and the words that tell it."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

# Text; who, office and country; role and word, or nothing.
CASES = [
    ("Japan's Foreign Minister Toshimitsu Motegi announced a pact with Manila.", "Toshimitsu Motegi", "Foreign Minister", "JPN", "announced:announced"),
    ("Defense Secretary Gilberto Teodoro said the Philippines would ratify it.", "Gilberto Teodoro", "Defense Secretary", "PHL", "said:said"),
    ("“We will sign,” said German Defence Minister Boris Pistorius.", "Boris Pistorius", "Defence Minister", "DEU", "said:said"),
    ("According to Polish President Andrzej Duda, the tanks arrive in May.", "Andrzej Duda", "President", "POL", "said:According"),
    ("The deal was announced by British Prime Minister Keir Starmer.", "Keir Starmer", "Prime Minister", "GBR", "announced:announced"),
    ("French President Emmanuel Macron told reporters that talks went on.", "Emmanuel Macron", "President", "FRA", "said:told"),
    ("Swedish Defence Minister Pal Jonson unveiled the order on Monday.", "Pal Jonson", "Defence Minister", "SWE", "announced:unveiled"),
    ("Indian Defence Minister Rajnath Singh stressed that the pact stood.", "Rajnath Singh", "Defence Minister", "IND", "said:stressed"),
    ("Motegi Toshimitsu, Japan's foreign minister, and Theresa Lazaro signed the defence agreement in Manila.", "Motegi Toshimitsu", "foreign minister", "JPN", "signed:signed"),
    ("Australian Defence Minister Richard Marles signed the defence treaty on Friday in Port Moresby.", "Richard Marles", "Defence Minister", "AUS", "signed:signed"),
    ("The defence agreement was signed by Greek Defence Minister Nikos Dendias and his counterpart.", "Nikos Dendias", "Defence Minister", "GRC", "signed:signed"),
    ("Turkish President Recep Tayyip Erdogan did not say when the jets would come.", "Recep Tayyip Erdogan", "President", "TUR", None),
    ("Dutch Prime Minister Dick Schoof will announce the purchase in June.", "Dick Schoof", "Prime Minister", "NLD", None),
    ("Norwegian Prime Minister Jonas Gahr Store may announce the purchase.", "Jonas Gahr Store", "Prime Minister", "NOR", None),
    ("Italian Defence Minister Guido Crosetto refused to say more.", "Guido Crosetto", "Defence Minister", "ITA", None),
    ("Spanish Prime Minister Pedro Sanchez was told of the plan.", "Pedro Sanchez", "Prime Minister", "ESP", None),
    ("Polish Defence Minister Wladyslaw Kosiniak-Kamysz will sign the contract for tanks on Friday.", "Wladyslaw Kosiniak-Kamysz", "Defence Minister", "POL", None),
    ("Officials said that Danish Defence Minister Troels Lund Poulsen was in Oslo.", "Troels Lund Poulsen", "Defence Minister", "DNK", None),
]  # fmt: skip


def told(pipeline: "Pipeline", text: str) -> list[tuple[str | None, str | None, str | None, list[str]]]:
    return [
        (person.name, person.office, person.country, [f"{deed.role}:{deed.text}" for deed in person.deeds])
        for person in annotations(pipeline.nlp(text)).persons
    ]


@pytest.mark.parametrize(("text", "name", "office", "country", "deed"), CASES)
def test_one_person(pipeline: "Pipeline", text: str, name: str, office: str, country: str, deed: str | None) -> None:
    assert (name, office, country, [deed] if deed else []) in told(pipeline, text)


def test_one_person_over_a_text(pipeline: "Pipeline") -> None:
    text = (
        "Japanese Foreign Minister Toshimitsu Motegi announced the pact on Friday. Motegi and Philippine Foreign "
        "Secretary Theresa Lazaro signed the Acquisition and Cross-Servicing Agreement in Manila. He said that it would "
        "help. The Philippine defense secretary was not there."
    )
    motegi, lazaro, secretary = annotations(pipeline.nlp(text)).persons
    assert (motegi.name, [deed.role for deed in motegi.deeds]) == ("Toshimitsu Motegi", ["announced", "signed"])
    assert [text[slice(*span)] for span in motegi.spans] == ["Toshimitsu Motegi", "Motegi"]
    assert [text[slice(*deed.person)] for deed in motegi.deeds] == ["Toshimitsu Motegi", "Motegi"]
    assert (lazaro.name, [deed.role for deed in lazaro.deeds]) == ("Theresa Lazaro", ["signed", "said"])
    assert (secretary.name, secretary.office, secretary.country) == (None, "defense secretary", "PHL")


def test_office_of_another_field_is_another_person(pipeline: "Pipeline") -> None:
    text = "Japanese Foreign Minister Toshimitsu Motegi flew home. The defence minister told reporters of the pact."
    assert told(pipeline, text) == [("Toshimitsu Motegi", "Foreign Minister", "JPN", [])]
