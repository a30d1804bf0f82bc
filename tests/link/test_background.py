"""A whole war that articles mention in passing is one event."""

from synoptic.ids import make_id
from synoptic.link import events
from synoptic.model import Document, Entity, Event, EventMention, Story

NORTH = Entity(id="e-n", name="Norland", type="GPE", country="NOR")
SOUTH = Entity(id="e-s", name="Sudria", type="GPE", country="SWE")


def mention(document: str, lemma: str, start: int = 0, **fields: object) -> EventMention:
    given = {"type": "ASSAULT", "lemma": lemma, "actors": ("e-n",), "actor_names": ("Norland",), **fields}
    return EventMention(id=make_id("e", document, lemma, start), document=document, start=start, end=start + len(lemma), exact=lemma, **given)


def link(mentions: list[EventMention]) -> list[Event]:
    names = sorted({m.document for m in mentions})
    docs = [Document(id=d, name=d, text="", published="2031-03-09") for d in names]
    return list(events.link(docs, [Story(id="s", title="", documents=tuple(names))], mentions, [NORTH, SOUTH], (), (), ())[0])


def test_a_war_is_one_event_on_the_day_it_began() -> None:
    """Invasion, operation and war by one side are one event; its day is the first that any article names to the day."""
    found = link(
        [
            mention("a", "invasion", timex="t1", date="2031-03-01"),
            mention("b", "war", timex="t2", date="2031-03-08", recipients=("e-s",)),
            mention("b", "invasion", 40, timex="t3", date="2031-W09"),
            mention("c", "operation", date="2031-03-09"),
            mention("c", "war", 40, actors=(), actor_names=()),
        ]
    )
    assert [(e.documents, e.date, e.actors) for e in found] == [(("a", "b", "c"), "2031-03-01", ("e-n",))]


def test_another_s_war_and_one_of_another_year_stay_apart() -> None:
    """Who wages it and a day years away keep wars apart."""
    found = link(
        [
            mention("a", "invasion", timex="t1", date="2031-03-01"),
            mention("b", "invasion", timex="t2", date="2031-03-01"),
            mention("b", "invasion", 40, timex="t3", date="2012-06-05"),
            mention("c", "invasion", actors=("e-s",), actor_names=("Sudria",), timex="t4", date="2031-03-04"),
        ]
    )
    assert sorted(e.documents for e in found) == [("a", "b"), ("b",), ("c",)]
