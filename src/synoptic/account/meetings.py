"""Meetings of the talks: which round, who sat for whom, where, who stood between them, in which state, and where outlets tell one differently.

A line a Meeting, each of its parts on exact words; beside them the events of the timeline in which a party to the talks meets another and that no Meeting
tells of. In order of their day; what no source dates stands where it was first told of, last of its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from synoptic.account.days import Day, read_day
from synoptic.account.entries import Entry
from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line
from synoptic.account.timeline import Timeline
from synoptic.model import Meeting as Record
from synoptic.model import MeetingMention, MeetingPart

MEETS = ("meet", "visit", "phone", "mediate")  # PLOVER's modes of CONSULT
STATES = {"happened": "held", "reported": "held", "planned": "planned", "offered": "offered", "demanded": "asked for", "denied": "denied"}
ROLES = ("leader", "member", "mediator", "host", "chair", "venue", "means")  # as they are shown; parties stand in the head of the line
TELLING = ("mediator", "host", "chair", "venue", "leader")  # of which outlets may name others
NEAR = 200  # code points between an event's words and a meeting's that tell of the same
OPPOSED = (("denied", "held"), ("held", "refused"), ("cancelled", "held"), ("cancelled", "planned"), ("planned", "refused"), ("denied", "planned"))
BEFORE = {"mediator": "mediated by ", "host": "hosted by ", "chair": "chaired by ", "venue": "at "}


@dataclass(frozen=True, slots=True)
class Seat:
    """One part of a meeting: `role` leader, member, mediator, host, chair, venue or means; `side` is for whom somebody sits."""

    role: str
    name: str
    side: str | None
    words: tuple[Evidence, ...]

    @property
    def told(self) -> str:
        """The part in words: "mediated by Oman"."""
        if self.role in ("leader", "member"):
            return f"{self.name} {'leading' if self.role == 'leader' else 'sitting'} for {self.side}" if self.side else self.name
        return BEFORE.get(self.role, "") + self.name


@dataclass(frozen=True, slots=True)
class Variance:
    """What outlets tell differently of one meeting: `what` is day, state or a role; each answer with the outlets that give it."""

    what: str
    told: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Line):
    """Parties that meet; `round` where it is counted, `follows` is the meeting before it, `event` the timeline's where no more is told of it."""

    state: str
    who: tuple[str, ...]
    date: str | None
    place: str | None
    words: Evidence
    round: int | None = None
    seats: tuple[Seat, ...] = ()
    variances: tuple[Variance, ...] = ()
    follows: str | None = None
    event: str | None = None
    why: str = ""

    @property
    def day(self) -> Day | None:
        """The day that it is dated to."""
        return read_day(self.date)

    @property
    def setting(self) -> str:
        """Round, venue and who sits or stands where, in one line."""
        return " · ".join(([f"round {self.round}"] if self.round else []) + [s.told for s in self.seats])


def build_meetings(index: Index, timeline: Timeline, parties: dict[str | None, set[str]]) -> tuple[Meeting, ...]:
    """The meetings of all stories. `parties`: those who take a stand in a story, whose meetings among the events count."""
    known = {m.id: m for m in index.all(MeetingMention) if m.document in index.documents}
    made = []
    for record in index.all(Record):
        if mentions := [known[m] for m in record.meeting_mentions if m in known]:
            made.append(meeting(index, record, mentions))
    taken: dict[str, list[int]] = {}
    for one in made:
        for span in one.spans:
            taken.setdefault(span.document, []).append(span.start)
    for entry in timeline.shown:
        if not all(any(abs(s.start - at) <= NEAR for at in taken.get(s.document, ())) for s in entry.spans):
            made.extend(of_event(entry, parties.get(entry.story, set())))
    return tuple(sorted(made, key=reading_order))


def reading_order(line: Meeting) -> tuple[object, ...]:
    """By day, then by source."""
    day = line.day
    return (day is None, day.first if day else "", line.words.source, line.words.words.start, line.id)


def meeting(index: Index, record: Record, mentions: list[MeetingMention]) -> Meeting:
    """The line of a record; its words are those of the mention that says most of those that tell its state."""
    mentions = sorted(mentions, key=lambda m: (index.numbers[m.document], m.start, m.id))
    evidence = index.evidence(m.span for m in mentions)
    seats = tuple(seats_of(index, record.parts))
    fullest = max(mentions, key=lambda m: (m.state == record.state, len({p.role for p in m.parts}), len(m.parts), -index.numbers[m.document], -m.start))
    return Meeting(
        id=record.id,
        **index.backed(evidence),
        state=record.state,
        who=record.party_names,
        date=record.date,
        place=next((s.name for s in seats if s.role == "venue"), None),
        words=index.witness(fullest.span),
        round=record.round,
        seats=seats,
        variances=tuple(variances(index, mentions)),
        follows=record.follows,
        why=record.why,
    )


def seats_of(index: Index, parts: Iterable[MeetingPart]) -> Iterator[Seat]:
    """The parts of a meeting, each once with all words that tell it; a venue that says no more than another goes with that."""
    groups: dict[tuple[str, str, str], list[MeetingPart]] = {}
    for part in parts:
        if part.role in ROLES:
            groups.setdefault((part.role, part.entity or part.name.lower(), part.side or (part.side_name or "").lower()), []).append(part)
    leading = {key[1] for key in groups if key[0] == "leader"}
    for role in ROLES:
        found = [(key, rows) for key, rows in groups.items() if key[0] == role and not (role == "member" and key[1] in leading)]
        longer = {p.name.lower() for _, rows in found for p in rows} if role == "venue" else set()
        for _, rows in found:
            if all(any(p.name.lower() != n and p.name.lower() in n for n in longer) for p in rows):
                continue  # "Lindmark", beside "the border town of Lindmark"
            name = max((p.name for p in rows), key=len) if role == "venue" else rows[0].name
            yield Seat(role, name, rows[0].side_name, index.evidence(p.words for p in rows))


def variances(index: Index, mentions: Sequence[MeetingMention]) -> Iterator[Variance]:
    """Where outlets that each give one answer give different ones."""
    days: dict[str | None, dict[str, set[str]]] = {}
    states: dict[str | None, dict[str, set[str]]] = {}
    for m in mentions:  # of one day: what is told a day later may have happened since
        told = index.documents[m.document].dated
        states.setdefault(told, {}).setdefault(m.state or "", set()).add(m.document)
        if m.date and len(m.date) == len("2031-05-02"):
            days.setdefault(told, {}).setdefault(m.date, set()).add(m.document)
    for answers in days.values():
        yield from differing(index, "day", answers)
    for answers in states.values():
        for pair in OPPOSED:
            yield from differing(index, "state", {s: answers[s] for s in pair if s in answers})
    for role in TELLING:
        names: dict[str, dict[str, set[str]]] = {}
        for m in mentions:
            for p in m.parts:
                if p.role == role:
                    names.setdefault(p.side_name or "" if role == "leader" else "", {}).setdefault(p.name, set()).add(m.document)
        for side, answers in sorted(names.items()):
            yield from differing(index, f"{role} for {side}" if side else role, apart(answers))


def apart(answers: dict[str, set[str]]) -> dict[str, set[str]]:
    """Answers that share no word with another: "Lindmark" and "the border town of Lindmark" are one."""
    words = {name: {w.lower() for w in name.split() if w[:1].isupper()} or {name.lower()} for name in answers}
    return {name: docs for name, docs in answers.items() if all(name == n or not words[name] & words[n] for n in answers)}


def differing(index: Index, what: str, told: dict[str, set[str]]) -> Iterator[Variance]:
    """The variance, where two outlets or more stand apart, none of them with both."""
    if len(told) < 2:
        return
    outlets = {answer: tuple(dict.fromkeys(index.labels[d] for d in index.in_order(docs))) for answer, docs in sorted(told.items())}
    seen: set[str] = set()
    for names in outlets.values():
        if seen & set(names):
            return
        seen |= set(names)
    yield Variance(what, tuple(outlets.items()))


def of_event(entry: Entry, parties: set[str]) -> Iterator[Meeting]:
    """An event in which parties to the talks meet, or nothing."""
    who = tuple(dict.fromkeys((*entry.who, *entry.whom)))
    if entry.type == "CONSULT" and entry.mode in MEETS and entry.modality in STATES and len(who) > 1 and parties & set(who):
        yield Meeting(
            id=entry.id,
            story=entry.story,
            evidence=entry.evidence,
            documents=entry.documents,
            origins=entry.origins,
            state=STATES[entry.modality],
            who=who,
            date=entry.date,
            place=entry.place,
            words=entry.words,
            event=entry.id,
        )
