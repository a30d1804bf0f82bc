"""Train the weights of annotate/triggers on ECB+ (../shared/data/event_clusters) and measure them over topics left out.

usage: train_triggers.py [--write]

Logistic regression with an L2 penalty by Newton's method, numpy only, the same bytes on every run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from common import ROOT, readings, shared
from synoptic.annotate.signatures.triggers import DEPS, ENDINGS, FEATURES, POS

PENALTY = 0.33
STEPS = 12
FOLDS = 5
OVERLAP = 0.3  # intersection over union from which a token stands for a gold mention, as in score/stories.py


def main() -> None:
    rows, labels, topics = examples()
    for fold in range(FOLDS):
        out = topics % FOLDS == fold
        said = rows[out] @ fit(rows[~out], labels[~out]) > 0
        right = (said & (labels[out] > 0)).sum()
        print(f"fold {fold}: precision {right / said.sum():.3f} recall {right / labels[out].sum():.3f}")
    if "--write" in sys.argv:
        w = fit(rows, labels).astype(np.float32)
        size = (len(w) - len(FEATURES) - 1) // 2
        file = Path(ROOT) / "src/synoptic/annotate/data/triggers.npz"
        np.savez(file, other=w[:size], verb=w[size : 2 * size], named=w[2 * size : -1], bias=w[-1])
        print("written", file)


def examples() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    with open(shared() / "data/event_clusters/gold.jsonl", encoding="utf-8") as lines:
        gold = {g["name"]: g for g in map(json.loads, lines) if g["set"] == "ecb+"}
    rows, labels, topics = [], [], []
    for reading in readings("event_clusters"):
        g = gold.get(reading.doc.name)
        for token in reading.parsed if g else ():
            start, end = token.idx, token.idx + len(token.text)
            if token.pos_ in POS and token.is_alpha and any(s["start"] <= start and end <= s["end"] for s in g["sentences"]):
                rows.append(row(token))
                labels.append(any(overlap(start, end, m) >= OVERLAP for m in g["mentions"]))
                topics.append(int(g["topic"]))
    return np.array(rows), np.array(labels, dtype=float), np.array(topics)


def row(token) -> np.ndarray:
    lemma = token.lemma_.lower()
    vector = token.vocab.get_vector(lemma).astype(float)
    length = np.linalg.norm(vector)
    vector = vector / length if length else vector
    verb = token.pos_ == "VERB"
    of = any(child.lower_ == "of" for child in token.children)
    named = [float(token.pos_ == p) for p in POS] + [float(token.dep_ == d) for d in DEPS] + [float(of), float(lemma.endswith(ENDINGS)), float(not length)]
    return np.concatenate([vector * (not verb), vector * verb, named, [1.0]])


def overlap(start: int, end: int, mention: dict) -> float:
    shared_part = min(end, mention["end"]) - max(start, mention["start"])
    return max(0, shared_part) / (max(end, mention["end"]) - min(start, mention["start"]))


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Logistic regression by Newton's method; the last column of `rows` is 1 for the bias."""
    each = np.ones(len(rows)) if weights is None else weights
    w = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-rows @ w))
        slope = rows.T @ (each * (p - labels)) + PENALTY * w
        bend = (rows * (each * p * (1 - p))[:, None]).T @ rows + PENALTY * np.eye(len(w))
        w -= np.linalg.solve(bend, slope)
    return w


if __name__ == "__main__":
    main()
