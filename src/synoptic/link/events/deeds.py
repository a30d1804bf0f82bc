"""Whether two words may name one deed: one stem, or a sense in common by WordNet 3.0 ("explode", "explosion"; "arrest", "apprehend").

In: lemmas. Out: the senses of a lemma, and whether two are akin. The table (annotate/data/deeds.tsv, made by evals/build_vocabulary.py)
joins synonyms and what is derived from one another. Opposites ("win", "lose") share no sense, so that they stay apart.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from synoptic.link.stories.likeness import fold


@lru_cache(maxsize=65536)
def senses(lemma: str) -> frozenset[str]:
    """The senses of a lemma, as numbers of the table; empty where it is not in it."""
    return frozenset(table().get(lemma, "").split())


def akin(one: str, two: str) -> bool:
    """Whether two lemmas may name one deed.

    >>> akin("explode", "explosion"), akin("murder", "slay"), akin("win", "lose")
    (True, True, False)
    """
    return fold(one) == fold(two) or not senses(one).isdisjoint(senses(two))


@cache
def table() -> dict[str, str]:
    """Lemma -> its senses, as they stand in its line."""
    lines = (files("synoptic.annotate") / "data/deeds.tsv").read_text(encoding="utf-8").splitlines()
    return {lemma: rest for lemma, _, rest in (line.partition("\t") for line in lines)}
