"""How alike two documents are, from their sketches: the log-odds that they report one matter.

In: sketches. Out: log-odds for pairs near enough to be compared. Which pairs are near, and how alike they are, hangs on the two documents alone, so
that an article added to an archive changes no other pair. The weights of the parts (all words, names, numbers, the lead, days between)
are a logistic regression's (evals/train_likeness.py).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeVar

import numpy as np

from synoptic.link.stories.sketch import Array, Sketch, Words, background, day_of, fold, hash_of, news, of_arrays, sketch
from synoptic.model import Document, Signature

__all__ = ["FLOOR", "KEPT", "Likeness", "background", "compare", "fold", "near_ones", "reach", "reached", "sketched"]

SHARED = 2  # telling words that a pair must share to be compared
NEAR = 0.03  # and the least cosine of their telling words: of the pairs of one story 2 in 100 lie below it, of all others that share two words half
DAYS = 400  # days that a rare word reaches: what comes back after a year is another matter, or an anniversary
OFTEN = 8  # articles of the background (2,762) beyond which a word is not rare; one in twice as many reaches half as many days, so that no word
# brings more articles to compare than another, and an article's cost hangs on the news of a day, not on how long an archive is. On ../shared/data
# 8 loses no group of 16, 32 or no limit, GVA's B3 F1 is 0.953 and not 0.951; 4 loses 0.01 of newscluster's
LEAST = 3  # days that every word reaches, so that an article is compared with those of its days whatever its words; no other was tried
KEPT = -3.0  # log-odds under which a pair is as one that was never compared; groups on ../shared/data are the same with -6
FLOOR = -4.0  # log-odds of a pair that was not compared, or lies under KEPT
# Fitted on pairs of ../shared/data/stories and event_clusters, each of four sets weighing the same (evals/train_likeness.py). With any one set left out,
# its B3 F1 moves by 0.02 at most, but for ECB+, the one without days: 0.10.
BIAS = -7.75
WEIGHTS = {"all": 6.82, "name": 1.04, "common": -0.16, "number": 2.47, "lead": 8.86, "lead_name": -2.51, "known": 3.04, "gap": -0.72}
K = TypeVar("K", int, str)
REMEMBERED = 4096  # sketches; an article's is asked for by every linker that compares


class Likeness:
    """Compares the documents of one archive or story. `ids` are those that have a signature, in order; pairs are of indexes into it."""

    def __init__(self, docs: Iterable[Document], signatures: Iterable[Signature]) -> None:
        """Weigh the words of all signatures."""
        of = {s.document: s for s in signatures}
        self.docs = sorted((d for d in docs if d.id in of), key=lambda d: d.id)
        self.ids = [d.id for d in self.docs]
        self.key = tuple((of[d.id], d.published) for d in self.docs)
        self.sketches = [sketched(*k) for k in self.key]

    def pairs(self) -> dict[tuple[int, int], float]:
        """Log-odds for every pair (i < j) that is near and scores above KEPT."""
        return scored(self.key)

    def contrasts(self) -> dict[tuple[int, int], tuple[float, float]]:
        """How alike the same pairs are in the words, and in the names, that set the documents apart from each other: roots of cosines."""
        words = set_apart([one.words for one in self.sketches])
        near: dict[int, list[int]] = defaultdict(list)
        for i, j in sorted(self.pairs()):
            near[i].append(j)
        rows = {i: cosines(words[i], [words[j] for j in others]) for i, others in near.items()}
        return {(i, j): (float(row[0]), float(row[2])) for i, others in near.items() for j, row in zip(others, rows[i], strict=True)}


@lru_cache(maxsize=REMEMBERED)
def sketched(signature: Signature, published: str | None) -> Sketch:
    """The sketch of a document, made once."""
    return sketch(signature, day_of(published))


@lru_cache(maxsize=2)
def scored(key: tuple[tuple[Signature, str | None], ...]) -> dict[tuple[int, int], float]:
    """Log-odds of the near pairs of documents; two linkers ask for those of one story."""
    sketches = [sketched(*k) for k in key]
    scores: dict[tuple[int, int], float] = {}
    index: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for i, one in enumerate(sketches):
        near = near_ones(one, reached(one, index, sketches))
        for j, score in zip(near, compare(one, [sketches[j] for j in near]), strict=True):
            if score > KEPT:
                scores[j, i] = score
        for word, weight in one.telling:
            index[word].append((i, weight))
    return scores


def set_apart(documents: Sequence[Words]) -> list[Words]:
    """The words of documents, weighed once more by how rare they are among these: what a whole story says tells none of its articles apart."""
    if not documents:
        return []
    known, holders = np.unique(np.concatenate([d.hashes for d in documents]), return_counts=True)
    rare = np.round(np.log((len(documents) + 1) / (holders + 0.5)), 6)
    return [of_arrays(d.hashes, d.weights * rare[np.searchsorted(known, d.hashes)], d.parts) for d in documents]


def near_ones(one: Sketch, held: Iterable[tuple[int, K, float]]) -> list[K]:
    """Of the documents that hold telling words of `one` (word, document, weight) those that are near it, in order."""
    mine = dict(one.telling)
    shared: Counter[K] = Counter()
    cosine: dict[K, float] = defaultdict(float)
    for word, other, weight in held:
        shared[other] += 1
        cosine[other] += mine[word] * weight
    return sorted(other for other, n in shared.items() if n >= SHARED and round(cosine[other], 6) >= NEAR)


def reached(one: Sketch, index: Mapping[int, Sequence[tuple[int, float]]], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int, float]]:
    """What documents hold of the telling words of `one`, where these reach from day to day; a document without a day everything reaches."""
    for word, _ in one.telling:
        days = reach(word)
        for other, weight in index.get(word, ()):
            day = sketches[other].day
            if one.day is None or day is None or abs(one.day - day) <= days:
                yield word, other, weight


def reach(word: int) -> int:
    """Over how many days two documents that share a telling word are compared for it."""
    return max(LEAST, DAYS * OFTEN // max(OFTEN, often().get(word, 0)))


@cache
def often() -> Mapping[int, int]:
    """In how many articles of the background words stand, by hash."""
    counts, _ = news()
    return {hash_of(word): n for word, n in counts.items()}


def compare(one: Sketch, others: Sequence[Sketch]) -> list[float]:
    """Log-odds that `one` and each of the others report one story."""
    if not others:
        return []
    total = np.full(len(others), BIAS)
    for column, weight in zip(features(one, others).T, WEIGHTS.values(), strict=True):  # a product of matrices may add in another order elsewhere
        total += weight * column
    return [round(float(score), 4) for score in total]


def features(one: Sketch, others: Sequence[Sketch]) -> Array:
    """A row a pair, in the order of WEIGHTS: square roots of cosines by part, and the days between."""
    body, lead = cosines(one.words, [o.words for o in others]), cosines(one.lead, [o.lead for o in others])
    known = np.array([one.day is not None and o.day is not None for o in others], dtype=float)
    gap = np.array([math.log1p(abs(one.day - o.day)) if one.day is not None and o.day is not None else 0.0 for o in others])
    return np.column_stack([body[:, 0], body[:, 2], body[:, 1], body[:, 3], lead[:, 0], lead[:, 2], known, gap])


def cosines(one: Words, others: Sequence[Words]) -> Array:
    """Square roots of the cosines of a vector with others: of all words, common ones, names, numbers. A word is of the part that both give it."""
    sums = np.zeros((len(others), 4))
    hashes = np.concatenate([o.hashes for o in others])
    if not len(hashes) or not len(one.hashes):
        return sums
    owner = np.repeat(np.arange(len(others)), [len(o.hashes) for o in others])
    place = np.minimum(np.searchsorted(one.hashes, hashes), len(one.hashes) - 1)
    hit = one.hashes[place] == hashes
    place, owner = place[hit], owner[hit]
    parts = np.concatenate([o.parts for o in others])[hit]
    products = one.weights[place] * np.concatenate([o.weights for o in others])[hit]
    parts = np.where(one.parts[place] == parts, parts, len(sums[0]))  # a word of two parts counts in the whole alone
    sums[:, 0] = np.bincount(owner, products, minlength=len(others))
    for part in range(3):
        chosen = parts == part
        sums[:, part + 1] = np.bincount(owner[chosen], products[chosen], minlength=len(others))
    lengths = np.array([o.norms for o in others]) * one.norms
    return np.sqrt(np.minimum(1.0, np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)))
