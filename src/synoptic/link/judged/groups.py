"""A partition that a linker made, and what persons decided over its groups -> the partition that holds.

In the order in which they were decided: a join makes one of all groups that hold any of its members, with what joined them since; a split takes its
parts out of every group that holds two of them, and what came later stays with the largest part. So the last word holds, and what it
undoes is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from synoptic.model import Judgement

Placed = Mapping[str, Sequence[tuple[str, int]]]  # judgement -> its units, each with its part


def regroup(groups: Iterable[Iterable[str]], judgements: Sequence[Judgement], placed: Placed) -> tuple[list[list[str]], dict[str, Judgement]]:
    """The groups that hold, each sorted, by their first; and judgements that others, made later, overruled."""
    group_of = {unit: n for n, group in enumerate(groups) for unit in group}
    overruled: dict[str, Judgement] = {}
    done: list[Judgement] = []
    for judgement in judgements:
        units = [(unit, part) for unit, part in placed[judgement.id] if unit in group_of]
        if judgement.act == "join":
            join(group_of, [unit for unit, _ in units])
        else:
            split(group_of, units)
        for earlier in done:
            if earlier.id not in overruled and not satisfied(earlier, [(u, p) for u, p in placed[earlier.id] if u in group_of], group_of):
                overruled[earlier.id] = judgement
        done.append(judgement)
    made: dict[int, list[str]] = defaultdict(list)
    for unit in sorted(group_of):
        made[group_of[unit]].append(unit)
    return sorted(made.values()), overruled


def join(group_of: dict[str, int], units: Sequence[str]) -> None:
    """Make one group of all that hold any of these."""
    old = {group_of[unit] for unit in units}
    if len(old) > 1:
        one = min(old)
        for unit, group in group_of.items():
            if group in old:
                group_of[unit] = one


def split(group_of: dict[str, int], units: Sequence[tuple[str, int]]) -> None:
    """Take parts out of every group that holds two of them."""
    inside: dict[int, Counter[int]] = defaultdict(Counter)
    for unit, part in units:
        inside[group_of[unit]][part] += 1
    fresh = max(group_of.values(), default=0) + 1
    for group, parts in sorted(inside.items()):
        stays = min(parts, key=lambda p: (-parts[p], p))
        for part in sorted(set(parts) - {stays}):
            for unit, of in units:
                if of == part and group_of[unit] == group:
                    group_of[unit] = fresh
            fresh += 1


def satisfied(judgement: Judgement, units: Sequence[tuple[str, int]], group_of: Mapping[str, int]) -> bool:
    """Whether a partition is as a judgement says."""
    if judgement.act == "join":
        return len({group_of[unit] for unit, _ in units}) <= 1
    part_in: dict[int, int] = {}
    return all(part_in.setdefault(group_of[unit], part) == part for unit, part in units)
