"""Why a line is so: the reason its linker gave, scores where a component gives one, what it is made of, and the components with their versions.

What a person decided stands apart from what the machine did.
"""

from __future__ import annotations

from typing import Any

from synoptic.annotate import ANNOTATORS
from synoptic.link import LINKERS
from synoptic.model import Entity, Event, EventMention, Figure, Position, Quotation, Series, Utterance, Wording
from synoptic.show.web.plain import Plain, url
from synoptic.show.web.state import State

MADE_OF = {  # kind of line -> what is found in each article, and what joins it
    "event": (EventMention, Event),
    "said": (Quotation, Utterance),
    "series": (Figure, Series),
    "position": (Position, Position),
    "wording": (None, Wording),
    "entity": (None, Entity),
}
MEMBERS = 40


def components() -> list[Plain]:
    """All components with their versions."""
    found = [{"name": a.name, "version": a.version, "does": "finds", "gives": [a.gives.__name__]} for a in ANNOTATORS]
    return found + [{"name": x.name, "version": x.version, "does": "links", "gives": [kind.__name__ for kind in x.gives]} for x in LINKERS]


def reasons(state: State, kind: str, name: str) -> Plain:
    """Why the line of that kind and id is as it is."""
    found, joined = MADE_OF[kind]
    by = [{"name": a.name, "version": a.version, "does": "found it"} for a in ANNOTATORS if a.gives is found]
    by += [{"name": x.name, "version": x.version, "does": "linked it"} for x in LINKERS if joined in x.gives]
    lines: dict[str, Any] = {"event": state.event_records, "said": state.said, "series": state.series}
    line = lines.get(kind, {}).get(name)
    return {
        "reason": getattr(line, "why", "") or "",
        "members": members(state, kind, name)[:MEMBERS],
        "components": by,
        "relations": relations(state, name),
        "judgements": [j.id for j in state.decided.get(name, ())],
    }


def members(state: State, kind: str, name: str) -> list[Plain]:
    """What a line is made of: the words in each article, with the score where there is one."""
    if kind == "event":
        mentions = [state.event_mentions[m] for m in state.event_records[name].event_mentions if m in state.event_mentions]
        return [member(state, m, score=round(m.score, 3), label=" ".join(x for x in (m.type, m.cameo, m.modality) if x)) for m in mentions]
    if kind == "said":
        variants = {v.id for v in state.said[name].variants}
        return [member(state, q, label=q.type) for q in state.all(Quotation) if q.id in variants]
    if kind == "series":
        points = {p.id for p in state.series[name].points}
        return [member(state, f, label=" ".join(x for x in (f.counted, f.hedge) if x)) for f in state.all(Figure) if f.id in points]
    return []


def member(state: State, record: Any, *, label: str, score: float | None = None) -> Plain:
    """One member."""
    source = state.sources[record.document]
    at = f"{record.start}-{record.end}"
    return {
        "id": record.id,
        "outlet": source.outlet,
        "source": source.number,
        "exact": record.exact,
        "label": label,
        "score": score,
        "url": f"{url('article', record.document, at=at)}#at",
    }


def relations(state: State, name: str) -> list[Plain]:
    """How a line bears on others."""
    found = []
    for relation in state.related.get(name, ()):
        other = relation.to if relation.from_ == name else relation.from_
        page = state.find(other)
        if page:
            found.append({"id": relation.id, "type": relation.type, "other": other, "url": url(*page), "title": state.title(*page), "why": relation.why})
    return found[:MEMBERS]
