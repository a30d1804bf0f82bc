"""Modes and contexts of PLOVER: how it was done, and what it is about.

In: a coding and the words around it. Out: the mode that the words by the predicate show, else that of its CAMEO code; the contexts of the code and of
words in the sentence, with those words. The table (`data/contexts.txt`) is closed: names and codes are the manual's, the words are general English.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from synoptic.annotate.columns import Columns
from synoptic.annotate.events.coding import Coding
from synoptic.annotate.events.roles import Frame


class Contexts:
    """The table, ready for looking up."""

    def __init__(self, text: str) -> None:
        """Read the table from the text of `data/contexts.txt`."""
        self.of_code: dict[str, tuple[str | None, tuple[str, ...]]] = {}
        self.modes: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        self.words: dict[str, list[str]] = defaultdict(list)
        for row in text.splitlines():
            if row.startswith("="):
                code, mode, *names = row[1:].split()
                self.of_code[code] = (None if mode == "-" else mode, tuple(n for n in names if n != "-"))
                continue
            head, colon, listed = row.partition(": ")
            if not colon or not row.startswith(("mode ", "context ")):
                continue
            kind, *named = head.split()
            if kind == "mode":
                self.modes[named[0]].append((named[1], frozenset(listed.split())))
            for word in listed.split() if kind == "context" else ():
                self.words[word].append(named[0])
        self.names = tuple(dict.fromkeys(n for names in self.words.values() for n in names))

    def by_code(self, code: str | None) -> tuple[str | None, tuple[str, ...]]:
        """Mode and contexts of a CAMEO code: its own line's, else those of the shorter code that it begins with."""
        for size in range(len(code or ""), 1, -1):
            if (code or "")[:size] in self.of_code:
                return self.of_code[(code or "")[:size]]
        return None, ()

    def mode(self, kind: str, code: str | None, words: Iterable[str]) -> str | None:
        """The mode that words by the predicate show, else its code's."""
        held = set(words)
        shown = next((name for name, listed in self.modes.get(kind, ()) if not listed.isdisjoint(held)), None)
        return shown or self.by_code(code)[0]

    def contexts(self, code: str | None, words: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int]]:
        """Contexts with the place of the word that shows each (-1: the code does), from (place, word) pairs."""
        for name in self.by_code(code)[1]:
            yield name, -1
        for place, word in words:
            for name in self.words.get(word, ()):
                yield name, place


@cache
def contexts() -> Contexts:
    """The table of this package, read once."""
    return Contexts((files("synoptic.annotate") / "data" / "contexts.txt").read_text(encoding="utf-8"))


def mode_of(frame: Frame, coding: Coding) -> str | None:
    """The mode of a coded frame."""
    tokens = [coding.trigger, *frame.path, *frame.objects, *(t for _, t in frame.obliques), *frame.actors]
    near = (w for t in tokens for w in (t, *(c for c in t.children if c.dep_ in ("amod", "compound", "nmod", "prep"))))
    return contexts().mode(coding.type, coding.cameo, (t.lower_ for t in near))


def contexts_of(frame: Frame, coding: Coding, columns: Columns) -> dict[str, int]:
    """The contexts of a coded frame, each with the token that shows it (-1: its code does)."""
    sentence = frame.top.sent
    words = [(i, columns.lower[i]) for i in range(sentence.start, sentence.end)]
    found: dict[str, int] = {}
    for name, place in contexts().contexts(coding.cameo, words):
        found.setdefault(name, place)
    return found
