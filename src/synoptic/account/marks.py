"""What was found in each text, and the line of the account that stands on it: for showing an article with its marks."""

from __future__ import annotations

from collections.abc import Iterable

from synoptic.account.figures import Figures
from synoptic.account.index import Index
from synoptic.account.sources import Mark
from synoptic.account.talks import Talks
from synoptic.account.timeline import Timeline
from synoptic.account.voices import Voices
from synoptic.model import Figure, Timex

Found = dict[str, set[tuple[int, int, str, str]]]  # start, minus end, kind, line: they sort as marks are read, the longer first


def find_marks(index: Index, timeline: Timeline, voices: Voices, figures: Figures, talks: Talks) -> dict[str, tuple[Mark, ...]]:
    """Document id -> its marks, sorted."""
    found: Found = {doc: set() for doc in index.documents}
    for entry in timeline.shown:
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
    _add(found, "name", None, ((s.document, s.start, s.end) for entity in index.entities.values() for s in entity.mentions))
    return {doc: tuple(Mark(start, -back, kind, line or None) for start, back, kind, line in sorted(marks)) for doc, marks in found.items()}


def _add(found: Found, kind: str, line: str | None, places: Iterable[tuple[str, int, int]]) -> None:
    for doc, start, end in places:
        if start < end and doc in found:
            found[doc].add((start, -end, kind, line or ""))
