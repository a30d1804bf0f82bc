"""Lines of an account as plain values: events, statements, counts, positions, meetings, relations, wordings."""

from __future__ import annotations

from synoptic.account.entries import Entry
from synoptic.account.figures import Count, Point
from synoptic.account.meetings import Meeting
from synoptic.account.relations import Bearing
from synoptic.account.talks import Stand
from synoptic.account.utterances import Said, Variant
from synoptic.account.voices import Manner, Voice
from synoptic.account.wording import Term
from synoptic.show.web.plain.reports import FEW, Plain, Reports, url, words_url


class Lines(Reports):
    """The lines of one state."""

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
