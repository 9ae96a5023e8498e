"""A run on a Dask cluster: shards out, outcomes back in any order, and the same files as from any other engine.

What comes back is kept at once under a stamp of its source, so that a run that lost its cluster goes on without reading
again what is done. Ids and duplicates are settled at the end, in the order of the sources.
"""

import hashlib
import json
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any, NamedTuple

from pactwire.batch import Done, finish_batch
from pactwire.engines.shards import HEAD, Shard, ShardSettings, describe, shards, work_on
from pactwire.errors import InputError, ModelError, PactwireError
from pactwire.keys import article_key, extraction_fingerprint, under_id
from pactwire.reading import Duplicate, Plan, ReadingSettings, Source, unique_ids
from pactwire.records import Article, Failure, SetAside
from pactwire.remote import version_of
from pactwire.runs import ExtractionSettings, ModelInfo
from pactwire.state import KINDS, RECORD, Part, RunState
from pactwire.work import Progress

# Shards that are with a worker or wait for it, per worker: enough that none stands idle, few enough for any memory.
AHEAD = 3

# Bytes of a part of a file that can be read from any line on.
SPLIT_BYTES = 4_000_000

# Seconds until a scheduler must answer, and until a first worker must be there.
PATIENCE = 30

NEEDS_EXTRA = "--engine dask needs further packages: pip install dask distributed"


class _Stamped(NamedTuple):
    stamp: bytes
    source: Source


def run_on_cluster(
    plan: Plan,
    state: RunState,
    extraction: ExtractionSettings,
    reading: ReadingSettings,
    *,
    scheduler: str | None = None,
    workers: int = 1,
    time_limit: float | None = None,
    inputs: Sequence[str] = (),
    file_read: Callable[[], None] = lambda: None,
    progress: Progress = lambda _path, _article: None,
) -> Done:
    """Extract the records of all articles of a plan into a folder and return what run.json says.

    Args:
        plan: the sources; workers must find them under the same paths or URLs, and the folder of own rules as well.
        state: that of the output folder.
        extraction: model, rules and profile.
        reading: how sources are read.
        scheduler: its address; without one, a cluster of local processes is made for the run.
        workers: processes of that local cluster.
        time_limit: seconds that one article may take.
        inputs: where the articles come from, for run.json.
        file_read: called when a source is done.
        progress: called with the path of a source for each thing in it, and whether that is an article.

    Raises:
        InputError: dask is not installed, or no scheduler answers.
        ModelError: the model cannot be used, or a worker has other versions than this process.
        PactwireError: the cluster is gone, or the folder cannot be written.
    """
    started = time.perf_counter()
    settings = ShardSettings(reading, extraction, time_limit)
    state.begin()
    with _connected(scheduler, workers) as client:
        model, fingerprint = _agreed(client, settings)
        stamped = [_Stamped(_stamp(source, reading, fingerprint), source) for source in plan.split(SPLIT_BYTES).sources]
        new = 0
        todo = []
        for stamp, source in stamped:
            if state.use_source(stamp):
                file_read()
            else:
                todo.append((source, state.keys_of(source.path)))
        stamps = {source: stamp for stamp, source in stamped}
        for source, parts in _worked(client, shards(todo), settings, fingerprint):
            state.keep_source(stamps[source], source.path, parts, done=all(part.kind != "failure" for part in parts))
            new += sum(part.record is not None for part in parts)
            for part in parts:
                progress(source.path, part.kind == RECORD)
            file_read()
    came_in, records = _merge(plan, [stamp for stamp, _ in stamped], state, fingerprint)
    return finish_batch(
        state,
        model,
        extraction,
        came_in=came_in,
        known=records - new,
        inputs=inputs,
        settings=reading.model_dump(mode="json"),
        started=started,
    )


def _merge(plan: Plan, stamps: Sequence[bytes], state: RunState, fingerprint: bytes) -> tuple[int, int]:
    """Place everything in the order of the sources; return how many things there are, and how many have a record."""
    keys: deque[bytes | None] = deque()

    def heads() -> Iterator[Article | Failure | SetAside]:
        for failure in plan.failures:
            keys.append(None)
            yield failure
        for stamp in stamps:
            for kind, key, content in state.parts(stamp):
                keys.append(key)
                if kind == RECORD:
                    yield Article.model_construct(
                        **dict(zip(HEAD, json.loads(content), strict=True)), text="", extra={}
                    )
                else:
                    yield _other(KINDS[kind].model_validate_json(content))

    number = records = 0
    for number, item in enumerate(unique_ids(heads(), *state.identities()), 1):
        key = keys.popleft()
        records += key is not None
        if key is None or not isinstance(item, Article):
            state.place(number, item if not isinstance(item, Article) else b"")
            continue
        if given := item.extra.get("given_id"):
            record = state.record(key)
            extra = {**record.article.extra, "given_id": given}
            article = record.article.model_copy(update={"id": item.id, "extra": extra})
            key = article_key(fingerprint, article)
            state.keep(key, under_id(record, article).model_dump_json())
        state.place(number, key)
    return number, records


def _other(item: Failure | SetAside | Duplicate) -> Failure | SetAside:
    if isinstance(item, Duplicate):
        raise TypeError("a shard knows no duplicates")
    return item


def _stamp(source: Source, reading: ReadingSettings, fingerprint: bytes) -> bytes:
    try:
        version = version_of(source)
    except OSError:
        # Reading it will say why.
        version = b"missing " + source.path.encode("utf-8", "surrogateescape")
    return hashlib.sha256(fingerprint + reading.model_dump_json().encode() + version).digest()[:16]


def _worked(
    client: Any, work: Iterator[Shard], settings: ShardSettings, fingerprint: bytes
) -> Iterator[tuple[Source, list[Part]]]:
    """Yield what came out of each source, in the order in which it comes back."""
    out: dict[Any, Shard] = {}
    waiting = import_module("distributed").as_completed(loop=client.loop)

    def send() -> None:
        for shard in work:
            future = client.submit(work_on, shard, settings, fingerprint, pure=False)
            out[future] = shard
            waiting.add(future)
            if len(out) >= AHEAD * max(1, len(client.nthreads())):
                break

    send()
    for future in waiting:
        results = future.result()
        yield from zip(out.pop(future).sources, results, strict=True)
        # What is done need not stay in the memory of the cluster.
        future.release()
        send()


def _agreed(client: Any, settings: ShardSettings) -> tuple[ModelInfo, bytes]:
    """Return model and fingerprint of the extraction, on which this process and the workers must agree."""
    model, theirs = client.submit(describe, settings, pure=False).result()
    ours = extraction_fingerprint(settings.extraction, model)
    if ours != theirs:
        raise ModelError("the workers have other versions of pactwire, its libraries or rules than this machine")
    return model, ours


@contextmanager
def _connected(scheduler: str | None, workers: int) -> Iterator[Any]:
    """Give a client; what the cluster raises becomes an error that says what to do."""
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise InputError(NEEDS_EXTRA) from error
    gone = (
        distributed.client.FutureCancelledError,
        distributed.comm.CommClosedError,
        distributed.TimeoutError,
        OSError,
    )
    where = scheduler or "the local cluster"
    goes_on = "what is done is kept, and the same command goes on from here"
    # What matters of it is said by the errors below.
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        # Extraction has a process of its own on each worker, which a daemon may not start.
        stack.enter_context(import_module("dask").config.set({"distributed.worker.daemon": False}))
        try:
            if scheduler is None:
                cluster = distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    memory_limit=0,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
                scheduler = stack.enter_context(cluster).scheduler_address
            client = stack.enter_context(distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, distributed.TimeoutError) as error:
            raise InputError(
                f"no scheduler with a worker answers at {where} ({error}): start them with "
                "`dask scheduler` and `dask worker ADDRESS --nthreads 1`"
            ) from error
        try:
            yield client
        except PactwireError:
            raise
        except distributed.KilledWorker as error:
            raise PactwireError(f"workers of {where} end again and again ({error}): {goes_on}") from error
        except gone as error:
            why = " ".join(str(error).split())
            raise PactwireError(f"{where} is gone ({why}): {goes_on}") from error
