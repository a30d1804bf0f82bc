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
SMALL, WITNESS = "SynopticSmall", "SynopticWitness"  # styles, by name and id
SIZE, INDENT = 9, 0.5  # points; centimetres


def render_docx(account: Account) -> bytes:
    """The document as bytes."""
    from docx import Document  # noqa: PLC0415  (loaded only where it is asked for)

    document = Document()
    add_styles(document)
    fill(document, lay_out(account))
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def add_styles(document: Any) -> None:
    """Styles for small print and for the words of a source, which a reader can change in one place."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    for name in (SMALL, WITNESS):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.paragraph_format.space_after = Pt(SIZE), Pt(2)
    document.styles[WITNESS].paragraph_format.left_indent = Cm(INDENT)


def fill(document: Any, paper: Paper) -> None:
    """Write all chapters."""
    document.core_properties.title = clean(paper.title)[:255]
    document.core_properties.author, document.core_properties.comments = "Synoptic", ""
    document.core_properties.language = "en"
    if not paper.chapters:
        document.add_heading(clean(paper.title), 1)
    for chapter in paper.chapters:
        document.add_heading(clean(chapter.heading), 1)
        add(document, clean(chapter.facts), SMALL)
        for part in chapter.parts:
            document.add_heading(part.title, 2)
            add(document, clean(part.gloss), SMALL)
            for item in part.items:
                add_item(document, item)
            for grid in part.grids:
                add_grid(document, grid)
            if part.beyond:
                add(document, clean(f"{part.beyond} more in the data form."), SMALL)
    if paper.others:
        document.add_heading("Other stories", 1)
        for other in paper.others:
            document.add_paragraph(clean(other), style="List Bullet")
    add(document, clean(FOOT), SMALL)


def add_item(document: Any, item: Item) -> None:
    """One line: labels, words, who has it, and their exact words."""
    head = document.add_paragraph()
    head.add_run(clean(" · ".join(item.labels))).bold = True
    head.paragraph_format.keep_with_next = True
    if item.words:
        document.add_paragraph(clean(item.words)).paragraph_format.keep_with_next = True
    add(document, clean(item.backing), SMALL)
    for witness in item.witnesses:
        told = add(document, f"[{witness.number}] ", WITNESS)
        told.add_run(clean(witness.outlet)).bold = True
        told.add_run(clean(f": {witness.before}"))
        told.add_run(clean(witness.words)).underline = True
        if witness.after:
            told.add_run(clean(witness.after))
    if item.more:
        add(document, f"and {item.more} more sources", WITNESS)


def add(document: Any, text: str, style: str) -> Any:
    """A paragraph in a style, by its id: python-docx looks through all styles for each paragraph that is given one by name, which took most of the time."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style
    return paragraph


def add_grid(document: Any, grid: Grid) -> None:
    """A table whose first row is its header."""
    if grid.title:
        document.add_heading(clean(grid.title), 3)
    if grid.note:
        add(document, clean(grid.note), SMALL)
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    for number, row in enumerate((grid.columns, *grid.rows)):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0]._p.style = SMALL
            cell.paragraphs[0].add_run(clean(text)).bold = number == 0 or None
    repeat_header(table.rows[0])


def repeat_header(row: Any) -> None:
    """Mark a row as the header, which is repeated on each page and read out by screen readers."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


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
