"""What each paragraph of a plain text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.read.layout import headline, lay_out


def kinds(text: str, title: str | None = None) -> list[str]:
    return [b.kind for b in lay_out(text, title)]


BODY = "The harbour union and the port met on Monday, a spokeswoman said."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Talks end without a deal", "headline"),
        ("A crane in the port of Velmora on May 2. (Ana Ruiz/Reuters)", "caption"),
        ("Dockers wait at the gate. Photo by Ana Ruiz/Getty Images", "caption"),
        ("  • The union wants nine percent.", "bullet"),
        ("Read the original article on Velmora Post", "teaser"),
        ("Related coverage:", "teaser"),
        (BODY, "body"),
    ],
)
def test_a_line_is_told_by_its_form(line: str, kind: str) -> None:
    """Headlines, captions, bullets and pointers are told from the article's own paragraphs."""
    assert kinds(f"{line}\n\n{BODY}")[0] == kind


def test_alternative_text_above_its_caption_is_a_caption() -> None:
    """A page's picture often leaves its text twice: neither is the lead."""
    assert kinds(f"A crane in the port of Velmora on May 2.\nA crane in the port of Velmora on May 2.Ana Ruiz via Getty Images\n{BODY}") == [
        "caption",
        "caption",
        "body",
    ]


def test_a_bare_sentence_is_body() -> None:
    """A text of one line without a full stop is no headline of nothing."""
    assert kinds("They met on Monday") == ["body"]
    assert headline("They met on Monday") is None


def test_a_repeated_title_is_a_headline() -> None:
    """The title at the head of the text is the headline, even as a sentence."""
    assert kinds(f"Talks end.\n{BODY}", "Talks end") == ["headline", "body"]


@given(st.text(max_size=200))
def test_blocks_lie_in_the_text_in_order(text: str) -> None:
    """Blocks are the text's non-empty stretches, in order, without white space around them."""
    last = 0
    for block in lay_out(text):
        assert last <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        last = block.end
