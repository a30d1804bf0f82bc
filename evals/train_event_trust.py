"""Train how far a coded clause is trusted (synoptic.annotate.events.trusting), and measure it by 5-fold cross-validation over articles.

usage: train_event_trust.py [--write]   # without --write: cross-validated figures only

judged_events.tsv says of 706 coded clauses, drawn by hash from six of the shared data's folders, whether they tell of what they are coded as (1) or
not (0): judged by reading, places only. Clauses of PLV, each with a code by others, stand beside them as right ones of little weight.
Needs scikit-learn (for training only). Deterministic.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from common import ROOT, readings, shared
from synoptic.annotate import entities, events, quotations
from synoptic.annotate.events import trusting
from synoptic.annotate.reading import Reading

FOLDS = 5
JUDGED = ROOT / "evals" / "judged_events.tsv"
OUT = Path(events.__file__).parent.parent / "data" / trusting.FILE
C = 0.1  # of 0.05 to 1, with 2 to 4 below: the area under the curve in folds moves between 0.82 and 0.84
LEAST = 2  # examples that a feature stands in
SCALE = 3.0
PLV_WEIGHT = 0.05  # of 0 to 0.4
TODAY = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass
class Example:
    """A coded clause: its features, whether it is right, and what it counts. `fold` is -1 for what only teaches."""

    fold: int
    names: list[str]
    vector: np.ndarray
    right: int
    weight: float
    kind: str


def fold_of(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS


def coded(reading: Reading) -> Iterator[tuple[int, int, str, list[str], np.ndarray]]:
    """Place, type, features and vector of every coded clause of an article."""
    taken: list[tuple[list[str], np.ndarray]] = []

    def watch(*given: object) -> float:
        taken.append((list(trusting.features(*given)), trusting.context(given[0])))  # type: ignore[arg-type]
        return 1.0

    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    said = sorted(quotations.find(reading, chains, ()), key=lambda q: (q.start, q.end, q.id)) if reading.doc.length > 1000 else ()
    own, events.trust = events.trust, watch
    for found in events.find(reading, chains, (), said, ()):
        yield found.start, found.end, found.type, *taken[-1]
    events.trust = own


def examples() -> list[Example]:
    with open(JUDGED, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wanted = {(r["task"], r["article"], int(r["start"]), int(r["end"]), r["type"]): int(r["right"]) for r in rows}
    articles = {(task, name) for task, name, *_ in wanted}
    found = []
    for task in sorted({task for task, _ in articles}):
        for reading in readings(task):
            if (task, reading.doc.name) in articles:
                for start, end, kind, names, vector in coded(reading):
                    right = wanted.get((task, reading.doc.name, start, end, kind))
                    if right is not None:
                        found.append(Example(fold_of(reading.doc.name), names, vector, right, 1.0, kind))
    with open(shared() / "data" / "events" / "gold.jsonl", encoding="utf-8") as lines:
        gold = {row["name"]: {p["code"] for p in row["pairs"]} for row in map(json.loads, lines)}
    for reading in readings("events"):
        for _, _, kind, names, vector in coded(reading):
            if TODAY.get(kind, kind) in gold[reading.doc.name]:
                found.append(Example(-1, names, vector, 1, PLV_WEIGHT, kind))
    return found


def matrix(rows: list[Example], columns: dict[str, int]) -> csr_matrix:
    cells, starts = [], [0]
    for row in rows:
        cells.extend(sorted({columns[f] for f in row.names if f in columns}))
        starts.append(len(cells))
    sparse = csr_matrix((np.ones(len(cells)), cells, starts), shape=(len(rows), len(columns)))
    return hstack([sparse, csr_matrix(np.stack([r.vector for r in rows]) * SCALE)]).tocsr()


def train(rows: list[Example]) -> trusting.Trust:
    counts = Counter(f for row in rows for f in set(row.names))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    fitted = LogisticRegression(C=C, max_iter=500, random_state=0)
    fitted.fit(matrix(rows, columns), [r.right for r in rows], sample_weight=[r.weight for r in rows])
    weights = fitted.coef_[0].astype(np.float32)
    return trusting.Trust(columns, weights[: len(columns)], weights[len(columns) :] * SCALE, float(fitted.intercept_[0]))


def main() -> None:
    rows = examples()
    judged = [r for r in rows if r.fold >= 0]
    print(len(judged), "judged,", sum(r.right for r in judged), "right;", len(rows) - len(judged), "of PLV")
    chances: dict[int, float] = {}
    for fold in range(FOLDS):
        model = train([r for r in rows if r.fold != fold])
        chances |= {id(r): model.probability(iter(r.names), r.vector) for r in judged if r.fold == fold}
    gold, p = np.array([r.right for r in judged]), np.array([chances[id(r)] for r in judged])
    print(f"cross-validated: area under the curve {roc_auc_score(gold, p):.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = p >= least
        print(f"  at {least}: right of those kept {gold[kept].mean():.3f}, kept of the right {kept[gold == 1].mean():.3f}, kept {kept.mean():.3f}")
    if "--write" in sys.argv:
        model = train(rows)
        names = np.frombuffer("\n".join(model.columns).encode(), dtype=np.uint8)
        halves = {"weights": model.weights.astype(np.float16), "dense": model.dense.astype(np.float16)}
        np.savez_compressed(OUT, names=names, bias=np.float32(model.bias), **halves)
        print(OUT, OUT.stat().st_size)


if __name__ == "__main__":
    main()
