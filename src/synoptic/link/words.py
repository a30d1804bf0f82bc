"""The content words of a stretch of text, folded as in signatures, for linkers that compare clauses and sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from synoptic.link.likeness import fold


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words of a text without those that every text has (spaCy's list), folded."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.lower().replace("’s", "").replace("'s", ""))
    return frozenset(fold(w) for w in words if w not in STOP_WORDS and len(w) > 1)
