"""The content words of a stretch of text, folded as in signatures, for linkers that compare clauses and sentences."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from synoptic.link.stories.likeness import background, fold


@cache
def stop_words() -> frozenset[str]:
    """The list of spaCy, loaded only where something is compared: an archive that is linked already is shown without spaCy (2 s)."""
    from spacy.lang.en.stop_words import STOP_WORDS  # noqa: PLC0415

    return frozenset(STOP_WORDS)


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words of a text without those that every text has (spaCy's list), folded."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.lower().replace("’s", "").replace("'s", ""))
    return frozenset(fold(w) for w in words if w not in stop_words() and len(w) > 1)


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How rare a folded word is in news: the log of the articles of the background over those that have it."""
    counts, size = background()
    return math.log((size + 1) / (counts.get(word, 0) + 0.5))
