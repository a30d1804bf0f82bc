"""What a source listed: from an answer to the addresses of articles and of further sources. And what a user names as a source.

Kinds: `feed` (RSS, Atom, RDF, JSON), `sitemap`, `opml`, `page` (one article), `file` (a file or folder here). A source is what its answer is, not what its
address looks like; a front page that names its feeds is followed through them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from synoptic.errors import ReadError
from synoptic.ids import text_hash
from synoptic.read.feed import link_of, parse_feed
from synoptic.read.lists import Listed, parse_opml, parse_sitemap
from synoptic.read.markup import root_of
from synoptic.watch.entries import entry_name
from synoptic.watch.errors import FetchError
from synoptic.watch.fetch import clean
from synoptic.watch.fetched import Fetched

RECENT_S = 2 * 86_400.0  # of a sitemap: news sitemaps hold two days by their protocol
MOST_SITEMAPS = 50  # of one index, those changed last
MOST_NEW = 500  # pages that one sitemap may add at a time
FEED_LINK = re.compile(r"<link\b[^<>]{0,500}\balternate\b[^<>]{0,500}>", re.IGNORECASE)
FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
HREF = re.compile(r"\bhref\s*=\s*[\"']([^\"']{1,2000})[\"']", re.IGNORECASE)
HEAD = 200_000  # bytes of a page in which its feeds are named

Hint = dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one answer lists. `old` are pages that stood there before we came and are not fetched; `ttl` seconds that it asks to be left alone."""

    kind: str
    title: str | None = None
    pages: tuple[tuple[str, Hint], ...] = ()
    entries: tuple[tuple[str, Hint], ...] = ()  # of a feed without an address, which are read in the feed itself; each under an address of our making
    old: tuple[str, ...] = ()
    sources: tuple[tuple[str, str, str | None], ...] = ()
    ttl: int = 0


def named(given: str) -> list[tuple[str, str, str | None]]:
    """The sources (address, kind, title) that a user's word names: an address, an OPML file, a file or folder. Raises FetchError, ReadError."""
    if re.match(r"https?://", given, re.IGNORECASE):
        return [(clean(given), "url", None)]
    path = Path(given).expanduser()
    if not path.exists():
        raise ReadError(given, "is no address of the web, and there is no such file or folder.", "Give https://..., an OPML file or a folder.")
    if path.is_file() and root_of(path.read_bytes()[:65_536]) == "opml":
        return [(clean(feed.url), "url", feed.title) for feed in parse_opml(path.read_bytes(), given)]
    return [(str(path.absolute()), "file", None)]


def list_of(fetched: Fetched, *, first: bool, now: float) -> Listing:
    """What an answer lists. `first`: the source was never read before. Raises ReadError where it lists nothing."""
    content = fetched.content
    root = "json" if content.lstrip()[:1] == b"{" else root_of(content)
    kind = (fetched.header("content-type") or "").lower()
    if root in ("urlset", "sitemapindex"):
        return of_sitemap(fetched, first=first, now=now)
    if root == "opml":
        return Listing(kind="opml", sources=tuple((good, "url", f.title) for f in parse_opml(content, fetched.url) if (good := cleaned(f.url))))
    if root in ("rss", "feed", "rdf", "json") or (root != "html" and "html" not in kind):
        return of_feed(fetched)
    feeds = feeds_of(content[:HEAD].decode("utf-8", "replace"), fetched.url)
    if feeds and urlsplit(fetched.url).path in ("", "/"):
        return Listing(kind="front", sources=tuple((url, "url", None) for url in feeds))
    return Listing(kind="page", pages=((clean(fetched.asked), {}),))


def of_feed(fetched: Fetched) -> Listing:
    """The entries of a feed."""
    feed = parse_feed(fetched.content, fetched.url, base=fetched.url, content_type=fetched.header("content-type"))
    pages: dict[str, Hint] = {}
    entries: dict[str, Hint] = {}
    for entry in feed.entries:
        if url := cleaned(entry.url):
            hint = {"title": entry.title, "published": entry.published, "updated": entry.updated, "author": entry.author, "publisher": feed.title}
            pages.setdefault(url, hint)
        elif entry.id or entry.title or entry.content:
            name = entry_name(entry)
            entries.setdefault(f"{clean(fetched.asked)}#{name}", {"entry": name, "digest": text_hash(f"{entry.title} {entry.content}")})
    return Listing(kind="feed", title=feed.title, pages=tuple(pages.items()), entries=tuple(entries.items()), ttl=feed.ttl)


def of_sitemap(fetched: Fetched, *, first: bool, now: float) -> Listing:
    """The pages of a sitemap that are recent, or that came since it was read; the sitemaps of an index, those changed last."""
    pages, maps = parse_sitemap(fetched.content, fetched.url)
    newest = sorted(maps, key=lambda m: m.changed or "", reverse=True)[:MOST_SITEMAPS]
    wanted: list[tuple[str, Hint]] = []
    old: list[str] = []
    for page in pages:
        if not (url := cleaned(page.url)):
            continue
        age = age_of(page, now)
        if (age is None and first) or (age is not None and age > RECENT_S) or len(wanted) >= MOST_NEW:
            old.append(url)
        else:
            wanted.append((url, {"title": page.title, "published": page.published, "updated": page.changed}))
    return Listing(kind="sitemap", pages=tuple(wanted), old=tuple(old), sources=tuple((u, "url", None) for m in newest if (u := cleaned(m.url))))


def age_of(page: Listed, now: float) -> float | None:
    """Seconds since a page was published or changed, by its sitemap; None where that says nothing."""
    try:
        given = datetime.fromisoformat(page.published or page.changed or "")
    except ValueError:
        return None
    return now - given.timestamp()


def feeds_of(head: str, base: str) -> list[str]:
    """The feeds that a page names in its head."""
    found = (HREF.search(tag) for tag in FEED_LINK.findall(head) if FEED_TYPE.search(tag))
    urls = (cleaned(link_of(m[1], base)) for m in found if m)
    return list(dict.fromkeys(u for u in urls if u))


def cleaned(url: str | None) -> str | None:
    """An address in its one form; None where it is none of the web."""
    try:
        return clean(url) if url else None
    except FetchError:
        return None
