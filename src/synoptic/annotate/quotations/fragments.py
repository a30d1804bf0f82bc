"""Which quoted words inside a longer report are told by themselves too, as the speaker's own.

In: a Tree and a quoted region of a report. Out: yes or no. PolNeAR counts the whole report as the content, so that every fragment told beside it costs
precision there (docs/quotations.md); a reader wants the speaker's own words. Names and titles are nobody's words.
"""

from __future__ import annotations

from synoptic.annotate.marks import Region
from synoptic.annotate.quotations.tree import Tree

# Set by hand between two readers: PolNeAR marks whole clauses only (mixed F1 in folds 0.79 without fragments, 0.67 with), the seeds each quoted fragment.
FRAGMENT = 2  # words of a fragment that is told by itself
PHRASE, SMALL = 4, 0.3  # and of one that is a small part of its report
SEVERAL = 6  # and where a report quotes several
NAMING = ("so-called", "titled", "entitled", "dubbed", "nicknamed", "named")
MOSTLY = 0.6  # of a report: a fragment that fills it is no record of its own


def stands_alone(tree: Tree, r: Region, length: int, several: bool) -> bool:
    """Whether a quoted fragment of a report of so many letters is told by itself: a short one, one of several, or a small part; no name or title."""
    words, share = tree.text.count(" ", r.start, r.end) + 1, (r.end - r.start) / length
    most = SEVERAL if several else PHRASE if share < SMALL else FRAGMENT
    return words <= most and share < MOSTLY and not is_title(tree.text[r.start : r.end]) and not called_so(tree, r)


def is_title(words: str) -> bool:
    """Whether words are written as a name is: every longer one with a capital."""
    long = [w for w in words.split() if len(w) > 3]
    return bool(long) and all(w[0].isupper() for w in long)


def called_so(tree: Tree, r: Region) -> bool:
    """Whether a word before a quoted fragment says that it is a name: "the so-called ..."."""
    before = tree.text[max(0, r.start - 24) : r.start].rstrip(" \"'“‘«").rsplit(None, 1)
    return bool(before) and before[-1].lower().endswith(NAMING)
