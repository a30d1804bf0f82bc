"""Which mentions of a story tell of one meeting.

In: mentions with their article's day. Out: Sittings. First the mentions of one article are joined, "the talks" with the meeting that they are, then those
of several: what is counted comes first, then what has a day, then the rest, and each goes to the meeting that it agrees with best in round, day, parties and
place, or starts one. Nothing joins against what it says: another round, another day, other parties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from synoptic.link.meetings.names import is_short_for, matched, says_more
from synoptic.model import MeetingMention

LATER = ("planned", "offered", "asked for", "possible", "postponed")  # what has not been held yet
# No data has meetings that are joined over articles: these are set by reading, and held by the invented stories of the tests
AHEAD, SINCE = 21, 2  # days after and before an article between which an undated mention of what is planned, or was held, may be a meeting that has a day
OFF = 2  # days by which two articles of one day may differ on a meeting to come that they tell alike else
NEAR = 1500  # code points to the meeting that "the talks" are
GOOD = 3.0  # points of agreement that join; a same round or day has them
BETWEEN = ("mediator", "host", "chair")


@dataclass(slots=True)
class Sitting:
    """A meeting in the making: the mentions that tell of it with their articles' days, and what they say."""

    told: list[tuple[MeetingMention, str]] = field(default_factory=list)
    round: int | None = None
    parties: dict[str, str] = field(default_factory=dict)  # entity, else name -> name in lower case, each party once
    seats: dict[str, str] = field(default_factory=dict)  # the same, as shown
    days: set[str] = field(default_factory=set)
    venues: set[str] = field(default_factory=set)
    between: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[object, ...]:
        """Counted first, then dated, then by how much is named; by day and place in the text."""
        first, day = self.told[0]
        return (self.round is None, not self.days, -len(self.parties), day, first.document, first.start, first.id)

    @property
    def later(self) -> set[bool]:
        """Whether it is told as still to come, as far as it is told."""
        return {m.state in LATER for m, _ in self.told if m.state != "mentioned"}

    @property
    def documents(self) -> set[str]:
        """The articles that tell of it."""
        return {m.document for m, _ in self.told}

    def take(self, other: Sitting) -> None:
        """Take in what another says."""
        self.told.extend(other.told)
        self.round = self.round or other.round
        self.days |= other.days
        self.venues |= other.venues
        self.between |= other.between
        for key, name in other.parties.items():
            self.seat(key, name, other.seats[key])

    def seat(self, key: str, name: str, shown: str) -> None:
        """Note a party, each once, under the better of its names."""
        same = key if key in self.parties else next((k for k, n in self.parties.items() if is_short_for(name, n) or is_short_for(n, name)), None)
        if same is not None and not says_more(name, self.parties[same]):
            return
        if same is not None:
            del self.parties[same], self.seats[same]
        self.parties[key], self.seats[key] = name, shown
        for short in [k for k, n in self.parties.items() if k != key and is_short_for(n, name)]:
            del self.parties[short], self.seats[short]


def alone(mention: MeetingMention, day: str) -> Sitting:
    """A mention by itself."""
    made = Sitting(told=[(mention, day)], round=mention.round, days={mention.date} if mention.date else set())
    for part in mention.parts:
        if part.role == "party":
            made.seat(part.entity or part.name.lower(), part.name.lower(), part.name)
        elif part.side_name and part.role in ("leader", "member"):
            made.seat(part.side or part.side_name.lower(), part.side_name.lower(), part.side_name)
        elif part.role == "venue":
            made.venues.add(part.entity or part.name.lower())
        elif part.role in BETWEEN:
            made.between.add(part.entity or part.name.lower())
    return made


def join(room: Iterable[tuple[MeetingMention, str]]) -> list[Sitting]:
    """The meetings of one story. `room`: its mentions, each with the day of its article, "" where that is not known."""
    articles: dict[str, list[Sitting]] = defaultdict(list)
    for mention, day in room:
        articles[mention.document].append(alone(mention, day))
    inside = [s for _, found in sorted(articles.items()) for s in grouped(found, within=True)]
    return grouped(inside, within=False)


def grouped(found: Iterable[Sitting], *, within: bool) -> list[Sitting]:
    """Sittings joined, the most telling first. `within`: they are of one article, in which "the talks" are the nearest."""
    made: list[Sitting] = []
    for one in sorted(found, key=lambda s: s.rank):
        home = (nearest(one, made) if within else None) or best(one, made)
        if home is None:
            made.append(one)
        else:
            home.take(one)
    return made


def nearest(one: Sitting, made: Sequence[Sitting]) -> Sitting | None:
    """The meeting that "the talks" are: the nearest in their article, where they name nothing of their own that speaks against it."""
    start = one.told[0][0].start
    if one.round or one.days:
        return None
    ranked = sorted((min((abs(m.start - start), m.start > start, m.id) for m, _ in s.told), at) for at, s in enumerate(made))
    for (gap, _, _), at in ranked:
        if gap <= NEAR and agree_in_state(one, made[at]) and matched(one.parties, made[at].parties) >= min(len(one.parties), len(made[at].parties), 2):
            return made[at]
    return None


def best(one: Sitting, made: Sequence[Sitting]) -> Sitting | None:
    """The meeting that a mention agrees with best, the first made of equals."""
    top, at = max(((points(one, s), -at) for at, s in enumerate(made)), default=(0.0, 0))
    return made[-at] if top >= GOOD else None


def points(one: Sitting, other: Sitting) -> float:
    """How well two agree; 0 where something speaks against it."""
    counted = bool(one.round) and one.round == other.round
    same, least = matched(one.parties, other.parties), min(len(one.parties), len(other.parties), 2)
    beside = counted and bool(one.documents & other.documents)
    if (one.round and other.round and not counted) or (same < least and not beside):
        return 0.0
    dated = any(same_day(a, b) for a in one.days for b in other.days)
    place = bool(one.venues & other.venues)
    if one.days and other.days and not (dated or counted or told_apart(one, other)):
        return 0.0
    if not (counted or dated or agree_in_state(one, other)):
        return 0.0
    if least == 0 and not counted and not (dated and (place or not (one.venues and other.venues))):
        return 0.0
    hand = not dated and not counted and at_hand(one, other)
    return 4.0 * counted + 3.0 * dated + 1.0 * same + 1.5 * place + 1.5 * bool(one.between & other.between) + 1.0 * hand


def agree_in_state(one: Sitting, other: Sitting) -> bool:
    """Whether two can be the same: what is to come is not what was."""
    return not one.later or not other.later or bool(one.later & other.later)


def told_apart(one: Sitting, other: Sitting) -> bool:
    """Whether two articles of one day tell one meeting to come on different days: the same parties, and the same place or the same go-between."""
    alike = True in one.later and True in other.later and len(one.parties) > 1 and matched(one.parties, other.parties) > 1
    shared = one.venues & other.venues or one.between & other.between
    apart = not one.documents & other.documents
    told = any(abs(distance(a, b)) < OFF for _, a in one.told for _, b in other.told)
    return bool(alike and shared and apart and told) and any(abs(distance(a, b)) <= OFF for a in one.days for b in other.days)


def at_hand(one: Sitting, other: Sitting) -> bool:
    """Whether an undated mention may be of a meeting from its article's day: lately held, or soon to be."""
    within = AHEAD if one.later == {True} else SINCE
    days = other.days or {d for _, d in other.told}
    return any(abs(distance(told, d)) <= within for _, told in one.told for d in days)


def distance(one: str, other: str) -> int:
    """Days between two days; many where one is none."""
    if len(one) != 10 or len(other) != 10:
        return 10_000
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def same_day(one: str, other: str) -> bool:
    """Whether two dates are one day, or one month that holds the other."""
    return one.startswith(other) or other.startswith(one)
