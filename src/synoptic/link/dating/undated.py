"""The day of documents whose metadata say none: from their own text, else from the dated documents of their story.

In: the clues of a story's documents, and the days that are known. Out: a `Placed` a document, with its reason in plain words and, where it stays
open, the days between which it lies. The text alone decides on a dateline, or on a full date whose weekday the text speaks of too; all else is
weighed together (day_scores), so that one clear constraint decides and many weak ones add up.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from synoptic.link.dating.clues import Clue, Clues, weekday_of
from synoptic.link.dating.evidence import Story, View, dated, rarities
from synoptic.link.dating.press import Press, url_day
from synoptic.link.dating.scores import NAMES, features

Day = datetime.date
OPEN = 0.1  # a day with this share of the probability is named in the interval; the aim is that an analyst sees every day that may well be it
WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Placed:
    """The day that a document speaks from, where it was found (metadata, text, story), and why."""

    day: str | None
    found_in: str | None
    why: str


def place(everything: Mapping[str, Clues], known: Mapping[str, str], press: Press) -> dict[str, Placed]:
    """Days for the documents of one story that have none. `known`: document id -> day, of those whose metadata say it; `press`: how publishers date."""
    placed = {i: found for i in sorted(everything) if i not in known and (found := from_stamp(everything[i]))}
    if not known and not placed:
        placed = {i: found for i in sorted(everything) if (found := from_dates(everything[i]))}
    days = dict(known) | {i: p.day for i, p in placed.items() if p.day}
    open_ones = [i for i in sorted(everything) if i not in days]
    if not open_ones:
        return placed
    if not days:
        return placed | {i: from_url(everything[i]) for i in open_ones}
    sure = [dated(everything[i], Day.fromisoformat(days[i])) for i in sorted(days) if i in everything]
    story = Story(sure, rarities([everything[i] for i in sorted(everything)]), press)
    return placed | {i: from_story(everything[i], story) for i in open_ones}


def full_dates(clues: Clues) -> list[tuple[Day, Clue]]:
    """The dates in a text that say their year."""
    return [(d, c) for c in clues.dates if c.rule is None and (d := c.day_from(""))]


def from_stamp(clues: Clues) -> Placed | None:
    """The day of a dateline or a stamp ("Updated: ...") in the text."""
    stamps = sorted(d for d, c in full_dates(clues) if c.stamp)
    return Placed(stamps[-1].isoformat(), "text", f"the text carries the date {stamps[-1]}") if stamps else None


def from_dates(clues: Clues) -> Placed | None:
    """The latest full date in the text, where its weekday is the one that the text speaks of: for stories of which no day is known."""
    full = full_dates(clues)
    spoken = [weekday_of(c) for c in clues.past]
    if not full or not spoken:
        return None
    last = max(d for d, _ in full)
    if last.isoweekday() != max(spoken, key=lambda w: (spoken.count(w), w)):
        return None
    return Placed(last.isoformat(), "text", f"{last} is the latest date in the text, a {WEEKDAYS[last.isoweekday()]}, as the text says")


def from_url(clues: Clues) -> Placed:
    """The day in the URL of a document that no other tells more about."""
    named = url_day(clues)
    if named is None:
        return Placed(None, None, "nothing in the text, its address or its story says a day")
    return Placed(named.isoformat(), "metadata", "its URL names that day")


def from_story(clues: Clues, story: Story) -> Placed:
    """The likeliest day by all that the story's dated documents say."""
    view = View(clues, story)
    days = view.candidates()
    odds = chances(features(view, days))
    best = max(range(len(days)), key=lambda i: (odds[i], -i))
    day = days[best]
    likely = [d for d, p in zip(days, odds, strict=True) if p >= OPEN]
    found = "metadata" if clues.address == day.isoformat() else "story"
    return Placed(day.isoformat(), found, because(clues, story, day, likely))


def chances(rows: Sequence[Sequence[float]]) -> list[float]:
    """The probability of each candidate day."""
    scores = [sum(w * x for w, x in zip(weights(), row, strict=True)) for row in rows]
    top = max(scores)
    raw = [math.exp(s - top) for s in scores]
    return [r / sum(raw) for r in raw]


@cache
def weights() -> tuple[float, ...]:
    """The weights of the features in the order of NAMES, as evals/train_dating.py wrote them."""
    table = json.loads(files("synoptic.link.dating").joinpath("weights.json").read_text(encoding="utf-8"))
    return tuple(table.get(name, 0.0) for name in NAMES)


def because(clues: Clues, story: Story, day: Day, likely: Sequence[Day]) -> str:
    """The reason in plain words."""
    reasons = []
    if clues.address == day.isoformat():
        reasons.append("its URL names that day")
    if limits := story.press.between(clues):
        reasons.append(f"its URL's number lies between those of articles of {limits[0]} and {limits[1]}")
    for n, _ in clues.counted:
        start = day - datetime.timedelta(n - 1)
        if story.starts[start]:
            reasons.append(f"the text speaks of day {n}, and others date the beginning to {start}")
            break
    if clues.lead and (day.isoweekday() - weekday_of(clues.lead)) % 7 < 2:
        reasons.append(f"its lead says {WEEKDAYS[weekday_of(clues.lead)]}" + ("" if day.isoweekday() == weekday_of(clues.lead) else ", the day before"))
    dates = sorted({d for c in clues.dates if (d := c.day_from(day.isoformat())) and 0 <= (day - d).days <= 3})
    if dates:
        reasons.append(f"its latest date is {dates[-1]}")
    same = sum(k.day == day for k in story.known)
    if same:
        reasons.append(f"{same} of the {len(story.known)} dated articles of its story are of that day")
    text = "; ".join(reasons) or f"the nearest of the days that the {len(story.known)} dated articles of its story leave open"
    if len(likely) > 1 or (likely and likely[0] != day):
        text += f"; open between {min(*likely, day)} and {max(*likely, day)}"
    return text
