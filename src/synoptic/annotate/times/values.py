"""How a value follows from a rule and an anchor: calendar arithmetic on TIMEX3 values, pure and without a text.

A rule is a small string, "weekday:4:past" or "month:-1" or "day:0@T22:00"; the anchor is a TIMEX3 value: the document's day, or that of the
time expression that the rule hangs on. `resolve` serves the annotator (where the day is in the metadata) and the linker (where it is found out later).
Values: ISO 8601 with TIMEX3's additions (2031-W05, 2031-W05-WE, 2031-Q3, 2031-SU, 203, PRESENT_REF; TimeML 1.2.1).

Rules, with N a signed number and DIR one of past (the anchor's own or before), future (its own or after), last, next (never its own), near:
day:N week:N weekend:N month:N quarter:N year:N decade:N century:N   the unit N away from the anchor's, in that unit's precision
same:UNIT:N            N units away, in the anchor's precision        weekday:1-7:DIR  month-of:1-12:DIR  date:MM-DD:DIR  quarter-of:1-4:DIR
season:SU:DIR          holiday:NAME:DIR                               in-year:N:SUFFIX (SUFFIX is "-Q3", "-06", "-SU", "")  in-week:N:1-7
nth-day:N nth-week:N nth-month:N   counted from the anchor, the day that something began; without one it is the document's day
set-year:Y             the anchor's period in year Y                  now: the anchor itself, to the day
A part "@T22:00" or "@TMO" adds a time of the day.
"""

from __future__ import annotations

import datetime
import re

from synoptic.annotate.times.calendar import (
    Day,
    add_months,
    first_day,
    holiday,
    iso,
    last_day,
    monday,
    precision,
    quarter_value,
    week_value,
    year_of,
)

# What a day's distance costs behind and ahead of the anchor: without a year, tense weighs but does not decide ("payable Dec. 7", printed in
# October, is not last year's December). Chosen on TempEval-3's dev part; within 2 to 8 it changes no more than a few values.
COST = {"past": (1, 5), "future": (6, 1), "near": (1, 1.5)}


def resolve(rule: str, day: str | None, anchor: str | None = None) -> str | None:
    """The TIMEX3 value of a rule from `anchor`, else from the document's `day` (both values); None where it stays open."""
    name, _, clock = rule.partition("@")
    base = anchor or day
    if not base:
        return None
    op, *args = name.split(":")
    try:
        value = counted(name, base) if op.startswith("nth-") and anchor is None else apply(op, args, base)
    except (ValueError, OverflowError, KeyError, IndexError):
        return None
    if value is None or not clock:
        return value
    return value[:10] + clock if re.match(r"\d{4}-\d\d-\d\d", value) else value


def apply(op: str, args: list[str], base: str) -> str | None:
    """One rule without its clock."""
    if op in SHIFTS:
        return SHIFTS[op](base, int(args[0]))
    if op == "same":
        return same(base, args[0], int(args[1]))
    if op == "in-year":
        return str(year_of(base) + int(args[0])) + args[1]
    if op == "set-year":
        return args[0] + base[4:] if precision(base) in ("quarter", "season", "month") else args[0]
    first = first_day(base)
    if first is None:
        return None
    if op in ("weekday", "date", "holiday", "month-of", "quarter-of", "season"):
        return choose(op, args[0], args[1], first)
    if op == "in-week":
        return iso(monday(first) + datetime.timedelta(7 * int(args[0]) + int(args[1]) - 1))
    if op == "nth-day":
        return iso(first + datetime.timedelta(int(args[0]) - 1))
    if op in ("nth-week", "nth-month"):
        return SHIFTS[op[4:]](iso(first), int(args[0]) - 1)
    if op == "now":
        return base[:10]
    return None


def counted(op: str, base: str) -> str | None:
    """The value of "the 8th day of X" where only the document's day is known: news speaks of the day that it is, but not of a first day."""
    if op.endswith(":1"):
        return None
    op = op.partition(":")[0]
    return SHIFTS[op[4:]](base[:10], 0)


PRECISE = {"weekday": "day", "date": "day", "holiday": "day", "in-week": "day", "now": "day", "month-of": "month", "quarter-of": "quarter"}


def rule_precision(rule: str, anchor: str = "") -> str:
    """The precision of the value that a rule will give; `anchor` is the precision of what it hangs on."""
    op, *args = rule.partition("@")[0].split(":")
    if op in ("same", "set-year"):
        return anchor
    if op == "in-year":
        return precision("2000" + args[1])
    return PRECISE.get(op) or op.removeprefix("nth-")


def need(base: str) -> Day:
    """The first day of a value that has one; ValueError else."""
    first = first_day(base)
    if first is None:
        raise ValueError(base)
    return first


SHIFTS = {
    "day": lambda base, n: iso(need(base) + datetime.timedelta(n)),
    "week": lambda base, n: week_value(need(base) + datetime.timedelta(7 * n)),
    "weekend": lambda base, n: week_value(need(base) + datetime.timedelta(7 * n)) + "-WE",
    "month": lambda base, n: iso(add_months(need(base), n))[:7],
    "quarter": lambda base, n: quarter_value(add_months(need(base), 3 * n)),
    "year": lambda base, n: f"{year_of(base) + n:04d}",
    "decade": lambda base, n: f"{year_of(base) // 10 + n:03d}",
    "century": lambda base, n: f"{year_of(base) // 100 + n:02d}",
}


def same(base: str, unit: str, n: int) -> str | None:
    """A value n units away that is as precise as its anchor ("a year earlier" than 2031-Q3 is 2030-Q3)."""
    kind = precision(base)
    if unit == "year" and kind in ("year", "quarter", "season", "month", "decade"):
        return f"{year_of(base) + n:04d}{base[4:]}"
    first = need(base)
    moved = (
        first + datetime.timedelta(n * (7 if unit == "week" else 1))
        if unit in ("day", "week")
        else add_months(first, n * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
    )
    if kind == "day":
        return iso(moved)
    return SHIFTS[kind if kind in SHIFTS else unit](iso(moved), 0)


def choose(op: str, what: str, direction: str, base: Day) -> str:
    """Of the occurrences of something that comes again and again, the one that lies in a direction of `base`."""
    options = occurrences(op, what, base)
    if op != "weekday" and direction in COST:
        back, on = COST[direction]
        return min(options, key=lambda o: (max((base - o[1]).days * back, (o[0] - base).days * on, 0), o[0]))[2]
    if direction in ("past", "near"):
        return max((o for o in options if o[0] <= base), key=lambda o: o[0])[2]
    if direction == "last":
        return max((o for o in options if o[1] < base), key=lambda o: o[0])[2]
    if direction == "future":
        return min((o for o in options if o[1] >= base), key=lambda o: o[0])[2]
    return min((o for o in options if o[0] > base), key=lambda o: o[0])[2]


def occurrences(op: str, what: str, base: Day) -> list[tuple[Day, Day, str]]:
    """First day, last day and value of the occurrences around a day."""
    if op == "weekday":
        start = monday(base) + datetime.timedelta(int(what) - 1)
        days = [start + datetime.timedelta(7 * k) for k in (-1, 0, 1)]
        return [(d, d, iso(d)) for d in days]
    values = []
    for year in range(base.year - 4 if what == "02-29" else base.year - 1, base.year + (5 if what == "02-29" else 2)):
        if op == "month-of":
            values.append(f"{year}-{int(what):02d}")
        elif op == "quarter-of":
            values.append(f"{year}-Q{what}")
        elif op == "season":
            values.append(f"{year}-{what}")
        else:
            day = holiday(what, year) if op == "holiday" else what
            try:
                values.append(iso(Day.fromisoformat(f"{year}-{day}")))
            except ValueError:
                continue
    return [(first_day(v) or base, last_day(v) or base, v) for v in values]
