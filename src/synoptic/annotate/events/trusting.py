"""How likely a coded clause is what it is coded as: "the mayor hit out" and "the road hit the coast" share a verb and no more.

In: a frame with its coding, and what the record says of its parties. Out: a probability, the `score` of the mention. Logistic regression over closed
features of structure, word vectors and the opinion of `weighing`; trained by evals/train_event_trust.py on judged clauses of many kinds of news.
It changes no record but that number: the timeline shows what is likely enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from synoptic.annotate.events import weighing
from synoptic.annotate.events.agents import is_deed
from synoptic.annotate.events.coding import Coding
from synoptic.annotate.events.governors import lemma
from synoptic.annotate.events.participants import Parties, Party
from synoptic.annotate.events.roles import Frame

Array = NDArray[np.float32]
FILE = "trust.npz"
PLAIN = 0.6  # where there is no model: before the first training


def features(frame: Frame, coding: Coding, actors: list[Party], recipients: list[Party], parties: Parties) -> Iterator[str]:
    """The names of what holds of a coded frame."""
    kind = "noun" if frame.noun is not None else "verb"
    yield f"type={coding.type}"
    yield f"form={kind}"
    yield f"form+type={kind}+{coding.type}"
    yield f"lemma={lemma(coding.trigger)}"
    yield f"modality={coding.modality}"
    yield f"modality+type={coding.modality}+{coding.type}"
    yield f"plain={coding.base == coding.type}"
    if len(coding.cameo) > 2 and coding.cameo[2:] not in ("0", "00"):
        yield "fine code"
    if frame.passive:
        yield "passive"
    if len(frame.path) > 1:
        yield "governed"
    for role, found in (("actor", actors), ("recipient", recipients)):
        told = [p for p in found if p.told]
        yield f"{role}={kind_of(told[0]) if told else '-'}"
        yield f"{role}+type={kind_of(told[0]) if told else '-'}+{coding.type}"
        if any(p.sectors for p in told):
            yield f"{role} sector"
        if any(p.code for p in told):
            yield f"{role} country"
    things = [t for t in frame.objects if t.i != coding.trigger.i]
    if any(not t.ent_type_ and is_deed(t.lemma_.lower()) for t in things):
        yield "object is a deed"
    if things and not parties.undergoing(things[0]):
        yield "object is a thing"
        yield f"object is a thing+{coding.type}"
    for preposition, _ in frame.obliques:
        yield f"preposition={preposition}"


def kind_of(party: Party) -> str:
    """What a party is, in one word."""
    if party.own is None and not party.noun:
        return "pronoun"
    return party.type or "words"


def context(frame: Frame) -> Array:
    """Word vectors (3 x 300): of the predicate with its objects, of what else the frame has, of the nouns and verbs of its sentence."""
    sentence = [t for t in frame.top.sent if t.pos_ in ("NOUN", "VERB")]
    return np.concatenate([weighing.vectors(frame), weighing.unit(sentence)])


class Trust:
    """The weights, ready for use."""

    def __init__(self, columns: dict[str, int], weights: Array, dense: Array, bias: float) -> None:
        """`weights` is (features,), `dense` (900,)."""
        self.columns, self.weights, self.dense, self.bias = columns, weights, dense, bias

    def probability(self, names: Iterator[str], vector: Array) -> float:
        """That a frame with those features is what it is coded as."""
        rows = sorted({self.columns[f] for f in names if f in self.columns})
        total = self.bias + float(self.weights[rows].sum()) + float(vector @ self.dense)
        return float(1 / (1 + np.exp(-total)))


def trust(frame: Frame, coding: Coding, actors: list[Party], recipients: list[Party], parties: Parties) -> float:
    """The probability, to three digits."""
    known = model()
    if known is None:
        return PLAIN
    return round(known.probability(features(frame, coding, actors, recipients, parties), context(frame)), 3)


@cache
def model() -> Trust | None:
    """The trained model of this package; None where its file is not there."""
    file = files("synoptic.annotate") / "data" / FILE
    if not file.is_file():
        return None
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as data:
        names = bytes(data["names"]).decode().split("\n")
        return Trust({n: i for i, n in enumerate(names)}, data["weights"].astype(np.float32), data["dense"].astype(np.float32), float(data["bias"]))
