"""Positions over documents: once a document, every document kept."""

from dataclasses import replace
from itertools import permutations

from synoptic.link import positions
from synoptic.model import Position, Span


def position(name: str, document: str = "d1", start: int = 0, end: int = 10, **fields) -> Position:
    return Position(id=name, document=document, start=start, end=end, exact="x" * (end - start), party="e1", party_name="Norland", **fields)


def test_the_one_with_its_condition_stays():
    """Of two that overlap and say the same, the one that has the condition is kept."""
    plain, full = position("a", stance="conditional"), position("b", start=5, end=12, stance="conditional", condition=Span("d1", 13, 20, "if they"))
    assert positions.link([plain, full], ())[0] == [full]


def test_other_documents_and_other_stances_stay():
    """Each document's words are evidence, and two stances are two positions."""
    rows = [position("a"), position("b", document="d2"), position("c", stance="refuse"), position("d", start=30, end=40)]
    assert len(positions.link(rows, ())[0]) == 4


def test_order_does_not_matter():
    """Any order of the input gives the same positions."""
    rows = [position("a"), position("b", start=2, end=8), replace(position("c", start=8, end=16), toward="e2"), position("d", document="d2")]
    assert len({tuple(p.id for p in positions.link(list(order), ())[0]) for order in permutations(rows)}) == 1


def test_what_was_before_has_not_the_articles_day():
    """A stance of the past perfect without a day of its own is undated; one with a day keeps it."""
    vague, dated = position("a", date="2031-05-07", earlier=True), position("b", document="d2", date="2031-05-06", timex="t1", earlier=False)
    assert [p.date for p in positions.link([vague, dated], ())[0]] == [None, "2031-05-06"]
