"""An article, with everything found marked in its text, and beside each paragraph the other articles' words for the same things."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from synoptic.account.section import Line
from synoptic.account.sources import Source
from synoptic.show.article import Piece, cut_article
from synoptic.show.web.page import Context, Desk, Name, missing, page
from synoptic.show.web.plain import url

BESIDE, OTHERS = 3, 4  # things beside a paragraph, and other articles' words for each
PARAGRAPHS = 400  # shown; longer texts are books

At = Annotated[str, Query(max_length=24, pattern=r"^(\d+-\d+)?$", description="Words to point at: their start and end in the text.")]


@page("/article/{article}", "article.html.j2")
def article(desk: Desk, article: Name, at: At = "") -> Context:
    """An article, marked, with the other articles' words for the same things."""
    if article not in desk.state.sources:
        raise missing("article", article)
    source = desk.state.sources[article]
    tale = desk.state.tales.get(source.story or "no-story")
    pieces, points = cut(desk, source, at)
    lines = desk.state.by_document.get(article, [])
    return {
        "title": source.title or source.name,
        "story": desk.plainly.tale(tale) if tale else None,
        "article": desk.plainly.source(source),
        "paragraphs": beside(desk, source, pieces, lines)[:PARAGRAPHS],
        "cut": max(0, len(pieces) - PARAGRAPHS),
        "at_words": {"start": points[0], "end": points[1]} if points else None,
        "others": others_of(desk, source),
        "counts": {kind: sum(m.kind == kind for m in source.marks) for kind in ("quotation", "figure", "event", "position", "time", "name")},
    }


def cut(desk: Desk, source: Source, at: str) -> tuple[list[list[Piece]], tuple[int, int] | None]:
    """The text in pieces, with the places that links lead to."""
    anchors = desk.state.anchors.get(source.id, ())
    points = None
    if at:
        start, end = (int(x) for x in at.split("-"))
        if start < end <= len(source.text):
            points = (start, end)
            anchors = (*anchors, points)
    return cut_article(source.text, source.marks, anchors), points


def beside(desk: Desk, source: Source, paragraphs: list[list[Piece]], lines: list[Line]) -> list[dict[str, Any]]:
    """Each paragraph with its pieces, and what others say of the things in it."""
    shown = []
    end = 0
    placed = places_of(source, lines)
    for paragraph in paragraphs:
        whole = "".join(piece.text for piece in paragraph)
        start = source.text.index(whole, end)
        end = start + len(whole)
        here = [line for line, at in placed if start <= at < end][:BESIDE]
        pieces = [
            {
                "text": piece.text,
                "kinds": list(piece.kinds),
                "url": line_url(desk, piece.line) if piece.line and piece.text.strip() else None,
                "anchors": [{"start": a, "end": b} for a, b in piece.anchors],
            }
            for piece in paragraph
        ]
        shown.append({"start": start, "end": end, "pieces": pieces, "beside": [other_words(desk, source, line) for line in here]})
    return shown


def places_of(source: Source, lines: list[Line]) -> list[tuple[Line, int]]:
    """Lines that other articles have too, each with where this article has it first."""
    found = []
    for line in lines:
        if len(line.documents) > 1:
            at = min(e.words.start for e in line.evidence if e.words.document == source.id)
            found.append((line, at))
    return found


def other_words(desk: Desk, source: Source, line: Line) -> dict[str, Any]:
    """A thing, and the words that other articles have for it."""
    kind, name = desk.state.find(line.id) or ("event", line.id)
    own = {e.told for e in line.evidence if e.words.document == source.id}
    seen = {source.number}
    others = [e for e in line.evidence if not (e.source in seen or seen.add(e.source))]  # type: ignore[func-returns-value]
    others.sort(key=lambda e: e.told in own)  # a copy says nothing new
    label = getattr(line, "label", None) or getattr(line, "stance", None) or "said"
    return {
        "kind": kind,
        "id": name,
        "url": url(kind, name),
        "label": label,
        "words": [{**desk.plainly.evidence(e), "told": e.told} for e in others[:OTHERS]],
        "more": max(0, len(others) - OTHERS),
    }


def line_url(desk: Desk, line: str) -> str | None:
    """The page of a marked line."""
    found = desk.state.find(line)
    return url(*found) if found else None


def others_of(desk: Desk, source: Source) -> list[dict[str, Any]]:
    """The articles of the same story that share most with this one, for putting side by side."""
    shared: dict[str, int] = {}
    for line in desk.state.by_document.get(source.id, []):
        for document in line.documents:
            shared[document] = shared.get(document, 0) + 1
    shared.pop(source.id, None)
    ranked = sorted(shared, key=lambda d: (-shared[d], desk.state.sources[d].number))[:12]
    found = []
    for document in ranked:
        other = desk.state.sources[document]
        compare = f"/compare?left={source.id}&right={document}"
        found.append({"number": other.number, "outlet": other.outlet, "title": other.title or other.name, "shared": shared[document], "url": compare})
    return found
