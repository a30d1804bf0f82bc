"""Subjects and roles that parsers miss: datelines, headlines, possessors, what is expected."""

import pytest

from synoptic.annotate import entities, events


def mentions(reading):
    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    return sorted(events.find(reading, chains, (), (), ()), key=lambda m: (m.start, m.end, m.id))


def of_type(reading, kind):
    return [m for m in mentions(reading) if m.type == kind]


def test_a_dateline_does_nothing(read):
    """The subject stands after the dateline, and its name begins there."""
    (found,) = of_type(read("DUNMORE, Ireland -- A Portuguese prosecutor has charged a former planning minister with contempt of court."), "ACCUSE")
    assert any("prosecutor" in n for n in found.actor_names)
    assert not any("DUNMORE" in n for n in found.actor_names)


def test_the_count_of_a_headline_is_who_was_killed(read):
    """Of "Vessaly mill: 26 killed" nobody is said to have killed."""
    for found in of_type(read("Vessaly mill: 26 killed"), "ASSAULT"):
        assert found.actor_names == ()
        assert any("26" in n for n in found.recipient_names)


@pytest.mark.parametrize(("text", "kind"), [("Duarte's arrest alarmed the union.", "COERCE"), ("Maria Duarte's murder shocked the town.", "ASSAULT")])
def test_the_possessor_of_an_arrest_is_arrested(read, text, kind):
    """Nouns whose object may stand before them give whom it is done to."""
    (found,) = of_type(read(text), kind)
    assert any("Duarte" in n for n in found.recipient_names)
    assert found.actor_names == ()


def test_the_possessor_of_a_raid_raids(read):
    """Nouns of doing give the doer."""
    (found,) = of_type(read("Norway's raid on the harbour lasted an hour."), "ASSAULT")
    assert any("Norway" in n for n in found.actor_names)


def test_who_is_expected_to_act_acts(read):
    """A passive verb of intention makes nobody a recipient."""
    (found,) = [m for m in mentions(read("Norway is expected to meet Portugal in Madrid.")) if m.type in ("AGREE", "CONSULT")]
    assert any("Norway" in n for n in found.actor_names)


def test_what_must_be_is_demanded_by_who_says_so(read):
    """A clause with "must" under a verb of saying is a demand of the speaker, whatever its verb."""
    (found,) = of_type(read("Norway said the Portuguese government must ensure safety in the port."), "REQUEST")
    assert any("Norway" in n for n in found.actor_names)
    assert any("government" in n for n in found.recipient_names)


def test_what_a_ban_concerns_is_its_recipient(read):
    """Where nobody else is named, the party deeper inside what is lifted is."""
    (found,) = of_type(read("Norway lifted a ban on imports of Portuguese salt."), "CONCEDE")
    assert any("Portug" in n for n in found.recipient_names)
    assert found.whom == () or all("Portugal" not in w for w in found.whom)
