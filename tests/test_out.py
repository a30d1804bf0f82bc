"""What leaves an archive by the command line: every form in a file, none that a terminal cannot show on it."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate_here import annotate_here
from synoptic import cli
from synoptic.archive import to_rows
from synoptic.ids import make_id
from synoptic.model import Document, Figure
from synoptic.show.export import BINARY, FORMATS

Run = Callable[..., tuple[int, str, str]]
TEXT = "The ferry sank off Tarn harbour on Friday and rescuers brought nine people ashore before the storm."
STARTS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".html": b"<!doctype html>", ".json": b"{"}


class Annotating:
    """One figure a document, without a model."""

    def __call__(self, docs: list[Document]) -> list[object]:
        made = [Figure(id=make_id("f", d.id), document=d.id, start=0, end=3, exact=d.text[:3], low=9, high=9, counted="killed") for d in docs]
        return [to_rows({Figure: (figure,)}) for figure in made]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder with an archive of one article: exit code, standard output, standard error."""
    annotate_here(Annotating, monkeypatch.setattr)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(TEXT)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(list(arguments))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    command("read", "one.txt", "--archive", "story.db")
    return command


@pytest.mark.parametrize("ending", STARTS)
def test_an_account_in_every_form(run: Run, tmp_path: Path, ending: str) -> None:
    """The ending of the file says which."""
    assert run("account", "story.db", "-o", f"account{ending}") == (0, "", "")
    assert (tmp_path / f"account{ending}").read_bytes().startswith(STARTS[ending])


@pytest.mark.parametrize("format", FORMATS)
def test_records_in_every_format(run: Run, tmp_path: Path, format: str) -> None:
    """A whole file, and nothing on the terminal."""
    assert run("export", "story.db", "--format", format, "-o", "out") == (0, "", "")
    assert (tmp_path / "out").stat().st_size > 0 or format == "plover"  # no event is told here
    if format == "sqlite":
        with sqlite3.connect(tmp_path / "out") as database:
            assert database.execute("SELECT counted FROM figures").fetchall() == [("killed",)]


def test_what_is_no_text_does_not_go_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says to give a file; what is text is shown."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    for format in BINARY:
        code, out, err = run("export", "story.db", "--format", format)
        assert (code, out) == (2, "")
        assert "give a file with -o" in err
    assert json.loads(run("export", "story.db", "--format", "geojson")[1])["type"] == "FeatureCollection"
