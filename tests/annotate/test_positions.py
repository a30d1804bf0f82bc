"""Positions on talks: party, stance, condition."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.annotate import entities, positions
from synoptic.model import Quotation


def found(reading, quotations=()):
    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    return list(positions.find(reading, chains, (), quotations, ()))


@pytest.mark.parametrize(
    ("text", "stance", "party"),
    [
        ("Norway called for talks with Portugal.", "propose", "Norway"),
        ("Portugal is ready for negotiations with Norway.", "accept", "Portugal"),
        ("Portugal is ready for negotiations if Norway lifts its blockade.", "conditional", "Portugal"),
        ("Portugal refused to negotiate with Norway.", "refuse", "Portugal"),
        ("The dockers' union rejected the shipping company's offer on Monday.", "refuse", "union"),
        ("The union demanded that the company pay its members.", "demand", "union"),
        ("Norway invited Portugal to sit down for talks.", "propose", "Norway"),
        ("Portugal agreed to hold talks with Norway.", "accept", "Portugal"),
        ("Portugal's minister would meet his rival from Norway if it frees the sailors.", "conditional", "Portugal"),
    ],
)
def test_a_stance_and_whose_it_is(read, text, stance, party):
    """Offers, readiness, refusals and demands are told apart, of states and of others."""
    assert any(p.stance == stance and party in p.party_name for p in found(read(text)))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Portugal is ready for talks as soon as the rebels leave Porto.", "as soon as the rebels leave Porto"),
        ("Norway will not negotiate with Portugal unless the prisoners are freed.", "unless the prisoners are freed"),
        ("The studios are willing to talk provided that the actors end their strike.", "provided that the actors end their strike"),
    ],
)
def test_the_condition_is_its_own_words(read, text, condition):
    """A condition runs from its connective to the end of its clause."""
    assert condition in [p.condition.exact for p in found(read(text)) if p.condition and p.stance == "conditional"]


def test_toward_whom(read):
    """The other party is named, not the place of the meeting."""
    (one,) = [p for p in found(read("Norway offered talks with Portugal in Vienna.")) if p.stance == "propose"]
    assert (one.party_name, one.toward_name) == ("Norway", "Portugal")


def test_what_one_should_do_is_nobodys_stance(read):
    """Advice from outside is no position of the one who is advised."""
    assert not [p for p in found(read("Norway should cancel the summit with Portugal.")) if p.stance == "refuse"]


def test_an_appeal_without_subject_is_the_speakers(read):
    """ "Let us sit down" in a quotation is proposed by whoever speaks."""
    text = "“Let us sit down for talks,” Anna Berg said."
    reading = read(text)
    chain = next(c for c in entities.find(reading) if "Berg" in c.name)
    quotation = Quotation(**reading.where("q", 1, text.index(",”")), type="direct", speaker=chain.id, speaker_name=chain.name)
    assert [p.party for p in found(reading, [quotation]) if p.stance == "propose"] == [chain.id]


def test_a_demand_is_addressed_to_a_party(read):
    """Of forces the party is their country; what they are to leave is no addressee, and people at large are asked, not dealt with."""
    (one,) = [p for p in found(read("Norway demanded that Portuguese troops leave Tessa Ford.")) if p.stance == "demand"]
    assert (one.party_name, one.toward_name, one.topic) == ("Norway", "Portugal", "leave")
    assert not found(read("The minister asked every family to come to the meeting."))


def test_other_matters_are_no_positions(read):
    """A budget that is approved and a phone that is refused are not talks."""
    assert not found(read("The council approved the budget plan. She refused to buy a telephone. He stopped talking."))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200).map(lambda t: t + " talks if ready unless negotiate"))
def test_arbitrary_text_gives_true_offsets(read_blank, text):
    """Whatever comes in, nothing breaks and every span says what stands there."""
    reading = read_blank(text)
    for one in positions.find(reading, (), (), (), ()):
        assert reading.doc.text[one.start : one.end] == one.exact


@pytest.mark.parametrize(
    ("text", "stance", "party", "toward"),
    [
        ("The studios turned down the union's offer.", "refuse", "studios", "union"),
        ("The screenwriters' union refused to negotiate with the studios.", "refuse", "union", "studios"),
        ("The kidnappers agreed to talk to the negotiators about a truce.", "accept", "kidnappers", "negotiators"),
        ("The Greens are ready for coalition talks with the Liberals.", "accept", "Greens", "Liberals"),
        ("The league invited the players to a meeting.", "propose", "league", "players"),
    ],
)
def test_positions_of_others_than_states(read, text, stance, party, toward):
    """Unions and studios, parties in a coalition, captors and negotiators take stances like states."""
    assert any(p.stance == stance and party in p.party_name and toward in (p.toward_name or "") for p in found(read(text)))


def test_a_bare_answer_is_a_stance(read):
    """Who says "we accept" beside talks accepts them; beside nothing on the table it is none."""
    reading = read("Portugal offered talks in Porto on Sunday. “We accept,” Ana Berg said.")
    chain = next(c for c in entities.find(reading) if "Berg" in c.name)
    start = reading.doc.text.index("We")
    quotation = Quotation(**reading.where("q", start, start + len("We accept,")), type="direct", speaker=chain.id, speaker_name=chain.name)
    assert [(p.stance, p.topic) for p in found(reading, [quotation]) if p.exact == "We accept"] == [("accept", "talk")]
    assert not [p for p in found(read("The prize is a vase. “We accept,” Ana Berg said.")) if p.stance == "accept"]


def test_the_past_perfect_is_older(read):
    """What had been refused was refused before the article's day."""
    (one,) = [p for p in found(read("Norway had rejected Portugal's offer of talks.")) if p.stance == "refuse"]
    assert one.earlier
    (two,) = [p for p in found(read("Norway rejected Portugal's offer of talks.")) if p.stance == "refuse"]
    assert not two.earlier
