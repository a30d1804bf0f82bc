"""Grouping by pairs: union-find for what is certain, average-link clusters over a sparse graph for what is likely.

In: pairs, with a score where they have one. Out: groups, each sorted, in order of their smallest member. No result
depends on the order of the pairs. Both stay near-linear in the number of pairs: pairs that were never proposed cost nothing.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Union(Generic[T]):
    """Union-find whose roots are the smallest members, so that they do not depend on the order of joins."""

    def __init__(self, members: Iterable[T] = ()) -> None:
        """Every member starts alone."""
        self.parent: dict[T, T] = {m: m for m in members}

    def root(self, member: T) -> T:
        """The smallest member of the group that holds `member`."""
        self.parent.setdefault(member, member)
        top = member
        while self.parent[top] != top:
            top = self.parent[top]
        while self.parent[member] != top:
            self.parent[member], member = top, self.parent[member]
        return top

    def join(self, one: T, other: T) -> None:
        """Put the groups of two members together."""
        a, b = self.root(one), self.root(other)
        low, high = (a, b) if smaller(a, b) else (b, a)
        self.parent[high] = low

    def groups(self) -> list[list[T]]:
        """All groups, members sorted."""
        made: dict[T, list[T]] = {}
        for member in self.parent:
            made.setdefault(self.root(member), []).append(member)
        return sorted(sorted(g) for g in made.values())  # type: ignore[type-var]


def smaller(one: Any, other: Any) -> bool:
    """Whether one sorts before or with the other."""
    return bool(one <= other)


def agglomerate(size: int, scores: Mapping[tuple[int, int], float], threshold: float, *, floor: float, rise: float = 0.0) -> list[list[int]]:
    """Average-link clusters of 0..size-1: the two most alike are joined while their mean score is `threshold` or more.

    `scores` holds a score a pair (i < j); a pair that is not in it counts as `floor` (UPGMA, Sokal and Michener 1958).
    With every doubling of the smaller of two clusters the threshold rises by `rise`. Ties go to the pair with the smallest members.
    """
    groups = {i: [i] for i in range(size)}
    near: dict[int, dict[int, float]] = {i: {} for i in range(size)}  # group -> other group -> sum of (score - floor)
    for (i, j), score in scores.items():
        near[i][j] = near[j][i] = max(0.0, score - floor)
    heap = [(-(s + floor), i, j, 1, 1) for i, others in near.items() for j, s in others.items() if i < j and s + floor >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in groups or b not in groups or len(groups[a]) != size_a or len(groups[b]) != size_b:
            continue  # one of the two has grown since
        for other, s in near.pop(b).items():
            del near[other][b]
            if other != a:
                near[a][other] = near[other][a] = near[a].get(other, 0.0) + s
        groups[a] = sorted(groups[a] + groups.pop(b))
        for other, s in near[a].items():
            mean = s / (len(groups[a]) * len(groups[other])) + floor
            if mean >= threshold + rise * math.log2(min(len(groups[a]), len(groups[other]))):
                low, high = min(a, other), max(a, other)
                heapq.heappush(heap, (-round(mean, 9), low, high, len(groups[low]), len(groups[high])))
    return sorted(groups.values())
