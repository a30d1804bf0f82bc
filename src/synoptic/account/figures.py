"""Figures: one line a series of counts: what it stands at now, how it moved, who gives which number in which words.

`low` and `high` are the range that the newest counts leave open together (where they contradict each other: the range that
holds them all). `best` is the newest count that most origins give, in its own words; in a conflict that is even, there is none,
since choosing would be Synoptic's opinion. Increments ("two more") and parts are points but never the total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.days import read_day
from synoptic.account.index import Index
from synoptic.account.section import Evidence, Line, Section
from synoptic.model import Figure, Series

# what the export contract counts people and weapons by: of equals these come before bridges and kilometres
TOLLS = frozenset(["killed", "injured", "missing", "captured", "detained", "displaced", "refugees", "evacuated", "homeless", "rescued", "missiles"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One count as one document gives it; `says` is who says so, from the speaker outwards. None as a bound is open."""

    id: str
    day: str | None
    low: float | None
    high: float | None
    evidence: Evidence
    says: tuple[str, ...]
    hedge: str | None
    increment: bool
    part: bool
    withdrawn: bool

    @property
    def value(self) -> str:
        """The range in figures: `137`, `≥ 100`, `100–150`."""
        return show_range(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What the series stood at on a day, from the points that speak of it."""

    day: str | None
    low: float | None
    high: float | None
    points: tuple[str, ...]

    @property
    def value(self) -> str:
        """The range in figures."""
        return show_range(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Line):
    """One series. Its status is agree, revised, conflict or single; points stand in order of their day."""

    counted: str | None
    of: str | None
    place: str | None
    status: str
    why: str
    best: Point | None
    low: float | None
    high: float | None
    points: tuple[Point, ...]
    moves: tuple[Move, ...]

    @property
    def value(self) -> str:
        """The range now, in figures."""
        return show_range(self.low, self.high)

    @property
    def newest(self) -> tuple[Point, ...]:
        """The points that it stands at now, one for each range that somebody gives."""
        now = [p for p in self.points if p.id in self.moves[-1].points]
        return tuple({(p.low, p.high): p for p in reversed(now)}.values())[::-1]

    @property
    def path(self) -> str:
        """How it moved: the ranges in order of their day, where they differ."""
        values = [move.value for move in self.moves]
        return " → ".join(v for at, v in enumerate(values) if at == 0 or v != values[at - 1])

    @property
    def label(self) -> str:
        """What is counted: `killed`, `killed: children`, with the place."""
        what = ": ".join(x for x in (self.counted, self.of) if x) or "count"
        return f"{what}, {self.place}" if self.place else what


@dataclass(frozen=True)
class Figures(Section[Count]):
    """Series, those that more origins give first."""

    title: ClassVar[str] = "Figures"
    columns: ClassVar[tuple[str, ...]] = ("what", "count", "words", "status")

    def cells(self, line: Count) -> tuple[str, ...]:
        """What is counted, the range now and how it came there, the words for it with who says so, status."""
        points = (line.best,) if line.best else line.newest
        words = "; ".join(p.evidence.words.exact + (f" ({', via '.join(p.says)})" if p.says else "") for p in points)
        return (line.label, line.path, words, line.status)

    def find(self, counted: str) -> tuple[Count, ...]:
        """The series of what is counted: `killed`."""
        return tuple(count for count in self.lines if count.counted == counted)


def build_figures(index: Index) -> Figures:
    """The section, from series; a figure that no series holds is not shown (it stands in its document's marks)."""
    made = (_count(index, series) for series in index.all(Series))
    order = {"conflict": 0, "revised": 1, "agree": 2, "single": 3}

    def rank(count: Count) -> tuple[object, ...]:
        return (-count.origins, -len(count.documents), count.counted not in TOLLS, order.get(count.status, 4), -len(count.points), count.label, count.id)

    return Figures(tuple(sorted((c for c in made if c and not _trifling(c)), key=rank)))


def _trifling(count: Count) -> bool:
    """Whether a count tells no reader how many: "two sides", "both armies", told once and of no people harmed. It stays a record, and marked in its text."""
    return count.counted not in TOLLS and count.status == "single" and count.low == count.high and (count.high or 0) in (1.0, 2.0) and len(count.points) == 1


def _count(index: Index, series: Series) -> Count | None:
    figures = [index.figures[f] for f in series.figures if f in index.figures and index.figures[f].document in index.documents]
    if not figures:
        return None
    points = sorted((_point(index, f) for f in figures), key=lambda p: (_first(p.day), p.evidence.source, p.evidence.words.start, p.id))
    standing = [p for p in points if not p.withdrawn]
    totals = [p for p in standing if not p.increment and not p.part] or standing or points
    moves = _moves(totals)
    best = _best(index, [p for p in totals if p.id in moves[-1].points], series.status) if standing else None
    return Count(
        id=series.id,
        counted=series.counted,
        of=series.of,
        place=index.name(series.place),
        status=series.status,
        why=series.why,
        best=best,
        low=moves[-1].low,
        high=moves[-1].high,
        points=tuple(points),
        moves=moves,
        **index.backing(f.span for f in figures),
    )


def _point(index: Index, figure: Figure) -> Point:
    who = index.name(figure.attributed_to, figure.attributed_name)
    return Point(
        id=figure.id,
        day=figure.as_of or index.documents[figure.document].dated,
        low=figure.low,
        high=figure.high,
        evidence=index.witness(figure.span),
        says=tuple(dict.fromkeys(x for x in (who, *figure.via) if x)),
        hedge=figure.hedge,
        increment=figure.increment,
        part=figure.part_of is not None,
        withdrawn=figure.withdrawn,
    )


def _first(value: str | None) -> str:
    """Undated points come first: they never count as the newest."""
    day = read_day(value)
    return day.first if day else ""


def _moves(points: list[Point]) -> tuple[Move, ...]:
    """The undated take no part where any point is dated."""
    days: dict[str, list[Point]] = {}
    for point in [p for p in points if _first(p.day)] or points:
        days.setdefault(_first(point.day), []).append(point)
    return tuple(Move(day=day or None, **_together(found), points=tuple(p.id for p in found)) for day, found in sorted(days.items()))


def _together(points: list[Point]) -> dict[str, float | None]:
    """The range on which all agree; where none is, the range that holds them all."""
    lows, highs = [p.low for p in points], [p.high for p in points]
    low = max((x for x in lows if x is not None), default=None)
    high = min((x for x in highs if x is not None), default=None)
    if low is None or high is None or low <= high:
        return {"low": low, "high": high}
    return {
        "low": None if None in lows else min(x for x in lows if x is not None),
        "high": None if None in highs else max(x for x in highs if x is not None),
    }


def _best(index: Index, points: list[Point], status: str) -> Point | None:
    groups: dict[tuple[float | None, float | None], list[Point]] = {}
    for point in points:
        groups.setdefault((point.low, point.high), []).append(point)

    def backing(found: list[Point]) -> int:
        return index.origins(p.evidence.words.document for p in found)

    ranked = sorted(groups.values(), key=lambda g: (-backing(g), -len(g), _width(g[0]), -g[0].evidence.source))
    if status == "conflict" and len(ranked) > 1 and backing(ranked[0]) == backing(ranked[1]):
        return None
    return ranked[0][0]


def _width(point: Point) -> float:
    return float("inf") if point.low is None or point.high is None else point.high - point.low


def show_range(low: float | None, high: float | None) -> str:
    """A closed or open range in figures, thousands apart by a thin space."""
    if low is None and high is None:
        return "?"
    if low is None:
        return f"≤ {_number(high)}"
    if high is None:
        return f"≥ {_number(low)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u202f")
