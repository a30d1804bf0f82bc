"""What is no line of a section, as plain values: articles, stories, and people, bodies and places."""

from __future__ import annotations

from synoptic.account.sources import Having, Source
from synoptic.account.stories import Tale
from synoptic.show.view import web
from synoptic.show.web.plain.reports import Plain, Reports, judgement, url


class Articles(Reports):
    """The articles, stories and entities of one state."""

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
