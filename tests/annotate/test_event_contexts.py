"""Modes and contexts of PLOVER."""

import pytest

from synoptic.annotate import entities, events
from synoptic.annotate.events.contexts import contexts


def mentions(reading):
    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    return sorted(events.find(reading, chains, (), (), ()), key=lambda m: (m.start, m.end, m.id))


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Norway called for talks with Portugal.", "REQUEST", "meet"),
        ("Portugal refused to meet Norway.", "REJECT", "meet"),
        ("Police arrested a singer.", "COERCE", "arrest"),
        ("A drone attacked the village.", "ASSAULT", "drone"),
        ("The army shelled the village.", "ASSAULT", "heavy-weapons"),
        ("The miners began a hunger strike.", "PROTEST", "hunger"),
        ("The screenwriters launched a strike against the studios.", "PROTEST", "strike"),
        ("Norway accused Portugal of spying.", "ACCUSE", "allege"),
        ("The mayor met the owners.", "CONSULT", None),
    ],
)
def test_the_mode_says_how(read, text, kind, mode):
    """Words by the predicate tell the mode, else the CAMEO code does."""
    assert [m.mode for m in mentions(read(text)) if m.type == kind][:1] == [mode]


def test_a_context_shows_its_word(read):
    """A context that the code does not imply stands on a word of the sentence."""
    reading = read("The mayor accused the owners of bribery after the earthquake.")
    (found,) = [m for m in mentions(reading) if m.type == "ACCUSE"]
    assert {"disasters"} <= set(found.context)
    assert "earthquake" in [w.exact for w in found.context_words]
    assert all(reading.doc.text[w.start : w.end] == w.exact for w in found.context_words)


def test_a_finer_code_falls_back_on_the_shorter():
    """A code without a line of its own has that of the code that it begins with."""
    assert contexts().by_code("0259") == contexts().by_code("025")
    assert contexts().by_code("999") == (None, ())
