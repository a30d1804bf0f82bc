"""Charts of the desk, drawn once a state: `show.charts` draws them, here they get the desk's links."""

from __future__ import annotations

import re
from typing import Any

from synoptic.account.entries import Entry
from synoptic.account.figures import Count
from synoptic.show.charts import draw_count, draw_timeline
from synoptic.show.web.plain import url
from synoptic.show.web.state import State

TOP = 40  # lines of a timeline at a glance
WARM = 3  # stories whose charts are drawn before anybody asks
LINK = re.compile(r'href="#line-([^"]*)"')


def series_chart(state: State, count: Count) -> str | None:
    """A series as SVG, each point leading to its row; None where there is nothing to draw."""
    if count.id not in state.drawn:
        state.drawn[count.id] = draw_count(count, lambda point: f"#p-{point.id}")
    return state.drawn[count.id]


def timeline_chart(state: State, entries: Any) -> str | None:
    """Entries as SVG, each point leading to its line's page; None where all stand on one day."""
    shown: list[Entry] = list(entries)
    key = "timeline " + " ".join(e.id for e in shown)
    if key not in state.drawn:
        svg = draw_timeline(shown, lambda entry: f"#line-{entry.id}")
        state.drawn[key] = LINK.sub(lambda found: f'href="{line_url(found[1])}"', svg) if svg else None
    return state.drawn[key]


def warm_charts(state: State) -> None:
    """Draw the charts that are seen first, and with them load the engine (a second)."""
    for tale in state.account.stories.lines[:WARM]:
        account = state.of(tale)
        timeline_chart(state, state.weightiest(tale, TOP))
        for count in account.figures.top(3)[0]:
            series_chart(state, count)


def line_url(line: str) -> str:
    """The page of a line of the timeline."""
    return url("said", line.removeprefix("said-")) if line.startswith("said-") else url("event", line)
