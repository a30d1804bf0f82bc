"""NewsML-G2 (IPTC, XML; agencies' wires) -> a Document for every news item that holds text, in a message or alone.

The text stands in `inlineXML` (NITF or XHTML) or `inlineData`; headline, time and provider in the item's own metadata. An item that its provider has
cancelled is told and not read: that is an agency's "kill".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.documents import make_document
from synoptic.read.lines import refuse
from synoptic.read.markup import first_text, flat, local, named, paragraphs, parse_xml, plain
from synoptic.read.nitf import byline, from_nitf
from synoptic.read.sources import Source

MOST_ITEMS = 5_000
WITHDRAWN = ("canceled", "cancelled", "withheld")


def read_newsml(source: Source) -> Iterator[Document | Refusal]:
    """The items of a NewsML-G2 file. Raises ReadError where it holds none."""
    root = parse_xml(source.bytes(), source.shown)
    items = [root] if local(root) == "newsItem" else list(named(root, "newsItem"))[:MOST_ITEMS]
    if not items:
        raise ReadError(source.shown, "this NewsML holds no news item.", "Give the items themselves, not a package that names them.")
    for number, item in enumerate(items, 1):
        where = source.shown if len(items) == 1 else f"{source.shown}, item {number}"
        try:
            yield from_item(item, where, source)
        except ReadError as error:
            yield refuse(error)


def from_item(item: Any, where: str, source: Source) -> Document:
    """The article of one news item. Raises ReadError where it was withdrawn, or holds no text."""
    status = next(named(item, "pubStatus"), None)
    if status is not None and (status.get("qcode") or "").rpartition(":")[2].lower() in WITHDRAWN:
        raise ReadError(where, "its provider has withdrawn this item.", "Take it out of what you rely on.")
    text, inner = content_of(item, where)
    provider = next(named(item, "provider"), None)
    published = next((flat("".join(e.itertext())) for name in ("contentCreated", "firstCreated", "versionCreated") for e in named(item, name)), None)
    return make_document(
        text,
        name=flat(item.get("guid")) or source.name,
        where=where,
        path=source.shown,
        title=first_text(item, "headline") or inner.get("title"),
        author=byline(first_text(item, "by")) or inner.get("author"),
        publisher=(first_text(provider, "name") or flat(provider.get("literal")) if provider is not None else None) or inner.get("publisher"),
        published=published or inner.get("published"),
    )


def content_of(item: Any, where: str) -> tuple[str, dict[str, str | None]]:
    """The text of an item, and metadata that stand inside it. Raises ReadError where it holds none."""
    for part in named(item, "inlineXML"):
        if any(local(e) == "nitf" for e in part):
            inner = from_nitf(part, where)
            return inner.pop("text") or "", inner
        body = next(named(part, "body"), part)
        if text := paragraphs(body):
            return text, {}
    for part in named(item, "inlineData"):
        if text := plain("".join(part.itertext())):
            return text, {}
    raise ReadError(where, "this news item holds no text.", "Pictures and films are not read.")
