"""Chains of one document: names repaired, nominals and pronouns resolved, countries given; offsets that hold on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.annotate import entities
from synoptic.model import Chain


@pytest.fixture(scope="module")
def chains(read):
    """From a text to its chains by name."""

    def find(text: str) -> dict[str, Chain]:
        return {c.name: c for c in entities.find(read(text))}

    return find


def words(chain: Chain) -> list[str]:
    return [m.exact for m in chain.mentions]


def test_a_person_is_one_chain_over_full_name_surname_and_pronouns(chains):
    """The full name, the surname and the pronouns of one person are one chain, with office and country."""
    found = chains("Kenyan President Martin Otieno spoke in Nairobi on Monday. Otieno said he was ready for talks. His party agreed.")
    person = found["Martin Otieno"]
    assert words(person) == ["Martin Otieno", "Otieno", "he", "His"]
    assert (person.type, person.country, person.gender) == ("PERSON", "KEN", "m")
    assert "president" in person.roles


def test_an_office_with_its_country_stands_for_its_holder(chains):
    """ "The Kenyan president" is the Kenyan president named before, not another country's."""
    found = chains(
        "Kenyan President Martin Otieno met Norwegian Prime Minister Kari Solberg on Monday. The Kenyan president praised the meeting. "
        "The Norwegian prime minister called it useful."
    )
    assert "The Kenyan president" in words(found["Martin Otieno"])
    assert "The Norwegian prime minister" in words(found["Kari Solberg"])


def test_two_persons_of_one_surname_stay_two(chains):
    """Two persons with one surname and different first names are two chains; a title tells which one a surname means."""
    found = chains("Clara Whitfield and her brother Thomas Whitfield run the firm. Ms. Whitfield said she would stay. Mr. Whitfield said he would leave.")
    assert words(found["Clara Whitfield"]).count("Whitfield") == 1
    assert words(found["Thomas Whitfield"]).count("Whitfield") == 1
    assert "she" in words(found["Clara Whitfield"])
    assert "he" in words(found["Thomas Whitfield"])


def test_pronouns_agree_in_gender(chains):
    """A pronoun goes to the nearest person of its gender."""
    found = chains("Mary Holt met John Reed in Oslo. She thanked him for his help.")
    assert {"She"} <= set(words(found["Mary Holt"]))
    assert {"him", "his"} <= set(words(found["John Reed"]))


def test_unnamed_speakers_have_chains_of_their_own(chains):
    """Officials without a name are a chain under the words that stand there, with the country of their body."""
    found = chains("Two Peruvian officials said the road was closed. Police said nobody was hurt.")
    assert found["Two Peruvian officials"].country == "PER"
    assert found["Police"].type == "ORG"


def test_capitals_and_seats_keep_their_chain_and_have_a_country(chains):
    """A capital that acts for its government is its own chain, with the country."""
    found = chains("Oslo said it would sign. The Kremlin refused. Norway waited.")
    assert found["Oslo"].country == "NOR"
    assert found["Kremlin"].country == "RUS"
    assert found["Norway"].country == "NOR"
    assert found["Oslo"].id != found["Norway"].id


def test_an_apposition_gives_the_office(chains):
    """An office in apposition to a name is a role of it."""
    found = chains("Karin Lindqvist, the Swedish foreign minister, arrived on Friday.")
    person = found["Karin Lindqvist"]
    assert person.country == "SWE"
    assert "foreign minister" in person.roles


def test_a_name_after_an_office_is_its_holder(chains):
    """A name between commas after an office is its holder's, whatever the place in between."""
    found = chains("The mayor of Tarsk, Lena Holm, said that the bridge was open. Holm thanked the crews.")
    assert words(found["Lena Holm"])[0] == "The mayor of Tarsk"


def test_a_place_whose_people_are_named_is_no_person(chains):
    """A name that the language model does not know is a place where the text has a people or adjective made of it."""
    found = chains("Ostravian troops crossed the river. Ostravia denied it on Monday.")
    assert found["Ostravia"].type == "GPE"


def test_initials_and_names_of_a_country_are_one_chain(chains):
    """A body's initials join its full name; a country's names are one chain."""
    found = chains("The World Health Organization warned of a wave. The WHO said the United States was hit. The U.S. said nothing.")
    assert "WHO" in words(found["World Health Organization"])
    assert {"United States", "U.S."} <= set(words(found["United States"]))


def test_a_dateline_is_a_place(chains):
    """The place that an article opens with is a place, whatever the model makes of it."""
    found = chains("NAIROBI (Agency) - The army said on Monday that it had left the city.")
    assert found["NAIROBI"].type == "GPE"
    assert found["NAIROBI"].country == "KEN"


def test_the_first_person_is_in_no_chain(chains):
    """I and we are left to the quotations."""
    found = chains('"I will go and we will win," Martin Otieno said. He smiled.')
    assert not {"I", "we", "We"} & {m.exact for c in found.values() for m in c.mentions}


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200) | st.sampled_from(["", "\n", "“", "😀 " * 40, "Mr.", "the", "KYIV (A) —", "\x00\x07", "'s 's"])
)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_exact_offsets(read_blank, text):
    """Whatever the text, nothing is raised and every mention says what stands there."""
    for chain in entities.find(read_blank(text)):
        for mention in chain.mentions:
            assert text[mention.start : mention.end] == mention.exact
