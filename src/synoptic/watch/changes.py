"""Two versions of an article -> what changed: words and figures that vanished, what came, whether the headline is another.

Sentences that stand in both are no change, wherever they stand. Of the rest each old sentence is set beside the new one most like it and compared word by
word (rapidfuzz); one that is like none vanished whole. Figures are numerals and number words by value, so that "seventeen" and "17" are one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel
from text_to_num import text2num

MOST_SENTENCES = 2_000  # of either version; longer ones are compared by their beginnings
ALIKE = 60.0  # of 100: how like a sentence must be to be the same one in other words
JOINED = 2  # words that stay between two changes do not part them
WORD = re.compile(r"\w+(?:[.,:]\d+)*(?:['’-]\w+)*")
SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$|[\"”’)])[^.!?\n]*)*[.!?]*[\"”’)]*")
NUMERAL = re.compile(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?")
SMALL = frozenset(
    re.findall(r"\w+", "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
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
    gone, came = pieces(sentences(before), sentences(after))
    a, b = figures(before), figures(after)
    return Difference(
        gone=gone,
        came=came,
        figures_gone=tuple(shown for value, shown in a.items() if value not in b),
        figures_came=tuple(shown for value, shown in b.items() if value not in a),
        headline=(title_before, title_after) if title_before and title_after and title_before.strip() != title_after.strip() else None,
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [s for m in SENTENCE.finditer(text) if WORD.search(s := " ".join(m[0].split()))][:MOST_SENTENCES]


def pieces(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pieces of the older sentences that the newer lack, and of the newer that the older lack."""
    same = Counter(map(flat, old)) & Counter(map(flat, new))
    lost, won = without(old, same), without(new, same)
    gone: list[str] = []
    came: dict[int, list[str]] = {}
    free = dict(enumerate(won))
    for sentence in lost:
        best = process.extractOne(sentence, free, scorer=fuzz.ratio, score_cutoff=ALIKE) if free else None
        if best is None:
            gone.append(sentence)
            continue
        other, _, at = best
        del free[at]
        away, here = by_word(sentence, other)
        gone += away
        came[at] = here
    came |= {at: [sentence] for at, sentence in free.items()}
    return tuple(gone), tuple(piece for at in sorted(came) for piece in came[at])


def without(found: list[str], same: Counter[str]) -> list[str]:
    """The sentences that are not among the same, each as often as it is more."""
    left, kept = Counter(same), []
    for sentence in found:
        if left[flat(sentence)]:
            left[flat(sentence)] -= 1
        else:
            kept.append(sentence)
    return kept


def by_word(before: str, after: str) -> tuple[list[str], list[str]]:
    """What one sentence has and another lacks, word by word."""
    old, new = list(WORD.finditer(before)), list(WORD.finditer(after))
    lost: list[tuple[int, int]] = []
    won: list[tuple[int, int]] = []
    for step in Indel.opcodes([m[0].lower() for m in old], [m[0].lower() for m in new]):
        if step.tag in ("delete", "replace"):
            lost.append((step.src_start, step.src_end))
        if step.tag in ("insert", "replace"):
            won.append((step.dest_start, step.dest_end))
    return [cut(before, old, p) for p in join(lost)], [cut(after, new, p) for p in join(won)]


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
    """The text from one word to another."""
    return text[words[piece[0]].start() : words[piece[1] - 1].end()]


def flat(piece: str) -> str:
    """A piece for comparing: its words in lower case."""
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
