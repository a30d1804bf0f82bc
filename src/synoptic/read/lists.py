"""Lists of addresses: OPML (of feeds), sitemaps and news sitemaps (of pages), indexes of sitemaps -> their addresses in order.

They hold no articles: `synoptic watch` follows them, and `synoptic read` says so. Bounded: a list that never ends, or names itself, costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.documents import iso_date
from synoptic.read.markup import flat, local, parse_xml
from synoptic.read.page import http
from synoptic.read.sources import Source

MOST_FEEDS = 10_000  # of one OPML file
MOST_PAGES = 50_000  # of one sitemap: the protocol's own bound (sitemaps.org)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One address; `changed` is the time that a sitemap gives of its last change, `published` that of a news sitemap."""

    url: str
    title: str | None = None
    changed: str | None = None
    published: str | None = None


def read_list(source: Source) -> Iterator[Document | Refusal]:
    """Nothing: a list is told to be one. Raises ReadError."""
    raise ReadError(source.shown, "this lists addresses and holds no article.", f"Follow it: synoptic watch {source.name} --archive FILE.")
    yield  # a generator, as all readers


def parse_opml(content: bytes, where: str) -> tuple[Listed, ...]:
    """The feeds of an OPML list. Raises ReadError where it names none."""
    found: dict[str, Listed] = {}
    for outline in parse_xml(content, where).iter():
        if local(outline).lower() != "outline" or len(found) >= MOST_FEEDS:
            continue
        given = {k.lower(): v for k, v in outline.attrib.items()}
        if url := http((given.get("xmlurl") or "").strip()):
            found.setdefault(url, Listed(url=url, title=flat(given.get("title") or given.get("text")) or None))
    if not found:
        raise ReadError(where, "this OPML list names no feed.", 'Feeds stand in <outline xmlUrl="...">.')
    return tuple(found.values())


def parse_sitemap(content: bytes, where: str) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """The pages of a sitemap, and the sitemaps of an index. Raises ReadError where it is none."""
    root = parse_xml(content, where)
    if local(root).lower() not in ("urlset", "sitemapindex"):
        raise ReadError(where, "this is no sitemap.", "Its root is <urlset> or <sitemapindex>.")
    rows: list[Listed] = []
    for one in root:
        if local(one).lower() in ("url", "sitemap") and (row := listed(one)) and len(rows) < MOST_PAGES:
            rows.append(row)
    return (tuple(rows), ()) if local(root).lower() == "urlset" else ((), tuple(rows))


def listed(element: Any) -> Listed | None:
    """One address of a sitemap; None where it has none of the web."""
    given: dict[str, str] = {}
    for child in element.iter():
        if (name := local(child)) and child.text:
            given.setdefault(name.lower(), flat(child.text))
    url = http(given.get("loc"))
    if not url:
        return None
    return Listed(url=url, title=given.get("title"), changed=iso_date(given.get("lastmod")), published=iso_date(given.get("publication_date")))
