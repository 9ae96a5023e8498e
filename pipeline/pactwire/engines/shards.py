"""The unit of work of a cluster: some sources in, all that came out of them back. It depends on nothing else.

A shard is read and extracted where it is worked on; only its outcomes travel. The extraction has a process of its own
there, so that an article that never ends, or that ends its process, costs no more than itself.
"""

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from socket import gethostname
from typing import cast

from pactwire.batches import Item, writable
from pactwire.engines.processes import WorkerPool, load_pipeline
from pactwire.errors import ModelError
from pactwire.keys import extraction_fingerprint
from pactwire.reading import ReadingSettings, Source
from pactwire.reading.identity import Duplicate
from pactwire.records import Article, Failure, SetAside
from pactwire.remote import read_anywhere
from pactwire.runs import ExtractionSettings, ModelInfo
from pactwire.state import RECORD, Part, compressed, kind_of
from pactwire.work import Work

# Bytes of input in one shard, if it holds more than one file: a second or two of work, which a lost worker costs.
SHARD_BYTES = 30_000

# One article apart from another, without its text.
HEAD = ("id", "path", "line", "outlet", "sha256")


@dataclass(frozen=True)
class Shard:
    """Sources, with the keys of their records that are known."""

    sources: tuple[Source, ...]
    known: frozenset[bytes] = frozenset()


@dataclass(frozen=True)
class ShardSettings:
    """All that the outcomes of a shard depend on besides its sources."""

    reading: ReadingSettings
    extraction: ExtractionSettings
    time_limit: float | None = None


@dataclass
class _Parts:
    """What became of the inputs of one source: a `RunState` as far as `Work` needs one."""

    known: frozenset[bytes]
    parts: dict[int, Part] = field(default_factory=dict)
    records: dict[bytes, bytes] = field(default_factory=dict)
    heads: dict[int, bytes] = field(default_factory=dict)

    def noted(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass the inputs on and note what tells each article from others."""
        for number, item in enumerate(items, 1):
            if isinstance(item, Article):
                self.heads[number] = json.dumps([getattr(item, name) for name in HEAD]).encode()
            yield item

    def has(self, key: bytes) -> bool:
        return key in self.known

    def keep(self, key: bytes, record: str) -> None:
        self.records[key] = compressed(record)

    def place(self, number: int, outcome: bytes | Failure | SetAside | Duplicate) -> None:
        if isinstance(outcome, bytes):
            self.parts[number] = Part(RECORD, outcome, self.heads.pop(number), self.records.pop(outcome, None))
        else:
            self.parts[number] = Part(kind_of(outcome), None, outcome.model_dump_json().encode())


def shards(sources: Sequence[tuple[Source, frozenset[bytes]]], size: int = SHARD_BYTES) -> Iterator[Shard]:
    """Group sources, each with its known keys, into shards of about one size; the order stays."""
    group: list[Source] = []
    known: set[bytes] = set()
    for source, keys in sources:
        if group and sum(member.size for member in group) + source.size > size:
            yield Shard(tuple(group), frozenset(known))
            group, known = [], set()
        group.append(source)
        known |= keys
    if group:
        yield Shard(tuple(group), frozenset(known))


def describe(settings: ShardSettings) -> tuple[ModelInfo, bytes]:
    """Return model and fingerprint of the extraction where this runs.

    Raises:
        PactwireError: the model, a rule or a lexicon cannot be used.
    """
    model = _pool(settings).model
    return model, extraction_fingerprint(settings.extraction, model)


def work_on(shard: Shard, settings: ShardSettings, fingerprint: bytes) -> list[list[Part]]:
    """Return what came out of each source of a shard, in order.

    Raises:
        ModelError: the extraction is another here than where the fingerprint was made.
        PactwireError: the model, a rule or a lexicon cannot be used.
    """
    if describe(settings)[1] != fingerprint:
        raise ModelError(f"the worker {gethostname()} has another version of pactwire, its libraries or rules")
    return [_parts(source, shard.known, settings, fingerprint, _pool(settings)) for source in shard.sources]


def _parts(
    source: Source, known: frozenset[bytes], settings: ShardSettings, fingerprint: bytes, pool: WorkerPool
) -> list[Part]:
    state = _Parts(known)
    work = Work(state, fingerprint)
    for outcome in pool.outcomes(work.unknown(state.noted(map(writable, read_anywhere(source, settings.reading))))):
        work.add(outcome)
    return [state.parts[number] for number in sorted(state.parts)]


# Kept from shard to shard, for the model takes seconds to load; each thread has its own.
_kept = threading.local()


def _pool(settings: ShardSettings) -> WorkerPool:
    key = f"{settings.extraction.model_dump_json()} {settings.time_limit}"
    pool: WorkerPool | None = getattr(_kept, "pool", None)
    if pool is not None and _kept.key == key:
        return pool
    if pool is not None:
        pool.close()
    _kept.pool = WorkerPool(1, load=partial(load_pipeline, settings.extraction), time_limit=settings.time_limit)
    _kept.key = key
    return cast(WorkerPool, _kept.pool)
