"""Judgements in an archive: appended, in one order, with nothing lost when several decide at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from account.story import linked
from synoptic.archive import MEMORY, Reader, Writer, judgements, open_archive
from synoptic.judge import decide, withdraw
from synoptic.model import Judgement

LINKED = linked()
NOTE = decide(LINKED, "note", ["v-1"], who="Ada Lund", why="Ünî 🛳")


@pytest.fixture(params=["file", "memory"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Reader, Writer]:
    """An empty archive of each kind."""
    reader, writer = open_archive(tmp_path / "story.db" if request.param == "file" else MEMORY)
    assert writer
    return reader, writer


def test_gives_back_what_was_decided_in_its_order(opened: tuple[Reader, Writer]) -> None:
    """Each has an id and a time later than the last, and all of its anchors."""
    reader, writer = opened
    kept = [writer.judge(NOTE) for _ in range(3)]
    kept.append(writer.judge(withdraw(kept, kept[0].id, who="Ben")))
    assert reader.judgements() == tuple(kept)
    assert len({j.id for j in kept}) == 4
    assert [j.when for j in kept] == sorted({j.when for j in kept})
    assert kept[0].anchors == NOTE.anchors
    assert kept[0].when.endswith("Z")


def test_one_that_is_kept_already_is_not_kept_twice(opened: tuple[Reader, Writer]) -> None:
    """What comes from another archive keeps its time and id."""
    reader, writer = opened
    one = writer.judge(NOTE)
    assert writer.judge(one) == one
    assert reader.judgements() == (one,)


def test_a_clock_that_went_back_changes_no_order(opened: tuple[Reader, Writer]) -> None:
    """A judgement made after another is later than that, whatever the clock says."""
    reader, writer = opened
    ahead = writer.judge(Judgement(id="j-1", act="note", over="event", who="Ada", when="2999-01-01T00:00:00.000000Z", why="from elsewhere"))
    after = writer.judge(NOTE)
    assert after.when == "2999-01-01T00:00:00.000001Z"
    assert reader.judgements() == (ahead, after)


def test_several_who_decide_at_once_lose_nothing(tmp_path: Path) -> None:
    """Writers of their own, in threads and in other processes, each find all of theirs, each with a time of its own."""
    path = tmp_path / "story.db"
    reader, _ = open_archive(path)
    program = (
        "import sys\nfrom synoptic.archive import open_archive\nfrom synoptic.model import Judgement\n_, writer = open_archive(sys.argv[1])\n"
        "for n in range(20): writer.judge(Judgement(id='', act='note', over='event', who=sys.argv[2], when='', why=str(n)))"
    )
    others = [subprocess.Popen([sys.executable, "-c", program, str(path), f"process {n}"]) for n in range(2)]

    def decide_20(who: str) -> None:
        _, writer = open_archive(path)
        assert writer
        for n in range(20):
            writer.judge(Judgement(id="", act="note", over="event", who=who, when="", why=str(n)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide_20, [f"thread {n}" for n in range(4)]))
    assert [p.wait() for p in others] == [0, 0]
    kept = reader.judgements()
    assert sorted((j.who, int(j.why)) for j in kept) == sorted(
        (f"{k} {n}", i) for k, many in (("thread", 4), ("process", 2)) for n in range(many) for i in range(20)
    )
    assert len({j.when for j in kept}) == len(kept)


def test_moments_are_whole(opened: tuple[Reader, Writer]) -> None:
    """A moment always has its microseconds, so that moments sort as texts."""
    _, writer = opened
    with writer.writing() as connection:
        assert len(judgements.next_moment(connection)) == len("2031-05-04T09:00:00.000000Z")
