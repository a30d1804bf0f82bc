"""A PDF file -> one Document: its text in reading order by pdfminer.six, lines joined to paragraphs, in the guarded process.

pdfminer.six groups characters to lines and lines to blocks, so that columns stay apart. Pictures of pages (scans) hold no text and are told.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.documents import iso_date, make_document
from synoptic.read.guard import guarded
from synoptic.read.layout import headline
from synoptic.read.markup import flat
from synoptic.read.sources import Source

MOST_PAGES = 100
FEWEST_LETTERS = 80  # fewer in a whole file: its pages are pictures
STAMP = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")


def read_pdf(source: Source) -> Iterator[Document]:
    """The text of a PDF. Raises ReadError."""
    content = source.bytes()
    if not content.lstrip().startswith(b"%PDF"):
        raise ReadError(source.shown, "is no PDF.", "Save it again.")
    found = guarded("pdf", content, source.shown)
    text = found.pop("text")
    found["title"] = found["title"] or headline(text)
    yield make_document(text, name=source.name, where=source.shown, path=source.shown, **found)


def take_apart(content: bytes, where: str) -> dict[str, Any]:
    """Text and metadata. Runs in the guarded process; raises ReadError where the pages hold no text, or may not be read."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    try:
        info = next(iter(PDFDocument(PDFParser(io.BytesIO(content))).info), {})
        text = blocks(extract_text(io.BytesIO(content), maxpages=MOST_PAGES))
    except PDFPasswordIncorrect:
        raise ReadError(where, "this PDF asks for a password.", "Save it without one.") from None
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        raise ReadError(where, "this PDF holds no text: its pages are pictures.", "Give a PDF with text, or the text itself.")
    created = STAMP.search(string(info.get("CreationDate")) or "")
    day = "-".join(created.groups()[:3]) if created else None
    return {"text": text, "title": string(info.get("Title")), "author": string(info.get("Author")), "published": iso_date(day)}


def blocks(text: str) -> str:
    """Blocks as paragraphs: their lines joined, words that were divided at a line's end whole again."""
    found = []
    for block in re.split(r"\n[ \t]*\n|\f", text):
        joined = re.sub(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])", "", block.strip())
        if line := flat(re.sub(r"\(cid:\d+\)", "", joined)):
            found.append(line)
    return "\n\n".join(found)


def string(value: Any) -> str | None:
    """A value of a PDF's information as text."""
    if isinstance(value, bytes):
        wide = value.startswith((b"\xfe\xff", b"\xff\xfe"))
        value = value.decode("utf-16" if wide else "latin-1", "replace")
    return flat(value) or None if isinstance(value, str) else None
