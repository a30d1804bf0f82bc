"""Who did it and when, where two accounts of one deed cannot both be true.

In: the events, mentions, quotations, timexes and entities of a room. Out: pairs of events, or of the quotations that tell of them, that clash, with the
reason. Doers clash where each of two sides says that the other did one deed, or where one person is said to have been killed by two. Days clash
where two articles name two days for one deed outright. Two attacks on one town by two armies are no clash, and "two days later" names no day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from synoptic.link.events.comparing import interval
from synoptic.link.events.words import content_words
from synoptic.link.relations.sides import Keys, Sides
from synoptic.link.relations.words import likeness, shown
from synoptic.model import Entity, Event, EventMention, Quotation, Timex

Cues = dict[tuple[str, int], Quotation]  # quotations by where their cue begins
Clash = tuple[str, str, str]  # ids of two events or of the quotations that tell of them, and the reason

ASSERTED = frozenset({"happened", "reported"})
DEEDS = frozenset({"ASSAULT", "COERCE"})
CHARGES = frozenset({"accuse", "blame", "accusation", "allege"})
KILLED = frozenset({"kill", "assassinate", "murder", "shoot_dead", "assassination", "behead", "execute"})  # of one person it is true once
# These four are set by reading what is named on 334 articles of ../shared/data/stories and on invented ones: too little is named to be measured
DEED_WORDS = 2  # content words, the parties' names aside, that two accusations must share to be of one deed
DAY_WORDS = 4  # and two clauses to be of one deed on two days
DAY_LIKENESS = 0.35  # cosine of those clauses
DAYS_APART = 6  # days; what is told of two weeks is seldom one deed
NEAR = 40  # accounts of one room that an account is compared with: keeps cost flat
NAMED_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
NEAR_DAY = re.compile(
    r"\b(?:after|before|since|until|till|later|earlier|ahead|following|prior|anniversary|eve|next|last|ago|between|days?|weeks?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Account:
    """One telling of a deed: who says whom did it, in which words."""

    mention: EventMention
    by: Keys
    doer: Keys
    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of it without the names of the parties."""
        m = self.mention
        parties = (*m.actor_names, *m.recipient_names[:1]) if m.type == "ACCUSE" else m.actor_names
        return frozenset(content_words(self.text) - {w for n in parties for w in content_words(n)})


def clashes(
    events: Sequence[Event],
    mentions: Mapping[str, EventMention],
    quotations: Mapping[str, Quotation],
    timexes: Mapping[str, Timex],
    *,
    entities: Sequence[Entity],
    story_of: Mapping[str, str],
) -> Iterator[Clash]:
    """Events whose doers, or whose days, cannot both be true."""
    sides = Sides(entities)
    event_of = {i: e.id for e in events for i in e.event_mentions}
    cues = {(q.document, q.cue.start): q for _, q in sorted(quotations.items()) if q.cue}

    def end(m: EventMention) -> str:
        """What shows an account: the words of who gives it, else its event."""
        said = quotations.get(m.quotation or "") or cues.get((m.document, m.start))
        return said.id if said else event_of[m.id]

    rooms: dict[str, list[EventMention]] = defaultdict(list)
    for i in sorted(event_of):
        m = mentions.get(i)
        if m and m.modality in ASSERTED and m.clause:
            rooms[story_of.get(m.document, m.document)].append(m)
    found: dict[tuple[str, str], str] = {}
    for _, told in sorted(rooms.items()):
        for a, b, why in [*each_blames_the_other(told, quotations, cues, sides), *killed_by_two(told, quotations, sides), *on_two_days(told, timexes)]:
            one, other = sorted((end(a), end(b)))
            if one != other:
                found.setdefault((one, other), why)
    yield from ((one, other, why) for (one, other), why in found.items())


def each_blames_the_other(
    told: Sequence[EventMention], quotations: Mapping[str, Quotation], cues: Cues, sides: Sides
) -> Iterator[tuple[EventMention, EventMention, str]]:
    """Two accounts of one deed in which each side says that the other did it."""
    accounts = [a for m in told if (a := account(m, quotations, cues, sides))]
    having: dict[str, list[Account]] = defaultdict(list)
    for one in accounts:
        for key in sorted(one.by):
            having[key].append(one)
    for one in accounts:
        answers = {a.mention.id: a for key in sorted(one.doer) for a in having.get(key, ())[:NEAR]}
        for _, other in sorted(answers.items()):
            opposite = one.by & other.doer and one.doer & other.by and not one.by & other.by
            if opposite and one.mention.id < other.mention.id and len(one.words & other.words) >= DEED_WORDS and days_meet(one.mention, other.mention):
                yield one.mention, other.mention, f"each side says that the other did it{shown(one.text, one.words & other.words)}"


def account(m: EventMention, quotations: Mapping[str, Quotation], cues: Cues, sides: Sides) -> Account | None:
    """An accusation, or a deed that somebody reports of another side; None of anything else."""
    clause = m.clause.exact if m.clause else ""
    if m.type == "ACCUSE" and m.lemma in CHARGES and m.actors and m.recipients:
        charge = cues.get((m.document, m.start))
        return Account(m, sides.all_of(m.actors), sides.all_of(m.recipients), charge.exact if charge else clause)
    q = quotations.get(m.quotation or "")
    if m.type in DEEDS and q and q.speaker and q.polarity and m.actors:
        by, doer = sides.of(q.speaker), sides.all_of(m.actors)
        return Account(m, by, doer, clause) if not by & doer else None
    return None


def killed_by_two(told: Sequence[EventMention], quotations: Mapping[str, Quotation], sides: Sides) -> Iterator[tuple[EventMention, EventMention, str]]:
    """One named person killed by two who are not each other's."""
    deaths: dict[str, list[EventMention]] = defaultdict(list)
    for m in told:
        said = quotations.get(m.quotation or "")
        if m.type == "ASSAULT" and m.lemma in KILLED and m.actors and not (said and said.speaker in m.actors):  # "he" of whom a prosecutor speaks is not he
            for r in m.recipients:
                if (e := sides.by_id.get(r)) and e.type == "PERSON" and " " in e.name:
                    deaths[r].append(m)
    for person, found in sorted(deaths.items()):
        for a, b in ((a, b) for i, a in enumerate(found[:NEAR]) for b in found[i + 1 : NEAR]):
            if a.document != b.document and known(a, sides) and known(b, sides) and not sides.all_of(a.actors) & sides.all_of(b.actors):
                yield a, b, f"{sides.by_id[person].name} is said to have been killed by {a.actor_names[0]} and by {b.actor_names[0]}"


def known(m: EventMention, sides: Sides) -> bool:
    """Whether the doers are named: "a gunman" may be anybody."""
    return all((e := sides.by_id.get(i)) is not None and e.name[:1].isupper() and not e.name.lower().startswith(("the ", "a ", "an ")) for i in m.actors)


def on_two_days(told: Sequence[EventMention], timexes: Mapping[str, Timex]) -> Iterator[tuple[EventMention, EventMention, str]]:
    """One deed that two articles put on two days, each named outright."""
    deeds: dict[tuple[str, str], list[EventMention]] = defaultdict(list)
    days: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for m in told:
        if m.date and len(m.date) == 10 and names_its_day(m, timexes):
            deeds[m.type, m.lemma].append(m)
            days[m.type, m.lemma, m.document].add(m.date)
    for (kind, lemma), mixed in sorted(deeds.items()):
        found = sorted(mixed, key=lambda m: (m.date or "", m.id))
        for a, b in ((a, b) for i, a in enumerate(found) for b in found[i + 1 : i + 1 + NEAR]):
            apiece = b.date not in days[kind, lemma, a.document] and a.date not in days[kind, lemma, b.document]
            if a.document != b.document and apiece and one_deed(a, b) and 0 < apart(a, b) <= DAYS_APART:
                first, second = sorted((a, b), key=lambda m: m.date or "")
                yield (
                    first,
                    second,
                    f"the same act is told of {first.date} (“{timexes[first.timex or ''].exact}”) and of {second.date} (“{timexes[second.timex or ''].exact}”)",
                )


def names_its_day(m: EventMention, timexes: Mapping[str, Timex]) -> bool:
    """Whether the clause names the day of its deed by a date or day of the week, and says nothing of before or after."""
    t = timexes.get(m.timex or "")
    clause = m.clause
    if t is None or clause is None or t.document != m.document or not (clause.start <= t.start and t.end <= clause.end):
        return False
    return bool(NAMED_DAY.search(t.exact)) and not NEAR_DAY.search(clause.exact)


def one_deed(a: EventMention, b: EventMention) -> bool:
    """Whether two clauses with one predicate tell of one deed: parties or places that both name are the same, and most of their words."""
    for one, other in ((a.actors, b.actors), (a.recipients, b.recipients), ((a.place,), (b.place,))):
        if any(one) and any(other) and not set(one) & set(other):
            return False
    words, other_words = (content_words(m.clause.exact) if m.clause else frozenset() for m in (a, b))
    return len(words & other_words) >= DAY_WORDS and likeness(words, other_words) >= DAY_LIKENESS


def apart(a: EventMention, b: EventMention) -> int:
    """Days between two dates; 0 where one is none."""
    one, other = interval(a.date), interval(b.date)
    return abs(one[0] - other[0]) if one and other else 0


def days_meet(a: EventMention, b: EventMention) -> bool:
    """Whether two deeds may be of one day; unknown days meet all."""
    one, other = interval(a.date), interval(b.date)
    return not one or not other or (one[0] <= other[1] + 1 and other[0] <= one[1] + 1)
