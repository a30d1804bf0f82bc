"""Train the weights of link/dating/weights.json: a conditional logit over candidate days (McFadden 1974), on the dev stories.

usage: train_dating.py [--write]. Cases: the quarter of the articles that lose their day, drawn six times by a salt in the hash. Prints the share of right days
in 5-fold cross-validation over stories (no story in both parts). Plain gradient steps from zero, in a fixed order: the same weights on every run.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import synoptic.link.dating
from synoptic.link.dating.clues import clues_of
from synoptic.link.dating.evidence import Story, View, dated, rarities
from synoptic.link.dating.press import Press
from synoptic.link.dating.scores import NAMES, features
from undated import Found, is_hidden, load

SALTS = ("", "a", "b", "c", "d", "e")
FOLDS, STEPS, PULL = 5, 300, 0.5  # PULL: L2; from 0.1 to 2 the cross-validated share moved by 0.002
# "The Nth day of" stands in too few dev stories to be learned; where two articles count from one day there is little doubt.
BY_HAND = {"counted": 6.0}

Case = tuple[str, int, np.ndarray]  # story, place of the right day among the candidates, features


def cases(found: Found, salt: str) -> Iterator[Case]:
    """One case for each hidden article with a right day among its candidates; a wrong place (-1) where it is not."""
    docs, stories, timexes = found
    of = defaultdict(list)
    for timex in timexes:
        of[timex.document].append(timex)
    hidden = {d.id: is_hidden(d, salt) for d in docs}
    clues = {d.id: clues_of(replace(d, published=None), of[d.id]) for d in docs}
    day = {d.id: datetime.date.fromisoformat(d.published) for d in docs if d.published}
    press = Press((clues[i], day[i]) for i in sorted(day) if not hidden[i])
    for story in stories:
        known = [dated(clues[i], day[i]) for i in sorted(story.documents) if i in day and not hidden[i]]
        if not known:
            continue
        evidence = Story(known, rarities([clues[i] for i in sorted(story.documents)]), press)
        for i in sorted(story.documents):
            if i in day and hidden[i]:
                view = View(clues[i], evidence)
                days = view.candidates()
                x = np.array(features(view, days))
                bare = x * np.array([not n.startswith(("url", "serial")) for n in NAMES])  # as if it had no URL: many articles have none
                for one in (x, bare):
                    yield story.id, days.index(day[i]) if day[i] in days else -1, one


def train(rows: Sequence[Case]) -> np.ndarray:
    """The weights that make the right days likeliest (Adam, full batches)."""
    w, m, v = (np.zeros(len(NAMES)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = PULL * w
        for _, right, x in rows:
            if right >= 0:
                s = x @ w
                p = np.exp(s - s.max())
                slope = slope + (p / p.sum()) @ x - x[right]
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope * slope
        w = w - 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def main() -> int:
    """Cross-validate, train on all, print or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = load()
    rows = [case for salt in SALTS for case in cases(found, salt)]
    fold = {s: hashlib.sha1(s.encode()).digest()[0] % FOLDS for s, _, _ in rows}
    right, right_bare = [], []
    for k in range(FOLDS):
        w = train([r for r in rows if fold[r[0]] != k])
        hits = [int(np.argmax(x @ w)) == place for s, place, x in rows if fold[s] == k]
        right, right_bare = right + hits[::2], right_bare + hits[1::2]
    print(f"right days, cross-validated over stories: {np.mean(right):.3f} of {len(right)}; without URLs {np.mean(right_bare):.3f}")
    weights = {n: round(float(x), 2) for n, x in zip(NAMES, train(rows), strict=True)} | BY_HAND
    text = json.dumps(weights, indent=0) + "\n"
    if args.write:
        Path(synoptic.link.dating.__file__).with_name("weights.json").write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
