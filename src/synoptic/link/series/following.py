"""Whether a count of one article may go on, correct or contradict a count of another: by number, giver, day, place and people.

In: lines and counts, with the day that each article speaks from, the places that it names, and its dead. Out: yes or no. What the texts do not
say tells nothing apart; a fall of a few wants a reason, since it is mostly a part of the whole or another event.
"""

from __future__ import annotations

from collections.abc import Mapping

from synoptic.link.series.counts import HARMS, Count, Line, names_one
from synoptic.link.series.happenings import Named, apart_in_place, apart_in_time, far_back, is_running, meet_in_place, meet_in_time, told_then
from synoptic.link.series.standing import FALLING, minutes
from synoptic.link.series.whom import apart_in_kind, kind_of, named
from synoptic.model import Document, Figure

LARGE = 10  # from here on a lower count is read as a correction; below, on GVA's incidents, it was mostly a part or another event
RIVAL = 3  # rival counts of one thing in one article lie within this factor; others count other things (a week's dead, a war's)
SIDES = 12  # the same of what two parties say of one party's losses, and organisers and police of one crowd
CROWDS = frozenset(["people", "marchers", "protesters", "demonstrators", "participants", "strikers", "supporters", "spectators", "visitors", "pilgrims"])


class Following:
    """The rules, with what they need to know of the articles."""

    def __init__(self, docs: Mapping[str, Document], places: Named, dead: Mapping[str, float]) -> None:
        """`places`: document -> the places that it names; `dead`: document -> its leading count of the killed."""
        self.docs, self.places, self.dead = docs, places, dead

    def spoken(self, document: str) -> str:
        """The day that a document speaks from; the empty text, which sorts first, where none is known."""
        doc = self.docs[document]
        return (doc.dated or doc.published or "")[:10]

    def moment(self, document: str) -> tuple[str, int]:
        """The day that a document speaks from, and the minute where it says when it was published."""
        return self.spoken(document), minutes(self.docs[document].published) or 0

    def day(self, figure: Figure) -> str:
        """The day of a figure."""
        return (figure.as_of or self.spoken(figure.document))[:10]

    def elsewhere(self, one: Figure, other: Figure) -> bool:
        """Whether two figures are of other days or places."""
        return apart_in_time([one], [other]) or apart_in_place([one], [other], self.places)

    def may_be(self, line: Line, count: Count) -> bool:
        """Whether nothing that the texts say of day, place or people tells a count from a line."""
        figures = line.figures
        if apart_in_time(figures, count.figures) or apart_in_place(figures, count.figures, self.places):
            return False
        return not apart_in_kind(figures, count.figures) and self.of_one_age(line, count)

    def of_one_age(self, line: Line, count: Count) -> bool:
        """Whether a count of something long before its article meets what was told then."""
        old = self.far(count)
        if all(old == self.far(c) for c in line.counts):
            return True
        ours, theirs = self.told(count), [t for c in line.counts for t in self.told(c)]
        return told_then(count.figures, theirs) if old else told_then(line.figures, ours)

    def told(self, count: Count) -> list[tuple[Figure, str]]:
        """The figures of a count with the day that its article speaks from."""
        return [(f, self.spoken(count.document)) for f in count.figures]

    def far(self, count: Count) -> bool:
        """Whether a count is of something long before its article."""
        return far_back(count.figures, self.spoken(count.document))

    def contradicts(self, count: Count, other: Count) -> bool:
        """Whether two counts of one document are rivals for one thing: others give them, or one of them is withdrawn."""
        if count.document != other.document or min(count.range[0], other.range[0]) < LARGE or self.reach(count) != self.reach(other):
            return False
        crowd = count.figures[0].counted in CROWDS
        if count.figures[0].counted not in HARMS and not crowd:
            return False
        low, high = sorted((count.range[0], other.range[0]))
        withdrawn = any(f.withdrawn for c in (count, other) for f in c.figures)
        others = bool(count.givers and other.givers and not count.givers & other.givers)
        return high <= (SIDES if others and (crowd or alike(count, other)) else RIVAL) * low and (withdrawn or others)

    def reach(self, count: Count) -> tuple[bool, bool]:
        """Whether a count is of something long before its article, and whether it is of a time still running then: neither is news of a day."""
        return self.far(count), all(is_running(f, self.spoken(count.document)) for f in count.figures)

    def follows(self, line: Line, count: Count) -> bool:
        """Whether a count of harm may take the place of the last: both are numbers, and it is higher, or a correction of a large one."""
        last = line.counts[-1]
        if count.figures[0].counted not in HARMS or any(all(names_one(f) for f in c.figures) for c in (last, count)):
            return False
        if all((f.of or "").lower().startswith("other") for f in count.figures) and not self.died_since(last, count):
            return False  # others than those already counted
        if self.reach(count) != self.reach(last):
            return False
        before, now = last.range[0], count.range[0]
        if now >= before or count.figures[0].counted in FALLING or self.died_since(last, count):
            return True
        if alike(last, count) and last.givers and count.givers and not last.givers & count.givers:
            return before <= SIDES * now
        if any(kind_of(f) for f in count.figures) and not any(kind_of(f) for f in line.figures):
            return False  # fewer of one kind are a part of the people before
        known = meet_in_time(line.figures, count.figures) or meet_in_place(line.figures, count.figures)
        return (before >= LARGE or known) and now >= before / 2

    def died_since(self, last: Count, count: Count) -> bool:
        """Whether as many of the injured of one article are among the dead of the next: "one killed, five wounded", "two killed, four wounded"."""
        if count.figures[0].counted != "injured" or last.document not in self.dead or count.document not in self.dead:
            return False
        return last.range[0] - count.range[0] == self.dead[count.document] - self.dead[last.document] > 0


def alike(one: Count, other: Count) -> bool:
    """Whether both name the same side: "Orland soldiers"."""
    return any(named(f) & named(g) for f in one.figures for g in other.figures)
