"""Closed ranges of counts: whether two share a value, and the range that several leave open together.

In: ranges, None where an end is open. Out: low, best and high after the convention of UCDP (docs/ranges.md): the lowest and the highest
that anybody gives. A bound ("at least 12") gives no other end; of bounds alone the tightest holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Range = tuple[float | None, float | None]


class Ranged(Protocol):
    """What has a closed range."""

    @property
    def low(self) -> float | None:
        """The low end; None is open."""

    @property
    def high(self) -> float | None:
        """The high end; None is open."""

    @property
    def hedge(self) -> str | None:
        """How it is said: "vague" of words such as "dozens"."""


def overlaps(a: Range, b: Range) -> bool:
    """Whether two closed ranges (None: open) share a value.

    >>> overlaps((100, None), (90, 110)), overlaps((9, 9), (100, None))
    (True, False)
    """
    low = max(x for x in (a[0], b[0], float("-inf")) if x is not None)
    high = min(x for x in (a[1], b[1], float("inf")) if x is not None)
    return low <= high


def said_range(count: Ranged) -> Range:
    """What a count rules out: vague words ("dozens") only what is fewer, since their high end is a convention."""
    return (count.low, None) if count.hedge == "vague" else (count.low, count.high)


def clash(a: Ranged, b: Ranged) -> bool:
    """Whether two counts share no value."""
    return not overlaps(said_range(a), said_range(b))


def inside(narrow: Range, wide: Ranged) -> bool:
    """Whether a range lies in another."""
    low = wide.low is None or (narrow[0] is not None and narrow[0] >= wide.low)
    return low and (wide.high is None or (narrow[1] is not None and narrow[1] <= wide.high))


def hull(counts: Sequence[Ranged]) -> Range:
    """The lowest and the highest that counts give together.

    A floor beside a closed count is one more low end, and leaves the high end open only where it lies above all others.
    """
    lows = [c.low for c in counts if c.low is not None and c.high is not None]
    highs = [c.high for c in counts if c.low is not None and c.high is not None]
    floor = max((c.low for c in counts if c.low is not None and c.high is None), default=None)
    ceiling = min((c.high for c in counts if c.high is not None and c.low is None), default=None)
    low = min([*lows, *([floor] if floor is not None else [])], default=None)
    high = max([*highs, *([ceiling] if ceiling is not None else [])], default=None)
    over = floor is not None and high is not None and floor > high
    under = ceiling is not None and low is not None and ceiling < low
    if over and under and not lows:
        return ceiling, floor
    return None if under else low, None if over else high
