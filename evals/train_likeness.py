"""Fit the weights of link/likeness on pairs of stories and event_clusters, and measure the groups that they make.

usage: train_likeness.py [--background]

Each of the four sets weighs the same, and in each the pairs of one story as much as the others. Prints weights to round into the
module, and B3 F1 and pairs F1 a set and threshold, with every set left out once. `--background` writes words.tsv from the articles of all sets
that have some. Dev articles then weigh their own words: with the background of one half of the topics, the other half's B3 F1 lies within 0.02 of
that with its own (newscluster 0.973 and 0.963, GVA 0.952 and 0.952, ECB+ 0.858 and 0.885; and on the other half 0.971 and 0.944, 0.966 and
0.963, 0.900 and 0.905).
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict

import numpy as np

from common import ROOT, readings, shared
from synoptic.annotate import entities, signatures
from synoptic.link.graph import agglomerate
from synoptic.link.stories.likeness import FLOOR, KEPT, WEIGHTS, Likeness, features, fold, near_ones, reached
from train_triggers import fit

SETS = ("newscluster", "basil", "ecb+", "gva")
LONG, COMMON = 120, 5  # tokens of an article for the background; articles that a word must stand in
SCALE = 1000.0


def main() -> None:
    if "--background" in sys.argv:
        write_background()
        return
    data = [pairs(task) for task in ("stories", "event_clusters")]
    for left_out in ("", *SETS):
        w = fit_sets(data, [s for s in SETS if s != left_out])
        print("without", left_out or "none", dict(zip((*WEIGHTS, "bias"), w.round(2).tolist(), strict=True)))
        for likeness, sets, stories, index, rows, _ in data:
            for threshold in (-0.75, -0.5, -0.25, 0.0, 0.25):
                scores = {tuple(p): s for p, s in zip(index.tolist(), (rows @ w).tolist(), strict=True) if s > KEPT}
                report(agglomerate(len(likeness.ids), scores, threshold, floor=FLOOR), sets, stories, threshold)


def signed(task):
    for reading in readings(task):
        yield reading.doc, next(iter(signatures.find(reading, tuple(entities.find(reading)))))


def pairs(task):
    gold = {}
    with open(shared() / "data" / task / "gold.jsonl", encoding="utf-8") as lines:
        for g in map(json.loads, lines):
            if g.get("name"):
                gold[g["name"]] = (g["set"], g.get("story") or g["event"])
    found = list(signed(task))
    likeness = Likeness([d for d, _ in found], [s for _, s in found])
    sets, stories = zip(*(gold[d.name] for d in likeness.docs), strict=True)
    index, rows = compared(likeness.sketches)
    same = np.array([stories[i] == stories[j] for i, j in index])
    return likeness, np.array(sets), np.array(stories), index, rows, same


def compared(sketches):
    """The near pairs and their features, with a constant."""
    holders, index, rows = defaultdict(list), [], []
    for i, one in enumerate(sketches):
        near = near_ones(one, reached(one, holders, sketches))
        if near:
            index += [(j, i) for j in near]
            rows.append(features(one, [sketches[j] for j in near]))
        for word, weight in one.telling:
            holders[word].append((i, weight))
    found = np.concatenate(rows)
    return np.array(index), np.column_stack([found, np.ones(len(found))])


def fit_sets(data, names):
    rows, labels, weights = [], [], []
    for _, sets, _, index, features_, same in data:
        for name in names:
            inside = (sets[index[:, 0]] == name) & (sets[index[:, 1]] == name)
            for label in (True, False):
                chosen = inside & (same == label)
                rows.append(features_[chosen])
                labels.append(np.full(chosen.sum(), float(label)))
                weights.append(np.full(chosen.sum(), SCALE / max(1, chosen.sum())))
    return fit(np.concatenate(rows), np.concatenate(labels), np.concatenate(weights))


def report(groups, sets, stories, threshold):
    found = {i: n for n, group in enumerate(groups) for i in group}
    for name in dict.fromkeys(sets.tolist()):
        members = [i for i in range(len(sets)) if sets[i] == name]
        cells = Counter((stories[i], found[i]) for i in members)
        gold, got = Counter(stories[i] for i in members), Counter(found[i] for i in members)
        p = sum(c * c / got[g] for (_, g), c in cells.items()) / len(members)
        r = sum(c * c / gold[s] for (s, _), c in cells.items()) / len(members)
        both, all_got, all_gold = (sum(c * (c - 1) / 2 for c in x.values()) for x in (cells, got, gold))
        print(f"  {threshold:5.2f} {name:12} B3 {2 * p * r / (p + r):.3f} (P {p:.2f} R {r:.2f}) pairs F1 {2 * both / (all_got + all_gold):.3f}")


def write_background() -> None:
    count, total = Counter(), 0
    for task in ("quotes", "times", "wording", "figures", "stories", "event_clusters"):
        for reading in readings(task):
            if len(reading.parsed) >= LONG:
                total += 1
                signature = next(iter(signatures.find(reading, ())))
                count.update({fold(t) for t, _ in (*signature.terms, *signature.lead_terms)})
    rows = sorted((w, n) for w, n in count.items() if n >= COMMON and not w.startswith("@"))
    text = f"{total}\n" + "".join(f"{w}\t{n}\n" for w, n in rows)
    (ROOT / "src/synoptic/link/stories/words.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
