"""Which mentions of a story tell of one meeting.

In: mentions with what they are compared by. Out: Sittings. What is counted comes first, then what has a day, then the rest: each mention goes to the
meeting that it agrees with best in round, day, parties and place, or starts one. Nothing joins against what it says: another round, another day, other parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from synoptic.model import MeetingMention

LATER = ("planned", "offered", "asked for", "possible")  # what has not been held yet
AHEAD, SINCE = 21, 2  # days after and before an article between which an undated mention of what is planned, or was held, may be a meeting that has a day
NEAR = 1500  # code points back to the meeting that "the talks" are
STEM, DEMONYM = 5, 3  # letters of a country's name at least, and of a people's ending at most
GOOD = 3  # points of agreement that join; a same round or day alone has them


@dataclass(slots=True)
class Told:
    """A mention with what it is compared by."""

    mention: MeetingMention
    day: str  # of its document, "" where unknown
    parties: dict[str, str]  # key -> name in lower case
    names: dict[str, str]  # the same, as shown
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
    parties: dict[str, str] = field(default_factory=dict)  # key -> name in lower case, each party once
    seats: dict[str, str] = field(default_factory=dict)  # the same, as shown
    days: set[str] = field(default_factory=set)
    venues: set[str] = field(default_factory=set)

    def take(self, told: Told) -> None:
        """Take in a mention."""
        self.told.append(told)
        self.round = self.round or told.mention.round
        for key, name in told.parties.items():
            if key in self.parties:
                continue
            same = next((k for k, n in self.parties.items() if is_short_for(name, n) or is_short_for(n, name)), None)
            if same is None:
                self.parties[key], self.seats[key] = name, told.names[key]
            elif is_demonym(self.parties[same], name):  # "Maravia" names the party, "Maravian" its people
                del self.parties[same], self.seats[same]
                self.parties[key], self.seats[key] = name, told.names[key]
        self.venues |= told.venues
        if told.mention.date:
            self.days.add(told.mention.date)


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
    return found[1] if found is not None and matched(told.parties, found[1].parties) >= min(len(told.parties), len(found[1].parties), 2) else None


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


def is_demonym(people: str, place: str) -> bool:
    """Whether a name is a place's and the other its people's: "Maravian", "Maravia"."""
    return " " not in people and len(place) >= STEM and people.startswith(place) and 0 < len(people) - len(place) <= DEMONYM


def is_short_for(short: str, long: str) -> bool:
    """Whether a name is another's last word, or the same: "union", "harbour workers' union"; "studios", "film studios"."""
    if short == long or is_demonym(long, short):
        return True
    return " " not in short and short.rstrip("s") in (long.rsplit(" ", maxsplit=1)[-1].rstrip("s"), long.split(" ", maxsplit=1)[0])
