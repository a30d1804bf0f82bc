"""One series of counts as a chart: its points on their days, ranges as stems, a step line of what stood; each point links to its row.

What was taken back is pale and crossed. Of a series of parts all points are drawn, else parts and additions stand in the table alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synoptic.account.figures import Count, Point
from synoptic.account.moves import Move
from synoptic.show.charts.drawing import DAY, days_axis, stamp, to_svg

SERIES_SIZE = (300, 120)
POINTS = 60  # of a series, the newest: as many rows as its table has
SHAPES = ["circle", "triangle-up", "triangle-down", "diamond", "cross"]  # exact, at least, at most, a range, taken back
PALE = [1, 1, 1, 1, 0.4]
KINDS = ["exact", "least", "most", "range", "gone"]


def draw_count(count: Count, link: Callable[[Point], str]) -> str | None:
    """A chart of one series; None where there are fewer than two different dated points to draw."""
    points = drawn(count)
    if len({(p.at, p.low, p.high) for p in points}) < 2:
        return None
    rows = _spread([_count_row(p, link(p)) for p in points])
    ends = {"x": days_axis(rows), "y": {"field": "low", "type": "quantitative", "title": None, "axis": {"tickCount": 4}, "scale": {"zero": True}}}
    stems = {"mark": {"type": "rule", "strokeWidth": 2, "color": "var(--mark-line)"}, "encoding": {**ends, "y2": {"field": "high"}}}
    shape = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": KINDS, "range": SHAPES}}
    pale = {"field": "kind", "type": "nominal", "legend": None, "scale": {"type": "ordinal", "domain": KINDS, "range": PALE}}
    more = {"shape": shape, "opacity": pale, "href": {"field": "href"}, "description": {"field": "says"}, "y": {**ends["y"], "field": "at"}, "x": ends["x"]}
    dots = {"mark": {"type": "point", "filled": True, "size": 95, "color": "var(--conflict)" if count.status == "conflict" else "var(--accent)"}}
    layers = [stems, {**dots, "encoding": more}]
    if len(steps := [_step(m) for m in count.moves if m.day]) > 1:
        line = {"type": "line", "interpolate": "step-after", "strokeWidth": 1.5, "color": "var(--mark-line)"}
        layers.insert(0, {"data": {"values": steps}, "mark": line, "encoding": {"x": ends["x"], "y": {**ends["y"], "field": "at"}}})
    return to_svg({"width": SERIES_SIZE[0], "height": SERIES_SIZE[1], "data": {"values": rows}, "layer": layers})


def drawn(count: Count) -> list[Point]:
    """The points that a chart shows: dated counts of the whole; of a series of parts, the parts."""
    points = [p for p in count.points[-POINTS:] if p.at and (p.low is not None or p.high is not None) and not p.increment]
    return [p for p in points if not p.part] or points


def _step(move: Move) -> dict[str, Any]:
    return {"x": stamp(move.day), "at": _middle(move.low, move.high)}


def _middle(low: float | None, high: float | None) -> float:
    """Where a range is drawn: its middle, of an open one its end."""
    ends = [x for x in (low, high) if x is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _count_row(point: Point, href: str) -> dict[str, Any]:
    kind = "exact" if point.low == point.high else "least" if point.high is None else "most" if point.low is None else "range"
    low, high = (point.low if point.low is not None else point.high), (point.high if point.high is not None else point.low)
    says = f"{point.value}, {point.evidence.outlet}, {point.day}" + (", taken back" if point.withdrawn else "")
    row = {"day": stamp(point.at), "low": low, "high": high, "at": _middle(point.low, point.high), "href": href, "says": says}
    return {**row, "kind": "gone" if point.withdrawn else kind}


def _spread(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points of one day stand side by side, not on each other."""
    days = sorted({row["day"] for row in rows})
    step = (days[-1] - days[0] or 2 * DAY) / 26
    seen: dict[tuple[int, float], int] = {}
    for row in rows:
        at = seen[row["day"], row["at"]] = seen.get((row["day"], row["at"]), -1) + 1
        row["x"] = row["day"] + step * ((at + 1) // 2) * (-1 if at % 2 else 1)
    return rows
