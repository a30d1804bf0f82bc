"""Wordings of one utterance, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synoptic.account.alignment import MOST, align

TRANSLATIONS = [
    "We will sit down with anyone who stops shooting,",
    "We shall sit down with whoever stops the shooting,",
    "We will sit with anyone who stops shooting at once,",
]
TEXTS = st.lists(st.text(st.sampled_from("ab c.'’—"), max_size=14), min_size=1, max_size=5)


def states(texts: list[str], own: list[bool] | None = None) -> list[dict[str, str]]:
    """Each text's words with who has them."""
    found = align(texts, own or [True] * len(texts))
    return [{text[p.start : p.end]: p.shared for p in places} for text, places in zip(texts, found.places, strict=True)]


def test_all_some_and_one() -> None:
    """A word is told to be of all wordings, of some or of one alone."""
    first, second, third = states(TRANSLATIONS)
    assert [first[w] for w in ("We", "sit", "with", "stops", "shooting")] == ["all"] * 5
    assert (first["will"], first["down"], first["anyone"]) == ("some", "some", "some")
    assert (second["shall"], second["whoever"], third["once"]) == ("one", "one", "one")


def test_words_that_stand_for_each_other_share_a_column() -> None:
    """What differs between two words that both have is set word against word."""
    found = align(TRANSLATIONS[:2], [True, True])
    columns = [{text[p.start : p.end]: p.column for p in places} for text, places in zip(TRANSLATIONS, found.places, strict=False)]
    assert columns[0]["will"] == columns[1]["shall"]
    assert columns[0]["anyone"] == columns[1]["whoever"]
    assert columns[0]["shooting"] == columns[1]["shooting"] == found.columns - 1


def test_a_copy_is_no_wording() -> None:
    """The same words twice, whatever their case and marks, are one wording: a word of theirs alone is of one."""
    texts = [TRANSLATIONS[0], TRANSLATIONS[0].replace("We", "“we"), TRANSLATIONS[1]]
    assert align(texts, [True] * 3).wordings == (0, 0, 1)
    assert states(texts)[0]["will"] == "one"


def test_one_wording_needs_no_alignment() -> None:
    """Where all have the same words, nothing is marked."""
    found = align([TRANSLATIONS[0]] * 3, [True] * 3)
    assert (found.wordings, found.places, found.columns) == ((0, 0, 0), ((), (), ()), 0)


def test_a_paraphrase_hides_nothing() -> None:
    """What all have is asked of the speaker's own words, where there are two wordings of them."""
    texts = [*TRANSLATIONS[:2], "she would meet anybody who lays down arms"]
    assert align(texts, [True, True, False]).shared == 6  # we, sit, down, with, stops, shooting
    assert align(texts, [True, True, True]).shared == 1  # down
    assert align([TRANSLATIONS[0], texts[2]], [True, False]).shared == 1  # down; "who" crosses it


def test_a_long_word_that_moved_is_shared() -> None:
    """A word of four letters or more is shared wherever it stands; a short one only in its place."""
    first, second = states(["Tomorrow they come at noon", "They come at noon tomorrow"])
    assert first["Tomorrow"] == second["tomorrow"] == "all"
    assert states(["Of that there is no sign", "There is no sign of that"])[0]["Of"] == "one"


def test_many_wordings_are_cut() -> None:
    """More wordings than anybody reads side by side are numbered, not aligned."""
    texts = [f"We meet {n} of them" for n in range(MOST + 2)]
    found = align(texts, [True] * len(texts))
    assert max(found.wordings) == MOST + 1
    assert [bool(places) for places in found.places] == [True] * MOST + [False] * 2


@given(TEXTS)
def test_columns_hold(texts: list[str]) -> None:
    """Whatever the texts: columns rise along a text, no word is lost, and words that are told to be of all stand in every wording."""
    found = align(texts, [True] * len(texts))
    for text, places in zip(texts, found.places, strict=True):
        assert [p.column for p in places] == sorted({p.column for p in places})
        assert all(0 <= p.column < found.columns and text[p.start : p.end] for p in places)
        rest = "".join(c for at, c in enumerate(text) if not any(p.start <= at < p.end for p in places))
        assert not any(found.places) or not any(c.isalnum() for c in rest)
    shown = [{text[p.start : p.end].casefold().replace("’", "'") for p in places} for text, places in zip(texts, found.places, strict=True)]
    for text, places in zip(texts, found.places, strict=True):
        assert all(text[p.start : p.end].casefold().replace("’", "'") in words for p in places if p.shared == "all" for words in shown)
