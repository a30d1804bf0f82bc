"""Who did it and when, where two accounts of one deed cannot both be true."""

from dataclasses import replace
from typing import Any

import pytest

from synoptic.link import relations
from synoptic.model import Document, Entity, Event, EventMention, Quotation, Relation, Span, Story, Timex

DOCS = ("d1", "d2")
NORLAND, VARIA = (Entity(id=f"e-{n.lower()}", name=n, type="GPE") for n in ("Norland", "Varia"))
WHO = {
    "norland": NORLAND,
    "varia": VARIA,
    "brenn": Entity(id="e-brenn", name="Ada Brenn", type="PERSON"),
    "otto": Entity(id="e-otto", name="Otto Wieck", type="PERSON"),
}


def mention(doc: str, clause: str, *, by: str, lemma: str = "shell", kind: str = "ASSAULT", **fields: Any) -> EventMention:
    """An event mention that is its clause, with an event of its own (see `clashing`)."""
    actor = WHO[by]
    made = EventMention(
        id="m" + doc,
        document=doc,
        start=0,
        end=5,
        exact=lemma,
        type=kind,
        lemma=lemma,
        actors=(actor.id,),
        actor_names=(actor.name,),
        clause=Span(doc, 0, 200, clause),
    )
    return replace(made, **fields)


def report(doc: str, speaker: str) -> Quotation:
    """The words in which somebody tells of it."""
    who = WHO[speaker]
    return Quotation(id="q" + doc, document=doc, start=0, end=200, exact="", type="indirect", speaker=who.id, speaker_name=who.name)


def clashing(mentions: list[EventMention], quotations=(), timexes=()) -> list[Relation]:
    """The contradictions between mentions of one story, each of an event of its own."""
    events = [Event(id="h" + m.document, type=m.type, actors=m.actors, documents=(m.document,), date=m.date, event_mentions=(m.id,)) for m in mentions]
    docs = [Document(id=d, name=d, text="") for d in DOCS]
    story = Story(id="s", title="", documents=DOCS)
    (made,) = relations.link(docs, [story], events, mentions, (), (), (), quotations, (), list(WHO.values()), timexes)
    return [r for r in made if r.type == "contradiction"]


def told(doc: str, doer: str, speaker: str, clause: str = "had shelled the hospital in Brack") -> tuple[EventMention, Quotation]:
    """A deed that somebody says that somebody did."""
    return mention(doc, f"{WHO[doer].name} {clause}", by=doer, quotation="q" + doc), report(doc, speaker)


def test_each_side_says_that_the_other_did_it() -> None:
    """Two sides that each say that the other shelled the hospital cannot both be right; both their words are shown."""
    (a, said_a), (b, said_b) = told("d1", "norland", "varia"), told("d2", "varia", "norland")
    (found,) = clashing([a, b], [said_a, said_b])
    assert (found.from_, found.to) == ("qd1", "qd2")
    assert found.why == "each side says that the other did it: “shelled”, “hospital”, “Brack”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("norland", "varia"), ("varia", "varia")),  # one side about both
        (("norland", "norland"), ("varia", "varia")),  # each of its own deed
        (("norland", "varia"), ("otto", "norland")),  # the other names a third
    ],
)
def test_deeds_of_which_both_may_be_true(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Two sides may each have shelled a town; only mutual accusation of one deed is a clash."""
    (a, said_a), (b, said_b) = told("d1", *one), told("d2", *other)
    assert not clashing([a, b], [said_a, said_b])


def test_accusations_of_two_deeds_are_no_clash() -> None:
    """Sides that accuse each other of different deeds may both be right."""
    (a, said_a), (b, said_b) = told("d1", "norland", "varia"), told("d2", "varia", "norland", "had burnt the harvest near Tessa")
    assert not clashing([a, b], [said_a, said_b])


def test_nobody_is_killed_twice() -> None:
    """One named person killed by two is a clash; by somebody unnamed, or in the words of the one who is called the killer, it is none."""
    a = mention("d1", "Norland killed Ada Brenn", by="norland", lemma="kill", recipients=("e-brenn",))
    b = mention("d2", "Varia killed Ada Brenn", by="varia", lemma="kill", recipients=("e-brenn",))
    (found,) = clashing([a, b])
    assert found.why == "Ada Brenn is said to have been killed by Norland and by Varia"
    assert not clashing([a, replace(b, actors=("unknown",))])
    assert not clashing([a, replace(b, quotation="qd2")], [report("d2", "varia")])


def day(doc: str, words: str) -> Timex:
    """A time expression in the clause of a document."""
    return Timex(id="t" + doc, document=doc, start=10, end=10 + len(words), exact=words, type="DATE")


ATTACKED = "troops attacked the village of Tessa on {}"


def attack(doc: str, words: str, date: str, clause: str = ATTACKED) -> EventMention:
    """An attack that a document puts on a day."""
    return mention(doc, clause.format(words), by="norland", lemma="attack", timex="t" + doc, date=date)


def test_one_deed_on_two_days() -> None:
    """Two articles that name two days for one deed contradict each other; the earlier day is named first."""
    days = [day("d1", "Sunday"), day("d2", "Saturday")]
    (found,) = clashing([attack("d1", "Sunday", "2031-05-04"), attack("d2", "Saturday", "2031-05-03")], timexes=days)
    assert found.why == "the same act is told of 2031-05-03 (“Saturday”) and of 2031-05-04 (“Sunday”)"


@pytest.mark.parametrize(
    ("words", "date", "clause"),
    [
        ("Sunday", "2031-05-04", ATTACKED),  # the same day
        ("last night", "2031-05-03", ATTACKED),  # names no day outright
        ("11 p.m.", "2031-05-03", ATTACKED),
        ("Saturday", "2031-05-03", "troops attacked the village of Tessa before talks on {}"),  # the day of something else
        ("Saturday", "2031-05-03", "troops attacked a convoy north of Lower Dunmore on {}"),  # another deed
        ("1 May", "2031-05-24", ATTACKED),  # weeks apart
    ],
)
def test_days_that_are_no_clash(words: str, date: str, clause: str) -> None:
    """Vague days, days of something else, other deeds and weeks between contradict nothing."""
    assert not clashing([attack("d1", "Sunday", "2031-05-04"), attack("d2", words, date, clause)], timexes=[day("d1", "Sunday"), day("d2", words)])
