"""The two times of a count: when it stood so ("the ministry said on Tuesday"), and when that happened which it counts ("Monday's explosion").

In: the parse and the timexes of a document. Out: for an offset, the id of each, or None. A time that hangs on a verb of saying, or stands behind
"as of" or "by", is of the count; any other of its sentence is of the event. Both are needed: a later count of one day's dead
revises an earlier, while the dead of another day are another count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from synoptic.model import Timex

DURATION = {"DURATION", "SET"}
STOOD = {"by", "since", "until", "till"}  # prepositions that say when a count stood at something ("as of" besides)
COARSE = ("year", "month", "quarter", "decade", "century", "season")
DAY = 10  # characters of an ISO day: shorter values are coarser than a day


class Moments:
    """The time expressions of one document that may date a figure, and what each one dates."""

    def __init__(self, parsed: Doc, timexes: Iterable[Timex], saying: frozenset[str]) -> None:
        """Index the expressions; `saying` are the lemmas of verbs whose time is that of the count."""
        self.parsed, self.saying = parsed, saying
        self.all = sorted((t for t in timexes if t.type not in DURATION), key=lambda t: (t.start, t.end))
        self.starts = [t.start for t in self.all]
        self.stood: dict[str, bool] = {}

    def of(self, start: int, first: int, last: int) -> tuple[str | None, str | None]:
        """Ids of the timex of the count and of the timex of the event, for a figure at `start` in the sentence `first`..`last`."""
        near = self.within(first, last)
        if not near:
            return None, None
        near.sort(key=lambda t: (abs(t.start - start), t.start))
        stood = next((t for t in near if self.says(t)), None)
        event = next((t for t in near if not self.says(t)), None)
        if stood is None and event is not None and is_coarse(event) and not is_recent(event):
            stood = event
        return stood.id if stood else None, event.id if event else None

    def within(self, first: int, last: int) -> list[Timex]:
        """The expressions that start in `first`..`last`."""
        return self.all[bisect_left(self.starts, first) : bisect_left(self.starts, last)]

    def says(self, timex: Timex) -> bool:
        """Whether a time is that of a saying, or of a state ("by Tuesday"), and not of what happened."""
        if timex.id not in self.stood:
            words = self.parsed.char_span(timex.start, timex.end, alignment_mode="expand")
            self.stood[timex.id] = words is not None and len(words) > 0 and self.hangs(words.root)
        return self.stood[timex.id]

    def hangs(self, token: Token) -> bool:
        """Whether a time hangs on a verb of saying or stands behind "as of" or "by"."""
        at = token
        for _ in range(4):
            if at.pos_ in ("VERB", "AUX"):
                return at.lemma_ in self.saying
            if at.pos_ in ("ADP", "SCONJ") and (at.lower_ in STOOD or (at.lower_ == "of" and at.i and at.nbor(-1).lower_ == "as")):
                return True
            if at.head.i == at.i or at.dep_ == "poss":
                return False
            at = at.head
        return False


def is_recent(timex: Timex) -> bool:
    """Whether a coarse time is reckoned from the document's day in weeks or months: "last month" says when it happened, not when it was counted."""
    return (timex.rule or "").startswith(("week:", "weekend:", "month:", "month-of:"))


def is_coarse(timex: Timex) -> bool:
    """Whether a time is coarser than a day: "in 1987", "last year"."""
    return (timex.rule or "").startswith(COARSE) or (timex.rule is None and len(timex.value or "") < DAY and (timex.value or "")[:1].isdigit())
