"""How alike two documents are, from their signatures and days: the evidence for one story.

In: documents and signatures. Out: for pairs that share telling words, the log-odds that they report one matter. Words weigh by
how rare they are, in the archive and in a background of other news, so that four articles can be compared as well as
four thousand. The weights of the parts (all words, names, numbers, the lead, days between) are a logistic regression's
(evals/train_likeness.py). Pairs come from an index of each document's most telling words: no all-pairs.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from synoptic.model import Document, Signature

TELLING = 36  # most telling words of a document that go into the index: with 36 one pair of a story in 80 is lost, with 25 one in 35
WINDOW = 150  # of the documents that share a word, those nearest in time on either side: keeps cost flat for words of every day
SHARED = 2  # telling words that a pair must share to be compared
LEAD = 1.0  # what standing in the lead adds to a word's count
NAME = 1.5  # how much more a name's word counts than another; 1 and 2 were within 0.01
FLOOR = -6.0  # log-odds of a pair that shares too little to be compared
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s")
# Fitted on pairs of ../shared/data/stories and event_clusters, each of four sets weighing the same (evals/train_likeness.py). With any one set left out,
# its B3 F1 moves by 0.02 at most, but for ECB+, the one without days: 0.10.
BIAS = -8.1
WEIGHTS = {"all": 8.95, "name": 2.5, "common": -2.49, "number": 2.34, "lead": 8.77, "lead_name": -2.11, "known": 3.38, "gap": -0.72}


@dataclass(frozen=True, slots=True)
class Vector:
    """A document's words with their weights: `words[w] = (weight, part)`, lengths by part, its lead's words, its day."""

    words: dict[str, tuple[float, str]]
    norms: dict[str, float]
    lead: dict[str, tuple[float, str]]
    lead_norms: dict[str, float]
    telling: tuple[str, ...]
    day: int | None


class Likeness:
    """Compares documents of one archive. `ids` are the documents' ids in order; pairs are of indexes into it."""

    def __init__(self, docs: Iterable[Document], signatures: Iterable[Signature]) -> None:
        """Weigh the words of all signatures."""
        of = {s.document: s for s in signatures}
        self.docs = sorted((d for d in docs if d.id in of), key=lambda d: d.id)
        self.ids = [d.id for d in self.docs]
        known = [of[d.id] for d in self.docs]
        counts, size = background()
        seen = Counter(w for s in known for w in {fold(t) for t, _ in (*s.terms, *s.lead_terms)})
        total = len(known) + size + 1

        def rarity(word: str) -> float:
            return max(0.0, math.log(total / (seen[word] + counts.get(word, 0) + 0.5)))

        self.vectors = [weigh(s, d, rarity) for s, d in zip(known, self.docs, strict=True)]

    def pairs(self) -> dict[tuple[int, int], float]:
        """Log-odds of one story for every pair that shares telling words and scores above FLOOR."""
        scores = {}
        for i, j in self.candidates():
            score = self.score(i, j)
            if score > FLOOR:
                scores[i, j] = score
        return scores

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs (i < j) that share SHARED telling words; of a word that many share, neighbours in time."""
        index: dict[str, list[int]] = defaultdict(list)
        order = sorted(range(len(self.ids)), key=lambda i: (self.vectors[i].day or 0, self.ids[i]))
        for i in order:
            for word in self.vectors[i].telling:
                index[word].append(i)
        shared: Counter[tuple[int, int]] = Counter()
        for holders in index.values():
            for at, i in enumerate(holders):
                for j in holders[at + 1 : at + 1 + WINDOW]:
                    shared[(i, j) if i < j else (j, i)] += 1
        return sorted(p for p, n in shared.items() if n >= SHARED)

    def score(self, i: int, j: int) -> float:
        """Log-odds that two documents report one story."""
        total = BIAS
        for name, value in features(self.vectors[i], self.vectors[j]).items():
            total += WEIGHTS[name] * value
        return total

    def shared_words(self, i: int, j: int) -> list[str]:
        """The words of both documents, the most telling first."""
        a, b = self.vectors[i].words, self.vectors[j].words
        return sorted(a.keys() & b.keys(), key=lambda w: (-a[w][0] * b[w][0], w))


def weigh(signature: Signature, doc: Document, rarity: object) -> Vector:
    """The vector of a signature: log counts, plus the lead, times rarity."""
    rare: Mapping[str, float] = Rarity(rarity)
    counts: dict[str, float] = defaultdict(float)
    parts: dict[str, str] = {}
    for term, n in signature.terms:
        word, part = fold(term), part_of(term)
        counts[word] += n * (NAME if part == "name" else 1.0)
        parts[word] = "name" if "name" in (part, parts.get(word)) else part
    words = {w: 1 + math.log(n) if n > 1 else n for w, n in counts.items()}
    leads: dict[str, float] = defaultdict(float)
    for term, n in signature.lead_terms:
        word = fold(term)
        words[word] = words.get(word, 0.0) + LEAD
        leads[word] += n
        parts.setdefault(word, part_of(term))
    weights = {w: (n * rare[w], parts[w]) for w, n in sorted(words.items()) if rare[w] > 0}
    lead = {w: ((1 + math.log(n) if n > 1 else n) * rare[w], parts[w]) for w, n in sorted(leads.items()) if rare[w] > 0}
    telling = sorted(weights, key=lambda w: (-weights[w][0], w))[:TELLING]
    return Vector(weights, norms(weights), lead, norms(lead), tuple(telling), day_of(doc))


class Rarity(dict[str, float]):
    """Rarity of words, worked out once a word."""

    def __init__(self, measure: object) -> None:
        """Measure by that function."""
        super().__init__()
        self.measure = measure

    def __missing__(self, word: str) -> float:
        self[word] = value = self.measure(word)  # type: ignore[operator]
        return float(value)


def norms(weights: Mapping[str, tuple[float, str]]) -> dict[str, float]:
    """Euclidean lengths of a vector, whole ("all") and by part."""
    squares: dict[str, float] = defaultdict(float)
    for weight, part in weights.values():
        squares[part] += weight * weight
        squares["all"] += weight * weight
    return {part: math.sqrt(s) for part, s in squares.items()}


def features(a: Vector, b: Vector) -> dict[str, float]:
    """Square roots of cosines by part, and the days between; see WEIGHTS."""
    body = cosines(a.words, b.words, a.norms, b.norms)
    lead = cosines(a.lead, b.lead, a.lead_norms, b.lead_norms)
    known = a.day is not None and b.day is not None
    gap = math.log1p(abs(a.day - b.day)) if a.day is not None and b.day is not None else 0.0
    return {
        "all": body.get("all", 0.0),
        "name": body.get("name", 0.0),
        "common": body.get("common", 0.0),
        "number": body.get("number", 0.0),
        "lead": lead.get("all", 0.0),
        "lead_name": lead.get("name", 0.0),
        "known": float(known),
        "gap": gap,
    }


def cosines(
    a: Mapping[str, tuple[float, str]], b: Mapping[str, tuple[float, str]], norms_a: Mapping[str, float], norms_b: Mapping[str, float]
) -> dict[str, float]:
    """The square root of the cosine of two vectors, whole and by part. A word is of the part that `a` and `b` both give it."""
    dots: dict[str, float] = defaultdict(float)
    if len(b) < len(a):
        a, b = b, a
    for word, (weight, part) in a.items():
        other = b.get(word)
        if other is not None:
            dots["all"] += weight * other[0]
            if part == other[1]:
                dots[part] += weight * other[0]
    return {part: math.sqrt(min(1.0, dot / (norms_a.get(part, 0.0) * norms_b.get(part, 0.0) or dot))) for part, dot in dots.items() if dot > 0}


@cache
def fold(term: str) -> str:
    """A word without its ending, in lower case, so that "shooting" meets "shooter"; names and numbers stay whole."""
    word = term.lower()
    if word[:1] in "@#":
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def part_of(term: str) -> str:
    """What a term of a signature is: a name's word, a number or a common word."""
    return "name" if term[:1] == "@" or term[:1].isupper() else "number" if term[:1] == "#" else "common"


def day_of(doc: Document) -> int | None:
    """The day of publication as a number, where the metadata give one."""
    try:
        return date.fromisoformat((doc.published or "")[:10]).toordinal()
    except ValueError:
        return None


@cache
def background() -> tuple[dict[str, int], int]:
    """In how many of other news articles each common word stands, and how many these are (counted by evals/train_likeness.py)."""
    lines: Sequence[str] = files("synoptic.link.stories").joinpath("background.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    return {word: int(n) for word, n in rows}, int(lines[0])
