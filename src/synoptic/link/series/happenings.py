"""Whether two counts may be of one happening: by the days on which it happened and the places where, as far as the texts say.

In: figures with `occurred` and `place`. Out: whether anything tells them apart. What is not said tells nothing apart, so that an article that gives no
place still joins by story, class and value. Two places are one where one name holds the other, or where a document names both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from synoptic.model import Figure

SLACK = 1  # days between which a night, a time zone or a death in hospital may lie
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


def apart_in_time(some: Iterable[Figure], others: Iterable[Figure]) -> bool:
    """Whether both say when, and no two of their times lie within SLACK days."""
    ours = [d for f in some if (d := days(f.occurred))]
    theirs = [d for f in others if (d := days(f.occurred))]
    return bool(ours and theirs) and all(a[0] - b[1] > SLACK or b[0] - a[1] > SLACK for a in ours for b in theirs)


def apart_in_place(some: Iterable[Figure], others: Iterable[Figure], named: dict[str, frozenset[str]]) -> bool:
    """Whether both say where, and no two of their places may be one. `named`: document -> the places that it names, in lower case."""
    ours = {(f.place.lower(), f.document) for f in some if f.place}
    theirs = {(f.place.lower(), f.document) for f in others if f.place}
    return bool(ours and theirs) and not any(
        a in b or b in a or a in named.get(in_b, frozenset()) or b in named.get(in_a, frozenset()) for a, in_a in ours for b, in_b in theirs
    )
