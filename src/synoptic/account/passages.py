"""A passage: the source's own words around what a line stands on, long enough to be understood, short enough to be read.

The paragraph where it is short; else the sentences that hold the words, by a plain rule (no parse is at hand here); else a cut
at a space. A cut is seen by comparing the passage's ends with the text, so nothing is added to a source's words.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from synoptic.model import Document, Span

LIMIT = 360  # code points: about four lines of a page; chosen by looking, measured on nothing
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])")


class Passages:
    """The passages of one document: what stands in one short paragraph shares it, so that it is cut out once."""

    def __init__(self, doc: Document) -> None:
        """Note where the paragraphs are that are short enough to be shown whole."""
        self.doc = doc
        found: list[tuple[int, int]] = []
        at = 0
        for line in doc.text.split("\n"):
            inner = line.strip()
            if inner and len(inner) <= LIMIT:
                first = at + line.index(inner)
                found.append((first, first + len(inner)))
            at += len(line) + 1
        self.starts = [first for first, _ in found]
        self.ends = [last for _, last in found]
        self.made: dict[int, Span] = {}

    def around(self, start: int, end: int) -> Span:
        """The words around `start`..`end`, as `passage` gives them."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or end > self.ends[at]:
            return passage(self.doc, start, end)
        if at not in self.made:
            self.made[at] = self.doc.span(self.starts[at], self.ends[at])
        return self.made[at]


def passage(doc: Document, start: int, end: int) -> Span:
    """The words around `start`..`end`; always holds them whole."""
    text = doc.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    first, last = _trim(text, first, last, start, end)
    if last - first <= LIMIT:
        return doc.span(first, last)
    first, last = _sentences(text, first, last, start, end)
    room = max(0, LIMIT - (end - start)) // 2
    if last - first > LIMIT:
        first = max(first, _space_after(text, start - room, start)) if start - first > room else first
        last = min(last, _space_before(text, end + room, end)) if last - end > room else last
    return doc.span(*_trim(text, first, last, start, end))


def _sentences(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The sentence ends nearest to the words, searched within one limit of them so that one huge line costs nothing."""
    left = max(first, start - 2 * LIMIT)
    before = [m.end() for m in SENTENCE_END.finditer(text, left, start + 2) if m.end() <= start]  # two more: what comes next tells an end
    after = SENTENCE_END.search(text, max(start, end - 2), min(last, end + 2 * LIMIT))
    return (before[-1] if before else first), max(end, after.end() if after else last)


def _space_after(text: str, at: int, limit: int) -> int:
    at = max(0, at)
    while at < limit and not text[at - 1 : at].isspace():
        at += 1
    return at


def _space_before(text: str, at: int, limit: int) -> int:
    at = min(len(text), at)
    while at > limit and not text[at : at + 1].isspace():
        at -= 1
    return at


def _trim(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
