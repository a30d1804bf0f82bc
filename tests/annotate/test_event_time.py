"""When an event is told to have been, and what is no event at all."""

import pytest

from synoptic.annotate import entities, events
from synoptic.model import Timex


def mentions(reading, timexes=()):
    chains = sorted(entities.find(reading), key=lambda c: (c.start, c.end, c.id))
    return sorted(events.find(reading, chains, timexes, (), ()), key=lambda m: (m.start, m.end, m.id))


def timex(reading, words, value):
    start = reading.doc.text.index(words)
    return Timex(**reading.where("t", start, start + len(words)), value=value, type="DATE")


def test_a_day_is_carried_over_what_goes_on(read):
    """What a clause goes on with has its day."""
    reading = read("In March the rebels stormed the fort, killing nine guards, and burned the archive.")
    day = timex(reading, "March", "2019-03")
    found = {m.lemma: m.timex for m in mentions(reading, [day])}
    assert found["storm"] == day.id
    assert found["kill"] == day.id


def test_what_only_dates_something_else_is_earlier(read):
    """ "Since the invasion" tells of no invasion of the article's day."""
    (found,) = [m for m in mentions(read("It was the first meeting of the two envoys since the invasion.")) if m.lemma == "invasion"]
    assert found.earlier
    (today,) = [m for m in mentions(read("The invasion of Portugal began at dawn.")) if m.lemma == "invasion"]
    assert not today.earlier


def test_the_past_perfect_is_earlier(read):
    """What had happened when the article's events did is not dated by the article."""
    (found,) = [m for m in mentions(read("The rebels had shelled Lisbon.")) if m.type == "ASSAULT"]
    assert found.earlier
    (said,) = [m for m in mentions(read("The mayor said that the rebels had shelled Lisbon.")) if m.type == "ASSAULT"]
    assert not said.earlier


@pytest.mark.parametrize(
    "text",
    [
        "Reporters asked the mayor whether the bridge was safe.",
        "The rebels might attack Lisbon.",
        "The envoys would have met the mayor.",
        "Thank you for signing up for our letter.",
        "The minister left on 12 March.",
    ],
)
def test_questions_possibilities_thanks_to_readers_and_dates_are_no_events(read, text):
    """What nobody did, and what only looks like the name of a deed, gives nothing."""
    assert mentions(read(text)) == []


def test_not_having_met_is_no_refusal(read):
    """That two never met is denied, and refused by nobody."""
    (found,) = [m for m in mentions(read("The mayor has never met Maria Duarte.")) if m.lemma == "meet"]
    assert (found.type, found.modality) == ("CONSULT", "denied")


def test_what_something_is_done_for_has_not_happened(read):
    """A purpose is planned."""
    (found,) = [m for m in mentions(read("Norway sent experts to inspect the plant in Portugal.")) if m.lemma == "inspect"]
    assert found.modality == "planned"


def test_readers_are_shown_parties_and_not_means(read):
    """Of those it is done to a reader sees whom, not the weapon, the place or the side that an adjective names."""
    (found,) = [m for m in mentions(read("A Portuguese sailor killed the guard with a handgun in Madrid.")) if m.lemma == "kill"]
    shown = " ".join(found.whom)
    assert "handgun" not in shown
    assert "Madrid" not in shown
    assert found.who


def test_a_coded_clause_is_trusted_by_what_it_says(read):
    """A raid of soldiers is trusted more than a road that hits the coast."""
    (raid,) = [m for m in mentions(read("Norwegian soldiers attacked a Portuguese village on Monday, killing nine people.")) if m.lemma == "attack"]
    scores = [m.score for m in mentions(read("Where the two cables hit the coast, they split into four lines."))]
    assert raid.score > 0.5
    assert all(score < raid.score for score in scores)


def test_a_plan_is_its_owners_and_has_not_happened(read):
    """What somebody plans or threatens is his, whoever condemns it, and is no deed of today."""
    found = [m for m in mentions(read("The mayor condemned the rebels' plan to bomb the bridge.")) if m.lemma == "bomb"]
    assert [(m.type, m.modality) for m in found] == [("THREATEN", "planned")]
    assert all("rebels" in n for m in found for n in m.actor_names)


@pytest.mark.parametrize(("text", "asks"), [("Why now? the coach asked.", False), ("Norway asked Portugal to leave.", True)])
def test_a_question_is_no_request(read, text, asks):
    """Who asks to be told asks for no deed."""
    assert [m.type for m in mentions(read(text))] == (["REQUEST"] if asks else [])


def test_what_is_called_a_name_is_asked_for_nothing(read):
    """Who calls strikes on a town something makes no request."""
    assert not [m for m in mentions(read("The minister called overnight strikes on Lisbon horrific.")) if m.type == "REQUEST"]
