"""Figures: one line a series of counts: what it stands at now, how it moved, who gives which number in which words.

What stands is found by the linker (`link.series.standing`): the newest counts, and older ones that nothing has overtaken. `low` and `high` are the
lowest and the highest that these give (UCDP's convention, docs/ranges.md). `best` is the one that most origins give, in its own
words; in a conflict that is even, there is none, since choosing would be Synoptic's opinion. Parts are points but never the total; what was
added since ("two more") stands behind it: "4 + 2".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from synoptic.account.index import Index
from synoptic.account.moves import Move, moves_of, show_range, standing_over
from synoptic.account.section import Evidence, Line, Section
from synoptic.link.series import copies
from synoptic.link.series.agreement import added_since
from synoptic.link.series.standing import Givers, taken_back
from synoptic.model import Entity, Figure, Provenance, Series

# what the export contract counts people and weapons by: of equals these come before bridges and kilometres
TOLLS = frozenset(["killed", "injured", "missing", "captured", "detained", "displaced", "refugees", "evacuated", "homeless", "rescued", "missiles"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One count as one document gives it; `says` is who says so, from the speaker outwards. None as a bound is open.

    `at` is the day that it stands on in the course of its series: of a count "in 2031" the last day of that year that its document knew of.
    """

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
    at: str | None = None

    @property
    def value(self) -> str:
        """The range in figures: `137`, `≥ 100`, `100–150`."""
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
    whole: str | None = None  # the series that this is a part of

    @property
    def value(self) -> str:
        """The range now, in figures; with what was added since: `4 + 2`."""
        return self.moves[-1].value

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
        of = None if self.of == "people" and self.counted else self.of
        what = ": ".join(x for x in (self.counted, of) if x) or "count"
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
    givers = Givers(index.documents, copies(index.all(Provenance)), index.all(Entity))
    made = (_count(index, series, givers) for series in index.all(Series))
    return Figures(tuple(sorted((c for c in made if c and not _trifling(c)), key=rank)))


def rank(count: Count) -> tuple[object, ...]:
    """What most origins have first, then tolls, then what is in conflict."""
    order = {"conflict": 0, "revised": 1, "agree": 2, "single": 3}
    return (-count.origins, -len(count.documents), count.counted not in TOLLS, order.get(count.status, 4), -len(count.points), count.label, count.id)


def _trifling(count: Count) -> bool:
    """Whether a count tells no reader how many: "two sides", told once and of no people harmed; one victim of several. It stays a record."""
    one = count.status == "single" and len(count.points) == 1 and count.low == count.high
    return one and ((count.counted not in TOLLS and count.high in (1.0, 2.0)) or (count.points[0].part and count.high == 1.0))


def _count(index: Index, series: Series, givers: Givers) -> Count | None:
    figures = [index.figures[f] for f in series.figures if f in index.figures and index.figures[f].document in index.documents]
    if not figures:
        return None
    words = givers.words(figures)
    gone = taken_back(words)
    points = [_point(index, w.figure, at=w.day or None, withdrawn=w.figure.id in gone) for w in words]
    points.sort(key=lambda p: (p.at or "", p.evidence.source, p.evidence.words.start, p.id))
    by_id = {p.id: p for p in points}
    moments = standing_over(words)
    moves = moves_of(moments, added_since(words, moments[-1]))
    standing = [by_id[i] for i in moments[-1].ids if not by_id[i].withdrawn]
    wholes = [w for f in figures if (w := index.figures.get(f.part_of or "")) and w.series and w.series != series.id]
    return Count(
        id=series.id,
        counted=series.counted,
        of=series.of,
        place=index.name(series.place),
        status=series.status,
        why=series.why,
        best=_best(index, standing, series.status) if standing else None,
        low=moves[-1].low,
        high=moves[-1].high,
        points=tuple(points),
        moves=moves,
        whole=min(wholes, key=lambda f: f.id).series if wholes else None,
        **index.backing(f.span for f in figures),
    )


def _point(index: Index, figure: Figure, *, at: str | None, withdrawn: bool) -> Point:
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
        withdrawn=withdrawn,
        at=at,
    )


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
