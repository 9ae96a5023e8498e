"""Written runs, their reports, and a browser to look at them with."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pactwire.compare.runs import iter_comparison
from pactwire.compare.store import write_comparison
from pactwire.records import Article, ArticleRecord, ArticleWarning, Event, Failure, SetAside
from pactwire.runs import ModelInfo, Run
from pactwire.store import RunWriter, load_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

GOLDEN = Path(__file__).parent.parent / "compare" / "golden" / "run"

# Would run if it came into the page as mark-up, ends a script element, or starts a comment in one.
ATTACK = "</script><!--<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Story = Callable[..., ArticleRecord]
WriteRun = Callable[[Path, Iterable[ArticleRecord | Failure | SetAside]], Path]


def make_story(
    number: int,
    outlet: str = "The Courier",
    *,
    names: tuple[tuple[str, str], ...] = (("JPN", "Japan"), ("PHL", "Philippines")),
    agreement: str = "Logistics Accord",
    kind: str = "logistics_support",
    published: str = "2026-01-16",
    day: str = "2026-01-15",
    statuses: tuple[tuple[str, str], ...] = (("signed", "asserted"),),
    title: str = "",
    extra: str = "",
    warning: str = "",
) -> ArticleRecord:
    """Return an article that tells of one agreement, one sentence for each stage."""
    who = " and ".join(name for _, name in names)
    sentences = [f"{who} {status} the {agreement} on {day}." for status, _ in statuses]
    text = "\n\n".join([*sentences, extra]).strip()
    identity = f"story-{number:05d}"
    events = []
    for position, (status, modality) in enumerate(statuses):
        sentence = sentences[position]
        start = text.index(sentence)

        def span(words: str, *, sentence: str = sentence, start: int = start) -> dict[str, Any]:
            at = start + sentence.index(words)
            return {"text": words, "start": at, "end": at + len(words)}

        trigger = span(status)
        events.append(
            Event.model_validate(
                {
                    "event_id": f"{identity}-{position}",
                    "article_id": identity,
                    "outlet": outlet,
                    "published": published,
                    "role": "main",
                    "status": status,
                    "modality": modality,
                    "agreement": {"name": agreement, "type": kind, "key": agreement},
                    "parties": [
                        {
                            "id": party,
                            "name": name,
                            "kind": "state",
                            "spans": [[span(name)["start"], span(name)["end"]]],
                        }
                        for party, name in names
                    ],
                    "date": span(day) | {"edtf": day, "earliest": day, "latest": day, "basis": "in full"},
                    "codes": {"plover": "SUPPORT", "cameo": "057"},
                    "evidence": {
                        "text": sentence,
                        "start": start,
                        "end": start + len(sentence),
                        "trigger": [trigger["start"], trigger["end"]],
                        "rule": f"{status}.verb",
                    },
                    "confidence": 0.9,
                }
            )
        )
    article = Article(
        id=identity,
        path=f"news/{identity}.txt",
        outlet=outlet,
        title=title or f"{who}: {agreement}",
        published=published,
        published_basis="metadata",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    warnings = (ArticleWarning(code="currency_pair_implausible", message=warning),) if warning else ()
    return ArticleRecord(article=article, events=tuple(events), warnings=warnings)


def make_run(folder: Path, outcomes: Iterable[ArticleRecord | Failure | SetAside]) -> Path:
    """Write records and their comparison as a run does."""
    with RunWriter(folder) as writer:
        for outcome in outcomes:
            writer.add(outcome)
        writer.finish(
            Run(
                pactwire="0.1.0",
                model=ModelInfo(name="model", version="1", sha256="0" * 64),
                ruleset_sha256="f" * 64,
                inputs=("news",),
                settings={},
                counts=writer.counts,
                seconds=1.5,
            )
        )
    write_comparison(iter_comparison([folder]), folder)
    return folder


@pytest.fixture(scope="session")
def story() -> Story:
    """Return a maker of articles."""
    return make_story


@pytest.fixture(scope="session")
def write_run() -> WriteRun:
    """Return a writer of whole output folders."""
    return make_run


@pytest.fixture(scope="session")
def attack() -> str:
    """Return mark-up that an article may hold."""
    return ATTACK


@pytest.fixture(scope="session")
def told_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a run over several outlets, a hostile article, a failure and a set-aside file."""
    long_name = "Agreement concerning the Reciprocal Provision of Supplies and Services between the Forces " * 3
    many = tuple((f"P{number:02d}", f"Republic of the Longest Name {number:02d}") for number in range(40))
    return make_run(
        tmp_path_factory.mktemp("told"),
        [
            *load_records(GOLDEN),
            make_story(
                1,
                ATTACK,
                names=(("XXA", f"Land {ATTACK}"), ("XXB", "Isle")),
                title=ATTACK,
                extra=ATTACK,
                agreement=f"Pact {ATTACK}",
                statuses=(("signed", "asserted"), ("ratified", "planned")),
                warning=ATTACK,
            ),
            make_story(2, names=many, agreement=long_name.strip(), kind="arms_control"),
            *(
                make_story(100 + number, f"Outlet {number:02d}", agreement="Harbour Accord", extra=f"{number} " * 40)
                for number in range(14)
            ),
            Failure(path=f"news/{ATTACK}.pdf", stage="reading", reason=ATTACK),
            SetAside(path="news/vertrag.txt", reason="language", detail="de"),
        ],
    )


@pytest.fixture(scope="session")
def report_file(told_run: Path) -> Path:
    """Return the report of that run."""
    from pactwire.report import write_report

    return write_report(told_run)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return Chromium; where there is none, tests that need it are skipped and say so."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("no Chromium on this machine: `apt-get install chromium`, or what the system calls it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield chromium
        chromium.close()


class Visit:
    """A report open in a browser, with all that it said or asked for on the way."""

    def __init__(self, context: "BrowserContext", file: Path) -> None:
        self.page: Page = context.new_page()
        self.messages: list[str] = []
        self.requests: list[str] = []
        self._file = file
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str = "") -> "Page":
        """Open a view."""
        self.page.goto(f"{self._file.as_uri()}{address}")
        self.page.wait_for_selector("#ready", state="attached", timeout=10_000)
        return self.page

    def assert_clean(self) -> None:
        """Nothing was logged, and nothing but the file itself was asked for."""
        assert self.messages == []
        assert {request.partition("#")[0] for request in self.requests} == {self._file.as_uri()}


@pytest.fixture
def visit(browser: "Browser") -> "Iterator[Callable[..., Visit]]":
    """Return a way to open a report; what it does there must leave no error and no request."""
    visits: list[Visit] = []
    contexts = []

    def start(file: Path, **settings: Any) -> Visit:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | settings))
        contexts.append(context)
        visits.append(Visit(context, file))
        return visits[-1]

    yield start
    for made in visits:
        made.assert_clean()
    for context in contexts:
        context.close()
