"""What a reader is given and what it hands on: one stored item in, drafts and problems out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from pactwire.reading.settings import ReadingSettings
from pactwire.records import AsideReason


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or a member of an archive, that can be opened as often as needed.

    `name` is the path to show, `below` the folders and file name under the input's root. A reader that can start
    inside the item reads the lines whose first byte lies in `start <= byte < end`.
    """

    name: str
    below: tuple[str, ...]
    size: int
    open: Callable[[], BinaryIO]
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article's text with the metadata found beside it; `body` is where a front matter ends.

    `site` is the outlet's name as a page shows it, which the gazetteer may better; `inferred` a date that a page seems
    to be of.
    """

    text: str
    line: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    published: object = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    body: int = 0
    site: str | None = None
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a stretch of an item gave no article; `line` is 1-based."""

    reason: str
    line: int | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a stretch of an item is no article to process, though nothing is wrong with it."""

    reason: AsideReason
    detail: str
    line: int | None = None
    article_id: str | None = None


class Unreadable(Exception):
    """The whole item, or the rest of it, cannot be read; the message is the reason."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


Reader = Callable[[Item, ReadingSettings], Iterator[Draft | Problem | Aside]]
