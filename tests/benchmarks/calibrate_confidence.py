"""Fit the weights of `models/gazetteers/confidence.csv` on labelled reports, and show how well they hold.

    calibrate_confidence.py GOLD.jsonl[=ARTICLES] ... [--write]

GOLD      labelled reports, one JSON object a line, as `pactwire evaluate` reads them. Where they carry no text,
          ARTICLES is the folder or file that holds the articles, whose ids are the labels' report ids.
--write   replaces the weights in the file; without it they are only shown.

An event is right when its status is accepted, its certainty is right and its set of parties is the label's. The
weights are those of a logistic regression with an L2 penalty, found by Newton's method: the same labels and
records give the same weights. The table is of weights that have not seen the story: fitted on the stories of four
folds, asked about the fifth.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pactwire.agreements.confidence import Weight, features
from pactwire.agreements.events import AgreementEvent
from pactwire.atomic import write_atomically
from pactwire.components import annotations
from pactwire.evaluate import GoldReport, judge
from pactwire.events import event_record
from pactwire.nlp import build_nlp
from pactwire.reading import read_inputs
from pactwire.records import Article
from pactwire.resources import models_dir, read_csv

PENALTY = 2.0
FOLDS = 5
ROUNDS = 50
EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
NAME = "gazetteers/confidence.csv"

Numbers = NDArray[np.float64]


def main() -> None:
    """Fit, show, and write on request."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", nargs="+", metavar="GOLD[=ARTICLES]")
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    rows = read_csv(NAME, Weight)
    names = [row.feature for row in rows]
    judged = list(labelled_events(options.gold))
    x = np.array([[features(event)[name] for name in names] for _, event, _ in judged], dtype=np.float64)
    y = np.array([right for _, _, right in judged], dtype=np.float64)
    folds = fold_of([story for story, _, _ in judged])
    unseen = np.zeros(len(y))
    for fold in range(FOLDS):
        unseen[folds == fold] = probability(x[folds == fold], fit(x[folds != fold], y[folds != fold]))
    weights = fit(x, y)
    show(f"{len(y)} events of {len(set(folds.tolist()))} folds, {y.mean():.3f} right")
    show(f"Brier score {np.mean((unseen - y) ** 2):.4f}; {y.mean() * (1 - y.mean()):.4f} if all had the mean")
    show(reliability(unseen, y))
    for row, weight in zip(rows, weights, strict=True):
        show(f"{row.feature:20}{row.weight:8.2f} -> {weight:6.2f}")
    if options.write:
        fitted = [row.model_copy(update={"weight": round(float(w), 2)}) for row, w in zip(rows, weights, strict=True)]
        write_atomically(models_dir() / NAME, as_csv(fitted))


def show(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def labelled_events(sources: list[str]) -> Iterator[tuple[str, AgreementEvent, bool]]:
    """Yield each event found in labelled reports with its story and whether it is right."""
    nlp = build_nlp()
    for source in sources:
        gold, _, folder = source.partition("=")
        articles = {a.id: a for a in read_inputs([folder]) if isinstance(a, Article)} if folder else {}
        for line in Path(gold).read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            report = GoldReport.model_validate(label)
            article = articles[report.report_id] if folder else article_of(report, label.get("page_date"))
            doc = nlp.make_doc(article.text)
            annotations(doc).published = article.published
            found = annotations(nlp(doc)).events
            right = judge(report, [event_record(event, article) for event in found])
            for event, is_right in zip(found, right, strict=True):
                yield str(label.get("story_id", report.report_id)), event, is_right


def article_of(report: GoldReport, published: str | None) -> Article:
    """Return the article whose text a label carries."""
    return Article(
        id=report.report_id,
        path=report.report_id,
        published=published,
        published_basis="metadata" if published else "unknown",
        sha256=hashlib.sha256(report.text.encode()).hexdigest(),
        text=report.text,
    )


def fold_of(stories: list[str]) -> NDArray[np.int64]:
    """Return the fold of each event: one story is never in two."""
    number = {story: index % FOLDS for index, story in enumerate(sorted(set(stories)))}
    return np.array([number[story] for story in stories], dtype=np.int64)


def fit(x: Numbers, y: Numbers) -> Numbers:
    """Return the weights of a logistic regression; the first column is the intercept, which is not penalised."""
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = probability(x, weights)
        gradient = x.T @ (p - y) + penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-10:
            break
    return weights


def probability(x: Numbers, weights: Numbers) -> Numbers:
    """Return the probabilities that weights give to rows of features."""
    result: Numbers = 1 / (1 + np.exp(-(x @ weights)))
    return result


def reliability(p: Numbers, y: Numbers) -> str:
    """Return the table of confidence against the share that is right."""
    lines = ["confidence      mean   right      n"]
    for low, high in pairwise(EDGES):
        inside = (p >= low) & ((p < high) | (high == EDGES[-1]))
        if inside.any():
            lines.append(f"{low:.2f} - {high:.2f}    {p[inside].mean():.3f}   {y[inside].mean():.3f}  {inside.sum():5}")
    return "\n".join(lines)


def as_csv(rows: list[Weight]) -> str:
    """Return the lexicon's text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Weight.model_fields)
    writer.writerows(row.model_dump().values() for row in rows)
    return out.getvalue()


if __name__ == "__main__":
    main()
