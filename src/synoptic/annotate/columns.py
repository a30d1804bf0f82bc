"""A parse as plain columns: words, tags, heads and children as lists, made once a document.

Reading attributes of spaCy tokens one by one costs more than the rules that use them; numbers taken out in one call do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from synoptic.annotate.parsed import Parsed

TAKEN: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "IDX"]  # spaCy's attributes
OPENING, CLOSING = frozenset({"(", "["}), frozenset({")", "]"})


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity as the language model has it: tokens `start` to `end` (excluded) and its label."""

    start: int
    end: int
    label: str


class Columns:
    """Lists over the tokens of a document, by position of the token."""

    def __init__(self, reading: Parsed) -> None:
        """Take the columns out of the parse."""
        self.reading = reading
        parsed = reading.parsed
        table = parsed.to_array(TAKEN).T.tolist() if len(parsed) else [[]] * len(TAKEN)
        strings = parsed.vocab.strings

        def words(row: int) -> list[str]:
            known = {i: strings[i] for i in set(table[row])}
            return [known[i] for i in table[row]]

        self.text, self.lower, self.lemma, self.pos, self.tag, self.dep, self.ent = (words(row) for row in (0, 1, 2, 3, 4, 5, 8))
        self.head = [(i + o) & 0xFFFFFFFFFFFFFFFF for i, o in enumerate(table[6])]
        self.start: list[int] = table[9]
        self.sent = self._sentences(table[7])
        self.names = [Name(e.start, e.end, e.label_) for e in parsed.ents]

    def __len__(self) -> int:
        return len(self.text)

    def end(self, token: int) -> int:
        """Offset of the end of a token."""
        return self.start[token] + len(self.text[token])

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that hang on each, in order."""
        found: list[list[int]] = [[] for _ in self.text]
        for i, head in enumerate(self.head):
            if head != i and 0 <= head < len(found):
                found[head].append(i)
        return found

    @cached_property
    def quote(self) -> list[int]:
        """For each token the number of the stretch in quotation marks that it stands in; -1 outside."""
        found = [-1] * len(self.text)
        regions = [(r.start, r.end) for r in self.reading.regions]
        at = 0
        for number, (start, end) in enumerate(regions):
            while at and self.start[at - 1] >= start:
                at -= 1
            while at < len(found) and self.start[at] < start:
                at += 1
            i = at
            while i < len(found) and self.start[i] < end:
                if found[i] < 0:
                    found[i] = number
                i += 1
        return found

    @cached_property
    def aside(self) -> list[bool]:
        """For each token whether it stands in brackets."""
        if "(" not in self.reading.doc.text and "[" not in self.reading.doc.text:
            return [False] * len(self.text)
        found, depth = [], 0
        for word in self.text:
            depth += word in OPENING
            found.append(depth > 0)
            depth = 0 if "\n" in word else max(0, depth - (word in CLOSING))
        return found

    def left(self, token: int) -> int:
        """The first token of the phrase that a token is the head of."""
        first = token
        while self.children[first] and self.children[first][0] < first:
            first = self.children[first][0]
        return first

    def words(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end` (excluded) as it stands."""
        return self.reading.doc.text[self.start[start] : self.end(end - 1)]

    @staticmethod
    def _sentences(starts: list[int]) -> list[int]:
        found, number = [], 0
        for i, start in enumerate(starts):
            number += start == 1 and i > 0
            found.append(number)
        return found
