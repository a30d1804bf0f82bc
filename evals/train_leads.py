"""Fit the weights of link/leads on pairs of documents of event_clusters, and measure the groups that they make with topics left out.

usage: train_leads.py

Pairs are those of one topic of ECB+, whether or not one story has them, and those of one story of GVA; both sets, and in each the pairs of one
event and the others, weigh the same. Documents are then grouped story by story, as `leads` does it, each with weights that were
fitted without its topic or incident. Prints B3 F1, and the share of pairs of a topic's two events that are apart, by threshold.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict

import numpy as np

from common import readings, shared
from synoptic.annotate import annotate
from synoptic.link import LINKERS, leads, link
from synoptic.link.graph import agglomerate
from synoptic.link.stories.likeness import Likeness
from synoptic.model import Document, Event, EventMention, Signature, Story

FOLDS = 5
SCALE, PENALTY = 1000.0, 1.0
NAMES = ("likeness", "same event", "other event", "words", "names", "bias")


def main() -> None:
    gold, table = labels(), linked()
    docs = {d.id: d for d in table[Document]}
    signed = {s.document: s for s in table[Signature]}
    told = leads.leading(table[Event], table[EventMention])
    stories = {s.id: [docs[d] for d in s.documents] for s in table[Story]}
    pools = defaultdict(list)
    for story, members in stories.items():
        for d in members:
            kind, _, topic = gold[d.name]
            pools[topic or story].append(d) if kind == "ecb+" else pools[story].append(d)
    fold_of = {d.id: fold(gold[d.name][2] or min(gold[m.name][1] for m in members)) for members in stories.values() for d in members}
    rows = {key: pairs(members, signed, told) for key, members in [*pools.items(), *stories.items()]}
    data = [(a, b, row) for key in pools for (a, b), row in rows[key].items() if gold[docs[a].name][0] == gold[docs[b].name][0]]
    matrix, fold_row = np.array([row for *_, row in data]), np.array([fold_of[a] for a, *_ in data])
    same = np.array([gold[docs[a].name][1] == gold[docs[b].name][1] for a, b, _ in data])
    kinds = np.array([gold[docs[a].name][0] for a, *_ in data])
    fitted = {k: fit(matrix[fold_row != k], same[fold_row != k], kinds[fold_row != k]) for k in range(FOLDS)}
    fitted[-1] = fit(matrix, same, kinds)
    print("all", dict(zip(NAMES, fitted[-1].round(2).tolist(), strict=True)))
    for least in (-1.9, -1.75, -1.6):
        for rise in (0.0, 0.4, 0.5, 0.6):
            for held in (True, False):
                found = {}
                for key, members in stories.items():
                    found.update(grouped(members, rows[key], lambda d, held=held: fitted[fold_of[d] if held else -1], least=least, rise=rise))
                print(f"{least:5.2f} {rise:4.2f} {'left out' if held else 'all':8}", report({docs[d].name: g for d, g in found.items()}, gold))


def labels():
    """Name -> set, event, topic."""
    with open(shared() / "data/event_clusters/gold.jsonl", encoding="utf-8") as lines:
        return {g["name"]: (g["set"], g["event"], g.get("topic")) for g in map(json.loads, lines) if g.get("name")}


def linked():
    """All records as `leads` is given them."""
    records = defaultdict(list)
    for reading in readings("event_clusters"):
        records[Document].append(reading.doc)
        for kind, found in annotate(reading).items():
            records[kind] += found
    names = [linker.name for linker in LINKERS]
    return link({kind: tuple(rows) for kind, rows in records.items()}, LINKERS[: names.index("leads")])


def fold(key) -> int:
    return hashlib.sha256(str(key).encode()).digest()[0] % FOLDS


def pairs(docs, signed, told):
    """Pair of ids -> its features, for the pairs that are compared."""
    likeness = Likeness(docs, [signed[d.id] for d in docs if d.id in signed])
    scores, ids, found = likeness.pairs(), likeness.ids, {}
    for (i, j), (words, names) in likeness.contrasts().items():
        bearing = leads.bearing(told.get(ids[i], []), told.get(ids[j], []))
        found[ids[i], ids[j]] = [scores[i, j], float(bearing > 0), float(bearing < 0), words, names, 1.0]
    return found


def fit(rows, same, kinds):
    """Logistic regression by Newton's method."""
    weights = np.zeros(len(rows))
    for kind in sorted(set(kinds)):
        for label in (True, False):
            chosen = (kinds == kind) & (same == label)
            weights[chosen] = SCALE / 2 / max(1, chosen.sum())
    penalty = np.array([PENALTY] * (rows.shape[1] - 1) + [1e-6])
    w = np.zeros(rows.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(rows @ w, -30, 30)))
        slope = rows.T @ (weights * (same - p)) - penalty * w
        w += np.linalg.solve((rows.T * (weights * p * (1 - p))) @ rows + np.diag(penalty), slope)
    return w


def grouped(docs, rows, weights_of, *, least, rise):
    ids = sorted(d.id for d in docs)
    place = {d: i for i, d in enumerate(ids)}
    scores = {(place[a], place[b]): float(np.dot(row, weights_of(ids[0]))) for (a, b), row in rows.items()}
    return {ids[i]: ids[group[0]] for group in agglomerate(len(ids), scores, least, floor=leads.LEAST, rise=rise) for i in group}


def report(found, gold) -> str:
    said = []
    for kind in ("ecb+", "gva"):
        names = sorted(n for n in found if gold[n][0] == kind)
        cells = Counter((gold[n][1], found[n]) for n in names)
        events, groups = Counter(gold[n][1] for n in names), Counter(found[n] for n in names)
        p = sum(c * c / groups[g] for (_, g), c in cells.items()) / len(names)
        r = sum(c * c / events[e] for (e, _), c in cells.items()) / len(names)
        both, all_groups, all_events = (sum(c * (c - 1) / 2 for c in x.values()) for x in (cells, groups, events))
        said.append(f"{kind} B3 {2 * p * r / (p + r):.3f} pairs {2 * both / (all_groups + all_events):.3f}")
        if kind == "ecb+":
            different = [(a, b) for i, a in enumerate(names) for b in names[:i] if gold[a][2] == gold[b][2] and gold[a][1] != gold[b][1]]
            said.append(f"apart {sum(found[a] != found[b] for a, b in different) / len(different):.3f}")
    return " ".join(said)


if __name__ == "__main__":
    main()
