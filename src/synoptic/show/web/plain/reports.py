"""What every line has, as plain values: its reports, each with the exact words in their passage; where a page is; what a person decided."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from synoptic.account.section import Evidence, Line
from synoptic.show.view import View
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


class Reports:
    """The evidence of one state as plain values."""

    def __init__(self, state: State) -> None:
        """Over a state."""
        self.state = state
        self.view = View({name: source.text for name, source in state.sources.items()})

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

    def people(self, *entities: str) -> list[Plain]:
        """Names with their pages."""
        known = (self.state.entities[e] for e in entities if e in self.state.entities)
        return [{"id": e.id, "name": e.name, "url": url("entity", e.id)} for e in known]


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
