"""What of a stream of inputs is to be done, and what becomes of each: the same in every engine."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from pydantic_core import PydanticSerializationError

from pactwire.batches import Item, Outcome, writing_failure
from pactwire.keys import article_key
from pactwire.reading.identity import Duplicate
from pactwire.records import Article, ArticleRecord, Failure, SetAside

Progress = Callable[[str, bool], None]


class OutcomeStore(Protocol):
    """Where outcomes are kept."""

    def has(self, key: bytes) -> bool:
        """Say whether the record of this key is known."""

    def keep(self, key: bytes, record: str) -> None:
        """Keep a record, as JSON, under its key."""

    def place(self, number: int, outcome: bytes | Failure | SetAside | Duplicate) -> None:
        """Note what became of an input: the key of its record, or what it is instead."""


class Work:
    """What of a stream of inputs is to be done, and the outcomes of what is done."""

    def __init__(self, state: OutcomeStore, fingerprint: bytes, progress: Progress | None = None) -> None:
        """Begin with nothing.

        Args:
            state: where outcomes are kept.
            fingerprint: all that records depend on besides their articles.
            progress: called with the path of each input, and whether it is an article, once its outcome is known.
        """
        self._state = state
        self.inputs = 0
        self.known = 0
        self._fingerprint = fingerprint
        self._progress = progress or _quiet
        self._waiting: deque[tuple[int, bytes]] = deque()

    def unknown(self, items: Iterable[Item | Duplicate]) -> Iterator[Article]:
        """Yield the articles whose records are not known; `add` must get their outcomes in the same order."""
        for item in items:
            self.inputs += 1
            if isinstance(item, Article):
                key = article_key(self._fingerprint, item)
                if not self._state.has(key):
                    self._waiting.append((self.inputs, key))
                    yield item
                    continue
                self.known += 1
                self._state.place(self.inputs, key)
                self._progress(item.path, True)
            else:
                self._place(item)

    def add(self, outcome: Outcome) -> None:
        """Keep the outcome of the next article that `unknown` has given."""
        number, key = self._waiting.popleft()
        if isinstance(outcome, ArticleRecord):
            try:
                self._state.keep(key, outcome.model_dump_json())
                self._state.place(number, key)
                self._progress(outcome.article.path, True)
                return
            except (PydanticSerializationError, UnicodeEncodeError) as error:
                outcome = writing_failure(outcome.article, error)
        self._state.place(number, outcome)
        self._progress(outcome.path, False)

    def _place(self, item: Failure | SetAside | Duplicate) -> None:
        self._state.place(self.inputs, item)
        self._progress(item.path, False)


def _quiet(path: str, article: bool) -> None:
    """Show nothing."""
