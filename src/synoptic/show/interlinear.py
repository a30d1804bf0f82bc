"""Wordings of one utterance as lines of plain text set one below the other, word under word: for a terminal and for Markdown.

In: an utterance whose words are aligned. Out: blocks of lines that fit a width; each line starts with the numbers of the sources that give this wording.
A line of signs below tells which words all have (=) and which one wording alone has (*). Harmful characters are shown as signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from synoptic.account.utterances import Said, Variant
from synoptic.account.voices import Voices
from synoptic.show.safe import one_line

ROWS = 6  # wordings shown; more are counted
SOURCES = 8  # columns for the numbers of the sources
WORTH = 3  # words that all wordings have: with fewer, little stands below its like
SIGNS = {"all": "=", "one": "*", "some": " "}
LEGEND = "= words that every wording has   * words of one wording alone"


def compared(voices: Voices, most: int) -> list[Said]:
    """The utterances worth comparing: those of several wordings, most widely reported first, one speaker after the other."""
    found = [said for said in voices.said if said.columns]
    return sorted(found, key=lambda s: (s.shared < WORTH, tuple(-w for w in s.weight), s.id))[:most] if not voices.alone else found


def interlinear(said: Said, width: int) -> list[str]:
    """The wordings word under word, in blocks no wider than `width` columns."""
    wordings = [group for group in said.by_wording if group[0].words]
    rows = [{word.column: (one_line(word.exact), word.shared) for piece in said.whole(group) for word in piece.words} for group in wordings[:ROWS]]
    heads = [sources(group) for group in wordings[:ROWS]]
    lines: list[str] = []
    for columns in blocks(rows, width - SOURCES):
        sizes = [max([len(row[c][0]) for row in rows if c in row]) for c in columns]
        lines += [head.ljust(SOURCES) + laid([row[c][0] if c in row else "" for c in columns], sizes) for head, row in zip(heads, rows, strict=True)]
        lines += [" " * SOURCES + laid([sign(rows, c) for c in columns], sizes), ""]
    if len(said.by_wording) > ROWS:
        lines.append(f"and {len(said.by_wording) - ROWS} more wordings")
    return lines


def blocks(rows: Sequence[dict[int, tuple[str, str]]], width: int) -> Iterable[list[int]]:
    """The columns in stretches that fit the width; a column without any word of the wordings shown is left out."""
    block: list[int] = []
    size = 0
    for column in sorted({c for row in rows for c in row}):
        wide = max(len(row[column][0]) for row in rows if column in row) + 1
        if block and size + wide > width:
            yield block
            block, size = [], 0
        block.append(column)
        size += wide
    if block:
        yield block


def sources(wording: Sequence[Variant]) -> str:
    """The numbers of the sources that give a wording, as many as there is room for."""
    numbers = [str(n) for n in dict.fromkeys(v.evidence.source for v in wording)]
    shown = " ".join(numbers)
    return shown if len(shown) < SOURCES else f"{numbers[0]} +{len(numbers) - 1}"


def sign(rows: Sequence[dict[int, tuple[str, str]]], column: int) -> str:
    """Whether all have the word of a column, or one alone has a word in it."""
    states = {row[column][1] for row in rows if column in row}
    return SIGNS["all"] if states == {"all"} else SIGNS["one"] if "one" in states else SIGNS["some"]


def laid(words: Sequence[str], sizes: Sequence[int]) -> str:
    """Words in columns."""
    return " ".join(word.ljust(size) for word, size in zip(words, sizes, strict=True)).rstrip()
