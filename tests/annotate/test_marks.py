"""Regions in quotation marks, of every shape."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.annotate.marks import find_regions


def quoted(text: str) -> list[str]:
    return [text[r.start : r.end] for r in find_regions(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We won,” she said.", ["We won,"]),
        ('"We won," she said. "We stay."', ["We won,", "We stay."]),
        ("«Мы победили», сказала она.", ["Мы победили"]),
        ("``We won,'' she said.", ["We won,"]),
        ("''We won,'' she said. ''We stay.''", ["We won,", "We stay."]),
        ("She said 'we stay here' and left.", ["we stay here"]),
        ("She said ‘we won’t go’ and left.", ["we won’t go"]),
    ],
)
def test_shapes(text: str, wanted: list[str]) -> None:
    """Every shape of mark gives the words between, with the comma or full stop inside them."""
    assert quoted(text) == wanted


@pytest.mark.parametrize("text", ["The workers' boat didn't leave.", "It's the '90s; rock 'n' roll.", "A 6'2\" tall man.", "the ships’ crews’ wages"])
def test_apostrophes(text: str) -> None:
    """An apostrophe or an inch is no quotation mark."""
    assert quoted(text) == []


def test_nested() -> None:
    """Words quoted within a quotation have depth 1."""
    text = "“He told me ‘stay’ and I stayed,” she said."
    assert [(text[r.start : r.end], r.depth) for r in find_regions(text)] == [("He told me ‘stay’ and I stayed,", 0), ("stay", 1)]


def test_speech_over_paragraphs() -> None:
    """Speech that goes on in the next paragraph is open at the end of the first and closed in the second."""
    text = "“The dam held.\n\n“It will hold again,” the mayor said."
    first, second = find_regions(text)
    assert (first.closed, second.closed) == (False, True)
    assert text[first.start : first.end] == "The dam held."


def test_missing_opening_mark() -> None:
    """Where the opening mark is missing, the region begins with the sentence after the last region."""
    text = '"The dam held," he wrote on the wall. Build it higher. Build it [now]."'
    assert quoted(text) == ["The dam held,", "Build it higher. Build it [now]."]
    assert [r.closed for r in find_regions(text)] == [True, False]


def test_missing_closing_mark_ends_with_the_paragraph() -> None:
    """A mark that is never closed swallows no more than its paragraph."""
    assert quoted("She said: “We stay.\n\nThe boat left at noon.") == ["We stay."]


def test_ellipsis_and_brackets() -> None:
    """Ellipses and brackets belong to the quoted words."""
    assert quoted("“We … [the crew] stay […] here,” she said.") == ["We … [the crew] stay […] here,"]


@given(st.text(alphabet=st.sampled_from("ab S.,\n\"'“”‘’«»`…😀\x00"), max_size=60))
def test_any_text(text: str) -> None:
    """Whatever the marks, regions lie in the text, hold a letter, and those of depth 0 do not cross."""
    outer = [r for r in find_regions(text) if r.depth == 0]
    for r in find_regions(text):
        assert 0 <= r.start < r.end <= len(text)
        assert any(c.isalnum() for c in text[r.start : r.end])
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
