"""The records of meetings: state, day, parties and follow-ups, from the mentions that are one.

In: Sittings. Out: Meetings. The latest articles tell the state; what was held is not planned again. "Both sides" that a text does not name are those who meet
in its story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from synoptic.ids import make_id
from synoptic.link.meetings.joining import LATER, Sitting
from synoptic.link.meetings.names import is_short_for, matched
from synoptic.model import Meeting, MeetingMention, MeetingPart

WEIGHT = (  # of what articles of one day tell, the first counts
    "adjourned", "cancelled", "postponed", "held", "refused", "denied", "planned", "offered", "asked for", "possible", "mentioned",
)  # fmt: skip
VAGUE = ("offered", "asked for", "possible", "mentioned")  # a record only with two parties, a round or a day: else it is a position, and the ledger has that
Told = tuple[MeetingMention, str]


def name_pairs(made: Sequence[Sitting]) -> None:
    """Of "both sides" that a text does not name, the parties are the two that meet most often in the story, where a party that it does name is one."""
    pairs: Counter[tuple[tuple[str, str, str], ...]] = Counter()
    for sitting in made:
        if len(sitting.parties) == 2:
            pairs[tuple((k, sitting.parties[k], sitting.seats[k]) for k in sorted(sitting.parties))] += len(sitting.told)
    ranked = sorted(pairs, key=lambda p: (-pairs[p], p))
    for sitting in made:
        if len(sitting.parties) < 2 and any(p.role == "pair" for m, _ in sitting.told for p in m.parts):
            found = next((p for p in ranked if matched(sitting.parties, {k: n for k, n, _ in p}) == len(sitting.parties)), ())
            for key, name, shown in found:
                sitting.seat(key, name, shown)


def counts(sitting: Sitting) -> bool:
    """Whether a meeting is worth a line: one that only might be, or that is only asked for, has two parties, a round or a day."""
    states = {m.state for m, _ in sitting.told}
    if len(sitting.parties) < 2 and sitting.round is None and not sitting.days and not sitting.venues:
        return any(p.role in ("pair", "mediator", "host") for m, _ in sitting.told for p in m.parts) and not states <= set(VAGUE)
    return not states <= set(VAGUE) or sitting.round is not None or bool(sitting.days) or len(sitting.parties) > 1


def make(sitting: Sitting) -> Meeting:
    """The record of a meeting."""
    told = sorted(sitting.told, key=lambda t: (t[1], t[0].document, t[0].start, t[0].id))
    mentions = [m for m, _ in told]
    return Meeting(
        id=make_id("mt", min(m.id for m in mentions)),
        round=sitting.round,
        state=state_of(told),
        date=day_of(told),
        parties=tuple(key for key in sitting.seats if key.startswith("e-")),
        party_names=tuple(sitting.seats.values()),
        topic=min(Counter(m.topic for m in mentions if m.topic).items(), key=lambda c: (-c[1], c[0]), default=(None, 0))[0],
        parts=tuple(under_one_name(p, sitting) for m in mentions for p in m.parts),
        mentions=tuple(m.span for m in mentions),
        documents=tuple(dict.fromkeys(m.document for m in mentions)),
        meeting_mentions=tuple(m.id for m in mentions),
        why=reason(sitting),
    )


def under_one_name(part: MeetingPart, sitting: Sitting) -> MeetingPart:
    """A part with its party or side under the name that the meeting has for it: "Maravia" for "Maravian"."""
    name = (part.name if part.role == "party" else part.side_name or "").lower()
    key = next((k for k, n in sitting.parties.items() if name and (is_short_for(name, n) or is_short_for(n, name))), None)
    if key is None or part.role not in ("party", "leader", "member"):
        return part
    entity = key if key.startswith("e-") else None
    return replace(part, entity=entity, name=sitting.seats[key]) if part.role == "party" else replace(part, side=entity, side_name=sitting.seats[key])


def state_of(told: Sequence[Told]) -> str:
    """What the latest articles tell; what was held is not planned again."""
    states = [(day, m.state or "mentioned") for m, day in told if m.state != "mentioned"]
    if not states:
        return "mentioned"
    last = max(day for day, _ in states)
    found = min((s for day, s in states if day == last), key=WEIGHT.index)
    return "held" if found in LATER and found != "postponed" and any(s == "held" for _, s in states) else found


def day_of(told: Sequence[Told]) -> str | None:
    """The day that most of those give who tell that it was held, else of the latest who give one."""
    held = Counter(m.date for m, _ in told if m.date and m.state not in LATER)
    if held:
        return min(held, key=lambda d: (-held[d], -len(d or ""), d or ""))
    return next((m.date for m, _ in reversed(told) if m.date), None)


def reason(sitting: Sitting) -> str:
    """Why mentions are one meeting."""
    if len(sitting.told) < 2:
        return ""
    same = [f"round {sitting.round}"] if sitting.round else []
    same += ["the same day"] if len(sitting.days) == 1 else []
    same += ["the same parties"] if len(sitting.parties) > 1 else []
    return ", ".join(same) or "told of beside each other"


def follow(meetings: Sequence[Meeting]) -> Iterator[Meeting]:
    """Meetings, each round with the one before it where the parties are the same."""
    names = [{n.lower(): n.lower() for n in m.party_names} for m in meetings]
    for mine, meeting in zip(names, meetings, strict=True):
        earlier = [
            m.id
            for theirs, m in zip(names, meetings, strict=True)
            if meeting.round and m.round == meeting.round - 1 and matched(mine, theirs) >= min(len(mine), len(theirs), 2)
        ]
        yield replace(meeting, follows=min(earlier)) if earlier else meeting
