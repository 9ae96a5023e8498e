"""What a page says of its article: title, author, site, address, and the date of publication that it declares."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pactwire.reading.fields import clean
from pactwire.reading.json_lines import parse
from pactwire.reading.patterns import reading_patterns
from pactwire.reading.published import find_dates, parse_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_MAX_ELEMENTS = 2_000
_MAX_SCRIPT = 500_000
_MAX_DEPTH = 6
_MAX_SEARCHED = 100_000
_ARTICLE = re.compile(r"Article|Posting|Report|PressRelease")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The article's fields as the page states them; `inferred` is a date of which the page is perhaps."""

    fields: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None
    published: object = None
    inferred: str | None = None


def page_facts(tree: "HtmlElement", found: "Document", html: str, url: str | None) -> PageFacts:
    """Sort what was found of a page's article; an address given is better than the page's own."""
    address = url or (found.url if _is_address(found.url) else None)
    fields = {
        "title": _words(found.title),
        "byline": _words(found.author).replace("; ", ", "),
        "url": _words(address),
    }
    site = _words(found.sitename)
    declared = list(_declared_dates(tree))
    return PageFacts(
        fields=fields,
        # A name that is a domain was guessed from the address.
        site=site if site and (" " in site or "." not in site) else None,
        published=next((value for value in declared if parse_published(value)), None),
        # A date that is declared, but not plain, is not bettered by a guess.
        inferred=None if declared else _shown(parse_published(found.date), html),
    )


def _shown(guess: str | None, html: str) -> str | None:
    """Return a guess if the page shows that day plainly: 03/04/2026 was guessed to be either."""
    if guess is None:
        return None
    plain = guess in html or any(date.value == guess for date in find_dates(html[:_MAX_SEARCHED]))
    return guess if plain else None


def _declared_dates(tree: "HtmlElement") -> Iterator[str]:
    """Yield what the page declares as date of publication, the most explicit first."""
    wanted = reading_patterns().page.published_names
    stated: dict[str, str] = {}
    for meta in islice(tree.iter("meta"), _MAX_ELEMENTS):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if content := meta.get("content"):
            stated.setdefault(name, content)
    yield from (stated[name] for name in wanted if name in stated)
    for script in islice(tree.iter("script"), _MAX_ELEMENTS):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) <= _MAX_SCRIPT:
            yield from _linked_dates(script.text)
    for time in islice(tree.iter("time"), _MAX_ELEMENTS):
        if "pubdate" in time.attrib or (time.get("itemprop") or "").lower() == "datepublished":
            yield time.get("datetime") or "".join(time.itertext())


def _linked_dates(script: str) -> Iterator[str]:
    try:
        value = parse(script)
    except ValueError:
        # Pages are full of broken scripts; other parts of the page may still say the date.
        return
    yield from (str(node["datePublished"]) for node in _nodes(value, 0) if _is_article(node))


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        yield value
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for child in children:
        if isinstance(child, Mapping | list):
            yield from _nodes(child, depth + 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return "datePublished" in node and any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in named)


def _is_address(url: object) -> bool:
    try:
        return isinstance(url, str) and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _words(value: object) -> str:
    return clean(" ".join(value.split())) if isinstance(value, str) else ""
