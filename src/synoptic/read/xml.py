"""An XML file -> the reader of what it is, by its root element: a feed, NewsML-G2, NITF, a list of addresses, a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.feed import read_feed
from synoptic.read.lists import read_list
from synoptic.read.markup import root_of
from synoptic.read.newsml import read_newsml
from synoptic.read.nitf import read_nitf
from synoptic.read.page import read_page
from synoptic.read.sources import Source

ROOTS: dict[str, Callable[[Source], Iterator[Document | Refusal]]] = {
    "rss": read_feed,
    "feed": read_feed,
    "rdf": read_feed,
    "newsitem": read_newsml,
    "newsmessage": read_newsml,
    "packageitem": read_newsml,
    "nitf": read_nitf,
    "opml": read_list,
    "urlset": read_list,
    "sitemapindex": read_list,
    "html": read_page,
}


def read_xml(source: Source) -> Iterator[Document | Refusal]:
    """The articles of an XML file of any kind that is known. Raises ReadError for another."""
    root = root_of(source.bytes())
    if root not in ROOTS:
        what = f"its root element is <{root[:40]}>, which no format that Synoptic reads has." if root else "is no XML."
        raise ReadError(source.shown, what, "It reads RSS, Atom, NewsML-G2 and NITF.")
    yield from ROOTS[root](source)
