"""Measure which claims may weaken each other (synoptic.link.relations.disputes) on ClaimDiff, topics held out, and set its scales and threshold.

usage: train_relations.py [--write]   # without --write: figures only

Nothing is weighed here: each sign of a dispute has the same weight. What is taken from the pairs are the mean and spread of each sign (no labels needed)
and one threshold, which in each fold is set on other topics. Pairs that gold judges in both directions are one, as in score/claims.py. Beside it, what a
logistic regression over the same signs reaches, fitted in the same folds, and a learning curve. Needs scikit-learn (for comparison only). Deterministic.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from common import readings, shared
from synoptic.annotate import annotate
from synoptic.link.relations import claims, disputes
from synoptic.model import EventMention, Quotation

FOLDS, ROUNDS = 10, 6
SHARES = (0.1, 0.15, 0.2, 0.25, 0.3)  # of the pairs, named
OUT = Path(disputes.__file__).parent / "disputes.tsv"


class Data:
    """Pairs of one matter with their signs, and which of them gold judges."""

    def __init__(self) -> None:
        found = []
        names = {}
        for reading in readings("claims"):
            made = annotate(reading)
            (one,) = claims.find_claims([reading.doc], made[Quotation], made[EventMention])
            found.append(one)
            names[reading.doc.name] = reading.doc.id
        self.claims = sorted(found, key=lambda c: (c.day, c.document))
        gold: dict[tuple[str, str], tuple[str, int]] = {}
        for line in (shared() / "data/claims/gold.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["weakens"] is not None:
                first, second = sorted((names[row["a"]], names[row["b"]]))
                key = (first, second)
                gold[key] = (row["topic"], max(row["weakens"], gold.get(key, ("", 0))[1]))
        self.keys = sorted(gold)
        self.y = np.array([gold[k][1] for k in self.keys])
        self.topic = np.array([gold[k][0] for k in self.keys])
        self.pairs = list(claims.pairs_of_a_matter(self.claims, {}))
        self.signs = np.array([list(disputes.signs(a, b).values()) for a, b in self.pairs])
        self.at = {(a.document, b.document): i for i, (a, b) in enumerate(self.pairs)}

    def scales(self, topics: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Mean and spread of each sign over the judged pairs, of some topics or all."""
        rows = [self.at[k] for k, t in zip(self.keys, self.topic, strict=True) if k in self.at and (topics is None or t in topics)]
        return self.signs[rows].mean(0), self.signs[rows].std(0)

    def scores(self, mean: np.ndarray, scale: np.ndarray) -> np.ndarray:
        """The score of each judged pair; of what is no pair of one matter, the least."""
        names = list(disputes.SIGNS)
        made = disputes.scores(self.pairs, dict(zip(names, mean, strict=True)), dict(zip(names, scale, strict=True)))
        return np.array([made[self.at[k]] if k in self.at else -99.0 for k in self.keys])


def f1(named: np.ndarray, y: np.ndarray) -> float:
    """F1 of the pairs named."""
    return float(2 * (named & (y == 1)).sum() / max(1, named.sum() + y.sum()))


def best_threshold(scores: np.ndarray, y: np.ndarray, topic: np.ndarray) -> float:
    """The threshold with the best F1 on average over topics drawn again and again, so that no one topic sets it."""
    at = np.quantile(scores, 1 - np.arange(0.05, 0.45, 0.01))
    random, topics, total = np.random.default_rng(0), np.unique(topic), np.zeros(len(at))
    of = {t: np.flatnonzero(topic == t) for t in topics}
    for _ in range(200):
        rows = np.concatenate([of[t] for t in random.choice(topics, len(topics))])
        total += [f1(scores[rows] > t, y[rows]) for t in at]
    return float(at[int(total.argmax())])


def folds(topic: np.ndarray, seed: int) -> np.ndarray:
    """The fold of each pair; no topic stands in two."""
    topics = np.unique(topic)
    order = np.random.default_rng(seed).permutation(len(topics))
    of = {t: int(order[i]) % FOLDS for i, t in enumerate(topics)}
    return np.array([of[t] for t in topic])


def held_out(data: Data) -> list[tuple[float, float, float, float]]:
    """Of each round: F1, precision and recall with scales and threshold of other topics, and F1 of a regression fitted there."""
    rounds = []
    x = np.array([data.signs[data.at[k]] if k in data.at else data.signs.mean(0) for k in data.keys])
    for seed in range(ROUNDS):
        fold = folds(data.topic, seed)
        named, fitted = np.zeros(len(data.y), bool), np.zeros(len(data.y), bool)
        for k in range(FOLDS):
            train, test = fold != k, fold == k
            scores = data.scores(*data.scales(np.unique(data.topic[train])))
            named[test] = scores[test] > best_threshold(scores[train], data.y[train], data.topic[train])
            mean, scale = x[train].mean(0), x[train].std(0) + 1e-6
            model = LogisticRegression(C=0.001, class_weight="balanced", max_iter=1000).fit((x[train] - mean) / scale, data.y[train])
            odds = model.decision_function((x - mean) / scale)
            fitted[test] = odds[test] > best_threshold(odds[train], data.y[train], data.topic[train])
        right = (named & (data.y == 1)).sum()
        rounds.append((f1(named, data.y), right / named.sum(), right / data.y.sum(), f1(fitted, data.y)))
    return rounds


def curve(data: Data, scores: np.ndarray) -> str:
    """F1 on topics left out where the threshold is set on ever more topics."""
    random, topics, shown = np.random.default_rng(1), np.unique(data.topic), []
    for size in (5, 10, 20, 40):
        values = []
        for _ in range(40):
            train = np.isin(data.topic, random.permutation(topics)[:size])
            if data.y[train].any():
                values.append(f1(scores[~train] > best_threshold(scores[train], data.y[train], data.topic[train]), data.y[~train]))
        shown.append(f"{size} topics {np.mean(values):.3f} ± {np.std(values):.3f}")
    return ", ".join(shown)


def halves(data: Data, scores: np.ndarray, threshold: float) -> str:
    """How much F1 moves from one half of the topics to another, at one threshold: what to expect of unseen topics."""
    random, topics = np.random.default_rng(2), np.unique(data.topic)
    values = [
        f1(scores[rows] > threshold, data.y[rows]) for _ in range(200) if (rows := np.isin(data.topic, random.permutation(topics)[: len(topics) // 2])).any()
    ]
    return f"{np.mean(values):.3f}, nine of ten between {np.quantile(values, 0.05):.3f} and {np.quantile(values, 0.95):.3f}"


def main() -> None:
    data = Data()
    y = data.y
    print(f"{len(y)} pairs, {y.sum()} weaken; naming all F1 {2 * y.sum() / (len(y) + y.sum()):.3f}; {len(data.pairs)} pairs of one matter")
    missed = np.array([k not in data.at for k in data.keys])
    print(f"not compared: {missed.sum()} judged pairs, of which {y[missed].sum()} weaken")
    mean, scale = data.scales()
    scores = data.scores(mean, scale)
    threshold = round(best_threshold(scores, y, data.topic), 4)
    print(f"AUC {roc_auc_score(y, scores):.3f}, average precision {average_precision_score(y, scores):.3f}")
    print("F1 by share named:", ", ".join(f"{s}: {f1(scores > np.quantile(scores, 1 - s), y):.3f}" for s in SHARES))
    print(f"dev: F1 {f1(scores > threshold, y):.3f}, {(scores > threshold).mean():.2f} of the pairs named")
    rounds = np.array(held_out(data))
    print("topics held out: F1 {:.3f} (± {:.3f} over rounds), P {:.3f} R {:.3f}; a regression {:.3f}".format(
        rounds[:, 0].mean(), rounds[:, 0].std(), *rounds[:, 1:].mean(0)))  # fmt: skip
    print("halves of the topics:", halves(data, scores, threshold))
    print("threshold set on:", curve(data, scores))
    if "--write" in sys.argv:
        rows = [("threshold", threshold, 1.0), *zip(disputes.SIGNS, mean, scale, strict=True)]
        OUT.write_text("".join(f"{n}\t{m:.4f}\t{s:.4f}\n" for n, m, s in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
