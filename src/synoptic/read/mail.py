"""A saved e-mail (`.eml`): a newsletter or an article that was sent -> one Document.

The plain part where it holds the words, else the HTML part through the reader of pages, or as plain paragraphs where that finds no article. Subject, sender
and date are its metadata. Attachments are left out. Taken apart in the guarded process: messages may stand in messages without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from synoptic.errors import ReadError
from synoptic.model import Document
from synoptic.read.documents import make_document
from synoptic.read.guard import guarded
from synoptic.read.markup import flat, plain
from synoptic.read.sources import Source

FEWEST_WORDS = 25  # of a part that is an article; by hand, a greeting or a footer has fewer
MOST_PARTS = 200  # of one mail, bounded against bombs


def read_mail(source: Source) -> Iterator[Document]:
    """The article of an e-mail. Raises ReadError where it holds no text."""
    found = guarded("mail", source.bytes(), source.shown)
    name = found.pop("name") or source.name
    yield make_document(found.pop("text"), name=name, where=source.shown, path=source.shown, **found)


def take_apart(content: bytes, where: str) -> dict[str, Any]:
    """Text and metadata of a message. Runs in the guarded process; raises ReadError where there is no text."""
    from email import message_from_bytes, policy  # noqa: PLC0415
    from email.utils import parseaddr, parsedate_to_datetime  # noqa: PLC0415

    message = message_from_bytes(content, policy=policy.compat32)
    texts: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number < MOST_PARTS and kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment" and kind not in texts:
            texts[kind] = decoded(part)
    text = unwrapped(texts.get("text/plain", ""))
    if len(text.split()) < FEWEST_WORDS and "text/html" in texts:
        text = article_of(texts["text/html"]) or text
    if not text.strip():
        raise ReadError(where, "this message holds no text.", "Save the newsletter with its text.")
    sender, address = parseaddr(header(message, "From") or "")
    try:
        published = parsedate_to_datetime(header(message, "Date") or "").isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        published = None
    return {
        "text": text,
        "name": (header(message, "Message-ID") or "").strip("<>") or None,
        "title": header(message, "Subject"),
        "publisher": sender or address.partition("@")[2] or None,
        "published": published,
    }


def header(message: Any, name: str) -> str | None:
    """A header, decoded, on one line."""
    from email.header import decode_header, make_header  # noqa: PLC0415

    value = message.get(name)
    if value is None:
        return None
    try:
        return flat(str(make_header(decode_header(str(value))))) or None
    except (ValueError, LookupError, UnicodeError):
        return flat(str(value)) or None


def decoded(part: Any) -> str:
    """The text of a part in whatever charset it says, or in UTF-8 where that is none."""
    content = part.get_payload(decode=True) or b""
    try:
        return str(content.decode(part.get_content_charset("utf-8"), "replace"))
    except (LookupError, ValueError):
        return str(content.decode("utf-8", "replace"))


def unwrapped(text: str) -> str:
    """Plain text with the lines of a paragraph joined: mail breaks them at 70 characters or so."""
    found = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        wrapped = len(lines) > 1 and max(map(len, lines)) <= 80 and min(map(len, lines[:-1])) > 40
        found.append(" ".join(lines) if wrapped else "\n".join(lines))
    return "\n\n".join(f for f in found if f)


def article_of(html: str) -> str:
    """The article of an HTML part, or all its text."""
    from synoptic.read.page import take_apart as take_page_apart  # noqa: PLC0415

    text: str = take_page_apart(html.encode("utf-8", "replace"), "", None)["text"]
    return text if len(text.split()) >= FEWEST_WORDS else plain(html)
