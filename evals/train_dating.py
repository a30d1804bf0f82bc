"""Train the weights of link/dating/weights.json: a conditional logit over candidate days (McFadden 1974), on the dev stories.

usage: train_dating.py [--write]. Cases: the quarter of the articles that lose their day, drawn six times by a salt in the hash, and each article alone
against the rest of its story; each with its URL and without. What publishers do is learnt within the story, as the linker does. Prints the share of right
days in 5-fold cross-validation over stories (no story in both parts). Plain gradient steps from zero, in a fixed order: the same weights on every run.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import synoptic.link.dating
from synoptic.link.dating.clues import Clues, clues_of
from synoptic.link.dating.evidence import Story, View, dated, rarities
from synoptic.link.dating.press import Press
from synoptic.link.dating.scores import NAMES, features
from synoptic.link.dating.undated import from_stamp
from synoptic.model import Document, Timex
from undated import Found, is_hidden, load

SALTS = ("", "a", "b", "c", "d", "e")
FOLDS, STEPS = 5, 300
PULL = 60.0  # L2: strong, as the features are many and the stories few; at 20 the cross-validated shares differ by 0.011 at most, at 0.5 they fell
# "The Nth day of" stands in too few dev stories to be learned; where two articles count from one day there is little doubt.
BY_HAND = {"counted": 6.0}

Case = tuple[str, int, np.ndarray]  # story, place of the right day among the candidates, features


@dataclass
class Archive:
    """The dev stories with the clues of their documents, and the days that are true."""

    docs: dict[str, Document]
    stories: list[tuple[str, list[str]]]
    clues: dict[str, Clues]
    day: dict[str, datetime.date]


def archive(found: Found, *, urls: bool) -> Archive:
    """What `undated` loads, made ready; without URLs as if no article had one: many articles have none."""
    docs, stories, timexes = found
    of: dict[str, list[Timex]] = defaultdict(list)
    for timex in timexes:
        of[timex.document].append(timex)
    clues = {d.id: clues_of(replace(d, published=None, url=d.url if urls else None), of[d.id]) for d in docs}
    day = {d.id: datetime.date.fromisoformat(d.published) for d in docs if d.published}
    return Archive({d.id: d for d in docs}, [(s.id, [i for i in sorted(s.documents) if i in day]) for s in stories], clues, day)


def cases(found: Archive, story: str, ids: Sequence[str], hidden: Set[str]) -> Iterator[Case]:
    """One case for each hidden article of a story; the place is -1 where its right day is not among the candidates. None where the text carries the date."""
    stamped = {i: s.day for i in hidden if (s := from_stamp(found.clues[i])) and s.day}
    days = {i: found.day[i] for i in ids if i not in hidden}
    if not days:
        return
    press = Press((found.clues[i], days[i]) for i in sorted(days))
    days |= {i: datetime.date.fromisoformat(day) for i, day in stamped.items()}
    evidence = Story([dated(found.clues[i], days[i]) for i in sorted(days)], rarities([found.clues[i] for i in ids]), press)
    for i in sorted(hidden - stamped.keys()):
        view = View(found.clues[i], evidence)
        tried = view.candidates()
        yield story, tried.index(found.day[i]) if found.day[i] in tried else -1, np.array(features(view, tried))


def drawn(found: Archive) -> list[Case]:
    """The cases in which a quarter of a story is hidden."""
    hidden = [(story, ids, {i for i in ids if is_hidden(found.docs[i], salt)}) for salt in SALTS for story, ids in found.stories]
    return [case for story, ids, some in hidden for case in cases(found, story, ids, some)]


def alone(found: Archive) -> list[Case]:
    """The cases in which one article is hidden."""
    return [case for story, ids in found.stories for i in ids for case in cases(found, story, ids, {i})]


def train(rows: Sequence[Case]) -> np.ndarray:
    """The weights that make the right days likeliest (Adam, full batches)."""
    told = [(place, x) for _, place, x in rows if place >= 0]
    table, sizes = np.concatenate([x for _, x in told]), [len(x) for _, x in told]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    wanted = table[starts + np.array([place for place, _ in told])].sum(0)
    w, m, v = (np.zeros(len(NAMES)) for _ in range(3))
    for step in range(1, STEPS + 1):
        s = table @ w
        p = np.exp(s - np.repeat(np.maximum.reduceat(s, starts), sizes))
        slope = PULL * w + (p / np.repeat(np.add.reduceat(p, starts), sizes)) @ table - wanted
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope * slope
        w = w - 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def by_hand(w: np.ndarray) -> np.ndarray:
    """The weights with those that are set by hand."""
    return np.array([BY_HAND.get(n, x) for n, x in zip(NAMES, w, strict=True)])


def fold(story: str) -> int:
    """The fold of a story."""
    return hashlib.sha1(story.encode()).digest()[0] % FOLDS


def main() -> int:
    """Cross-validate, train on all, print or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = load()
    sets: dict[str, list[Case]] = {}
    for name, urls in (("", True), (" without URLs", False)):
        made = archive(found, urls=urls)
        sets |= {f"a quarter hidden{name}": drawn(made), f"each alone{name}": alone(made)}
    rows = [case for some in sets.values() for case in some]
    right: dict[str, list[bool]] = defaultdict(list)
    for k in range(FOLDS):
        w = by_hand(train([r for r in rows if fold(r[0]) != k]))
        for name, some in sets.items():
            right[name] += [int(np.argmax(x @ w)) == place for s, place, x in some if fold(s) == k]
    for name, hits in right.items():
        print(f"right days, cross-validated over stories, {name}: {np.mean(hits):.3f} of {len(hits)}")
    trained = by_hand(train(rows))
    weights = {n: round(float(x), 2) for n, x in zip(NAMES, trained, strict=True)}
    text = json.dumps(weights, indent=0) + "\n"
    if args.write:
        Path(synoptic.link.dating.__file__).with_name("weights.json").write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
