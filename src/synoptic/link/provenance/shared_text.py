"""What two texts have in common word for word, and whether that makes one a copy of the other.

In: two texts. Out: how many of the shorter one's words stand in the other in runs of five or more, in how many passages, and what share of its
runs that is (containment, Broder 1997), so that cut, reordered and lightly edited copies are found where likeness of wholes would miss them.
Words between quotation marks are many outlets' alike, and so is page furniture: a copy has its own words from the other, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from synoptic.annotate.marks import find_regions

SHINGLE = 5  # words, as in annotate/signatures
COPIED = 0.5  # share of the shorter text that a copy holds. In ../shared/data 89 of 100 pairs of one story lie below 0.3 (shared quotations), few between
OWN = 0.3  # the same of the words outside quotation marks
SHORTEST = 40  # runs of the shorter text under which it must be nearly the same: a brief has few words that are not any report's
FEW = 15  # runs outside quotation marks under which these tell nothing, and the whole must be nearly the same
NEARLY = 0.8  # in ../shared/data briefs of one agency in five papers share 34 of 36 words, and nothing else of that size more than 0.66 of its runs
REMEMBERED = 64  # texts whose words are kept at hand
LONGEST = 80  # words of a paragraph of furniture; a longer one that asks for something is an article's own
WORD = re.compile(r"\w+")
FURNITURE = re.compile(
    r"\b(?:subscri(?:be|ptions?)\b|unsubscribe|newsletters?\b|sign(?:ing)? up\b|all rights reserved|copyright\b|cookies?\b|terms of (?:use|service)|"
    r"privacy policy|follow us\b|download (?:our|the) (?:free )?app\b|click here|read more\b|advertisement|in your inbox|to your inbox|"
    r"support our (?:journalism|work)|become a member|may not be (?:published|reproduced|republished)|register (?:now|for free)|contact us\b|log in\b)|©",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in lower case, without page furniture; `runs` are its runs of five and where each stands, `own` those outside quotation marks."""

    words: tuple[str, ...]
    runs: dict[tuple[str, ...], tuple[int, ...]]
    own: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the shorter of two texts (`first`: the first of them) has in common with the other."""

    first: bool
    words: int
    shared: int
    passages: int
    share: float
    copied: bool

    def told(self, other: str) -> str:
        """`shares 412 of its 520 words with The Quill, in 6 passages`, seen from the first text; `other` names the second."""
        much = "all" if self.shared == self.words else f"{self.shared:,} of"
        where = "one passage" if self.passages == 1 else f"{self.passages} passages"
        return (
            f"shares {much} its {self.words:,} words with {other}, in {where}"
            if self.first
            else f"shares {much} the {self.words:,} words of {other}, in {where}"
        )


def overlap(one: str, other: str) -> Overlap:
    """What two texts have in common. Of equally long ones the first is taken for the shorter."""
    a, b = words_of(one), words_of(other)
    first = len(a.runs) <= len(b.runs)
    small, large = (a, b) if first else (b, a)
    common = small.runs.keys() & large.runs.keys()
    share = len(common) / len(small.runs) if small.runs else 0.0
    own = len(small.own & common) / len(small.own) if len(small.own) >= FEW else float(share >= NEARLY)
    shared, passages = passages_of(small, large)
    copied = share >= (NEARLY if len(small.runs) < SHORTEST else COPIED) and own >= OWN
    return Overlap(first, len(small.words), shared, passages, share, copied)


def passages_of(small: Words, large: Words) -> tuple[int, int]:
    """How many words of one text stand in runs that the other has, and in how many passages that go on in both alike."""
    covered = passages = end = 0
    offsets: set[int] = set()
    for at in range(len(small.words) - SHINGLE + 1):
        here = {p - at for p in large.runs.get(small.words[at : at + SHINGLE], ())}
        going_on = here & offsets
        if here:
            passages += not going_on
            covered += at + SHINGLE - max(at, end)
            end = at + SHINGLE
        offsets = going_on or here
    return covered, passages


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str) -> Words:
    """A text's words and runs; a text of fewer words than a run has none."""
    regions = [(r.start, r.end) for r in find_regions(text) if r.depth == 0]
    starts = [start for start, _ in regions]
    words: list[str] = []
    quoted: list[bool] = []
    for start, end in paragraphs(text):
        for found in WORD.finditer(text, start, end):
            region = bisect_right(starts, found.start()) - 1
            words.append(found[0].lower())
            quoted.append(region >= 0 and found.start() < regions[region][1])
    runs: dict[tuple[str, ...], list[int]] = {}
    own = set()
    for at in range(len(words) - SHINGLE + 1):
        run = tuple(words[at : at + SHINGLE])
        runs.setdefault(run, []).append(at)
        if not any(quoted[at : at + SHINGLE]):
            own.add(run)
    return Words(tuple(words), {run: tuple(places) for run, places in runs.items()}, frozenset(own))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand that are no page furniture."""
    for found in re.finditer(r"[^\n]+", text):
        if not FURNITURE.search(found[0]) or len(WORD.findall(found[0])) > LONGEST:
            yield found.span()
