"""Bytes, files and folders -> Documents and Refusals."""

from __future__ import annotations

import builtins
import errno
import gzip
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read import count, read
from synoptic.read.decoding import decode
from synoptic.read.documents import iso_date, make_document
from synoptic.read.sources import MOST_BYTES

TEXT = "The harbour union and the port of Velmora met on Monday.\n\nThey did not agree, a spokeswoman said.\n"


def docs(*paths: Path | str) -> list[Document]:
    return [d for d in read(paths) if isinstance(d, Document)]


def refusals(*paths: Path | str) -> list[Refusal]:
    return [d for d in read(paths) if isinstance(d, Refusal)]


def test_a_text_file_is_read_as_it_is(tmp_path: Path) -> None:
    """The text of a document is the file's, so that offsets point into it."""
    (tmp_path / "one.txt").write_text(TEXT)
    (doc,) = docs(tmp_path / "one.txt")
    assert (doc.text, doc.name, doc.path) == (TEXT, "one.txt", str(tmp_path / "one.txt"))


def test_front_matter_gives_metadata(tmp_path: Path) -> None:
    """Front matter is metadata, not text."""
    (tmp_path / "one.txt").write_text("---\ntitle: 'No deal: yet'\npublisher: Velmora Post\npublished: 2031-05-02T09:30:00+02:00\nname: vp-1\n---\n" + TEXT)
    (doc,) = docs(tmp_path)
    assert (doc.title, doc.publisher, doc.published, doc.name) == ("No deal: yet", "Velmora Post", "2031-05-02T09:30:00+02:00", "vp-1")
    assert doc.text == TEXT


def test_broken_front_matter_is_refused_with_its_line(tmp_path: Path) -> None:
    """Front matter that is no YAML is told with file and line."""
    (tmp_path / "one.txt").write_text("---\ntitle: [open\nother: x\n---\n" + TEXT)
    (refused,) = refusals(tmp_path)
    assert "one.txt, line" in refused.where
    assert "YAML" in refused.reason


def test_a_headline_with_a_colon_needs_no_quotation_marks(tmp_path: Path) -> None:
    """Front matter that is no strict YAML is read line by line."""
    (tmp_path / "one.txt").write_text("---\ntitle: “Sit down”: union appeals\npublisher: Velmora Post\n---\n" + TEXT)
    (doc,) = docs(tmp_path)
    assert (doc.title, doc.publisher) == ("“Sit down”: union appeals", "Velmora Post")


def test_a_headline_above_a_text_is_its_title(tmp_path: Path) -> None:
    """A first line without a full stop above a body is the title and stays in the text."""
    (tmp_path / "one.txt").write_text("Harbour talks end without a deal\n\n" + TEXT)
    (doc,) = docs(tmp_path)
    assert doc.title == "Harbour talks end without a deal"
    assert doc.text.startswith(doc.title)


def test_markdown_is_read_without_its_markup(tmp_path: Path) -> None:
    """Spans point into text, so links and stars are gone, and the first heading is the title."""
    (tmp_path / "one.md").write_text("# Harbour talks\n\nThe **union** and the [port](http://x.example) met on Monday.\n\n- They met twice.\n")
    (doc,) = docs(tmp_path)
    assert doc.title == "Harbour talks"
    assert doc.text == "Harbour talks\n\nThe union and the port met on Monday.\n\n• They met twice."


PAGE = """<html><head><title>Talks end</title><meta property="og:site_name" content="Velmora Post">
<link rel="canonical" href="https://post.example/talks"><script type="application/ld+json">
{"@type": "NewsArticle", "datePublished": "2031-05-02T09:30:00+02:00"}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Talks end</h1>
%s</article><footer>All rights reserved</footer></body></html>"""
PARAGRAPH = "<p>The harbour union and the port of Velmora met on Monday for the third time, and again they did not agree on wages, a spokeswoman said.</p>"


def test_a_page_gives_its_article_and_metadata(tmp_path: Path) -> None:
    """Title, publisher, canonical URL and the time of publication with its zone come from the page."""
    (tmp_path / "one.html.gz").write_bytes(gzip.compress((PAGE % (PARAGRAPH * 3)).encode()))
    (doc,) = docs(tmp_path)
    assert (doc.title, doc.publisher, doc.published) == ("Talks end", "Velmora Post", "2031-05-02T09:30:00+02:00")
    assert doc.url == "https://post.example/talks"
    assert "harbour union" in doc.text
    assert "All rights" not in doc.text


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    """Navigation alone is no article."""
    (tmp_path / "one.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert "no article" in refusals(tmp_path)[0].reason


def test_a_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    """JSON Lines with a broken line in the middle give all other articles, and the line's number."""
    lines = [
        json.dumps({"name": "a", "text": TEXT}),
        '{"name": "b", "text": ',
        "[1]",
        json.dumps({"name": "c"}),
        json.dumps({"name": 3, "text": TEXT}),
        json.dumps({"name": "d", "text": TEXT}),
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    assert [d.name for d in docs(tmp_path)] == ["a", "d"]
    assert [r.where.rsplit(", ")[-1] for r in refusals(tmp_path)] == ["line 2", "line 3", "line 4", "line 5"]


def test_lines_may_name_a_page_beside_them_only(tmp_path: Path) -> None:
    """`html` may be the path of a page in the same folder, and of none outside."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_text(PAGE % (PARAGRAPH * 3))
    (tmp_path / "secret.html").write_text(PAGE % (PARAGRAPH * 3))
    rows = [{"name": "a", "html": "page.html"}, {"name": "b", "html": "../secret.html"}]
    (tmp_path / "in" / "all.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert [d.name for d in docs(tmp_path / "in" / "all.jsonl")] == ["a"]
    assert "not in the folder" in refusals(tmp_path / "in" / "all.jsonl")[0].reason


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "“Dún” — né"),
        ("utf-16", "“Dún” — né"),
        ("utf-16-le", "Plain words only"),
        ("utf-16-be", "Plain words only"),
        ("cp1252", "“Dún” — né"),
        ("utf-32", "“Dún”"),
    ],
)
def test_every_usual_encoding_is_read(encoding: str, text: str) -> None:
    """UTF-8, UTF-16 with and without its mark, UTF-32 and Windows-1252 give the same text."""
    assert decode(text.encode(encoding), "x") == text


def test_a_file_in_two_encodings_is_read_byte_by_byte() -> None:
    """A Windows-1252 quotation mark in a UTF-8 file does not spoil the rest."""
    assert decode("né “".encode() + "”".encode("cp1252"), "x") == "né “”"


def test_line_ends_are_line_feeds() -> None:
    """Windows and old Macintosh line ends become line feeds."""
    assert decode(b"a\r\nb\rc", "x") == "a\nb\nc"


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(content: bytes) -> None:
    """No bytes crash the decoder, and what it gives can be stored."""
    try:
        text = decode(content, "x")
    except ReadError:
        return
    text.encode("utf-8")
    assert "\x00" not in text


@given(st.text(max_size=300))
def test_any_text_becomes_a_document_or_is_refused(text: str) -> None:
    """No text crashes the gate, and the length of what passes is kept, so that offsets stay."""
    try:
        doc = make_document(text, name="x", where="x")
    except ReadError:
        return
    assert len(doc.text) == len(text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        (b"... --- ...", "no words"),
        (b"x" * (MOST_BYTES + 1), "more than 20,000,000 bytes"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    """Empty, binary, wordless and oversized files are refused, each with its reason."""
    (tmp_path / "bad.txt").write_bytes(content)
    assert reason in refusals(tmp_path)[0].reason


def test_an_article_of_one_endless_line_is_refused(tmp_path: Path) -> None:
    """A text far longer than an article is refused, not cut."""
    (tmp_path / "bad.txt").write_text("the union met the port and " * 20_000)
    assert "400,000" in refusals(tmp_path)[0].reason


def test_another_language_is_kept_and_told_by_name(tmp_path: Path) -> None:
    """What is not English is kept with its text and its language, and a notice says that it was not understood."""
    text = "Die Hafenarbeiter und die Verwaltung haben sich am Montag wieder nicht geeinigt, sagte eine Sprecherin der Gewerkschaft."
    (tmp_path / "de.txt").write_text(text)
    assert [(d.text, d.language) for d in docs(tmp_path)] == [(text, "de")]
    assert [r.reason for r in refusals(tmp_path)] == ["Synoptic reads English; this looks like German."]
    assert refusals(tmp_path)[0].advice.startswith("Its text is kept, and not understood")


def test_paths_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A missing path, an empty folder and an unknown ending are refused, each by name."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "table.xyz").write_text("1,2")
    (tmp_path / "broken.txt.gz").write_bytes(b"no gzip")
    told = {Path(r.where).name: r.reason for r in refusals(tmp_path / "none.txt", tmp_path)}
    assert told["none.txt"] == "there is no such file or folder."
    assert told["empty"] == "this folder holds nothing to read."
    assert ".xyz is not a format" in told["table.xyz"]
    assert "cannot be read" in told["broken.txt.gz"]


def test_a_folder_of_oddities_ends(tmp_path: Path) -> None:
    """A link to a folder above is not followed round and round; a link to nothing and a pipe are told, and the article is read."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.txt").write_text(TEXT)
    (tmp_path / "sub" / "round").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [d.path for d in docs(tmp_path)] == [str(tmp_path / "sub" / "one.txt")]
    told = {Path(r.where).name: r.reason for r in refusals(tmp_path)}
    assert told["gone.txt"] == "this link leads nowhere."
    assert told["pipe.txt"].startswith("is a pipe")
    assert len(told) == 2


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"red\x1b[31m.txt", b"two\nlines.txt"])
def test_a_file_name_may_hold_any_byte(tmp_path: Path, name: bytes) -> None:
    """Bytes that are no UTF-8, control characters and line breaks of a name are kept as escapes, which every terminal and database can hold."""
    path = os.path.join(os.fsencode(tmp_path), name)
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    (doc,) = docs(tmp_path)
    assert doc.path is not None
    assert doc.path.isprintable()
    assert doc.path.encode()
    assert doc.name == Path(doc.path).name


def test_a_path_that_the_system_does_not_take_is_refused(tmp_path: Path) -> None:
    """A name that is too long or holds NUL is one refusal, and the next path is read."""
    (tmp_path / "one.txt").write_text(TEXT)
    assert len(refusals("x" * 5000, "a\0b", tmp_path / "one.txt")) == 2
    assert len(docs("x" * 5000, "a\0b", tmp_path / "one.txt")) == 1


def test_an_archive_is_no_article(tmp_path: Path) -> None:
    """Who gives an archive as an article is told what it is."""
    (tmp_path / "story.db").write_bytes(b"SQLite format 3\x00")
    assert refusals(tmp_path)[0].reason == "this is an archive, not an article."


def test_a_line_that_is_too_long_does_not_stop_the_others(tmp_path: Path) -> None:
    """Of JSON Lines the line that is longer than any article is refused, and the one below it is read."""
    with open(tmp_path / "long.jsonl", "wb") as file:
        file.write(b'{"name": "long", "text": "' + b"x" * MOST_BYTES * 2 + b'"}\n')
        file.write(json.dumps({"name": "after", "text": TEXT}).encode())
    assert [d.name for d in docs(tmp_path)] == ["after"]
    assert [Path(r.where).name for r in refusals(tmp_path)] == ["long.jsonl, line 1"]
    assert count([tmp_path]) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_json_lines_in_a_wide_encoding_are_told(tmp_path: Path, encoding: str) -> None:
    """JSON Lines in UTF-16 come as one refusal that says how to convert them, not as one a broken line."""
    (tmp_path / "wide.jsonl").write_bytes("\n".join(json.dumps({"name": n, "text": TEXT}) for n in "ab").encode(encoding))
    (refused,) = refusals(tmp_path)
    assert "UTF-16" in refused.reason


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that one may not read is refused, not fatal, and the next one is read."""
    for name in ("closed.txt", "open.txt"):
        (tmp_path / name).write_text(TEXT)
    real = builtins.open

    def closed(file: Any, *args: Any, **more: Any) -> Any:  # root, as whom CI runs, may open everything
        if str(file).endswith("closed.txt"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        return real(file, *args, **more)

    monkeypatch.setattr(builtins, "open", closed)
    assert refusals(tmp_path)[0].reason == "cannot be read: Permission denied."
    assert [d.name for d in docs(tmp_path)] == ["open.txt"]


def test_folders_are_read_in_one_order_without_hidden_files(tmp_path: Path) -> None:
    """The order is that of the names, whatever the file system says; hidden files are none of ours."""
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text(TEXT)
    assert [d.name for d in docs(tmp_path)] == ["a.txt", "b.txt", "c.txt"]
    assert count([tmp_path]) == 3


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (json.dumps({"name": "a", "text": TEXT}) + "\n" + json.dumps({"name": "b", "text": TEXT}), ["a", "b"]),
        (TEXT, ["stdin"]),
        (PAGE % (PARAGRAPH * 3), ["stdin"]),
    ],
)
def test_standard_input_is_told_apart(content: str, names: list[str]) -> None:
    """`-` reads JSON Lines, a page or a plain text, whichever comes."""
    found = [d for d in read(["-"], stdin=io.BytesIO(content.encode())) if isinstance(d, Document)]
    assert [d.name for d in found] == names


def test_the_id_of_a_document_is_what_it_says(tmp_path: Path) -> None:
    """The same article in another folder has the same id; a changed one another."""
    for folder, text in (("a", TEXT), ("b", TEXT), ("c", TEXT + "More.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(text)
    a, b, c = docs(tmp_path)
    assert a.id == b.id
    assert a.id != c.id


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2031-05-02", "2031-05-02"),
        ("2031-05-02T09:30:00Z", "2031-05-02T09:30:00Z"),
        ("2031-05-02 09:30:00+02:00", "2031-05-02T09:30:00+02:00"),
        ("May 2, 2031", "2031-05-02"),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_of_metadata_are_iso(given: str, wanted: str | None) -> None:
    """A date in metadata is ISO 8601 or nothing."""
    assert iso_date(given) == wanted
