"""An article's text in pieces, for showing all that was found in it: marks may nest and overlap, the pieces do not.

Text in, pieces out whose texts put the article together again, each with the marks that cover it and the anchors (start, end) that
start at it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from synoptic.account.sources import Mark

RANK = {"figure": 0, "condition": 1, "position": 2, "event": 3, "quotation": 4, "time": 5, "name": 6}


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring code points that the same marks cover. `kinds` has the innermost first; `line` is what it links to."""

    text: str
    kinds: tuple[str, ...]
    line: str | None
    anchors: tuple[tuple[int, int], ...]


def cut_article(text: str, marks: Iterable[Mark], anchors: Iterable[tuple[int, int]]) -> list[list[Piece]]:
    """The pieces of each paragraph, in order."""
    marks = sorted({m for m in marks if 0 <= m.start < m.end <= len(text)}, key=lambda m: (m.start, -m.end))
    starts: dict[int, list[tuple[int, int]]] = {}
    for anchor in sorted(set(anchors)):
        starts.setdefault(anchor[0], []).append(anchor)
    inside = [start for start in starts if 0 <= start <= len(text)]
    breaks = {at for at, character in enumerate(text) if character == "\n"}
    edges = sorted({0, len(text), *inside, *breaks, *(b + 1 for b in breaks), *(m.start for m in marks), *(m.end for m in marks)})
    paragraphs: list[list[Piece]] = [[]]
    open_: list[Mark] = []
    at = 0
    for start, end in pairwise(edges):
        while at < len(marks) and marks[at].start <= start:
            open_.append(marks[at])
            at += 1
        open_ = [m for m in open_ if m.end > start]
        if start in breaks:
            paragraphs.append([])
        else:
            paragraphs[-1].append(_piece(text[start:end], open_, tuple(starts.get(start, ()))))
    return [p for p in paragraphs if any(piece.text.strip() for piece in p)]


def _piece(text: str, marks: list[Mark], anchors: tuple[tuple[int, int], ...]) -> Piece:
    inner = sorted(marks, key=lambda m: (RANK.get(m.kind, 9), m.end - m.start))
    line = next((m.line for m in sorted(inner, key=lambda m: (m.end - m.start, RANK.get(m.kind, 9))) if m.line), None)
    return Piece(text, tuple(dict.fromkeys(m.kind for m in inner)), line, anchors)
