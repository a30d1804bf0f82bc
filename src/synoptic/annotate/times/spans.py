"""Builders for what is reckoned: "last year", "the third quarter", "two weeks ago", lengths of time, sets, "now", "the 8th day".

Each reads the words that its pattern matched (grammar) and gives a Meaning, or None where they are no time after all.
"""

from __future__ import annotations

import re

from synoptic.annotate.times.meaning import BACK, NAMES, STEP, TURN, Meaning, Words
from synoptic.annotate.times.numbers import duration, number, ordinal
from synoptic.annotate.times.words import DEICTIC, PARTS, SEASONS, SETS, UNIT_OF, UNITS, VAGUE, listed

LEADS = frozenset(listed("for in within over after takes take took follows following by the spent last and or lasted"))
NOT_RATE = frozenset(
    listed("for in within after over about nearly almost than once under barely only just take takes took by of and or as is was be spent")
    + listed("least every half to with on at")
)


def relative(w: Words) -> Meaning | None:
    """As "last year", "earlier this week", "next summer", "the previous month", "that day", "the latest quarter", "over the weekend"."""
    which, unit = w.one("which"), w.one("u").removesuffix("s") if w.one("u") == "weekends" else w.one("u")
    step = STEP[which]
    if unit in ("period", "time", "date", "moment", "term"):
        if unit == "period" and which in ("latest", "same"):
            return Meaning("DATE", rule="same:year:0", hangs="period")
        return (
            Meaning("DATE", "PRESENT_REF")
            if (unit == "moment" or w.before() == "at") and which == "this"
            else Meaning("DATE", "PAST_REF")
            if unit == "time" and which == "that" and w.before() == "at"
            else None
        )
    if unit in SEASONS:
        return Meaning("DATE", rule=f"in-year:0:-{SEASONS[unit]}" if not step else f"season:{SEASONS[unit]}:{TURN[step]}")
    if unit == "weekend":
        return Meaning("DATE", rule=f"weekend:{step}", hangs="text" if which in BACK else "day")
    letter = UNIT_OF[unit]
    if letter in "HTS":
        return Meaning("DURATION", duration(1, unit))
    name = NAMES[letter]
    if which == "latest" and letter == "Y":
        return Meaning("DATE", rule="year:-1")
    if which == "latest":
        return Meaning("DATE", rule="same:year:0", hangs="period")
    if which in ("past", "coming") or (w.one("the") and which in ("last", "next")):
        if letter == "D" and which in ("next", "coming"):
            return Meaning("DATE", rule="day:1", hangs="text")
        return Meaning("DURATION", duration(1, unit))
    return Meaning("DATE", rule=f"{name}:{step}", hangs="text" if which in BACK else "day")


def the_unit(w: Words) -> Meaning | None:
    """As "later in the day", "for the quarter", "during the week", "the year"."""
    unit = w.one("u")
    if unit in ("weekend", "weekends"):
        return Meaning("DATE", rule=f"weekend:{0 if w.direction() == 'future' else -1}")
    if unit in SEASONS:
        return Meaning("DATE", rule=f"season:{SEASONS[unit]}:{'future' if w.direction() == 'future' else 'past'}")
    if UNIT_OF[unit] == "Q":
        return Meaning("DATE", rule="same:year:0", hangs="period")
    if UNIT_OF[unit] == "D" and not w.one("mod"):
        return None
    if UNIT_OF[unit] not in NAMES or unit in ("decade", "century"):
        return None
    return Meaning("DATE", rule=f"{NAMES[UNIT_OF[unit]]}:0", hangs="text" if UNIT_OF[unit] == "D" else "day")


def edge(w: Words) -> Meaning | None:
    """As "the end of the year", "the start of next month", "the end of 2030", "year-end"."""
    unit, which = w.one("u"), w.one("which")
    if w.one("y"):
        return Meaning("DATE", w.one("y"))
    if w.one("n"):  # year-end
        return (
            Meaning("DATE", rule=f"date:12-31:{'past' if w.direction() == 'past' and w.before() in ('since', 'from', 'last') else 'future'}")
            if unit == "year"
            else None
        )
    if unit in ("weekend", "weekends") or UNIT_OF[unit] not in NAMES:
        return None
    if UNIT_OF[unit] == "Q":
        return Meaning("DATE", rule="same:year:0", hangs="period")
    return Meaning("DATE", rule=f"{NAMES[UNIT_OF[unit]]}:{STEP.get(which, 0)}")


def quarter(w: Words) -> Meaning | None:
    """As "the third quarter", "next year's first quarter", "first half of 2030", "fiscal second-quarter"."""
    n, y, rel = ordinal(w.one("o")), w.one("y"), w.one("rel")
    letter = "H" if w.one("q") == "half" else "Q"
    if not 1 <= n <= (4 if letter == "Q" else 2):
        return None
    if letter == "H" and not (y or rel):
        return Meaning("DATE", rule=f"in-year:0:-H{n}") if w.one("f") else None
    if y:
        return Meaning("DATE", f"{y}-{letter}{n}")
    if rel and w.one("ru") == "year":
        return Meaning("DATE", rule=f"in-year:{STEP[rel]}:-{letter}{n}")
    return Meaning("DATE", rule=f"quarter-of:{n}:{'future' if w.direction() == 'future' else 'past'}")


def quarter_short(w: Words) -> Meaning | None:
    """As "Q3", "Q3 2030"."""
    n = w.one("q")[1]
    return Meaning("DATE", f"{w.one('y')}-Q{n}") if w.one("y") else Meaning("DATE", rule=f"quarter-of:{n}:past")


def year_back(w: Words) -> Meaning | None:
    """As "the year-earlier quarter", "year-ago", "the 2030 period"."""
    if w.one("y"):
        return Meaning("DATE", rule=f"set-year:{w.one('y')}", hangs="period")
    if w.one("v"):
        return Meaning("DURATION", duration(number(w.of("num")), w.one("v")))
    return Meaning("DATE", rule=f"same:{NAMES.get(UNIT_OF[w.one('u')], 'year')}:-1", hangs="period")


def ago(w: Words) -> Meaning | None:
    """As "three weeks ago", "a year ago", "years ago", "two days from now"."""
    count, unit = number(w.of("num")) if w.of("num") else None, w.one("u")
    letter = UNIT_OF[unit]
    sign = -1 if w.one("g") == "ago" else 1
    if count is None or letter in "HTS":
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if letter == "W2":
        count *= 2
    name = NAMES[letter]
    if letter in "EC":
        return Meaning("DATE", rule=f"year:{sign * round(count * (10 if letter == 'E' else 100))}")
    if count % 1:
        return Meaning("DATE", rule=f"month:{sign * round(count * 12)}") if letter == "Y" else Meaning("DATE", "PAST_REF")
    if letter == "Y" and count == 1:
        return Meaning("DATE", rule=f"same:year:{sign}", hangs="period")
    return Meaning("DATE", rule=f"{name}:{sign * int(count)}")


def shifted(w: Words) -> Meaning | None:
    """As "a year earlier", "two days later", "a week before"; a length where an event follows ("a week after the vote")."""
    count, unit, side = number(w.of("num")), w.one("u"), w.one("side")
    letter = UNIT_OF[unit]
    if side in ("after", "before", "previously") and re.match(r"\w", w.after()):
        return None  # a length, up to an event
    if count is None or letter in "HTS" or count % 1:
        return Meaning("DURATION", duration(count, unit))
    if letter == "E":
        letter, count = "Y", count * 10
    sign = 1 if side in ("later", "after") else -1
    if letter not in NAMES or letter == "C":
        return Meaning("DURATION", duration(count, unit))
    return Meaning("DATE", rule=f"same:{NAMES[letter]}:{sign * int(count)}", hangs="period" if letter == "Y" else "text")


def beside_today(w: Words) -> Meaning | None:
    """As "the day before yesterday", "the day after tomorrow"."""
    if w.one("u") != "day":
        return None
    return Meaning("DATE", rule=f"day:{DEICTIC[w.one('k')] + (1 if w.one('side') == 'after' else -1)}")


def beyond(w: Words) -> Meaning | None:
    """As "the week before last", "the year after next"."""
    unit = w.words[1]
    if UNIT_OF[unit] not in ("W", "M", "Y", "Q"):
        return None
    return Meaning("DATE", rule=f"{NAMES[UNIT_OF[unit]]}:{-2 if w.words[2] in ('before', 'earlier') else 2}")


def length(w: Words) -> Meaning | None:
    """As "two weeks", "the past three months", "a five-year", "several days", "half an hour", "a year and a half", "years"."""
    unit, words = w.one("u"), w.of("num")
    if unit in UNITS and words in (["a"], ["an"]):
        return a_unit(w)
    if unit in ("second", "quarter", "quarters", "min"):
        return None if not w.one("rel") or unit == "second" else Meaning("DURATION", duration(number(words) if words else None, unit))
    if w.match[0].endswith("G") and w.all[w.match.end() - 1] == "old":
        return None  # an age is no time
    if not words and not w.one("rel"):
        return Meaning("DURATION", duration(None, unit)) if bare(w) else None
    count = number(words) if words else None
    if w.of("half") and count is not None:
        count += 0.5
    return Meaning("DURATION", duration(count, unit))


def bare(w: Words) -> bool:
    """Whether a plural without a number is a length of time: "for weeks", "months of talks", but not "working days"."""
    if UNIT_OF[w.one("u")] in "HTS":
        return w.before() in ("for", "within", "after")
    return w.before() in LEADS or w.after() in ("of", "-", "after", "before", "later", "earlier") or w.before() == "the"


def a_unit(w: Words) -> Meaning | None:
    """As "a year": a rate after what is counted ("two trips a year"), else a length."""
    unit = w.one("u")
    if unit in ("second", "quarter", "moment"):
        return None
    if (
        unit == "minute"
        or w.after() in ("after", "before", "of", "in", "when", "since")
        or w.before() in NOT_RATE
        or not re.match(r"[\w%]", w.before())
        or w.of("half")
    ):
        return Meaning("DURATION", duration(1.5 if w.of("half") else 1, unit))
    return Meaning("SET", duration(1, unit))


def every(w: Words) -> Meaning | None:
    """As "every day", "each year", "every two weeks", "daily", "once a week"."""
    if w.one("e"):
        return Meaning("SET", SETS[w.one("e")])
    unit = w.one("u")
    if unit in PARTS:
        return Meaning("SET", f"XXXX-XX-XX{PARTS[unit]}")
    if unit in SEASONS:
        return Meaning("SET", f"XXXX-{SEASONS[unit]}")
    if unit in ("weekend", "weekends"):
        return Meaning("SET", "XXXX-WXX-WE")
    return Meaning("SET", duration(number(w.of("num")), unit))


def vague(w: Words) -> Meaning | None:
    """As "now", "recently", "the future", "recent months", "these days", "the past", "at the time"."""
    word, unit = w.one("v"), w.one("u")
    if unit:
        if word in ("this", "these"):
            return Meaning("DATE", "PRESENT_REF") if unit == "days" else None
        return Meaning("DURATION", duration(None, unit)) if word == "recent" else Meaning("DATE", "FUTURE_REF") if word == "future" else None
    if word == "past":
        return Meaning("DATE", "PAST_REF") if not re.match(r"\w", w.after()) or w.after() in ("and", "has", "have", "had", "that", "he", "they") else None
    if word in ("time", "moment"):
        return Meaning("DATE", "PAST_REF" if word == "time" else "PRESENT_REF") if w.before() == "at" and w.after() not in ("of", "when") else None
    if word == "future":
        return Meaning("DATE", "FUTURE_REF") if w.of("the") or w.before() == "in" else None
    if word in ("recent", "soon", "presently"):
        return None
    if word == "term":
        return Meaning("DATE", "FUTURE_REF") if "near" in w.words else None
    return Meaning("DATE", "PRESENT_REF" if word == "current" else VAGUE[word]) if word in VAGUE or word == "current" else None


def counted(w: Words) -> Meaning | None:
    """As "the 8th day of the war", "a third straight day", "day 8 of the siege": counted from when it began."""
    n, unit = ordinal(w.one("o")) or int(number(w.of("num")) or 0), w.one("u")
    if not n or unit not in ("day", "week", "month"):
        return None
    if n == 1 and w.after() != "of":
        return None
    return Meaning("DATE", rule=f"nth-{unit}:{n}")
