"""What changed in a story: the invented story of tests/account, first with its first article, then with all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from account.story import DOCS, linked
from synoptic.account import Account, build
from synoptic.model import Document, Event, Position, Story
from synoptic.watch.facts import News, is_first, news_of
from synoptic.watch.telling import Telling

Known = dict[tuple[str, str], str]


def account_of(*names: str, drop: tuple[str, ...] = ()) -> Account:
    """The account of some of its articles; `drop` leaves out positions with those stances."""
    records = linked()
    ids = {DOCS[n].id for n in names}
    raid = next(e.id for e in records[Event] if e.type == "ASSAULT")
    records[Document] = tuple(replace(d, lead=raid) for d in records[Document] if d.id in ids)
    records[Story] = tuple(replace(s, documents=tuple(d for d in s.documents if d in ids)) for s in records[Story])
    records[Position] = tuple(p for p in records[Position] if p.stance not in drop)
    return build(records)


def look(account: Account, known: Known) -> News:
    """What is new, which is then known."""
    news = news_of(account, "Harbour stormed", lambda kind, members: {m: known[kind, m] for m in members if (kind, m) in known})
    known |= news.facts
    return news


@pytest.fixture
def after() -> list[Telling]:
    """What is told when the Herald and the letter follow the wire story and its copy."""
    known: Known = {}
    look(account_of("wire", "copy"), known)
    return look(account_of(*DOCS), known).tellings


def test_a_toll_that_rises_is_told_with_both_numbers(after: list[Telling]) -> None:
    """From at least 12 to 19, in whose words."""
    (toll,) = [t for t in after if t.kind == "toll"]
    assert "≥ 12 → 19" in toll.line
    assert "killed" in toll.line
    assert "“19”" in toll.line


def test_a_contradiction_is_told_once(after: list[Telling]) -> None:
    """Two counts for one day, each with its words; not again when more is known."""
    (found,) = [t for t in after if t.kind == "contradiction"]
    assert "five" in found.line
    assert "19" in found.line
    assert "against" in found.line
    known: Known = {}
    look(account_of("wire", "copy", "herald"), known)
    assert not [t for t in look(account_of(*DOCS), known).tellings if t.kind == "contradiction"]


def test_a_second_origin_is_told_and_a_copy_is_none(after: list[Telling]) -> None:
    """The raid, which a wire story and its copy had, is now reported by another."""
    known: Known = {}
    look(account_of("wire"), known)
    assert not [t for t in look(account_of("wire", "copy"), known).tellings if t.kind == "confirmed"]
    confirmed = [t for t in after if t.kind == "confirmed"]
    assert confirmed
    assert any("Velmar Herald" in t.line for t in confirmed)


def test_a_position_that_moves_is_told() -> None:
    """A refusal that becomes acceptance on a condition is told with both stances; the same stance again is not."""
    known: Known = {}
    look(account_of("wire", "copy", drop=("conditional",)), known)
    moved = [t for t in look(account_of(*DOCS), known).tellings if t.kind == "position"]
    assert len(moved) == 1
    assert "refuse → conditional" in moved[0].line
    assert not [t for t in look(account_of(*DOCS), known).tellings if t.kind == "position"]


def test_looking_again_tells_nothing() -> None:
    """The same account twice, and an account with an article less, tell nothing new."""
    known: Known = {}
    look(account_of(*DOCS), known)
    assert look(account_of(*DOCS), known).tellings == []
    assert [t.kind for t in look(account_of("wire", "copy", "herald"), known).tellings if t.kind != "toll"] == []


def test_a_story_is_new_until_it_is_known() -> None:
    """Nothing was noted of a story that is seen for the first time."""
    known: Known = {}
    first = account_of("wire")
    assert is_first(first, lambda kind, members: {m: known[kind, m] for m in members if (kind, m) in known})
    look(first, known)
    assert not is_first(account_of(*DOCS), lambda kind, members: {m: known[kind, m] for m in members if (kind, m) in known})


def test_tellings_are_the_same_whenever_they_are_made() -> None:
    """The id of a telling follows from what it says, so that a process that is killed and looks again makes the same."""
    ids = []
    for _ in range(2):
        known: Known = {}
        look(account_of("wire", "copy"), known)
        ids.append([t.id for t in look(account_of(*DOCS), known).tellings])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
