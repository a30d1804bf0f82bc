"""Quotations inside quotations."""

from __future__ import annotations

from typing import Any

from synoptic.account.nested import parts_of_others
from synoptic.model import Quotation


def quotation(name: str, start: int, end: int, speaker: str | None = None, **more: Any) -> Quotation:
    return Quotation(id=name, document=more.pop("document", "d-1"), start=start, end=end, exact="x" * (end - start), type="mixed", speaker=speaker, **more)


def test_words_of_the_same_speaker_count_once() -> None:
    """The words in marks within their paraphrase are no quotation of their own, whether their speaker is the same or only a pronoun."""
    given = [
        quotation("whole", 10, 60, "e-mayor", speaker_name="Ilda Marn"),
        quotation("same", 20, 40, "e-mayor"),
        quotation("pronoun", 25, 60, speaker_name="It"),
        quotation("nobody", 30, 35),
    ]
    assert parts_of_others(given) == {"same", "pronoun", "nobody"}
    assert parts_of_others(reversed(given)) == {"same", "pronoun", "nobody"}


def test_what_another_says_within_stays() -> None:
    """Another's words within somebody's speech stand for themselves; so do words of another article, that only overlap, or that are the same span."""
    given = [
        quotation("whole", 10, 60, "e-mayor"),
        quotation("another", 20, 40, "e-pilot"),
        quotation("unlinked", 20, 40, speaker_name="a fisherman"),
        quotation("elsewhere", 20, 40, document="d-2"),
        quotation("overlapping", 50, 70, "e-mayor"),
        quotation("twin", 10, 60, "e-mayor"),
    ]
    assert parts_of_others(given) == set()
