"""Where each party stands on talks, day by day: a point a stance, in its colour and with its name beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from synoptic.account.talks import Stand
from synoptic.show.charts.drawing import DAY, days_axis, stamp, to_svg

PARTIES = 8
WIDTHS = (300, 105, 620)  # least (a phone's width), a day, most
LANE = 40  # height of a row: a point with its stance above it
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
    rows = _rows(dated, parties)
    lanes = sorted({(parties.index(row["party"]), row["row"]) for row in rows}, key=lambda x: (x[0], len(x[1]), x[1]))
    names = {row: parties[at] if not row.endswith("+") else "" for at, row in lanes}
    days = (max(r["day"] for r in rows) - min(r["day"] for r in rows)) // DAY + 1
    least, a_day, most = WIDTHS
    named = " : ".join(f"datum.value == {json.dumps(row)} ? {json.dumps(name)}" for row, name in names.items()) + " : ''"
    axis = {"labelExpr": named, "labelLimit": 150, "labelColor": "var(--ink)", "domain": False, "ticks": False, "grid": False}
    y = {"field": "row", "type": "nominal", "sort": [row for _, row in lanes], "title": None, "axis": axis}
    colour = {"field": "stance", "type": "nominal", "legend": None, "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())}}
    place = {"x": days_axis(rows), "y": y}
    more = {**place, "color": colour, "href": {"field": "href"}, "description": {"field": "says"}}
    course = {"mark": {"type": "line", "color": "var(--rule)", "strokeWidth": 2}, "encoding": {**place, "detail": {"field": "row"}}}
    point = {"mark": {"type": "point", "filled": True, "size": 90, "opacity": 1}, "encoding": more}
    label = {"mark": {"type": "text", "dy": -12, "fontSize": 11, "fontWeight": 600}, "encoding": {**more, "text": {"field": "stance"}}}
    width = min(most, max(least, a_day * days))
    return to_svg({"width": width, "height": {"step": LANE}, "data": {"values": rows}, "layer": [course, point, label]})


def _rows(dated: Sequence[Stand], parties: Sequence[str]) -> list[dict[str, Any]]:
    """A row a party, day and stance; what a party takes beside another stance of the day stands a row lower, marked by a plus."""
    lanes: dict[tuple[str, str], list[str]] = {}
    rows: list[dict[str, Any]] = []
    for stand in dated:
        party, day = stand.party or "", stand.day.first if stand.day else ""
        lane = lanes.setdefault((party, day), [])
        if party in parties and stand.stance not in lane:
            lane.append(stand.stance)
            says = f"{day}: {party}, {stand.stance}, {', '.join(stand.outlets)}"
            row = party + "+" * (len(lane) - 1)
            rows.append({"day": stamp(day), "x": stamp(day), "party": party, "row": row, "stance": stand.stance, "href": f"#{stand.id}", "says": says})
    return rows
