"""Two articles side by side: what both have, each in its own words; what one alone has; and both texts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from synoptic.account.section import Evidence, Line
from synoptic.show.web.page import ID, Context, Desk, missing, page
from synoptic.show.web.pages.article import cut, line_url
from synoptic.show.web.plain import url

MOST = 40  # lines of a list
Article = Annotated[str, Query(max_length=120, pattern=ID, description="The id of an article.")]


@page("/compare", "compare.html.j2")
def compare(desk: Desk, left: Article, right: Article) -> Context:
    """Two articles side by side: what both have, and what one alone has."""
    for name in (left, right):
        if name not in desk.state.sources:
            raise missing("article", name)
    sides = {name: desk.state.by_document.get(name, []) for name in (left, right)}
    ids = {name: {line.id for line in lines} for name, lines in sides.items()}
    both = [line for line in sides[left] if line.id in ids[right]]
    alone = {name: [line for line in sides[name] if line.id not in ids[other]] for name, other in ((left, right), (right, left))}
    a, b = desk.state.sources[left], desk.state.sources[right]
    tale = desk.state.tales.get(a.story or "no-story")
    return {
        "title": f"{a.outlet} beside {b.outlet}",
        "story": desk.plainly.tale(tale) if tale else None,
        "left": desk.plainly.source(a),
        "right": desk.plainly.source(b),
        "both": [pair(desk, line, left, right) for line in sorted(both, key=lambda x: first(x, left).words.start)[:MOST]],
        "only_left": [one(desk, line, left) for line in in_text(alone[left], left)[:MOST]],
        "only_right": [one(desk, line, right) for line in in_text(alone[right], right)[:MOST]],
        "more": {"both": max(0, len(both) - MOST), "left": max(0, len(alone[left]) - MOST), "right": max(0, len(alone[right]) - MOST)},
        "texts": [text_of(desk, name, {line.id for line in both}) for name in (left, right)],
        "swap": f"/compare?left={right}&right={left}",
    }


def first(line: Line, document: str) -> Evidence:
    """Where an article has a line first."""
    return next(e for e in line.evidence if e.words.document == document)


def in_text(lines: list[Line], document: str) -> list[Line]:
    """Lines in the order of their words in an article."""
    return sorted(lines, key=lambda x: (first(x, document).words.start, x.id))


def label_of(line: Line) -> str:
    """A line in one word."""
    return getattr(line, "label", None) or getattr(line, "stance", None) or "said"


def pair(desk: Desk, line: Line, left: str, right: str) -> dict[str, Any]:
    """One thing in both articles' words."""
    kind, name = desk.state.find(line.id) or ("event", line.id)
    sides = [{**desk.plainly.evidence(first(line, d)), "told": first(line, d).told} for d in (left, right)]
    return {"kind": kind, "id": name, "url": url(kind, name), "label": label_of(line), "left": sides[0], "right": sides[1]}


def one(desk: Desk, line: Line, document: str) -> dict[str, Any]:
    """One thing in one article's words."""
    kind, name = desk.state.find(line.id) or ("event", line.id)
    evidence = first(line, document)
    return {"kind": kind, "id": name, "url": url(kind, name), "label": label_of(line), "words": {**desk.plainly.evidence(evidence), "told": evidence.told}}


def text_of(desk: Desk, name: str, shared: set[str]) -> dict[str, Any]:
    """An article's text in pieces; `shared`: whether both articles have what stands there."""
    source = desk.state.sources[name]
    paragraphs, _ = cut(desk, source, "")
    return {
        "id": name,
        "outlet": source.outlet,
        "title": source.title or source.name,
        "paragraphs": [
            [
                {
                    "text": p.text,
                    "shared": p.line in shared,
                    "kinds": list(p.kinds),
                    "url": line_url(desk, p.line) if p.line in shared and p.text.strip() else None,
                }
                for p in paragraph
            ]
            for paragraph in paragraphs[:400]
        ],
    }
