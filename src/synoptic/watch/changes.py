"""Two versions of an article -> what changed: words and figures that vanished, what came, whether the headline is another.

Compared word by word (rapidfuzz); figures are numerals and number words by their value, so that "seventeen" and "17" are one. What only moved is no change.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from text_to_num import text2num

MOST_WORDS = 20_000  # of either version; longer ones are compared by their beginnings
JOINED = 3  # words that stay between two changes do not part them
WORD = re.compile(r"\w+(?:[.,:]\d+)*(?:['’-]\w+)*", re.UNICODE)
NUMERAL = re.compile(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?")
SMALL = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one version has and the other lacks: pieces of text in order, figures by their value as written."""

    gone: tuple[str, ...]
    came: tuple[str, ...]
    figures_gone: tuple[str, ...]
    figures_came: tuple[str, ...]
    headline: tuple[str, str] | None  # before, after

    def __bool__(self) -> bool:
        """Whether anything changed that a reader reads."""
        return bool(self.gone or self.came or self.headline)


def compare(before: str, after: str, *, title_before: str | None = None, title_after: str | None = None) -> Difference:
    """What changed between two texts."""
    old, new = list(WORD.finditer(before))[:MOST_WORDS], list(WORD.finditer(after))[:MOST_WORDS]
    gone, came = pieces(before, after, old, new)
    a, b = figures(before), figures(after)
    return Difference(
        gone=gone,
        came=came,
        figures_gone=tuple(shown for value, shown in a.items() if value not in b),
        figures_came=tuple(shown for value, shown in b.items() if value not in a),
        headline=(title_before, title_after) if title_before and title_after and title_before.strip() != title_after.strip() else None,
    )


def pieces(before: str, after: str, old: list[re.Match[str]], new: list[re.Match[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pieces of the older text that the newer lacks, and of the newer that the older lacks; what only moved is in neither."""
    lost: list[tuple[int, int]] = []
    won: list[tuple[int, int]] = []
    for step in Indel.opcodes([m[0].lower() for m in old], [m[0].lower() for m in new]):
        if step.tag in ("delete", "replace"):
            lost.append((step.src_start, step.src_end))
        if step.tag in ("insert", "replace"):
            won.append((step.dest_start, step.dest_end))
    gone = [cut(before, old, piece) for piece in join(lost)]
    came = [cut(after, new, piece) for piece in join(won)]
    moved = Counter(flat(g) for g in gone) & Counter(flat(c) for c in came)
    return tuple(g for g in gone if not moved[flat(g)]), tuple(c for c in came if not moved[flat(c)])


def join(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces that stand close together as one."""
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start - joined[-1][1] <= JOINED:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def cut(text: str, words: list[re.Match[str]], piece: tuple[int, int]) -> str:
    """The text from one word to another, on one line."""
    return " ".join(text[words[piece[0]].start() : words[piece[1] - 1].end()].split())


def flat(piece: str) -> str:
    """A piece for comparing."""
    return " ".join(WORD.findall(piece.lower()))


def figures(text: str) -> dict[str, str]:
    """Every number of a text by its value, as first written."""
    found: dict[str, str] = {}
    for m in NUMERAL.finditer(text):
        found.setdefault(m[0].replace(",", ""), m[0])
    for word in WORD.findall(text.lower()):
        if word in SMALL:
            found.setdefault(str(text2num(word, "en")), word)
    return found
