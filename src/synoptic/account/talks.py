"""Talks: a ledger of where each party stands on talks or on another's demand, how that moved, and when they meet.

One line a position: party, toward whom, stance, topic, the words of its condition, the day. Reports of one position by several documents are one
line. `moves` reads the ledger party by party, in order of the day; `differences` says where two outlets tell one party's stance of one day
differently; `meetings` are those of `account.meetings`: rounds, who sat for whom, where and between whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar, Self

from synoptic.account.days import Day, read_day
from synoptic.account.index import Index
from synoptic.account.meetings import Meeting, build_meetings
from synoptic.account.section import Evidence, Line, Row, Section, Table
from synoptic.account.timeline import Timeline, name_some
from synoptic.model import Position

# stances that one party cannot take on one day toward one other: told so, outlets differ (or it moved within the day)
APART = frozenset(frozenset(pair) for pair in (("accept", "refuse"), ("accept", "conditional"), ("conditional", "refuse"), ("propose", "refuse")))
# topics by which an article tells of talks: one line of the ledger must not fall apart over them
TALKS = frozenset(["talk", "talks", "meet", "meeting", "sit", "negotiate", "negotiation", "dialogue", "discuss", "discussion", "summit", "offer", "invitation"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand(Line):
    """One position; `conditions` are the words of its condition, one a document that gives them; `positions` the records that it joins."""

    party: str | None
    toward: str | None
    stance: str
    topic: str | None
    conditions: tuple[Evidence, ...]
    date: str | None
    words: Evidence
    positions: tuple[str, ...]

    @property
    def day(self) -> Day | None:
        """The day that it is dated to."""
        return read_day(self.date)


@dataclass(frozen=True, slots=True)
class Course:
    """How one party's position moved, toward whomever and on whatever: the ids of its lines in order of their day."""

    party: str | None
    stances: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One party on one day, told to stand in two ways: each stance with the outlets that tell it, and the lines that do."""

    party: str | None
    date: str
    told: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Talks(Section[Stand]):
    """Positions in order of their day; undated ones last."""

    meetings: tuple[Meeting, ...] = ()
    title: ClassVar[str] = "Talks"
    columns: ClassVar[tuple[str, ...]] = ("day", "party", "stance", "words")

    def cells(self, line: Stand) -> tuple[str, ...]:
        """Day, party and toward whom, stance, words with the condition."""
        words = line.words.told + (f" [condition: {line.conditions[0].words.exact}]" if line.conditions else "")
        who = (line.party or "?") + (f" → {line.toward}" if line.toward else "")
        return (line.date or "undated", who, line.stance, words)

    def more(self) -> tuple[Table, ...]:
        """Courses, differences, meetings."""
        moved = [c for c in self.moves if len(c.stances) > 1]
        courses = tuple(Row((c.party or "?", " → ".join(c.stances))) for c in moved)
        told = tuple(Row((d.date, d.party or "?", "; ".join(f"{stance}: {', '.join(outlets)}" for stance, outlets in d.told))) for d in self.differences)
        meets = tuple(
            Row((m.date or "undated", m.state, name_some(m.who, 3), m.setting or (m.place or ""), m.words.told), m.numbers, m.outlets, m.origins)
            for m in self.meetings
        )
        varied = tuple(
            Row((m.date or "undated", name_some(m.who, 3), v.what, "; ".join(f"{answer}: {', '.join(outlets)}" for answer, outlets in v.told)))
            for m in self.meetings
            for v in m.variances
        )
        tables = (
            Table("How each party moved", ("party", "course"), courses),
            Table("Told differently", ("day", "party", "stances and outlets"), told),
            Table("Meetings", ("day", "state", "party", "round, seats and venue", "words"), meets),
            Table("Meetings told differently", ("day", "party", "what", "answers and outlets"), varied),
        )
        return tuple(table for table in tables if table.rows)

    @property
    def size(self) -> int:
        """Positions and meetings: parties may meet and take no stand."""
        return len(self.lines) + len(self.meetings)

    def of(self, story: str | None) -> Self:
        """Positions and meetings of one story."""
        return replace(self, lines=tuple(x for x in self.lines if x.story == story), meetings=tuple(m for m in self.meetings if m.story == story))

    @property
    def moves(self) -> tuple[Course, ...]:
        """Each party's course, those that moved first."""
        courses: dict[str | None, list[Stand]] = {}
        for line in self.lines:
            courses.setdefault(line.party, []).append(line)
        made = [Course(party, stances=_steps(found), lines=tuple(x.id for x in found)) for party, found in courses.items()]
        return tuple(sorted(made, key=lambda c: (-len(c.stances), -len(c.lines), c.party or "~")))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where outlets tell one party's stance of one day differently, in order of the day."""
        groups: dict[tuple[str, str, str], list[Stand]] = {}
        for line in self.lines:
            if line.party and line.date:
                groups.setdefault((line.date, line.party, line.story or ""), []).append(line)
        return tuple(d for (date, party, _), found in sorted(groups.items()) for d in _difference(date, party, found))


def _difference(date: str, party: str, found: Sequence[Stand]) -> Iterator[Difference]:
    lines = [x for pair in combinations(found, 2) if _apart(*pair) for x in pair]
    told: dict[str, dict[str, None]] = {}
    for line in lines:
        told.setdefault(line.stance, {}).update(dict.fromkeys(line.outlets))
    if told:
        yield Difference(party, date, tuple((stance, tuple(outlets)) for stance, outlets in told.items()), tuple(dict.fromkeys(x.id for x in lines)))


def _apart(a: Stand, b: Stand) -> bool:
    """Whether two lines of one party and day cannot both hold, toward one and the same, told by outlets that do not tell both."""
    return (
        frozenset({a.stance, b.stance}) in APART
        and (not a.toward or not b.toward or a.toward == b.toward)
        and (not a.topic or not b.topic or a.topic == b.topic)
        and not set(a.outlets) & set(b.outlets)
    )


def _steps(found: list[Stand]) -> tuple[str, ...]:
    stances = [x.stance for x in found]
    return tuple(s for at, s in enumerate(stances) if at == 0 or s != stances[at - 1])


def build_talks(index: Index, timeline: Timeline) -> Talks:
    """The section, from positions, and the events in which who takes one meets another."""
    lines = sorted((_stand(index, found) for found in _grouped(index)), key=reading_order)
    parties: dict[str | None, set[str]] = {}
    for line in lines:
        parties.setdefault(line.story, set()).update(name for name in (line.party, line.toward) if name)
    return Talks(tuple(lines), meetings=build_meetings(index, timeline, parties))


def _grouped(index: Index) -> Iterator[list[Position]]:
    """Reports of one position: story, party, stance and day are the same, so is the topic, and nobody names another to whom it is said."""
    groups: dict[tuple[str, ...], dict[str, list[Position]]] = {}
    for position in index.all(Position):
        if position.document in index.documents:
            story, topic = index.story_of.get(position.document, ""), _topic(position.topic) or ""
            key = (story, _party(index, position) or "", position.stance, position.date or "", topic)
            groups.setdefault(key, {}).setdefault(index.name(position.toward, position.toward_name) or "", []).append(position)
    for _, by_toward in sorted(groups.items()):
        unsaid = by_toward.pop("", [])
        most = min(by_toward, key=lambda t: (-len(by_toward[t]), t), default="")
        by_toward.setdefault(most, []).extend(unsaid)
        yield from (found for _, found in sorted(by_toward.items()) if found)


def _topic(topic: str | None) -> str | None:
    """What it is about; "meet", "sit" and "negotiation" are talks."""
    return "talks" if topic in TALKS else topic


def _party(index: Index, position: Position) -> str | None:
    return index.name(position.party, position.party_name)


def _stand(index: Index, found: list[Position]) -> Stand:
    found = sorted(found, key=lambda p: (index.numbers[p.document], p.start, p.id))
    first = found[0]
    return Stand(
        id=min(p.id for p in found),
        party=_party(index, first),
        toward=next((name for p in found if (name := index.name(p.toward, p.toward_name))), None),
        stance=first.stance,
        topic=_topic(first.topic),
        conditions=index.evidence(p.condition for p in found if p.condition),
        date=first.date,
        words=index.witness(first.span),
        positions=tuple(sorted(p.id for p in found)),
        **index.backing(p.span for p in found),
    )


def reading_order(line: Stand) -> tuple[object, ...]:
    """By day, then by source; undated ones last."""
    day = line.day
    return (day is None, day.first if day else "", line.words.source, line.words.words.start, line.id)
