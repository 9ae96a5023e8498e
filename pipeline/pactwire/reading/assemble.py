"""A draft to an article: what metadata, address, folder and layout say, in that order."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pactwire.reading.fields import clean
from pactwire.reading.items import Draft, Item, Problem
from pactwire.reading.layout import Layout, read_layout
from pactwire.reading.outlets import (
    known_outlet,
    outlet_as_stated,
    outlet_of_domain,
    outlet_of_file,
    outlet_of_folders,
    outlet_of_name,
)
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
    url = draft.fields.get("url") or _address(draft.fields.get("outlet")) or layout.url
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


def _outlet(draft: Draft, layout: Layout, url: str | None, item: Item, settings: ReadingSettings) -> _Outlet:
    if stated := draft.fields.get("outlet"):
        return _Outlet(outlet_as_stated(stated), "metadata")
    if url and (name := known_outlet(url)):
        return _Outlet(name, "url")
    if draft.site:
        return _Outlet(outlet_of_name(draft.site) or draft.site, "metadata")
    if url and (name := outlet_of_domain(url)):
        return _Outlet(name, "url")
    if settings.outlet_from_folder and (name := outlet_of_folders(item.below[:-1])):
        return _Outlet(name, "folder")
    if name := outlet_of_file(item.below[-1] if item.below else ""):
        return _Outlet(name, "file_name")
    if credited := layout.outlet or layout.agency:
        return _Outlet(outlet_of_name(credited) or credited, "credit")
    return _Outlet(None, "unknown")


def _published(
    draft: Draft, layout: Layout, url: str | None, item: Item, settings: ReadingSettings
) -> tuple[str | None, PublishedBasis]:
    if stated := parse_published(draft.published, day_first=settings.day_first):
        return stated, "metadata"
    if layout.published:
        return layout.published, "text"
    inferred = (url and date_in_path(_url_path(url))) or draft.inferred or date_in_path("/".join(item.below))
    if inferred:
        return inferred, "inferred"
    return None, "unknown"


def _address(source: str | None) -> str | None:
    """Return a source that is the article's own address, as some extractors name it."""
    return source if source and re.match(r"https?://[^/\s]+/\S", source) else None


def _url_path(url: str) -> str:
    """Return the path of a URL, or nothing if it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
