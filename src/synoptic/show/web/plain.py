"""Lines of an account as plain values: what a page's template reads and what its `.json` gives are one and the same.

Each function takes a line and gives a dict of text, numbers, lists and dicts. Words of articles are as they are; the template escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from synoptic.account.figures import Count, Point
from synoptic.account.meetings import Meeting
from synoptic.account.relations import Bearing
from synoptic.account.section import Evidence, Line
from synoptic.account.sources import Having, Source
from synoptic.account.stories import Tale
from synoptic.account.talks import Stand
from synoptic.account.timeline import Entry
from synoptic.account.utterances import Said, Variant
from synoptic.account.voices import Manner, Voice
from synoptic.account.wording import Term
from synoptic.show.view import View, web
from synoptic.show.web.state import State

Plain = dict[str, Any]
FEW = 4  # reports shown under a line of a list; its own page has all
KIND_NAMES = {
    "article": "article",
    "said": "statement",
    "event": "event",
    "series": "count",
    "position": "position",
    "wording": "wording",
    "entity": "person, body or place",
    "story": "story",
}


def url(kind: str, name: str, **query: Any) -> str:
    """The URL of a page: `/event/e-123?page=2`."""
    asked = {k: v for k, v in query.items() if v not in (None, "")}
    return f"/{kind}/{quote(name, safe='')}" + (f"?{urlencode(asked)}" if asked else "")


def words_url(evidence: Evidence) -> str:
    """Where words stand in their article."""
    w = evidence.words
    return f"{url('article', w.document)}#w-{w.start}-{w.end}"


class Plainly:
    """Lines of one state as plain values."""

    def __init__(self, state: State) -> None:
        """Over a state."""
        self.state = state
        self.view = View({name: source.text for name, source in state.sources.items()})

    # ------------------------------------------------------------ evidence

    def evidence(self, e: Evidence) -> Plain:
        """Exact words in their passage, and where they stand."""
        view = self.view
        return {
            "source": e.source,
            "outlet": e.outlet,
            "document": e.words.document,
            "start": e.words.start,
            "end": e.words.end,
            "before": view.before(e),
            "exact": e.words.exact,
            "after": view.after(e),
            "cut_before": view.cut_before(e),
            "cut_after": view.cut_after(e),
            "url": words_url(e),
        }

    def reports(self, line: Line, most: int | None = FEW) -> Plain:
        """The reports of a line, the first of each article first, and how many more there are."""
        seen: set[int] = set()
        first = [e for e in line.evidence if not (e.source in seen or seen.add(e.source))]  # type: ignore[func-returns-value]
        ordered = first + [e for e in line.evidence if e not in first] if len(first) < len(line.evidence) else first
        kept = ordered if most is None else ordered[:most]
        return {"reports": [self.evidence(e) for e in kept], "more_reports": len(ordered) - len(kept)}

    def told(self, e: Evidence, told: str) -> Plain:
        """A sentence with the words that matter in it."""
        before, exact, after = told.partition(e.words.exact)
        return {"before": before, "exact": exact, "after": after} if exact else {"before": "", "exact": told, "after": ""}

    def line(self, kind: str, line: Line, most: int | None = FEW, name: str | None = None) -> Plain:
        """What every line has."""
        name = name or line.id
        return {
            "kind": kind,
            "id": name,
            "url": url(kind, name),
            "story": line.story,
            "outlets": list(line.outlets),
            "articles": len(line.documents),
            "origins": line.origins,
            "decided": [judgement(j) for j in self.state.decided.get(name, ())],
            **self.reports(line, most),
        }

    # ------------------------------------------------------------ lines

    def entry(self, e: Entry, most: int | None = FEW) -> Plain:
        """An event or a statement of the timeline."""
        kind, name = ("event", e.id) if e.kind == "event" else ("said", e.id.removeprefix("said-"))
        record = self.state.event_records.get(e.id)
        return {
            **self.line(kind, e, most, name),
            "date": e.date,
            "day": e.day.first if e.day else None,
            "label": e.label,
            "cameo": e.cameo,
            "mode": e.mode,
            "modality": e.modality,
            "type": e.type,
            "who": list(e.who),
            "whom": list(e.whom),
            "place": e.place,
            "told": self.told(e.words, e.told),
            "leads": e.leads,
            "why": e.why,
            "people": self.people(*(record.actors if record else ())),
            "toward": self.people(*(record.recipients if record else ())),
            "places": self.people(*((record.place,) if record and record.place else ())),
        }

    def people(self, *entities: str) -> list[Plain]:
        """Names with their pages."""
        known = (self.state.entities[e] for e in entities if e in self.state.entities)
        return [{"id": e.id, "name": e.name, "url": url("entity", e.id)} for e in known]

    def variant(self, v: Variant) -> Plain:
        """One report of an utterance."""
        return {
            **self.evidence(v.evidence),
            "id": v.id,
            "type": v.type,
            "via": list(v.via),
            "polarity": v.polarity,
            "wording": v.wording,
            "parts": [{"text": text, "shared": shared} for text, shared in v.parts],
        }

    def said(self, s: Said, most: int | None = FEW) -> Plain:
        """An utterance; with `most` None all its variants."""
        kept = s.variants if most is None else s.variants[:most]
        voice = self.state.voices.get(s.id)
        return {
            **self.line("said", s, most),
            "speaker": s.speaker_name,
            "speaker_url": url("entity", s.speaker) if s.speaker in self.state.entities else None,
            "roles": list(voice.roles[:3]) if voice else [],
            "date": s.said,
            "type": s.words.type,
            "polarity": s.words.polarity,
            "via": list(s.via),
            "told": self.told(s.words.evidence, s.told),
            "shared": s.shared,
            "wordings": s.wordings,
            "without": list(s.without),
            "earlier": list(s.before),
            "variants": [self.variant(v) for v in kept],
            "more_variants": len(s.variants) - len(kept),
            "why": s.why,
        }

    def voice(self, v: Voice, most: int) -> Plain:
        """A speaker with the first of what they are reported to have said."""
        speaker = v.entity or v.said[0].speaker
        return {
            "id": v.id,
            "name": v.name,
            "roles": list(v.roles[:3]),
            "url": url("entity", speaker) if speaker in self.state.entities else None,
            "articles": len(v.documents),
            "origins": v.origins,
            "said": [self.said(s) for s in v.said[:most]],
            "more": max(0, len(v.said) - most),
            "manners": [self.manner(m) for m in v.manners],
        }

    def manner(self, m: Manner) -> Plain:
        """How an outlet gives a speaker's words."""
        return {"outlet": m.outlet, "direct": m.direct, "mixed": m.mixed, "indirect": m.indirect, "lacking": m.lacking, "words": m.words}

    def point(self, p: Point) -> Plain:
        """One count as one article gives it."""
        return {
            **self.evidence(p.evidence),
            "id": p.id,
            "sentence": self.told(p.evidence, p.evidence.sentence),
            "day": p.day,
            "low": p.low,
            "high": p.high,
            "value": p.value,
            "says": list(p.says),
            "hedge": p.hedge,
            "increment": p.increment,
            "part": p.part,
            "withdrawn": p.withdrawn,
        }

    def series(self, c: Count, most: int | None = FEW) -> Plain:
        """A figure series; with `most` None all its points."""
        kept = c.points if most is None else c.points[-most:]
        return {
            **self.line("series", c, most),
            "label": c.label,
            "counted": c.counted,
            "of": c.of,
            "place": c.place,
            "status": c.status,
            "value": c.value,
            "low": c.low,
            "high": c.high,
            "path": c.path,
            "moves": [{"day": m.day, "low": m.low, "high": m.high, "value": m.value} for m in c.moves],
            "best": self.point(c.best) if c.best else None,
            "rivals": [self.point(p) for p in c.newest if c.status == "conflict" and (not c.best or p.id != c.best.id)][:FEW],
            "points": [self.point(p) for p in kept],
            "more_points": len(c.points) - len(kept),
            "why": c.why,
        }

    def stand(self, s: Stand, most: int | None = FEW) -> Plain:
        """Where a party stands."""
        return {
            **self.line("position", s, most),
            "date": s.date,
            "party": s.party,
            "toward": s.toward,
            "stance": s.stance,
            "topic": s.topic,
            "told": self.told(s.words, s.words.told),
            "conditions": [self.evidence(e) for e in s.conditions[: most or None]],
            "why": "",
        }

    def meeting(self, m: Meeting) -> Plain:
        """A meeting, who sits for whom, and what outlets tell differently of it; its page is that of its event, else its words in their article."""
        return {
            **self.line("event" if m.event else "meeting", m),
            "url": url("event", m.event) if m.event else words_url(m.words),
            "date": m.date,
            "state": m.state,
            "round": m.round,
            "who": list(m.who),
            "place": m.place,
            "told": self.told(m.words, m.words.told),
            "seats": [
                {"role": s.role, "name": s.name, "side": s.side, "url": words_url(s.words[0]), "words": [self.evidence(e) for e in s.words[:FEW]]}
                for s in m.seats
            ],
            "differs": [{"what": v.what, "told": [{"answer": a, "outlets": list(o)} for a, o in v.told]} for v in m.variances],
            "follows": m.follows,
            "why": m.why,
        }

    def bearing(self, b: Bearing) -> Plain:
        """How two or more lines bear on each other."""
        sides = []
        for side in b.sides:
            page = self.state.find(side.line or side.id)
            sides.append(
                {
                    "kind": side.kind,
                    "url": url(*page) if page else None,
                    "label": side.label,
                    "who": list(side.who),
                    "day": side.day,
                    "told": side.words,
                    "outlets": list(side.outlets),
                    "why": side.why,
                }
            )
        return {**self.line("record", b, 0), "type": b.type, "why": b.why, "sides": sides[:12], "more_sides": max(0, len(sides) - 12)}

    def term(self, t: Term, most: int | None = FEW) -> Plain:
        """One thing and what each outlet calls it."""
        by_words = list(t.by_words.items())
        kept = by_words if most is None else by_words[:8]
        return {
            **self.line("wording", t, most),
            "referent": t.referent,
            "entity_url": url("entity", t.entity) if t.entity in self.state.entities else None,
            "words": [{"words": w, "outlets": list(outlets)} for w, outlets in kept],
            "more_words": len(by_words) - len(kept),
            "why": "",
        }

    def having(self, h: Having) -> Plain:
        """From whom an article has it."""
        return {
            "type": h.type,
            "to": h.to,
            "url": url("article", h.document) if h.document else None,
            "source": h.source,
            "evidence": self.evidence(h.evidence) if h.evidence else None,
            "why": h.why,
        }

    def source(self, s: Source) -> Plain:
        """An article without its text."""
        return {
            "kind": "article",
            "id": s.id,
            "url": url("article", s.id),
            "story": s.story,
            "number": s.number,
            "outlet": s.outlet,
            "title": s.title or s.name,
            "author": s.author,
            "published": s.published,
            "dated": s.dated,
            "dated_from": s.dated_from,
            "dated_why": s.dated_why,
            "origin": s.origin,
            "words": s.words,
            "original": web(s.url),
            "has_from": [self.having(h) for h in s.has_from],
            "decided": [judgement(j) for j in self.state.decided.get(s.id, ())],
        }

    def tale(self, t: Tale) -> Plain:
        """A story in one line."""
        return {
            "kind": "story",
            "id": t.id,
            "url": url("story", t.id),
            "heading": t.heading,
            "articles": len(t.documents),
            "outlets": list(t.outlet_names),
            "origins": t.origins,
            "first": t.first,
            "last": t.last,
            "undated": t.undated,
            "why": t.why,
            "decided": [judgement(j) for j in self.state.decided.get(t.id, ())],
        }

    def any(self, kind: str, name: str, most: int | None = FEW) -> Plain:
        """The line of that kind and id. Raises KeyError."""
        state = self.state
        if kind == "event":
            return self.entry(state.events[name], most)
        if kind == "said":
            return self.said(state.said[name], most)
        if kind == "series":
            return self.series(state.series[name], most)
        if kind == "position":
            return self.stand(state.positions[name], most)
        if kind == "wording":
            return self.term(state.wordings[name], most)
        if kind == "article":
            return self.source(state.sources[name])
        if kind == "story":
            return self.tale(state.tales[name])
        return self.entity(name)

    def entity(self, name: str) -> Plain:
        """A person, body or place."""
        e = self.state.entities[name]
        return {
            "kind": "entity",
            "id": e.id,
            "url": url("entity", e.id),
            "name": e.name,
            "type": e.type,
            "aliases": [a for a in e.aliases if a != e.name],
            "roles": list(e.roles),
            "country": e.country,
            "mentions": len(e.mentions),
            "articles": len({span.document for span in e.mentions}),
            "decided": [judgement(j) for j in self.state.decided.get(e.id, ())],
        }

    def anys(self, kind: str, names: Iterable[str], most: int | None = FEW) -> list[Plain]:
        """Several of one kind; those that are not here are left out."""
        known = {"event": self.state.events, "said": self.state.said, "series": self.state.series, "position": self.state.positions}
        known_ids: Any = known.get(kind, self.state.wordings)
        return [self.any(kind, name, most) for name in names if name in known_ids]


def judgement(j: Any) -> Plain:
    """What a person decided."""
    return {
        "id": j.id,
        "url": url("judgement", j.id),
        "act": j.act,
        "over": j.over,
        "who": j.who,
        "when": j.when,
        "why": j.why,
        "field": j.field,
        "before": j.before,
        "after": j.after,
        "status": j.status,
        "status_why": j.status_why,
        "withdraws": j.withdraws,
        "records": list(j.records),
        "seen": list(j.seen),
    }
