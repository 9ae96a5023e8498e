"""The gazetteer of outlets, and the places where an outlet's name may stand."""

import re

import pytest

from pactwire.reading.outlets import (
    known_outlet,
    outlet_as_stated,
    outlet_of_domain,
    outlet_of_file,
    outlet_of_folders,
    outlet_of_name,
    outlets,
)


def test_gazetteer_is_sound() -> None:
    rows = outlets()
    assert len(rows) >= 500
    domains = [domain for row in rows for domain in row.domains]
    assert len(domains) == len(set(domains))
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain) for domain in domains)
    owners: dict[str, set[str]] = {}
    for row in rows:
        assert row.domains, row.outlet
        assert row.country is None or re.fullmatch(r"[A-Z]{3}", row.country)
        for name in (row.outlet, *row.names):
            owners.setdefault(name.casefold(), set()).add(row.outlet)
    assert {name: held for name, held in owners.items() if len(held) > 1} == {}


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.philstar.com/headlines/2026/1", "The Philippine Star"),
        ("bbc.co.uk", "BBC"),
        ("https://news.usni.org/x", "USNI News"),
        ("https://english.yonhapnews.co.kr", "Yonhap"),
        ("https://notreuters.com/", None),
        ("https://reuters.com.evil.example/", None),
        ("localhost", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_domains(address: str, outlet: str | None) -> None:
    assert known_outlet(address) == outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("new york times", "The New York Times"),
        ("SCMP", "South China Morning Post"),
        ("Kyodo News", "Kyodo"),
        ("TODAY", "Today"),
        ("today", None),
        ("map", None),
        ("The Example Times", None),
    ],
)
def test_names(name: str, outlet: str | None) -> None:
    assert outlet_of_name(name) == outlet


@pytest.mark.parametrize(
    ("stated", "outlet"),
    [
        ("Given", "Given"),
        ("reuters.com", "Reuters"),
        ("https://www.dawn.com/news/1", "Dawn"),
        ("unknown.example", "unknown.example"),
        ("U.S. Navy", "U.S. Navy"),
        ("Outlet A v1.2", "Outlet A v1.2"),
    ],
)
def test_stated_names_stay_and_addresses_are_looked_up(stated: str, outlet: str) -> None:
    assert outlet_as_stated(stated) == outlet


@pytest.mark.parametrize(
    ("folders", "outlet"),
    [
        (("2026", "01", "the-japan-times"), "The Japan Times"),
        (("data", "philippine_news_agency"), "Philippine News Agency"),
        (("www.rappler.com",), "Rappler"),
        (("outlet-a", "reuters"), "outlet-a"),
        (("2026", "01"), None),
    ],
)
def test_folders(folders: tuple[str, ...], outlet: str | None) -> None:
    assert outlet_of_folders(folders) == outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("dawn.com_2024-05-06.txt", "Dawn"),
        ("reuters_2024-05-06.txt", "Reuters"),
        ("2024-05-06_the-straits-times_pact.html", "The Straits Times"),
        ("dawn_raid.txt", None),
        ("time_to_act.txt", None),
        ("pact.txt", None),
    ],
)
def test_files(name: str, outlet: str | None) -> None:
    assert outlet_of_file(name) == outlet


def test_an_unknown_domain_names_itself() -> None:
    assert outlet_of_domain("https://www.news.example.org/a") == "news.example.org"
