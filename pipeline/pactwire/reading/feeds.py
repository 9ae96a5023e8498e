"""Reader of RSS and Atom: one article an entry, parsed as a stream; document types, and so entities, are refused."""

from collections import deque
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from pactwire.reading.fields import draft_from
from pactwire.reading.fragments import plain_text
from pactwire.reading.items import Draft, Item, Problem, Unreadable
from pactwire.reading.settings import ReadingSettings

_CHUNK = 1 << 16
_FEEDS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = frozenset({"item", "entry"})
# Of these vocabularies only the elements below say something about the article itself.
_FOREIGN = ("http://search.yahoo.com/mrss/", "http://www.itunes.com/", "http://www.w3.org/1999/xhtml")
_FIELDS = {
    "title": "title",
    "link": "url",
    "guid": "id",
    "id": "id",
    "pubDate": "published",
    "published": "published",
    "issued": "published",
    "date": "published",
    "updated": "updated",
    "creator": "byline",
    "author": "byline",
    "name": "byline",
    "source": "outlet",
    "encoded": "content",
    "content": "content",
    "description": "summary",
    "summary": "summary",
}


def read_feed_item(item: Item, settings: ReadingSettings) -> Iterator[Draft | Problem]:
    """Read each entry of a feed; its full content is preferred to its summary."""
    feed = _Feed(settings)
    try:
        with item.open() as stream:
            while chunk := stream.read(_CHUNK):
                feed.parser.Parse(chunk, False)
                yield from feed.take()
            feed.parser.Parse(b"", True)
            yield from feed.take()
    # An encoding that the declaration names can be unknown (LookupError) or of several bytes (ValueError).
    except (expat.ExpatError, LookupError, ValueError) as error:
        yield from feed.take()
        raise Unreadable(f"not well-formed XML ({error}); nothing after it was read: correct the file") from error


class _Feed:
    """Handlers of the parser, and the entries that are complete."""

    def __init__(self, settings: ReadingSettings) -> None:
        self._settings = settings
        self._path: list[str] = []
        self._entry: dict[str, str] | None = None
        self._entry_depth = 0
        self._line = 0
        self._field: tuple[str, int] | None = None
        self._text: list[str] = []
        self._length = 0
        self._feed_title = ""
        self._done: deque[Draft | Problem] = deque()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def take(self) -> Iterator[Draft | Problem]:
        """Yield the entries that are complete."""
        while self._done:
            yield self._done.popleft()

    def _refuse_document_type(self, *_: object) -> None:
        raise Unreadable("declares a document type, which can hide entities that explode: remove the declaration")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._path and local not in _FEEDS:
            raise Unreadable(f"XML that is neither RSS nor Atom (its root is {local!r}): convert it to text or JSON")
        self._path.append(local)
        if len(self._path) > self._settings.max_depth:
            raise Unreadable(f"nested deeper than {self._settings.max_depth} levels: correct the file")
        if local in _ENTRIES and self._entry is None:
            self._entry, self._entry_depth, self._length = {}, len(self._path), 0
            self._line = self.parser.CurrentLineNumber
        elif self._field is None and local in _FIELDS and not space.startswith(_FOREIGN):
            self._begin_field(local, attributes)
        elif self._field is not None and local in ("p", "br", "div", "li"):
            self._text.append("\n")

    def _begin_field(self, local: str, attributes: Mapping[str, str]) -> None:
        field = _FIELDS[local]
        if self._entry is not None and field == "url" and (address := attributes.get("href")):
            if attributes.get("rel", "alternate") == "alternate":
                self._entry.setdefault("url", address)
        else:
            self._field, self._text = (field, len(self._path)), []

    def _characters(self, data: str) -> None:
        if self._field is None:
            return
        self._length += len(data)
        if self._length > self._settings.max_record_bytes:
            limit = self._settings.max_record_bytes
            raise Unreadable(
                f"an entry is larger than the limit of {limit:,}: split it or raise --max-characters", self._line
            )
        self._text.append(data)

    def _end(self, _name: str) -> None:
        if self._field is not None and self._field[1] == len(self._path):
            self._end_field(self._field[0], "".join(self._text).strip())
            self._field = None
        elif self._entry is not None and self._entry_depth == len(self._path):
            self._done.append(_draft(self._entry, self._feed_title, self._line, self._settings))
            self._entry = None
        self._path.pop()

    def _end_field(self, field: str, value: str) -> None:
        if self._entry is not None:
            if value:
                self._entry.setdefault(field, value)
        elif field == "title":
            self._feed_title = self._feed_title or value


def _draft(entry: dict[str, str], feed_title: str, line: int, settings: ReadingSettings) -> Draft | Problem:
    body = entry.pop("content", "")
    summary = entry.pop("summary", "")
    updated = entry.pop("updated", None)
    values = {name: plain_text(value) if name == "title" else value for name, value in entry.items()}
    values["text"] = plain_text(body or summary)
    if updated and "published" not in values:
        values["published"] = updated
    if feed_title:
        values["feed_title"] = feed_title
    return draft_from(values, settings.model_copy(update={"field_map": {}}), line=line)
