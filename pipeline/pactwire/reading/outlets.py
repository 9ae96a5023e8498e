"""Who published an article: the gazetteer of outlets, and the places where an outlet's name may stand."""

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from pydantic import field_validator

from pactwire.reading.patterns import reading_patterns
from pactwire.resources import Row, read_csv

# Names as short as these are also words; they count only in the case in which the gazetteer has them.
_SHORT_NAME = 5

OutletKind = Literal[
    "agency", "broadcaster", "government", "magazine", "military", "newspaper", "online", "organisation", "think_tank",
    "trade", "wire",
]  # fmt: skip


class Outlet(Row):
    """An outlet with the domains of its sites and the names under which it is credited beside its own.

    `country` is ISO 3166-1 alpha-3, none where it is of no one state; a "wire" distributes what others pay for.
    """

    outlet: str
    kind: OutletKind
    country: str | None
    domains: tuple[str, ...]
    names: tuple[str, ...]

    @field_validator("domains", "names", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part for part in value.split(";") if part) if isinstance(value, str) else value or ()


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the gazetteer of outlets."""
    return read_csv("gazetteers/outlets.csv", Outlet)


@cache
def _by_domain() -> dict[str, str]:
    return {domain: row.outlet for row in outlets() for domain in row.domains}


@cache
def _by_name() -> dict[str, str]:
    names = [(name, row.outlet) for row in outlets() for name in (row.outlet, *row.names)]
    return {**{name.casefold(): outlet for name, outlet in names if len(name) > _SHORT_NAME}, **dict(names)}


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(row.outlet for row in outlets() if row.kind == "agency")


def outlet_of_name(name: str) -> str | None:
    """Return the outlet that goes by a name.

    >>> outlet_of_name("new york times"), outlet_of_name("SCMP"), outlet_of_name("today")
    ('The New York Times', 'South China Morning Post', None)
    """
    return _by_name().get(name) or _by_name().get(name.casefold())


def known_outlet(address: str) -> str | None:
    """Return the outlet behind a URL or domain, if the gazetteer knows it or a domain above it."""
    labels = _host(address).split(".")
    names = _by_domain()
    return next((names[name] for at in range(len(labels) - 1) if (name := ".".join(labels[at:])) in names), None)


def outlet_of_domain(address: str) -> str | None:
    """Return the outlet behind a URL or domain: its name if known, else the bare domain.

    >>> outlet_of_domain("https://www.philstar.com/headlines/1"), outlet_of_domain("https://news.example.org/a")
    ('The Philippine Star', 'news.example.org')
    """
    return known_outlet(address) or _host(address) or None


def outlet_as_stated(stated: str) -> str:
    """Return an outlet that metadata name; an address there is taken for the outlet behind it."""
    is_address = re.fullmatch(r"(?:https?://\S+|(?:[\w-]{1,63}\.){1,5}[a-z]{2,24})", stated) is not None
    return (outlet_of_domain(stated) if is_address else None) or stated


def outlet_of_folders(folders: tuple[str, ...]) -> str | None:
    """Return the uppermost folder that may be an outlet's; years, dates and "data" are none."""
    for folder in folders:
        if re.search(r"[^\W\d_]", folder) and folder.casefold() not in reading_patterns().words.not_outlets:
            domain = _by_domain().get(folder.casefold().removeprefix("www."))
            return domain or outlet_of_name(re.sub(r"[-_]+", " ", folder)) or folder
    return None


def outlet_of_file(name: str) -> str | None:
    """Return the outlet that a part of a file's name names: its domain, an agency, or a name of several words."""
    for part in re.split(r"[_ ]|--", name.rpartition(".")[0]):
        if outlet := _by_domain().get(part.casefold()):
            return outlet
        words = part.replace("-", " ")
        if (outlet := outlet_of_name(words)) and (" " in words or outlet in _agency_names()):
            return outlet
    return None


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return ""
    return host.removeprefix("www.") if host and "." in host.strip(".") else ""
