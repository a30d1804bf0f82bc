# ruff: noqa: E501 (samples of formats are lines as they come)
"""A thousand hostile inputs: feeds, pages and files, broken by a seeded hand. No crash, no hang, and each that gives no article has its reason."""

from __future__ import annotations

import gzip
import io
import json
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from synoptic.errors import ReadError
from synoptic.ids import make_id
from synoptic.model import Document, Refusal
from synoptic.read import READERS, guard
from synoptic.read.lines import refuse
from synoptic.read.sources import Source, ending_of
from synoptic.watch.errors import FetchError
from synoptic.watch.fetched import Fetched
from synoptic.watch.reading import read_fetched
from synoptic.watch.sources import list_of
from watch.newsroom import make_article, page

WORDS = "The tram company and the town of Ostby met on Monday, and again they did not agree on fares, a spokesman said."
LIMIT_S = 2.0  # of the guard, in these tests
LONGEST_S = 30.0  # of one input, which is taken apart up to three times, on a machine that others use too
BATCHES = 20
EACH = 50


def samples() -> dict[str, bytes]:
    """One good input of each format, in words of our own."""
    word = io.BytesIO()
    made = docx.Document()
    made.add_paragraph(WORDS * 3)
    made.save(word)
    _, title, text = make_article(3, 0).texts[0]
    html = page(title, text)
    rss = f"<rss version='2.0'><channel><title>t</title><item><title>a</title><link>http://a.example/1</link><description>{WORDS}</description></item></channel></rss>"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("archive/a.warc", b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
    warc = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)
    return {
        "a.html": html,
        "a.rss": rss.encode(),
        "a.atom": f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='http://a.example/1'/><title>a</title><summary>{WORDS}</summary></entry></feed>".encode(),
        "b.json": json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "http://a.example/1", "content_html": WORDS}]}
        ).encode(),
        "a.json": json.dumps({"uri": "u", "headline": "a", "body_html": f"<p>{WORDS}</p>"}).encode(),
        "a.xml": f"<nitf><body><body.content><p>{WORDS}</p></body.content></body></nitf>".encode(),
        "b.xml": f"<newsItem guid='g'><contentSet><inlineXML><html><body><p>{WORDS}</p></body></html></inlineXML></contentSet></newsItem>".encode(),
        "c.xml": b"<urlset><url><loc>http://a.example/1</loc><lastmod>2031-05-02</lastmod></url></urlset>",
        "a.opml": b"<opml><body><outline xmlUrl='http://a.example/f'/></body></opml>",
        "a.eml": f"From: a@b.example\nSubject: =?utf-8?q?a?=\nDate: Fri, 02 May 2031 09:30:00 +0200\nContent-Type: text/plain\n\n{WORDS * 2}\n".encode(),
        "a.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R >>",
        "a.docx": word.getvalue(),
        "a.wacz": archive.getvalue(),
        "a.warc": warc + http + b"\r\n\r\n",
        "a.txt": WORDS.encode(),
        "a.md": f"# a\n\n{WORDS}\n".encode(),
        "a.jsonl": json.dumps({"name": "a", "text": WORDS}).encode(),
    }


def broken(content: bytes, hand: random.Random) -> bytes:
    """The same, broken one to four times."""
    for _ in range(hand.randint(1, 4)):
        content = hand.choice(HANDS)(content, hand)[:3_000_000]
    return content


def flip(content: bytes, hand: random.Random) -> bytes:
    """Some bytes are others."""
    found = bytearray(content or b"x")
    for _ in range(hand.randint(1, 40)):
        found[hand.randrange(len(found))] = hand.randrange(256)
    return bytes(found)


def cut(content: bytes, hand: random.Random) -> bytes:
    """It ends too early, or starts too late."""
    at = hand.randint(0, len(content))
    return content[:at] if hand.random() < 0.7 else content[at:]


def repeat(content: bytes, hand: random.Random) -> bytes:
    """A piece stands there very often."""
    start = hand.randrange(len(content) + 1)
    piece = content[start : start + hand.randint(1, 60)]
    return content[:start] + piece * hand.choice([10, 1_000, 20_000]) + content[start:]


def nest(content: bytes, hand: random.Random) -> bytes:
    """Tags, brackets or entities without end."""
    what = hand.choice([b"<div>", b"<p><b>", b"[", b'{"a":', b"<table><tr><td>", b"<ul><li>", b"<!--", b"<![CDATA[", b"&amp;", b"<script>", b"<a href='"])
    at = hand.randrange(len(content) + 1)
    return content[:at] + what * hand.choice([300, 5_000, 100_000]) + content[at:]


def declare(content: bytes, hand: random.Random) -> bytes:
    """Entities that multiply, files of this machine, charsets that are none."""
    bomb = b'<!ENTITY a "ha">' + b"".join(b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 10) for c in b"abcdefghi")
    return hand.choice(
        [
            b"<!DOCTYPE x [" + bomb + b"]>" + content.replace(b">", b">&j;", 3),
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + content.replace(b">", b">&e;", 3),
            b'<?xml version="1.0" encoding="' + hand.choice([b"utf-16", b"ebcdic", b"utf-7", b"x" * 500]) + b'"?>' + content,
            b"\xff\xfe" + content,
            content.decode("latin-1").encode("utf-16"),
            content.decode("latin-1").encode("cp037", "replace"),
        ]
    )


def date(content: bytes, hand: random.Random) -> bytes:
    """Dates and numbers that are none."""
    odd = hand.choice([b"99999-99-99", b"0000-00-00T99:99", b"-1", b"9" * 5_000, b"NaN", b"Fri, 31 Feb 99999 25:61:61 +9999", b"\xe2\x80\xae2031"])
    return content.replace(b"2031", odd).replace(b"02 May", odd)


def pack(content: bytes, hand: random.Random) -> bytes:
    """Packed, where nobody expects it."""
    return gzip.compress(content) if hand.random() < 0.5 else b"PK\x03\x04" + content


HANDS = (flip, flip, cut, cut, repeat, nest, declare, date, pack)


def read_file(name: str, content: bytes, folder: Path) -> Iterator[Document | Refusal]:
    """As `synoptic read` does."""
    path = folder / name
    path.write_bytes(content)
    try:
        yield from READERS[ending_of(name)](Source(str(path), ending_of(name)))
    except ReadError as error:
        yield refuse(error)


def read_answer(name: str, content: bytes) -> Iterator[Document | Refusal]:
    """As `synoptic watch` does with a source, and with a page."""
    kind = {"html": "text/html", "json": "application/json", "pdf": "application/pdf"}.get(name.partition(".")[2], "application/xml")
    url = "http://news.example/x"
    fetched = Fetched(asked=url, url=url, status=200, headers=(("Content-Type", kind),), body=content, content=content, taken="", address=None)
    try:
        listing = list_of(fetched, first=True, now=0.0)
        assert all(u.startswith("http") for u, _ in listing.pages)
    except (ReadError, FetchError) as error:
        yield Refusal(id=make_id("r", error.reason), where=url, reason=error.reason)
    yield read_fetched(content, {"content-type": kind}, url, {})


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take long is given up early."""
    monkeypatch.setattr(guard.ONE, "limit_s", LIMIT_S)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_hostile_inputs_are_read_or_told(batch: int, tmp_path: Path, short_limit: None) -> None:
    """Each input of a batch of fifty ends in time, as articles whose words can be stored, or as reasons."""
    hand = random.Random(1_000 + batch)
    good = samples()
    for number in range(EACH):
        name = hand.choice(sorted(good))
        content = broken(good[name], hand)
        began = time.monotonic()
        found = list(read_file(name, content, tmp_path)) + list(read_answer(name, content))
        took = time.monotonic() - began
        assert took < LONGEST_S, (batch, number, name, took)
        assert found or not content.strip(), (batch, number, name)
        for one in found:
            if isinstance(one, Refusal):
                assert one.reason, (batch, number, name)
                assert one.where
            else:
                one.text.encode("utf-8")
                assert "root:" not in one.text, "a file of this machine came in"


def test_good_inputs_are_read(tmp_path: Path) -> None:
    """The samples that are broken above are good before: each gives an article or says why it holds none."""
    found = {name: list(read_file(name, content, tmp_path)) for name, content in samples().items()}
    read = {name for name, results in found.items() if any(isinstance(r, Document) for r in results)}
    assert read == {"a.html", "a.json", "a.xml", "b.xml", "a.eml", "a.docx", "a.warc", "a.txt", "a.md", "a.jsonl"}
