"""Finding annotations by where they stand: the chain that a noun phrase belongs to, the quotation around a figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from spacy.tokens import Token

from synoptic.model import Annotation, Chain, Mention

A = TypeVar("A", bound=Annotation)


class Chains:
    """Chains of one document, by the words of their mentions."""

    def __init__(self, chains: Iterable[Chain]) -> None:
        """Index every mention of the chains."""
        pairs = sorted(((m, c) for c in chains for m in c.mentions), key=lambda p: (p[0].start, -p[0].end))
        self.pairs: list[tuple[Mention, Chain]] = pairs
        self.starts = [m.start for m, _ in pairs]

    def touching(self, start: int, end: int) -> list[tuple[Mention, Chain]]:
        """Mentions that share a code point with `start`..`end`, with their chains, in order of start."""
        last = bisect_right(self.starts, end - 1)
        return [(m, c) for m, c in self.pairs[:last] if m.end > start]

    def at(self, token: Token) -> Chain | None:
        """The chain that `token` is the head of, else the one of the shortest mention that holds it."""
        start, end = token.idx, token.idx + len(token.text)
        held = [(m, c) for m, c in self.touching(start, end) if m.start <= start and end <= m.end]
        exact = [p for p in held if p[0].head == token.text]
        best = min(exact or held, key=lambda p: p[0].end - p[0].start, default=None)
        return best[1] if best else None


class Places(Generic[A]):
    """Annotations of one kind, by what they cover."""

    def __init__(self, annotations: Iterable[A]) -> None:
        """Index the annotations by start."""
        self.all = sorted(annotations, key=lambda a: (a.start, -a.end))

    def around(self, start: int, end: int) -> list[A]:
        """Those that hold `start`..`end` whole, the innermost last."""
        return [a for a in self.all if a.start <= start and end <= a.end]

    def inside(self, start: int, end: int) -> list[A]:
        """Those that lie in `start`..`end`."""
        return [a for a in self.all if start <= a.start and a.end <= end]
