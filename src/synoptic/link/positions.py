"""Positions of all documents, each once a document.

In: Positions and Entities. Out: the Positions without those that say again, on overlapping words of one document, what another says:
same party, same stance. The one with a condition stays, then the one with the longest words. Positions of different documents stay
apart: each is evidence. What the past perfect tells without a day is older than its article, so that the article's day is not its date.
Pure, and independent of the order of its input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from synoptic.model import Entity, Position


def link(positions: Iterable[Position], entities: Iterable[Entity]) -> tuple[list[Position]]:
    """The positions, without repetitions."""
    positions = [replace(p, date=None) if p.earlier and p.timex is None else p for p in positions]
    by_party: dict[tuple[str, str, str], list[Position]] = defaultdict(list)
    for one in positions:
        by_party[one.document, one.party or one.party_name or "", one.stance].append(one)
    kept: list[Position] = []
    for group in by_party.values():
        chosen: list[Position] = []
        for one in sorted(group, key=strength):
            if not any(one.start < other.end and other.start < one.end for other in chosen):
                chosen.append(one)
        kept.extend(chosen)
    return (sorted(kept, key=lambda p: (p.document, p.start, p.end, p.id)),)


def strength(position: Position) -> tuple[bool, bool, int, int, str]:
    """What sorts the most telling position first."""
    return position.condition is None, position.toward is None, position.start - position.end, position.start, position.id
