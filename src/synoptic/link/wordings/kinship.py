"""Whether two nouns may head phrases for one thing: synonyms, or one a kind of the other, by WordNet 3.0.

The table (annotate/data/kin.tsv, made by evals/build_vocabulary.py) has the three most frequent senses of nouns of acts, events, documents,
ideas and states, with the senses right above. Nouns of armed force are a class of their own, since sides name one war
by words that no dictionary has as synonyms.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

SAME, KIND, NONE = 2, 1, 0
# Nouns for a whole war, not for one strike in it; general knowledge.
FORCE = frozenset(
    ["war", "invasion", "operation", "assault", "offensive", "aggression", "conflict", "incursion", "intervention", "occupation", "onslaught", "warfare"]
)


@lru_cache(maxsize=65536)
def senses(noun: str) -> tuple[frozenset[str], frozenset[str]]:
    """A noun's senses and those right above them, as numbers of the table; empty where it is not in it."""
    own, _, above = table().get(noun, "\t").partition("\t")
    return frozenset(own.split()), frozenset(above.split())


def kinship(one: str, two: str) -> int:
    """SAME for synonyms, KIND where one is above the other, else NONE.

    >>> kinship("probe", "investigation") == SAME, kinship("deal", "agreement") == KIND
    (True, True)
    """
    a, b = senses(one), senses(two)
    if a[0] & b[0]:
        return SAME
    return KIND if a[0] & b[1] or b[0] & a[1] else NONE


def usual(one: str, two: str) -> bool:
    """Whether two nouns share the most frequent sense of each, so that no other word is needed to tell that they mean one thing.

    >>> usual("instance", "case"), usual("floor", "story")
    (True, False)
    """
    first, second = (table().get(noun, "").partition("\t")[0].split() for noun in (one, two))
    return bool(first and second) and first[0] in second and second[0] in first


@cache
def table() -> dict[str, str]:
    """Noun -> the rest of its line: its senses, a tab, those right above."""
    lines = (files("synoptic.annotate") / "data/kin.tsv").read_text(encoding="utf-8").splitlines()
    return {noun: rest for noun, _, rest in (line.partition("\t") for line in lines)}
