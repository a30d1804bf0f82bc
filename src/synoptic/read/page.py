"""A web page (HTML) -> its article: text by trafilatura, metadata from the page's own statements.

trafilatura favouring precision scored best of those tried (F1 0.976 on ../shared/data/extraction). It gives a
day without its hour and zone, so the time of publication is read first where pages state it: JSON-LD `datePublished`,
`article:published_time`, `<time datetime>`. Comments and navigation are left out; scripts are never run. Pages are taken apart in the guarded process.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.barriers import barrier
from synoptic.read.decoding import decode
from synoptic.read.documents import iso_date, make_document
from synoptic.read.guard import guarded
from synoptic.read.sources import Source

FEWEST_WORDS = 25  # shorter "articles" of pages are cookie notes, captions and error messages
MOST_TAG = 4_000  # characters of one tag that are looked at; longer ones hold pictures, not dates
PUBLISHED = re.compile(
    rf"<(?:meta|time)\b[^<>]{{0,{MOST_TAG}}}?(?:article:published_time|datePublished|pubdate|parsely-pub-date|DC\.date\.issued|date\.issued|sailthru\.date)"
    rf"[^<>]{{0,{MOST_TAG}}}>",
    re.IGNORECASE,
)
VALUE = re.compile(r"\b(?:content|datetime)\s*=\s*[\"']([^\"']{8,40})[\"']", re.IGNORECASE)
LINKED = re.compile(rf"<script[^<>]{{1,{MOST_TAG}}}application/ld\+json[^<>]{{0,{MOST_TAG}}}>(.*?)</script>", re.IGNORECASE | re.DOTALL)
MOST_DEPTH = 50  # of a JSON-LD value
FREE = re.compile(r"isAccessibleForFree\"?\s*:\s*\"?(true|false)", re.IGNORECASE)


def read_page(source: Source) -> Iterator[Document]:
    """The article of an HTML file. Raises ReadError where the page holds none."""
    yield from_page(decode(source.bytes(), source.shown), where=source.shown, name=source.name, path=source.shown)


def from_page(html: str, *, where: str, name: str | None, path: str | None = None, url: str | None = None, **known: str | None) -> Document:
    """The article of a page. `known` are metadata that the input gave: they go before those of the page, or (`title_else`) after them.

    Raises ReadError where the page holds no article, or a wall stands before it.
    """
    found = guarded("page", html.encode("utf-8", "replace"), where, url)
    text = found["text"]
    if wall := barrier(text, found["title"] or "", free=found["free"]):
        raise ReadError(where, wall, "Give the page as a reader with access sees it, or its text.")
    if len(text.split()) < FEWEST_WORDS:
        raise ReadError(where, "no article was found in this page.", "Give the page of one article, or its text.")
    url = url or http(found["url"])
    named = name or url or where
    metadata = {k: known.get(k) or found[k] or known.get(f"{k}_else") for k in ("title", "publisher", "author", "published")}
    return make_document(text, name=named, where=where, path=path, url=url, **metadata)


def take_apart(content: bytes, where: str, url: str | None) -> dict[str, Any]:
    """What a page (UTF-8) says: its article's text and metadata, its own URL, whether it says that it is free to read. Runs in the guarded process."""
    from trafilatura import bare_extraction  # noqa: PLC0415  (0.4 s to load, needed for pages only)

    html = content.decode("utf-8", "replace")
    found: Any = bare_extraction(html, url=url, favor_precision=True, include_comments=False, with_metadata=True)
    free = FREE.search(html)
    return {
        "text": (found.text or "").strip() if found else "",
        "title": found.title if found else None,
        "publisher": sitename(found, url) if found else None,
        "author": found.author if found else None,
        "published": (published_in(html) or found.date) if found else None,
        "url": found.url if found else None,
        "free": free[1].lower() == "true" if free else None,
    }


def sitename(found: Any, url: str | None) -> str | None:
    """Who publishes, as the page says; the host's name, which stands in where it says nothing, is none."""
    name = found.sitename
    hosts = {urlsplit(u).netloc.lower().removeprefix("www.") for u in (url, found.url) if u and http(u)}
    return None if not name or name.lower().removeprefix("www.") in hosts else str(name)


def http(url: str | None) -> str | None:
    """The URL where it is one of the web, else None: a page may claim anything."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def published_in(html: str) -> str | None:
    """When the page says that it was published, with hour and zone where it tells them."""
    for block in LINKED.finditer(html):
        try:
            found = next(iter(stated(json.loads(block[1]))), None)
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    for tag in PUBLISHED.finditer(html):
        value = VALUE.search(tag[0])
        if value and (when := iso_date(value[1])):
            return when
    return None


def stated(node: Any, depth: int = 0) -> Iterator[str]:
    """Every `datePublished` of a JSON-LD value that is a date, outermost first."""
    if isinstance(node, dict):
        if when := iso_date(node.get("datePublished")):
            yield when
        node = list(node.values())
    if isinstance(node, list) and depth < MOST_DEPTH:
        for part in node:
            yield from stated(part, depth + 1)
