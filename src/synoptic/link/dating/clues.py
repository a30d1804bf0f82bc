"""What a document's time expressions say about the day that it speaks from, as clues that can be tried on any candidate day.

In: a document and its Timex records. Out: `Clues`: weekdays spoken of with their tense, days named by date, relative days, days
counted from a beginning, each with the words around it. Nothing here knows other documents.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from synoptic.annotate.times.calendar import first_day, precision
from synoptic.annotate.times.values import resolve
from synoptic.model import Document, Timex

AROUND = 120  # code points on each side that tell what a time expression dates
HEAD = 500  # where a lead, a dateline or a stamp stands
STAMP = re.compile(r"(updated|published|posted|last modified|publish date|first published|date)\W{0,4}(on|at)?\W{0,3}$", re.I)
DATELINE = re.compile(r"^[^.!?\n]{0,60}$")
WIRE = re.compile(r"^\W{0,3}(\d{4}\W{0,3})?\(?(Reuters|AP|AFP|Xinhua|UPI|CNN|IANS|PTI|Kyodo|TASS|Bloomberg)\b")
BEGIN = re.compile(r"\b(launch|began|begin|start|erupt|broke out|invad|outbreak|onset)\w*", re.I)
ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})(?:[/-]?(\d\d)(?!\d))?")
SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Clue:
    """One expression: its rule where it hangs on the document's day, else its value; `terms` are the words around it."""

    at: int
    rule: str | None
    value: str | None
    terms: frozenset[str]
    stamp: bool = False  # stands as the article's own date does: in a dateline or after "Updated"
    begins: bool = False  # the words around it say that something began

    def day_from(self, day: str) -> datetime.date | None:
        """The day that it means in a document of that day."""
        value = resolve(self.rule, day) if self.rule else self.value
        return first_day(value) if value and precision(value) == "day" else None


@dataclass
class Clues:
    """The clues of one document, and its words."""

    doc: Document
    address: str | None = None  # the day or month that its URL names
    lead: Clue | None = None  # the first weekday, unless it is said to come
    past: list[Clue] = field(default_factory=list)  # weekdays spoken of in the past
    ahead: list[Clue] = field(default_factory=list)
    dates: list[Clue] = field(default_factory=list)  # days with their month; `rule` where the year is not said
    relative: list[Clue] = field(default_factory=list)  # today, yesterday, last night
    weeks: list[Clue] = field(default_factory=list)  # last week, this month
    counted: list[tuple[int, Clue]] = field(default_factory=list)  # "the 8th day of": 8

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the text; counted only for stories with an undated document."""
        return Counter(w.lower() for w in WORD.findall(self.doc.text))


def weekday_of(clue: Clue) -> int:
    """The weekday of a clue, 1 to 7."""
    return int((clue.rule or "weekday:1").split(":")[1][0])


def clues_of(doc: Document, timexes: Iterable[Timex]) -> Clues:
    """What the time expressions of a document say about its day; those that hang on another expression say nothing more."""
    clues = Clues(doc)
    for timex in timexes:
        told = timex.anchor and re.match(r"weekday:\d:past", timex.rule or "")  # "said on Monday that they had met on Friday": as near the day as any weekday
        if (timex.anchor and not told) or timex.type not in ("DATE", "TIME"):
            continue
        sort_in(clues, timex)
    clues.lead = next((c for c in sorted([*clues.past, *clues.ahead], key=lambda c: c.at) if c.at < HEAD and ":next" not in (c.rule or "")), None)
    clues.address = address_day(doc.url or "")
    return clues


def address_day(url: str) -> str | None:
    """The day (2031-02-25), else the month (2031-02), that a URL's path names, as most outlets write it."""
    for year, month, day in ADDRESS.findall(url.lower()):
        number = SHORT.index(month) + 1 if month in SHORT else int(month) if month.isdigit() else 0
        if 1 <= number <= 12 and (not day or 1 <= int(day) <= 31):
            return f"{year}-{number:02d}" + (f"-{day}" if day else "")
    return None


def sort_in(clues: Clues, timex: Timex) -> None:
    """Put a time expression among the clues of its kind."""
    text = clues.doc.text
    around = text[max(0, timex.start - AROUND) : timex.start] + " " + text[timex.end : timex.end + AROUND]
    terms = frozenset(w.lower() for w in WORD.findall(around))
    clue = Clue(timex.start, timex.rule, timex.value, terms, is_stamp(text, timex), bool(BEGIN.search(around)))
    op, *args = (timex.rule or "").partition("@")[0].split(":")
    if op == "weekday":
        (clues.ahead if args[1] in ("future", "next") else clues.past).append(clue)
    elif op == "date" or (not timex.rule and precision(timex.value) == "day"):
        clues.dates.append(clue)
    elif op == "day":
        clues.relative.append(clue)
    elif op in ("week", "month", "weekend"):
        clues.weeks.append(clue)
    elif op == "nth-day":
        clues.counted.append((int(args[0]), clue))


def is_stamp(text: str, timex: Timex) -> bool:
    """Whether a date stands where an article says its own: after "Updated:", or in a dateline before the agency's name."""
    before = text[max(0, timex.start - 40) : timex.start].rpartition("\n")[2]
    if timex.start > HEAD:
        return False
    return bool(
        STAMP.search(before)
        or WIRE.match(text[timex.end : timex.end + 20])
        or (not before.strip() and text[timex.end : timex.end + 1] in "\n|" and timex.end - timex.start > 7)
    )
