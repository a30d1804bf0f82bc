"""A notebook: everything shows itself, words of articles are never markup, and every kind becomes a table of polars or pandas."""

from __future__ import annotations

import sys
from dataclasses import replace

import polars
import pytest

import synoptic
from account.story import DOCS, at, linked
from synoptic.errors import MissingError, UnknownNameError
from synoptic.model import EXPORTED, FOUND, Document, Figure, Quotation
from synoptic.serialize import kind_name
from synoptic.show.frames import frames

LINKED = linked()
NASTY = "<script>alert('x')</script> & \u202eback"


def test_every_kind_is_a_frame_of_both_libraries() -> None:
    """The same columns and values in polars and pandas, for kinds with records and without."""
    made = frames(LINKED)
    assert set(made) == {kind_name(kind) for kind in (*EXPORTED, *FOUND)}
    for kind, frame in made.items():
        one, other = frame.to_polars(), frame.to_pandas()
        assert one.columns == list(other.columns) == frame.columns, kind
        assert one.height == len(other) == len(frame)
        assert one["id"].to_list() == other["id"].to_list() == [r.id for r in frame]


def test_columns_have_types_and_spans_are_laid_flat() -> None:
    """Numbers are numbers, lists are lists, a span is four columns, the text of articles only where it is asked for."""
    made = frames(LINKED)
    figures = made["figure"].to_polars()
    assert figures.schema["low"] == polars.Float64
    assert figures.filter(polars.col("exact") == "at least 12")["low"].to_list() == [12.0, 12.0]
    quotations = made["quotation"].to_polars()
    assert quotations.schema["via"] == polars.List(polars.String)
    assert "Radio Velmar" in quotations["via"].explode(empty_as_null=True).to_list()
    assert at("herald", "said, Radio").start in quotations["cue.start"].to_list()
    assert made["document"].to_polars()["text"].null_count() == len(DOCS)
    assert set(frames(LINKED, with_text=True)["document"].to_polars()["text"]) == {d.text for d in DOCS.values()}
    assert made["figure"].to_pandas()["high"].isna().sum() == 2


def test_without_pandas_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """polars goes on as before."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    frame = frames(LINKED)["figure"]
    with pytest.raises(MissingError, match=r"needs the package pandas.*pip install pandas"):
        frame.to_pandas()
    assert frame.to_polars().height == len(frame)


def test_another_kind_is_refused_by_name() -> None:
    """The message lists the kinds; asking whether it is there is no error."""
    made = frames(LINKED)
    assert "rumour" not in made
    with pytest.raises(UnknownNameError, match="quotation"):
        made["rumour"]


def test_frames_show_themselves_without_markup_of_articles() -> None:
    """The first rows, with what there is to see; the words of an article are text."""
    docs = tuple(replace(d, title=NASTY, publisher=NASTY) for d in DOCS.values())
    made = frames({**LINKED, Document: docs})
    shown = made["document"]._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in shown
    assert "document (4)" in shown
    assert "We shall sit down" in made["quotation"]._repr_html_()
    assert "<td>figure</td><td>7</td>" in made._repr_html_()
    many = {Figure: tuple(replace(LINKED[Figure][0], id=f"f-{n}") for n in range(30))}
    assert "20 more" in frames(many)["figure"]._repr_html_()


@pytest.mark.parametrize("kind", sorted(LINKED, key=lambda k: k.__name__))
def test_records_of_every_kind_show_themselves(kind: type) -> None:
    """A table of what is filled, named by its kind; words of articles are text."""
    for record in LINKED[kind]:
        shown = record._repr_html_()
        assert f"<caption>{kind.__name__}</caption>" in shown
        assert record.id in shown
    assert "&lt;script&gt;" in replace(LINKED[Quotation][0], speaker_name=NASTY)._repr_html_()
    assert len(replace(DOCS["wire"], text="x" * 10_000)._repr_html_()) < 3_000


def test_an_archive_shows_what_it_holds_and_gives_frames() -> None:
    """In memory and empty it is a whole answer too."""
    with synoptic.open() as archive:
        assert "<td>articles</td><td>0</td>" in archive._repr_html_()
        assert archive.frames()["event"].to_polars().height == 0
