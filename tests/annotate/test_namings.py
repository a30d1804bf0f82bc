"""Noun phrases that outlets may word differently."""

from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.annotate import entities, namings


def test_a_phrase_goes_from_its_first_modifier_to_its_head(read):
    """Acts come with their modifiers, and with the entities that they are about; scare quotes are marked."""
    reading = read('The "special operation" in Peru and the long border conflict went on.')
    found = {n.head: n for n in namings.find(reading, tuple(entities.find(reading)))}
    assert found["conflict"].exact == "the long border conflict"
    assert found["operation"].scare
    assert not found["conflict"].scare
    assert found["operation"].about


@given(st.text(max_size=200) | st.sampled_from(["", "\n\n", "“a”", "'s", "😀"]))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_exact_offsets(read_blank, text):
    """Whatever the text, nothing is raised and every naming says what stands there."""
    reading = read_blank(text)
    for naming in namings.find(reading, tuple(entities.find(reading))):
        assert text[naming.start : naming.end] == naming.exact
