"""What one document says of one count: its figures put together, and the lines that such counts make over documents.

In: figures of one document and subject. Out: counts, the leading one first. Two figures whose ranges overlap say the same, unless
their words tell of other people or another time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from synoptic.link.series.happenings import apart_in_time, far_back
from synoptic.link.series.ranges import overlaps, said_range
from synoptic.link.series.whom import apart_in_kind
from synoptic.model import Figure

HARMS = {"killed", "injured", "missing", "captured", "detained", "displaced", "refugees", "evacuated", "homeless", "rescued", "shot", "hospitalized"}
PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child"}


@dataclass
class Count:
    """The figures of one document that say one count, in order of the text."""

    document: str
    figures: list[Figure]

    @property
    def range(self) -> tuple[float, float]:
        """The closed range that all of them allow (open ends infinite); beside a number vague words say nothing."""
        figures = [f for f in self.figures if f.hedge != "vague"] or self.figures
        lows = [f.low if f.low is not None else float("-inf") for f in figures]
        highs = [f.high if f.high is not None else float("inf") for f in figures]
        return max(lows), min(highs)

    @property
    def vague(self) -> bool:
        """Whether it is told in vague words alone."""
        return all(f.hedge == "vague" for f in self.figures)

    @property
    def ruled(self) -> tuple[float, float]:
        """Its range, of vague words without the high end."""
        return (self.range[0], float("inf")) if self.vague else self.range

    @property
    def givers(self) -> set[str]:
        """Who gives it, where somebody does."""
        return {giver for f in self.figures if (giver := f.attributed_to or f.attributed_name)}


@dataclass
class Line:
    """A series in the making."""

    counts: list[Count] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        """The documents that it has figures of."""
        return {c.document for c in self.counts}

    @property
    def figures(self) -> list[Figure]:
        """All its figures."""
        return [f for c in self.counts for f in c.figures]

    def meets(self, count: Count) -> bool:
        """Whether it has a count whose range shares a value with that of another; "dozens" is met by all numbers from 12, where nobody gives a number."""
        told = [c for c in self.counts if not c.vague] or self.counts
        return any(overlaps(count.ruled, c.ruled) for c in told)


def subject(figure: Figure) -> str:
    """What figures must share to be compared at all: harm to people by its kind, anything else by its noun and modifiers."""
    word = (figure.counted or "").lower()
    if word in HARMS:
        return word
    stem = PLURALS.get(word) or (word[:-1] if word.endswith("s") and not word.endswith("ss") else word)
    return f"{stem} | {(figure.of or '').lower()} | {(figure.place or '').lower()}"


def names_one(figure: Figure) -> bool:
    """Whether a figure stands on the words for one person, not on a number. Two such figures of a document are two people."""
    return figure.low == figure.high == 1 and figure.of is not None and figure.exact.endswith(figure.of)


def counts(figures: Sequence[Figure], spoken: str) -> list[Count]:
    """The counts of one document of the day `spoken`, the leading one first: the most told, then the first told."""
    found: list[Count] = []
    for figure in figures:
        same = next((c for c in found if far_back(c.figures, spoken) == far_back([figure], spoken) and is_same(c, figure)), None)
        if same:
            same.figures.append(figure)
        else:
            found.append(Count(figure.document, [figure]))
    return sorted(found, key=lambda c: (all(f.withdrawn for f in c.figures), -len(c.figures), c.figures[0].start))


def is_same(count: Count, figure: Figure) -> bool:
    """Whether a figure says what a count of its document says."""
    if not overlaps(count.range, said_range(figure)) and not overlaps(said_range(count.figures[0]), said_range(figure)):
        return False
    if names_one(figure) and any(names_one(f) for f in count.figures):
        return False
    return not apart_in_time([figure], count.figures) and not apart_in_kind([figure], count.figures)
