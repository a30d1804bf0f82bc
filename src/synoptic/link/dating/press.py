"""How publishers date: what the dated documents of a story show of each, for its undated ones.

In: clues and days of all dated documents. Out: a `Press`: how far behind the weekday of its lead a publisher's day lies, how far from the day in its URL
(print editions carry tomorrow's), and the serial numbers in its URLs, which grow with time. Nothing is kept by name here: it is counted anew each time.
"""

from __future__ import annotations

import datetime
import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from synoptic.annotate.times.calendar import first_day
from synoptic.link.dating.clues import Clues, weekday_of

Day = datetime.date
LEAD_PRIOR = (0.6, 0.25, 0.08, 0.07)  # same day, 1, 2, 3 or more days after the lead's weekday: over all publishers of the dev stories
URL_PRIOR = {0: 0.8, -1: 0.1, 1: 0.07}  # and the day that the URL names, measured there too
TRUST = 4.0  # how many articles of a publisher weigh as much as the prior
SERIAL = re.compile(r"(?<!\d)\d{5,9}(?!\d)")

Serial = tuple[str, int, int]  # host, number of digits, number


class Press:
    """What is known of the publishers: little in a small story, where the priors, which hold for any publisher, decide."""

    def __init__(self, known: Iterable[tuple[Clues, Day]]) -> None:
        """`known`: the clues and the day of each dated document of the story."""
        self.leads: dict[str, Counter[int]] = defaultdict(Counter)
        self.urls: dict[str, Counter[int]] = defaultdict(Counter)
        serials: dict[tuple[str, int], list[tuple[int, Day]]] = defaultdict(list)
        for clues, day in known:
            publisher = clues.doc.publisher or ""
            if clues.lead:
                self.leads[publisher][gap_of(clues, day)] += 1
            if (named := url_day(clues)) is not None:
                self.urls[publisher][(day - named).days] += 1
            if serial := serial_of(clues.doc.url):
                serials[serial[:2]].append((serial[2], day))
        self.serials = {k: sorted(rows) for k, rows in serials.items()}

    def lead_chance(self, clues: Clues, day: Day) -> float:
        """Log probability of the distance between the lead's weekday and the day, at this publisher; 0 without a lead."""
        if clues.lead is None:
            return 0.0
        seen, gap = self.leads.get(clues.doc.publisher or "", Counter()), gap_of(clues, day)
        return math.log((seen[gap] + TRUST * LEAD_PRIOR[gap]) / (sum(seen.values()) + TRUST))

    def url_chance(self, clues: Clues, day: Day) -> float:
        """Log probability of the distance between the day in the URL and the day, at this publisher; 0 without one."""
        named = url_day(clues)
        if named is None:
            return 0.0
        seen, gap = self.urls.get(clues.doc.publisher or "", Counter()), (day - named).days
        return math.log((seen[gap] + TRUST * URL_PRIOR.get(gap, 0.001)) / (sum(seen.values()) + TRUST))

    def between(self, clues: Clues) -> tuple[Day, Day] | None:
        """The days of the dated articles whose serial numbers stand next below and above; None where they tell nothing."""
        serial = serial_of(clues.doc.url)
        rows = self.serials.get(serial[:2], []) if serial else []
        if not serial or not rows:
            return None
        place = bisect_left(rows, (serial[2], Day.min))
        if place in (0, len(rows)) or rows[place - 1][1] > rows[place][1]:
            return None
        return rows[place - 1][1], rows[place][1]


def gap_of(clues: Clues, day: Day) -> int:
    """Days from the lead's weekday to the day: 0, 1, 2, or 3 for more."""
    return min(3, (day.isoweekday() - weekday_of(clues.lead)) % 7) if clues.lead else 3


def url_day(clues: Clues) -> Day | None:
    """The day that the URL names, where it names one whole."""
    return first_day(clues.address) if clues.address and len(clues.address) == 10 else None


def serial_of(url: str | None) -> Serial | None:
    """The last serial number in a URL's path, with its host: outlets number their articles as they go."""
    parts = urlsplit(url or "")
    found = SERIAL.findall(parts.path)
    return (parts.netloc.removeprefix("www."), len(found[-1]), int(found[-1])) if found else None
