"""A person, body or place: its names, and all that it has a part in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query

from synoptic.show.web.page import Context, Desk, Name, PageNo, missing, page, paged
from synoptic.show.web.plain import url
from synoptic.show.web.reasons import reasons

FEW = 5
KINDS = {"said": "Said", "events": "Took part in", "positions": "Stands", "series": "Counts", "wordings": "Is called"}
LINE_OF = {"said": "said", "events": "event", "positions": "position", "series": "series", "wordings": "wording"}

Part = Annotated[Literal["", "said", "events", "positions", "series", "wordings", "mentions"], Query(description="One kind of line, all of them paged.")]


@page("/entity/{entity}", "entity.html.j2")
def entity(desk: Desk, entity: Name, part: Part = "", page: PageNo = 1) -> Context:
    """A person, body or place, with all that it said, did and is called."""
    if entity not in desk.state.entities:
        raise missing("person, body or place", entity)
    record = desk.state.entities[entity]
    lines = desk.state.by_entity.get(entity, {})
    shown = {}
    at: Context | None = None
    for kind in KINDS if part != "mentions" else ():
        names = lines.get(kind, [])
        if not names or part not in ("", kind):
            continue
        some, place = paged(names, page) if part else (names[:FEW], None)
        at = place or at
        shown[kind] = {"title": KINDS[kind], "total": len(names), "lines": desk.plainly.anys(LINE_OF[kind], some, 2)}
    mentions, total = mentions_of(desk, record, page if part == "mentions" else 1)
    return {
        "title": record.name,
        "entity": desk.plainly.entity(entity),
        "parts": shown,
        "articles": mentions,
        "at": total if part == "mentions" else at,
        "asked": {"part": part},
        "why": reasons(desk.state, "entity", entity),
    }


def mentions_of(desk: Desk, record: Any, number: int) -> tuple[list[dict[str, Any]], Context]:
    """The articles that name it, each with the words."""
    by_doc: dict[str, list[Any]] = {}
    for span in record.mentions:
        if span.document in desk.state.sources:
            by_doc.setdefault(span.document, []).append(span)
    ordered = sorted(by_doc.items(), key=lambda item: desk.state.sources[item[0]].number)
    shown, at = paged(ordered, number)
    rows = []
    for document, spans in shown:
        source = desk.state.sources[document]
        words = [{"exact": s.exact, "url": f"{url('article', document)}?at={s.start}-{s.end}#at"} for s in spans[:12]]
        rows.append({"number": source.number, "outlet": source.outlet, "title": source.title or source.name, "url": url("article", document), "words": words})
    return rows, at
