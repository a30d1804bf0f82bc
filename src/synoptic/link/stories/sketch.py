"""A document as it is compared with others: its words as hashes with their weights, so that a pair's likeness hangs on the pair alone.

In: a signature and its document. Out: a Sketch, also as bytes, so that an archive keeps it and no signature is opened twice. Words weigh by how rare
they are in a background of other news, never by what else is in the archive: a pair that is alike today is as alike tomorrow,
whatever is read in between, and no article has to be weighed again because another came.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from synoptic.model import Signature

TELLING = 36  # most telling words of a document that go into the index: with 36 one pair of a story in 80 is lost, with 25 one in 35
LEAD = 1.0  # what standing in the lead adds to a word's count
NAME = 1.5  # how much more a name's word counts than another; 1 and 2 were within 0.01
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s")
COMMON, NAMED, NUMBER = 0, 1, 2  # parts of a sketch
KNOWN_WORDS = 1 << 17  # hashes that are remembered

Array = Any  # numpy's arrays: their types say less than the comments


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words of a document: hashes (int64, sorted), weights (float64), parts (uint8), and the Euclidean lengths, of all and by part."""

    hashes: Array
    weights: Array
    parts: Array
    norms: Array  # [all, common, name, number]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """All that documents are compared by. `telling`: the hashes and weights (of a vector of length 1) of the words that the index holds."""

    words: Words
    lead: Words
    day: int | None
    telling: tuple[tuple[int, float], ...]


def sketch(signature: Signature, day: int | None) -> Sketch:
    """The sketch of a document of that day: log counts, plus the lead, times rarity."""
    counts: dict[str, float] = defaultdict(float)
    parts: dict[str, int] = {}
    for term, n in signature.terms:
        word, part = fold(term), part_of(term)
        counts[word] += n * (NAME if part == NAMED else 1.0)
        parts[word] = NAMED if NAMED in (part, parts.get(word)) else part
    weights = {w: 1 + math.log(n) if n > 1 else n for w, n in counts.items()}
    leads: dict[str, float] = defaultdict(float)
    for term, n in signature.lead_terms:
        word = fold(term)
        weights[word] = weights.get(word, 0.0) + LEAD
        leads[word] += n
        parts.setdefault(word, part_of(term))
    words = weighed(weights, parts)
    return Sketch(words, weighed({w: 1 + math.log(n) if n > 1 else n for w, n in leads.items()}, parts), day, telling(words))


def weighed(counts: Mapping[str, float], parts: Mapping[str, int]) -> Words:
    """Words with their counts times rarity, in order of their hashes."""
    rows = sorted((hash_of(w), round(n * r, 4), parts[w]) for w, n in counts.items() if (r := rarity(w)) > 0)
    return of_arrays(
        np.array([r[0] for r in rows], dtype=np.int64), np.array([r[1] for r in rows], dtype=np.float32), np.array([r[2] for r in rows], dtype=np.uint8)
    )


def of_arrays(hashes: Array, weights: Array, parts: Array) -> Words:
    """Words with their lengths."""
    weights = weights.astype(np.float64)
    squares = weights * weights
    return Words(hashes, weights, parts, np.sqrt([squares.sum(), *(squares[parts == p].sum() for p in (COMMON, NAMED, NUMBER))]))


def telling(words: Words) -> tuple[tuple[int, float], ...]:
    """The weightiest words, weights rounded so that no sum hangs on its order."""
    order = np.lexsort((words.hashes, -words.weights))[:TELLING]
    whole = float(words.norms[0]) or 1.0
    return tuple((int(words.hashes[i]), round(float(words.weights[i]) / whole, 4)) for i in order)


def pack(one: Sketch) -> bytes:
    """A sketch as bytes."""
    head = np.array([len(one.words.hashes), len(one.lead.hashes), -1 if one.day is None else one.day], dtype=np.int32)
    columns = [(w.hashes, w.weights.astype(np.float32), w.parts) for w in (one.words, one.lead)]
    return b"".join([head.tobytes(), *(c.tobytes() for row in columns for c in row)])


def unpack(packed: bytes, *, telling_too: bool = True) -> Sketch:
    """The sketch of bytes that `pack` made. `telling_too`: with the words that the index holds, which take as long as the rest."""
    size, lead, day = (int(n) for n in np.frombuffer(packed, dtype=np.int32, count=3))
    made, at = [], 12
    for n in (size, lead):
        columns = []
        for kind, width in ((np.int64, 8), (np.float32, 4), (np.uint8, 1)):
            columns.append(np.frombuffer(packed, dtype=kind, count=n, offset=at))
            at += n * width
        made.append(of_arrays(*columns))
    return Sketch(made[0], made[1], None if day < 0 else day, telling(made[0]) if telling_too else ())


@lru_cache(maxsize=KNOWN_WORDS)
def hash_of(word: str) -> int:
    """64 bits of a word's hash, signed, as a database holds them."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=KNOWN_WORDS)
def rarity(word: str) -> float:
    """How rare a word is in other news: log of the articles over those that have it."""
    counts, size = news()
    return max(0.0, math.log((size + 1) / (counts.get(word, 0) + 0.5)))


@lru_cache(maxsize=KNOWN_WORDS)
def fold(term: str) -> str:
    """A word without its ending, in lower case, so that "shooting" meets "shooter"; names and numbers stay whole."""
    word = term.lower()
    if word[:1] in "@#":
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def part_of(term: str) -> int:
    """What a term of a signature is: a name's word, a number or a common word."""
    return NAMED if term[:1] == "@" or term[:1].isupper() else NUMBER if term[:1] == "#" else COMMON


def day_of(published: str | None) -> int | None:
    """The day of publication as a number, where the metadata give one."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


@cache
def background() -> tuple[dict[str, int], int]:
    """In how many of other news articles each common word stands, and how many these are: what the models of claims and events were fitted with."""
    return read_table("background.tsv")


@cache
def news() -> tuple[dict[str, int], int]:
    """The same of more articles, names among the words, for sketches (counted by evals/train_likeness.py)."""
    return read_table("words.tsv")


def read_table(name: str) -> tuple[dict[str, int], int]:
    """Counts by word, and of how many articles."""
    lines: Sequence[str] = files("synoptic.link.stories").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    return {word: int(n) for word, n in rows}, int(lines[0])
