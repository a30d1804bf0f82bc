"""A web page (HTML) -> its article: text by trafilatura, metadata from the page's own statements.

trafilatura favouring precision scored best of those tried (F1 0.976 on ../shared/data/extraction). It gives a
day without its hour and zone, so the time of publication is read first where pages state it: JSON-LD `datePublished`,
`article:published_time`, `<time datetime>`. Comments and navigation are left out; scripts are never run.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.decoding import decode
from synoptic.read.documents import iso_date, make_document
from synoptic.read.sources import Source

FEWEST_WORDS = 25  # shorter "articles" of pages are cookie notes, captions and error messages
PUBLISHED = re.compile(
    r"<(?:meta|time)\b[^>]*?(?:article:published_time|datePublished|pubdate|parsely-pub-date|DC\.date\.issued|date\.issued|sailthru\.date)[^>]*>",
    re.IGNORECASE,
)
VALUE = re.compile(r"\b(?:content|datetime)\s*=\s*[\"']([^\"']{8,40})[\"']", re.IGNORECASE)
LINKED = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)


def read_page(source: Source) -> Iterator[Document]:
    """The article of an HTML file. Raises ReadError where the page holds none."""
    yield from_page(decode(source.bytes(), source.shown), where=source.shown, name=source.name, path=source.shown)


def from_page(html: str, *, where: str, name: str | None, path: str | None = None, url: str | None = None, **known: str | None) -> Document:
    """The article of a page. `known` are metadata that the input gave: they go before those of the page.

    Raises ReadError where the page holds no article.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415  (0.4 s to load, needed for pages only)

    try:
        found: Any = bare_extraction(html, url=url, favor_precision=True, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError) as error:
        raise ReadError(where, f"the page cannot be taken apart ({type(error).__name__}).", "Save it again, or give the article as text.") from None
    text = (found.text or "").strip() if found else ""
    if len(text.split()) < FEWEST_WORDS:
        raise ReadError(where, "no article was found in this page.", "Give the page of one article, or its text.")
    url = url or http(found.url)
    page = {"title": found.title, "publisher": found.sitename, "author": found.author, "published": published_in(html) or found.date}
    named = name or url or where
    return make_document(text, name=named, where=where, path=path, url=url, **{k: known.get(k) or v for k, v in page.items()})


def http(url: str | None) -> str | None:
    """The URL where it is one of the web, else None: a page may claim anything."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def published_in(html: str) -> str | None:
    """When the page says that it was published, with hour and zone where it tells them."""
    for block in LINKED.findall(html):
        try:
            found = next(iter(stated(json.loads(block))), None)
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    for tag in PUBLISHED.findall(html):
        value = VALUE.search(tag)
        if value and (when := iso_date(value[1])):
            return when
    return None


def stated(node: Any) -> Iterator[str]:
    """Every `datePublished` of a JSON-LD value that is a date, outermost first."""
    if isinstance(node, dict):
        if when := iso_date(node.get("datePublished")):
            yield when
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from stated(part)
