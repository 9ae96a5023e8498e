"""One id for one article in a run: collisions get a suffix, exact duplicates are named."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from pactwire.records import Article, Failure, Record, SetAside

OtherT = TypeVar("OtherT", bound=Failure | SetAside)
KeyT = TypeVar("KeyT", contravariant=True)
ValueT = TypeVar("ValueT")


class Memo(Protocol[KeyT, ValueT]):
    """What is remembered of the articles so far: a dict, or where there are too many, a table on the disk."""

    def get(self, key: KeyT, /) -> ValueT | None:
        """Return what was remembered under a key."""

    def __setitem__(self, key: KeyT, value: ValueT, /) -> None:
        """Remember something."""


Taken = Memo[str, bytes]
First = Memo[tuple[str, bytes], tuple[str, int | None]]


class Duplicate(Record):
    """An article with the id, outlet and text of one before it; `first_path` is where that one lies."""

    article_id: str
    path: str
    line: int | None = None
    first_path: str
    first_line: int | None = None


def unique_ids(
    stream: Iterable[Article | OtherT], ids: Taken | None = None, places: First | None = None
) -> Iterator[Article | Duplicate | OtherT]:
    """Pass articles on under ids that differ, in the order of the stream.

    An article whose id another one has already taken keeps it in `extra["given_id"]` and gets the beginning of a hash
    of its outlet and text as a suffix ("a1~3f9c02d1"), which does not depend on what else the run holds. `ids` and
    `places` remember what was seen; without them, this happens in memory.
    """
    taken: Taken = {} if ids is None else ids
    first: First = {} if places is None else places
    for outcome in stream:
        if not isinstance(outcome, Article):
            yield outcome
            continue
        digest = hashlib.sha256(f"{outcome.outlet or ''}\0{outcome.sha256}".encode()).digest()[:16]
        if place := first.get((outcome.id, digest)):
            yield Duplicate(
                article_id=_id_of(outcome.id, digest, taken),
                path=outcome.path,
                line=outcome.line,
                first_path=place[0],
                first_line=place[1],
            )
            continue
        first[outcome.id, digest] = (outcome.path, outcome.line)
        unique = _id_of(outcome.id, digest, taken)
        taken[unique] = digest
        if unique != outcome.id:
            outcome = outcome.model_copy(update={"id": unique, "extra": {**outcome.extra, "given_id": outcome.id}})
        yield outcome


def _id_of(given: str, digest: bytes, taken: Taken) -> str:
    """Return the id under which this content stands, or can stand."""
    candidate, length = given, 8
    while taken.get(candidate) not in (None, digest):
        candidate = f"{given}~{digest.hex()[:length]}"
        length += 4
    return candidate
