"""A whole run: what is processed, what is known, and that every input has an end."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pactwire.batch import Done, run_batch
from pactwire.batches import Item, Outcome
from pactwire.errors import OutputError
from pactwire.records import Article, ArticleRecord, Failure, SetAside
from pactwire.runs import Counts, ExtractionSettings, ModelInfo
from pactwire.state import RunState
from pactwire.store import load_failures, load_records

ECHO = ModelInfo(name="echo", version="1", sha256="0")
SETTINGS = ExtractionSettings(model="echo")
FAILURE = Failure(path="broken.txt", stage="reading", reason="empty")
ASIDE = SetAside(path="vertrag.txt", reason="language", detail="de")
Make = Callable[..., Article]


@dataclass
class Echo:
    """Extracts nothing, and remembers of what."""

    model: ModelInfo = ECHO
    seen: list[str] = field(default_factory=list)

    def outcomes(self, articles: Iterable[Item]) -> Iterator[Outcome]:
        for item in articles:
            assert isinstance(item, Article)
            self.seen.append(item.id)
            if "fails" in item.text:
                yield Failure(path=item.path, article_id=item.id, stage="extraction", reason="boom")
            else:
                yield ArticleRecord(article=item)


Start = Callable[..., tuple[Done, list[str]]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Return a runner on one output folder, which says what was processed."""

    def run(
        items: list[Item], settings: ExtractionSettings = SETTINGS, model: ModelInfo = ECHO, fresh: bool = False
    ) -> tuple[Done, list[str]]:
        engine = Echo(model)
        with RunState(tmp_path / "out", fresh=fresh) as state:
            return run_batch(items, state, engine, settings), engine.seen

    return run


@pytest.fixture
def items(make_article: Make) -> list[Item]:
    return [
        FAILURE,
        make_article("One.", id="a1"),
        ASIDE,
        make_article("One.", id="a1", path="copy.txt"),
        make_article("Two fails.", id="a2"),
        make_article("Three.", id="a3"),
        make_article("Another three.", id="a3"),
    ]


def test_every_input_has_an_end(start: Start, items: list[Item], tmp_path: Path) -> None:
    done, seen = start(items)
    assert [name.partition("~")[0] for name in seen] == ["a1", "a2", "a3", "a3"]
    assert done.known == 0
    assert done.run.counts == Counts(
        inputs=7,
        read=6,
        articles=3,
        duplicates=1,
        set_aside=1,
        set_aside_by_reason={"language": 1},
        failures=2,
        failures_by_stage={"extraction": 1, "reading": 1},
    )
    assert [record.article.text for record in load_records(tmp_path / "out")] == ["One.", "Three.", "Another three."]


def test_lost_outcome_is_an_error(tmp_path: Path, items: list[Item]) -> None:
    class Losing(Echo):
        def outcomes(self, articles: Iterable[Item]) -> Iterator[Outcome]:
            *kept, _ = super().outcomes(articles)
            yield from kept

    with RunState(tmp_path) as state, pytest.raises(OutputError, match="7 inputs came in and 6 came out"):
        run_batch(items, state, Losing(), SETTINGS)
    assert not (tmp_path / "run.json").exists()


def test_only_what_is_new_or_failed_is_processed(start: Start, items: list[Item], make_article: Make) -> None:
    start(items)
    done, seen = start([make_article("Zero.", id="a0"), *items])
    assert (seen, done.known) == (["a0", "a2"], 3)


@pytest.mark.parametrize(
    ("change", "processed"),
    [
        ({}, []),
        ({"text": "One more."}, ["a1"]),
        ({"published": "2026-01-16"}, ["a1"]),
        ({"outlet": "outlet-b"}, ["a1"]),
        ({"path": "moved.txt"}, ["a1"]),
    ],
)
def test_changed_article(start: Start, make_article: Make, change: dict[str, str], processed: list[str]) -> None:
    other = make_article("Two.", id="a2")
    start([make_article(**({"text": "One.", "id": "a1"} | change)), other])
    assert start([make_article("One.", id="a1"), other])[1] == processed


def test_what_a_record_depends_on(start: Start, make_article: Make, tmp_path: Path) -> None:
    items: list[Item] = [make_article("One.", id="a1")]
    rules = tmp_path / "rules"
    rules.mkdir()
    own = ExtractionSettings(model="echo", rules=rules)
    start(items)
    assert start(items)[1] == []
    assert start(items, ExtractionSettings(model="echo", profile="events"))[1] == ["a1"]
    assert start(items, model=ModelInfo(name="echo", version="2", sha256="0"))[1] == ["a1"]
    assert start(items)[1] == ["a1"], "only what the last run needs is kept"
    assert start(items, own)[1] == []
    (rules / "own.toml").write_text("# a rule")
    assert start(items, own)[1] == ["a1"]
    assert start(items, own)[1] == []
    (rules / "own.toml").write_text("# another rule")
    assert start(items, own)[1] == ["a1"]
    assert start(items, own, fresh=True)[1] == ["a1"]


def test_code_and_rules_of_comparison(start: Start, make_article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    items: list[Item] = [make_article("One.", id="a1")]
    start(items)
    monkeypatch.setattr("pactwire.keys.code_hash", lambda: "another version")
    assert start(items)[1] == ["a1"]
    monkeypatch.setattr("pactwire.keys.NOT_FOR_EXTRACTION", ())
    assert start(items)[1] == ["a1"]


def test_article_that_cannot_be_written_is_a_failure(start: Start, make_article: Make, tmp_path: Path) -> None:
    done, seen = start(
        [
            make_article("One.", id="a\ud800", title="\ud800"),
            FAILURE.model_copy(update={"article_id": "\ud800"}),
            make_article("Two.", id="a2"),
        ]
    )
    assert (seen, done.run.counts.failures_by_stage) == (["a2"], {"reading": 1, "writing": 1})
    assert [failure.article_id for failure in load_failures(tmp_path / "out")] == [r"a\ud800", r"\ud800"]
