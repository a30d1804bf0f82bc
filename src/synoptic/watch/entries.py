"""Entries of a feed without an address: articles that stand nowhere but in the feed. In: the feed as it was fetched. Out: the one entry, as a Document.

Each is told apart by its guid, else by its words, so that a changed text under one guid is a new version of one article. An entry that holds too few words
for an article is told, not passed over: nobody can fetch the rest.
"""

from __future__ import annotations

from synoptic.errors import ReadError
from synoptic.ids import make_id
from synoptic.model import Document, Refusal
from synoptic.read.feed import FULL_WORDS, Entry, from_entry, parse_feed
from synoptic.read.lines import refuse


def entry_name(entry: Entry) -> str:
    """What tells an entry apart in its feed."""
    return make_id("entry", entry.id or (entry.title, entry.content))


def read_entry(content: bytes, url: str, name: str, content_type: str | None) -> Document | Refusal:
    """The entry of that name in a feed; `url` stands for it, and leads to the feed."""
    try:
        feed = parse_feed(content, url, content_type=content_type)
        entry = next((e for e in feed.entries if entry_name(e) == name), None)
        if entry is None:
            raise ReadError(url, "the feed does not hold this entry.")
        words = len(entry.content.split())
        if words < FULL_WORDS:
            advice = f"Nothing can be fetched for it; an article has {FULL_WORDS} words or more."
            raise ReadError(url, f"the feed gives no address for this entry, and {words} words of it: {(entry.title or '')[:120]}", advice)
        return from_entry(entry, feed, url, name=url)
    except ReadError as error:
        return refuse(error)
