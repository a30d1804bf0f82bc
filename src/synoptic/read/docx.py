"""A Word file (`.docx`) -> one Document: paragraphs and tables by python-docx, title, author and day of its properties.

A Word file is a zip: what it would unpack to is added up before it is opened, so that a bomb is told and not unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.documents import make_document
from synoptic.read.guard import guarded
from synoptic.read.layout import headline
from synoptic.read.sources import Source

MOST_UNPACKED = 200_000_000  # bytes of all parts together; a long report with pictures has 50 MB
MOST_TEXT = 20_000_000  # bytes of the part that holds the words
MOST_PARTS = 5_000


def read_docx(source: Source) -> Iterator[Document]:
    """The text of a Word file. Raises ReadError."""
    content = source.bytes()
    check_zip(content, source.shown)
    found = guarded("docx", content, source.shown)
    text = found.pop("text")
    found["title"] = found["title"] or headline(text)
    yield make_document(text, name=source.name, where=source.shown, path=source.shown, **found)


def check_zip(content: bytes, where: str) -> None:
    """Raises ReadError where the file is no zip, or would unpack to more than a Word file holds."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ReadError(where, "is no Word file (.docx).", "Save it again; an old .doc must be saved as .docx.") from None
    words = [p.file_size for p in parts if p.filename.endswith(".xml")]
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED or max(words, default=0) > MOST_TEXT:
        raise ReadError(where, "would unpack to more than a Word file holds.", "Give the article as text.")


def take_apart(content: bytes, where: str) -> dict[str, Any]:
    """Text and metadata. Runs in the guarded process."""
    import docx  # noqa: PLC0415

    found = docx.Document(io.BytesIO(content))
    lines: list[str] = []
    for block in found.iter_inner_content():
        rows = [block.text] if hasattr(block, "text") else [" | ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows]
        lines += [row.strip() for row in rows if row.strip()]
    facts = found.core_properties
    created = facts.created or facts.modified
    published = created.date().isoformat() if created else None
    return {"text": "\n\n".join(lines), "title": facts.title or None, "author": facts.author or None, "published": published}
