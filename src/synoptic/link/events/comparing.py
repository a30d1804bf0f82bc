"""What one event mention says, made ready to be compared with another's, and how likely two tell of one happening.

In: event mentions with entities and dates, documents, entities, figures. Out: Facts, and log-odds for a pair with the reasons in
words. Structure decides: who, to whom, when, where, which predicate. Words only help, since the opposite of a sentence has
the same words. What a text does not say counts neither for nor against.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from synoptic.link.events.deeds import akin
from synoptic.link.events.words import content_words, weight
from synoptic.link.stories.likeness import fold
from synoptic.model import Document, Entity, EventMention, Figure

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # between A and B is between B and A
TOLD = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "CONSULT", "SUPPORT"})  # acts that are words
DONE = frozenset({"happened", "reported"})  # that somebody asks for a retreat is no retreat
NEWS_LAG = 2  # days back from an article's own day within which what it leads with happened, where it names no day
# Log-odds. ECB+ (../shared/data/event_clusters) has neither days nor strangers that act alike, so a fit on it sees nothing in days and conflicts of
# parties: these are set by hand, the rest near that fit. With lemma_in_group from 1 to 3.5 and *_differ halved, ECB+ chains move by 0.02.
BIAS = -2.5
WEIGHTS = {
    "lemma": 1.5,
    "type": 0.5,
    "actors": 1.2,
    "actors_side": 0.6,
    "actors_differ": -1.2,
    "recipients": 1.0,
    "recipients_side": 0.4,
    "recipients_differ": -0.8,
    "day": 0.8,
    "day_differs": -8.0,
    "day_far": -0.3,
    "place": 0.7,
    "place_differs": -1.0,
    "figures": 0.8,
    "words": 4.0,
    "modality": 0.2,
    "lead_group": 0.7,
    "lemma_in_group": 2.0,
    "akin_in_group": 3.0,  # on ECB+ chains, by itself: 0.525 at 0, 0.526 at 1.5, 0.529 at 2.5 and 3.5
    "same_document": -0.3,
    "done_differs": -4.0,
    "told_differs": -1.5,  # who says, asks or refuses, or to whom, makes the act another; who struck may be told in two ways
    "document_differs": -1.0,  # one text that names two parties means two deeds
}


@dataclass(frozen=True, slots=True)
class Facts:
    """A mention's facts: parties with the countries they act for, days, place, words with their weights."""

    mention: EventMention
    lemma: str
    actors: frozenset[str]
    actor_sides: frozenset[str]
    recipients: frozenset[str]
    recipient_sides: frozenset[str]
    days: tuple[int, int] | None  # named in the text, or of the lead of a dated article; first and last
    told: int | None  # the article's own day
    place: str | None
    figures: frozenset[tuple[str | None, float | None, float | None]]
    words: Mapping[str, float]
    norm: float
    group: str  # of documents that lead with one event


class Facing:
    """Makes Facts from mentions, with what is known of documents, entities, figures."""

    def __init__(self, docs: Iterable[Document], entities: Sequence[Entity], figures: Iterable[Figure], groups: Mapping[str, str]) -> None:
        """Index them by id; `groups` is document -> group of documents with one lead."""
        self.docs = {d.id: d for d in docs}
        self.country = {e.id: e.country for e in entities}
        self.names = {e.id: e.name.lower() for e in entities}
        self.figures = {f.id: f for f in figures}
        self.groups = groups

    def facts(self, m: EventMention) -> Facts:
        """The facts of one mention."""
        doc = self.docs.get(m.document)
        day = interval(doc.dated or doc.published) if doc else None
        told = day[0] if day else None
        words = weights(m.clause.exact if m.clause else m.exact, fold(m.lemma or m.exact))
        recipients = parties(m.recipients, m.recipient_names)
        figures = (self.figures[f] for f in m.figures if f in self.figures)
        return Facts(
            mention=m,
            lemma=fold(m.lemma or m.exact),
            actors=parties(m.actors, m.actor_names),
            actor_sides=self.sides(m.actors),
            recipients=recipients,
            recipient_sides=self.sides(m.recipients),
            days=self.days(m, told),
            told=told,
            place=self.names.get(m.place, m.place.lower()) if m.place else None,
            figures=frozenset((f.counted, f.low, f.high) for f in figures),
            words=words,
            norm=math.sqrt(sum(w * w for w in words.values())),
            group=self.groups.get(m.document, m.document),
        )

    def sides(self, ids: Iterable[str]) -> frozenset[str]:
        """The countries that parties act for."""
        return frozenset(c for i in ids if (c := self.country.get(i)))

    @staticmethod
    def days(m: EventMention, told: int | None) -> tuple[int, int] | None:
        """The days that the text names for it; of a lead that names none, those before the article."""
        if m.timex:
            return interval(m.date)
        return (told - NEWS_LAG, told) if m.leads and told is not None else None


def parties(ids: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """Ids of parties where they are known, else their names."""
    known = frozenset(ids)
    return known or frozenset(n.lower() for n in names)


@cache
def interval(value: str | None) -> tuple[int, int] | None:
    """The first and last day of an ISO 8601 date, month, year or interval, as ordinals; None of anything else."""
    if not value:
        return None
    ends = value.split("/")
    first, last = span_of(ends[0]), span_of(ends[-1])
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def span_of(value: str) -> tuple[int, int] | None:
    """Of one date of any precision."""
    value = value.partition("T")[0]
    try:
        if len(value) == 10:
            day = date.fromisoformat(value).toordinal()
            return day, day
        if len(value) == 7 and value[5:].isdigit():
            first = date(int(value[:4]), int(value[5:]), 1)
            return first.toordinal(), ((first + timedelta(31)).replace(day=1) - timedelta(1)).toordinal()
        if len(value) == 4:
            return date(int(value), 1, 1).toordinal(), date(int(value), 12, 31).toordinal()
    except ValueError:
        pass
    return None


def weights(clause: str, trigger: str) -> dict[str, float]:
    """The content words of a clause but for its predicate's, each weighed by how rare it is in news."""
    return {w: weight(w) for w in sorted(content_words(clause)) if w != trigger}


def features(a: Facts, b: Facts) -> dict[str, float]:
    """What speaks for and against one happening; see WEIGHTS."""
    m, n = a.mention, b.mention
    together = a.group == b.group and (a.told is None or b.told is None or abs(a.told - b.told) <= NEWS_LAG)
    found: dict[str, float] = {
        "lemma": float(a.lemma == b.lemma),
        "type": float(m.type == n.type),
        "modality": float(m.modality == n.modality),
        "lead_group": float(together),
        "lemma_in_group": float(together and a.lemma == b.lemma),
        "akin_in_group": float(together and a.lemma != b.lemma and akin(m.lemma, n.lemma)),
        "same_document": float(m.document == n.document),
        "done_differs": float(m.type != n.type and (m.modality in DONE) != (n.modality in DONE)),
        "figures": float(bool(a.figures & b.figures)),
    }
    mutual = m.type in MUTUAL and n.type in MUTUAL
    pairs = {
        "actors": (a.actors, b.actors, a.actor_sides, b.actor_sides),
        "recipients": (a.recipients, b.recipients, a.recipient_sides, b.recipient_sides),
    }
    if mutual:
        every = (a.actors | a.recipients, b.actors | b.recipients, a.actor_sides | a.recipient_sides, b.actor_sides | b.recipient_sides)
        pairs = {"actors": every, "recipients": (a.recipients, b.recipients, a.recipient_sides, b.recipient_sides)}
    for name, (p, q, sides_p, sides_q) in pairs.items():
        if p and q:
            found[name] = float(bool(p & q))
            found[name + "_side"] = float(not p & q and bool(sides_p & sides_q))
            found[name + "_differ"] = float(not p & q and not sides_p & sides_q and not (mutual and name == "recipients"))
    apart = found.get("actors_differ", 0.0) or found.get("recipients_differ", 0.0)
    found["told_differs"] = float(bool(apart) and m.type == n.type and m.type in TOLD)
    found["document_differs"] = float(bool(apart) and m.document == n.document)
    found.update(when(a, b))
    if a.place and b.place:
        found["place"] = float(a.place == b.place)
        found["place_differs"] = float(a.place != b.place)
    dot = sum(w * w for t, w in a.words.items() if t in b.words)
    found["words"] = dot / (a.norm * b.norm) if dot else 0.0
    return found


def when(a: Facts, b: Facts) -> dict[str, float]:
    """What the days say: named days meet or not; else how far apart the articles stand."""
    if a.days and b.days:
        meet = a.days[0] <= b.days[1] and b.days[0] <= a.days[1]
        short = a.days[1] - a.days[0] <= NEWS_LAG and b.days[1] - b.days[0] <= NEWS_LAG
        return {"day": float(meet and short), "day_differs": float(not meet)}
    ends = [x.days[1] if x.days else x.told for x in (a, b)]
    if ends[0] is None or ends[1] is None:
        return {}
    return {"day_far": math.log1p(abs(ends[0] - ends[1]))}


def score(found: Mapping[str, float]) -> float:
    """Log-odds that two mentions with those features tell of one happening."""
    return BIAS + sum(WEIGHTS[name] * value for name, value in found.items())


def reasons(found: Iterable[Mapping[str, float]], words: int) -> str:
    """Why mentions were joined, in words: what holds of most of the pairs."""
    pairs = list(found)
    held = Counter(name for f in pairs for name, value in f.items() if value > 0)
    said = {"actors": "same actors", "actors_side": "same side acts", "recipients": "same recipients", "day": "same day", "place": "same place",
            "figures": "same figures", "lemma": "same predicate", "akin_in_group": "words for one deed", "type": "same kind of act"}  # fmt: skip
    parts = [text for name, text in said.items() if held[name] and held[name] * 2 >= len(pairs)]
    shared = f"; shares {words} word{'s' * (words > 1)}" if words else ""
    return (", ".join(parts) or "several weak likenesses") + shared
