"""How a count moved: what stood after each day, and what was added since.

In: the figures of a series as words of their givers (`link.series.standing`). Out: the moves, each with its range after UCDP's convention: the lowest and
the highest that the standing counts give. What was added since the newest total ("two more died") is shown as a sum that nobody gives: "4 + 2".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.link.series.agreement import totals
from synoptic.link.series.ranges import hull
from synoptic.link.series.standing import Moment, Word, course


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What the series stood at on a day, from the points that speak of it."""

    day: str | None
    low: float | None
    high: float | None
    points: tuple[str, ...]
    reckoned: str | None = None  # where nobody gives the sum: "4 + 2"

    @property
    def value(self) -> str:
        """The range in figures."""
        return self.reckoned or show_range(self.low, self.high)


def standing_over(words: Sequence[Word]) -> list[Moment]:
    """What stood when; the undated take no part where any count is dated, and where all are withdrawn, they are all that there is."""
    whole = totals(words)
    whole = [w for w in whole if w.day] or whole
    return course(whole) or [Moment(whole[-1].day, whole)]


def moves_of(moments: Sequence[Moment], added: Sequence[Word]) -> tuple[Move, ...]:
    """What it stood at after each day; at last with what was added since."""
    last = {moment.day: moment for moment in moments}
    ranges = [(day, hull([w.figure for w in moment.words]), moment.ids) for day, moment in last.items()]
    made = [Move(day=day or None, low=low, high=high, points=ids) for day, (low, high), ids in ranges]
    return (*made, grown(made[-1], added)) if added else tuple(made)


def grown(move: Move, added: Sequence[Word]) -> Move:
    """What it stands at with what was added since: a sum that nobody gives, and shown as one."""
    counts = [w.figure for w in added]
    low = None if move.low is None else move.low + sum(f.low or 0 for f in counts)
    high = None if move.high is None or any(f.high is None for f in counts) else move.high + sum(f.high or 0 for f in counts)
    shown = " + ".join([move.value, *(show_range(f.low, f.high) for f in counts)])
    return Move(day=max(w.day for w in added) or None, low=low, high=high, points=(*move.points, *(f.id for f in counts)), reckoned=shown)


def show_range(low: float | None, high: float | None) -> str:
    """A closed or open range in figures, thousands apart by a thin space."""
    if low is None and high is None:
        return "?"
    if low is None:
        return f"≤ {_number(high)}"
    if high is None:
        return f"≥ {_number(low)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u202f")
