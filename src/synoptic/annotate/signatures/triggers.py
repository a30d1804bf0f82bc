"""Words that say that something happens: verbs, nouns such as "quake" or "heist", adjectives such as "dead", coded or not.

In: the language pass. Out: (start, end, lemma) of each. PLOVER codes a fifth of what happens in the news; two articles that tell of a
derailment share no code. A logistic regression over the lemma's word vector, its part of speech and its place in
the parse decides (evals/train_triggers.py, on ECB+), so that nouns never seen in training are found by what they are like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from spacy.tokens import Doc

POS = ("VERB", "NOUN", "ADJ", "PROPN")
DEPS = ("ROOT", "conj", "advcl", "xcomp", "ccomp", "relcl", "acl", "amod", "compound", "nsubj", "nsubjpass", "dobj", "pobj", "attr", "pcomp", "acomp")
ENDINGS = ("tion", "sion", "ment", "ing", "ance", "ence")
THRESHOLD = 0.0  # log-odds; five-fold over ECB+'s topics: precision 0.83, recall 0.81; at 1 they are 0.89 and 0.71
COLUMNS = ("POS", "DEP", "LEMMA", "LOWER", "HEAD", "IS_ALPHA", "IDX", "LENGTH")
FEATURES = (*POS, *DEPS, "of", "ending", "unknown")

Trigger = tuple[int, int, str]


@dataclass(frozen=True)
class Weights:
    """The classifier: weights of the vector of a verb's lemma and of another's, and of FEATURES by name."""

    verb: Any
    other: Any
    named: Mapping[str, float]
    bias: float


def find_triggers(parsed: Doc) -> tuple[Trigger, ...]:
    """The triggers of a text in order: start, end, lemma in lower case."""
    table = parsed.to_array(list(COLUMNS)).reshape(-1, len(COLUMNS)).astype(np.uint64)
    strings, vocab, named = parsed.vocab.strings, parsed.vocab, weights().named
    ids = {strings[p]: p for p in POS}
    deps = {strings[d]: named[d] for d in DEPS}
    of = np.flatnonzero(table[:, 3] == np.uint64(strings["of"]))
    takes_of = set((of + table[of, 4].astype(np.int64)).tolist())  # HEAD is an offset from the token, negative as two's complement
    rows = np.flatnonzero(np.isin(table[:, 0], list(ids)) & (table[:, 5] != 0))
    found = []
    for i, (pos, dep, word, _, _, _, start, length) in zip(rows.tolist(), table[rows].tolist(), strict=True):
        score = named[ids[pos]] + deps.get(dep, 0.0) + (named["of"] if i in takes_of else 0.0)
        lemma = strings[word].lower()
        if score + lemma_score(vocab, lemma, ids[pos] == "VERB") > THRESHOLD:
            found.append((start, start + length, lemma))
    return tuple(found)


SCORES: dict[tuple[int, str, bool], float] = {}
MOST = 200_000  # lemmas whose score is kept


def lemma_score(vocab: Any, lemma: str, verb: bool) -> float:
    """What a lemma by itself says, with the bias."""
    key = (id(vocab), lemma, verb)
    if key not in SCORES:
        if len(SCORES) >= MOST:
            SCORES.clear()
        w = weights()
        vector = unit(vocab, lemma)
        score = w.bias + (w.named["ending"] if lemma.endswith(ENDINGS) else 0.0)
        SCORES[key] = score + (w.named["unknown"] if vector is None else float(vector @ (w.verb if verb else w.other)))
    return SCORES[key]


def unit(vocab: Any, lemma: str) -> Any:
    """The lemma's word vector at length 1; None where the model has none."""
    vector = vocab.get_vector(lemma) if vocab.vectors_length == len(weights().verb) else np.zeros(1)
    length = float(np.linalg.norm(vector))
    return vector / length if length else None


@cache
def weights() -> Weights:
    """The trained weights, from data/triggers.npz."""
    with files("synoptic.annotate").joinpath("data/triggers.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return Weights(stored["verb"], stored["other"], dict(zip(FEATURES, stored["named"].tolist(), strict=True)), float(stored["bias"]))
