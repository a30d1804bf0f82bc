"""Relations and provenance that a judgement was decided over, found again by what they connect, whichever groups that is in now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from synoptic.judge.anchors import GROUPS
from synoptic.link.judged.remaking import units_of
from synoptic.model import Judgement


def made_of(table: Mapping[type, Iterable[Any]]) -> dict[str, set[str]]:
    """The id of each group -> its units."""
    return {r.id: set(units_of(kind, r)) for kind, (cls, _, _) in GROUPS.items() for r in table.get(cls, ())}


def meant(judgement: Judgement, placed: Sequence[tuple[str, int]], rows: Iterable[Any], units: Mapping[str, set[str]]) -> list[str]:
    """The ids of those rows that a judgement means: of its type, between what it was decided over, in either direction."""
    type_, _, ends = (judgement.before or "").partition(" ")
    one, other = ({unit for unit, part in placed if part == n} for n in (0, 1))
    found = []
    for row in rows:
        start, end = units.get(row.from_, {row.from_}), units.get(row.to, {row.to})
        straight = bool(start & one) and (bool(end & other) if other else ends.endswith(f" {row.to}"))
        if row.type == type_ and (straight or (bool(start & other) and bool(end & one))):
            found.append(row.id)
    return found
