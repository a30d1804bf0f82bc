"""What was fetched -> a Document, or why it is none. The page's own statements go before what a feed said of it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.decoding import decode
from synoptic.read.docx import read_docx
from synoptic.read.lines import refuse
from synoptic.read.page import from_page
from synoptic.read.pdf import read_pdf
from synoptic.read.sources import Source
from synoptic.read.text import read_text
from synoptic.watch.entries import read_entry

CHARSET = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
OTHERS = {
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "text/plain": read_text,
}


def read_fetched(content: bytes, headers: Mapping[str, str], url: str, hint: Mapping[str, str | None]) -> Document | Refusal:
    """The article that was fetched from an address, with that address as its name; or the reason why there is none."""
    if entry := hint.get("entry"):
        return read_entry(content, url, entry, headers.get("content-type"))
    kind = (headers.get("content-type") or "text/html").partition(";")[0].strip().lower()
    try:
        if not content.strip():
            raise ReadError(url, "the page is empty.")
        if kind in OTHERS:
            doc = next(doc for doc in OTHERS[kind](Source(url, "", io.BytesIO(content))) if isinstance(doc, Document))
            return replace(doc, name=url, path=None, url=url)
        if "html" not in kind and "xml" not in kind:
            raise ReadError(url, f"is {kind[:60]}, no article.", "Pages, PDF, Word and plain text are read.")
        given: dict[str, Any] = {f"{k}_else": hint.get(k) for k in ("title", "published", "author", "publisher")}
        return from_page(text_of(content, headers.get("content-type") or "", url), where=url, name=url, url=url, **given)
    except ReadError as error:
        return refuse(error)


def text_of(content: bytes, content_type: str, where: str) -> str:
    """A page's text: in UTF-8 where it is that, else in the charset that it says, else by its bytes. Raises ReadError."""
    said = CHARSET.search(content[:4096])
    charset = (said[1].decode() if said else None) or (m[1] if (m := IN_HEADER.search(content_type)) else None)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if charset and charset.lower().replace("-", "") not in ("utf8", "utf16", "utf32", "utf7"):
            try:
                return content.decode(charset, "replace")
            except (LookupError, ValueError, UnicodeError):
                pass
    return decode(content, where)
