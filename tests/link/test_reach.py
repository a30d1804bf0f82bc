"""How far apart two documents may stand and still be compared for a word that they share."""

from __future__ import annotations

import pytest

from synoptic.link.stories.likeness import DAYS, LEAST, Likeness, reach
from synoptic.link.stories.sketch import hash_of, news
from synoptic.model import Document, Signature

COUNTS, _ = news()
OFTEN = sorted((w for w in COUNTS if w.isalpha()), key=lambda w: (-COUNTS[w], w))[20:32]
RARE = [f"quorvale{n}x" for n in "abcdefghijkl"]


def pairs(words: list[str], *days: str | None) -> int:
    """How many pairs are compared and alike, of documents with those words and days."""
    docs = [Document(id=f"d-{n}", name=str(n), text=" ".join(words), published=day) for n, day in enumerate(days)]
    terms = tuple((w, 3) for w in sorted(words))
    signed = [Signature(id=f"g-{d.id}", document=d.id, start=0, end=0, exact="", terms=terms, lead_terms=terms, shingles=()) for d in docs]
    return len(Likeness(docs, signed).pairs())


def test_a_rare_word_reaches_over_a_year_and_a_common_one_a_few_days() -> None:
    """The more articles have a word, the fewer days it reaches; never under the least, never over the most."""
    assert reach(hash_of("quorvale")) == DAYS
    reaches = [reach(hash_of(w)) for w in sorted(COUNTS, key=lambda w: COUNTS[w])]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[-1] < 30
    assert min(reaches) >= LEAST


@pytest.mark.parametrize(("words", "later", "compared"), [(OFTEN, "2031-05-03", 1), (OFTEN, "2031-07-15", 0), (RARE, "2031-07-15", 1), (RARE, "2033-01-15", 0)])
def test_common_words_do_not_bring_old_articles_to_be_compared(words: list[str], later: str, compared: int) -> None:
    """Two articles of the same words are compared within the days that these reach, and not beyond."""
    assert pairs(words, "2031-05-02", later) == compared


def test_an_article_without_a_day_is_compared_with_all() -> None:
    """What may be of any day is compared for every word."""
    assert pairs(OFTEN, None, "2031-07-15") == 1
