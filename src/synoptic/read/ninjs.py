"""ninjs (IPTC's news in JSON, 1.x and 2.x), and our own input form, in a `.json` file -> Documents.

A file holds one object or a list of them. ninjs gives its text as `body_text`, `body_html` or `bodies`; a JSON Feed goes to the reader of feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.documents import make_document
from synoptic.read.feed import read_feed
from synoptic.read.lines import from_line, refuse
from synoptic.read.markup import plain
from synoptic.read.nitf import byline
from synoptic.read.sources import Source

WITHDRAWN = ("canceled", "cancelled", "withheld")


def read_json(source: Source) -> Iterator[Document | Refusal]:
    """The articles of a JSON file. Raises ReadError where it is none of those forms."""
    content = source.bytes()
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise ReadError(source.shown, f"is no JSON: {error.msg}.", "One JSON object; many stand one a line in a .jsonl file.") from None
    if isinstance(found, dict) and "jsonfeed.org" in str(found.get("version")):
        yield from read_feed(source)
        return
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, 1):
        where = source.shown if len(rows) == 1 else f"{source.shown}, item {number}"
        try:
            yield from_row(row, where, source, number)
        except ReadError as error:
            yield refuse(error)


def from_row(row: Any, where: str, source: Source, number: int) -> Document:
    """The article of one object. Raises ReadError."""
    if not isinstance(row, dict):
        raise ReadError(where, f"is JSON, but no object ({type(row).__name__}).", 'Write {"name": ..., "text": ...}.')
    if "uri" not in row and ("text" in row or "html" in row):
        return from_line(orjson.dumps(row), f"{where}, line {number}" if "name" not in row else where, source)
    return from_ninjs(row, where, source)


def from_ninjs(row: dict[str, Any], where: str, source: Source) -> Document:
    """The article of a ninjs object. Raises ReadError where it was withdrawn, or holds no text."""
    if str(row.get("pubstatus") or row.get("pubStatus") or "").lower() in WITHDRAWN:
        raise ReadError(where, "its provider has withdrawn this item.", "Take it out of what you rely on.")
    bodies = [b for b in listed(row.get("bodies")) if isinstance(b, dict)]
    html = [b.get("value") for b in bodies if "html" in str(b.get("contenttype") or b.get("contentType") or "")]
    given = [row.get("body_text"), row.get("body_html"), row.get("body_xhtml"), *(b.get("value") for b in bodies if b.get("value") not in html), *html]
    text = next((t for g in given if isinstance(g, str) and (t := plain(g))), "")
    if not text:
        raise ReadError(where, "this object holds no text.", "ninjs gives it as body_text, body_html or bodies; Synoptic's own form as text.")
    headlines = [h.get("value") for h in listed(row.get("headlines")) if isinstance(h, dict)]
    sources = [s.get("name") for s in (*listed(row.get("infosources")), *listed(row.get("infoSources"))) if isinstance(s, dict)]
    return make_document(
        text,
        name=string(row.get("uri")) or source.name,
        where=where,
        path=source.shown,
        title=string(row.get("headline")) or first(headlines) or string(row.get("title")),
        author=byline(string(row.get("byline")) or string(row.get("by"))),
        publisher=string(row.get("provider")) or first(sources) or string(row.get("copyrightholder")),
        published=first(row.get(k) for k in ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")),
    )


def listed(value: object) -> list[Any]:
    """A list, or none."""
    return value if isinstance(value, list) else []


def string(value: object) -> str | None:
    """A text with something in it, or nothing."""
    return value.strip() or None if isinstance(value, str) else None


def first(values: Any) -> str | None:
    """The first text."""
    return next((s for v in values if (s := string(v))), None)
