"""Figures of a story that speak of one count, on one line: agree, revised, in conflict, or single.

In: documents, stories, figures (dated, attributed to entities), entities, provenance. Out: Series, and the figures with their series set. Within a
document, figures whose ranges overlap say the same; others are counts of their own (another place, another day, a part). Over
documents a count goes on in the series that its range overlaps, else the leading count of an article follows the leading
count of the articles before it. Parts, increments and zeros stand apart. Nothing here is opened in the text again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from synoptic.ids import make_id
from synoptic.link.series.agreement import weigh
from synoptic.link.series.counts import Count, Line, subject
from synoptic.link.series.following import Following
from synoptic.link.series.happenings import aged, apart_in_time, places_named
from synoptic.link.series.lines import Lines
from synoptic.link.series.standing import Givers
from synoptic.link.series.whom import whom
from synoptic.model import Document, Entity, Figure, Provenance, Series, Story

__all__ = ["Count", "Line", "copies", "link", "series"]

OPEN = {"shot", "hospitalized"}


def link(
    docs: Sequence[Document], stories: Sequence[Story], figures: Sequence[Figure], entities: Sequence[Entity], provenance: Sequence[Provenance]
) -> tuple[Sequence[Series], Sequence[Figure]]:
    """The series of all figures, and the figures with `series` set."""
    by_id = {d.id: d for d in docs}
    story_of = {d: s.id for s in stories for d in s.documents}
    givers = Givers(by_id, copies(provenance), entities)
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    final = {f.id: f for f in settled(sorted(figures, key=lambda f: (f.document, f.start, f.end, f.id)), story_of)}
    rules = Following(by_id, places_named(entities), leading_dead(final.values()))
    known = {f.id: aged(f, rules.spoken(f.document)) for f in final.values()}
    for figure in known.values():
        groups[story_of.get(figure.document, figure.document), subject(figure)].append(figure)
    made: list[Series] = []
    series_of: dict[str, str] = {}
    lines = Lines(rules, known)
    for _, members in sorted(groups.items()):
        for line in lines.of(members):
            row = series(line, givers)
            made.append(row)
            series_of.update((f, row.id) for f in row.figures)
    return tuple(sorted(made, key=lambda s: s.id)), tuple(replace(final[f.id], series=series_of.get(f.id)) for f in figures)


def settled(figures: Sequence[Figure], story_of: dict[str, str]) -> list[Figure]:
    """The figures, with those whose end is not said ("shot", "hospitalized") counted as injured where no article of the story counts a death.

    A person in hospital is so also where the article tells of the death of another, and no article of the story counts an injured.
    """
    hurt = {story_of.get(f.document, f.document) for f in figures if f.counted == "injured" and (f.low or f.high or 0) > 0}
    deaths: dict[str, list[Figure]] = defaultdict(list)
    for f in figures:
        if f.counted == "killed" and (f.low or f.high or 0) > 0:
            deaths[story_of.get(f.document, f.document)].append(f)
    made = []
    for f in figures:
        story = story_of.get(f.document, f.document)
        dead = [k for k in deaths[story] if not apart_in_time([f], [k])] if f.counted in OPEN else []
        lives = f.counted == "hospitalized" and any(k.document == f.document for k in dead) and story not in hurt
        made.append(replace(f, counted="injured") if f.counted in OPEN and (not dead or lives) else f)
    return made


def leading_dead(figures: Iterable[Figure]) -> dict[str, float]:
    """Document -> how many dead it counts first."""
    found: dict[str, float] = {}
    for f in sorted(figures, key=lambda f: (f.document, f.start, f.id)):
        if f.counted == "killed" and f.low and not f.part_of and not f.increment and not f.withdrawn:
            found.setdefault(f.document, f.low)
    return found


def copies(provenance: Iterable[Provenance]) -> dict[str, str]:
    """Document -> the document or outlet that it copies or republishes, followed to the first."""
    direct = {p.from_: p.to for p in sorted(provenance, key=lambda p: p.id) if p.type in ("copies", "republishes")}
    first: dict[str, str] = {}
    for one in direct:
        at, seen = one, {one}
        while at in direct and direct[at] not in seen:
            at = direct[at]
            seen.add(at)
        first[one] = at
    return first


def series(line: Line, givers: Givers) -> Series:
    """The Series of a line."""
    words = givers.words(line.figures)
    figures = [w.figure for w in words]
    status, why = weigh(words, givers)
    return Series(
        id=make_id("n", min(f.id for f in figures)),
        counted=figures[0].counted,
        of=whom(figures),
        place=next((f.place for f in figures if f.place), None),
        figures=tuple(f.id for f in figures),
        status=status,
        why=why,
    )
