"""The account as DOCX, through python-docx: real headings, lists and tables, so that Word, LibreOffice and screen readers find their way.

No clock: the parts are packed anew without a time, and the document's own dates are left out, so that the same account gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from synoptic.account import Account
from synoptic.show.export.folder import entry, packed
from synoptic.show.paper import Grid, Item, Paper, lay_out

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
FOOT = "Words are the sources’ own; labels are Synoptic’s. The same articles make the same document."
SMALL, INDENT = 9, 0.5  # points; centimetres


def render_docx(account: Account) -> bytes:
    """The document as bytes."""
    from docx import Document  # noqa: PLC0415  (loaded only where it is asked for)

    document = Document()
    fill(document, lay_out(account))
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def fill(document: Any, paper: Paper) -> None:
    """Write all chapters."""
    document.core_properties.title = clean(paper.title)[:255]
    document.core_properties.author, document.core_properties.comments = "Synoptic", ""
    document.core_properties.language = "en"
    if not paper.chapters:
        document.add_heading(clean(paper.title), 1)
    for chapter in paper.chapters:
        document.add_heading(clean(chapter.heading), 1)
        small(document.add_paragraph(), chapter.facts)
        for part in chapter.parts:
            document.add_heading(part.title, 2)
            small(document.add_paragraph(), part.gloss)
            for item in part.items:
                add_item(document, item)
            for grid in part.grids:
                add_grid(document, grid)
            if part.beyond:
                small(document.add_paragraph(), f"{part.beyond} more in the data form.")
    if paper.others:
        document.add_heading("Other stories", 1)
        for other in paper.others:
            document.add_paragraph(clean(other), style="List Bullet")
    small(document.add_paragraph(), FOOT)


def add_item(document: Any, item: Item) -> None:
    """One line: labels, words, who has it, and their exact words."""
    head = document.add_paragraph()
    head.add_run(clean(" · ".join(item.labels))).bold = True
    head.paragraph_format.keep_with_next = True
    if item.words:
        document.add_paragraph(clean(item.words)).paragraph_format.keep_with_next = True
    small(document.add_paragraph(), item.backing)
    for witness in item.witnesses:
        told = indented(document)
        small(told, f"[{witness.number}] ")
        small(told, witness.outlet, bold=True)
        small(told, f": {witness.before}")
        small(told, witness.words, underline=True)
        small(told, witness.after)
    if item.more:
        small(indented(document), f"and {item.more} more sources")


def add_grid(document: Any, grid: Grid) -> None:
    """A table whose first row is its header."""
    if grid.title:
        document.add_heading(clean(grid.title), 3)
    if grid.note:
        small(document.add_paragraph(), grid.note)
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    for number, row in enumerate((grid.columns, *grid.rows)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            small(cell.paragraphs[0], text, bold=number == 0)
    repeat_header(table.rows[0])


def repeat_header(row: Any) -> None:
    """Mark a row as the header, which is repeated on each page and read out by screen readers."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def indented(document: Any) -> Any:
    """A paragraph under a line."""
    from docx.shared import Cm  # noqa: PLC0415

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(INDENT)
    return paragraph


def small(paragraph: Any, text: str, *, bold: bool = False, underline: bool = False) -> None:
    """Words in small print."""
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run(clean(text))
    run.font.size, run.bold, run.underline = Pt(SMALL), bold or None, underline or None


def clean(text: str) -> str:
    """Text without characters that XML has not."""
    return NO_XML.sub("\ufffd", text)


def without_clock(made: bytes) -> bytes:
    """The same file with no time in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as given, packed(stream) as folder:
        for name in given.namelist():
            content = given.read(name)
            folder.writestr(entry(name), DATES.sub(b"", content) if name == "docProps/core.xml" else content)
    return stream.getvalue()
