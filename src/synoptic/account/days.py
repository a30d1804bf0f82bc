"""Days as ISO 8601 writes them, with their precision: `2031-05`, `2031-05-02T14:00`, `2031-05-01/2031-05-03`.

A date that a text gives may be a day, a month, a year, a week or a stretch. The timeline orders by the first day that it can
be and says how exact it is; nothing is rounded to a day that no source names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

PATTERN = re.compile(r"^(\d{4})(?:-(?:W(\d{2})|(\d{2}))(?:-(\d{2}))?)?(T.*)?$")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """The first and the last day that a date can be (ISO 8601), and how exact it is: day, week, month, year or range."""

    first: str
    last: str
    precision: str


@lru_cache(maxsize=8192)
def read_day(value: str | None) -> Day | None:
    """The days of an ISO date or interval; None where it is absent or names no day in a calendar."""
    if not value:
        return None
    if "/" in value:
        ends = [read_day(part) for part in value.split("/", 1)]
        return _between(ends[0], ends[1])
    found = PATTERN.match(value)
    if not found:
        return None
    try:
        return _stretch(*found.groups())
    except ValueError:
        return None


def _between(start: Day | None, end: Day | None) -> Day | None:
    if start is None or end is None:
        return start or end
    if end.last < start.first:
        return None
    return start if start.first == end.last else Day(start.first, end.last, "range")


def _stretch(year: str, week: str | None, month: str | None, day: str | None, _: str | None) -> Day:
    if week:
        monday = date.fromisocalendar(int(year), int(week), 1)
        return Day(monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")
    if not month:
        return Day(date(int(year), 1, 1).isoformat(), date(int(year), 12, 31).isoformat(), "year")
    if not day:
        first = date(int(year), int(month), 1)
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < date.max.year else date.max
        return Day(first.isoformat(), (after - timedelta(days=1)).isoformat(), "month")
    exact = date(int(year), int(month), int(day)).isoformat()
    return Day(exact, exact, "day")
