"""Whether two quotations give the same words: verbatim, cut, translated differently, or direct here and reported there.

In: the words of quotations. Out: their content stems, how much one holds of another, and an alignment word by word. Likeness of form proposes
nothing by itself: negation and numbers that disagree keep two apart. No vectors: they see neither (packages.md, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# Closed classes of English (articles, pronouns, auxiliaries, prepositions, conjunctions) and verbs of saying: they tell no content.
EMPTY_WORDS = """
    a an the this that these those i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself himself
    herself itself ourselves themselves who whom whose which what be am is are was were been being do does did done doing have has had having will would
    shall should can could may might must let let's lets of in on at to for from by with about as into over under between through during against toward towards
    upon within without and or but nor so yet if because while than then there here when where how why not no also just only very too more most some any all
    each both such other own same s t re ve ll d m us said say says told adding added it's i'm we're they're don't doesn't didn't isn't aren't wasn't won't
    can't cannot down up out off again once order
"""
EMPTY = frozenset(EMPTY_WORDS.split())
NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|nothing|nobody|none|without|cannot)\b|n['’]t\b", re.I)
ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "y", "e")


def stem_of(word: str) -> str:
    """A word without its ending, crudely: "negotiations" and "negotiating" meet."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip(".,-'")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


@dataclass(frozen=True)
class Saying:
    """The words of one quotation."""

    exact: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of the content words, in order."""
        return tuple(stem_of(w) for w in WORD.findall(self.exact) if w.lower().replace("’", "'") not in EMPTY)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The different stems."""
        return frozenset(self.stems)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Words with a digit."""
        return frozenset(w for w in WORD.findall(self.exact) if any(c.isdigit() for c in w))

    @cached_property
    def denies(self) -> bool:
        """Whether an odd number of negations stands in it."""
        return len(NEGATION.findall(self.exact)) % 2 == 1


def shared(a: Saying, b: Saying) -> tuple[int, float]:
    """How many content stems both have, and what part that is of those of the shorter."""
    both = len(a.kinds & b.kinds)
    return both, both / (min(len(a.kinds), len(b.kinds)) or 1)


def verbatim(a: Saying, b: Saying) -> float:
    """How far the content words of the shorter stand in the longer in the same order, 0 to 1."""
    short, long = sorted((a.stems, b.stems), key=len)
    if not short:
        return 0.0
    return (len(short) + len(long) - Indel.distance(short, long)) / 2 / len(short)


def disagree(a: Saying, b: Saying) -> bool:
    """Whether negation or numbers tell apart two sayings of about one length."""
    short, long = sorted((len(a.kinds), len(b.kinds)))
    if short < 0.6 * long:
        return bool(a.numbers and b.numbers and not (a.numbers & b.numbers))
    return a.denies != b.denies or bool(a.numbers and b.numbers and not (a.numbers & b.numbers))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a variant, and whether every variant has it."""

    exact: str
    common: bool


def word_by_word(variants: Sequence[str]) -> tuple[tuple[Word, ...], ...]:
    """Each variant as its words, each marked where every other variant has a word of that stem."""
    stems = [[stem_of(w) for w in WORD.findall(v)] for v in variants]
    everywhere = set(stems[0]).intersection(*stems[1:]) if stems else set()
    return tuple(tuple(Word(w, stem_of(w) in everywhere) for w in WORD.findall(v)) for v in variants)
