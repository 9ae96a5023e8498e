"""Reader of WARC, the files of web crawls: one article a page, record after record, whatever the file's size."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from pactwire.reading.fields import clean
from pactwire.reading.foreign import foreign_parser
from pactwire.reading.items import Aside, Draft, Item, Problem, Unreadable
from pactwire.reading.pages import decode_page, read_page
from pactwire.reading.settings import ReadingSettings
from pactwire.time_limit import OutOfTime

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_ADVICE = "get the file again, or cut it at the last whole record"
_MAX_HEADER = 1 << 16


def read_warc_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem | Aside]:
    """Read the pages of a crawl, and the plain texts of one that was converted already (WET).

    Requests and other records about a page are no articles and pass; answers that hold no page are set aside.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    about = WarcRecordType.warcinfo | WarcRecordType.request | WarcRecordType.metadata | WarcRecordType.continuation
    number = 0
    with item.open() as opened, foreign_parser("WARC", _ADVICE):
        stream = _Counted(opened)
        records = ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, parse_http=False, max_header_len=_MAX_HEADER,
            stream_detect=False, fsspec_args=False,
        )  # fmt: skip
        for number, record in enumerate(records, 1):
            if record.headers.get("Content-Length") is None:
                yield Problem(f"a record's header is cut off: {_ADVICE}", number)
            elif record.record_type & pages:
                outcome = _read_record(record, number, settings)
                cut = stream.ended and stream.count < _end(record)
                yield Problem(f"the file ends within this record: {_ADVICE}", number) if cut else outcome
            elif record.record_type & WarcRecordType.revisit:
                yield Aside("not_an_article", "revisit of an earlier capture", number)
            elif not record.record_type & about:
                yield Problem("a record of unknown type: the file is damaged", number)
    if number == 0:
        yield Problem("no WARC records: nothing to read")


class _Counted:
    """A stream that knows how much of it was read, and whether that was all."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0
        self.ended = False

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        self.ended = self.ended or (not data and size != 0)
        return data

    def tell(self) -> int:
        return self.count

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        raise io.UnsupportedOperation(f"seek to {offset} from {whence}")

    def close(self) -> None:
        """Leave the stream to the one who opened it."""


def _end(record: "WarcRecord") -> int:
    """Return where a record must end at the least: its header without a space after the colons, and its content."""
    header = len("WARC/1.0\r\n\r\n") + sum(len(name) + len(value) + 3 for name, value in record.headers.astuples())
    return int(record.stream_pos) + header + int(record.headers.get("Content-Length") or 0)


def _read_record(record: "WarcRecord", number: int, settings: ReadingSettings) -> Draft | Problem | Aside:
    try:
        with foreign_parser("record", "nothing else is wrong with the file"):
            return _outcome(record, number, settings)
    except (Unreadable, OutOfTime) as error:
        return Problem(str(error), number)


def _outcome(record: "WarcRecord", number: int, settings: ReadingSettings) -> Draft | Problem | Aside:
    headers = record.headers
    url = clean(str(headers.get("WARC-Target-URI") or "")).strip("<> ") or None
    crawled = headers.get("WARC-Date")
    extra = {"crawled": clean(str(crawled))} if crawled else {}
    kind, charset = _content_type(headers.get("Content-Type"))
    if record.is_http:
        record.parse_http(quirks_mode=True, auto_decode="all")
        status = record.http_headers.status_code
        if status != 200:
            return Aside("not_an_article", f"HTTP status {status}", number)
        kind, charset = _content_type(record.http_headers.get("Content-Type"))
    data = record.reader.read(settings.max_page_bytes + 1)
    if kind == "text/plain":
        return _plain(data, charset, url, extra, number, settings)
    if kind not in _PAGES and not (kind == "" and data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))):
        return Aside("not_an_article", clean(kind or "content of no stated type"), number)
    return read_page(data, settings, url=url, charset=charset, line=number, extra=extra)


def _plain(
    data: bytes, charset: str | None, url: str | None, extra: dict[str, Any], number: int, settings: ReadingSettings
) -> Draft | Problem:
    if len(data) > settings.max_page_bytes:
        raise Unreadable(f"a text of more than {settings.max_page_bytes:,} bytes: split it")
    text = decode_page(data, charset)
    if "�" in text:
        return Problem("damaged text: get the page again", number)
    return Draft(text=text, line=number, fields={"url": url} if url else {}, extra=extra)


def _content_type(value: str | None) -> tuple[str, str | None]:
    """Split "text/html; charset=utf-8" into kind and charset."""
    kind, _, rest = (value or "").partition(";")
    _, _, charset = rest.lower().partition("charset=")
    return kind.strip().lower(), charset.split(";")[0].strip(" \"'") or None
