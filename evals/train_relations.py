"""Train which claims may weaken each other (synoptic.link.relations.disputes) on ClaimDiff, and measure it by cross-validation over topics.

usage: train_relations.py [--write]   # without --write: cross-validated figures only

Features are chosen, scaled and weighed, and the threshold is set, inside each fold; no topic stands on both sides. Pairs that gold judges in
both directions are one, as in score/claims.py. Needs scikit-learn (for training only). Deterministic.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.feature_selection import f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from common import readings, shared
from synoptic.annotate import annotate
from synoptic.link.relations import disputes
from synoptic.model import EventMention, Quotation

FOLDS = 15
KEPT = 30  # of 15 to 60, topics held out: F1 0.278, 0.286, 0.293, 0.258, 0.258; with the threshold, too, set inside the folds 0.267
C = 0.003  # 0.0003 and 0.001 gave 0.288 and 0.296 with 30 features
OUT = Path(disputes.__file__).parent / "disputes.tsv"


def pairs() -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Features, whether one weakens the other, topic, names of features."""
    claims = {}
    for reading in readings("claims"):
        found = annotate(reading)
        (claims[reading.doc.name],) = disputes.find_claims([reading.doc], found[Quotation], found[EventMention])
    gold: dict[tuple[str, str], tuple[str, int]] = {}
    for line in (shared() / "data/claims/gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["weakens"] is not None:
            key = (min(row["a"], row["b"]), max(row["a"], row["b"]))
            gold[key] = (row["topic"], max(row["weakens"], gold.get(key, ("", 0))[1]))
    rows = [disputes.features(claims[a], claims[b]) for a, b in sorted(gold)]
    names = sorted(rows[0])
    table = np.array([[row[n] for n in names] for row in rows])
    return table, np.array([gold[k][1] for k in sorted(gold)]), np.array([gold[k][0] for k in sorted(gold)]), names


def fit(x: np.ndarray, y: np.ndarray, kept: int, c: float) -> tuple[np.ndarray, float]:
    """Weights of all features (0 where not chosen) and the bias."""
    chosen = np.argsort(-np.nan_to_num(f_classif(x, y)[0]), kind="stable")[:kept]
    mean, scale = x[:, chosen].mean(0), x[:, chosen].std(0) + 1e-6
    model = LogisticRegression(C=c, class_weight="balanced", max_iter=1000).fit((x[:, chosen] - mean) / scale, y)
    weights = np.zeros(x.shape[1])
    weights[chosen] = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - (weights[chosen] * mean).sum())


def f1_curve(scores: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The greatest F1 and its threshold, with at least a twentieth of the pairs named."""
    order = np.argsort(-scores, kind="stable")
    right, named = np.cumsum(y[order]), np.arange(1, len(y) + 1)
    f1 = 2 * right / (named + y.sum())
    best = int(f1[len(y) // 20 :].argmax()) + len(y) // 20
    return float(f1[best]), float(scores[order[best]])


def out_of_fold(x: np.ndarray, y: np.ndarray, topic: np.ndarray, kept: int, c: float, *, folds: int = FOLDS) -> np.ndarray:
    """The score of each pair by a model that saw nothing of its topic."""
    scores = np.zeros(len(y))
    for train, test in GroupKFold(folds).split(x, y, topic):
        weights, bias = fit(x[train], y[train], kept, c)
        scores[test] = x[test] @ weights + bias
    return scores


def honest(x: np.ndarray, y: np.ndarray, topic: np.ndarray, kept: int, c: float) -> str:
    """F1 where the threshold, too, is set without the fold's topics."""
    named = np.zeros(len(y), bool)
    for train, test in GroupKFold(FOLDS).split(x, y, topic):
        _, threshold = f1_curve(out_of_fold(x[train], y[train], topic[train], kept, c, folds=8), y[train])
        weights, bias = fit(x[train], y[train], kept, c)
        named[test] = x[test] @ weights + bias >= threshold
    right = int((named & (y == 1)).sum())
    return f"F1 {2 * right / (named.sum() + y.sum()):.3f} (P {right / named.sum():.3f} R {right / y.sum():.3f})"


def main() -> None:
    x, y, topic, names = pairs()
    print(f"{len(y)} pairs, {y.sum()} weaken; naming all F1 {2 * y.sum() / (len(y) + y.sum()):.3f}")
    for kept in (15, 20, 30, 45, 60):
        scores = out_of_fold(x, y, topic, kept, C)
        print(f"{kept} features: topic out AUC {roc_auc_score(y, scores):.3f}, best F1 {f1_curve(scores, y)[0]:.3f}")
    print("threshold set inside:", honest(x, y, topic, KEPT, C))
    weights, bias = fit(x, y, KEPT, C)
    _, threshold = f1_curve(out_of_fold(x, y, topic, KEPT, C), y)
    print("fitted to all:", f"F1 {2 * ((x @ weights + bias >= threshold) & (y == 1)).sum() / ((x @ weights + bias >= threshold).sum() + y.sum()):.3f}")
    if "--write" in sys.argv:
        rows = [("bias", bias - threshold), *((n, w) for n, w in zip(names, weights, strict=True) if w)]
        OUT.write_text("".join(f"{n}\t{w:.4f}\n" for n, w in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
