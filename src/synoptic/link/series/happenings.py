"""Whether two counts may be of one happening: by the days on which it happened and the places where, as far as the texts say.

In: figures with `occurred` and `place`. Out: whether anything tells them apart. What is not said tells nothing apart, so that an article that gives no
place still joins by story, class and value. Two places are one where one name holds the other, or where a document names both.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from synoptic.model import Entity, Figure

SLACK = 1  # days between which a night, a time zone or a death in hospital may lie
MONTH = 31  # days
PLACES = {"GPE", "LOC", "FAC"}
Named = dict[str, frozenset[str]]  # document -> the places that it names
Days = tuple[int, int]
VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?")


@lru_cache(maxsize=4096)
def days(value: str | None) -> Days | None:
    """The first and last day (proleptic ordinals) of a date, week, month or year; None for all else.

    >>> days("2031-05") == (datetime.date(2031, 5, 1).toordinal(), datetime.date(2031, 5, 31).toordinal()), days("PAST_REF")
    (True, None)
    """
    found = VALUE.match(value or "")
    if found is None:
        return None
    year, month, day, week = (int(x) if x else None for x in found.groups())
    try:
        if week:
            first = datetime.date.fromisocalendar(year or 1, week, 1).toordinal()
            return first, first + 6
        if day:
            first = datetime.date(year or 1, month or 1, day).toordinal()
            return first, first
        start = datetime.date(year or 1, month or 1, 1)
        end = datetime.date((year or 1) + 1, 1, 1) if not month or month == 12 else datetime.date(year or 1, month + 1, 1)
        return start.toordinal(), end.toordinal() - 1
    except ValueError:
        return None


def gap(a: Days, b: Days) -> bool:
    """Whether more than SLACK days lie between two times."""
    return a[0] - b[1] > SLACK or b[0] - a[1] > SLACK


def apart_in_time(some: Iterable[Figure], others: Iterable[Figure]) -> bool:
    """Whether both say when, and no two of their times lie within SLACK days."""
    ours = [d for f in some if (d := days(f.occurred))]
    theirs = [d for f in others if (d := days(f.occurred))]
    return bool(ours and theirs) and all(gap(a, b) for a in ours for b in theirs)


def is_running(figure: Figure, spoken: str) -> bool:
    """Whether a figure counts over a month or more that its article, of the day `spoken`, speaks in: "so far this year" is no day's count."""
    then, today = days(figure.occurred), days(spoken)
    return then is not None and today is not None and then[1] - then[0] >= MONTH - 4 and then[0] <= today[0] <= then[1]


def apart_in_place(some: Iterable[Figure], others: Iterable[Figure], named: Named) -> bool:
    """Whether both say where, and no two of their places may be one. `named`: document -> the places that it names, in lower case."""
    ours = {(f.place.lower(), f.document) for f in some if f.place}
    theirs = {(f.place.lower(), f.document) for f in others if f.place}
    return bool(ours and theirs) and not any(
        a in b or b in a or a in named.get(in_b, frozenset()) or b in named.get(in_a, frozenset()) for a, in_a in ours for b, in_b in theirs
    )


def meet_in_time(some: Iterable[Figure], others: Iterable[Figure]) -> bool:
    """Whether both say on which day or week, and two of these meet."""
    ours, theirs = ([d for f in group if (d := days(f.occurred)) and d[1] - d[0] < MONTH] for group in (some, others))
    return any(not gap(a, b) for a in ours for b in theirs)


def meet_in_place(some: Iterable[Figure], others: Iterable[Figure]) -> bool:
    """Whether both say where, and two of these are one."""
    return bool({f.place for f in some if f.place} & {f.place for f in others if f.place})


def far_back(figures: Iterable[Figure], spoken: str) -> bool:
    """Whether figures say that what they count happened long before the day that their article speaks from."""
    today, then = days(spoken), [d for f in figures if (d := days(f.occurred))]
    return today is not None and bool(then) and all(today[0] - d[1] > MONTH for d in then)


def aged(figure: Figure, spoken: str) -> Figure:
    """The figure, its happening as old as its count where that stood so long before its article: "the worst since 2004, when seven died"."""
    today, stood, then = days(spoken), days(figure.as_of), days(figure.occurred)
    if today is None or stood is None or today[0] - stood[1] <= MONTH or (then is not None and then[0] - stood[1] <= SLACK):
        return figure
    return replace(figure, occurred=figure.as_of)


def told_then(old: Iterable[Figure], others: Iterable[tuple[Figure, str]]) -> bool:
    """Whether any of `others`, each with the day that its article speaks from, was counted when or soon after what `old` figures count happened."""
    then = [d for f in old if (d := days(f.occurred))]
    now = [d for f, spoken in others if (d := days(f.occurred) or days(f.as_of) or days(spoken))]
    return any(a[0] - SLACK <= b[1] and b[0] <= a[1] + MONTH for a in then for b in now)


def places_named(entities: Iterable[Entity]) -> Named:
    """Document -> the names, in lower case, of the places that it names."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.type in PLACES:
            for document in {m.document for m in entity.mentions}:
                found[document] |= {n.lower() for n in (entity.name, *entity.aliases)}
    return {d: frozenset(names) for d, names in found.items()}
