"""The records of meetings: state, day, parties and follow-ups, from the mentions that are one.

In: Sittings. Out: Meetings. The latest articles tell the state; what was held is not planned again. "Both sides" that a text does not name are those who meet
in its story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from synoptic.ids import make_id
from synoptic.link.meetings.joining import LATER, Sitting, Told, is_short_for, matched
from synoptic.model import Meeting

WEIGHT = (  # of what articles of one day tell, the first counts
    "adjourned", "cancelled", "postponed", "held", "refused", "denied", "planned", "offered", "asked for", "possible", "mentioned",
)  # fmt: skip
VAGUE = ("offered", "asked for", "possible", "mentioned")  # a record only with two parties, a round or a day: else it is a position, and the ledger has that


def name_pairs(made: Sequence[Sitting]) -> None:
    """Of "both sides" that a text does not name, the parties are the two that meet most often in the story, where a party that it does name is one."""
    pairs: Counter[tuple[tuple[str, str, str], ...]] = Counter()
    for sitting in made:
        if len(sitting.parties) == 2:
            pairs[tuple((k, sitting.parties[k], sitting.seats[k]) for k in sorted(sitting.parties))] += len(sitting.told)
    ranked = sorted(pairs, key=lambda p: (-pairs[p], p))
    for sitting in made:
        if len(sitting.parties) < 2 and any(p.role == "pair" for t in sitting.told for p in t.mention.parts):
            names = [{k: n for k, n, _ in pair} for pair in ranked]
            found = next((p for p, n in zip(ranked, names, strict=True) if matched(sitting.parties, n) == len(sitting.parties)), ())
            for key, name, shown in found:
                if not any(is_short_for(name, n) or is_short_for(n, name) for n in sitting.parties.values()):
                    sitting.parties[key], sitting.seats[key] = name, shown


def counts(sitting: Sitting) -> bool:
    """Whether a meeting is worth a line: one that only might be, or that is only asked for, has two parties, a round or a day."""
    states = {t.mention.state for t in sitting.told}
    if len(sitting.parties) < 2 and sitting.round is None and not sitting.days and not sitting.venues:
        return any(p.role in ("pair", "mediator", "host") for t in sitting.told for p in t.mention.parts) and not states <= set(VAGUE)
    return not states <= set(VAGUE) or sitting.round is not None or bool(sitting.days) or len(sitting.parties) > 1


def make(sitting: Sitting) -> Meeting:
    """The record of a meeting."""
    told = sorted(sitting.told, key=lambda t: (t.day, t.mention.document, t.mention.start, t.mention.id))
    mentions = [t.mention for t in told]
    return Meeting(
        id=make_id("mt", min(m.id for m in mentions)),
        round=sitting.round,
        state=state_of(told),
        date=day_of(told),
        parties=tuple(key for key in sitting.seats if key.startswith("e-")),
        party_names=tuple(sitting.seats.values()),
        topic=min(Counter(m.topic for m in mentions if m.topic).items(), key=lambda c: (-c[1], c[0]), default=(None, 0))[0],
        parts=tuple(p for m in mentions for p in m.parts),
        mentions=tuple(m.span for m in mentions),
        documents=tuple(dict.fromkeys(m.document for m in mentions)),
        meeting_mentions=tuple(m.id for m in mentions),
        why=reason(sitting),
    )


def state_of(told: Sequence[Told]) -> str:
    """What the latest articles tell; what was held is not planned again."""
    states = [(t.day, t.mention.state or "mentioned") for t in told if t.mention.state != "mentioned"]
    if not states:
        return "mentioned"
    last = max(day for day, _ in states)
    found = min((s for day, s in states if day == last), key=WEIGHT.index)
    return "held" if found in LATER and any(s == "held" for _, s in states) else found


def day_of(told: Sequence[Told]) -> str | None:
    """The day that most of those give who tell that it was held, else of the latest who give one."""
    held = Counter(t.mention.date for t in told if t.mention.date and t.mention.state not in LATER)
    if held:
        return min(held, key=lambda d: (-held[d], -len(d or ""), d or ""))
    return next((t.mention.date for t in reversed(told) if t.mention.date), None)


def reason(sitting: Sitting) -> str:
    """Why mentions are one meeting."""
    if len(sitting.told) < 2:
        return ""
    same = [
        f"round {sitting.round}" if sitting.round else "",
        "the same day" if len(sitting.days) == 1 else "",
        "the same parties" if len(sitting.parties) > 1 else "",
    ]
    return ", ".join(s for s in same if s) or "told of beside each other"


def follow(meetings: Sequence[Meeting]) -> Iterator[Meeting]:
    """Meetings, each round with the one before it where the parties are the same."""
    for meeting in meetings:
        mine = dict(zip(map(str.lower, meeting.party_names), meeting.party_names, strict=True))
        earlier = [
            m.id
            for m in meetings
            if meeting.round
            and m.round == meeting.round - 1
            and matched(mine, {n.lower(): n.lower() for n in m.party_names}) >= min(len(mine), len(m.party_names), 2)
        ]
        yield replace(meeting, follows=min(earlier)) if earlier else meeting
