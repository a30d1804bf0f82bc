"""Search: words in articles and in everything found, narrowed by kind, story, person, day and outlet."""

from __future__ import annotations

from typing import Any, Literal

from synoptic.show.web.page import LINES, Context, Day, Desk, Id, PageNo, Text, day_of, missing, page
from synoptic.show.web.plain import KIND_NAMES, url
from synoptic.show.web.search import KINDS, Asked, Hit

Kind = Literal["", "article", "said", "event", "series", "position", "wording", "entity"]


@page("/search", "search.html.j2")
def search(
    desk: Desk,
    *,
    q: Text = "",
    kind: Kind = "",
    story: Id = None,
    entity: Id = None,
    outlet: Text = "",
    since: Day = None,
    until: Day = None,
    page: PageNo = 1,
) -> Context:
    """Find words in articles and in everything found: "a phrase" in marks, a last * for any ending."""
    since, until = day_of(since, "since"), day_of(until, "until")
    asked = Asked(q=q, kind=kind or None, story=story or None, outlet=outlet or None, entity=entity or None, since=since, until=until)
    narrowed = any((q.strip(), kind, story, entity, outlet, since, until))
    hits, total = desk.state.search.find(asked, start=(page - 1) * LINES, count=LINES) if narrowed else ([], 0)
    pages = max(1, -(-total // LINES))
    if page > pages:
        raise missing("page of results", str(page))
    person = desk.state.entities.get(entity or "")
    tale = desk.state.tales.get(story or "")
    return {
        "title": f"Search: {q}" if q else "Search",
        "asked": {"q": q, "kind": kind, "story": story, "entity": entity, "outlet": outlet, "since": since, "until": until},
        "entity_name": person.name if person else None,
        "story_heading": tale.heading if tale else None,
        "kinds": {k: KIND_NAMES[k] for k in KINDS},
        "outlets": list(desk.state.outlets),
        "hits": [shown(desk, hit) for hit in hits],
        "at": {"page": page, "pages": pages, "total": total, "size": LINES},
        "narrowed": narrowed,
    }


def shown(desk: Desk, hit: Hit) -> dict[str, Any]:
    """A hit with where it comes from."""
    source = desk.state.sources.get(hit.id)
    line = None
    if hit.kind not in ("article", "entity"):
        line = desk.plainly.any(hit.kind, hit.id, 0)
    return {
        "kind": hit.kind,
        "kind_name": KIND_NAMES[hit.kind],
        "id": hit.id,
        "url": url(hit.kind, hit.id),
        "title": hit.title,
        "pieces": [{"text": text, "hit": matched} for text, matched in hit.pieces],
        "outlets": [source.outlet] if source else line["outlets"] if line else [],
        "date": source.dated if source else line.get("date") if line else None,
        "articles": line["articles"] if line else None,
    }
