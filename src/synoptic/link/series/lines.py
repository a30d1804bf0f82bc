"""The figures of one story and subject, as lines over its documents: wholes followed from day to day, parts with their like, additions where they belong.

In: figures, and the rules of what may follow what (`following`). Out: lines. Over documents a count goes on in the line that its range overlaps, else the
leading count of an article follows the leading count of those before it, else it may be another giver's word for what a count of its own
article says. Nothing is opened in the text again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from synoptic.link.series.counts import Count, Line, counts, names_one
from synoptic.link.series.following import Following
from synoptic.link.series.ranges import overlaps
from synoptic.link.series.whom import apart_in_kind, kind_of
from synoptic.model import Figure


class Lines:
    """The lines of one story and subject, grown document by document in order of their day."""

    def __init__(self, rules: Following, known: Mapping[str, Figure]) -> None:
        """`known`: all figures by id, to find the whole of a part."""
        self.rules, self.known = rules, known

    def of(self, figures: Sequence[Figure]) -> list[Line]:
        """The lines of the figures of one subject."""
        parts: dict[str, list[Figure]] = defaultdict(list)
        wholes: list[Figure] = []
        added: list[Figure] = []
        alone: list[Figure] = []
        towns = {f.place for f in figures if f.place and self.is_part(f)}
        for figure in figures:
            like = kind_of(figure) or figure.place or ""
            if figure.low == 0 and figure.high == 0:
                alone.append(figure)
            elif self.is_part(figure):
                (alone if names_one(figure) or not like else parts[like]).append(figure)
            elif figure.place in towns and any(larger(w, figure) for w in figures):
                parts[figure.place or ""].append(figure)
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
        return figure.part_of is not None and (whole is None or not self.rules.elsewhere(figure, whole))

    def adds(self, figure: Figure, wholes: Sequence[Figure]) -> bool:
        """Whether an increment adds to a total: one before it in its article, or one of another article of that day or before that does not say the same.

        "Ten died and another 53 were hurt" adds to no count of the hurt: where nobody counts them, or others count as many, it is the total.
        """
        day = self.rules.day(figure)
        near = [w for w in wholes if not self.rules.elsewhere(figure, w)]
        if any(w.document == figure.document and w.start < figure.start for w in near):
            return True
        others = [w for w in near if w.document != figure.document]
        return not any(overlaps((w.low, w.high), (figure.low, figure.high)) for w in others) and any(self.rules.day(w) <= day for w in others)

    def added_to(self, figure: Figure, told: Sequence[Line]) -> Line | None:
        """The line that an increment adds to: of its article's nearest total, where none comes after it, else the one that most documents tell."""
        near = [s for s in told if self.rules.may_be(s, Count(figure.document, [figure]))]
        here = {at: max(starts) for at, s in enumerate(near) if (starts := [f.start for f in s.figures if f.document == figure.document])}
        if here:
            nearest = max(here, key=lambda at: (here[at] < figure.start, here[at], -at))
            return near[nearest] if here[nearest] < figure.start else None
        before = [s for s in near if any(self.rules.day(f) <= self.rules.day(figure) for f in s.figures)]
        return max(before, key=lambda s: len(s.documents), default=None)

    def follow(self, figures: Sequence[Figure]) -> list[Line]:
        """The figures as lines over documents in order of their day."""
        by_doc: dict[str, list[Figure]] = defaultdict(list)
        for figure in sorted(figures, key=lambda f: (f.start, f.end, f.id)):
            by_doc[figure.document].append(figure)
        found = {document: counts(members, self.rules.spoken(document)) for document, members in by_doc.items()}
        told: list[Line] = []
        for document in sorted(found, key=lambda d: (*self.rules.moment(d), found[d][0].range, d)):  # of one moment the lower first, since counts rise
            self.extend(told, found[document])
        return told

    def extend(self, told: list[Line], found: list[Count]) -> None:
        """Add the counts of a document to the lines told so far."""
        left = []
        for count in found:
            line = next((s for s in told if count.document not in s.documents and s.meets(count) and self.rules.may_be(s, count)), None)
            if line:
                line.counts.append(count)
            else:
                left.append(count)
        for count in left:
            near = [s for s in told if self.rules.may_be(s, count)]
            first = next(c for c in found if not apart_in_kind(c.figures, count.figures))  # the leading count of its people
            lead = max(near, key=lambda s: (bool(s.counts[-1].givers & count.givers), len(s.documents)), default=None)
            if lead and count is first and count.document not in lead.documents and self.rules.follows(lead, count):
                lead.counts.append(count)
            elif rival := next((s for s in near if any(self.rules.contradicts(count, c) for c in s.counts)), None):
                rival.counts.append(count)
            else:
                told.append(Line([count]))


def larger(whole: Figure, figure: Figure) -> bool:
    """Whether a figure of the same article counts more."""
    return whole.document == figure.document and not whole.part_of and (whole.low or 0) > (figure.low or 0)


def completes(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether an increment only completes a total of its article: of three dead "one man was found outside, two more inside"."""
    here = [f for f in figures if f.document == figure.document and f.id != figure.id]
    totals = {f.low for f in here if not f.increment and not f.part_of}
    return any((f.low or 0) + (figure.low or 0) in totals for f in here if f.part_of and f.low)
