"""NITF (IPTC's News Industry Text Format, XML) -> one Document: headline, byline and time of its head, paragraphs of its body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.documents import make_document
from synoptic.read.markup import first_text, flat, local, named, paragraphs, parse_xml
from synoptic.read.sources import Source


def read_nitf(source: Source) -> Iterator[Document]:
    """The article of an NITF file. Raises ReadError."""
    root = parse_xml(source.bytes(), source.shown)
    found = from_nitf(root, source.shown)
    yield make_document(found.pop("text") or "", name=found.pop("name") or source.name, where=source.shown, path=source.shown, **found)


def from_nitf(root: Any, where: str) -> dict[str, str | None]:
    """Text and metadata of an `nitf` element, wherever it stands. Raises ReadError where it has no body."""
    body = next(named(root, "body.content"), None)
    if body is None:
        body = next(named(root, "body"), None)
    if body is None:
        raise ReadError(where, "this NITF holds no body.", "Give the whole article.")
    return {
        "text": paragraphs(body),
        "name": attribute(root, "doc-id", "id-string"),
        "title": first_text(root, "hl1") or first_text(root, "headline", "title"),
        "author": byline(first_text(root, "byline")),
        "published": attribute(root, "date.issue", "norm") or attribute(root, "story.date", "norm"),
        "publisher": attribute(root, "doc.copyright", "holder") or attribute(root, "pubdata", "name"),
    }


def attribute(root: Any, element: str, name: str) -> str | None:
    """An attribute of the first such element that has it."""
    for one in root.iter():
        if local(one) == element and (value := flat(one.get(name))):
            return value
    return None


def byline(text: str | None) -> str | None:
    """A byline without its "By"."""
    return text[3:] if text and text[:3].lower() == "by " else text
