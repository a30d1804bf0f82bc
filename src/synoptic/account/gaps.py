"""Gaps: which source has which event, statement and count, and which leaves it out.

One line a thing, one cell a source: `has`, `not`, or `earlier` where the article is dated before the thing's day and could not
have had it. What an article has is what Synoptic found in it; the page says so, since a gap may be ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from synoptic.account.days import read_day
from synoptic.account.figures import Count, Figures
from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line, Row, Section
from synoptic.account.timeline import Entry, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Line):
    """One thing: `documents` have it; `lacking` could have it and do not; `earlier` are dated before its day.

    An outlet that has it in one article does not lack it in another: `without` and `before` are outlets none of whose articles has it.
    """

    kind: str  # event, statement, figure
    label: str
    words: Evidence
    day: str | None
    lacking: tuple[str, ...]
    earlier: tuple[str, ...]
    without: tuple[str, ...]
    before: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class Gaps(Section[Coverage]):
    """Things, those that most have first: what a source leaves out of them is the wider gap."""

    title: ClassVar[str] = "Gaps"
    columns: ClassVar[tuple[str, ...]] = ("what", "words", "left out by")

    def rows(self, line: Coverage) -> tuple[Row, ...]:
        """No row where nobody leaves it out."""
        return super().rows(line) if line.without else ()

    def cells(self, line: Coverage) -> tuple[str, ...]:
        """What it is, its words, who leaves it out."""
        return (line.label, line.told, ", ".join(line.without))

    def only(self, document: str) -> tuple[Coverage, ...]:
        """What one document alone has."""
        return tuple(line for line in self.lines if line.documents == (document,))


def build_gaps(index: Index, timeline: Timeline, figures: Figures) -> Gaps:
    """The section, from the timeline and the figures."""
    members: dict[str | None, list[str]] = {}
    for doc in index.documents:
        members.setdefault(index.story_of.get(doc), []).append(doc)
    lines = [_cover_entry(index, entry, members.get(entry.story, [])) for entry in (*timeline.lines, *timeline.undated)]
    lines += [_cover_count(index, count, members.get(count.story, [])) for count in figures]
    kept = (line for line in lines if len(line.documents) + len(line.lacking) > 1)
    order = sorted(kept, key=lambda x: (tuple(-w for w in x.weight), x.day or "~", x.words.source, x.words.words.start, x.id))
    return Gaps(tuple(order))


def _cover_entry(index: Index, entry: Entry, members: list[str]) -> Coverage:
    return _cover(
        index, entry, _others(index, entry, members, entry.date), kind=entry.kind, label=entry.label, words=entry.words, told=entry.told, day=entry.date
    )


def _cover_count(index: Index, count: Count, members: list[str]) -> Coverage:
    day, words = count.moves[0].day, (count.best or count.points[-1]).evidence
    return _cover(index, count, _others(index, count, members, day), kind="figure", label=count.label, words=words, told=words.words.exact, day=day)


def _cover(index: Index, line: Line, others: tuple[tuple[str, ...], tuple[str, ...]], **fields: Any) -> Coverage:
    lacking, earlier = others
    having = {index.labels[d] for d in line.documents}
    without = tuple(dict.fromkeys(o for d in lacking if (o := index.labels[d]) not in having))
    return Coverage(
        id=f"gap-{line.id}",
        story=line.story,
        evidence=line.evidence,
        documents=line.documents,
        origins=line.origins,
        lacking=lacking,
        earlier=earlier,
        without=without,
        before=tuple(dict.fromkeys(o for d in earlier if (o := index.labels[d]) not in having and o not in without)),
        **fields,
    )


def _others(index: Index, line: Line, members: list[str], day: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The story's documents that lack the line, and those of them that are dated before its day."""
    held, since = set(line.documents), read_day(day)
    lacking: list[str] = []
    earlier: list[str] = []
    for doc in members:
        if doc not in held:
            dated = read_day(index.documents[doc].dated)
            (earlier if since and dated and dated.last < since.first else lacking).append(doc)
    return tuple(lacking), tuple(earlier)
