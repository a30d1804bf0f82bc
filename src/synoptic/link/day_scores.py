"""How well a candidate day suits an undated document: features of the day, and their weights.

In: the document's clues and those of the story's dated documents. Out: a score a day, a conditional logit over candidate days
(McFadden 1974), so that hard evidence (a dateline, the 8th day of a war that others date) and soft votes (weekdays, dated neighbours, the days that
others speak of) add up in one measure. The weights come from evals/train_dating.py; this file holds no text.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.annotate.time_calendar import first_day, last_day
from synoptic.annotate.time_values import resolve
from synoptic.link.day_clues import Clue, Clues
from synoptic.link.press import Press, url_day

Day = datetime.date
NEIGHBOURS = 300  # dated documents of a story that an undated one is held against
SPREAD = 10  # days before and after those of the story that are tried


@dataclass
class Dated:
    """A document of the story whose day is known, and the days that it speaks of."""

    clues: Clues
    day: Day
    spoken: list[tuple[Day, frozenset[str], bool]]  # day, the words around it, whether something began then


def dated(clues: Clues, day: Day) -> Dated:
    """A dated document with all days that it names."""
    every = [*clues.past, *clues.ahead, *clues.dates, *clues.relative]
    spoken = [(d, c.terms, c.begins) for c in every if (d := c.day_from(day.isoformat())) and abs((d - day).days) < 400]
    return Dated(clues, day, spoken)


def likeness(a: Counter[str], b: Counter[str], rarity: dict[str, float]) -> float:
    """Cosine of two texts' words, weighed by how rare they are in the story."""
    if len(a) > len(b):
        a, b = b, a
    dot = sum(math.log1p(n) * math.log1p(b[w]) * rarity[w] ** 2 for w, n in a.items() if w in b)
    norm = math.sqrt(length(a, rarity) * length(b, rarity))
    return dot / norm if norm else 0.0


def length(words: Counter[str], rarity: dict[str, float]) -> float:
    """The squared length of a text's vector."""
    return sum((math.log1p(n) * rarity.get(w, 0.0)) ** 2 for w, n in words.items())


def rarities(all_clues: Sequence[Clues]) -> dict[str, float]:
    """Inverse document frequency over a story."""
    seen: Counter[str] = Counter()
    for clues in all_clues:
        seen.update(clues.words.keys())
    return {w: math.log(1 + len(all_clues) / n) for w, n in seen.items()}


class Story:
    """The dated documents of a story as evidence for the days of the others."""

    def __init__(self, known: Sequence[Dated], rarity: dict[str, float], press: Press) -> None:
        """`known`: the dated documents, in a fixed order."""
        self.known, self.rarity = list(known)[:NEIGHBOURS], rarity
        self.press = press
        self.starts = self.beginnings()
        self.counts = Counter(one.day - datetime.timedelta(n - 1) for one in self.known for n, _ in one.clues.counted)

    def beginnings(self) -> Counter[Day]:
        """Days on which the story's matter began: counted back from "the 2nd day", or said with "launched", "began"."""
        votes: Counter[Day] = Counter()
        for one in self.known:
            for n, _ in one.clues.counted:
                votes[one.day - datetime.timedelta(n - 1)] += 3
            votes.update(d for d, _, begins in one.spoken if begins)
        return votes

    def candidates(self, clues: Clues) -> list[Day]:
        """The days that may be the document's own."""
        days = {k.day for k in self.known}
        tried = {d + datetime.timedelta(n) for d in days for n in range(-SPREAD, SPREAD + 1)}
        near = max(days).isoformat() if days else ""
        if limits := self.press.between(clues):
            tried |= set(limits)
        for clue in clues.dates:
            if (d := clue.day_from(near)) and (not days or abs((d - max(days)).days) < 400):
                tried |= {d + datetime.timedelta(n) for n in range(-1, 8)}
        if (named := url_day(clues)) is not None:
            tried |= {named + datetime.timedelta(n) for n in (-1, 0, 1)}
        tried |= {s + datetime.timedelta(n - 1) for n, _ in clues.counted for s in self.starts}
        return sorted(tried)


def features(clues: Clues, story: Story, days: Sequence[Day]) -> list[list[float]]:
    """One row of numbers a candidate day, in the order of NAMES."""
    likes = [(k, likeness(clues.words, k.clues.words, story.rarity)) for k in story.known]
    return [
        [
            *votes(clues, likes, c),
            *weekdays(clues, c),
            *named(clues, c),
            *shared(clues, likes, c),
            *begun(clues, story, c),
            *weeks(clues, story, c),
            *leads(clues, likes, c),
            *press_says(clues, story.press, c),
            *address(clues, c),
            *peak(story, likes, c),
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
    ahead = sum((int(clue.rule.split(":")[1][0]) - c.isoweekday()) % 7 in (1, 2, 3) for clue in clues.ahead if clue.rule) / max(1, len(clues.ahead))
    last = sum(back(clue, c) == 0 for clue in clues.past if clue.rule and ":last" in clue.rule)
    return [*lead, *behind, float(bool(most) and most[0][0] == 0), ahead, float(last > 0)]


BUCKET = (0, 1, 2, 3, 3, 3, 4)


def back(clue: Clue, c: Day) -> int:
    """Days back from c to the weekday of a clue, 0 to 6."""
    weekday = int((clue.rule or "weekday:1").split(":")[1][0])
    return (c.isoweekday() - weekday) % 7


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


def shared(clues: Clues, likes: list[tuple[Dated, float]], c: Day) -> list[float]:
    """Whether the days that the document would speak of are days that its neighbours speak of, in like words."""
    own = [(d, clue.terms) for clue in [*clues.past[:12], *clues.relative[:6], *clues.ahead[:6]] if (d := clue.day_from(c.isoformat()))]
    if not own or not likes:
        return [0.0, 0.0, 0.0]
    all_spoken = Counter(d for k, _ in likes for d in {d for d, _, _ in k.spoken})
    agree = sum(math.log1p(all_spoken[d]) for d, _ in own) / len(own) / math.log1p(len(likes))
    closeness = 0.0
    for d, terms in own:
        best, best_day = 0.0, None
        for k, _ in likes:
            for other, words, _ in k.spoken:
                same = len(terms & words) / (1 + math.sqrt(len(terms) * len(words)))
                if same > best:
                    best, best_day = same, other
        closeness += best * (best_day == d)
    spoken_lead = float(bool(clues.lead) and all_spoken[own[0][0]] > 0)
    return [agree, closeness / len(own), spoken_lead]


def begun(clues: Clues, story: Story, c: Day) -> list[float]:
    """Whether "the Nth day" counts from a day from which others count, or on which they say that something began."""
    starts = [c - datetime.timedelta(n - 1) for n, _ in clues.counted]
    return [float(any(story.counts[s] for s in starts)), math.log1p(max((story.starts[s] for s in starts), default=0))]


def weeks(clues: Clues, story: Story, c: Day) -> list[float]:
    """Whether "last week" holds the days that others name in like words."""
    hits, tried = 0.0, 0
    for clue in clues.weeks[:6]:
        value = resolve(clue.rule or "", c.isoformat())
        first, last = first_day(value or ""), last_day(value or "")
        if first is None or last is None:
            continue
        best, inside = 0.0, False
        for k in story.known:
            for d, words, _ in k.spoken:
                same = len(clue.terms & words) / (1 + math.sqrt(len(clue.terms) * len(words)))
                if same > best:
                    best, inside = same, first <= d <= last
        tried += 1
        hits += best * inside
    return [hits / tried if tried else 0.0]


def leads(clues: Clues, likes: list[tuple[Dated, float]], c: Day) -> list[float]:
    """Whether neighbours whose lead speaks of the same day are dated c; and whether the lead's day is an evening or a morning."""
    out = [0.0] * 5
    if clues.lead is None or (own := clues.lead.day_from(c.isoformat())) is None:
        return out
    alike = [(k, s) for k, s in likes if k.clues.lead and k.clues.lead.day_from(k.day.isoformat()) == own]
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
    """Whether the day is the one in the URL, or in its month."""
    url = clues.address or ""
    return [float(url == c.isoformat()), float(len(url) == 7 and c.isoformat().startswith(url))]


def peak(story: Story, likes: list[tuple[Dated, float]], c: Day) -> list[float]:
    """How the day lies to the day that the neighbours speak of most: on it, after it, before it."""
    spoken: Counter[Day] = Counter()
    for k, like in likes:
        for d in {d for d, _, _ in k.spoken if -14 <= (k.day - d).days <= 30}:
            spoken[d] += math.exp(4 * like)  # type: ignore[assignment]
    out = [0.0] * 5
    if spoken:
        top = max(spoken, key=lambda d: (spoken[d], d))
        gap = (c - top).days
        out[gap if 0 <= gap < 3 else 3 if gap > 0 else 4] = 1.0
    return out


NAMES = (
    "share here", "like share here", "like share close", "best here", "same publisher", "from median", "before first", "after last",
    "lead 0", "lead 1", "lead 2", "lead 3+", "back 0", "back 1", "back 2", "back 3-5", "back 6", "most 0", "ahead 1-3", "last 0",
    "date 0", "date 1", "date 2-3", "date 4+", "date ahead", "stamp 0", "stamp 1",
    "days agree", "words agree", "lead agrees", "counted", "begun", "weeks agree", "leads agree",
    "day lead 0", "late lead 0", "day lead 1", "late lead 1", "habit", "url habit", "serial in", "serial out",
    "url 0", "url month", "peak 0", "peak 1", "peak 2", "peak 3+", "peak before",
)  # fmt: skip
