"""The ledger of meetings: a line a meeting, its parts on words of articles, and where outlets tell it differently."""

from account.story import document
from synoptic.account import build
from synoptic.link import meetings
from synoptic.model import MeetingMention, MeetingPart, Story, Timex
from synoptic.show.data import render_data
from synoptic.show.markdown import render_markdown
from synoptic.show.page import render_page
from synoptic.show.terminal import render_terminal

TEXT = "The dockers' union and Harbor Lines will hold a first round of talks on Thursday at the hall. Dana Reyes leads for the union; Ruth Okafor mediates."
OTHER = TEXT.replace("Thursday", "Friday")


def told(name: str, outlet: str, text: str, day: str):
    """An article with the mention of one meeting."""
    doc = document(name, text, publisher=outlet, dated="2031-03-04", published="2031-03-04T12:00:00Z")

    def part(role: str, words: str, side: str | None = None) -> MeetingPart:
        start = text.index(words)
        return MeetingPart(role=role, words=doc.span(start, start + len(words)), name=words, side_name=side)

    start = text.index("first round of talks")
    at = text.index(day)
    value = {"Thursday": "2031-03-06", "Friday": "2031-03-07"}[day]
    timex = Timex(id=f"t-{name}", document=doc.id, start=at, end=at + len(day), exact=day, type="DATE", value=value)
    parts = (
        part("party", "dockers' union"),
        part("party", "Harbor Lines"),
        part("venue", "the hall"),
        part("leader", "Dana Reyes", "dockers' union"),
        part("mediator", "Ruth Okafor"),
        part("round", "first"),
    )
    span = doc.span(start, start + len("first round of talks"))
    mention = MeetingMention(
        id=f"mm-{name}", document=doc.id, start=span.start, end=span.end, exact=span.exact, state="planned", round=1, topic="round", parts=parts, timex=timex.id
    )
    return doc, timex, mention


def records():
    """Two outlets that tell one round on two days."""
    docs, timexes, mentions = zip(told("a", "Northern Wire", TEXT, "Thursday"), told("b", "Port Ledger", OTHER, "Friday"), strict=True)
    story = Story(id="s-port", title="Port", documents=tuple(d.id for d in docs))
    made, resolved = meetings.link(docs, [story], mentions, (), timexes)
    return {type(docs[0]): docs, Story: (story,), Timex: timexes, MeetingMention: tuple(resolved), type(made[0]): tuple(made)}


def test_a_line_a_meeting():
    """Round, parties, state and every seat stand in one line, each seat on the words of both articles."""
    (line,) = build(records()).talks.meetings
    assert (line.round, line.state, line.who, line.place) == (1, "planned", ("dockers' union", "Harbor Lines"), "the hall")
    assert [(s.role, s.name, s.side) for s in line.seats] == [
        ("leader", "Dana Reyes", "dockers' union"),
        ("mediator", "Ruth Okafor", None),
        ("venue", "the hall", None),
    ]
    assert all([e.words.exact for e in s.words] == [s.name] * 2 for s in line.seats)


def test_outlets_that_differ_are_told():
    """Two outlets of one day that give two days stand against each other, with the outlets."""
    (line,) = build(records()).talks.meetings
    assert [(v.what, v.told) for v in line.variances] == [("day", (("2031-03-06", ("Northern Wire",)), ("2031-03-07", ("Port Ledger",))))]


def test_every_form_has_it():
    """Talks in which parties only meet are in the terminal, Markdown, page and data form; in the page each seat is a link to its words."""
    account = build(records())
    for text in (render_terminal(account, width=160), render_markdown(account), render_page(account), render_data(account)):
        assert "Dana Reyes" in text
        assert "Ruth Okafor" in text
    page = render_page(account)
    (line,) = account.talks.meetings
    for seat in line.seats:
        words = seat.words[0].words
        assert f'href="#w-{words.document}-{words.start}-{words.end}"' in page
        assert f'id="w-{words.document}-{words.start}-{words.end}"' in page
