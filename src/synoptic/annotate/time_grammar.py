"""The grammar of time expressions: patterns over token classes (time_words) -> what an expression means.

A pattern is a regular expression over class letters with named groups; its builder reads the words of the groups and gives a
`Meaning`: TIMEX3 type, a value where the words alone have one, else a rule (time_values) and what the rule hangs on. At one place the longest
expression wins. The inventory follows TimeML 1.2.1 and what HeidelTime covers for news. Tense is asked for, not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from synoptic.annotate.time_numbers import duration, number, ordinal, year_in_words
from synoptic.annotate.time_words import DAYS, DECADES, DEICTIC, HOLIDAYS, MONTHS, PARTS, SEASONS, SETS, UNIT_OF, UNITS, VAGUE

NAMES = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "W2": "week"}
STEP = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "preceding": -1,
    "prior": -1,
    "this": 0,
    "these": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
    "forthcoming": 1,
    "same": 0,
    "latest": 0,
    "current": 0,
    "that": 0,
    "those": 0,
}
BACK = frozenset({"previous", "preceding", "following", "same", "that", "those", "prior"})  # seen from the time that the text speaks of
TURN = {-1: "last", 0: "near", 1: "next"}


@dataclass(frozen=True)
class Meaning:
    """What an expression says. `hangs` on: day (the document's), text (the day spoken of last), period (the quarter or year spoken of last)."""

    type: str
    value: str | None = None
    rule: str | None = None
    hangs: str = "day"


class Words:
    """The words that a pattern matched."""

    def __init__(self, match: re.Match[str], words: list[str], direction: Callable[[], str]) -> None:
        """`words` are lower case, one for each class letter; `direction` tells past, future or near by the verb."""
        self.match, self.all, self.direction = match, words, direction

    @property
    def words(self) -> list[str]:
        """All words of the expression."""
        return self.all[self.match.start() : self.match.end()]

    def of(self, group: str) -> list[str]:
        """The words of a group, none where it did not take part."""
        if group not in self.match.re.groupindex:
            return []
        start, end = self.match.span(group)
        return self.all[start:end] if start >= 0 else []

    def one(self, group: str) -> str:
        """The first word of a group, or an empty string."""
        return next(iter(self.of(group)), "")

    def before(self, n: int = 1) -> str:
        """The word n places before the expression."""
        i = self.match.start() - n
        return self.all[i] if i >= 0 else ""

    def after(self, n: int = 1) -> str:
        """The word n places after the expression."""
        i = self.match.end() + n - 1
        return self.all[i] if i < len(self.all) else ""


def month(word: str) -> int:
    """The number of a month's name."""
    return MONTHS[word.rstrip(".")]


def date_of(w: Words) -> Meaning | None:
    """ "Feb. 25, 2031", "24 February", "Monday, October 26"."""
    m, d, y = month(w.one("m")), ordinal(w.one("d")), w.one("y")
    if not 1 <= d <= 31:
        return None
    if y:
        return Meaning("DATE", f"{y}-{m:02d}-{d:02d}")
    return Meaning("DATE", rule=f"date:{m:02d}-{d:02d}:{w.direction()}")


def month_of(w: Words) -> Meaning | None:
    """ "October", "last May", "early June 2030", "July last year", "each July"."""
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
    """ "2031-02-25", "25/02/2031", "2/25/2031"."""
    text = w.one("i").upper()
    if re.match(r"\d{4}-", text):
        y, m, d = re.split("-", text.split("T")[0])
        clock = "T" + text.split("T")[1].rstrip("Z") if "T" in text else ""
    else:
        a, b, y = re.split(r"[/.-]", text)
        m, d = (b, a) if int(a) > 12 or "." in text else (a, b)  # outlets in English: month first, where both can be a month
        y, clock = (y if len(y) == 4 else ("19" if int(y) > 50 else "20") + y), ""
    if not (1 <= int(m) <= 12 and 1 <= int(d) <= 31):
        return None
    return Meaning("TIME" if clock else "DATE", f"{y}-{int(m):02d}-{int(d):02d}{clock}")


def weekday(w: Words) -> Meaning | None:
    """ "Friday", "last Thursday", "early Sunday morning", "each Monday", "Tuesday nights"."""
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
    return Meaning(kind, rule=f"weekday:{d}:{turn}{suffix}")


def deictic(w: Words) -> Meaning | None:
    """ "today", "yesterday morning", "late yesterday", "tonight"."""
    word, part = w.one("k"), w.one("part")
    clock = PARTS.get(part, "TNI" if word == "tonight" else "")
    return Meaning("TIME" if clock else "DATE", rule=f"day:{DEICTIC[word]}" + (f"@{clock}" if clock else ""))


def part_of_day(w: Words) -> Meaning | None:
    """ "this morning", "last night", "the next evening", "that afternoon", "in the morning", "overnight"."""
    which, part = w.one("which"), w.one("part")
    clock = PARTS.get(part, "TNI")
    if part == "overnight":
        return Meaning("TIME", rule="day:0@TNI", hangs="text")
    if which in ("last", "this", "these"):
        return Meaning("TIME", rule=f"day:{-1 if which == 'last' else 0}@{clock}")
    if which in STEP:
        return Meaning("TIME", rule=f"day:{STEP[which]}@{clock}", hangs="text")
    return Meaning("TIME", rule=f"day:0@{clock}", hangs="text")


def clock_time(w: Words) -> Meaning | None:
    """ "7:15 p.m.", "10 a.m. Wednesday", "noon", "4 in the morning", "1530 GMT"."""
    words = w.of("clock")
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
    clock = f"@T{hour:02d}:{minute:02d}"
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


def relative(w: Words) -> Meaning | None:
    """ "last year", "earlier this week", "next summer", "the previous month", "that day", "the latest quarter", "over the weekend"."""
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
    if which == "latest":
        return Meaning("DATE", rule="same:year:0", hangs="period")
    if which in ("past", "coming") or (w.one("the") and which in ("last", "next")):
        if letter == "D" and which in ("next", "coming"):
            return Meaning("DATE", rule="day:1", hangs="text")
        return Meaning("DURATION", duration(1, unit))
    return Meaning("DATE", rule=f"{name}:{step}", hangs="text" if which in BACK else "day")


def the_unit(w: Words) -> Meaning | None:
    """ "later in the day", "for the quarter", "during the week", "the year"."""
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
    """ "the end of the year", "the start of next month", "the end of 2030", "year-end"."""
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
    """ "the third quarter", "next year's first quarter", "first half of 2030", "fiscal second-quarter"."""
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


def year_back(w: Words) -> Meaning | None:
    """ "the year-earlier quarter", "year-ago", "the 2030 period"."""
    if w.one("y"):
        return Meaning("DATE", rule=f"set-year:{w.one('y')}", hangs="period")
    if w.one("v"):
        return Meaning("DURATION", duration(number(w.of("num")), w.one("v")))
    return Meaning("DATE", rule=f"same:{NAMES.get(UNIT_OF[w.one('u')], 'year')}:-1", hangs="period")


def ago(w: Words) -> Meaning | None:
    """ "three weeks ago", "a year ago", "years ago", "two days from now"."""
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
    """ "a year earlier", "two days later", "a week before"; a length where an event follows ("a week after the vote")."""
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


def length(w: Words) -> Meaning | None:
    """ "two weeks", "the past three months", "a five-year", "several days", "half an hour", "a year and a half", "years"."""
    unit, words = w.one("u"), w.of("num")
    if unit in UNITS and words in (["a"], ["an"]):
        return a_unit(w)
    if unit in ("second", "quarter", "quarters", "min"):
        return None if not w.one("rel") or unit == "second" else Meaning("DURATION", duration(number(words), unit))
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


LEADS = frozenset("for in within over after takes take took follows following by the spent last and or lasted".split())


def a_unit(w: Words) -> Meaning | None:
    """ "a year": a rate after what is counted ("two trips a year"), else a length."""
    unit = w.one("u")
    if unit in ("second", "minute", "quarter", "moment"):
        return None if unit != "minute" else Meaning("DURATION", "PT1M")
    if w.before() in NOT_RATE or not re.match(r"[\w%]", w.before()) or w.of("half"):
        return Meaning("DURATION", duration(1.5 if w.of("half") else 1, unit))
    return Meaning("SET", duration(1, unit))


NOT_RATE = frozenset(
    "for in within after over about nearly almost than once under barely only just take takes took by of and or as is was be than spent least every half to with on at".split()
)


def every(w: Words) -> Meaning | None:
    """ "every day", "each year", "every two weeks", "daily", "once a week"."""
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
    """ "now", "recently", "the future", "recent months", "these days", "the past", "at the time"."""
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


def year(w: Words) -> Meaning | None:
    """ "2030", "fiscal 2030", "mid-2030", "nineteen ninety-six"."""
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
    if w.before() in ("$", "£", "€", "no.", "#", "us$", "number", "about", "nearly", "some", "than") or w.after() in (
        "%",
        "percent",
        "people",
        "feet",
        "miles",
        "dollars",
        "-",
        "gmt",
        "hours",
    ):
        return None
    return Meaning("DATE", text) if 1500 <= int(text) <= 2099 or w.before() in ("in", "since") else None


def decade(w: Words) -> Meaning | None:
    """ "the 1990s", "the late '80s", "the nineties"."""
    word = w.one("d")
    if word in DECADES:
        return Meaning("DATE", "19" + DECADES[word]) if w.one("the") else None
    figures = "".join(c for c in word if c.isdigit())
    if len(figures) == 4:
        return Meaning("DATE", figures[:3])
    return Meaning("DATE", ("20" if figures[0] in "01" else "19") + figures[0])


def century(w: Words) -> Meaning | None:
    """ "the 20th century"."""
    n = ordinal(w.one("o"))
    return Meaning("DATE", f"{n - 1:02d}") if w.one("u") == "century" and 1 <= n <= 30 else None


def counted(w: Words) -> Meaning | None:
    """ "the 8th day of the war", "a third straight day", "day 8 of the siege": counted from when it began."""
    n, unit = ordinal(w.one("o")) or int(number(w.of("num")) or 0), w.one("u")
    if not n or unit not in ("day", "week", "month"):
        return None
    if n == 1 and w.after() != "of":
        return None
    return Meaning("DATE", rule=f"nth-{unit}:{n}")


def feast(w: Words) -> Meaning | None:
    """ "Thanksgiving Day", "last Christmas", "Election Day"."""
    word, which = w.one("h"), w.one("which")
    name = {"new": "01-01", "election": "election", "independence": "07-04"}.get(word) or HOLIDAYS[word]
    if word == "new" and w.one("u") == "eve":
        name = "12-31"
    turn = TURN[STEP[which]] if which in STEP else w.direction()
    return Meaning("DATE", rule=f"holiday:{name}:{turn}")


NUM = r"(?P<num>a?[nd#](?:-?[nd#Y]){0,4}|Y|aqf?|qf?|ab|ba?|a)"
MD = r"(?:(?:hc?|c)?W,?)?t?(?P<m>M)t?(?P<d>[do])(?:,?(?P<y>Y))?(?!%)"
DMY = r"(?:W,?)?t?(?P<d>[do])f?(?P<m>M)(?:,?(?P<y>Y))?"
CLOCK = r"(?:(?P<clock>:A?|[dn]A|[dn]C|[dn](?=itP)|O|Y(?=z))(?:it(?P<part>P))?)(?:z|,z)?"
PATTERNS: list[tuple[re.Pattern[str], Callable[[Words], Meaning | None]]] = [
    (re.compile(pattern), build)
    for pattern, build in (
        (MD, date_of),
        (DMY, date_of),
        (CLOCK, clock_time),
        (CLOCK + r",?i?(?:(?P<w>W)|(?P<k>K))", clock_time),
        (CLOCK + r",?i?(?:W,?)?(?P<m>M)(?P<d>[do])(?:,?(?P<y>Y))?", clock_time),
        (r"(?:[me]-?|t?Nf)?(?P<which>[lhxckuy])?(?P<m>M)(?:,?f?(?P<y>Y)|f?(?P<rel>[lhx])(?P<u>U))?", month_of),
        (r"(?P<i>I)", numeric),
        (r"t?(?:[mer]-?)?(?P<which>[lxkchy])?(?P<w>[Ww])(?P<part>[Pp])?(?:,?(?P<rel>[lhx])(?P<u>U))?", weekday),
        (r"(?:[mer]-?(?=[KP]))?(?:(?P<part>P))?(?P<k>K)", deictic),
        (r"[mer]?(?P<k>K)(?P<part>P)", deictic),
        (r"(?:[mer]-?)?t?(?P<which>[hlxckju])(?P<part>P)", part_of_day),
        (r"(?:(?<=i)t(?P<part>P)(?!f)|m-?(?P<part2>P)|(?P<part3>T))", lambda w: part_of_day(Renamed(w, "part", "part2", "part3"))),
        (r"(?:[mer]i?)?(?P<the>t)?(?:j?(?P<which>u)|(?P<which2>[lhxkcLj]))(?:F|u|X)?(?P<u>[UQBSR])", lambda w: relative(Renamed(w, "which", "which2"))),
        (r"(?P<mod>[mer]i)?t(?:F|m)?(?P<u>[UQBS])(?!-?[eg]|[Rk])", the_unit),
        (r"t?(?:N|m)ft?(?P<which>[lhxkcu])?F?(?:(?P<u>[UQ])|(?P<y>Y))", edge),
        (r"(?P<u>U)-?(?P<n>N)", edge),
        (r"(?:(?P<rel>[lhxk])(?P<ru>U)'|t)?F?-?(?P<o>o)-?F?-?(?P<q>[Qb])(?:(?P<f>f)?(?P<y>Y))?", quarter),
        (r"t?(?P<which>[Ü])F?(?P<u>[UQBR])", relative),
        (r"t(?:X|F)(?P<u>[UQ])", the_unit),
        (r"t?F?-?(?P<o>o)-?(?P<q>[Qb])(?P<f>f)(?:(?P<rel>[lhx])|t)(?P<ru>U)", quarter),
        (r"t?(?P<u>U)-(?:[eg])(?:(?:[QR])|(?P<num>[nd])(?P<v>V))?", year_back),
        (r"t(?P<y>Y)[QR]", year_back),
        (rf"(?:[m]-?)?{NUM}-?(?P<u>[UVQ])(?P<g>g)", ago),
        (r"(?P<u>V)(?P<g>g)", ago),
        (rf"{NUM}-?(?P<u>[UV])(?P<g>Z)v", ago),
        (rf"{NUM}-?(?P<u>[UVQ])(?P<side>[er])", shifted),
        (rf"t?(?P<rel>[lkxcol]|kS)?{NUM}-?(?:e|h|k|X)?(?P<u>[UV])(?P<half>&ab)?(?:-?G)?", length),
        (rf"t?(?P<rel>[lkxc]){NUM}(?P<u>Q|V)", length),
        (r"t?(?P<num>)(?P<u>V)(?:-G)?", length),
        (r"t?(?P<rel>[lkxc])(?P<num>)(?P<u>V)", length),
        (r"(?P<e>E)", every),
        (rf"y(?:{NUM})?(?P<u>[UVQPSB])", every),
        (r"(?P<v>[vh])(?P<u>[V])", vague),
        (r"(?P<the>t)?[mX]?(?P<v>[vÜ])", vague),
        (r"(?P<the>t)X?(?P<v>[kR])", vague),
        (r"(?P<f>F)(?P<y>Y)", year),
        (r"(?:m-?)?(?P<y>[Y9])", year),
        (r"(?:t(?P<u>U))?(?P<n>n(?:-?n){1,4})(?![VU#])", year),
        (r"(?P<m>M)(?P<n>n(?:-?n){1,3})", month_of),
        (r"(?P<the>t)?(?:m-?)?(?P<d>D)", decade),
        (r"t?(?:m-?)?(?P<o>o)-?(?P<u>U)", century),
        (r"[ta]?(?P<o>o)X?(?P<u>U)", counted),
        (r"(?P<u>U)(?P<num>[ndY])(?=f)", counted),
        (r"(?P<which>[lhx])?(?P<h>H)(?P<u>U)?", feast),
    )
]
ANY = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in PATTERNS))


class Renamed(Words):
    """The same words where one of several groups, whichever took part, stands for the first."""

    def __init__(self, words: Words, *names: str) -> None:
        """`names`: the name asked for, then the groups that may stand for it."""
        super().__init__(words.match, words.all, words.direction)
        self.names = names

    def of(self, group: str) -> list[str]:
        """The words of a group."""
        if group != self.names[0]:
            return super().of(group)
        return next((found for name in self.names if (found := super(Renamed, self).of(name))), [])


def read_at(letters: str, words: list[str], start: int, direction: Callable[[int, int], str]) -> tuple[int, Meaning] | None:
    """The longest expression from place `start`, as its end and meaning. `direction(start, end)` gives the tense around it."""
    best: tuple[int, Meaning] | None = None
    for pattern, build in PATTERNS:
        match = pattern.match(letters, start)
        if match and match.end() > (best[0] if best else start):
            meaning = build(Words(match, words, lambda m=match: direction(m.start(), m.end())))  # type: ignore[misc]
            if meaning is not None:
                best = match.end(), meaning
    return best
