"""RSS, Atom, RDF and JSON feeds -> what they list: entries with their address, title, times and, where the feed holds it, their text.

feedparser reads all XML kinds, well-formed or not, in the guarded process; JSON Feed (jsonfeed.org 1.1) is read here. `read_feed` makes a Document of
each entry that holds its article in full; the others are told, since a summary is no article: `synoptic watch` fetches those.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import orjson

from synoptic.errors import ReadError
from synoptic.ids import make_id
from synoptic.model import Document, Refusal
from synoptic.read.documents import iso_date, make_document
from synoptic.read.guard import guarded
from synoptic.read.markup import plain, plain_line
from synoptic.read.page import http
from synoptic.read.sources import Source

MOST_ENTRIES = 1_000  # of one feed: the newest stand first; an endless one ends here
MOST_DATE = 60  # characters of a time
FULL_WORDS = 120  # an entry with so many words under `content` holds its article; summaries have 20 to 80
ADVICE = "Give the page of the article, or follow the feed with `synoptic watch`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. `content` is its text where the feed gives one apart from a summary; without an address the summary may be all."""

    id: str
    url: str | None
    title: str | None
    published: str | None
    updated: str | None
    author: str | None
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself, and its entries in their order. `ttl`: seconds that it asks to be left alone, 0 where it asks for none."""

    title: str | None
    entries: tuple[Entry, ...]
    ttl: int = 0


def read_feed(source: Source) -> Iterator[Document | Refusal]:
    """The entries of a feed's file that hold their article. Raises ReadError where it is no feed."""
    feed = parse_feed(source.bytes(), source.shown)
    if not feed.entries:
        raise ReadError(source.shown, "this feed lists nothing.")
    for number, entry in enumerate(feed.entries, 1):
        where = entry.url or f"{source.shown}, entry {number}"
        try:
            yield from_entry(entry, feed, where, name=entry.url or f"{source.name}:{entry.id or number}")
        except ReadError as error:
            yield Refusal(id=make_id("r", error.where, error.reason), where=error.where, reason=error.reason, advice=error.advice)


def from_entry(entry: Entry, feed: Feed, where: str, *, name: str) -> Document:
    """The article that an entry holds. Raises ReadError where it holds a summary only."""
    if len(entry.content.split()) < FULL_WORDS:
        raise ReadError(where, "the feed holds a summary of this article only.", ADVICE)
    return make_document(
        entry.content, name=name, where=where, url=entry.url, title=entry.title, publisher=feed.title, author=entry.author, published=entry.published
    )


def parse_feed(content: bytes, where: str, *, base: str | None = None, content_type: str | None = None) -> Feed:
    """A feed of any kind. `base`: the address that relative ones start from. Raises ReadError where it is no feed."""
    found = from_json(content, where) if content.lstrip()[:1] == b"{" else guarded("feed", content, where, content_type)
    entries = []
    for row in found["entries"][:MOST_ENTRIES]:
        url = link_of(row["url"], base)
        entries.append(
            Entry(
                id=row["id"] or url or "",
                url=url,
                title=plain_line(row["title"]),
                published=moment(row["published"]),
                updated=moment(row["updated"]),
                author=plain_line(row["author"]),
                content=plain(row["content"]),
            )
        )
    return Feed(title=plain_line(found["title"]), entries=tuple(entries), ttl=found["ttl"])


def take_apart(content: bytes, where: str, content_type: str | None) -> dict[str, Any]:
    """What feedparser finds, as plain values. Runs in the guarded process."""
    import feedparser  # noqa: PLC0415

    headers = {"content-type": content_type} if content_type else {}
    found = feedparser.parse(io.BytesIO(content), response_headers=headers)  # a stream: bytes alone might be taken for a file's name
    if not found.entries and not found.version:
        raise ReadError(where, "this is no feed.", "Give the address of an RSS, Atom or JSON feed.")
    return {
        "title": text(found.feed.get("title")),
        "ttl": minutes(found.feed.get("ttl")),
        "entries": [
            {
                "id": text(e.get("id")) or "",
                "url": text(e.get("link")),
                "title": text(e.get("title")),
                "published": stamp(e, "published") or (stamp(e, "updated") if found.version.startswith("rss") else None),  # RDF has one date alone
                "updated": stamp(e, "updated"),
                "author": text(e.get("author")),
                "content": max((text(c.get("value")) or "" for c in e.get("content", ())), key=len, default="") or lone_words(e),
            }
            for e in found.entries[:MOST_ENTRIES]
        ],
    }


def lone_words(entry: Any) -> str:
    """The summary of an entry that has no address: there is nothing else of it."""
    return "" if entry.get("link") else text(entry.get("summary")) or ""


def from_json(content: bytes, where: str) -> dict[str, Any]:
    """The same of a JSON Feed. Raises ReadError."""
    try:
        feed = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise ReadError(where, f"is no JSON: {error.msg}.", "Save it again.") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadError(where, "this is no JSON feed: it has no list `items`.", "Give the address of an RSS, Atom or JSON feed.")
    rows = []
    for item in (i for i in items[:MOST_ENTRIES] if isinstance(i, dict)):
        given = item.get("authors")
        authors = [a for a in (given if isinstance(given, list) else [item.get("author")]) if isinstance(a, dict)]
        rows.append(
            {
                "id": str(item.get("id") or ""),
                "url": text(item.get("url")) or text(item.get("external_url")),
                "title": text(item.get("title")),
                "published": text(item.get("date_published")),
                "updated": text(item.get("date_modified")),
                "author": text(authors[0].get("name")) if authors else None,
                "content": text(item.get("content_html")) or text(item.get("content_text")) or "",
            }
        )
    return {"title": text(feed.get("title")), "ttl": 0, "entries": rows}


def link_of(url: str | None, base: str | None) -> str | None:
    """An address of the web, made whole; None for any other kind."""
    try:
        return http(urljoin(base, url.strip()) if base and url else url)
    except ValueError:
        return None


def text(value: object) -> str | None:
    """A text, or nothing."""
    return value if isinstance(value, str) and value.strip() else None


def moment(value: str | None) -> str | None:
    """A time in ISO 8601; malformed ones are nothing."""
    return iso_date(value) if value else None


def stamp(entry: Any, name: str) -> str | None:
    """A time of an entry in ISO 8601, with the zone that the feed gives: in UTC, as feedparser has it, the day may be another. None where it is no time."""
    given, value = str(entry.get(name) or "").strip(), entry.get(f"{name}_parsed")
    if not isinstance(value, time.struct_time) or len(given) > MOST_DATE:
        return None
    try:
        parsed = datetime(*value[:6], tzinfo=UTC)
        for read in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                local = read(given)
            except (ValueError, TypeError, IndexError):
                continue
            if local.tzinfo and local == parsed:
                return local.isoformat()
        return parsed.isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def minutes(value: object) -> int:
    """A `ttl` of RSS in seconds, a day at most."""
    return min(int(value), 1440) * 60 if isinstance(value, str) and value.isdigit() and len(value) < 6 else 0
