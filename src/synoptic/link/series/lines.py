"""The figures of one story and subject, as lines over its documents: wholes followed from day to day, parts with their like, additions where they belong.

In: figures, the day of each document, and the places that it names. Out: lines. Over documents a count goes on in the line that its range
overlaps, else the leading count of an article follows the leading count of those before it, else it may be another giver's word
for what a count of its own article says. Nothing is opened in the text again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from synoptic.link.series.counts import HARMS, Count, Line, counts, names_one
from synoptic.link.series.happenings import Named, apart_in_place, apart_in_time, elsewhen, far_back, meet_in_place, meet_in_time
from synoptic.link.series.ranges import overlaps
from synoptic.link.series.standing import FALLING
from synoptic.link.series.whom import apart_in_kind
from synoptic.model import Document, Figure

LARGE = 10  # from here on a lower count is read as a correction; below, on GVA's incidents, it was mostly a part or another event
RIVAL = 3  # rival counts of one thing in one article lie within this factor; others count other things (a week's dead, a war's)


class Lines:
    """The lines of one story and subject, grown document by document in order of their day."""

    def __init__(self, docs: Mapping[str, Document], named: Named, known: Mapping[str, Figure]) -> None:
        """`named`: document -> the places that it names; `known`: all figures by id, to find the whole of a part."""
        self.docs, self.named, self.known = docs, named, known

    def of(self, figures: Sequence[Figure]) -> list[Line]:
        """The lines of the figures of one subject."""
        parts: dict[str, list[Figure]] = defaultdict(list)
        wholes: list[Figure] = []
        added: list[Figure] = []
        alone: list[Figure] = []
        for figure in figures:
            like = (figure.of or figure.place or "").lower()
            if figure.low == 0 and figure.high == 0:
                alone.append(figure)
            elif self.is_part(figure):
                (alone if names_one(figure) or not like else parts[like]).append(figure)
            else:
                (added if figure.increment else wholes).append(figure)
        adding = [f for f in added if self.adds(f, wholes)]
        told = self.follow([*wholes, *(f for f in added if f not in adding)])
        for figure in adding:
            line = None if completes(figure, figures) else self.added_to(figure, told)
            if line is None:
                alone.append(figure)
            else:
                line.counts.append(Count(figure.document, [figure]))
        for _, alike in sorted(parts.items()):
            told += self.follow(alike)
        return told + [Line([Count(f.document, [f])]) for f in alone]

    def is_part(self, figure: Figure) -> bool:
        """Whether a figure is a part of another, as far as the days and places of both say."""
        whole = self.known.get(figure.part_of or "")
        if whole is None:
            return figure.part_of is not None
        return not elsewhen([figure], [whole]) and not apart_in_place([figure], [whole], self.named)

    def adds(self, figure: Figure, wholes: Sequence[Figure]) -> bool:
        """Whether an increment adds to a total: one before it in its article, or one of another article of that day or before that does not say the same.

        "Ten died and another 53 were hurt" adds to no count of the hurt: where nobody counts them, or others count as many, it is the total.
        """
        day = self.day(figure)
        near = [w for w in wholes if not apart_in_time([figure], [w]) and not apart_in_place([figure], [w], self.named)]
        if any(w.document == figure.document and w.start < figure.start for w in near):
            return True
        others = [w for w in near if w.document != figure.document]
        return not any(overlaps((w.low, w.high), (figure.low, figure.high)) for w in others) and any(self.day(w) <= day for w in others)

    def added_to(self, figure: Figure, told: Sequence[Line]) -> Line | None:
        """The line that an increment adds to: of its article's nearest total, where none comes after it, else the one that most documents tell."""
        near = [s for s in told if self.may_be(s, Count(figure.document, [figure]))]
        here = {at: max(starts) for at, s in enumerate(near) if (starts := [f.start for f in s.figures if f.document == figure.document])}
        if here:
            nearest = max(here, key=lambda at: (here[at] < figure.start, here[at], -at))
            return near[nearest] if here[nearest] < figure.start else None
        before = [s for s in near if any(self.day(f) <= self.day(figure) for f in s.figures)]
        return max(before, key=lambda s: len(s.documents), default=None)

    def follow(self, figures: Sequence[Figure]) -> list[Line]:
        """The figures as lines over documents in order of their day."""
        by_doc: dict[str, list[Figure]] = defaultdict(list)
        for figure in sorted(figures, key=lambda f: (f.start, f.end, f.id)):
            by_doc[figure.document].append(figure)
        told: list[Line] = []
        for document in sorted(by_doc, key=lambda d: (self.spoken(d), d)):
            self.extend(told, counts(by_doc[document]))
        return told

    def extend(self, told: list[Line], found: list[Count]) -> None:
        """Add the counts of a document to the lines told so far."""
        left = []
        for count in found:
            line = next((s for s in told if count.document not in s.documents and s.meets(count) and self.may_be(s, count)), None)
            if line:
                line.counts.append(count)
            else:
                left.append(count)
        for count in left:
            near = [s for s in told if self.may_be(s, count)]
            lead = max(near, key=lambda s: len(s.documents), default=None)
            if lead and count is found[0] and count.document not in lead.documents and self.follows(lead, count):
                lead.counts.append(count)
            elif rival := next((s for s in near if any(self.contradicts(count, c) for c in s.counts)), None):
                rival.counts.append(count)
            else:
                told.append(Line([count]))

    def may_be(self, line: Line, count: Count) -> bool:
        """Whether nothing that the texts say of day, place or people tells a count from a line."""
        figures = line.figures
        if apart_in_time(figures, count.figures) or apart_in_place(figures, count.figures, self.named):
            return False
        return not apart_in_kind(figures, count.figures)

    def contradicts(self, count: Count, other: Count) -> bool:
        """Whether two counts of one document are rivals for one thing: others give them, or one of them is withdrawn."""
        if count.document != other.document or count.figures[0].counted not in HARMS or min(count.range[0], other.range[0]) < LARGE:
            return False
        if self.far(count) != self.far(other):
            return False
        low, high = sorted((count.range[0], other.range[0]))
        ours, theirs = ({f.attributed_to or f.attributed_name for f in c.figures} - {None} for c in (count, other))
        withdrawn = any(f.withdrawn for c in (count, other) for f in c.figures)
        return high <= RIVAL * low and (withdrawn or bool(ours and theirs and not ours & theirs))

    def far(self, count: Count) -> bool:
        """Whether a count is of something long before its article."""
        return far_back(count.figures, self.spoken(count.document))

    def follows(self, line: Line, count: Count) -> bool:
        """Whether a count of harm may take the place of the last: both are numbers, and it is higher, or a correction of a large one."""
        last = line.counts[-1]
        if count.figures[0].counted not in HARMS or any(all(names_one(f) for f in c.figures) for c in (last, count)):
            return False
        if all((f.of or "").lower().startswith("other") for f in count.figures):
            return False  # others than those already counted
        if self.far(count) != self.far(last):
            return False
        before, now = last.range[0], count.range[0]
        if now >= before or count.figures[0].counted in FALLING:
            return True
        known = meet_in_time(line.figures, count.figures) or meet_in_place(line.figures, count.figures)
        return (before >= LARGE or known) and now >= before / 2

    def spoken(self, document: str) -> str:
        """The day that a document speaks from; the empty text, which sorts first, where none is known."""
        doc = self.docs[document]
        return (doc.dated or doc.published or "")[:10]

    def day(self, figure: Figure) -> str:
        """The day of a figure."""
        return (figure.as_of or self.spoken(figure.document))[:10]


def completes(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether an increment only completes a total of its article: of three dead "one man was found outside, two more inside"."""
    here = [f for f in figures if f.document == figure.document and f.id != figure.id]
    totals = {f.low for f in here if not f.increment and not f.part_of}
    return any((f.low or 0) + (figure.low or 0) in totals for f in here if f.part_of and f.low)
