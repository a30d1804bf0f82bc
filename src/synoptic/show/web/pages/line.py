"""Permalinks: one event, statement, count, position or wording, with every report of it and why it is so."""

from __future__ import annotations

from typing import Any

from synoptic.show.web.drawn import series_chart
from synoptic.show.web.page import Context, Desk, Name, PageNo, missing, page, paged
from synoptic.show.web.plain import url
from synoptic.show.web.reasons import reasons

POINTS = 60


def around(desk: Desk, story: str | None) -> Context:
    """The story that a line belongs to."""
    tale = desk.state.tales.get(story or "no-story")
    return {"story": desk.plainly.tale(tale) if tale else None}


def spread(desk: Desk, line: Any, number: int) -> Context:
    """All reports of a line, paged, the first of each article first."""
    seen: set[int] = set()
    first = [e for e in line.evidence if not (e.source in seen or seen.add(e.source))]  # type: ignore[func-returns-value]
    shown, at = paged([*first, *(e for e in line.evidence if e not in first)], number)
    return {"reports": [desk.plainly.evidence(e) for e in shown], "at": at}


@page("/event/{event}", "event.html.j2")
def event(desk: Desk, event: Name, page: PageNo = 1) -> Context:
    """One happening, with every report of it."""
    if event not in desk.state.events:
        raise missing("event", event)
    line = desk.state.events[event]
    record = desk.state.event_records[event]
    figures = dict.fromkeys(found[1] for f in record.figures if (found := desk.state.find(f)) and found[0] == "series")
    made = desk.plainly.entry(line, 0)
    return {
        "title": f"{made['label']}: {line.told}",
        **around(desk, line.story),
        "line": made,
        **spread(desk, line, page),
        "figures": desk.plainly.anys("series", figures, 1),
        "why": reasons(desk.state, "event", event),
    }


@page("/said/{said}", "said.html.j2")
def said(desk: Desk, said: Name) -> Context:
    """One statement, as each outlet gives it, with the words that all share and those that differ."""
    if said not in desk.state.said:
        raise missing("statement", said)
    line = desk.state.said[said]
    made = desk.plainly.said(line, None)
    return {
        "title": f"{line.speaker_name or 'No speaker named'}: {line.told}",
        **around(desk, line.story),
        "line": made,
        "why": reasons(desk.state, "said", said),
    }


@page("/series/{series}", "series.html.j2")
def series(desk: Desk, series: Name, page: PageNo = 1) -> Context:
    """One count: what it stands at, how it moved, who gives which number in which words."""
    if series not in desk.state.series:
        raise missing("count", series)
    line = desk.state.series[series]
    shown, at = paged(line.points, page, size=POINTS)
    made = desk.plainly.series(line, 0)
    return {
        "title": f"{line.label}: {line.value}",
        **around(desk, line.story),
        "line": made,
        "points": [desk.plainly.point(p) for p in shown],
        "at": at,
        "chart": series_chart(desk.state, line),
        "why": reasons(desk.state, "series", series),
    }


@page("/position/{position}", "position.html.j2")
def position(desk: Desk, position: Name, page: PageNo = 1) -> Context:
    """Where a party stands, and where it stood before and after."""
    if position not in desk.state.positions:
        raise missing("position", position)
    line = desk.state.positions[position]
    tale = desk.state.tales.get(line.story or "no-story")
    others = [s for s in (desk.state.of(tale).talks if tale else ()) if s.party == line.party]
    return {
        "title": f"{line.party or '?'}: {line.stance} {line.topic or ''}".strip(),
        **around(desk, line.story),
        "line": desk.plainly.stand(line, None),
        **spread(desk, line, page),
        "course": [{"url": url("position", s.id), "date": s.date, "stance": s.stance, "here": s.id == line.id} for s in others[:40]],
        "why": reasons(desk.state, "position", position),
    }


@page("/wording/{wording}", "wording_one.html.j2")
def wording_of(desk: Desk, wording: Name) -> Context:
    """One thing, and what each outlet calls it."""
    if wording not in desk.state.wordings:
        raise missing("wording", wording)
    line = desk.state.wordings[wording]
    uses = [
        {
            "outlet": use.outlet,
            "source": use.source,
            "url": url("article", use.document),
            "words": list(use.words),
            "reports": [desk.plainly.evidence(e) for e in use.evidence],
        }
        for use in line.uses
    ]
    return {
        "title": f"What it is called: {line.referent}",
        **around(desk, line.story),
        "line": desk.plainly.term(line, None),
        "uses": uses,
        "why": reasons(desk.state, "wording", wording),
    }
