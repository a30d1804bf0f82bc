"""What tests of the watch share: a worker without the model, and a clock that is moved by hand."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from synoptic.archive import to_rows
from synoptic.ids import make_id
from synoptic.model import Document, Figure, Signature
from synoptic.watch.clock import Clock


class Annotating:
    """Tolls as figures, words as signatures, without a model."""

    def __call__(self, docs: list[Document]) -> list[object]:
        return [to_rows({Figure: tolls(d), Signature: (signature(d),)}) for d in docs]


def tolls(d: Document) -> tuple[Figure, ...]:
    return tuple(
        Figure(id=make_id("f", d.id, m.start()), document=d.id, start=m.start(1), end=m.end(1), exact=m[1], low=int(m[1]), high=int(m[1]), counted="killed")
        for m in re.finditer(r"(\d+) people died", d.text)
    )


def signature(d: Document) -> Signature:
    terms = tuple(sorted(Counter(re.findall(r"[a-z]{4,}", d.text.lower())).items()))
    return Signature(id=make_id("sig", d.id), document=d.id, start=0, end=5, exact=d.text[:5], terms=terms, lead_terms=terms[:20], shingles=())


class HandClock(Clock):
    """A clock that stands until it is waited for, and then jumps."""

    def __init__(self, epoch: float = 1_935_000_000.0) -> None:
        super().__init__()
        self.time = epoch

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += max(0.0, seconds)


@pytest.fixture
def clock() -> HandClock:
    """A clock moved by hand."""
    return HandClock()
