"""A parse as plain lists, and the quotation marks on it: what the attribution models look at.

In: a Reading. Out: a Tree. Lists are several times faster to walk than spaCy tokens, and these models look at every
token of every article. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, POS, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc

from synoptic.annotate.marks import Region

EDGE = " \t\r\n\"'“”‘’«»„`"
CLOSE = EDGE + ".,;:!?"
WIDTH = 96  # of the vector that the language pass makes of each token in its context
STATIC = 300  # of a word's vector


class Tree:
    """Token lists of one parse: `head` is a token's own index at a root; `left` and `right` bound its subtree, both included."""

    def __init__(self, parsed: Doc, regions: tuple[Region, ...], text: str | None = None) -> None:
        """Flatten the parse of a text (put together from the tokens where it is not given); only regions of depth 0 count as quoted."""
        self.text = parsed.text if text is None else text
        self.parsed = parsed
        size = self.size = len(parsed)
        table = parsed.to_array([HEAD, DEP, POS, TAG, LEMMA, LOWER, ENT_TYPE, SENT_START, IDX, LENGTH]).tolist() if size else []
        strings = parsed.vocab.strings
        names: dict[int, str] = {}
        for row in table:
            for key in row[1:7]:
                if key not in names:
                    names[key] = strings[key]
        wrap = 1 << 64
        self.head = [i + (row[0] if row[0] < wrap // 2 else row[0] - wrap) for i, row in enumerate(table)]
        self.dep = [names[row[1]] for row in table]
        self.pos = [names[row[2]] for row in table]
        self.tag = [names[row[3]] for row in table]
        self.lower = [names[row[5]] for row in table]
        self.lemma = [names[row[4]].lower() or names[row[5]] for row in table]
        self.ent = [names[row[6]] for row in table]
        self.start = [row[8] for row in table]
        self.end = [row[8] + row[9] for row in table]
        self._grow(table)
        self.regions = tuple(r for r in regions if r.depth == 0)
        self._quote()

    def _grow(self, table: list[list[int]]) -> None:
        size, head = self.size, self.head
        self.kids: list[list[int]] = [[] for _ in range(size)]
        left, right = self.left, self.right = list(range(size)), list(range(size))
        self.sent: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        begin = 0
        for i in range(size):
            j = head[i]
            if j != i:
                self.kids[j].append(i)
            while True:
                if i < left[j]:  # noqa: PLR1730  calls of min and max here cost a tenth of the whole
                    left[j] = i
                if i > right[j]:  # noqa: PLR1730
                    right[j] = i
                if head[j] == j:
                    break
                j = head[j]
            if i and table[i][7] == 1:
                self.sentences.append((begin, i - 1))
                begin = i
            self.sent.append(len(self.sentences))
        if size:
            self.sentences.append((begin, size - 1))

    def _quote(self) -> None:
        self.region = [-1] * self.size
        self.covers: list[tuple[int, int]] = []  # first and last token of each region
        for n, r in enumerate(self.regions):
            a, b = bisect_left(self.start, r.start), bisect_left(self.start, r.end) - 1
            self.covers.append((a, b))
            for i in range(a, b + 1):
                self.region[i] = n

    @property
    def tensor(self) -> NDArray[np.float32]:
        """The contextual vectors of the language pass, a row a token; zeros where the pass made none."""
        made = self.parsed.tensor
        return np.asarray(made, dtype=np.float32) if made.shape == (self.size, WIDTH) else np.zeros((self.size, WIDTH), dtype=np.float32)

    def vectors(self, length: float) -> NDArray[np.float32]:
        """The words' static vectors, a row a token, each of a length; zeros where a word has none."""
        known = self.parsed.vocab.vectors
        if not known.size or known.shape[1] != STATIC:
            return np.zeros((self.size, STATIC), dtype=np.float32)
        rows = known.find(keys=self.parsed.to_array([ORTH]))
        found = np.where(rows[:, None] >= 0, known.data[rows], np.float32(0))
        scaled: NDArray[np.float32] = found * (np.float32(length) / (np.sqrt((found * found).sum(1, keepdims=True)) + np.float32(1e-6)))
        return scaled

    def at(self, offset: int) -> int:
        """The token that holds or precedes an offset."""
        return max(bisect_right(self.start, offset) - 1, 0)

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The tokens from `first` to `last` without white space, marks and closing punctuation at the edges."""
        while first <= last and (self.pos[first] in ("PUNCT", "SPACE") or self.lower[first] in EDGE):
            if self.lower[first] in ("(", "[", "$", "#", "...", "…", "@"):
                break
            first += 1
        while last >= first and (self.pos[last] == "SPACE" or self.lower[last] in CLOSE or self.lower[last] in ("--", "—", "-", "''", "``")):
            last -= 1
        return first, last

    def ancestors(self, i: int, limit: int) -> list[int]:
        """The governors of a token, nearest first."""
        found: list[int] = []
        while self.head[i] != i and len(found) < limit:
            i = self.head[i]
            found.append(i)
        return found


def trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text without white space, marks and closing punctuation at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in CLOSE:
        end -= 1
    return start, end
