"""One series of counts as a chart: its points on their days, ranges as stems; each point links to its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synoptic.account.days import read_day
from synoptic.account.figures import Count, Point
from synoptic.show.charts.drawing import DAY, days_axis, stamp, to_svg

SERIES_SIZE = (300, 120)
POINTS = 60  # of a series: as many rows as its table has
SHAPES = ["circle", "triangle-up", "triangle-down", "diamond"]  # exact, at least, at most, a range


def draw_count(count: Count, link: Callable[[Point], str]) -> str | None:
    """A chart of one series; None where there are fewer than two different dated points to draw."""
    points = [p for p in count.points[:POINTS] if read_day(p.day) and (p.low is not None or p.high is not None) and not p.increment and not p.part]
    if len({(p.day, p.low, p.high) for p in points}) < 2:
        return None
    rows = _spread([_count_row(p, link(p)) for p in points])
    ends = {"x": days_axis(rows), "y": {"field": "low", "type": "quantitative", "title": None, "axis": {"tickCount": 4}, "scale": {"zero": True}}}
    stems = {"mark": {"type": "rule", "strokeWidth": 2, "color": "var(--mark-line)"}, "encoding": {**ends, "y2": {"field": "high"}}}
    shape = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": ["exact", "least", "most", "range"], "range": SHAPES}}
    more = {"shape": shape, "href": {"field": "href"}, "description": {"field": "says"}, "y": {**ends["y"], "field": "at"}, "x": ends["x"]}
    dots = {"mark": {"type": "point", "filled": True, "size": 95, "opacity": 1, "color": "var(--conflict)" if count.status == "conflict" else "var(--accent)"}}
    return to_svg({"width": SERIES_SIZE[0], "height": SERIES_SIZE[1], "data": {"values": rows}, "layer": [stems, {**dots, "encoding": more}]})


def _count_row(point: Point, href: str) -> dict[str, Any]:
    kind = "exact" if point.low == point.high else "least" if point.high is None else "most" if point.low is None else "range"
    low, high = (point.low if point.low is not None else point.high), (point.high if point.high is not None else point.low)
    at = ((low or 0) + (high or 0)) / 2
    says = f"{point.value}, {point.evidence.outlet}, {point.day}"
    return {"day": stamp(point.day), "low": low, "high": high, "at": at, "kind": kind, "href": href, "says": says}


def _spread(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points of one day stand side by side, not on each other."""
    days = sorted({row["day"] for row in rows})
    step = (days[-1] - days[0] or 2 * DAY) / 26
    seen: dict[tuple[int, float], int] = {}
    for row in rows:
        at = seen[row["day"], row["at"]] = seen.get((row["day"], row["at"]), -1) + 1
        row["x"] = row["day"] + step * ((at + 1) // 2) * (-1 if at % 2 else 1)
    return rows
