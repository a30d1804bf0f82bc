"""Changes of a story as an Atom feed (RFC 4287): counts that moved, positions, events and articles, the last first.

Times are the days that records carry, so that the same archive gives the same feed. Links name the desk by the address that was asked for.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from synoptic import __version__
from synoptic.account import Account
from synoptic.account.days import read_day
from synoptic.show.safe import clip
from synoptic.show.web.office import FAILURES, Office
from synoptic.show.web.page import Name, missing
from synoptic.show.web.plain import url
from synoptic.show.web.state import State

ATOM = "http://www.w3.org/2005/Atom"
MOST = 60
TITLE = 140
NEVER = "0001-01-01"
MEDIA = "application/atom+xml"


def add(app: FastAPI, office: Office) -> None:
    """Put the feeds on the desk."""

    async def feed(request: Request, story: Name) -> Response:
        """What changed in a story, as an Atom feed."""
        state = office.state
        if story not in state.tales:
            raise missing("story", story)
        tale = state.tales[story]
        return await answer(request, state, state.of(tale), tale.heading, url("story", story))

    async def feed_all(request: Request) -> Response:
        """What changed in all stories, as an Atom feed."""
        state = office.state
        return await answer(request, state, state.account, "All stories", "/stories")

    shape: dict[str, Any] = {"methods": ["GET"], "response_class": Response, "responses": {200: {"content": {MEDIA: {}}}, **FAILURES}}
    app.add_api_route("/story/{story}/feed.atom", feed, operation_id="feed", **shape)
    app.add_api_route("/feed.atom", feed_all, operation_id="feed_all", **shape)


async def answer(request: Request, state: State, account: Account, title: str, path: str) -> Response:
    """The feed, or that it is as it was."""
    tag = f'W/"{state.tag}-{__version__}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    base = f"{request.url.scheme}://{request.headers['host']}"
    body = await run_in_threadpool(atom, account, title=title, base=base, path=path, own=request.url.path)
    return Response(body, media_type=MEDIA, headers=headers)


def atom(account: Account, *, title: str, base: str, path: str, own: str) -> bytes:
    """The feed's bytes."""
    found = sorted(entries(account), key=lambda e: (e["day"], e["url"]), reverse=True)[:MOST]
    root = Xml.Element("feed", xmlns=ATOM)
    Xml.SubElement(root, "title").text = legal(f"Synoptic: {clip(title, TITLE)}")
    Xml.SubElement(root, "id").text = f"urn:synoptic:feed:{path}"
    Xml.SubElement(root, "updated").text = stamp(found[0]["day"] if found else NEVER)
    Xml.SubElement(root, "generator").text = "Synoptic"
    Xml.SubElement(root, "link", rel="self", href=base + own)
    Xml.SubElement(root, "link", rel="alternate", href=base + path)
    for entry in found:
        made = Xml.SubElement(root, "entry")
        Xml.SubElement(made, "title").text = legal(clip(entry["title"], TITLE))
        Xml.SubElement(made, "id").text = legal(f"urn:synoptic:{entry['url']}:{entry['mark']}")
        Xml.SubElement(made, "updated").text = stamp(entry["day"])
        Xml.SubElement(made, "author").append(named(entry["outlets"]))
        Xml.SubElement(made, "link", rel="alternate", href=base + entry["url"])
        Xml.SubElement(made, "summary").text = legal(clip(entry["told"], 600))
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def entries(account: Account) -> Any:
    """All that a feed tells of: moves of counts, positions, events and articles, each with its day."""
    for count in account.figures:
        values = [m for m in count.moves if m.day]
        for at, move in enumerate(values):
            was = values[at - 1].value if at else None
            if was != move.value:
                title = f"{count.label}: {was} → {move.value}" if was else f"{count.label}: {move.value}"
                told = next((p.evidence.sentence for p in count.points if p.id in move.points), "")
                yield {
                    "day": move.day,
                    "title": title,
                    "told": told,
                    "url": url("series", count.id),
                    "mark": f"{move.day}:{move.value}",
                    "outlets": count.outlets,
                }
    for stand in account.talks:
        if day := read_day(stand.date):
            title = f"{stand.party or '?'}: {stand.stance} {stand.topic or ''}".strip()
            yield {"day": day.first, "title": title, "told": stand.words.told, "url": url("position", stand.id), "mark": stand.stance, "outlets": stand.outlets}
    for entry in account.timeline.top(MOST)[0]:
        if entry.kind == "event" and entry.day:
            title = f"{entry.label}: {entry.told}"
            yield {"day": entry.day.first, "title": title, "told": entry.told, "url": url("event", entry.id), "mark": entry.day.first, "outlets": entry.outlets}
    for source in account.sources:
        if day := read_day(source.dated):
            title = f"{source.outlet}: {source.title or source.name}"
            yield {
                "day": day.first,
                "title": title,
                "told": source.title or source.name,
                "url": url("article", source.id),
                "mark": "read",
                "outlets": (source.outlet,),
            }


def named(outlets: tuple[str, ...]) -> Xml.Element:
    """The outlets behind an entry, as its author."""
    name = Xml.Element("name")
    name.text = legal(", ".join(outlets[:5]) or "Synoptic")
    return name


def stamp(day: str) -> str:
    """A day as Atom's time."""
    return f"{day[:10]}T00:00:00Z"


def legal(text: str) -> str:
    """Text that XML can hold: `clip` has made controls visible; halves of surrogate pairs and non-characters go."""
    return "".join(c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000")
