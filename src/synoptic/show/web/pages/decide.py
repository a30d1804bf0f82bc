"""Deciding: the form over one record, and what persons decided, shown as theirs and never mixed up with the machine's."""

from __future__ import annotations

from typing import Any

from synoptic.errors import JudgementError
from synoptic.judge import KEPT, withdrawn
from synoptic.judge.anchors import FOUND, GROUPS, look_up
from synoptic.judge.fields import FIELDS, MODALITIES, PLOVER, STANCES, value_of
from synoptic.model import Entity
from synoptic.show.web.page import Context, Desk, Name, PageNo, missing, page, paged
from synoptic.show.web.plain import Plain, judgement, url

MEMBERS, CANDIDATES = 80, 24
CHOICES = {"type": PLOVER, "modality": MODALITIES, "stance": STANCES}
HINTS = {
    "range": "12, 12..20, 12.. (at least) or ..20 (at most)",
    "date": "2031-05-02, 2031-05 or 2031-05-01/2031-05-03",
    "dated": "2031-05-02",
    "said": "2031-05-02",
    "as_of": "2031-05-02",
    "occurred": "2031-05-02",
}
PAGE_OF = {"entity": "entity", "utterance": "said", "series": "series", "event": "event", "story": "story", "document": "article", "position": "position"}


@page("/decide/{record}", "decide.html.j2", personal=True)
def decide(desk: Desk, record: Name) -> Context:
    """What a person may decide over a record, and what was decided over it."""
    try:
        kind, row = look_up(desk.state.records, record)
    except JudgementError:
        raise missing("record that can be judged", record) from None
    shown = desk.state.find(record)
    title = desk.state.title(*shown) if shown else getattr(row, "exact", record)
    return {
        "title": f"Decide: {title}",
        "record": {"id": record, "kind": kind, "title": title, "url": url(*shown) if shown else None, "exact": getattr(row, "exact", None)},
        "judgements": [judgement(j) for j in desk.state.decided.get(record, ())],
        "fields": fields(desk, kind, row),
        "members": members(desk, kind, row),
        "candidates": candidates(desk, kind, record),
        "may": {"join": kind in GROUPS, "split": kind in GROUPS, "reject": kind not in KEPT, "correct": bool(FIELDS.get(kind))},
        "decides": desk.writable and desk.person.decides,
        "why_not": "" if desk.writable else "The archive may not be written here." if desk.person.decides else "Your role reads; an analyst decides.",
        "who": desk.person.name,
    }


def fields(desk: Desk, kind: str, row: Any) -> list[Plain]:
    """What of a record can be corrected, with what it is now."""
    entities = desk.state.all(Entity)
    found = []
    for name, check in FIELDS.get(kind, {}).items():
        choices = list(CHOICES.get(name, ())) if kind in ("event", "position") else []
        hint = "a name, or the id of a person, body or place" if not callable(check) else HINTS.get(name, "")
        found.append({"name": name, "now": value_of(entities, row, name), "choices": choices, "hint": hint})
    return found


def members(desk: Desk, kind: str, row: Any) -> list[Plain]:
    """What a group is made of: what can be split from it."""
    if kind not in GROUPS:
        return []
    _, member, listed = GROUPS[kind]
    names = getattr(row, listed)[:MEMBERS]
    if member == "document":
        sources = [desk.state.sources[n] for n in names if n in desk.state.sources]
        return [{"id": s.id, "outlet": s.outlet, "exact": s.title or s.name, "url": url("article", s.id)} for s in sources]
    wanted = set(names)
    found = []
    for one in desk.state.all(FOUND[member]):
        if one.id in wanted:
            source = desk.state.sources[one.document]
            at = f"{one.start}-{one.end}"
            exact = getattr(one, "clause", None) or one
            found.append({"id": one.id, "outlet": source.outlet, "exact": exact.exact, "url": f"{url('article', one.document, at=at)}#at"})
    return found


def candidates(desk: Desk, kind: str, record: str) -> list[Plain]:
    """Records of the same kind that this one may be one with: those of the same story that are most like it."""
    if kind not in GROUPS:
        return []
    state = desk.state
    page_kind = PAGE_OF[kind]
    if kind == "event":
        found = near_events(desk, record)
    elif kind == "entity":
        words = set(state.entities[record].name.casefold().split())
        alike = [e for e in state.entities.values() if e.id != record and words & set(e.name.casefold().split())]
        found = [e.id for e in sorted(alike, key=lambda e: (e.type != state.entities[record].type, -len(e.mentions), e.name))]
    elif kind == "story":
        found = [t.id for t in state.account.stories if t.id != record and t.story]
    else:
        lines: dict[str, Any] = dict(state.said if kind == "utterance" else state.series)
        here = lines.get(record)
        same = [x for x in lines.values() if here and x.id != record and x.story == here.story]
        alike_field = "speaker" if kind == "utterance" else "counted"
        found = [x.id for x in sorted(same, key=lambda x: (getattr(x, alike_field) != getattr(here, alike_field), tuple(-w for w in x.weight), x.id))]
    return [{"id": name, "title": state.title(page_kind, name), "url": url(page_kind, name)} for name in found[:CANDIDATES]]


def near_events(desk: Desk, record: str) -> list[str]:
    """Events of the same story, those that share day, type and people first."""
    state = desk.state
    if record not in state.events:
        return []
    here = state.events[record]
    people = {*here.who, *here.whom}

    def unlike(entry: Any) -> tuple[Any, ...]:
        return (-((entry.day == here.day) + (entry.type == here.type) + bool(people & {*entry.who, *entry.whom})), tuple(-w for w in entry.weight), entry.id)

    return [e.id for e in sorted((e for e in state.events.values() if e.id != record and e.story == here.story), key=unlike)]


@page("/judgements", "judgements.html.j2", personal=True)
def judgements(desk: Desk, page: PageNo = 1) -> Context:
    """All that persons decided, the last first."""
    ordered = sorted(desk.state.judgements, key=lambda j: (j.when, j.id), reverse=True)
    shown, at = paged(ordered, page)
    return {"title": "Judgements", "judgements": [told(desk, j) for j in shown], "at": at, "decides": desk.writable and desk.person.decides}


@page("/judgement/{judgement}", "judgement.html.j2", personal=True)
def judgement_of(desk: Desk, judgement: Name) -> Context:
    """One decision: who, when, why, before and after, and what it shaped."""
    found = next((j for j in desk.state.judgements if j.id == judgement), None)
    if found is None:
        raise missing("judgement", judgement)
    return {
        "title": f"Judgement: {found.act} {found.over}",
        "judgement": told(desk, found),
        "decides": desk.writable and desk.person.decides,
        "who": desk.person.name,
    }


def told(desk: Desk, made: Any) -> Plain:
    """A judgement with the pages of what it shaped, and whether it can be undone."""
    undone = withdrawn(desk.state.judgements)
    pages = dict.fromkeys(found for name in (*made.records, *made.seen) if (found := desk.state.find(name)))
    return {
        **judgement(made),
        "pages": [{"url": url(*found), "title": desk.state.title(*found), "kind": found[0]} for found in pages][:8],
        "words": [{"exact": a.exact, "outlet": desk.state.sources[a.document].outlet if a.document in desk.state.sources else ""} for a in made.anchors[:12]],
        "undone": made.id in undone,
        "undone_by": judgement(undone[made.id]) if made.id in undone else None,
    }
