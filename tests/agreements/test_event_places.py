"""Where an event happened, and which places in its text are something else."""

from typing import TYPE_CHECKING

import pytest

from pactwire.components import annotations

if TYPE_CHECKING:
    from pactwire.pipeline import Pipeline

# text, status, place, rule
CASES = [
    ("Norway and Denmark signed a defence pact in Oslo.", "signed", "Oslo", "place.clause"),
    ("Norway and Denmark announced in Oslo a new defence pact.", "agreed_in_principle", "Oslo", "place.clause"),
    # A seat, a base or a region is no place of the act.
    ("The Defense Ministry in Seoul has signed a military pact with Poland.", "signed", None, None),
    ("The Blue House in Seoul said it had suspended a military pact with Japan.", "suspended", None, None),
    ("Palau and the United States signed a pact on maritime security in the Pacific.", "signed", None, None),
    ("Indonesia denied that Russia had asked to base military aircraft in Papua.", "proposed", None, None),
    ("The air force secretary said in Manila that the two will sign a defence pact with Japan.", "signed", None, None),
    # What a place is called before its name, where a thing lies that one goes to, and where somebody spoke.
    (
        "Chile and Norway signed a defence pact in the Finnish capital city of Helsinki.",
        "signed",
        "Helsinki",
        "place.clause",
    ),
    (
        "Ghana took over a patrol boat from Norway in a ceremony held at the yard of Vard in Alesund.",
        "delivered",
        "Alesund",
        "place.unknown",
    ),
    (
        "Norway delivered a patrol boat to Ghana. The handing-over ceremony took place in Bergen.",
        "delivered",
        "Bergen",
        "place.meeting",
    ),
    (
        "Norway and Chile have had talks. The two ministers travelled to a shipyard in Bergen to sign the defence pact.",
        "signed",
        "Bergen",
        "place.journey",
    ),
    (
        "Norway and Chile have had talks. The two ministers went up a hill on Skrova to sign the defence pact.",
        "signed",
        "Skrova",
        "place.unknown",
    ),
    (
        "President Karim Alami announced that Morocco would suspend its defence pact with Spain. "
        "Speaking to reporters in Rabat, he said the country was not leaving it.",
        "suspended",
        "Rabat",
        "place.announcement",
    ),
    (
        "President Karim Alami announced that Morocco would suspend its defence pact with Spain. "
        "Speaking of bases in Rabat, he said they would stay.",
        "suspended",
        None,
        None,
    ),
    ("Norway and Chile signed a pact to build a base in the city of Valparaiso.", "signed", None, None),
    # A building and the capital that it stands in.
    (
        "India and France signed a defence deal at the ministry headquarters at South Block in New Delhi.",
        "signed",
        "New Delhi",
        "place.clause",
    ),
    # Journeys, visits and occasions.
    (
        "The president told a joint press conference on Tuesday in Lima that Peru and Chile had signed a military pact.",
        "signed",
        "Lima",
        "place.governor",
    ),
    (
        "The president told reporters on Tuesday in Lima that Peru and Chile had signed a military pact.",
        "signed",
        None,
        None,
    ),
    ("Pistorius flew to Warsaw to sign a defence pact with Poland.", "signed", "Warsaw", "place.journey"),
    (
        "Albanese had hoped to sign the defence treaty with Papua New Guinea when he visited Port Moresby.",
        "signed",
        "Port Moresby",
        "place.journey",
    ),
    ("Pistorius flew to Warsaw after signing a defence pact with Denmark.", "signed", None, None),
    (
        "Peru and Chile signed a defence pact on Monday. The ministers met in Lima.",
        "signed",
        "Lima",
        "place.meeting",
    ),
    (
        "Peru and Chile signed a defence pact in 2016. The ministers met in Lima and suspended the pact.",
        "signed",
        None,
        None,
    ),
    (
        "Peru and Chile signed a defence pact. The ceremony was held at the palace in Lima.",
        "signed",
        "Lima",
        "place.meeting",
    ),
    (
        "Officials announced that Peru and Chile had begun negotiating a defence pact. "
        "The announcement came from the two presidents in Lima.",
        "negotiating",
        "Lima",
        "place.announcement",
    ),
    (
        "Peru and Chile will join the treaty on cluster munitions at a ceremony in Quillagua.",
        "signed",
        "Quillagua",
        "place.unknown",
    ),
    (
        "At a meeting in Kestrel castle, the defence ministers of Latvia and Estonia signed a military pact.",
        "signed",
        "Kestrel castle",
        "place.unknown",
    ),
    # The dateline: what a state does at home, or what the text calls "here".
    (
        "ANKARA, March 31 (Anadolu) -- Turkey's parliament ratified the defence treaty with Albania.",
        "ratified",
        "ANKARA",
        "place.dateline",
    ),
    (
        "ISTANBUL, March 31 (Anadolu) -- Turkey's parliament ratified the defence treaty with Albania.",
        "ratified",
        None,
        None,
    ),
    (
        "SEOUL, March 31 (Yonhap) -- Poland's parliament ratified the defence treaty with Albania.",
        "ratified",
        None,
        None,
    ),
    ("SEOUL, March 31 (Yonhap) -- South Korea signed a defence treaty with Poland.", "signed", None, None),
    (
        "HONIARA, March 31 (Xinhua) -- Fiji and Tonga signed a defence treaty here on Friday.",
        "signed",
        "HONIARA",
        "place.here",
    ),
]


@pytest.mark.parametrize(("text", "status", "place", "rule"), CASES)
def test_place(pipeline: "Pipeline", text: str, status: str, place: str | None, rule: str | None) -> None:
    events = annotations(pipeline.nlp(text)).events
    event = next(event for event in events if event.status == status)
    cues = [(cue.text, cue.rule) for cue in event.cues if cue.field == "place"]
    assert (event.place.name if event.place else None, cues) == (place, [(place, rule)] if place else [])


def test_stated_place_goes_before_the_dateline(pipeline: "Pipeline") -> None:
    text = (
        "ANKARA, March 31 (Anadolu) -- Turkey has suspended the defence treaty with Albania.\n\n"
        "It suspended the defence treaty at a meeting in Izmir."
    )
    (event,) = [event for event in annotations(pipeline.nlp(text)).events if event.status == "suspended"]
    assert event.place is not None
    assert event.place.name == "Izmir"
    assert [cue.rule for cue in event.cues if cue.field == "place"] == ["place.clause"]
