"""Reader of HTML: the article of a saved page. The text as extracted is the article's text; the page is not kept."""

import codecs
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pactwire.reading.decoding import byte_order_mark, is_damaged_utf8, legacy_encoding
from pactwire.reading.foreign import foreign_parser, silence
from pactwire.reading.items import Aside, Draft, Item, Problem, Unreadable
from pactwire.reading.page_facts import PageFacts, page_facts
from pactwire.reading.settings import ReadingSettings

_HEAD = 4_096
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_.:-]{2,40})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s{0,40}<\?xml[^>]{0,100}?encoding\s{0,8}=\s{0,8}["']([A-Za-z0-9_.:-]{2,40})""")
# What browsers take these labels for (WHATWG Encoding Standard).
_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_BROWSERS |= {"shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874", "tis-620": "cp874"}
# Their bytes are all ASCII, so that nothing but the label tells them from it.
_ESCAPED = ("iso2022_jp", "iso2022_kr", "hz")
_NO_TEXT = (
    "base64",
    "bz2",
    "hex",
    "idna",
    "punycode",
    "quopri",
    "raw-unicode-escape",
    "rot13",
    "undefined",
    "unicode-escape",
    "uu",
    "zlib",
    "mbcs",
    "oem",
)
_SAMPLE = 1 << 17
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
# The parser compares every attribute of a tag with every other.
_MAX_ATTRIBUTES = 5_000
_TABLE_RULE = re.compile(r"\|[-|: ]*")
# htmldate takes the day it runs as the latest date there can be, which would make records depend on the clock.
_GUESS = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REPLACED = "�"


def read_html_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem | Aside]:
    """Read a saved page as one article."""
    with item.open() as stream:
        data = stream.read(settings.max_page_bytes + 1)
    yield read_page(data, settings)


def read_page(
    data: bytes,
    settings: ReadingSettings,
    *,
    url: str | None = None,
    charset: str | None = None,
    line: int | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Draft | Problem:
    """Read the article of a page.

    Args:
        data: the page.
        settings: the limits.
        url: where it came from, if known; otherwise the page's own word for it is taken.
        charset: the encoding that the server named.
        line: the number of the record that holds the page.
        extra: what else is known of it.

    Raises:
        Unreadable: the page is too large, in no encoding that can be told, or breaks the parser.
    """
    if len(data) > settings.max_page_bytes:
        raise Unreadable(f"a page of more than {settings.max_page_bytes:,} bytes: save the article alone", line)
    if not data.strip():
        return Problem("empty: there is no text", line)
    html = decode_page(data, charset)
    if any(max(tag.count("="), len(tag.split())) > _MAX_ATTRIBUTES for tag in _LONG_TAG.findall(html)):
        raise Unreadable(f"a tag with more than {_MAX_ATTRIBUTES:,} attributes: no page of an article", line)
    text, facts = _extracted(html, url)
    if not text:
        return Problem("no article found in the page: save its text", line)
    if _REPLACED in text and _REPLACED.encode() not in data:
        return Problem("damaged UTF-8 in the article: get the page again", line)
    fields = {name: value for name, value in facts.fields.items() if value}
    return Draft(
        text=text,
        line=line,
        fields=fields,
        published=facts.published,
        inferred=facts.inferred,
        site=facts.site,
        extra=dict(extra or {}),
    )


def _extracted(html: str, url: str | None) -> tuple[str, PageFacts]:
    silence("trafilatura", "htmldate", "justext", "readability", "courlan")
    from trafilatura.core import bare_extraction
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    with foreign_parser("page", "save the page again, or its text"):
        tree = load_html(html)
        if tree is None:
            return "", PageFacts()
        metadata = extract_metadata(tree, url, dict(_GUESS))
        found = bare_extraction(tree, include_comments=False)
    return _paragraphs(getattr(found, "text", None) or ""), page_facts(tree, metadata, html, url)


def _paragraphs(text: str) -> str:
    """Part the blocks by blank lines; rows of tables lose their frame."""
    lines = (line.strip() for line in text.splitlines())
    kept = (_row(line) if line.startswith("|") else line for line in lines if not _TABLE_RULE.fullmatch(line))
    return "\n\n".join(line for line in kept if line)


def _row(line: str) -> str:
    return " | ".join(cell for part in line.split("|") if (cell := part.strip()))


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Decode a page as browsers do, but believe its bytes before its label; damage shows as U+FFFD.

    Control characters, which no page shows, are left out.
    """
    return _CONTROLS.sub("", _decoded(data, charset))


def _decoded(data: bytes, charset: str | None) -> str:
    marked, skip = byte_order_mark(data[:4])
    if marked:
        return data[skip:].decode(marked, "replace")
    declared = _codec(charset) or _declared(data[:_HEAD])
    if declared in _ESCAPED or (declared is None and data.count(0) * 4 > len(data)):
        declared = declared or ("utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        begin = max(0, error.start - _SAMPLE // 2)
    sample = data[begin : begin + _SAMPLE]
    if is_damaged_utf8(sample):
        return data.decode("utf-8", "replace")
    if declared not in (None, "utf-8"):
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            logging.getLogger(__name__).debug("a page is not %s as it says", declared)
    return data.decode(legacy_encoding(sample, begin), "replace")


def _declared(head: bytes) -> str | None:
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return _codec(match[1].decode("ascii")) if match else None


def _codec(label: str | None) -> str | None:
    """Return the codec of a label; one that is unknown, or decodes no text, is none."""
    try:
        name = codecs.lookup((label or "").strip().lower()).name
    except (LookupError, ValueError):
        return None
    # UTF-7 hides mark-up; "utf-16" in a page that has no byte order mark is read from its bytes.
    if name in ("utf-7", "utf-16", "utf-32") or name in _NO_TEXT:
        return None
    return _BROWSERS.get(name, name)
