"""Several wordings of one utterance, word by word: which words all have, which some have, which only one has.

In: texts. Out: their words with the column that they stand in, so that wordings can be set one below the other. A star alignment: the wording
most like all others (the medoid) is the axis, each other is laid along it by the longest common subsequence (rapidfuzz, Indel opcodes); what
has no place on the axis shares a column with the same word of another wording in the same gap. Copies are one wording: only wordings are weighed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

WORD = re.compile(r"[^\W_](?:[^\s—–/…]*[^\W_])?")  # from letter to letter: the signs at its ends do not belong to a word
LONG = 4  # letters: a word of fewer ("the") is one with another only where both stand in one column; a longer one wherever it stands
MOST = 12  # wordings that are aligned; more than that nobody reads side by side, and the rest are shown as they are


class Place(NamedTuple):
    """One word of a text: where it stands in it, its column, and who has it: all, some, one."""

    start: int
    end: int
    column: int
    shared: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """`wordings`: for each text, the number of its wording; `places`: for each text, its words (empty where there is but one wording)."""

    wordings: tuple[int, ...]
    places: tuple[tuple[Place, ...], ...]
    columns: int
    shared: int  # different words that all wordings have


def align(texts: Sequence[str], own: Sequence[bool]) -> Alignment:
    """Texts word by word. `own` says which are the speaker's own words: where two or more wordings are, what "all" have is asked of them alone.

    A paraphrase in other words must not hide that three translations agree. Case and the form of apostrophes make no difference.
    """
    cut = [list(_cut(text)) for text in texts]
    numbers: dict[tuple[str, ...], int] = {}
    wordings = tuple(numbers.setdefault(tuple(key for _, _, key in tokens), len(numbers)) for tokens in cut)
    rows = list(numbers)[:MOST]
    if len(rows) < 2:
        return Alignment(wordings, tuple(() for _ in texts), 0, 0)
    columns, width = _columns(rows)
    judges = sorted({n for n, direct in zip(wordings, own, strict=True) if direct and n < MOST})
    judges = judges if len(judges) > 1 else list(range(len(rows)))
    states = _states(rows, columns, judges)
    places = tuple(
        tuple(Place(start, end, columns[n][at], states[n][at]) for at, (start, end, _) in enumerate(tokens)) if n < MOST else ()
        for n, tokens in zip(wordings, cut, strict=True)
    )
    common = {key for n in judges for key, state in zip(rows[n], states[n], strict=True) if state == "all"}
    return Alignment(wordings, places, width, len(common))


def _cut(text: str) -> Iterator[tuple[int, int, str]]:
    """Words without the signs at their ends, and what they are compared by."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), found.group().replace("’", "'").casefold()


def _columns(rows: Sequence[tuple[str, ...]]) -> tuple[list[list[int]], int]:
    """For each wording the column of each word, and how many columns there are."""
    likeness = [sum(Indel.normalized_similarity(row, other) for other in rows) for row in rows]
    axis = rows[max(range(len(rows)), key=lambda n: (likeness[n], len(rows[n]), -n))]
    gaps: list[list[set[str]]] = [[] for _ in range(len(axis) + 1)]  # before each word of the axis, and after the last: words that it lacks
    found = [list(range(len(axis))) if row is axis else [] for row in rows]
    beside: list[list[tuple[int, int] | None]] = [[None] * len(row) for row in rows]
    for n, row in enumerate(rows):
        if row is not axis:
            found[n] = _along(axis, row, gaps, beside[n])
    before = [0]
    for gap in gaps:
        before.append(before[-1] + len(gap) + 1)
    columns = []
    for n in range(len(rows)):
        columns.append([before[b[0]] + b[1] if (b := beside[n][at]) else before[word] + len(gaps[word]) for at, word in enumerate(found[n])])
    return columns, before[-1] - 1


def _along(axis: Sequence[str], row: Sequence[str], gaps: list[list[set[str]]], beside: list[tuple[int, int] | None]) -> list[int]:
    """For each word of a row the word of the axis that it stands at; for those that stand in a gap, `beside` has the gap and the place in it.

    Between two words that both have, what differs is set word against word; what the row has beyond that falls into the gap that follows.
    """
    at = [0] * len(row)
    dropped: list[int] = []
    added: list[int] = []

    def settle(gap: int) -> None:
        for word, instead in zip(added, dropped, strict=False):
            at[word] = instead
        for word in added[len(dropped) :]:
            beside[word] = (gap, _in_gap(gaps[gap], row[word], _free(beside, word, gap)))
        dropped.clear()
        added.clear()

    for block in Indel.opcodes(axis, row):
        if block.tag == "equal":
            settle(block.src_start)
            at[block.dest_start : block.dest_end] = range(block.src_start, block.src_end)
        else:
            dropped.extend(range(block.src_start, block.src_end))
            added.extend(range(block.dest_start, block.dest_end))
    settle(len(axis))
    return at


def _free(beside: Sequence[tuple[int, int] | None], word: int, gap: int) -> int:
    """The first place in a gap that the words before have left free."""
    before = beside[word - 1] if word else None
    return before[1] + 1 if before and before[0] == gap else 0


def _in_gap(gap: list[set[str]], key: str, free: int) -> int:
    """The place of a word in a gap: with its like where it is there, else the next, a new one where there is none."""
    at = next((n for n in range(free, len(gap)) if key in gap[n]), free)
    if at == len(gap):
        gap.append(set())
    gap[at].add(key)
    return at


def _states(rows: Sequence[tuple[str, ...]], columns: list[list[int]], judges: Sequence[int]) -> list[list[str]]:
    """Of each word, whether all judging wordings have it, some wordings, or this one alone."""
    held = [{*zip(columns[n], row, strict=True), *((-1, key) for key in row if len(key) >= LONG)} for n, row in enumerate(rows)]
    counts = Counter(place for places in held for place in places)
    judged = Counter(place for n in judges for place in held[n])

    def state(column: int, key: str) -> str:
        if max(judged[column, key], judged[-1, key]) == len(judges):
            return "all"
        return "some" if max(counts[column, key], counts[-1, key]) > 1 else "one"

    return [[state(*place) for place in zip(columns[n], row, strict=True)] for n, row in enumerate(rows)]
