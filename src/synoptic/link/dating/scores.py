"""How well a candidate day suits an undated document: the features of a day.

In: the document's view of its story (day_evidence). Out: one row of numbers a day, for a conditional logit over candidate days (McFadden
1974), so that hard evidence (a dateline, the 8th day of a war that others date) and soft votes (weekdays, dated neighbours, the days that
others speak of) add up in one measure. The weights come from evals/train_dating.py.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Sequence

from synoptic.annotate.times.calendar import first_day, last_day
from synoptic.annotate.times.values import resolve
from synoptic.link.dating.clues import Clue, Clues, weekday_of
from synoptic.link.dating.evidence import Dated, Story, View
from synoptic.link.dating.press import Press, url_day

Day = datetime.date


def features(view: View, days: Sequence[Day]) -> list[list[float]]:
    """One row of numbers a candidate day, in the order of NAMES."""
    clues, story = view.clues, view.story
    return [
        [
            *votes(clues, view.likes, c),
            *weekdays(clues, c),
            *named(clues, c),
            *shared(view, c),
            *begun(clues, story, c),
            *weeks(view, c),
            *leads(clues, view.likes, c),
            *press_says(clues, story.press, c),
            *address(clues, c),
            *peak(view, c),
            *told(clues, c),
            *nearest(view.story.known, c),
        ]
        for c in days
    ]


def votes(clues: Clues, likes: list[tuple[Dated, float]], c: Day) -> list[float]:
    """How the dated neighbours lie around the day, by number and by likeness."""
    if not likes:
        return [0.0] * 8
    total = sum(math.exp(8 * s) for _, s in likes)
    here = sum(math.exp(8 * s) for k, s in likes if k.day == c) / total
    close = sum(math.exp(8 * s) * math.exp(-abs((k.day - c).days)) for k, s in likes) / total
    best = max(likes, key=lambda p: p[1])
    days = sorted(k.day for k, _ in likes)
    median = days[len(days) // 2]
    same = [k.day for k, _ in likes if k.clues.doc.publisher and k.clues.doc.publisher == clues.doc.publisher]
    return [
        sum(k.day == c for k, _ in likes) / len(likes),
        here,
        close,
        float(best[0].day == c) * best[1],
        float(c in same),
        math.log1p(abs((c - median).days)),
        math.log1p(max(0, (days[0] - c).days)),
        math.log1p(max(0, (c - days[-1]).days)),
    ]


def weekdays(clues: Clues, c: Day) -> list[float]:
    """How far back the weekdays spoken of lie, and how far ahead the planned ones."""
    lead = [0.0] * 4
    if clues.lead:
        lead[min(3, back(clues.lead, c))] = 1.0
    behind = [0.0] * 5
    for clue in clues.past:
        behind[BUCKET[back(clue, c)]] += 1 / len(clues.past)
    most = Counter(back(clue, c) for clue in clues.past).most_common(1)
    ahead = sum((weekday_of(clue) - c.isoweekday()) % 7 in (1, 2, 3) for clue in clues.ahead) / max(1, len(clues.ahead))
    last = sum(back(clue, c) == 0 for clue in clues.past if clue.rule and ":last" in clue.rule)
    return [*lead, *behind, float(bool(most) and most[0][0] == 0), ahead, float(last > 0)]


BUCKET = (0, 1, 2, 3, 3, 3, 4)


def back(clue: Clue, c: Day) -> int:
    """Days back from c to the weekday of a clue, 0 to 6."""
    return (c.isoweekday() - weekday_of(clue)) % 7


def named(clues: Clues, c: Day) -> list[float]:
    """How the day lies to the dates in the text: on the latest, just after it, before it; on a dateline or a stamp."""
    out = [0.0] * 7
    days = [(d, clue) for clue in clues.dates if (d := clue.day_from(c.isoformat())) and abs((d - c).days) <= 45]
    if days:
        gap = (c - max(d for d, _ in days)).days
        out[0 if gap == 0 else 1 if gap == 1 else 2 if 0 < gap < 4 else 3 if gap > 0 else 4] = 1.0
    out[5] = float(any(d == c and clue.stamp for d, clue in days))
    out[6] = float(any((c - d).days == 1 and clue.stamp for d, clue in days))
    return out


def shared(view: View, c: Day) -> list[float]:
    """Whether the days that the document would speak of are days that its neighbours speak of, in like words."""
    own = [(d, best, day) for clue, best, day in view.matches if (d := clue.day_from(c.isoformat()))]
    if not own or not view.likes:
        return [0.0, 0.0, 0.0]
    spoken = view.story.spoken
    agree = sum(math.log1p(spoken[d]) for d, _, _ in own) / len(own) / math.log1p(len(view.likes))
    closeness = sum(best * (day == d) for d, best, day in own) / len(own)
    return [agree, closeness, float(bool(view.clues.lead) and spoken[own[0][0]] > 0)]


def begun(clues: Clues, story: Story, c: Day) -> list[float]:
    """Whether "the Nth day" counts from a day from which others count, or on which they say that something began."""
    starts = [c - datetime.timedelta(n - 1) for n, _ in clues.counted]
    return [float(any(story.counts[s] for s in starts)), math.log1p(max((story.starts[s] for s in starts), default=0))]


def weeks(view: View, c: Day) -> list[float]:
    """Whether "last week" holds the day that others name in like words."""
    hits, tried = 0.0, 0
    for clue, best, day in view.weeks:
        value = resolve(clue.rule or "", c.isoformat()) or ""
        first, last = first_day(value), last_day(value)
        if first is not None and last is not None:
            tried += 1
            hits += best * (day is not None and first <= day <= last)
    return [hits / tried if tried else 0.0]


def leads(clues: Clues, likes: list[tuple[Dated, float]], c: Day) -> list[float]:
    """Whether neighbours whose lead speaks of the same day are dated c; and whether the lead's day is an evening or a morning."""
    out = [0.0] * 5
    if clues.lead is None or (own := clues.lead.day_from(c.isoformat())) is None:
        return out
    alike = [(k, s) for k, s in likes if k.lead_day == own]
    total = sum(math.exp(6 * s) for _, s in alike)
    if total:
        out[0] = sum(math.exp(6 * s) for k, s in alike if k.day == c) / total
    gap = back(clues.lead, c)
    if gap < 2:
        late = "TNI" in (clues.lead.rule or "") or "TEV" in (clues.lead.rule or "")
        out[1 + 2 * gap + late] = 1.0
    return out


def press_says(clues: Clues, press: Press, c: Day) -> list[float]:
    """How usual the day is for this publisher, by its leads, its URLs and their serial numbers."""
    inside, outside = 0.0, 0.0
    if limits := press.between(clues):
        first, last = limits
        inside = 1 / (1 + (last - first).days) if first <= c <= last else 0.0
        outside = float(not (first - ONE <= c <= last + ONE))
    return [press.lead_chance(clues, c), press.url_chance(clues, c), inside, outside]


ONE = datetime.timedelta(1)


def address(clues: Clues, c: Day) -> list[float]:
    """Whether the day is the one in the URL, or in its month; the day before it (print editions carry tomorrow's), after it, or further off."""
    url, whole = clues.address or "", url_day(clues)
    gap = (c - whole).days if whole else 0
    return [float(url == c.isoformat()), float(len(url) == 7 and c.isoformat().startswith(url)), float(gap == -1), float(gap == 1), float(abs(gap) > 1)]


def peak(view: View, c: Day) -> list[float]:
    """How the day lies to the day that the neighbours speak of most: on it, after it, before it."""
    out = [0.0] * 5
    if view.peak is not None:
        gap = (c - view.peak).days
        out[gap if 0 <= gap < 3 else 3 if gap > 0 else 4] = 1.0
    return out


def told(clues: Clues, c: Day) -> list[float]:
    """How far back the last day lies that the text tells of; and whether it names the weekday of the day itself, or of those where a name would be unclear."""
    days = [d for clue in (*clues.past, *clues.dates) if (d := clue.day_from(c.isoformat())) and 0 <= (c - d).days < FRESH]
    gap = (c - max(days)).days if days else None
    behind = {back(clue, c) for clue in clues.past}
    return [float(gap == 0), float(gap == 1), float(gap == 2), float(gap is not None and gap > 2), *(float(n in behind) for n in (0, 1, 5, 6))]


FRESH = 45  # days that a text may tell of as news


def nearest(known: Sequence[Dated], c: Day) -> list[float]:
    """How far the nearest dated document of the story lies."""
    gap = min((abs((k.day - c).days) for k in known), default=0)
    return [math.log1p(gap), float(gap == 0), float(gap == 1)]


NAMES = (
    "share here", "like share here", "like share close", "best here", "same publisher", "from median", "before first", "after last",
    "lead 0", "lead 1", "lead 2", "lead 3+", "back 0", "back 1", "back 2", "back 3-5", "back 6", "most 0", "ahead 1-3", "last 0",
    "date 0", "date 1", "date 2-3", "date 4+", "date ahead", "stamp 0", "stamp 1",
    "days agree", "words agree", "lead agrees", "counted", "begun", "weeks agree", "leads agree",
    "day lead 0", "late lead 0", "day lead 1", "late lead 1", "habit", "url habit", "serial in", "serial out",
    "url 0", "url month", "url -1", "url 1", "url far", "peak 0", "peak 1", "peak 2", "peak 3+", "peak before",
    "told 0", "told 1", "told 2", "told 3+", "any 0", "any 1", "any 5", "any 6", "nearest", "nearest 0", "nearest 1",
)  # fmt: skip
