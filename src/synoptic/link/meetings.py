"""Mentions of meetings -> each meeting once, over the articles of a story. A follow-up round is another meeting.

In: MeetingMentions with Documents, Stories, Entities and Timexes. Out: Meetings, and the mentions with entities' ids and the day that their words give.
What is counted comes first, then what has a day, then the rest: each mention goes to the meeting that it agrees with best in round, day, parties and
place, or starts one. Sorted by what it says before it is joined, so that the order of the input does not matter. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from synoptic.ids import make_id
from synoptic.link.dating import when
from synoptic.model import Document, Entity, Meeting, MeetingMention, MeetingPart, Story, Timex

LATER = ("planned", "offered", "asked for", "possible")  # what has not been held yet
WEIGHT = (
    "adjourned",
    "cancelled",
    "postponed",
    "held",
    "refused",
    "denied",
    "planned",
    "offered",
    "asked for",
    "possible",
    "mentioned",
)  # of one day, the first tells
VAGUE = ("offered", "asked for", "possible", "mentioned")  # a record only with two parties, a round or a day: else it is a position, and the ledger has that
AHEAD, SINCE = 21, 2  # days after and before an article between which an undated mention of what is planned, or was held, may be a meeting that has a day
NEAR = 1500  # code points back to the meeting that "the talks" are
GOOD = 3  # points of agreement that join; a same round or day alone has them


@dataclass(slots=True)
class Told:
    """A mention with what it is compared by."""

    mention: MeetingMention
    day: str  # of its document, "" where unknown
    parties: dict[str, str]  # key -> name in lower case
    venues: frozenset[str]

    @property
    def rank(self) -> tuple[object, ...]:
        """Counted first, then dated, then named; by day and place in the text."""
        m = self.mention
        return (m.round is None, m.date is None, -len(self.parties), self.day, m.document, m.start, m.id)


@dataclass(slots=True)
class Sitting:
    """A meeting in the making."""

    told: list[Told] = field(default_factory=list)
    round: int | None = None
    parties: dict[str, str] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    venues: set[str] = field(default_factory=set)

    def take(self, told: Told) -> None:
        """Take in a mention."""
        self.told.append(told)
        self.round = self.round or told.mention.round
        self.parties |= told.parties
        self.venues |= told.venues
        if told.mention.date:
            self.days.add(told.mention.date)


def link(
    docs: Iterable[Document], stories: Iterable[Story], mentions: Iterable[MeetingMention], entities: Iterable[Entity], timexes: Iterable[Timex]
) -> tuple[list[Meeting], list[MeetingMention]]:
    """The meetings of all stories, and the mentions as they are now."""
    days = {d.id: d.dated or "" for d in docs}
    story_of = {d: s.id for s in stories for d in s.documents}
    known = {e.id: e for e in entities}
    of = {chain: e.id for e in known.values() for chain in e.chains}
    values = {t.id: t for t in timexes}
    rooms: dict[str, list[Told]] = defaultdict(list)
    resolved = []
    for mention in sorted(mentions, key=lambda m: (m.document, m.start, m.end, m.id)):
        made = resolve(mention, of=of, timex=values.get(mention.timex or ""), day=days.get(mention.document, ""))
        resolved.append(made)
        rooms[story_of.get(made.document, made.document)].append(compared(made, days.get(made.document, ""), known))
    meetings = [m for _, room in sorted(rooms.items()) for m in follow(tuple(make(s) for s in join(room) if counts(s)))]
    return sorted(meetings, key=lambda m: m.id), resolved


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


def compared(mention: MeetingMention, day: str, known: Mapping[str, Entity]) -> Told:
    """What a mention is compared by: parties and venues by entity, else by name."""
    parties = {
        p.entity or p.name.lower(): (known[p.entity].name if p.entity and p.entity in known else p.name).lower() for p in mention.parts if p.role == "party"
    }
    parties |= {p.side or p.side_name.lower(): p.side_name.lower() for p in mention.parts if p.side_name and p.role in ("leader", "member")}
    places = {p.entity or p.name.lower() for p in mention.parts if p.role == "venue"}
    return Told(mention, day, parties, frozenset(places))


# ---------------------------------------------------------------- joining


def join(room: Iterable[Told]) -> list[Sitting]:
    """The meetings of one story."""
    made: list[Sitting] = []
    of: dict[str, Sitting] = {}
    for told in sorted(room, key=lambda t: t.rank):
        home = before(told, of) or best(told, made)
        if home is None:
            home = Sitting()
            made.append(home)
        home.take(told)
        of[told.mention.id] = home
    return made


def before(told: Told, of: Mapping[str, Sitting]) -> Sitting | None:
    """The meeting that "the talks" are: the nearest before them in their article, where they name nothing of their own that speaks against it."""
    m = told.mention
    if m.round or m.date:
        return None
    near = [
        (t.mention.start, s)
        for s in {id(s): s for s in of.values()}.values()
        for t in s.told
        if t.mention.document == m.document and 0 < m.start - t.mention.start <= NEAR and agree_in_state(m, s)
    ]
    found = max(near, key=lambda n: n[0], default=None)
    return found[1] if found is not None and matched(told.parties, found[1].parties) >= min(len(told.parties), 2) else None


def best(told: Told, made: Sequence[Sitting]) -> Sitting | None:
    """The meeting that a mention agrees with best, the earliest made of equals."""
    scored = [(points(told, s), -at) for at, s in enumerate(made)]
    top, at = max(scored, default=(0.0, 0))
    return made[-at] if top >= GOOD else None


def points(told: Told, sitting: Sitting) -> float:
    """How well a mention agrees with a meeting; 0 where something speaks against it."""
    m = told.mention
    same = matched(told.parties, sitting.parties)
    least = min(len(told.parties), len(sitting.parties), 2)
    if (m.round and sitting.round and m.round != sitting.round) or same < least:
        return 0.0
    counted = bool(m.round) and m.round == sitting.round
    dated = bool(m.date) and any(same_day(m.date or "", d) for d in sitting.days)
    if m.date and sitting.days and not dated and not counted:
        return 0.0
    if not counted and not agree_in_state(m, sitting) and not dated:
        return 0.0
    place = bool(told.venues & sitting.venues)
    if least == 0 and not counted and not (dated and (place or not told.venues or not sitting.venues)):
        return 0.0
    return 4.0 * counted + 3.0 * dated + 1.0 * same + 1.5 * place + (1.0 if not dated and not counted and at_hand(told, sitting) else 0.0)


def agree_in_state(mention: MeetingMention, sitting: Sitting) -> bool:
    """Whether a mention can tell of the same meeting: what is to come is not what was."""
    states = {t.mention.state in LATER for t in sitting.told if t.mention.state != "mentioned"}
    return mention.state == "mentioned" or not states or (mention.state in LATER) in states


def at_hand(told: Told, sitting: Sitting) -> bool:
    """Whether an undated mention may be of a meeting from its article's day: lately held, or soon to be."""
    later = told.mention.state in LATER
    days = sitting.days or {t.day for t in sitting.told}
    return any(abs(distance(told.day, d)) <= (SINCE if not later else AHEAD) for d in days)


def distance(one: str, other: str) -> int:
    """Days between two days; many where one is none."""
    if len(one) != 10 or len(other) != 10:
        return 10_000
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def same_day(one: str, other: str) -> bool:
    """Whether two dates are one day, or one month that holds the other."""
    return one.startswith(other) or other.startswith(one)


def matched(some: Mapping[str, str], others: Mapping[str, str]) -> int:
    """How many parties two have in common: the same entity, or "the union" and one whose name ends so."""
    left = dict(others)
    count = 0
    for key, name in some.items():
        found = key if key in left else next((k for k, n in left.items() if is_short_for(name, n) or is_short_for(n, name)), None)
        if found is not None:
            del left[found]
            count += 1
    return count


def is_short_for(short: str, long: str) -> bool:
    """Whether a name is another's last word, or the same: "union", "harbour workers' union"; "studios", "film studios"."""
    return short == long or (" " not in short and short.rstrip("s") in (long.rsplit(" ", maxsplit=1)[-1].rstrip("s"), long.split(" ", maxsplit=1)[0]))


# ---------------------------------------------------------------- the records


def counts(sitting: Sitting) -> bool:
    """Whether a meeting is worth a line: one that only might be, or that is only asked for, has two parties, a round or a day."""
    states = {t.mention.state for t in sitting.told}
    return not states <= set(VAGUE) or sitting.round is not None or bool(sitting.days) or len(sitting.parties) > 1


def make(sitting: Sitting) -> Meeting:
    """The record of a meeting."""
    told = sorted(sitting.told, key=lambda t: (t.day, t.mention.document, t.mention.start, t.mention.id))
    mentions = [t.mention for t in told]
    parties = tuple(dict.fromkeys((p.entity, p.name) for m in mentions for p in sides(m)))
    return Meeting(
        id=make_id("mt", min(m.id for m in mentions)),
        round=sitting.round,
        state=state_of(told),
        date=day_of(told),
        parties=tuple(dict.fromkeys(e for e, _ in parties if e)),
        party_names=tuple(dict.fromkeys(n for _, n in parties)),
        topic=min(Counter(m.topic for m in mentions if m.topic).items(), key=lambda c: (-c[1], c[0]), default=(None, 0))[0],
        parts=tuple(p for m in mentions for p in m.parts),
        mentions=tuple(m.span for m in mentions),
        documents=tuple(dict.fromkeys(m.document for m in mentions)),
        meeting_mentions=tuple(m.id for m in mentions),
        why=reason(sitting),
    )


def sides(mention: MeetingMention) -> Iterator[MeetingPart]:
    """The parties of a mention, and those whom its delegates sit for."""
    for part in mention.parts:
        if part.role == "party":
            yield part
        elif part.side_name and part.role in ("leader", "member"):
            yield replace(part, entity=part.side, name=part.side_name)


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
