"""The evidence of a story for the day of one undated document: its dated documents, the days they speak of, and what they share with it.

In: the clues of the dated documents and of the undated one. Out: a `View`, made once a document, so that trying many candidate days stays cheap.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from synoptic.link.dating.clues import Clue, Clues
from synoptic.link.dating.press import Press, url_day

Day = datetime.date
NEIGHBOURS = 300  # dated documents of a story that an undated one is held against
NEAREST = 40  # of them, those whose days are tried with all days around: keeps a story of years as cheap as one of weeks
SPREAD = 10  # days before and after those that are tried
Match = tuple[Clue, float, Day | None]  # a clue, how like the likest words of a neighbour's dated expression are, and its day


@dataclass
class Dated:
    """A document of the story whose day is known, and the days that it speaks of."""

    clues: Clues
    day: Day
    spoken: list[tuple[Day, frozenset[str], bool]]  # day, the words around it, whether something began then

    @cached_property
    def lead_day(self) -> Day | None:
        """The day that its lead speaks of."""
        return self.clues.lead.day_from(self.day.isoformat()) if self.clues.lead else None


def dated(clues: Clues, day: Day) -> Dated:
    """A dated document with all days that it names."""
    every = [*clues.past, *clues.ahead, *clues.dates, *clues.relative]
    spoken = [(d, c.terms, c.begins) for c in every if (d := c.day_from(day.isoformat())) and abs((d - day).days) < 400]
    return Dated(clues, day, spoken)


def rarities(all_clues: Sequence[Clues]) -> dict[str, float]:
    """Inverse document frequency over a story."""
    seen: Counter[str] = Counter()
    for clues in all_clues:
        seen.update(clues.words.keys())
    return {w: math.log(1 + len(all_clues) / n) for w, n in seen.items()}


def vector(words: Counter[str], rarity: dict[str, float]) -> dict[str, float]:
    """A text's words, weighed by how rare they are in the story, of length 1."""
    raw = {w: math.log1p(n) * rarity.get(w, 0.0) for w, n in words.items()}
    norm = math.sqrt(sum(x * x for x in raw.values()))
    return {w: x / norm for w, x in raw.items()} if norm else {}


def likeness(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two texts' vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


class Story:
    """The dated documents of a story as evidence for the days of the others."""

    def __init__(self, known: Sequence[Dated], rarity: dict[str, float], press: Press) -> None:
        """`known`: the dated documents, in a fixed order; `press`: how publishers date."""
        self.known, self.rarity, self.press = list(known)[:NEIGHBOURS], rarity, press
        self.vectors = [vector(k.clues.words, rarity) for k in self.known]
        self.counts = Counter(one.day - datetime.timedelta(n - 1) for one in self.known for n, _ in one.clues.counted)
        self.starts = Counter({day: 3 * n for day, n in self.counts.items()})  # counting from a day says more than "began" beside it
        self.starts.update(d for one in self.known for d, _, begins in one.spoken if begins)
        self.spoken = Counter(d for k in self.known for d in {d for d, _, _ in k.spoken})


class View:
    """An undated document beside its story: what does not depend on the day tried."""

    def __init__(self, clues: Clues, story: Story) -> None:
        """Hold the document against every dated one."""
        self.clues, self.story = clues, story
        own = vector(clues.words, story.rarity)
        self.likes = [(k, likeness(own, v)) for k, v in zip(story.known, story.vectors, strict=True)]
        self.matches = [self.match(c) for c in (*clues.past[:12], *clues.relative[:6], *clues.ahead[:6])]
        self.weeks = [self.match(c) for c in clues.weeks[:6]]
        self.peak = self.most_spoken()

    def match(self, clue: Clue) -> Match:
        """The day of a neighbour's expression in the likest words."""
        best, day = 0.0, None
        for k in self.story.known:
            for other, words, _ in k.spoken:
                same = len(clue.terms & words) / (1 + math.sqrt(len(clue.terms) * len(words)))
                if same > best:
                    best, day = same, other
        return clue, best, day

    def most_spoken(self) -> Day | None:
        """The day around their own that the neighbours speak of most, the like ones with more weight."""
        votes: dict[Day, float] = {}
        for k, like in self.likes:
            for d in {d for d, _, _ in k.spoken if -14 <= (k.day - d).days <= 30}:
                votes[d] = votes.get(d, 0.0) + math.exp(4 * like)
        return max(votes, key=lambda d: (votes[d], d)) if votes else None

    def candidates(self) -> list[Day]:
        """The days that may be the document's own."""
        nearest = sorted(self.likes, key=lambda p: (-p[1], p[0].day))[:NEAREST]
        days = {k.day for k, _ in nearest}
        tried = {d + datetime.timedelta(n) for d in days for n in range(-SPREAD, SPREAD + 1)}
        if limits := self.story.press.between(self.clues):
            tried |= set(limits)
        last = max(days)
        for clue in self.clues.dates:
            if (d := clue.day_from(last.isoformat())) and abs((d - last).days) < 400:
                tried |= {d + datetime.timedelta(n) for n in range(-1, 8)}
        if (named := url_day(self.clues)) is not None:
            tried |= {named + datetime.timedelta(n) for n in (-1, 0, 1)}
        tried |= {s + datetime.timedelta(n - 1) for n, _ in self.clues.counted for s in self.story.counts}
        return sorted(tried)
