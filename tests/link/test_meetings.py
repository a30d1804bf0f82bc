"""Meetings over documents: once each, a follow-up apart, whatever the order."""

from itertools import permutations

from synoptic.link import meetings
from synoptic.model import Document, Entity, MeetingMention, MeetingPart, Span, Story, Timex

DAYS = {"d1": "2031-03-04", "d2": "2031-03-04", "d3": "2031-03-07", "d4": "2031-03-13"}
DOCS = [Document(id=d, name=d, dated=day) for d, day in DAYS.items()]
STORIES = [Story(id="s-1", title="Port", documents=tuple(DAYS))]
ENTITIES = [
    Entity(id="e-harbor", name="Harbor Lines", type="ORG", chains=("c-1", "c-2")),
    Entity(id="e-reyes", name="Dana Reyes", type="PERSON", chains=("c-3",)),
]
TIMEXES = [Timex(id=f"t-{n}", document="d1", start=0, end=3, exact="day", type="DATE", value=f"2031-03-{n:02}") for n in (6, 7, 8, 10, 12)]


def part(role: str, name: str, chain: str | None = None, side: str | None = None) -> MeetingPart:
    return MeetingPart(role=role, words=Span("d1", 0, 1, "x"), name=name, entity=chain, side_name=side)


UNION, LINES = part("party", "dockers' union"), part("party", "Harbor Lines", "c-1")


def mention(name: str, document: str = "d1", day: int | None = None, start: int = 0, **fields) -> MeetingMention:
    parts = fields.pop("parts", (UNION, LINES))
    timex = f"t-{day}" if day else None
    return MeetingMention(id=name, document=document, start=start, end=start + 1, exact="x", parts=parts, timex=timex, **{"state": "held", **fields})


def linked(rows):
    return meetings.link(DOCS, STORIES, rows, ENTITIES, TIMEXES)[0]


def test_one_round_over_articles():
    """Mentions of one round are one meeting; a follow-up round is another, which follows it."""
    rows = [
        mention("a", day=6, round=1),
        mention("b", "d3", round=1, parts=(part("party", "union"), LINES)),
        mention("c", "d3", day=10, round=2, state="planned"),
    ]
    first, second = sorted(linked(rows), key=lambda m: m.round)
    assert (first.round, first.date, first.documents, first.party_names) == (1, "2031-03-06", ("d1", "d3"), ("dockers' union", "Harbor Lines"))
    assert (second.state, second.follows) == ("planned", first.id)


def test_what_speaks_against_it_keeps_apart():
    """Another day, another party or another round is another meeting."""
    other = (UNION, part("party", "Port Authority"))
    assert len(linked([mention("a", day=6), mention("b", "d3", day=10), mention("c", "d3", day=6, parts=other), mention("d", "d4", round=3)])) == 4


def test_the_talks_are_those_of_their_article():
    """A mention that names nothing goes with the meeting before it, and gives it what it adds."""
    mediated = mention("b", "d3", start=200, parts=(part("mediator", "Ruth Okafor"),))
    (one,) = linked([mention("a", "d3", day=6), mediated])
    assert [p.name for p in one.parts if p.role == "mediator"] == ["Ruth Okafor"]


def test_outlets_of_one_day_may_differ_on_the_day():
    """Two articles of one day that tell alike of a meeting to come, a day apart, tell of one."""
    hall = part("venue", "the hall")
    rows = [mention("a", day=6, state="planned", parts=(UNION, LINES, hall)), mention("b", "d2", day=7, state="planned", parts=(UNION, LINES, hall))]
    assert len(linked(rows)) == 1
    assert len(linked([rows[0], mention("b", "d2", day=7, state="planned")])) == 2


def test_both_sides_are_those_who_meet_in_the_story():
    """Sides that a text does not name have the names of the two who meet elsewhere in its story."""
    rows = [mention("a", day=6), mention("b", "d4", day=12, parts=(part("pair", "both sides"),))]
    assert [set(m.party_names) for m in linked(rows)] == [{"dockers' union", "Harbor Lines"}] * 2


def test_who_sits_for_a_side_is_no_party_himself():
    """A person who is said anywhere in the story to sit for a side is its member where only he is named."""
    leads = mention("a", day=6, parts=(UNION, LINES, part("leader", "Dana Reyes", "c-3", "dockers' union")))
    alone = mention("b", "d3", day=10, parts=(part("party", "Reyes", "c-3"), LINES))
    later = next(m for m in linked([leads, alone]) if m.date == "2031-03-10")
    assert set(later.party_names) == {"dockers' union", "Harbor Lines"}
    assert [(p.role, p.name, p.side_name) for p in later.parts if p.role == "member"] == [("member", "Dana Reyes", "dockers' union")]


def test_state_and_day_are_the_latest():
    """What was planned and then held is held, on the day that it was held."""
    rows = [mention("a", day=10, round=2, state="planned"), mention("b", "d3", day=12, round=2, state="postponed"), mention("c", "d4", day=12, round=2)]
    (one,) = linked(rows)
    assert (one.state, one.date) == ("held", "2031-03-12")


def test_the_day_tells_where_no_verb_does():
    """A headline without a verb is of what was, or of what is to come, by its day."""
    early, late = mention("a", day=6, state=None), mention("b", "d4", day=6, state=None, parts=(LINES, part("party", "Port Authority")))
    assert sorted(m.state for m in linked([early, late])) == ["held", "planned"]


def test_order_does_not_matter():
    """Any order of the input gives the same meetings."""
    rows = [
        mention("a", day=6, round=1),
        mention("b", "d2", day=7),
        mention("c", "d3", round=1),
        mention("d", "d4", parts=(LINES,)),
        mention("e", "d4", start=90, day=12),
    ]
    assert len({tuple(linked(order)) for order in permutations(rows)}) == 1
