"""Words that two accounts share: how much they weigh in news, and how a reason shows them.

In: sets of folded content words. Out: weights, shares, words as a text has them.
"""

from __future__ import annotations

import math
import re

from synoptic.link.events.words import content_words, weight

TOLD = 4  # words that a reason shows
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def covered(words: frozenset[str], other: frozenset[str]) -> float:
    """The share of the weight of some words that stands among others."""
    return sum(weight(w) for w in sorted(words & other)) / (sum(weight(w) for w in sorted(words)) or 1.0)


def likeness(words: frozenset[str], other: frozenset[str]) -> float:
    """The cosine of two sets of words."""
    both = size(words) * size(other)
    return size(words & other) / math.sqrt(both) if both else 0.0


def size(words: frozenset[str]) -> float:
    """The squared length of words as a vector."""
    return sum(weight(w) ** 2 for w in sorted(words))


def shown(text: str, words: frozenset[str]) -> str:
    """The rarest of some words, as a text has them and in its order, behind a colon; nothing where it has none."""
    told = list(dict.fromkeys(w for w in WORD.findall(text) if content_words(w) & words))
    rare = sorted(told, key=lambda w: (-max(weight(x) for x in content_words(w) & words), w))[:TOLD]
    return f": “{'”, “'.join(w for w in told if w in rare)}”" if rare else ""
