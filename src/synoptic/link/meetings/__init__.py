"""Mentions of meetings -> each meeting once, over the articles of a story. A follow-up round is another meeting.

In: MeetingMentions with Documents, Stories, Entities and Timexes. Out: Meetings, and the mentions with entities' ids and the day that their words give.
Which mentions are one meeting is in `joining`, what a meeting's record says in `records`. Everything is sorted by what it says before it is joined, so that the
order of the input does not matter. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from synoptic.link.dating import when
from synoptic.link.meetings.joining import join
from synoptic.link.meetings.records import counts, follow, make, name_pairs
from synoptic.model import Document, Entity, Meeting, MeetingMention, MeetingPart, Story, Timex


def link(
    docs: Iterable[Document], stories: Iterable[Story], mentions: Iterable[MeetingMention], entities: Iterable[Entity], timexes: Iterable[Timex]
) -> tuple[list[Meeting], list[MeetingMention]]:
    """The meetings of all stories, and the mentions as they are now."""
    days = {d.id: d.dated or "" for d in docs}
    story_of = {d: s.id for s in stories for d in s.documents}
    known = {e.id: e for e in entities}
    of = {chain: e.id for e in known.values() for chain in e.chains}
    values = {t.id: t for t in timexes}
    rooms: dict[str, list[MeetingMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.document, m.start, m.end, m.id)):
        made = resolve(mention, of=of, timex=values.get(mention.timex or ""), day=days.get(mention.document, ""))
        rooms[story_of.get(made.document, made.document)].append(made)
    meetings: list[Meeting] = []
    resolved: list[MeetingMention] = []
    for _, room in sorted(rooms.items()):
        seated = list(seat(room, known))
        resolved += seated
        sittings = join((m, days.get(m.document, "")) for m in seated)
        name_pairs(sittings)
        meetings += follow(tuple(make(s) for s in sittings if counts(s)))
    return sorted(meetings, key=lambda m: m.id), sorted(resolved, key=lambda m: (m.document, m.start, m.id))


def resolve(mention: MeetingMention, *, of: Mapping[str, str], timex: Timex | None, day: str) -> MeetingMention:
    """A mention with entities in the place of chains, its day, and, where no verb tells its state, the state that the day tells."""
    parts = tuple(replace(p, entity=of.get(p.entity or ""), side=of.get(p.side or "")) for p in mention.parts)
    date = when(timex, day or None) if timex is not None else None
    state = mention.state
    if state is None and date and day:
        state = "planned" if date > day else "held"
    if state == "held" and date and day and len(date) == 10 and date > day:
        state = "planned"  # a present tense, or a headline: "Sides meet on Friday"
    return replace(mention, parts=parts, date=date, state=state or "mentioned")


def seat(room: Sequence[MeetingMention], known: Mapping[str, Entity]) -> Iterator[MeetingMention]:
    """The mentions of one story with the names of entities; who sits for a side anywhere in it is that side's member, and no party by himself."""
    sides: dict[str, Counter[tuple[str | None, str]]] = defaultdict(Counter)
    for part in (p for m in room for p in m.parts):
        if part.entity and part.side_name and part.role in ("leader", "member"):
            sides[part.entity][part.side, part.side_name] += 1
    for mention in room:
        parts: list[MeetingPart] = []
        for part in mention.parts:
            entity = known.get(part.entity or "")
            name = entity.name if entity is not None and is_proper(entity.name) and part.role not in ("round", "venue") else part.name
            if part.role == "party" and entity is not None and entity.type == "PERSON" and entity.id in sides:
                side, side_name = min(sides[entity.id].items(), key=lambda c: (-c[1], c[0][1], c[0][0] or ""))[0]
                parts.append(replace(part, entity=side, name=side_name))
                parts.append(replace(part, role="member", name=name, side=side, side_name=side_name))
            else:
                own = known.get(part.side or "")
                parts.append(replace(part, name=name, side_name=own.name if own is not None and is_proper(own.name) else part.side_name))
        yield replace(mention, parts=tuple(parts))


def is_proper(name: str) -> bool:
    """Whether an entity's name is one, and not what it is called in a sentence: "the union"."""
    return name[:1].isupper() and not name.lower().startswith(("the ", "a ", "its ", "their "))
