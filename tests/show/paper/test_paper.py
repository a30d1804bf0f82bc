"""The account on paper, read back by other programs: every line with its exact words and who stands behind it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import docx
import pypdf
import pytest

from account.story import DOCS, linked
from synoptic.account import Account, build
from synoptic.errors import UnknownNameError
from synoptic.judge import decide, stamped
from synoptic.model import Document, Judgement
from synoptic.show import render_file

NOTE = stamped(decide(linked(), "note", ["v-1"], who="Ada Lund", why="Ask the harbour"), "2031-05-04T09:00:00.000000Z")


@pytest.fixture(scope="module")
def account() -> Account:
    """The hand-linked story, with a judgement."""
    return build({**linked(), Judgement: (replace(NOTE, status="holds", records=("v-1",)),)})


def pdf_text(made: bytes) -> str:
    return flat(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages))


def docx_text(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return flat(" ".join([*(p.text for p in document.paragraphs), *cells]))


def flat(text: str) -> str:
    return " ".join(re.sub(r"-\n|\u00ad", "", text).split()).replace("’", "'")


READERS = {"pdf": pdf_text, "docx": docx_text}


@pytest.mark.parametrize("format", READERS)
def test_every_line_has_its_words_and_who_stands_behind_it(account: Account, format: str) -> None:
    """The words as the sources have them, by outlet and number, with the count of independent origins; sections in their order."""
    shown = READERS[format](render_file(account, format))
    for words in (
        "Coastguards of Orland stormed the harbour of Velmar on Friday",
        "We will sit down with anyone who stops shooting,",
        "We shall sit down with whoever stops the shooting,",
        "she would meet anybody who lays down arms",
        "would come to talks if the nets are removed first",
    ):
        assert words in shown
    assert "[1] Northern Wire: " in shown
    assert "Northern Wire, Daily Ledger" in shown
    assert "3 independent origins" in shown
    places = [shown.index(title) for title in ("what happened, and when it was said", "who said what, in whose words", "from whom each has it")]
    assert places == sorted(places)
    assert "https://herald.example/raid" in shown.replace("/ ", "/")  # a narrow column breaks an address behind a slash
    assert "javascript:" not in shown


@pytest.mark.parametrize("format", READERS)
def test_what_a_person_decided_is_shown_as_that_persons(account: Account, format: str) -> None:
    """By name, with the day and the reason."""
    shown = READERS[format](render_file(account, format))
    assert "Ada Lund" in shown
    assert "Ask the harbour" in shown
    assert "4 May 2031" in shown


@pytest.mark.parametrize("format", READERS)
def test_words_of_articles_are_never_markup(format: str) -> None:
    """Commands of Typst, of Word and of HTML, and characters that no XML has, are shown as text."""
    records = linked()
    title = '#panic("x") = Heading *bold* $x$ <w:b/> {{ MERGEFIELD }} \x07\x00 \ufffe \u202egnitirw'
    records[Document] = tuple(replace(d, title=title) if d.name == "wire" else d for d in DOCS.values())
    shown = READERS[format](render_file(build(records), format))
    assert '#panic("x") = Heading *bold* $x$ <w:b/> {{ MERGEFIELD }}' in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("format", READERS)
def test_the_same_account_gives_the_same_bytes(account: Account, format: str) -> None:
    """No clock and no chance; and an account of nothing is a whole file that says so."""
    assert render_file(account, format) == render_file(account, format)
    assert "Nothing to show: no article was read." in READERS[format](render_file(build({}), format))


def test_the_pdf_is_tagged_and_says_what_it_is(account: Account) -> None:
    """Marked with a structure of headings and tables, a title and a language, as PDF/UA-1 wants, and with an outline to jump by."""
    reader = pypdf.PdfReader(io.BytesIO(render_file(account, "pdf")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Harbour stormed in Velmar"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    kinds = {str(node) for node in structure(root["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= kinds
    outline = [str(entry.title) for entry in flatten(reader.outline)]
    assert outline[:3] == ["Harbour stormed in Velmar", "Timeline", "Voices"]


def structure(node: Any) -> list[Any]:
    """The kinds of all elements below one."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for child in node for kind in structure(child)]
    if not isinstance(node, dict):
        return []
    return [*([node["/S"]] if "/S" in node else []), *(structure(node["/K"]) if "/K" in node else [])]


def flatten(outline: list[Any]) -> list[Any]:
    return [entry for part in outline for entry in (flatten(part) if isinstance(part, list) else [part])]


def test_the_docx_has_real_headings_and_tables(account: Account) -> None:
    """So that a reader can jump, and a screen reader can say where it is; the author is Synoptic."""
    document = docx.Document(io.BytesIO(render_file(account, "docx")))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings[:2] == [("Heading 1", "Harbour stormed in Velmar"), ("Heading 2", "Timeline")]
    sources = document.tables[-1]
    assert [cell.text for cell in sources.rows[0].cells][:3] == ["no", "outlet", "dated"]
    assert len(sources.rows) == len(DOCS) + 1
    assert sources.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert document.core_properties.author == "Synoptic"
    assert {p.style.name for p in document.paragraphs if p.style} >= {"SynopticSmall", "SynopticWitness"}
    underlined = {run.text for p in document.paragraphs for run in p.runs if run.underline}
    assert "Coastguards of Orland stormed the harbour of Velmar on Friday" in underlined


def test_another_form_is_refused_by_name(account: Account) -> None:
    """The message lists those that there are; a text form is given as UTF-8."""
    with pytest.raises(UnknownNameError, match="docx, html, json, md, pdf, terminal"):
        render_file(account, "odt")
    assert render_file(account, "md").decode().startswith("# Harbour")
