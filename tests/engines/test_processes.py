"""Several processes: the same outcomes in the same order, whatever happens to a process."""

import importlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pactwire.batches import Item, Outcome
from pactwire.engines.alone import AloneEngine
from pactwire.engines.processes import Extractor, WorkerPool
from pactwire.errors import ModelError, ResourceError
from pactwire.records import Article, ArticleRecord, Failure

# Importable by name in the worker processes, which inherit the module path.
EXTRACTORS = """
import os, signal, time
from pactwire.errors import ModelError, ResourceError
from pactwire.records import Article, ArticleRecord
from pactwire.runs import ModelInfo

class Echo:
    model = ModelInfo(name="echo", version="1", sha256="0")
    def extract(self, batch):
        for item in batch:
            if isinstance(item, Article) and "rule" in item.text:
                raise ResourceError("rules.toml is wrong")
            if isinstance(item, Article) and "poison" in item.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if isinstance(item, Article) and "endless" in item.text:
                time.sleep(60)
            if isinstance(item, Article) and "slow" in item.text:
                time.sleep(0.3)
        return [ArticleRecord(article=item) if isinstance(item, Article) else item for item in batch]

def echo():
    return Echo()

def refusing():
    raise ModelError("no such model")

def dying():
    os._exit(7)

def dying_once():
    try:
        open("died", "x").close()
    except FileExistsError:
        return Echo()
    os._exit(7)
"""


Make = Callable[..., Article]
Load = Callable[[str], Callable[[], Extractor]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    (tmp_path / "worker_extractors.py").write_text(EXTRACTORS)
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("worker_extractors")
    return lambda name: getattr(module, name)


@pytest.fixture
def articles(make_article: Make) -> list[Item]:
    items: list[Item] = [make_article(f"Article {number}.", id=f"a{number}") for number in range(100)]
    items[3] = make_article("A slow one.", id="slow")
    items[20] = Failure(path="broken.txt", stage="reading", reason="empty")
    return items


def ids(outcomes: list[Outcome]) -> list[str]:
    return [outcome.article.id if isinstance(outcome, ArticleRecord) else outcome.path for outcome in outcomes]


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_order_is_that_of_the_input(load: Load, articles: list[Item], workers: int) -> None:
    with WorkerPool(workers, load=load("echo")) as pool:
        outcomes = list(pool.outcomes(articles))
    assert pool.model.name == "echo"
    assert ids(outcomes) == [item.id if isinstance(item, Article) else item.path for item in articles]


def test_no_more_is_read_than_can_be_written_soon(load: Load, make_article: Make) -> None:
    read = 0

    def stream() -> Iterator[Article]:
        nonlocal read
        for number in range(5_000):
            read += 1
            yield make_article("slow" if number == 0 else "quick", id=f"a{number}")

    with WorkerPool(2, load=load("echo")) as pool:
        next(pool.outcomes(stream()))
    assert read < 200


def test_killed_worker_costs_nothing(load: Load, articles: list[Item]) -> None:
    with WorkerPool(2, load=load("echo")) as pool:

        def stream() -> Iterator[Item]:
            for number, item in enumerate(articles):
                if number == 40:
                    os.kill(pool.process_ids[0], signal.SIGKILL)
                    time.sleep(0.05)
                yield item

        outcomes = list(pool.outcomes(stream()))
    assert ids(outcomes) == [item.id if isinstance(item, Article) else item.path for item in articles]


def test_article_that_kills_its_worker_is_the_only_one_lost(
    load: Load, articles: list[Item], make_article: Make
) -> None:
    articles[50] = make_article("The poison pill.", id="poison", path="poison.txt")
    with WorkerPool(2, load=load("echo")) as pool:
        outcomes = list(pool.outcomes(articles))
    lost = [outcome for outcome in outcomes if isinstance(outcome, Failure) and outcome.stage == "extraction"]
    assert lost == [
        Failure(
            path="poison.txt",
            article_id="poison",
            stage="extraction",
            reason="the worker process ended (exit code -9) on this article",
        )
    ]
    assert outcomes.index(lost[0]) == 50
    assert len(outcomes) == 100


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_article_without_end_is_the_only_one_lost(
    load: Load, articles: list[Item], make_article: Make, workers: int
) -> None:
    articles[50] = make_article("The endless one.", id="endless", path="endless.txt")
    engine = (
        WorkerPool(workers, load=load("echo"), time_limit=0.5)
        if workers
        else AloneEngine(load=load("echo"), time_limit=0.5)
    )
    with engine:
        outcomes = list(engine.outcomes(articles))
    assert outcomes[50] == Failure(
        path="endless.txt",
        article_id="endless",
        stage="extraction",
        reason="not done after 0.5 seconds: raise --time-limit or split the article",
    )
    given = [item.id if isinstance(item, Article) else item.path for item in articles]
    assert ids(outcomes) == [*given[:50], "endless.txt", *given[51:]]
    assert [outcome for outcome in outcomes if isinstance(outcome, Failure)] == [articles[20], outcomes[50]]


@pytest.mark.parametrize(
    ("name", "message"),
    [("refusing", "no such model"), ("dying", r"a worker process ended \(exit code 7\) before it had its model")],
)
def test_worker_without_model(load: Load, name: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        WorkerPool(2, load=load(name))


def test_worker_that_ends_before_it_has_its_model_is_replaced(
    load: Load, articles: list[Item], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with WorkerPool(1, load=load("dying_once")) as pool:
        assert len(list(pool.outcomes(articles))) == 100


def test_wrong_rule_ends_the_run(load: Load, make_article: Make) -> None:
    with pytest.raises(ResourceError, match=r"rules\.toml is wrong"), WorkerPool(1, load=load("echo")) as pool:
        list(pool.outcomes([make_article("A rule.")]))


def test_processes_end_with_the_pool(load: Load, articles: list[Item]) -> None:
    with pytest.raises(KeyboardInterrupt), WorkerPool(2, load=load("echo")) as pool:
        processes = pool.process_ids
        next(pool.outcomes(articles))
        raise KeyboardInterrupt
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
