"""Figures and timeline drawn as static SVG by Vega-Lite (vl-convert): no script, no request, the same bytes on every run.

Every point links to its line or words in the page; colours are CSS variables, so that light and dark both work. Days are
numbers (UTC milliseconds) throughout, so that no machine's time zone moves a point. The tables beside the charts are their
text alternative.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from synoptic.account.days import read_day
from synoptic.account.figures import Count, Point
from synoptic.account.timeline import Entry

DAY = 86_400_000
VERSION = "5.20"  # of Vega-Lite: pinned, so that a new vl-convert draws the same
STACK = 9  # points that stand on each other before a column is cut
SERIES_SIZE = (300, 120)
TIMELINE_WIDTHS = (290, 90, 680)  # least (a phone's width), a day, most
TICKS = 5
POINTS = 60  # of a series: as many rows as its table has
SHAPES = ["circle", "triangle-up", "triangle-down", "diamond"]  # exact, at least, at most, a range
LINK = re.compile(  # Vega puts a base before fragments; it is taken out again
    r'xlink:href="(?:https?://[^"#]*)?(#[^"]*)"'
)


def draw_count(count: Count, link: Callable[[Point], str]) -> str | None:
    """A chart of one series; None where there are fewer than two different dated points to draw."""
    points = [p for p in count.points[:POINTS] if read_day(p.day) and (p.low is not None or p.high is not None) and not p.increment and not p.part]
    if len({(p.day, p.low, p.high) for p in points}) < 2:
        return None
    rows = _spread([_count_row(p, link(p)) for p in points])
    ends = {"x": _x(rows), "y": {"field": "low", "type": "quantitative", "title": None, "axis": {"tickCount": 4}, "scale": {"zero": True}}}
    stems = {"mark": {"type": "rule", "strokeWidth": 2, "color": "var(--mark-line)"}, "encoding": {**ends, "y2": {"field": "high"}}}
    shape = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": ["exact", "least", "most", "range"], "range": SHAPES}}
    more = {"shape": shape, "href": {"field": "href"}, "description": {"field": "says"}, "y": {**ends["y"], "field": "at"}, "x": ends["x"]}
    dots = {"mark": {"type": "point", "filled": True, "size": 95, "opacity": 1, "color": "var(--conflict)" if count.status == "conflict" else "var(--accent)"}}
    return _svg({"width": SERIES_SIZE[0], "height": SERIES_SIZE[1], "data": {"values": rows}, "layer": [stems, {**dots, "encoding": more}]})


def _count_row(point: Point, href: str) -> dict[str, Any]:
    kind = "exact" if point.low == point.high else "least" if point.high is None else "most" if point.low is None else "range"
    low, high = (point.low if point.low is not None else point.high), (point.high if point.high is not None else point.low)
    at = ((low or 0) + (high or 0)) / 2
    says = f"{point.value}, {point.evidence.outlet}, {point.day}"
    return {"day": _stamp(point.day), "low": low, "high": high, "at": at, "kind": kind, "href": href, "says": says}


def draw_timeline(entries: list[Entry], link: Callable[[Entry], str]) -> str | None:
    """A point an entry, stacked on its day; None where all stand on one day."""
    dated = [e for e in entries if e.day and e.day.precision == "day"]
    if len({e.day for e in dated}) < 2:
        return None
    height: dict[str, int] = {}
    rows = []
    for entry in dated:
        day = entry.day.first if entry.day else ""
        height[day] = height.get(day, 0) + 1
        if height[day] <= STACK:
            says = f"{day}: {entry.label}, {', '.join(entry.who) or 'nobody named'}"
            rows.append(
                {"day": _stamp(day), "x": _stamp(day), "y": height[day], "kind": entry.kind, "weight": entry.origins, "href": link(entry), "says": says}
            )
    top = min(STACK, max(height.values()))
    colour = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": ["event", "statement"], "range": ["var(--event)", "var(--accent)"]}}
    size = {"field": "weight", "type": "quantitative", "legend": None, "scale": {"type": "sqrt", "domain": [1, 9], "range": [50, 220], "clamp": True}}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [0.4, top + 0.6]}}
    encoding = {"x": _x(rows), "y": y, "color": colour, "size": size, "href": {"field": "href"}, "description": {"field": "says"}}
    mark = {"type": "circle", "opacity": 1}
    stamps = [_stamp(day) for day in height]
    least, a_day, most = TIMELINE_WIDTHS
    width = min(most, max(least, a_day * ((max(stamps) - min(stamps)) // DAY + 1)))
    return _svg({"width": width, "height": 18 * top + 6, "data": {"values": rows}, "mark": mark, "encoding": encoding})


def _spread(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points of one day stand side by side, not on each other."""
    days = sorted({row["day"] for row in rows})
    step = (days[-1] - days[0] or 2 * DAY) / 26
    seen: dict[tuple[int, float], int] = {}
    for row in rows:
        at = seen[row["day"], row["at"]] = seen.get((row["day"], row["at"]), -1) + 1
        row["x"] = row["day"] + step * ((at + 1) // 2) * (-1 if at % 2 else 1)
    return rows


def _x(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A linear axis over days with few ticks, each a day that has a point."""
    days, stamps = sorted({row["day"] for row in rows}), [row["x"] for row in rows]
    year = " %Y" if days[-1] - days[0] > 300 * DAY else ""
    axis = {"values": _ticks(days), "labelExpr": f"utcFormat(datum.value, '%-d %b{year}')", "grid": False, "title": None, "labelFlush": False}
    pad = (days[-1] - days[0]) * 0.08 or DAY
    domain = [min(days[0], *stamps) - pad, max(days[-1], *stamps) + pad]
    return {"field": "x", "type": "quantitative", "axis": axis, "scale": {"domain": domain, "nice": False, "zero": False}}


def _ticks(days: list[int]) -> list[int]:
    """Some of the days, none so near to the one before that their labels would touch."""
    apart = (days[-1] - days[0]) / TICKS
    kept = days[:1]
    for day in days[1:]:
        if day - kept[-1] >= apart:
            kept.append(day)
    return kept


def _stamp(value: str | None) -> int:
    day = read_day(value)
    return (date.fromisoformat(day.first).toordinal() - date(1970, 1, 1).toordinal()) * DAY if day else 0


CONFIG = {
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--ink-2)",
        "labelFontSize": 12,
        "domainColor": "var(--rule)",
        "tickColor": "var(--rule)",
        "gridColor": "var(--rule)",
        "labelPadding": 5,
    },
}


@cache
def _engine() -> Any:
    """The chart engine, loaded with the first chart."""
    import vl_convert  # noqa: PLC0415  (88 MB of library)

    return vl_convert


def _svg(spec: dict[str, Any]) -> str:
    drawn: str = _engine().vegalite_to_svg({**spec, "config": CONFIG, "autosize": {"type": "pad"}}, vl_version=VERSION)
    return LINK.sub(r'href="\1"', drawn).replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace(' xmlns="http://www.w3.org/2000/svg"', "")
