"""What was found in each text, and the line of the account that stands on it: for showing an article with its marks."""

from __future__ import annotations

from synoptic.account.figures import Figures
from synoptic.account.index import Index
from synoptic.account.sources import Mark
from synoptic.account.talks import Talks
from synoptic.account.timeline import Timeline
from synoptic.account.voices import Voices
from synoptic.model import Figure, Timex


def find_marks(index: Index, timeline: Timeline, voices: Voices, figures: Figures, talks: Talks) -> dict[str, tuple[Mark, ...]]:
    """Document id -> its marks, sorted."""
    found: dict[str, set[Mark]] = {doc: set() for doc in index.documents}
    for entry in (*timeline.lines, *timeline.undated):
        if entry.kind == "event":
            _add(found, "event", entry.id, [(s.document, s.start, s.end) for s in entry.spans])
    for said in voices.said:
        _add(found, "quotation", said.id, [(s.document, s.start, s.end) for s in said.spans])
    for count in figures:
        _add(found, "figure", count.id, [(s.document, s.start, s.end) for s in count.spans])
    for stand in talks:
        _add(found, "position", stand.id, [(s.document, s.start, s.end) for s in stand.spans])
        _add(found, "condition", stand.id, [(e.words.document, e.words.start, e.words.end) for e in stand.conditions])
    _add(found, "figure", None, [(f.document, f.start, f.end) for f in index.all(Figure) if f.series is None])
    _add(found, "time", None, [(t.document, t.start, t.end) for t in index.all(Timex)])
    _add(found, "name", None, [(s.document, s.start, s.end) for entity in index.entities.values() for s in entity.mentions])
    return {doc: tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.kind, m.line or ""))) for doc, marks in found.items()}


def _add(found: dict[str, set[Mark]], kind: str, line: str | None, places: list[tuple[str, int, int]]) -> None:
    for doc, start, end in places:
        if doc in found and start < end:
            found[doc].add(Mark(start, end, kind, line))
