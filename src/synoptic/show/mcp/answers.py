"""What the tools answer: plain records with spans, from the linked records and the account of an archive. Pure functions of a View.

`limit` cuts every list, and the answer says how many there are. Spans are Unicode code points, the end excluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from synoptic.account import Account
from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line
from synoptic.errors import UnknownNameError
from synoptic.model import Document, Entity, Judgement, Run, Span
from synoptic.show.mcp.reasons import members_of, records_by_id, runs_of

Plain = dict[str, Any]
LIMIT, MOST = 20, 200
PAGE = 8_000  # code points of an article at a time
SPANS = 12  # of one line
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"”’»)\]]*|\n|$)")
SECTIONS = ("timeline", "voices", "figures", "talks", "relations", "wording", "gaps", "decisions", "sources")


@dataclass(frozen=True)
class View:
    """The records of an archive: by id, and as an account."""

    index: Index
    account: Account


def stories(view: View, limit: int = LIMIT) -> Plain:
    """Each story: its id, title, articles, outlets, independent origins, first and last day."""
    tales = view.account.stories.lines
    rows = [
        {
            "story": tale.story,
            "title": tale.heading,
            "articles": len(tale.documents),
            "outlets": list(tale.outlet_names),
            "origins": tale.origins,
            "first": tale.first,
            "last": tale.last,
        }
        for tale in tales
    ]
    return listed(rows, limit, "stories")


def account(view: View, story: str | None = None, section: str = "timeline", limit: int = LIMIT) -> Plain:
    """One section of a story (of all where none is given): its weightiest lines in reading order, each with its spans."""
    if section not in SECTIONS:
        raise UnknownNameError("section", section, list(SECTIONS))
    made = view.account
    if story is not None:
        known = [tale.story or "" for tale in made.stories]
        if story not in known:
            raise UnknownNameError("story", story, known[:10])
        made = made.of(story)
    found: Any = getattr(made, section)
    kept, _ = found.top(capped(limit))
    rows = [{**dict(zip(found.columns, found.rows(x)[0].cells, strict=True)), **backed(view, x)} for x in kept if found.rows(x)]
    return {"section": section, "lines": rows, "of": len(found)}


def search(view: View, words: str, limit: int = LIMIT) -> Plain:
    """Sentences that hold all of the words, whatever their case, in order of the sources; entities of such names."""
    wanted = [w.casefold() for w in re.findall(r"\w+", words)]
    found = [span for doc in view.index.documents.values() for span in sentences(doc, wanted)] if wanted else []
    named = [e for e in view.index.all(Entity) if wanted and any(all(w in n.casefold() for w in wanted) for n in (e.name, *e.aliases))]
    entities = [{"id": e.id, "name": e.name, "type": e.type, "mentions": len(e.mentions)} for e in sorted(named, key=lambda e: (-len(e.mentions), e.id))]
    return {**listed([spot(view, s) for s in found], limit, "sentences"), "entities": entities[: capped(limit)]}


def count(view: View, counted: str = "killed", story: str | None = None, limit: int = LIMIT) -> Plain:
    """Each series of what is counted ("killed", "injured", a noun): what it stands at, its status and reason, and every figure with its words."""
    series = [c for c in view.account.figures if (c.counted or "").casefold() == counted.casefold() and story in (None, c.story)]
    if not series:
        known = sorted({c.counted for c in view.account.figures if c.counted})
        raise UnknownNameError("count", counted, known)
    rows = [
        {
            "id": c.id,
            "story": c.story,
            "what": c.label,
            "range": {"low": c.low, "high": c.high},
            "moved": c.path,
            "status": c.status,
            "why": c.why,
            "origins": c.origins,
            "figures": [
                {"id": p.id, "day": p.day, "low": p.low, "high": p.high, "said_by": list(p.says), "withdrawn": p.withdrawn, **spot(view, p.evidence.words)}
                for p in c.points
            ],
        }
        for c in series
    ]
    return listed(rows, limit, "series")


def said(view: View, speaker: str, limit: int = LIMIT) -> Plain:
    """Every utterance of one speaker, by name: the day, how it is given, and each outlet's words. Names the nearest where there is none such."""
    lines = view.account.voices.lines_of(speaker)
    rows = [{"id": s.id, "story": s.story, "said": s.said, "given": s.words.type, **backed(view, s)} for line in lines for s in line.said]
    return {"speaker": lines[0].name, "also": list(lines[0].aliases), **listed(rows, limit, "utterances")}


def article(view: View, article: str, start: int = 0, length: int = PAGE) -> Plain:
    """The text from `start`, and what was found in it there. `article` is an id, or the number of a source."""
    docs = view.index.documents
    name = next((d for d, n in view.index.numbers.items() if str(n) == article.strip("[] ")), article)
    if name not in docs:
        raise UnknownNameError("article", article, list(docs)[:10])
    doc = docs[name]
    start = max(0, min(start, doc.length))
    end = min(doc.length, start + max(1, min(length, PAGE)))
    source = next(s for s in view.account.sources if s.id == name)
    marks = [m for m in source.marks if m.start < end and m.end > start]
    return {
        **cited(view, doc),
        "title": doc.title,
        "published": doc.published,
        "dated": doc.dated,
        "dated_why": doc.dated_why,
        "start": start,
        "end": end,
        "length": doc.length,
        "text": doc.text[start:end],
        "found": [{"start": m.start, "end": m.end, "kind": m.kind, "record": m.line, "exact": doc.text[m.start : m.end]} for m in marks],
    }


def why(view: View, record: str) -> Plain:
    """The reason of a record by its id, what it is made of with the words, which component made it, and what persons decided over it."""
    records = records_by_id(view.index)
    if record not in records:
        raise UnknownNameError("record", record, ["ids stand in the answers of the other tools"])
    row = records[record]
    components: list[Run] = runs_of(type(row))
    return {
        "id": record,
        "kind": type(row).__name__,
        "reason": getattr(row, "why", None) or getattr(row, "dated_why", None) or "it stands in the words",
        "score": getattr(row, "score", None),
        "made_of": [{"id": name, **spot(view, span)} for name, span in members_of(view.index, row)],
        "components": [{"component": c.component, "version": c.version} for c in components],
        "decisions": [decision(j) for j in view.index.all(Judgement) if record in j.records or j.id == record],
    }


def decision(judgement: Judgement) -> Plain:
    """What a person decided."""
    told = {"id": judgement.id, "who": judgement.who, "when": judgement.when, "did": judgement.act, "over": judgement.over, "why": judgement.why}
    return {**told, "field": judgement.field, "before": judgement.before, "after": judgement.after, "status": judgement.status}


def backed(view: View, line: Line) -> Plain:
    """Who stands behind a line, and the exact words of each."""
    spans = [witness(view, e) for e in line.evidence[:SPANS]]
    return {"id": line.id, "outlets": list(line.outlets), "origins": line.origins, "spans": spans, "spans_of": len(line.evidence)}


def witness(view: View, evidence: Evidence) -> Plain:
    """Words in their sentence."""
    return {**spot(view, evidence.words), "sentence": evidence.sentence}


def spot(view: View, span: Span) -> Plain:
    """A span, and whose words they are."""
    return {**cited(view, view.index.documents[span.document]), "start": span.start, "end": span.end, "exact": span.exact}


def cited(view: View, doc: Document) -> Plain:
    """An article as a source."""
    return {"document": doc.id, "source": view.index.numbers[doc.id], "outlet": view.index.labels[doc.id], "url": doc.url}


def sentences(doc: Document, wanted: list[str]) -> Iterable[Span]:
    """The sentences of an article that hold all of the words."""
    for found in SENTENCE.finditer(doc.text):
        held = set(re.findall(r"\w+", found[0].casefold()))
        if all(w in held for w in wanted):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield doc.span(start, start + len(found[0].strip()))


def listed(rows: list[Plain], limit: int, name: str) -> Plain:
    """The first of many, and how many there are."""
    return {name: rows[: capped(limit)], "of": len(rows)}


def capped(limit: int) -> int:
    """A limit that can be kept."""
    return max(1, min(limit, MOST))
