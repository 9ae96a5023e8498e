"""How the comparison grows from 1,000 to 100,000 events: time and memory, each size in its own process.

    python tests/benchmarks/compare_scale.py [--sizes 1000 3000 10000 30000 100000] [--workers N] [--folder DIR]

The generator makes event and article records of invented agreements among real states: every agreement is told by
several outlets with reprints, vague and missing names, differing dates, sums and signatories, so that blocks are
as crowded as in news. It is seeded: the same size gives the same files.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

STATES = [
    "USA",
    "JPN",
    "PHL",
    "AUS",
    "GBR",
    "FRA",
    "DEU",
    "POL",
    "UKR",
    "KOR",
    "IND",
    "VNM",
    "IDN",
    "CAN",
    "ITA",
    "TUR",
    "SWE",
    "FIN",
    "NOR",
    "ISR",
    "SAU",
    "EGY",
    "BRA",
    "ROU",
]
KINDS = {
    "logistics_support": ("Acquisition and Cross-Servicing Agreement", "ACSA"),
    "visiting_forces": ("Reciprocal Access Agreement", "RAA"),
    "information_security": ("General Security of Military Information Agreement", "GSOMIA"),
    "defense_cooperation": ("Defense Cooperation Agreement", "DCA"),
    "procurement_contract": (None, None),
    "military_aid": (None, None),
    "arms_transfer": (None, None),
}
GOODS = ["Rafale M", "Gripen E", "F-16V", "K2 Black Panther", "Patriot PAC-3", "HIMARS", "P-8A", "Bayraktar TB2"]
PEOPLE = ["Taro Yamada", "Maria Santos", "John Smith", "Anna Kowalska", "Pierre Martin", "Erik Lindqvist", "Ali Demir"]
WORDS = [f"word{number}" for number in range(4000)]
STEPS = [("negotiating", -200), ("agreed_in_principle", -60), ("approved", -20), ("signed", 0), ("ratified", 150)]


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def generate(folder: Path, size: int) -> None:
    """Write `size` events, about two to an article."""
    chance = random.Random(size)
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    with (folder / "events.jsonl").open("w") as events_out, (folder / "articles.jsonl").open("w") as articles_out:
        agreement = 0
        while made < size:
            agreement += 1
            parties = sorted(chance.sample(STATES, 2))
            kind = chance.choice(sorted(KINDS))
            signed = date(2015, 1, 1) + timedelta(days=chance.randrange(3600))
            good, count, total = chance.choice(GOODS), chance.randrange(6, 120), chance.randrange(10, 900) * 10**7
            wire = " ".join(chance.choices(WORDS, k=150))
            for report in range(chance.choice([1, 2, 3, 5, 8, 13, 40])):
                article = f"a{agreement}-{report}"
                step = chance.choice(STEPS)
                day = signed + timedelta(days=step[1])
                body = wire if chance.random() < 0.3 else " ".join(chance.choices(WORDS, k=150))
                events = []
                for part, (status, shift) in enumerate([step, STEPS[3]] if step[0] == "ratified" else [step]):
                    events.append(
                        event(
                            chance,
                            article,
                            part,
                            status,
                            signed + timedelta(days=shift),
                            kind,
                            parties,
                            (good, count, total),
                        )
                    )
                text = f"{events[0]['evidence']['text']} {body}"
                for entry in events:
                    entry["published"] = (day + timedelta(days=1)).isoformat()
                    events_out.write(json.dumps(entry) + "\n")
                record = {
                    "article": {
                        "id": article,
                        "path": f"{article}.txt",
                        "outlet": f"outlet{chance.randrange(400)}.example",
                        "agency": chance.choice(["Reuters", "AP", None, None, None]),
                        "published": (day + timedelta(days=1)).isoformat(),
                        "sha256": digest(text),
                        "text": text,
                    },
                    "events": events,
                }
                articles_out.write(json.dumps(record) + "\n")
                made += len(events)


def event(
    chance: random.Random,
    article: str,
    part: int,
    status: str,
    day: date,
    kind: str,
    parties: list[str],
    deal: tuple[str, int, int],
) -> dict[str, Any]:
    """Make one event record as a report might tell it."""
    good, count, total = deal
    name, acronym = KINDS[kind] if chance.random() < 0.7 else (None, None)
    if chance.random() < 0.05:
        day += timedelta(days=1)
    stated = day.isoformat() if chance.random() < 0.6 else day.strftime("%Y-%m")
    sentence = f"{' and '.join(parties)} {status} the {name or 'pact'} on {stated} for ${total:,}, {count} {good}."
    goods = kind in ("procurement_contract", "military_aid", "arms_transfer")
    at = sentence.index(stated)
    sum_text = f"${total:,}"
    sum_at = sentence.index(sum_text)
    item_text = f"{count} {good}"
    item_at = sentence.index(item_text)
    return {
        "event_id": digest(f"{article}/{part}"),
        "article_id": article,
        "outlet": f"outlet{chance.randrange(400)}.example",
        "role": "main" if part == 0 else "background",
        "status": status,
        "modality": "asserted",
        "agreement": {"name": name, "acronym": acronym, "type": kind, "key": digest(f"{kind}{parties}{name}")},
        "parties": [{"id": party, "name": party, "kind": "state"} for party in parties],
        "date": {"text": stated, "start": at, "end": at + len(stated), "edtf": stated, "basis": "generated"},
        "place": {"name": chance.choice(["Manila", "Tokyo", "Paris"])} if chance.random() < 0.3 else None,
        "amounts": [
            {"text": sum_text, "start": sum_at, "end": sum_at + len(sum_text), "value": float(total), "currency": "USD"}
        ]
        if goods and chance.random() < 0.7
        else [],
        "items": [
            {"text": item_text, "start": item_at, "end": item_at + len(item_text), "count": count, "designation": good}
        ]
        if goods and chance.random() < 0.7
        else [],
        "signatories": [{"name": chance.choice(PEOPLE)}] if chance.random() < 0.3 else [],
        "codes": {"plover": "SUPPORT", "cameo": "057"},
        "evidence": {"text": sentence, "start": 0, "end": len(sentence), "trigger": [0, 3], "rule": "generated"},
        "confidence": 0.9,
    }


def measure(folder: Path, workers: int) -> None:
    """Compare one generated run and print its figures as JSON."""
    from pactwire.compare.store import compare_to_folder

    began = time.perf_counter()
    rows = compare_to_folder([folder], folder / "compared", workers=workers)
    seconds = time.perf_counter() - began
    used = os.times()
    cpu = used.user + used.system + used.children_user + used.children_system
    figures = {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "peak_mb": _peak(resource.RUSAGE_SELF),
        **rows,
    }
    if workers > 1:
        figures["largest_worker_mb"] = _peak(resource.RUSAGE_CHILDREN)
    sys.stdout.write(json.dumps(figures) + "\n")


def _peak(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss / 1024)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10000, 30000, 100000])
    cli.add_argument("--folder", type=Path)
    cli.add_argument("--workers", type=int, default=1)
    cli.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = cli.parse_args()
    if options.measure:
        measure(options.measure, options.workers)
        return
    with tempfile.TemporaryDirectory() as scratch:
        before: tuple[int, float] | None = None
        for size in options.sizes:
            folder = (options.folder or Path(scratch)) / str(size)
            generate(folder, size)
            done = subprocess.run(
                [sys.executable, __file__, "--measure", str(folder), "--workers", str(options.workers)],
                check=True,
                capture_output=True,
                text=True,
            )
            figures = json.loads(done.stdout)
            seconds = figures["seconds"]
            growth = "" if before is None else f", x{size / before[0]:.1f} events x{seconds / before[1]:.1f} time"
            sys.stdout.write(f"{size:>7} events {seconds:>7.1f} s {figures['peak_mb']:>6} MB {figures}{growth}\n")
            before = (size, max(seconds, 0.1))


if __name__ == "__main__":
    main()
