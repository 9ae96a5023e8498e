"""The lexicons of agreements, companies, goods and currencies hold what the rules count on."""

import re
from typing import get_args

import pytest

from pactwire.actors.lexicon import split_cell
from pactwire.money.lexicon import bands, lexicon
from pactwire.quantities import Company, Goods
from pactwire.records import AgreementType
from pactwire.resources import Row, read_csv

EDTF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:/\d{4}(?:-\d{2}(?:-\d{2})?)?)?")


class NamedAgreement(Row):
    key: str
    name: str
    acronym: str | None
    aliases: str | None
    type: str
    generic: bool
    parties: str | None
    signed: str | None
    note: str | None


AGREEMENTS = read_csv("gazetteers/named_agreements.csv", NamedAgreement)
GOODS = (*read_csv("gazetteers/platforms.csv", Goods), *read_csv("gazetteers/weapons.csv", Goods))
COMPANIES = read_csv("gazetteers/companies.csv", Company)


def test_agreements_are_well_formed() -> None:
    assert {row.type for row in AGREEMENTS} <= set(get_args(AgreementType))
    assert [row.key for row in AGREEMENTS if not re.fullmatch(r"[a-z0-9-]+", row.key)] == []
    assert [row.key for row in AGREEMENTS if row.signed and not EDTF.fullmatch(row.signed)] == []
    for row in AGREEMENTS:
        parties = split_cell(row.parties)
        assert list(parties) == sorted(set(parties)) and all(re.fullmatch("EU|[A-Z]{3}", party) for party in parties), (
            row.key
        )
        # A kind of agreement has no pair of its own, but a programme may have its giver.
        assert len(parties) <= 6 and not (row.generic and len(parties) > 1), row.key


def test_a_wording_names_one_agreement() -> None:
    seen: dict[str, str] = {}
    for row in AGREEMENTS:
        forms = {form.lower() for form in (row.name, row.acronym or "", *split_cell(row.aliases)) if form}
        for form in forms:
            assert seen.setdefault(form, row.key) == row.key, form


@pytest.mark.parametrize(
    ("form", "key", "kind", "parties"),
    [
        ("ACSA", "acsa", "logistics_support", None),
        ("New START treaty", "new-start", "arms_control", "RUS|USA"),
        ("Ottawa Treaty", "ottawa-treaty", "arms_control", None),
        ("AUKUS", "aukus", "defense_cooperation", "AUS|GBR|USA"),
        ("Pukpuk Treaty", "pukpuk", "mutual_defense", "AUS|PNG"),
        ("Official Security Assistance", "osa", "military_aid", "JPN"),
        ("Minsk agreements", "minsk", "ceasefire", "RUS|UKR"),
        ("SAFE", "safe", "defense_cooperation", None),
        ("Trinity House Agreement", "trinity-house", "defense_cooperation", "DEU|GBR"),
        ("Five Power Defence Arrangements", "fpda", "defense_cooperation", "AUS|GBR|MYS|NZL|SGP"),
    ],
)
def test_known_agreements(form: str, key: str, kind: str, parties: str | None) -> None:
    rows = [row for row in AGREEMENTS if form in (row.name, row.acronym, *split_cell(row.aliases))]
    assert [(row.key, row.type, row.parties) for row in rows] == [(key, kind, parties)]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("F-35A", "F-35 Lightning II"),
        ("F-16V", "F-16 Fighting Falcon"),
        ("Rafale-M", "Rafale"),
        ("K2", "K2 Black Panther"),
        ("HIMARS", "HIMARS"),
        ("S-400", "S-400 Triumf"),
        ("Type 26", "Type 26 frigate"),
        ("MQ-9B", "MQ-9 Reaper"),
        ("Su-30MKI", "Su-30"),
        ("C-130J", "C-130 Hercules"),
        ("Leopard 2A8", "Leopard 2"),
        ("PAC-3 MSE", "PAC-3"),
        ("Bayraktar TB2", "Bayraktar TB2"),
        ("Mogami-class", "Mogami class"),
    ],
)
def test_designations(form: str, name: str) -> None:
    assert name in [row.name for row in GOODS if row.pattern and re.fullmatch(row.pattern, form)]


@pytest.mark.parametrize("form", ["F-350", "COVID-19", "K2000", "Type 2600", "G-20", "A-level", "Arrowsmith"])
def test_no_designation(form: str) -> None:
    assert [row.name for row in GOODS if row.pattern and re.fullmatch(row.pattern, form)] == []


def test_goods_and_companies_are_well_formed() -> None:
    assert [
        row.name for row in GOODS if not all(re.fullmatch("[A-Z]{3}", code) for code in row.country.split("|"))
    ] == []
    assert [row.name for row in COMPANIES if not re.fullmatch("[A-Z]{3}", row.country)] == []
    assert len({row.name for row in COMPANIES}) == len(COMPANIES)
    countries = {row.name: row.country for row in COMPANIES}
    known = {"Lockheed Martin": "USA", "Hanwha Aerospace": "KOR", "Naval Group": "FRA", "Saab": "SWE"}
    assert known.items() <= countries.items()


def test_bands_are_ordered_and_of_known_currencies() -> None:
    for code, rows in bands().items():
        assert code in lexicon().currencies
        years = [(row.from_year, row.to_year) for row in rows]
        assert years == sorted(years) and all(start <= end for start, end in years), code
        assert all(row.low <= row.high for row in rows), code
