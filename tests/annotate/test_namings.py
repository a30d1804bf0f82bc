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


def test_a_short_complement_belongs_to_the_phrase(read):
    """What follows the noun and says which thing it is belongs to the naming; where and when it happened does not."""
    reading = read("The inquiry into the fire began. The inquiry on Monday was short.")
    assert [n.exact for n in namings.find(reading) if n.head == "inquiry"] == ["The inquiry into the fire", "The inquiry"]


def test_modifiers_that_a_conjunction_or_comma_joins_stand_in_the_phrase(read):
    """A phrase is not cut at the conjunction or comma between its modifiers."""
    reading = read("Farmers fear grain and cattle prices. They lived through a long, costly dispute.")
    found = {n.head: n.exact for n in namings.find(reading)}
    assert found["price"] == "grain and cattle prices"
    assert found["dispute"] == "a long, costly dispute"


def test_an_office_before_a_name_that_owns_something_is_named_too(read):
    """A person's office and name are a naming also where something of theirs follows."""
    reading = read("Harbour Minister Lena Holm's decision surprised many. Lena Holm spoke later.")
    assert "Harbour Minister Lena Holm" in {n.exact for n in namings.find(reading, tuple(entities.find(reading)))}


def test_an_article_before_a_name_makes_no_naming(read):
    """A name with its article is the name; a name with an adjective is a wording of its own."""
    reading = read("The Harbour Board met. The ailing Harbour Board met again. Rain fell in northern Peru.")
    chains = tuple(entities.find(reading))
    assert {n.exact for n in namings.find(reading, chains) if n.chain} == {"The ailing Harbour Board", "northern Peru"}
