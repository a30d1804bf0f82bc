"""A story: its account at a glance, and each section at a URL of its own, so that no page grows with the story."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query

from synoptic.account import Account
from synoptic.account.entries import Entry
from synoptic.account.section import Table
from synoptic.account.stories import Tale
from synoptic.show.web.drawn import TOP, timeline_chart
from synoptic.show.web.moved import before, changes_since, last_day
from synoptic.show.web.page import Context, Day, Desk, Id, Name, PageNo, day_of, missing, page, paged
from synoptic.show.web.plain import url

SPEAKERS, SAID = 10, 4  # speakers a page, and of each the first so many statements
CARDS = 18
MEETINGS = 20
OUTLETS = 16  # columns of the matrix of gaps
SECTIONS = (
    ("", "At a glance"),
    ("timeline", "Timeline"),
    ("voices", "Voices"),
    ("figures", "Figures"),
    ("talks", "Talks"),
    ("relations", "Relations"),
    ("wording", "Wording"),
    ("gaps", "Gaps"),
    ("sources", "Sources"),
    ("places", "Places"),
    ("changes", "Changes"),
)

Show = Annotated[
    Literal["top", "all", "undated", "doubtful"], Query(description="The weightiest lines of each day, all lines, those without a day, or the doubtful ones.")
]


def frame(desk: Desk, name: str, section: str) -> tuple[Tale, Account, Context]:
    """The story, its account, and what every page of a story shows. Raises RefusedError."""
    if name not in desk.state.tales:
        raise missing("story", name)
    tale = desk.state.tales[name]
    account = desk.state.of(tale)
    sizes: dict[str, int] = {key: getattr(account, key).size for key, _ in SECTIONS if hasattr(account, key)}
    base = url("story", name)
    links = [{"name": key or "glance", "title": title, "url": f"{base}/{key}" if key else base, "count": sizes.get(key)} for key, title in SECTIONS]
    nav = {"links": [link for link in links if link["count"] != 0], "current": section or "glance"}
    titles = dict(SECTIONS)
    title = f"{titles[section]}: {tale.heading}" if section else tale.heading
    return tale, account, {"title": title, "story": desk.plainly.tale(tale), "nav": nav, "section": titles[section]}


@page("/story/{story}", "story.html.j2")
def story(desk: Desk, story: Name) -> Context:
    """A story at a glance: where its figures, parties and voices stand, and what weighs most."""
    tale, account, context = frame(desk, story, "")
    p = desk.plainly
    weighty = desk.state.weightiest(tale, 12)
    return {
        **context,
        "figures": [p.series(c, 1) for c in account.figures.top(3)[0]],
        "moves": [{"party": c.party, "stances": list(c.stances[-4:]), "url": url("position", c.lines[-1])} for c in account.talks.moves[:3]],
        "voices": [p.voice(v, 1) for v in account.voices.lines[:4] if v.name],
        "chart": timeline_chart(desk.state, desk.state.weightiest(tale, TOP)),
        "lines": by_day(desk, weighty),
        "changes": changes_since(desk.plainly, account, before(last_day(account)), most=4),
        "feed": f"{url('story', story)}/feed.atom",
        "sources": [p.source(s) for s in account.sources.lines[:8]],
        "more_sources": max(0, len(account.sources) - 8),
    }


def by_day(desk: Desk, entries: Any) -> list[dict[str, Any]]:
    """Entries grouped by their day, in order."""
    days: list[dict[str, Any]] = []
    for entry in entries:
        if not days or days[-1]["date"] != entry.date:
            days.append({"date": entry.date, "lines": []})
        days[-1]["lines"].append(desk.plainly.entry(entry))
    return days


@page("/story/{story}/timeline", "timeline.html.j2")
def timeline(desk: Desk, story: Name, show: Show = "top", day: Day = None, page: PageNo = 1) -> Context:
    """What happened and what was said, day by day."""
    tale, account, context = frame(desk, story, "timeline")
    day = day_of(day, "day")
    entries: tuple[Entry, ...] = account.timeline.lines
    if show == "undated":
        entries = account.timeline.undated
    elif show == "doubtful":
        entries = account.timeline.doubtful
    elif day:
        entries = tuple(e for e in entries if e.day and e.day.first <= day <= e.day.last)
    elif show == "top":
        entries = desk.state.weightiest(tale, TOP)
    shown, at = paged(entries, page)
    days = sorted({e.day.first for e in account.timeline if e.day})
    return {
        **context,
        "days": by_day(desk, shown),
        "at": at,
        "asked": {"show": show, "day": day},
        "all_days": days,
        "lines": len(account.timeline),
        "undated": len(account.timeline.undated),
        "doubtful": len(account.timeline.doubtful),
        "chart": timeline_chart(desk.state, desk.state.weightiest(tale, TOP)) if show == "top" and not day and page == 1 else None,
    }


@page("/story/{story}/voices", "voices.html.j2")
def voices(desk: Desk, story: Name, page: PageNo = 1) -> Context:
    """Who said what, in whose words."""
    _, account, context = frame(desk, story, "voices")
    shown, at = paged(account.voices.lines, page, size=SPEAKERS)
    tables = [table_of(t) for t in account.voices.more()] if page == 1 else []
    return {**context, "voices": [desk.plainly.voice(v, SAID) for v in shown], "at": at, "tables": tables}


def table_of(table: Table) -> Context:
    """A table beside the lines, as plain values."""
    return {"title": table.title, "columns": list(table.columns), "rows": [list(row.cells) for row in table.rows], "note": table.note}


@page("/story/{story}/voices/{voice}", "voice.html.j2")
def voice(desk: Desk, story: Name, voice: Name, page: PageNo = 1) -> Context:
    """All that one speaker is reported to have said in a story."""
    _, account, context = frame(desk, story, "voices")
    found = next((v for v in account.voices if v.id == voice), None)
    if found is None:
        raise missing("speaker", voice)
    shown, at = paged(found.said, page)
    speaker = desk.plainly.voice(found, 0)
    return {
        **context,
        "title": f"{found.name or 'No speaker named'}: {context['story']['heading']}",
        "voice": speaker,
        "said": [desk.plainly.said(s) for s in shown],
        "at": at,
    }


@page("/story/{story}/figures", "figures.html.j2")
def figures(desk: Desk, story: Name, status: Literal["", "agree", "revised", "conflict", "single"] = "", page: PageNo = 1) -> Context:
    """How many, and how that moved."""
    _, account, context = frame(desk, story, "figures")
    found = [c for c in account.figures if not status or c.status == status]
    shown, at = paged(found, page, size=CARDS)
    counts = {s: sum(c.status == s for c in account.figures) for s in ("conflict", "revised", "agree", "single")}
    return {**context, "series": [desk.plainly.series(c) for c in shown], "at": at, "asked": {"status": status}, "statuses": counts}


@page("/story/{story}/talks", "talks.html.j2")
def talks(desk: Desk, story: Name, page: PageNo = 1) -> Context:
    """Where the parties stand on talks and on each other's demands, and how that moved."""
    _, account, context = frame(desk, story, "talks")
    shown, at = paged(account.talks.lines, page)
    moves = [{"party": c.party, "stances": list(c.stances), "url": url("position", c.lines[-1])} for c in account.talks.moves if len(c.stances) > 1]
    meetings = [desk.plainly.meeting(m) for m in account.talks.meetings]
    differences = [
        {
            "party": d.party,
            "date": d.date,
            "told": [{"stance": s, "outlets": list(o), "url": url("position", x)} for (s, o), x in zip(d.told, d.lines, strict=False)],
        }
        for d in account.talks.differences
    ]
    return {
        **context,
        "moves": moves[:12],
        "positions": [desk.plainly.stand(s) for s in shown],
        "at": at,
        "meetings": meetings[:MEETINGS] if page == 1 else [],
        "differences": differences[:MEETINGS] if page == 1 else [],
    }


@page("/story/{story}/relations", "relations.html.j2")
def relations(desk: Desk, story: Name, type: Id = None, page: PageNo = 1) -> Context:
    """What contradicts what, what opposed sides both confirm, what follows what."""
    _, account, context = frame(desk, story, "relations")
    found = [r for r in account.relations if not type or r.type == type]
    shown, at = paged(found, page)
    types = {name: sum(r.type == name for r in account.relations) for name in dict.fromkeys(r.type for r in account.relations)}
    return {**context, "relations": [desk.plainly.bearing(r) for r in shown], "at": at, "asked": {"type": type}, "types": types}


@page("/story/{story}/wording", "wording.html.j2")
def wording(desk: Desk, story: Name, page: PageNo = 1) -> Context:
    """One thing, named differently."""
    _, account, context = frame(desk, story, "wording")
    shown, at = paged(account.wording.lines, page)
    return {**context, "wordings": [desk.plainly.term(t) for t in shown], "at": at}


@page("/story/{story}/gaps", "gaps.html.j2")
def gaps(desk: Desk, story: Name, page: PageNo = 1) -> Context:
    """Who has what, and who leaves it out."""
    _, account, context = frame(desk, story, "gaps")
    outlets = list(dict.fromkeys(s.outlet for s in account.sources))
    shown, at = paged(account.gaps.lines, page)
    rows = []
    for gap in shown:
        name = gap.thing.removeprefix("said-")
        kind = "said" if gap.kind == "statement" else "series" if gap.kind == "figure" else "event"
        has = set(gap.outlets)
        cells = ["has" if o in has else "earlier" if o in gap.before else "lacks" for o in outlets[:OUTLETS]]
        rows.append(
            {
                "kind": kind,
                "id": name,
                "url": url(kind, name),
                "label": gap.label,
                "told": gap.told,
                "cells": cells,
                "articles": len(gap.documents),
                "of": len(gap.documents) + len(gap.lacking),
                "lacking": list(gap.without),
                "earlier": list(gap.before),
            }
        )
    shares = [{"outlet": s.outlet, "told": list(s.told), "lacks": len(s.lacks)} for s in account.gaps.shares] if page == 1 else []
    return {**context, "shares": shares[:40], "outlets": outlets[:OUTLETS], "more_outlets": max(0, len(outlets) - OUTLETS), "rows": rows, "at": at}


@page("/story/{story}/sources", "sources.html.j2")
def sources(desk: Desk, story: Name, page: PageNo = 1) -> Context:
    """The articles, and from whom each has it."""
    _, account, context = frame(desk, story, "sources")
    shown, at = paged(account.sources.lines, page, size=50)
    return {**context, "sources": [desk.plainly.source(s) for s in shown], "at": at, "origins": account.sources.origins}
