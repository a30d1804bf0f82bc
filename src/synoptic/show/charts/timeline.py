"""The timeline as a chart: a point an entry, stacked on its day; each point links to its line."""

from __future__ import annotations

from collections.abc import Callable

from synoptic.account.entries import Entry
from synoptic.show.charts.drawing import DAY, days_axis, stamp, to_svg

STACK = 9  # points that stand on each other before a column is cut
WIDTHS = (290, 90, 680)  # least (a phone's width), a day, most


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
            rows.append({"day": stamp(day), "x": stamp(day), "y": height[day], "kind": entry.kind, "weight": entry.origins, "href": link(entry), "says": says})
    top = min(STACK, max(height.values()))
    colour = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": ["event", "statement"], "range": ["var(--event)", "var(--accent)"]}}
    size = {"field": "weight", "type": "quantitative", "legend": None, "scale": {"type": "sqrt", "domain": [1, 9], "range": [50, 220], "clamp": True}}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [0.4, top + 0.6]}}
    encoding = {"x": days_axis(rows), "y": y, "color": colour, "size": size, "href": {"field": "href"}, "description": {"field": "says"}}
    mark = {"type": "circle", "opacity": 1}
    stamps = [stamp(day) for day in height]
    least, a_day, most = WIDTHS
    width = min(most, max(least, a_day * ((max(stamps) - min(stamps)) // DAY + 1)))
    return to_svg({"width": width, "height": 18 * top + 6, "data": {"values": rows}, "mark": mark, "encoding": encoding})
