"""Builders for points in time: dates, months, weekdays, clock times, years, holidays.

Each reads the words that its pattern matched (grammar) and gives a Meaning, or None where they are no time after all.
"""

from __future__ import annotations

import re

from synoptic.annotate.times.calendar import first_day
from synoptic.annotate.times.meaning import BACK, STEP, TURN, Meaning, Words
from synoptic.annotate.times.numbers import number, ordinal, year_in_words
from synoptic.annotate.times.words import DAYS, DECADES, DEICTIC, HOLIDAYS, MONTHS, PARTS, ZONES


def month(word: str) -> int:
    """The number of a month's name."""
    return MONTHS[word.rstrip(".")]


def date_of(w: Words) -> Meaning | None:
    """As "Feb. 25, 2031", "24 February", "Monday, October 26"."""
    m, d, y = month(w.one("m")), ordinal(w.one("d")), w.one("y")
    if d == 0 or first_day(f"{y or 2032}-{m:02d}-{d:02d}") is None:  # 2032 is a leap year
        return None
    if y:
        return Meaning("DATE", f"{y}-{m:02d}-{d:02d}")
    return Meaning("DATE", rule=f"date:{m:02d}-{d:02d}:{w.direction()}")


def second_day(w: Words) -> Meaning | None:
    """As the "25" in "April 24 and 25", "Feb. 3-5"."""
    if re.match(r"\w", w.after()) and w.after() not in ("in", "at", "for", "and", "with", "after", "before"):
        return None
    m, d = month(w.before(3)), ordinal(w.one("d"))
    return Meaning("DATE", rule=f"date:{m:02d}-{d:02d}:{w.direction()}")


def month_of(w: Words) -> Meaning | None:
    """As "October", "last May", "early June 2030", "July last year", "each July"."""
    m, y, which = month(w.one("m")), w.one("y"), w.one("which")
    if which in ("every", "each"):
        return Meaning("SET", f"XXXX-{m:02d}")
    if w.of("n"):
        y = str(year_in_words(w.of("n")) or "")
        if not y:
            return None
    if y:
        return Meaning("DATE", f"{y}-{m:02d}")
    if w.one("rel"):
        return Meaning("DATE", rule=f"in-year:{STEP[w.one('rel')]}:-{m:02d}") if w.one("u") == "year" else None
    if which == "this":
        return Meaning("DATE", rule=f"in-year:0:-{m:02d}")
    turn = TURN[STEP[which]] if which in STEP else w.direction()
    return Meaning("DATE", rule=f"month-of:{m}:{turn}")


def numeric(w: Words) -> Meaning | None:
    """As "2031-02-25", "25/02/2031", "2/25/2031"."""
    text = w.one("i").upper()
    if w.one("j"):
        first, last = re.split(r"[-–/]", w.one("j"))
        return Meaning("DATE", f"{first}/{first[:2]}{last}") if int(last) == (int(first) + 1) % 100 else None
    if re.match(r"\d{4}-", text):
        y, m, d = re.split("-", text.split("T")[0])
        clock = "T" + text.split("T")[1].rstrip("Z") if "T" in text else ""
    else:
        a, b, y = re.split(r"[/.-]", text)
        m, d = (b, a) if int(a) > 12 or "." in text else (a, b)  # outlets in English: month first, where both can be a month
        y, clock = (y if len(y) == 4 else ("19" if int(y) > 50 else "20") + y), ""
    if first_day(f"{y}-{int(m):02d}-{int(d):02d}") is None:
        return None
    return Meaning("TIME" if clock else "DATE", f"{y}-{int(m):02d}-{int(d):02d}{clock}")


def weekday(w: Words) -> Meaning | None:
    """As "Friday", "last Thursday", "early Sunday morning", "each Monday", "Tuesday nights"."""
    d, which, part = DAYS[w.one("w").removesuffix("s") if w.one("w").endswith("days") else w.one("w")], w.one("which"), w.one("part")
    clock = PARTS.get(part.removesuffix("s"), "")
    if which in ("every", "each") or w.one("w").endswith("days") or part.endswith("s"):
        return Meaning("SET", f"XXXX-WXX-{d}{clock}")
    suffix = f"@{clock}" if clock else ""
    if w.one("rel"):
        return Meaning("DATE", rule=f"in-week:{STEP[w.one('rel')]}:{d}{suffix}") if w.one("u") == "week" else None
    kind = "TIME" if clock else "DATE"
    if which in BACK:
        return Meaning(kind, rule=f"weekday:{d}:{'last' if STEP[which] < 0 else 'next'}{suffix}", hangs="text")
    turn = {-1: "last", 0: "future" if w.direction() == "future" else "near-week", 1: "next"}[STEP[which]] if which in STEP else w.direction()
    turn = {"near": "past", "near-week": "past"}.get(turn, turn)  # news speaks of the days behind it
    return Meaning(kind, rule=f"weekday:{d}:{turn}{suffix}", hangs="told" if turn == "past" and not which and w.is_before() else "day")


def deictic(w: Words) -> Meaning | None:
    """As "today", "yesterday morning", "late yesterday", "tonight"."""
    word, part = w.one("k"), w.one("part")
    clock = PARTS.get(part, "TNI" if word == "tonight" else "")
    return Meaning("TIME" if clock else "DATE", rule=f"day:{DEICTIC[word]}" + (f"@{clock}" if clock else ""))


def part_of_day(w: Words) -> Meaning | None:
    """As "this morning", "last night", "the next evening", "that afternoon", "in the morning", "overnight"."""
    which, part = w.one("which"), w.one("part")
    clock = PARTS.get(part, "TNI")
    if part == "overnight":
        return Meaning("TIME", rule="day:0@TNI", hangs="text")
    if which in ("last", "this", "these"):
        return Meaning("TIME", rule=f"day:{-1 if which == 'last' else 0}@{clock}")
    if which in STEP:
        return Meaning("TIME", rule=f"day:{STEP[which]}@{clock}", hangs="text")
    return Meaning("TIME", rule=f"day:0@{clock}", hangs="text")


UNIVERSAL = frozenset({"gmt", "utc"})


def clock_time(w: Words) -> Meaning | None:
    """As "7:15 p.m.", "10 a.m. Wednesday", "noon", "4 in the morning", "1530 GMT"."""
    words = w.of("clock")
    if w.before() == "high":
        return None
    first, rest = words[0], "".join(words[1:]) + w.one("part")
    if m := re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?([ap]\.?m\.?)?", first):
        hour, minute, rest = int(m[1]), int(m[2] or 0), (m[3] or "") + rest
    elif first in ("noon", "midday", "noontime", "midnight"):
        hour, minute = (0 if first == "midnight" else 12), 0
    elif re.fullmatch(r"\d{4}", first):
        hour, minute = int(first[:2]), int(first[2:])
    else:
        hour, minute = int(number([first]) or 0), 0
    if hour > 24 or minute > 59:
        return None
    if hour < 12 and re.search(r"p\.?m|afternoon|evening|night", rest) and first != "midnight":
        hour += 12
    if hour == 12 and re.match(r"a\.?m", rest):
        hour = 0
    clock = f"@T{hour:02d}:{minute:02d}" + ("Z" if next((word for word in w.words if word in ZONES), "") in UNIVERSAL else "")
    if w.one("w"):
        turn = "future" if w.direction() == "future" else "past"
        return Meaning("TIME", rule=f"weekday:{DAYS[w.one('w')]}:{turn}{clock}")
    if w.one("k"):
        return Meaning("TIME", rule=f"day:{DEICTIC[w.one('k')]}{clock}")
    if w.one("m") and w.one("d"):
        date = date_of(w)
        if date is None:
            return None
        return Meaning("TIME", date.value and date.value + clock[1:], date.rule and date.rule + clock)
    return Meaning("TIME", rule=f"now{clock}", hangs="text")


def year(w: Words) -> Meaning | None:
    """As "2030", "fiscal 2030", "mid-2030", "nineteen ninety-six"."""
    if w.of("n"):
        value = year_in_words(w.of("n"))
        if value and "thousand" in w.of("n") and not w.one("u"):
            return None
        return Meaning("DATE", str(value)) if value else None
    text = w.one("y")
    if not text[-4:].isdigit():
        return Meaning("DATE", text.rstrip("s")[-4:][:3]) if text.endswith("s") else None
    if w.one("f") or w.match["y"] == "9":
        return Meaning("DATE", text[-4:])
    if not 1900 <= int(text) <= 2040 and w.before() not in BEFORE_YEAR:
        return None
    if w.before() in NO_YEAR or w.after() in COUNTED or (w.after() == "-" and not w.after(2)[:1].isdigit()):
        return None
    return Meaning("DATE", text) if 1500 <= int(text) <= 2099 or w.before() in ("in", "since") else None


BEFORE_YEAR = frozenset({"in", "since", "by", "until", "from", "to", "of", "year", "early", "late", "circa", "("})
NO_YEAR = frozenset({"$", "£", "€", "no.", "#", "us$", "number", "about", "nearly", "some", "than"})
COUNTED = frozenset({"%", "percent", "people", "feet", "miles", "dollars", "gmt", "hours"})


def decade(w: Words) -> Meaning | None:
    """As "the 1990s", "the late '80s", "the nineties"."""
    word = w.one("d")
    if word in DECADES:
        return Meaning("DATE", "19" + DECADES[word]) if w.one("the") else None
    figures = "".join(c for c in word if c.isdigit())
    if len(figures) == 4:
        return Meaning("DATE", figures[:3])
    return Meaning("DATE", ("20" if figures[0] in "01" else "19") + figures[0])


def century(w: Words) -> Meaning | None:
    """As "the 20th century"."""
    n = ordinal(w.one("o"))
    return Meaning("DATE", f"{n - 1:02d}") if w.one("u") == "century" and 1 <= n <= 30 else None


def feast(w: Words) -> Meaning | None:
    """As "Thanksgiving Day", "last Christmas", "Election Day"."""
    word, which = w.one("h"), w.one("which")
    name = {"new": "01-01", "election": "election"}.get(word) or HOLIDAYS[word]
    if w.one("u") == "eve" and name in ("01-01", "12-25"):
        name = "12-31" if word == "new" else "12-24"
    turn = TURN[STEP[which]] if which in STEP else w.direction()
    return Meaning("DATE", rule=f"holiday:{name}:{turn}")
