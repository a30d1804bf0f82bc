"""Deciding over an archive, from Python and from the command line: kept through later reads, undone without a trace, refused where nothing may be written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import synoptic
from annotate_here import annotate_here
from synoptic import cli
from synoptic.archive import to_rows
from synoptic.errors import ArchiveError, JudgementError
from synoptic.ids import make_id
from synoptic.model import Document, Figure, Judgement, Series
from synoptic.pipeline import Archive

Run = Callable[..., tuple[int, str, str]]


class Annotating:
    """Numbers as figures, without a model."""

    def __call__(self, docs: list[Document]) -> list[object]:
        return [to_rows({Figure: tuple(self.figures(d))}) for d in docs]

    def figures(self, d: Document) -> list[Figure]:
        return [
            Figure(id=make_id("f", d.id, m.start()), document=d.id, start=m.start(), end=m.end(), exact=m[0], low=int(m[0]), high=int(m[0]), counted="boat")
            for m in re.finditer(r"\d+", d.text)
        ]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder with one article: exit code, standard output, standard error."""
    annotate_here(Annotating, monkeypatch.setattr)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("In the harbour of Tansy the warden counted 12 boats at dawn. By noon, said the owners of the quay, 700 boats lay there.")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(list(arguments))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    command("read", "one.txt", "--archive", "story.db")
    return command


def figures(run: Run) -> list[dict[str, object]]:
    """The figures that the archive exports."""
    return [r for r in map(json.loads, run("export", "story.db")[1].splitlines()) if r["kind"] == "figure"]


def judged(run: Run) -> list[tuple[str, str, str]]:
    """What the archive exports of judgements: who, what, status."""
    rows = [r for r in map(json.loads, run("export", "story.db")[1].splitlines()) if r["kind"] == "judgement"]
    return [(r["who"], r["act"], r["status"]) for r in sorted(rows, key=lambda r: r["when"])]


def test_a_correction_holds_through_a_new_version_of_the_article(run: Run, tmp_path: Path) -> None:
    """It is found again by its words, rests while they are gone, and holds when they are back."""
    first = figures(run)[0]
    code, out, _ = run("judge", "correct", "story.db", str(first["id"]), "range", "12..20", "--who", "Ada Lund", "--why", "two were moored behind")
    assert (code, out[:2]) == (0, "j-")
    assert (figures(run)[0]["low"], figures(run)[0]["high"], figures(run)[0]["judgements"]) == (12, 20, [out.strip()])
    text = (tmp_path / "one.txt").read_text()
    (tmp_path / "one.txt").write_text("Updated in the evening. " + text)
    assert run("read", "one.txt", "--archive", "story.db")[0] == 0
    assert (figures(run)[0]["low"], figures(run)[0]["high"]) == (12, 20)
    (tmp_path / "one.txt").write_text("Nothing is known of the 12 boats.")
    run("read", "one.txt", "--archive", "story.db")
    assert [(f["low"], f["high"]) for f in figures(run)] == [(12, 12)]
    assert judged(run) == [("Ada Lund", "correct", "rests")]
    (tmp_path / "one.txt").write_text(text)
    run("read", "one.txt", "--archive", "story.db")
    assert (figures(run)[0]["low"], figures(run)[0]["high"]) == (12, 20)
    assert judged(run) == [("Ada Lund", "correct", "holds")]


def test_undone_and_done_again(run: Run) -> None:
    """Undo is a judgement too, and can be undone; all of them stay."""
    before = figures(run)
    one = run("judge", "reject", "story.db", str(before[0]["id"]), "--who", "Ada")[1].strip()
    assert len(figures(run)) == 1
    other = run("judge", "undo", "story.db", one, "--who", "Ben", "--why", "it stands there")[1].strip()
    assert figures(run) == before
    assert run("judge", "undo", "story.db", other, "--who", "Ada")[0] == 0
    assert len(figures(run)) == 1
    assert judged(run) == [("Ada", "reject", "holds"), ("Ben", "withdraw", "withdrawn"), ("Ada", "withdraw", "holds")]
    shown = run("judge", "list", "story.db")[1]
    assert one in shown
    assert other in shown


def test_groups_are_split_and_joined_by_their_ids(run: Run) -> None:
    """Two counts of boats are one, by a person; and two again."""
    with synoptic.open("story.db") as archive:
        series = [s.id for s in archive.linked()[Series]]
    assert len(series) == 2
    assert run("judge", "join", "story.db", *series, "--who", "Ada", "--why", "one harbour")[0] == 0
    with synoptic.open("story.db") as archive:
        (one,) = archive.linked()[Series]
    assert len(one.figures) == 2
    assert run("judge", "split", "story.db", one.id, "--part", one.figures[0], "--who", "Ben")[0] == 0
    with synoptic.open("story.db") as archive:
        assert len(archive.linked()[Series]) == 2
    assert judged(run) == [("Ada", "join", "overruled"), ("Ben", "split", "holds")]


def test_what_cannot_be_decided_changes_nothing(run: Run) -> None:
    """The message says what is wrong; nothing is kept."""
    first = str(figures(run)[0]["id"])
    for arguments, message in (
        (("correct", "story.db", first, "range", "many"), "a range is 12, 12..20"),
        (("correct", "story.db", first, "mood", "good"), "range"),
        (("join", "story.db", first, first), "cannot be joined"),
        (("confirm", "story.db", "f-0"), "no record 'f-0'"),
        (("undo", "story.db", "j-0"), "no judgement 'j-0'"),
        (("note", "story.db", first, "--why", " "), "A note needs words"),
    ):
        code, out, err = run("judge", *arguments, "--who", "Ada")
        assert code in (1, 2)
        assert out == ""
        assert message in err
    assert judged(run) == []
    assert "Nothing was decided." in run("judge", "list", "story.db")[1]


def test_an_archive_that_may_not_be_written_is_judged_by_nobody(run: Run) -> None:
    """It says so; what was decided before is read."""
    first = str(figures(run)[0]["id"])
    run("judge", "confirm", "story.db", first, "--who", "Ada")
    with synoptic.open("story.db", read_only=True) as archive:
        assert [j.who for j in archive.judgements()] == ["Ada"]
        with pytest.raises(ArchiveError, match="may not be written"):
            archive.judge("confirm", first, who="Ben")
        with pytest.raises(ArchiveError, match="may not be written"):
            archive.undo(archive.judgements()[0].id, who="Ben")


def test_an_archive_in_memory_is_judged_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the records that the person saw at hand, nothing is linked first."""
    annotate_here(Annotating, monkeypatch.setattr)
    (tmp_path / "one.txt").write_text("The warden of the harbour counted 12 boats at dawn, and wrote the number down.")
    with synoptic.open() as archive:
        archive.read(tmp_path / "one.txt")
        seen = archive.linked()
        monkeypatch.setattr(Archive, "linked", lambda self: pytest.fail("linked again"))
        made = archive.judge("note", seen[Figure][0].id, who="Ada", why="ask", linked=seen)
        assert archive.judgements() == (made,)
        with pytest.raises(JudgementError):
            archive.judge("note", "nothing", who="Ada", why="ask", linked=seen)
        monkeypatch.undo()
        annotate_here(Annotating, monkeypatch.setattr)
        assert [j.status for j in archive.linked()[Judgement]] == ["holds"]
