"""Event mentions: types, parties, modality."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.annotate import entities, events
from synoptic.annotate.events.weighing import model
from synoptic.model import Quotation, Timex


def mentions(reading, timexes=(), quotations=()):
    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    return sorted(events.find(reading, chains, timexes, quotations, ()), key=lambda m: (m.start, m.end, m.id))


def named(names, word):
    return any(word in n for n in names)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Norway suspended aid to Portugal.", "SANCTION", "Norway", "Portugal"),
        ("Portugal was attacked by Norway.", "ASSAULT", "Norway", "Portugal"),
        ("Norway met Portugal in Madrid.", "CONSULT", "Norway", "Portugal"),
        ("Norway accused Portugal of spying.", "ACCUSE", "Norway", "Portugal"),
        ("Norway agreed to send troops to Portugal.", "AGREE", "Norway", "Portugal"),
        ("Norway refused to send aid to Portugal.", "REJECT", "Norway", "Portugal"),
        ("Norway threatened to bomb Portugal.", "THREATEN", "Norway", "Portugal"),
        ("Norway called for talks with Portugal.", "REQUEST", "Norway", "Portugal"),
        ("Norway said Portugal must release the sailors.", "REQUEST", "Norway", "Portugal"),
        ("Norway lifted sanctions on Portugal.", "CONCEDE", "Norway", "Portugal"),
        ("Norway withdrew its troops from Portugal.", "RETREAT", "Norway", "Portugal"),
        ("Police in Lisbon arrested Maria Duarte.", "COERCE", "Police", "Duarte"),
        ("Norway provided $2 million in aid to Portugal.", "AID", "Norway", "Portugal"),
    ],
)
def test_who_does_what_to_whom(read, text, kind, actor, recipient):
    """A plain clause gives its type with its actor and its recipient, also in the passive and under a governor."""
    found = [m for m in mentions(read(text)) if m.type == kind]
    assert any(named(m.actor_names, actor) and named(m.recipient_names, recipient) for m in found)


def test_roles_are_not_swapped(read):
    """The reverse sentence has the reverse roles."""
    (found,) = [m for m in mentions(read("Portugal attacked Norway.")) if m.type == "ASSAULT"]
    assert named(found.actor_names, "Portugal")
    assert not named(found.actor_names, "Norway")


def test_two_who_sign_sign_with_each_other(read):
    """A mutual act names each party on both sides."""
    found = [m for m in mentions(read("Norway and Portugal signed a treaty.")) if m.type == "SUPPORT"]
    assert found
    assert named(found[0].recipient_names, "Portugal")


def test_what_only_might_be_is_no_event(read):
    """A condition is not a report that something happened."""
    found = mentions(read("Norway would be glad if Portugal attacked nobody and if the rebels bombed Lisbon."))
    assert not [m for m in found if m.lemma == "bomb"]


def test_what_is_denied_is_marked(read):
    """A negated attack is kept apart from one that happened."""
    (found,) = [m for m in mentions(read("The army did not shell the town.")) if m.type == "ASSAULT"]
    assert found.modality == "denied"


def test_what_is_only_reported_is_marked(read):
    """What somebody says happened is reported."""
    found = [m for m in mentions(read("The mayor said that soldiers shelled the hospital.")) if m.type == "ASSAULT"]
    assert found[0].modality == "reported"


def test_the_time_expression_of_the_clause_is_taken(read):
    """A clause with a time expression has its own timex, its neighbour has none."""
    text = "Norway bombed Porto last week. Portugal bombed Oslo."
    reading = read(text)
    start = text.index("last week")
    timex = Timex(**reading.where("t", start, start + 9), type="DATE")
    found = [m for m in mentions(reading, timexes=[timex]) if m.type == "ASSAULT"]
    assert [m.timex for m in found] == [timex.id, None]


def test_the_first_person_of_a_quotation_is_its_speaker(read):
    """In somebody's words "we" is that somebody."""
    text = "Anna Berg was clear. “We accuse Portugal of spying,” Anna Berg said."
    reading = read(text)
    chain = next(c for c in entities.find(reading) if "Berg" in c.name)
    start, end = text.index("We"), text.index(",”")
    quotation = Quotation(**reading.where("q", start, end), type="direct", speaker=chain.id, speaker_name=chain.name)
    found = [m for m in mentions(reading, quotations=[quotation]) if m.type == "ACCUSE"]
    assert chain.id in found[0].actors
    assert found[0].quotation == quotation.id


def test_the_model_is_in_the_package():
    """The weights are read from the package and know every type but one for both kinds of yielding."""
    opinion = model()
    assert opinion is not None
    assert {"ASSAULT", "YIELD", "-"} <= set(opinion.types)
    assert opinion.weights.shape == (len(opinion.columns), len(opinion.types))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_arbitrary_text_gives_true_offsets(read_blank, text):
    """Whatever comes in, nothing breaks and every span says what stands there."""
    reading = read_blank(text)
    for found in events.find(reading, (), (), (), ()):
        assert reading.doc.text[found.start : found.end] == found.exact


def test_odd_but_parsed_text_gives_true_offsets(read):
    """Unbalanced marks, emoji and fragments are parsed somehow; spans still hold."""
    reading = read("“Attack! 🚀🚀 said. Who attacked whom attacked by?\n\n\n— killed, killed and killed — \x07 if talks. Let's")
    for found in mentions(reading):
        assert reading.doc.text[found.start : found.end] == found.exact
        assert reading.doc.text[found.clause.start : found.clause.end] == found.clause.exact
