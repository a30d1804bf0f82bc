"""Talks: a ledger of where each party stands on talks or on the other's demand, and how that moved.

One line a position: party, toward whom, stance, topic, the words of its condition, the day. Reports of one position by
several documents are one line. `moves` reads the ledger party by party, in order of the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.days import read_day
from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line, Section
from synoptic.model import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand(Line):
    """One position; `conditions` are the words of its condition, one a document that gives them."""

    party: str | None
    toward: str | None
    stance: str
    topic: str | None
    conditions: tuple[Evidence, ...]
    date: str | None
    words: Evidence


@dataclass(frozen=True, slots=True)
class Course:
    """How one party's position moved, toward whomever and on whatever: the ids of its lines in order of their day."""

    party: str | None
    stances: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Talks(Section[Stand]):
    """Positions in order of their day; undated ones last."""

    title: ClassVar[str] = "Talks"
    columns: ClassVar[tuple[str, ...]] = ("day", "party", "stance", "words")

    def cells(self, line: Stand) -> tuple[str, ...]:
        """Day, party and toward whom, stance, words with the condition."""
        words = line.words.told + (f" [condition: {line.conditions[0].words.exact}]" if line.conditions else "")
        who = (line.party or "?") + (f" → {line.toward}" if line.toward else "")
        return (line.date or "undated", who, line.stance, words)

    @property
    def moves(self) -> tuple[Course, ...]:
        """Each party's course, those that moved first."""
        courses: dict[str | None, list[Stand]] = {}
        for line in self.lines:
            courses.setdefault(line.party, []).append(line)
        made = [Course(party, stances=_steps(found), lines=tuple(x.id for x in found)) for party, found in courses.items()]
        return tuple(sorted(made, key=lambda c: (-len(c.stances), -len(c.lines), c.party or "~")))


def build_talks(index: Index) -> Talks:
    """The section, from positions."""
    groups: dict[tuple[str, ...], list[Position]] = {}
    for position in index.all(Position):
        if position.document in index.documents:
            groups.setdefault(_same(index, position), []).append(position)
    lines = [_stand(index, found) for _, found in sorted(groups.items())]
    return Talks(tuple(sorted(lines, key=_reading_order)))


def _same(index: Index, position: Position) -> tuple[str, ...]:
    """What two reports of one position share: story, who, toward whom, on what, which stance, which day."""
    party, toward = _party(index, position), index.name(position.toward, position.toward_name)
    story = index.story_of.get(position.document, "")
    return (story, party or "", toward or "", position.topic or "", position.stance, position.date or "")


def _party(index: Index, position: Position) -> str | None:
    return index.name(position.party, position.party_name)


def _stand(index: Index, found: list[Position]) -> Stand:
    found = sorted(found, key=lambda p: (index.numbers[p.document], p.start, p.id))
    first = found[0]
    return Stand(
        id=min(p.id for p in found),
        party=_party(index, first),
        toward=index.name(first.toward, first.toward_name),
        stance=first.stance,
        topic=first.topic,
        conditions=index.evidence(p.condition for p in found if p.condition),
        date=first.date,
        words=index.witness(first.span),
        **index.backing(p.span for p in found),
    )


def _reading_order(line: Stand) -> tuple[object, ...]:
    day = read_day(line.date)
    return (day is None, day.first if day else "", line.words.source, line.words.words.start, line.id)


def _steps(found: list[Stand]) -> tuple[str, ...]:
    stances = [x.stance for x in found]
    return tuple(s for at, s in enumerate(stances) if at == 0 or s != stances[at - 1])
