"""What every exporter must do: all records, in order, the same bytes on every run; and what each format promises."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import polars
import pytest

from synoptic.errors import UnknownNameError
from synoptic.model import EXPORTED, Document, EventMention, Figure, Position, Quotation, Relation, Signature, Span, Wording
from synoptic.serialize import kind_name
from synoptic.show.export import EXPORTERS, export

WORDS = Span("d-2", 4, 8, 'so "x",\n')
LINKED: dict[type, tuple[Any, ...]] = {
    Document: (
        Document(id="d-2", name="two", publisher="The Tarn Post", text="Ünî 🛳 text\nof two"),
        Document(id="d-1", name="one", text="text of one", dated="2031-05-02", dated_from="text"),
    ),
    Figure: (
        Figure(id="f-2", document="d-2", start=5, end=6, exact="9", low=9.0, high=9.0, counted="killed", via=("Tarn Radio", "The Post")),
        Figure(id="f-1", document="d-2", start=5, end=6, exact="9", low=0.5, high=None, counted=None),
        Figure(id="f-3", document="d-1", start=7, end=9, exact="10", low=10.0, high=None, counted="killed", clause=WORDS),
    ),
    Quotation: (Quotation(id="q-1", document="d-2", start=4, end=8, exact=WORDS.exact, type="direct", cue=WORDS),),
    Relation: (Relation(id="r-1", type="contradiction", from_="f-1", to="f-3", why="they differ"),),
    Wording: (Wording(id="w-1", referent="ferry", variants=(("d-2", ("boat", "ship")), ("d-1", ("ferry",)))),),
    EventMention: (EventMention(id="m-1", document="d-1", start=0, end=1, exact="t", type="AID"),),
    Signature: (Signature(id="s-1", document="d-1", start=0, end=1, exact="t", terms=(), lead_terms=(), shingles=()),),
    Position: (),
}


def written(format: str, **options: bool) -> bytes:
    stream = io.BytesIO()
    export(LINKED, format, stream, **options)
    return stream.getvalue()


def tables(format: str, **options: bool) -> dict[str, list[dict[str, Any]]]:
    """Every kind with its rows, whatever the format."""
    content = written(format, **options)
    if format == "jsonl":
        rows = [json.loads(line) for line in content.splitlines()]
        return {kind_name(kind): [r for r in rows if r["kind"] == kind_name(kind)] for kind in EXPORTED}
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        read = {"csv": lambda b: list(csv.DictReader(io.StringIO(b.decode(), newline=""))), "parquet": lambda b: polars.read_parquet(b).to_dicts()}[format]
        return {Path(name).stem: read(files.read(name)) for name in files.namelist()}


@pytest.mark.parametrize("format", EXPORTERS)
def test_the_same_bytes_on_every_run(format: str, tmp_path: Path) -> None:
    """Two exports are equal, to a file and to a stream, whatever the order in which records are given."""
    backwards = {kind: tuple(reversed(rows)) for kind, rows in reversed(LINKED.items())}
    export(backwards, format, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == written(format) == written(format)


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_exported_record_and_no_other(format: str) -> None:
    """All records of the contract's kinds, by document, start and id; nothing that only linkers use."""
    got = tables(format)
    assert set(got) == {kind_name(kind) for kind in EXPORTED}
    assert {kind: [row["id"] for row in rows] for kind, rows in got.items() if rows} == {
        "document": ["d-1", "d-2"],
        "figure": ["f-3", "f-1", "f-2"],
        "quotation": ["q-1"],
        "relation": ["r-1"],
        "wording": ["w-1"],
    }


@pytest.mark.parametrize("format", EXPORTERS)
def test_texts_of_articles_only_where_asked(format: str) -> None:
    """Without `with_text` no article leaves the archive; with it, every character does."""
    assert not any(row.get("text") for row in tables(format)["document"])
    assert [row["text"] for row in tables(format, with_text=True)["document"]] == ["text of one", "Ünî 🛳 text\nof two"]


@pytest.mark.parametrize("format", EXPORTERS)
def test_nothing_at_all_is_a_whole_file_too(format: str) -> None:
    """An archive without documents exports without an error."""
    stream = io.BytesIO()
    export({}, format, stream)
    assert format == "jsonl" or zipfile.ZipFile(io.BytesIO(stream.getvalue())).namelist()


def test_jsonl_is_the_contract() -> None:
    """Kinds sorted by name, whole numbers as ints, null for nothing, `from` and `variants` as the contract has them."""
    rows = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [r["kind"] for r in rows] == sorted(r["kind"] for r in rows)
    by_id = {r["id"]: r for r in rows}
    assert b'"low":9,"high":9,' in written("jsonl")
    assert by_id["f-1"]["low"] == 0.5
    assert by_id["f-1"]["high"] is None
    assert by_id["q-1"]["cue"] == {"document": "d-2", "start": 4, "end": 8, "exact": WORDS.exact}
    assert by_id["r-1"]["from"] == "f-1"
    assert by_id["w-1"]["variants"] == {"d-2": ["boat", "ship"], "d-1": ["ferry"]}
    assert by_id["d-2"]["length"] == 17


def test_tables_have_spans_as_columns_and_lists_as_lists() -> None:
    """In CSV a list is JSON, in Parquet a list; a span is four columns in both."""
    figure = tables("csv")["figure"][2]
    assert (figure["low"], figure["high"], json.loads(figure["via"])) == ("9", "9", ["Tarn Radio", "The Post"])
    assert tables("csv")["quotation"][0]["cue.exact"] == WORDS.exact
    assert tables("csv")["figure"][0]["clause.start"] == "4"
    figure = tables("parquet")["figure"][2]
    assert (figure["low"], figure["via"], figure["increment"]) == (9.0, ["Tarn Radio", "The Post"], False)
    assert tables("parquet")["quotation"][0]["cue.start"] == 4
    assert tables("parquet")["quotation"][0]["source.start"] is None
    assert json.loads(tables("parquet")["wording"][0]["variants"]) == {"d-2": ["boat", "ship"], "d-1": ["ferry"]}


def test_another_format_is_refused_by_name() -> None:
    """The message lists the formats that there are."""
    with pytest.raises(UnknownNameError, match="csv, gdelt, geojson"):
        export(LINKED, "xlsx", io.BytesIO())
