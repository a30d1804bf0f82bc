"""A second opinion on a frame's type: multinomial logistic regression over its words, structure and word vectors.

In: a Frame with its coding by table and governors (or None). Out: the type that the model takes it for, with its probability, or None where it
is nothing that the codebook has. Trained by evals/train_events.py; the weights are 16-bit floats in data/events.npz. The table stays in
charge where the model is not sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from synoptic.annotate.codebook import ROOTS, codebook
from synoptic.annotate.events.coding import Coding, is_question, is_unreal
from synoptic.annotate.events.governors import auxiliaries, is_hypothetical, is_negated, lemma, operator
from synoptic.annotate.events.roles import Frame

Array = NDArray[np.float32]
CONTENT = frozenset(["NOUN", "VERB", "ADJ", "PROPN"])
NOTHING = "-"


SURE = 0.5  # of 0.4 to 0.8, on the folds of evals/train_events.py: least probability of a type for which the table has no line
MARGIN = 0.1  # of 0 to 0.4, on the same: by how much the model has to prefer its type to the table's
FIRM = 0.35  # the same where a governor makes it a demand ("must"), which the model knows from too few examples
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # the training data know one type for both


def decide(frame: Frame, coding: Coding | None, opinion: Model | None = None) -> Coding | None:
    """The coding of a frame: the table's, or the model's where that is clearly for another type."""
    opinion = opinion or model()
    if opinion is None or frame.noun is not None or (coding is None and not is_known(frame, opinion)):
        return coding
    chances = opinion.probabilities(frame, coding)
    best = opinion.types[int(chances.argmax())]
    if best == NOTHING:
        return coding
    kind = ("RETREAT" if any("@FORCE" in codebook().class_of.get(t.lemma_, ()) for t in frame.objects) else "CONCEDE") if best == "YIELD" else best
    if coding is None:
        return Coding(kind, ROOTS[kind], None, "happened", frame.verb, None) if chances.max() >= SURE else None
    own = YIELD.get(coding.type, coding.type)
    margin = FIRM if coding.modality == "demanded" else MARGIN
    if best == own or chances.max() < chances[opinion.types.index(own)] + margin:
        return coding
    return replace(coding, type=kind, cameo=ROOTS[kind], mode=None)


def is_known(frame: Frame, opinion: Model) -> bool:
    """Whether the model has learned something about a frame's verb."""
    verb = frame.verb
    if f"verb={lemma(verb)}" not in opinion.columns or is_hypothetical(frame) or is_unreal(verb, auxiliaries(verb)):
        return False
    return verb.lemma_ != "ask" or not is_question(verb)


def features(frame: Frame, coding: Coding | None) -> Iterator[str]:
    """The names of what holds of a frame."""
    book = codebook()
    yield f"rule={coding.type if coding else NOTHING}"
    if coding:
        yield f"cameo={coding.cameo[:3]}"
        yield f"base={coding.base}"
        yield f"rule+base={coding.type}+{coding.base}"
    inner = lemma(frame.verb)
    yield f"verb={inner}"
    yield f"top={lemma(frame.top)}"
    yield f"w={inner}"
    for token in frame.path:
        name = operator(token)
        if name:
            yield f"governor={name}"
            yield f"w={lemma(token)}"
        if is_negated(token):
            yield "negated"
        for auxiliary in sorted(auxiliaries(token)):
            yield f"aux={auxiliary}"
    if frame.passive:
        yield "passive"
    for thing in frame.objects:
        word = thing.lemma_.lower()
        yield f"object={word}"
        yield f"w={word}"
        yield f"object label={thing.ent_type_}"
        yield f"verb+object={inner}+{word}"
        for name in book.class_of.get(word, ()):
            yield f"object in={name}"
            yield f"verb+object in={inner}+{name}"
        for child in thing.children:
            if child.pos_ in CONTENT:
                yield f"w={child.lemma_.lower()}"
    for preposition, token in frame.obliques:
        yield f"preposition={preposition}"
        yield f"verb+preposition={inner}+{preposition}"
        yield f"w={token.lemma_.lower()}"
        yield f"oblique label={preposition}+{token.ent_type_}"
        for name in book.class_of.get(token.lemma_.lower(), ()):
            yield f"oblique in={name}"
    for token in frame.actors:
        yield f"actor={token.lemma_.lower()}"
        yield f"actor label={token.ent_type_}"
    for child in frame.verb.children:
        if child.dep_ in ("ccomp", "xcomp", "advcl", "prt", "acomp") and child.pos_ in CONTENT:
            yield f"complement={child.lemma_.lower()}"
            yield f"w={child.lemma_.lower()}"


def vectors(frame: Frame) -> Array:
    """Word vectors (2 x 300) of the predicate with its objects, and of what else stands in the frame, each of length 1 or 0."""
    first: list[Token] = [*frame.path, *frame.objects]
    second: list[Token] = [*(t for _, t in frame.obliques), *(c for t in frame.objects for c in t.children if c.pos_ in CONTENT)]
    second.extend(c for c in frame.verb.children if c.dep_ in ("ccomp", "xcomp", "advcl"))
    return np.concatenate([unit(first), unit(second)])


def unit(tokens: list[Token]) -> Array:
    """The mean vector of words, of length 1; zeros where none has one."""
    total = np.zeros(300, dtype=np.float32)
    for token in tokens:
        vector = token.vector
        if vector.shape == total.shape:
            total += np.asarray(vector, dtype=np.float32)
    length = float(np.linalg.norm(total))
    return total / length if length else total


class Model:
    """The weights, ready for use."""

    def __init__(self, columns: dict[str, int], weights: Array, dense: Array, bias: Array, types: list[str]) -> None:
        """`weights` is (features, types), `dense` (600, types), `bias` (types,)."""
        self.columns, self.weights, self.dense, self.bias, self.types = columns, weights, dense, bias, types

    def probabilities(self, frame: Frame, coding: Coding | None) -> Array:
        """The probability of each of `types`."""
        rows = sorted({self.columns[f] for f in features(frame, coding) if f in self.columns})
        scores = self.bias + self.weights[rows].sum(axis=0) + vectors(frame) @ self.dense
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)


@cache
def model() -> Model | None:
    """The trained model of this package; None where its file is not there (before the first training)."""
    file = files("synoptic.annotate") / "data" / "events.npz"
    if not file.is_file():
        return None
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as data:
        names = bytes(data["names"]).decode().split("\n")
        weights, dense, bias = (np.asarray(data[k], dtype=np.float32) for k in ("weights", "dense", "bias"))
        types = bytes(data["types"]).decode().split()
    return Model({n: i for i, n in enumerate(names)}, weights, dense, bias, types)
