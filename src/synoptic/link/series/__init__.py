"""Figures of a story that speak of one count, on one line: agree, revised, in conflict, or single.

In: documents, stories, figures (dated, attributed to entities), entities, provenance. Out: Series, and the figures with their series set. Within a
document, figures whose ranges overlap say the same; others are counts of their own (another place, another day, a part). Over
documents a count goes on in the series that its range overlaps, else the leading count of an article follows the leading
count of the articles before it. Parts, increments and zeros stand apart. Nothing here is opened in the text again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from synoptic.ids import make_id
from synoptic.link.series.agreement import weigh
from synoptic.link.series.happenings import apart_in_place, apart_in_time
from synoptic.link.series.ranges import overlaps
from synoptic.link.series.standing import Givers
from synoptic.link.series.whom import whom
from synoptic.model import Document, Entity, Figure, Provenance, Series, Story

HARMS = {"killed", "injured", "missing", "captured", "detained", "displaced", "refugees", "evacuated", "homeless", "rescued", "shot", "hospitalized"}
OPEN = {"shot", "hospitalized"}
LARGE = 10  # from here on a lower count is read as a correction; below, on GVA's incidents, it was mostly a part or another event
RIVAL = 3  # rival counts of one thing in one article lie within this factor; others count other things (a week's dead, a war's)
PLACES = {"GPE", "LOC", "FAC"}
Named = dict[str, frozenset[str]]  # document -> the places that it names
PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child"}


@dataclass
class Count:
    """The figures of one document that say one count, in order of the text."""

    document: str
    figures: list[Figure]

    @property
    def range(self) -> tuple[float, float]:
        """The closed range that all of them allow (open ends infinite)."""
        lows = [f.low if f.low is not None else float("-inf") for f in self.figures]
        highs = [f.high if f.high is not None else float("inf") for f in self.figures]
        return max(lows), min(highs)


@dataclass
class Line:
    """A series in the making."""

    counts: list[Count] = field(default_factory=list)

    @property
    def documents(self) -> set[str]:
        """The documents that it has figures of."""
        return {c.document for c in self.counts}


def link(
    docs: Sequence[Document], stories: Sequence[Story], figures: Sequence[Figure], entities: Sequence[Entity], provenance: Sequence[Provenance]
) -> tuple[Sequence[Series], Sequence[Figure]]:
    """The series of all figures, and the figures with `series` set."""
    by_id = {d.id: d for d in docs}
    story_of = {d: s.id for s in stories for d in s.documents}
    givers = Givers(by_id, copies(provenance), entities)
    named = places_named(entities)
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in settled(sorted(figures, key=lambda f: (f.document, f.start, f.end, f.id)), story_of):
        groups[story_of.get(figure.document, figure.document), subject(figure)].append(figure)
    made: list[Series] = []
    series_of: dict[str, str] = {}
    final: dict[str, Figure] = {f.id: f for members in groups.values() for f in members}
    for _, members in sorted(groups.items()):
        for line in lines(members, by_id, named):
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


def subject(figure: Figure) -> str:
    """What figures must share to be compared at all: harm to people by its kind, anything else by its noun and modifiers."""
    word = (figure.counted or "").lower()
    if word in HARMS:
        return word
    stem = PLURALS.get(word) or (word[:-1] if word.endswith("s") and not word.endswith("ss") else word)
    return f"{stem} | {(figure.of or '').lower()} | {(figure.place or '').lower()}"


def places_named(entities: Iterable[Entity]) -> dict[str, frozenset[str]]:
    """Document -> the names, in lower case, of the places that it names."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.type in PLACES:
            for document in {m.document for m in entity.mentions}:
                found[document] |= {n.lower() for n in (entity.name, *entity.aliases)}
    return {d: frozenset(names) for d, names in found.items()}


def lines(figures: Sequence[Figure], docs: dict[str, Document], named: Named) -> list[Line]:
    """The figures of one story and subject, as lines: wholes followed over documents, parts with their like, the rest apart."""
    by_doc: dict[str, list[Figure]] = defaultdict(list)
    parts: dict[str, list[Figure]] = defaultdict(list)
    apart: list[Line] = []
    for figure in figures:
        if figure.part_of and figure.of and not names_one(figure):
            parts[figure.of.lower()].append(figure)
        elif figure.part_of or figure.increment or (figure.low == 0 and figure.high == 0):
            apart.append(Line([Count(figure.document, [figure])]))
        else:
            by_doc[figure.document].append(figure)
    told = follow(by_doc, docs, named)
    for _, alike in sorted(parts.items()):
        of_doc: dict[str, list[Figure]] = defaultdict(list)
        for figure in alike:
            of_doc[figure.document].append(figure)
        told += follow(of_doc, docs, named)
    return told + apart


def follow(by_doc: dict[str, list[Figure]], docs: dict[str, Document], named: Named) -> list[Line]:
    """The figures of each document, as lines over documents in order of their day."""
    told: list[Line] = []
    for document in sorted(by_doc, key=lambda d: (day(docs[d]), d)):
        extend(told, counts(by_doc[document]), named)
    return told


def counts(figures: Sequence[Figure]) -> list[Count]:
    """The counts of one document, the leading one first: the most told, then the first told."""
    found: list[Count] = []
    for figure in figures:
        same = next(
            (
                c
                for c in found
                if overlaps(c.range, (figure.low, figure.high))
                and not (names_one(figure) and any(names_one(f) for f in c.figures))
                and not apart_in_time([figure], c.figures)
            ),
            None,
        )
        if same:
            same.figures.append(figure)
        else:
            found.append(Count(figure.document, [figure]))
    return sorted(found, key=lambda c: (all(f.withdrawn for f in c.figures), -len(c.figures), c.figures[0].start))


def names_one(figure: Figure) -> bool:
    """Whether a figure stands on the words for one person, not on a number. Two such figures of a document are two people."""
    return figure.low == figure.high == 1 and figure.of is not None and figure.exact.endswith(figure.of)


def extend(told: list[Line], found: list[Count], named: Named) -> None:
    """Add the counts of a document to the lines told so far."""
    left = []
    for count in found:
        line = next(
            (s for s in told if count.document not in s.documents and any(overlaps(count.range, c.range) for c in s.counts) and may_be(s, count, named)), None
        )
        if line:
            line.counts.append(count)
        else:
            left.append(count)
    for count in left:
        lead = next((s for s in told if may_be(s, count, named)), None)
        if lead and count is found[0] and count.document not in lead.documents and follows(lead.counts[-1], count):
            lead.counts.append(count)
        elif rival := next((s for s in told if any(contradicts(count, c) for c in s.counts) and may_be(s, count, named)), None):
            rival.counts.append(count)
        else:
            told.append(Line([count]))


def may_be(line: Line, count: Count, named: Named) -> bool:
    """Whether nothing that the texts say of day or place tells a count from a line."""
    figures = [f for c in line.counts for f in c.figures]
    return not apart_in_time(figures, count.figures) and not apart_in_place(figures, count.figures, named)


def contradicts(count: Count, other: Count) -> bool:
    """Whether two counts of one document are rivals for one thing: others give them, or one of them is withdrawn."""
    if count.document != other.document or count.figures[0].counted not in HARMS or min(count.range[0], other.range[0]) < LARGE:
        return False
    low, high = sorted((count.range[0], other.range[0]))
    ours, theirs = ({f.attributed_to or f.attributed_name for f in c.figures} - {None} for c in (count, other))
    withdrawn = any(f.withdrawn for c in (count, other) for f in c.figures)
    return high <= RIVAL * low and (withdrawn or bool(ours and theirs and not ours & theirs))


def follows(last: Count, count: Count) -> bool:
    """Whether a count of harm may take the place of the last: both are numbers, and it is higher, or a correction of a large one."""
    if count.figures[0].counted not in HARMS or any(all(names_one(f) for f in c.figures) for c in (last, count)):
        return False
    if all((f.of or "").lower().startswith("other") for f in count.figures):
        return False  # others than those already counted
    before, now = last.range[0], count.range[0]
    return now >= before or (before >= LARGE and now >= before / 2)


def day(doc: Document) -> str:
    """The day that a document speaks from; the empty text, which sorts first, where none is known."""
    return (doc.dated or doc.published or "")[:10]


def series(line: Line, givers: Givers) -> Series:
    """The Series of a line."""
    figures = [w.figure for w in givers.words([f for c in line.counts for f in c.figures])]
    status, why = weigh(figures, givers)
    return Series(
        id=make_id("n", min(f.id for f in figures)),
        counted=figures[0].counted,
        of=whom(figures),
        place=next((f.place for f in figures if f.place), None),
        figures=tuple(f.id for f in figures),
        status=status,
        why=why,
    )
