"""A draft to an article: what metadata, address, folder and layout say, in that order."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pactwire.reading.fields import clean
from pactwire.reading.items import Draft, Item, Problem
from pactwire.reading.layout import Layout, read_layout
from pactwire.reading.patterns import outlets, reading_patterns
from pactwire.reading.published import date_in_path, parse_published
from pactwire.reading.settings import ReadingSettings
from pactwire.records import Article, OutletBasis, PublishedBasis

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class _Outlet:
    name: str | None
    basis: OutletBasis


def assemble(draft: Draft, item: Item, settings: ReadingSettings) -> Article | Problem:
    """Build the article of a draft; a text that is empty or too long is a problem."""
    article_id = draft.fields.get("id")
    if not draft.text.strip():
        return Problem("empty: there is no text", draft.line, article_id)
    if len(draft.text) > settings.max_characters:
        limit = settings.max_characters
        reason = f"{len(draft.text):,} characters, more than the limit of {limit:,}: split the article or raise --max-characters"
        return Problem(reason, draft.line, article_id)
    layout = read_layout(draft.text, start=draft.body, day_first=settings.day_first)
    url = draft.fields.get("url") or layout.url
    outlet = _outlet(draft, layout, url, item, settings)
    published, basis = _published(draft, layout, url, item, settings)
    extra = dict(draft.extra)
    if draft.published is not None and basis != "metadata":
        extra.setdefault("published", clean(str(draft.published)))
    return Article(
        id=article_id or content_id(outlet.name, draft.text),
        path=item.name,
        line=draft.line,
        outlet=outlet.name,
        outlet_basis=outlet.basis,
        title=draft.fields.get("title") or layout.title,
        byline=draft.fields.get("byline") or layout.byline,
        agency=layout.agency,
        dateline=layout.dateline,
        published=published,
        published_basis=basis,
        url=url,
        sha256=hashlib.sha256(draft.text.encode()).hexdigest(),
        text=draft.text,
        extra=extra,
    )


def content_id(outlet: str | None, text: str) -> str:
    """Return an id that depends on outlet and text only: 16 hexadecimal digits."""
    return hashlib.sha256(f"{outlet or ''}\0{text}".encode()).hexdigest()[:_ID_LENGTH]


def outlet_of_domain(address: str) -> str | None:
    """Return the outlet behind a URL or domain: its name if known, else the bare domain.

    >>> outlet_of_domain("https://www.philstar.com/headlines/1"), outlet_of_domain("https://news.example.org/a")
    ('The Philippine Star', 'news.example.org')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    host = host.removeprefix("www.")
    labels = host.split(".")
    names = outlets()
    return next((names[name] for at in range(len(labels) - 1) if (name := ".".join(labels[at:])) in names), host)


def _outlet(draft: Draft, layout: Layout, url: str | None, item: Item, settings: ReadingSettings) -> _Outlet:
    if stated := draft.fields.get("outlet"):
        return _Outlet(stated, "metadata")
    if url and (name := outlet_of_domain(url)):
        return _Outlet(name, "url")
    if settings.outlet_from_folder and (name := _outlet_of_folders(item.below[:-1])):
        return _Outlet(name, "folder")
    if name := _outlet_of_file(item.below[-1] if item.below else ""):
        return _Outlet(name, "file_name")
    if name := layout.outlet or layout.agency:
        return _Outlet(name, "credit")
    return _Outlet(None, "unknown")


def _outlet_of_folders(folders: tuple[str, ...]) -> str | None:
    """Return the uppermost folder that may be an outlet's; years, dates and "data" are none."""
    for folder in folders:
        if re.search(r"[^\W\d_]", folder) and folder.casefold() not in reading_patterns().words.not_outlets:
            return outlets().get(folder.casefold().removeprefix("www."), folder)
    return None


def _outlet_of_file(name: str) -> str | None:
    stem = name.rpartition(".")[0].casefold()
    return next((outlets()[part] for part in re.split(r"[_ ]|--", stem) if part in outlets()), None)


def _published(
    draft: Draft, layout: Layout, url: str | None, item: Item, settings: ReadingSettings
) -> tuple[str | None, PublishedBasis]:
    if stated := parse_published(draft.published, day_first=settings.day_first):
        return stated, "metadata"
    if layout.published:
        return layout.published, "text"
    if inferred := (url and date_in_path(_url_path(url))) or date_in_path("/".join(item.below)):
        return inferred, "inferred"
    return None, "unknown"


def _url_path(url: str) -> str:
    """Return the path of a URL, or nothing if it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
