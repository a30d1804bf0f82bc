"""Where what a judgement holds on to stands today: an anchor -> the annotation or document that it means, or why there is none.

The same id, where it is there. Else an annotation of the same kind on the same words: in the same text where components have changed, in the article's
current version where that has. Short words are taken for the same only where the words around them agree too, so that one "9" is not
taken for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from synoptic.judge.anchors import FOUND, article_of
from synoptic.model import Anchor, Chain, Document

LONG = 24  # characters of words that are found again by themselves
AROUND = 8  # characters beside shorter words that must agree
HALF = 0.5  # of the shorter of two spans that must lie in the other for them to be one


class Place(NamedTuple):
    """The unit that an anchor means (the id of a record, or `document:start` of bare words); None, and why."""

    unit: str | None
    why: str = ""


class Places:
    """The records found in all documents, for anchors to be looked up in."""

    def __init__(self, table: Mapping[type, Iterable[Any]]) -> None:
        """`table`: documents and what was found in them, by kind, before anything is linked."""
        self.table = table
        self.docs = {doc.id: doc for doc in table.get(Document, ())}
        self.articles = {article_of(doc): doc for doc in self.docs.values()}
        self.indexed: dict[str, tuple[set[str], dict[str, list[tuple[int, int, str]]]]] = {}

    def find(self, anchor: Anchor) -> Place:
        """What an anchor means today."""
        doc = self.docs.get(anchor.document) or self.articles.get(anchor.article)
        if doc is None:
            return Place(None, "the article is not here any more")
        if anchor.kind == "document":
            return Place(doc.id)
        if anchor.kind != "words" and anchor.id in self.index(anchor.kind)[0]:
            return Place(anchor.id)
        span = (anchor.start, anchor.end) if doc.sha256 == anchor.sha256 else again(anchor, doc.text)
        if span is None:
            return Place(None, "its words are not in the current version of the article")
        if anchor.kind == "words":
            return Place(f"{doc.id}:{span[0]}")
        best = max(((likeness(span, (start, end)), name) for start, end, name in self.index(anchor.kind)[1][doc.id]), default=(0.0, ""))
        return Place(best[1]) if best[0] > 0 else Place(None, f"its words are there, but no {anchor.kind.replace('_', ' ')} is found on them any more")

    def index(self, kind: str) -> tuple[set[str], dict[str, list[tuple[int, int, str]]]]:
        """The ids of a kind, and where each stands, by document; made where it is asked for."""
        if kind not in self.indexed:
            ids: set[str] = set()
            stands: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
            for record in self.table.get(FOUND[kind], ()):
                ids.add(record.id)
                stands[record.document].append((record.start, record.end, record.id))
                if isinstance(record, Chain):
                    stands[record.document] += [(m.start, m.end, record.id) for m in record.mentions]
            self.indexed[kind] = ids, stands
        return self.indexed[kind]


def again(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where the words of an anchor stand in another text: the place whose surroundings agree best; None where none is surely the same."""
    found: list[tuple[int, int]] = []
    start = text.find(anchor.exact)
    while start >= 0 and anchor.exact:
        end = start + len(anchor.exact)
        left, right = text[max(0, start - len(anchor.prefix)) : start], text[end : end + len(anchor.suffix)]
        found.append((agreeing(anchor.prefix[::-1], left[::-1]) + agreeing(anchor.suffix, right), start))
        start = text.find(anchor.exact, start + 1)
    if not found:
        return None
    alike, start = max(found, key=lambda f: (f[0], -abs(f[1] - anchor.start), -f[1]))
    return (start, start + len(anchor.exact)) if alike >= AROUND or len(anchor.exact) >= LONG else None


def agreeing(one: str, other: str) -> int:
    """How many characters two texts have in common from their start.

    >>> agreeing("harbour", "harvest")
    3
    """
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def likeness(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How much of two spans is one; 0 where less than HALF of the shorter lies in the other."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    longer = max(one[1], other[1]) - min(one[0], other[0])
    return shared / longer if shared > 0 and shared >= HALF * shorter else 0.0
