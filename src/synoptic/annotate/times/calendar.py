"""The calendar of TIMEX3 values: first and last day, precision, weeks, quarters, movable holidays.

Values are ISO 8601 with TIMEX3's additions (2031-W05-WE, 2031-Q3, 2031-SU, 203 for a decade; TimeML 1.2.1).
"""

from __future__ import annotations

import datetime
import re

Day = datetime.date
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def first_day(value: str) -> Day | None:
    """The first day of a value; None for durations, references, sets and days that no calendar has."""
    try:
        return start_of(value)
    except ValueError:
        return None


def start_of(value: str) -> Day | None:
    """As `first_day`; raises ValueError where the value names a day that no calendar has."""
    value = value.split("/", maxsplit=1)[0]
    if m := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        return Day(int(m[1]), int(m[2]), int(m[3]))
    if m := re.match(r"(\d{4})-W(\d\d?)", value):
        return Day.fromisocalendar(int(m[1]), int(m[2]), 6 if value.endswith("WE") else 1)
    if m := re.match(r"(\d{4})-(\d\d)\b", value):
        return Day(int(m[1]), int(m[2]), 1)
    if m := re.match(r"(\d{4})-Q([1-4])", value):
        return Day(int(m[1]), 3 * int(m[2]) - 2, 1)
    if m := re.match(r"(\d{4})-(SP|SU|FA|WI)", value):
        return Day(int(m[1]), SEASON_START[m[2]], 1)
    if m := re.match(r"(\d{4})", value):
        return Day(int(m[1]), 1, 1)
    if re.fullmatch(r"\d{2,3}", value):
        return Day(max(1, int(value.ljust(4, "0"))), 1, 1)
    return None


def last_day(value: str) -> Day | None:
    """The last day of a value."""
    value = value.split("/", maxsplit=1)[-1]
    first = first_day(value)
    if first is None:
        return None
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return first
    if "-W" in value and not re.search(r"-WI", value):
        return first + datetime.timedelta(1 if value.endswith("WE") else 6)
    months = 1 if re.match(r"\d{4}-\d\d", value) else 3 if re.match(r"\d{4}-(Q|S|F|W)", value) else 12 * 10 ** (4 - len(value)) if value.isdigit() else 12
    return add_months(first, months) - datetime.timedelta(1)


def precision(value: str | None) -> str:
    """What a value is: day, week, weekend, month, quarter, season, year, decade, century; empty for all else."""
    value = value or ""
    for name, pattern in PRECISIONS:
        if pattern.fullmatch(value):
            return name
    return ""


PRECISIONS = [
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", r"\d{4}-\d\d-\d\d(T.*)?"),
        ("month", r"\d{4}-\d\d"),
        ("week", r"\d{4}-W\d\d"),
        ("weekend", r"\d{4}-W\d\d-WE"),
        ("quarter", r"\d{4}-Q\d"),
        ("season", r"\d{4}-(SP|SU|FA|WI)"),
        ("year", r"\d{4}"),
        ("decade", r"\d{3}"),
        ("century", r"\d\d"),
    )
]


def year_of(base: str) -> int:
    """The year of a value."""
    return int(base[:4])


def iso(day: Day) -> str:
    """A day as ISO 8601."""
    return day.isoformat()


def week_value(day: Day) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday(day: Day) -> Day:
    """The Monday of a day's week."""
    return day - datetime.timedelta(day.weekday())


def add_months(day: Day, n: int) -> Day:
    """The same day of the month n months on, or the month's last day."""
    month = day.year * 12 + day.month - 1 + n
    year, month = divmod(month, 12)
    last = (Day(year + (month == 11), (month + 1) % 12 + 1, 1) - datetime.timedelta(1)).day
    return Day(year, month + 1, min(day.day, last))


def quarter_value(day: Day) -> str:
    """The quarter of a day."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def holiday(name: str, year: int) -> str:
    """MM-DD of a holiday: fixed, or by its reckoning (Easter: the anonymous Gregorian computus)."""
    if name == "thanksgiving":  # fourth Thursday of November
        first = Day(year, 11, 1)
        return iso(first + datetime.timedelta((3 - first.weekday()) % 7 + 21))[5:]
    if name == "election":  # Tuesday after the first Monday of November
        first = Day(year, 11, 1)
        return iso(first + datetime.timedelta((0 - first.weekday()) % 7 + 1))[5:]
    if name == "easter":
        a, b, c = year % 19, year // 100, year % 100
        d, e, g = b // 4, b % 4, (8 * b + 13) // 25
        h = (19 * a + b - d - g + 15) % 30
        m, k, i = (a + 11 * h) // 319, c % 4, c // 4
        q = (2 * e + 2 * i - k - h + m + 32) % 7
        month = (h - m + q + 90) // 25
        return f"{month:02d}-{(h - m + q + month + 19) % 32:02d}"
    return name
