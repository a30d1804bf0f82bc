"""What all charts share: Vega-Lite drawn by vl-convert to static SVG, a linear axis of days, the colours of the page.

Colours are CSS variables, so that light and dark both work. Days are numbers (UTC milliseconds) throughout, so that no machine's time zone moves a
point. No script, no request, the same bytes on every run.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from synoptic.account.days import read_day
from synoptic.show.safe import one_line

DAY = 86_400_000
VERSION = "5.20"  # of Vega-Lite: pinned, so that a new vl-convert draws the same
TICKS = 5
LINK = re.compile(  # Vega puts a base before fragments; it is taken out again
    r'xlink:href="(?:https?://[^"#]*)?(#[^"]*)"'
)


def days_axis(rows: list[dict[str, Any]]) -> dict[str, Any]:
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


def stamp(value: str | None) -> int:
    """The first day of an ISO date as UTC milliseconds; 0 where it is none."""
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


def to_svg(spec: dict[str, Any]) -> str:
    """A Vega-Lite chart as SVG that asks no other host for anything."""
    drawn: str = _engine().vegalite_to_svg({**clean(spec), "config": CONFIG, "autosize": {"type": "pad"}}, vl_version=VERSION)
    return LINK.sub(r'href="\1"', drawn).replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace(' xmlns="http://www.w3.org/2000/svg"', "")


def clean(value: Any) -> Any:
    """The same with every text harmless and on one line: names of outlets and people come from articles."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return {key: clean(inner) for key, inner in value.items()}
    return [clean(inner) for inner in value] if isinstance(value, list) else value
