"""A small network that reads a document's tokens once and tells, for each word that may be a cue, how likely it is one.

In: a Tree with the vectors that the language pass made of its tokens. Out: a vector a token, and log odds of cues. Three layers look at a token, its
neighbours and its governor; they start from the pipeline's own contextual vector, the word's static vector and small tables (label, tag, entity, quotation
marks, place in the sentence, common lemmas). Numpy alone, all tokens of a document at once; trained by evals/train_quotations_net.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synoptic.annotate.quotations.tree import Tree

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "dative"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis"})
PHRASES = frozenset({"prep", "agent", "prt", "acl"})
HELPERS = frozenset({"aux", "auxpass", "neg", "mark", "advmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "ccomp"})  # labels under which a verb has its governor's subject
SLOTS = {**dict.fromkeys(SUBJECTS, 0), **dict.fromkeys(OBJECTS, 1), **dict.fromkeys(CLAUSES, 2), **dict.fromkeys(PHRASES, 3), **dict.fromkeys(HELPERS, 4)}
LENGTH = 3.0  # of a static vector
SMALL = 1e-5  # in the layers' norm


@dataclass(frozen=True)
class Net:
    """The weights by name, and the numbers that labels, tags, entity types and lemmas go by (0: unknown)."""

    weights: dict[str, Floats]
    vocabulary: dict[str, dict[str, int]]

    def __getitem__(self, name: str) -> Floats:
        """The weights of that name."""
        return self.weights[name]


@cache
def load_net() -> Net:
    """The trained network of this package."""
    with files("synoptic.annotate").joinpath("data/quotations.npz").open("rb") as file, np.load(file) as arrays:
        words = {n[2:]: {str(w): k + 1 for k, w in enumerate(arrays[n])} for n in arrays.files if n.startswith("v:")}
        return Net({n: arrays[n].astype(np.float32) for n in arrays.files if not n.startswith("v:")}, words)


def numbers(tree: Tree, vocabulary: dict[str, dict[str, int]]) -> Ints:
    """One row a token: label, tag, entity type, quotation marks, place in the sentence, lemma."""
    rows: list[list[int]] = []
    for name, column in (("dep", tree.dep), ("tag", tree.tag), ("ent", tree.ent)):
        known = vocabulary[name]
        rows.append([known.get(w, 0) for w in column])
    rows.append(quoting(tree))
    place = [0] * tree.size
    for begin, end in tree.sentences:
        for i in range(begin, end + 1):
            place[i] = min(i - begin, 4) * 3 + min(end - i, 2)
    lemmas = vocabulary["lemma"]
    rows += [place, [lemmas.get(w, 0) for w in tree.lemma]]
    return np.array(rows, dtype=np.int64).T


def quoting(tree: Tree) -> list[int]:
    """Where each token stands against quotation marks: 0 away, 1 in, 2 first, 3 last, 4 before, 5 after."""
    region, found = tree.region, [0] * tree.size
    for i, r in enumerate(region):
        if r >= 0:
            first, last = tree.covers[r]
            found[i] = 2 if i == first else 3 if i == last else 1
        elif i + 1 < tree.size and region[i + 1] >= 0:
            found[i] = 4
        elif i and region[i - 1] >= 0:
            found[i] = 5
    return found


def neighbours(tree: Tree, candidates: list[int]) -> Ints:
    """For each candidate its subject (or its governor's), object, clause, phrase and helper; the number of tokens where there is none."""
    none = tree.size
    found = []
    for i in candidates:
        row = [none] * 5
        for k in tree.kids[i]:
            slot = SLOTS.get(tree.dep[k], -1)
            if slot >= 0 and row[slot] == none:
                row[slot] = k
        j = i
        for _ in range(3):
            if row[0] != none or tree.dep[j] not in SHARING or tree.head[j] == j:
                break
            j = tree.head[j]
            row[0] = next((k for k in tree.kids[j] if tree.dep[k] in SUBJECTS), none)
        found.append(row)
    return np.array(found, dtype=np.int64).reshape(-1, 5)


def norm(x: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each row with mean 0 and variance 1, then stretched and shifted."""
    x = x - x.mean(1, keepdims=True)
    scaled: Floats = x / np.sqrt((x * x).mean(1, keepdims=True) + np.float32(SMALL)) * gain + shift
    return scaled


def read(tree: Tree, net: Net) -> tuple[Floats, Ints]:
    """A vector a token, and the numbers of its table entries."""
    ids = numbers(tree, net.vocabulary)
    x = tree.tensor @ net["t.weight"] + net["t.bias"] + tree.vectors(LENGTH) @ net["v.weight"]
    for k in range(ids.shape[1]):
        x += net[f"emb.{k}.weight"][ids[:, k]]
    x = norm(np.maximum(x, 0), net["norm.0.weight"], net["norm.0.bias"])
    head = np.array(tree.head, dtype=np.int64)
    edge = np.zeros((1, x.shape[1]), dtype=np.float32)
    n = 0
    while f"layers.{n}.weight" in net.weights:
        around = np.concatenate([np.concatenate([edge, x[:-1]]), x, np.concatenate([x[1:], edge]), x[head]], 1)
        x = norm(x + np.maximum(around @ net[f"layers.{n}.weight"] + net[f"layers.{n}.bias"], 0), net[f"norm.{n + 1}.weight"], net[f"norm.{n + 1}.bias"])
        n += 1
    return x, ids


def cue_odds(tree: Tree, net: Net, x: Floats, candidates: list[int]) -> list[float]:
    """Log odds that each candidate heads a cue, to two decimals: what lies beyond differs between processors."""
    if not candidates:
        return []
    own = np.array(candidates, dtype=np.int64)
    head = np.array(tree.head, dtype=np.int64)[own]
    near = np.concatenate([x, np.zeros((1, x.shape[1]), dtype=np.float32)])[neighbours(tree, candidates)]
    seen = np.concatenate([x[own], near.reshape(len(own), -1), x[head]], 1)
    odds: Any = np.maximum(seen @ net["cue1.weight"] + net["cue1.bias"], 0) @ net["cue2.weight"] + net["cue2.bias"]
    return [round(o, 2) for o in odds[:, 0].tolist()]
