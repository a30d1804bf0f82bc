"""Who gets direct words: speakers side by side, an outlet a row, each bar as long as the statements that it gives, its number beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from synoptic.account.voices import Voice
from synoptic.show.charts.drawing import to_svg

SPEAKERS, OUTLETS = 6, 6
KINDS = {"direct": "direct words", "mixed": "partly quoted", "indirect": "paraphrased"}
COLUMN, ROW = 116, 24  # pixels
ROOM = 0.72  # of a column that the longest bar takes; the rest is for its number


def draw_manners(voices: Sequence[Voice]) -> str | None:
    """A bar for each speaker and outlet; None where fewer than two speakers or two outlets can be weighed.

    One plain view, in which each column is a stretch of one axis: a chart of charts takes Vega five times as long.
    """
    speakers = [voice for voice in voices if voice.name][:SPEAKERS]
    outlets = [o for o, _ in Counter(o for voice in speakers for o in voice.outlets).most_common(OUTLETS)]
    if len(speakers) < 2 or len(outlets) < 2:
        return None
    most = max(m.direct + m.mixed + m.indirect for voice in speakers for m in voice.manners if m.outlet in outlets)
    bars = [row for at, voice in enumerate(speakers) for row in _bars(voice, at, outlets, most / ROOM)]
    ends = [row for row in bars if row["total"]]
    names: list[dict[str, Any]] = [
        {"from": at, "outlet": outlets[0], "name": (voice.name or "").split(" "), "href": f"#{voice.id}"} for at, voice in enumerate(speakers)
    ]
    scale = {"domain": [0, len(speakers)], "nice": False}
    x = {"field": "from", "type": "quantitative", "title": None, "axis": None, "scale": scale}
    axis = {"labelLimit": 170, "labelColor": "var(--ink)", "domain": False, "ticks": False}
    y = {"field": "outlet", "type": "nominal", "sort": outlets, "title": None, "axis": axis}
    colour = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": list(KINDS), "range": [f"var(--{kind})" for kind in KINDS]}}
    link = {"href": {"field": "href"}}
    bar = {"x": x, "x2": {"field": "to"}, "y": y, "color": colour, "description": {"field": "says"}, **link}
    number = {"x": {**x, "field": "to"}, "y": y, "text": {"field": "total"}}
    head = {"x": x, "y": y, "text": {"field": "name"}, **link}
    plain = {"align": "left", "fontSize": 11, "color": "var(--ink-2)", "dx": 4, "baseline": "middle"}
    bold = {"align": "left", "fontSize": 12, "fontWeight": 600, "color": "var(--ink)", "baseline": "line-bottom", "dy": -ROW / 2, "lineHeight": 14}
    lines = max(len(name["name"]) for name in names)
    layers = [
        {"data": {"values": bars}, "mark": {"type": "bar", "height": 12}, "encoding": bar},
        {"data": {"values": ends}, "mark": {"type": "text", **plain}, "encoding": number},
        {"data": {"values": names}, "mark": {"type": "text", **bold, "dy": -ROW / 2 - 14 * (lines - 1)}, "encoding": head},
    ]
    return to_svg({"width": COLUMN * len(speakers), "height": {"step": ROW}, "layer": layers})


def _bars(voice: Voice, column: int, outlets: Sequence[str], longest: float) -> Iterator[dict[str, Any]]:
    """The stretches of each outlet's bar, the last one with the sum."""
    for manner in voice.manners:
        given = [(kind, getattr(manner, kind)) for kind in KINDS if getattr(manner, kind)] if manner.outlet in outlets else []
        start, total = 0, sum(count for _, count in given)
        for kind, count in given:
            says = f"{voice.name}, {manner.outlet}: {count} {KINDS[kind]}"
            ends = start + count == total
            yield {
                "from": column + start / longest,
                "to": column + (start + count) / longest,
                "outlet": manner.outlet,
                "kind": kind,
                "total": str(total) if ends else "",
                "href": f"#{voice.id}",
                "says": says,
            }
            start += count
