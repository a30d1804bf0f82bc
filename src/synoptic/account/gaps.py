"""Gaps: which outlet has which event, statement and count, and what each leaves out.

Only what several independent origins have and some outlet lacks is a line: what one source alone has is its own story, what all have is no gap. An
outlet is `without` a thing where none of its articles has it though one could; `before` where all are dated before its day. What an outlet
has is what Synoptic found in it; the page says so, since a gap may be ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from synoptic.account.coverage import Coverage
from synoptic.account.entries import Entry
from synoptic.account.figures import Figures
from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line, Row, Section, Table
from synoptic.account.timeline import Timeline

KINDS = ("event", "statement", "figure")
LEFT_OUT = 2  # things named beside an outlet in a table; the matrix and the data have all


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Line):
    """One thing that some have and some lack. `documents` have it, `lacking` could; `without` and `before` are outlets, `thing` the line it is about."""

    thing: str
    kind: str  # event, statement, figure
    label: str
    words: Evidence
    day: str | None
    lacking: tuple[str, ...]
    earlier: tuple[str, ...]
    without: tuple[str, ...]
    before: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Share:
    """One outlet: how many of the events, statements and counts it has that it could have, and the lines of those that it lacks."""

    outlet: str
    has: tuple[int, int, int]
    could: tuple[int, int, int]
    lacks: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """`3 of 5`, one a kind."""
        return tuple(f"{has} of {could}" if could else "–" for has, could in zip(self.has, self.could, strict=True))


@dataclass(frozen=True)
class Gaps(Section[Gap]):
    """Things, those that most have first: what an outlet leaves out of them is the wider gap."""

    title: ClassVar[str] = "Gaps"
    columns: ClassVar[tuple[str, ...]] = ("what", "words", "left out by")

    def cells(self, line: Gap) -> tuple[str, ...]:
        """What it is, its words, who leaves it out."""
        return (line.label, line.told, ", ".join(line.without))

    def more(self) -> tuple[Table, ...]:
        """A row an outlet."""
        named = {line.id: line.told for line in self.lines}
        rows = (Row((s.outlet, *s.told, "; ".join(named[g] for g in s.lacks[:LEFT_OUT]))) for s in self.shares)
        note = "Of what several independent origins have, and an outlet could have had."
        return (Table("What each outlet has", ("outlet", "events", "statements", "figures", "leaves out, for one"), tuple(rows), note),) if self.lines else ()

    @property
    def shares(self) -> tuple[Share, ...]:
        """Outlets, those that have most first."""
        has: dict[str, list[int]] = {}
        lacks: dict[str, list[Gap]] = {}
        for line in self.lines:
            for outlet in line.outlets:
                has.setdefault(outlet, [0, 0, 0])[KINDS.index(line.kind)] += 1
            for outlet in line.without:
                lacks.setdefault(outlet, []).append(line)
        outlets = dict.fromkeys(o for line in self.lines for o in (*line.outlets, *line.without, *line.before))
        made = [_share(outlet, has.get(outlet, [0, 0, 0]), lacks.get(outlet, [])) for outlet in outlets]
        return tuple(sorted(made, key=lambda s: (-sum(s.has), len(s.lacks), s.outlet)))


def _share(outlet: str, has: list[int], lacks: list[Gap]) -> Share:
    could = [count + sum(line.kind == kind for line in lacks) for count, kind in zip(has, KINDS, strict=True)]
    return Share(outlet, (has[0], has[1], has[2]), (could[0], could[1], could[2]), tuple(line.id for line in lacks))


def build_gaps(index: Index, coverage: Coverage, timeline: Timeline, figures: Figures) -> Gaps:
    """The section, from the timeline and the figures."""
    return Gaps(tuple(sorted(_gaps(index, coverage, timeline, figures), key=rank)))


def rank(gap: Gap) -> tuple[object, ...]:
    """What most have first."""
    return (tuple(-w for w in gap.weight), gap.day or "~", gap.words.source, gap.words.words.start, gap.id)


def _gaps(index: Index, coverage: Coverage, timeline: Timeline, figures: Figures) -> Iterator[Gap]:
    for entry in timeline.shown:
        if entry.origins > 1:
            yield from _gap(index, coverage, entry, kind=entry.kind, label=_label(entry), words=entry.words, told=entry.told, day=entry.date)
    for count in figures:
        if count.origins > 1:
            words = (count.best or count.points[-1]).evidence
            yield from _gap(index, coverage, count, kind="figure", label=count.label, words=words, told=words.words.exact, day=count.moves[0].day)


def _label(entry: Entry) -> str:
    return entry.label if entry.kind == "event" else f"said: {entry.who[0]}" if entry.who else "said"


def _gap(index: Index, coverage: Coverage, line: Line, **fields: Any) -> Iterator[Gap]:
    absent = coverage.absent(line.story, line.documents, fields["day"])
    if absent.without:
        yield Gap(
            id=f"gap-{line.id}",
            thing=line.id.removeprefix("said-"),
            story=line.story,
            evidence=line.evidence,
            documents=line.documents,
            origins=line.origins,
            lacking=absent.lacking,
            earlier=absent.earlier,
            without=absent.without,
            before=absent.before,
            **fields,
        )
