"""The keys, what labels mean, what is in the archive, and what the data form offers."""

from __future__ import annotations

from synoptic.show.glossary import terms
from synoptic.show.web.page import Context, Desk, page
from synoptic.show.web.reasons import components


@page("/help", "help.html.j2")
def help(desk: Desk) -> Context:
    """The keys, and how to use the desk from other programs."""
    return {"title": "Help", "keys": [{"keys": keys, "does": does} for keys, does in KEYS]}


@page("/glossary", "glossary.html.j2")
def glossary(desk: Desk) -> Context:
    """Every label and term that Synoptic prints."""
    kinds: dict[str, list[dict[str, str]]] = {}
    for term in terms():
        kinds.setdefault(term.kind, []).append({"name": term.name, "meaning": term.meaning, "source": term.source})
    return {"title": "Glossary", "kinds": [{"kind": kind, "source": found[0]["source"], "terms": found} for kind, found in kinds.items()]}


@page("/archive", "archive.html.j2")
def archive(desk: Desk) -> Context:
    """What is in the archive, what was refused and why, and the components that read it."""
    state = desk.state
    counts = {kind.__name__: len(rows) for kind, rows in state.records.items() if rows}
    return {
        "title": "Archive",
        "where": desk.where.rsplit("/", 1)[-1],
        "articles": len(state.sources),
        "outlets": len(state.outlets),
        "stories": len(state.tales),
        "kinds": dict(sorted(counts.items())),
        "components": components(),
        "refusals": [{"where": r.where.rsplit("/", 1)[-1], "reason": r.reason, "advice": r.advice} for r in state.refusals[:200]],
        "more_refusals": max(0, len(state.refusals) - 200),
    }


KEYS = (
    ("j, k", "next, previous line"),
    ("Enter, o", "open or close the line; follow the link"),
    (".", "the line's own page, with every report and why"),
    ("d", "decide on the line"),
    ("/", "search"),
    ("?", "this help"),
    ("g s", "stories"),
    ("g o", "the story at a glance"),
    ("g t", "timeline"),
    ("g v", "voices"),
    ("g f", "figures"),
    ("g k", "talks"),
    ("g x", "relations"),
    ("g w", "wording"),
    ("g g", "gaps"),
    ("g r", "sources"),
    ("g p", "places"),
    ("g c", "changes"),
    ("g j", "judgements"),
    ("n, p", "next, previous page of a list"),
    ("y", "copy the link of this line or page"),
    ("t", "light or dark"),
)
