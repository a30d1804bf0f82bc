"""Invented stories told in counts: articles with their figures as the annotator and the linkers before would give them, linked and put into an account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from synoptic.account import build
from synoptic.account.figures import Count
from synoptic.ids import make_id
from synoptic.link import series
from synoptic.model import Document, Entity, Figure, Provenance, Series, Story

Told = dict[str, Any]


def count(words: str, low: float | None, high: float | None, counted: str = "killed", **more: Any) -> Told:
    """A count: its words, its range, and what else the article says of it (`by`: who says so; `part_of`: the words of its whole)."""
    return {"words": words, "low": low, "high": high, "counted": counted, **more}


def article(publisher: str, published: str, *counts: Told) -> tuple[Document, list[Figure]]:
    """An article of that day (or time, with its zone) and its figures in their order."""
    text = "".join(f"{c['words']} {c.get('of') or ''}. " for c in counts)
    doc = Document(
        id=make_id("d", publisher, published), name=f"{publisher} {published}", publisher=publisher, published=published, dated=published[:10], text=text
    )
    figures: list[Figure] = []
    at = 0
    for told in counts:
        start = text.index(told["words"], at)
        at = start + len(told["words"])
        figures.append(_figure(doc, start, told, {f.exact: f.id for f in figures}))
    return doc, figures


def _figure(doc: Document, start: int, told: Told, ids: dict[str, str]) -> Figure:
    words = told["words"]
    fields = {k: v for k, v in told.items() if k not in ("words", "by", "part_of")}
    made = Figure(id=make_id("f", doc.id, start), document=doc.id, start=start, end=start + len(words), exact=words, attributed_name=told.get("by"), **fields)
    return replace(made, as_of=made.as_of or doc.dated, part_of=ids[told["part_of"]] if "part_of" in told else None)


def counted(
    *articles: tuple[Document, list[Figure]], copies: tuple[tuple[int, int], ...] = (), entities: tuple[Entity, ...] = ()
) -> tuple[list[Count], tuple[Series, ...]]:
    """The counts of the account of one story, and its series. `copies`: pairs of articles, by number, of which the first copies the second."""
    docs = tuple(doc for doc, _ in articles)
    figures = tuple(f for _, found in articles for f in found)
    story = Story(id="s-1", title="", documents=tuple(d.id for d in docs))
    copied = tuple(Provenance(id=f"p-{a}", type="copies", from_=docs[a].id, to=docs[b].id) for a, b in copies)
    rows, made = series.link(docs, (story,), figures, entities, copied)
    records = {Document: docs, Story: (story,), Figure: tuple(made), Series: tuple(rows), Entity: entities, Provenance: copied}
    return list(build(records).figures), tuple(rows)


def only(counts: list[Count], label: str) -> Count:
    """The one count of that label."""
    (found,) = [c for c in counts if c.label == label]
    return found
