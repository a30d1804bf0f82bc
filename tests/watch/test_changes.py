"""Versions of an article: what vanished, what came, and notices that say so."""

from __future__ import annotations

import pytest

from synoptic.watch.changes import compare
from synoptic.watch.notices import notice_of

BEFORE = "The ferry sank off Tarn. At least 17 people died, the mayor said.\n\nThe captain had slept, a witness said. The port is closed."


def test_figures_and_words_that_vanished_are_pointed_out() -> None:
    """A count that was changed and a sentence that was taken out are both told, as written."""
    change = compare(BEFORE, "The ferry sank off Tarn. At least 19 people died, the mayor said.\n\nThe port is closed.")
    assert (change.figures_gone, change.figures_came) == (("17",), ("19",))
    assert change.gone == ("17", "The captain had slept, a witness said.")
    assert change.came == ("19",)
    assert change.headline is None


def test_a_number_in_words_is_the_same_number() -> None:
    """“Seventeen” for “17”, and 1,200 for 1200, is no other figure."""
    change = compare("17 people and 1,200 others came.", "Seventeen people and 1200 others came.")
    assert (change.figures_gone, change.figures_came) == ((), ())


def test_what_only_moved_is_no_change() -> None:
    """Paragraphs in another order say the same; so do other spaces and capitals."""
    one, other = BEFORE.split("\n\n")
    assert not compare(BEFORE, f"{other}\n{one}".upper())
    assert not compare(BEFORE, BEFORE, title_before="Ferry sinks", title_after="Ferry sinks ")


def test_a_new_headline_is_told() -> None:
    """The same words under another headline are another version."""
    change = compare(BEFORE, BEFORE, title_before="Captain slept", title_after="Ferry sinks")
    assert change.headline == ("Captain slept", "Ferry sinks")
    assert bool(change)


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("retraction", "Retraction: ferry article", "The words."),
        ("retraction", None, "Editor's note\nThis article has been withdrawn because its source could not be verified."),
        ("retraction", None, "We are retracting the report of Friday."),
        ("correction", "CORRECTED-Ferry sinks", "The words."),
        ("correction", None, "The ferry sank.\n\nCorrection: the captain was awake."),
        ("correction", None, "An earlier version of this article misnamed the mayor.\nThe ferry sank."),
        ("correction", None, "The ferry sank.\nThis story incorrectly stated the number of passengers."),
        ("clarification", None, "Clarification: the port closed at noon.\nThe ferry sank."),
        ("update", None, "The ferry sank.\nThis article was updated with the words of the mayor."),
    ],
)
def test_notices_are_recognised(kind: str, title: str | None, text: str) -> None:
    """The phrases that newsrooms use for it tell a retraction, a correction, a clarification and an update apart."""
    notice = notice_of(text, title)
    assert notice is not None
    assert notice.kind == kind
    assert notice.words in (title, *text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "The minister corrected himself later.",
        "The mayor retracted his statement on Monday.",
        "The ferry was withdrawn from service.",
        "Prison staff said that the department of corrections knew.",
        "One.\nTwo.\nThree.\n" + "The union said that an earlier version of the plan was better.\n" + "Four.\nFive.\nSix.",
    ],
)
def test_news_of_corrections_is_no_notice(text: str) -> None:
    """An article about somebody else's correction carries none."""
    assert notice_of(text) is None
