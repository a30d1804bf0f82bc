"""Who gets direct words: speakers side by side, an outlet a row, each bar as long as the statements that it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from synoptic.account.voices import Voice
from synoptic.show.charts.drawing import to_svg

SPEAKERS, OUTLETS = 6, 6
KINDS = {"direct": "direct words", "mixed": "partly quoted", "indirect": "paraphrased"}


def draw_manners(voices: Sequence[Voice]) -> str | None:
    """A bar for each speaker and outlet; None where fewer than two speakers or two outlets can be weighed."""
    speakers = [voice for voice in voices if voice.name][:SPEAKERS]
    outlets = [o for o, _ in Counter(o for voice in speakers for o in voice.outlets).most_common(OUTLETS)]
    if len(speakers) < 2 or len(outlets) < 2:
        return None
    rows = [
        {
            "speaker": voice.name,
            "outlet": manner.outlet,
            "kind": kind,
            "order": at,
            "count": getattr(manner, kind),
            "href": f"#{voice.id}",
            "says": f"{voice.name}, {manner.outlet}: {getattr(manner, kind)} {name}",
        }
        for voice in speakers
        for manner in voice.manners
        if manner.outlet in outlets
        for at, (kind, name) in enumerate(KINDS.items())
        if getattr(manner, kind)
    ]
    colour = {"field": "kind", "type": "nominal", "legend": None, "scale": {"domain": list(KINDS), "range": [f"var(--{kind})" for kind in KINDS]}}
    y = {"field": "outlet", "type": "nominal", "sort": outlets, "title": None, "axis": {"labelLimit": 170, "domain": False, "ticks": False}}
    x = {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1, "tickCount": 3, "grid": True, "domain": False, "ticks": False}}
    encoding = {"x": x, "y": y, "color": colour, "order": {"field": "order"}, "href": {"field": "href"}, "description": {"field": "says"}}
    header = {
        "title": None,
        "labelColor": "var(--ink)",
        "labelFontSize": 12,
        "labelFontWeight": 600,
        "labelLimit": 150,
        "labelAnchor": "start",
        "labelExpr": "split(datum.label, ' ')",
    }
    return to_svg(
        {
            "data": {"values": rows},
            "facet": {"column": {"field": "speaker", "type": "nominal", "sort": [voice.name for voice in speakers], "header": header}},
            "spacing": 14,
            "spec": {"width": 96, "height": {"step": 22}, "mark": {"type": "bar", "height": 12}, "encoding": encoding},
        }
    )
