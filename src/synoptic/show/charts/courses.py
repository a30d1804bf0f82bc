"""Where each party stands on talks, day by day: a point a stance, in its colour and with its name beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from synoptic.account.talks import Stand
from synoptic.show.charts.drawing import DAY, days_axis, stamp, to_svg

PARTIES = 8
WIDTHS = (300, 105, 620)  # least (a phone's width), a day, most
LANE = 30  # height of a stance: two of one day stand one below the other
COLOURS = {
    "propose": "var(--accent)",
    "accept": "var(--good)",
    "conditional": "var(--warn)",
    "demand": "var(--event)",
    "refuse": "var(--conflict)",
}


def draw_courses(stands: Sequence[Stand]) -> str | None:
    """A row a party, in the order in which they first take a stand; None where all stands are of one day."""
    dated = [s for s in stands if s.day and s.day.precision == "day" and s.party]
    parties = list(dict.fromkeys(s.party or "" for s in dated))[:PARTIES]
    if len({s.day for s in dated}) < 2:
        return None
    lanes: dict[tuple[str, str], list[str]] = {}
    rows: list[dict[str, Any]] = []
    for stand in dated:
        if stand.party in parties and stand.day:
            lane = lanes.setdefault((stand.party or "", stand.day.first), [])
            if stand.stance not in lane:
                lane.append(stand.stance)
                at = stamp(stand.day.first)
                says = f"{stand.day.first}: {stand.party}, {stand.stance}, {', '.join(stand.outlets)}"
                rows.append({"day": at, "x": at, "party": stand.party, "lane": len(lane), "stance": stand.stance, "href": f"#{stand.id}", "says": says})
    days = (max(r["day"] for r in rows) - min(r["day"] for r in rows)) // DAY + 1
    least, a_day, most = WIDTHS
    y = {"field": "party", "type": "nominal", "sort": parties, "title": None, "axis": {"labelLimit": 120, "domain": False, "ticks": False, "grid": False}}
    colour = {"field": "stance", "type": "nominal", "legend": None, "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())}}
    place = {"x": days_axis(rows), "y": y, "yOffset": {"field": "lane", "type": "ordinal"}}
    if all(len(lane) == 1 for lane in lanes.values()):
        del place["yOffset"]
    height = {"step": LANE, "for": "offset"} if "yOffset" in place else {"step": LANE + 10}
    more = {"color": colour, "href": {"field": "href"}, "description": {"field": "says"}}
    label = {"mark": {"type": "text", "dy": -11, "fontSize": 11, "fontWeight": 600}, "encoding": {**place, **more, "text": {"field": "stance"}}}
    point = {"mark": {"type": "point", "filled": True, "size": 90, "opacity": 1}, "encoding": {**place, **more}}
    return to_svg({"width": min(most, max(least, a_day * days)), "height": height, "data": {"values": rows}, "layer": [point, label]})
