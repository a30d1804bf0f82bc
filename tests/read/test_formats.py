"""The formats of newsrooms and archives: what each reader takes out of a file, and what it tells instead."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read import guard, read
from synoptic.read.barriers import barrier
from synoptic.read.feed import parse_feed
from synoptic.read.guard import Guard
from synoptic.read.lists import parse_opml, parse_sitemap
from synoptic.read.markup import plain

WORDS = "The harbour union and the port of Velmora met on Monday for the third time, and again they did not agree on wages, a spokeswoman said."
LONG = " ".join([WORDS] * 6)
PAGE = f"<html><head><title>Talks end</title></head><body><article><h1>Talks end</h1>{f'<p>{WORDS}</p>' * 4}</article></body></html>"


def one(path: Path) -> Document:
    (found,) = list(read([path]))
    assert isinstance(found, Document), found
    return found


def told(path: Path) -> str:
    (found,) = list(read([path]))
    assert isinstance(found, Refusal)
    return found.reason


def test_an_entry_with_its_article_is_read_and_a_summary_is_told(tmp_path: Path) -> None:
    """Of a feed's file the entries that hold their article are documents, on their own local day; of the others the reason names `synoptic watch`."""
    (tmp_path / "feed.xml").write_text(
        f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Velmora Post</title>
        <item><title>Talks &amp; wages</title><link>https://post.example/1</link><pubDate>Fri, 02 May 2031 00:30:00 +0200</pubDate>
        <content:encoded><![CDATA[<p>{WORDS}</p><script>alert(1)</script><p>{LONG}</p>]]></content:encoded></item>
        <item><title>Short</title><link>https://post.example/2</link><description>They met.</description></item></channel></rss>"""
    )
    doc, refused = list(read([tmp_path / "feed.xml"]))
    assert isinstance(doc, Document)
    assert isinstance(refused, Refusal)
    assert (doc.title, doc.publisher, doc.url, doc.published) == ("Talks & wages", "Velmora Post", "https://post.example/1", "2031-05-02T00:30:00+02:00")
    assert doc.text == f"{WORDS}\n\n{LONG}"
    assert refused.where == "https://post.example/2"
    assert "synoptic watch" in refused.advice


def test_feeds_of_every_kind_list_the_same(tmp_path: Path) -> None:
    """RSS, Atom, RDF and JSON Feed give address, title and time alike; relative addresses are made whole."""
    feeds = (
        '<rss version="2.0"><channel><item><title>A</title><link>/1</link><pubDate>Fri, 02 May 2031 09:30:00 GMT</pubDate></item></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="/1"/><published>2031-05-02T09:30:00Z</published></entry></feed>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<item><title>A</title><link>/1</link><dc:date>2031-05-02T09:30:00Z</dc:date></item></rdf:RDF>",
        json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/1", "title": "A", "date_published": "2031-05-02T09:30:00Z"}]}
        ),
    )
    for content in feeds:
        (entry,) = parse_feed(content.encode(), "x", base="https://post.example/feed").entries
        assert (entry.url, entry.title) == ("https://post.example/1", "A")
        assert (entry.published or "").replace("Z", "+00:00") == "2031-05-02T09:30:00+00:00"


@pytest.mark.parametrize("date", ["not a day", "Fri, 99 May 2031 99:99:99", "0000-00-00", "9" * 400, "31 Feb 2031"])
def test_a_malformed_date_is_no_date(date: str) -> None:
    """A date that is none leaves the entry undated, and the feed is read."""
    content = f"<rss version='2.0'><channel><item><link>https://p.example/1</link><pubDate>{date}</pubDate></item></channel></rss>"
    assert [e.published for e in parse_feed(content.encode(), "x").entries] == [None]


def test_text_of_a_feed_never_stays_markup() -> None:
    """What a feed gives as HTML comes out as words; a script's text does not."""
    assert plain("<p>Tom &amp; <b>Ann</b><img src=x onerror=alert(1)></p><script>alert(1)</script>") == "Tom & Ann"
    assert plain("&lt;b&gt; is written so") == "<b> is written so"


def test_lists_name_their_addresses(tmp_path: Path) -> None:
    """OPML names feeds, a sitemap pages, an index sitemaps; only addresses of the web; and a list is no article."""
    opml = '<opml><body><outline text="News"><outline xmlUrl="https://a.example/f" text="A"/><outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    assert [(f.url, f.title) for f in parse_opml(opml.encode(), "x")] == [("https://a.example/f", "A")]
    pages = "<urlset><url><loc>https://a.example/1</loc><lastmod>2031-05-02</lastmod></url><url><loc>gopher://x</loc></url></urlset>"
    assert [(p.url, p.changed) for p in parse_sitemap(pages.encode(), "x")[0]] == [("https://a.example/1", "2031-05-02")]
    index = "<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
    assert [p.url for p in parse_sitemap(index.encode(), "x")[1]] == ["https://a.example/s.xml"]
    (tmp_path / "feeds.opml").write_text(opml)
    assert told(tmp_path / "feeds.opml") == "this lists addresses and holds no article."


def test_nitf(tmp_path: Path) -> None:
    """Headline, byline, time and paragraphs of an NITF article, whose DTD is never fetched."""
    (tmp_path / "a.xml").write_text(
        f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://127.0.0.1:1/nitf.dtd"><nitf><head><title>t</title><docdata><doc-id id-string="n-1"/>
        <date.issue norm="20310502T093000Z"/><doc.copyright holder="Velmora Wire"/></docdata></head><body><body.head><hedline><hl1>Talks end</hl1></hedline>
        <byline>By Ana Roth</byline></body.head><body.content><p>{WORDS}</p><p>They will meet again.</p></body.content></body></nitf>"""
    )
    doc = one(tmp_path / "a.xml")
    assert (doc.name, doc.title, doc.author, doc.publisher) == ("n-1", "Talks end", "Ana Roth", "Velmora Wire")
    assert (doc.published or "")[:4] == "2031"
    assert doc.text == f"{WORDS}\n\nThey will meet again."


NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:wire.example,2031:{n}"><itemMeta><provider literal="Velmora Wire"/>
<versionCreated>2031-05-02T09:30:00+02:00</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Talks end</headline>
<by>By Ana Roth</by></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{text}</p></body></html>
</inlineXML></contentSet></newsItem>"""


def test_newsml_g2(tmp_path: Path) -> None:
    """Each item of a message is a document; one that its provider cancelled is told."""
    items = NEWSML.format(n=1, status="usable", text=WORDS) + NEWSML.format(n=2, status="canceled", text=WORDS)
    (tmp_path / "m.xml").write_text(f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>')
    doc, refused = list(read([tmp_path / "m.xml"]))
    assert isinstance(doc, Document)
    assert (doc.name, doc.title, doc.author, doc.publisher) == ("tag:wire.example,2031:1", "Talks end", "Ana Roth", "Velmora Wire")
    assert (doc.published, doc.text) == ("2031-05-02T09:30:00+02:00", WORDS)
    assert isinstance(refused, Refusal)
    assert "withdrawn" in refused.reason


def test_ninjs(tmp_path: Path) -> None:
    """Text, headline, byline, provider and time of a ninjs object, of version 1 and 2; a cancelled one is told."""
    first = {
        "uri": "u1",
        "headline": "Talks end",
        "byline": "By Ana Roth",
        "provider": "Wire",
        "firstcreated": "2031-05-02T09:30:00Z",
        "body_html": f"<p>{WORDS}",
    }
    second = {
        "uri": "u2",
        "headlines": [{"value": "Talks end"}],
        "bodies": [{"contenttype": "text/html", "value": f"<p>{WORDS}</p>"}],
        "infosources": [{"name": "Wire"}],
    }
    (tmp_path / "a.json").write_text(json.dumps([first, second, {**first, "pubstatus": "canceled"}]))
    a, b, c = list(read([tmp_path / "a.json"]))
    assert isinstance(a, Document)
    assert isinstance(b, Document)
    assert isinstance(c, Refusal)
    assert (a.name, a.title, a.author, a.publisher, a.published, a.text) == ("u1", "Talks end", "Ana Roth", "Wire", "2031-05-02T09:30:00Z", WORDS)
    assert (b.name, b.title, b.publisher, b.text) == ("u2", "Talks end", "Wire", WORDS)


def test_a_newsletter(tmp_path: Path) -> None:
    """The plain part of a saved mail, its lines joined; subject, sender and date with their encodings."""
    wrapped = WORDS.replace("time, and", "time,\nand")
    (tmp_path / "n.eml").write_text(
        f"From: =?utf-8?q?Velmora_Br=C3=ADef?= <brief@velmora.example>\nSubject: =?utf-8?b?VGFsa3MgZW5k?=\nDate: Fri, 02 May 2031 09:30:00 +0200\n"
        f"Message-ID: <1@velmora.example>\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{wrapped}\n\nMore.\n--b\n"
        f"Content-Type: text/html\n\n<p>other</p>\n--b--\n"
    )
    doc = one(tmp_path / "n.eml")
    assert (doc.name, doc.title, doc.publisher, doc.published) == ("1@velmora.example", "Talks end", "Velmora Bríef", "2031-05-02T09:30:00+02:00")
    assert doc.text == f"{WORDS}\n\nMore."


def pdf(text: str) -> bytes:
    """A page of our own with a few lines of text."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
    stream = f"BT /F1 11 Tf 60 700 Td {shown}ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Talks end) /Author (Ana Roth) /CreationDate (D:20310502093000) >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return made + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(made))


def test_a_pdf(tmp_path: Path) -> None:
    """Lines of a PDF are joined to paragraphs and divided words made whole; a page without text is told."""
    (tmp_path / "a.pdf").write_bytes(
        pdf("The harbour union and the port of Velmora met on Mon-\nday for the third time, and again they did not\nagree on wages, a spokeswoman said.")
    )
    doc = one(tmp_path / "a.pdf")
    assert doc.text == "The harbour union and the port of Velmora met on Monday for the third time, and again they did not agree on wages, a spokeswoman said."
    assert (doc.title, doc.author, doc.published) == ("Talks end", "Ana Roth", "2031-05-02")
    (tmp_path / "b.pdf").write_bytes(pdf(""))
    assert "pictures" in told(tmp_path / "b.pdf")


def test_a_word_file(tmp_path: Path) -> None:
    """Paragraphs of a Word file with its title and author; a bomb is told before it is unpacked."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "Talks end", "Ana Roth"
    made.add_paragraph(WORDS)
    made.add_paragraph("They will meet again.")
    made.save(str(tmp_path / "a.docx"))
    doc = one(tmp_path / "a.docx")
    assert (doc.title, doc.author, doc.text) == ("Talks end", "Ana Roth", f"{WORDS}\n\nThey will meet again.")
    with zipfile.ZipFile(tmp_path / "b.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b" " * 30_000_000)
    assert "unpack" in told(tmp_path / "b.docx")


def warc(*pages: tuple[str, int, str]) -> bytes:
    """A web archive of our own, each record packed by itself."""
    made = io.BytesIO()
    for url, status, content in pages:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{content}".encode())
        plain_record = io.BytesIO()
        record.write(plain_record, checksum_data=True)
        made.write(gzip.compress(plain_record.getvalue()))
    return made.getvalue()


def test_a_web_archive(tmp_path: Path) -> None:
    """Pages of a WARC file by their address; other answers are passed over; a file that was cut off gives what stands before the cut."""
    whole = warc(
        ("https://post.example/1", 200, PAGE),
        ("https://post.example/2", 404, PAGE),
        ("https://post.example/3", 200, "<p>no"),
        ("https://post.example/4", 200, PAGE),
    )
    (tmp_path / "a.warc.gz").write_bytes(whole)
    found = list(read([tmp_path / "a.warc.gz"]))
    assert [(type(f).__name__, f.url if isinstance(f, Document) else f.where) for f in found] == [
        ("Document", "https://post.example/1"),
        ("Refusal", "https://post.example/3"),
        ("Document", "https://post.example/4"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(whole[:-60])
    assert isinstance(next(iter(read([tmp_path / "a.warc.gz"]))), Document)


def test_a_bomb_in_a_web_archive_is_told(tmp_path: Path) -> None:
    """A packed page that unpacks to hundreds of megabytes is one refusal, and the page after it is read."""
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "https://post.example/bomb"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>" + b"a " * 100_000_000))
    made = io.BytesIO()
    record.write(made)
    (tmp_path / "a.warc").write_bytes(made.getvalue() + gzip.decompress(warc(("https://post.example/1", 200, PAGE))))
    refused, doc = list(read([tmp_path / "a.warc"]))
    assert isinstance(refused, Refusal)
    assert "more than 5,000,000 bytes" in refused.reason
    assert isinstance(doc, Document)


def test_an_endless_feed_ends(tmp_path: Path) -> None:
    """Of a feed with very many entries the first thousand are taken, of an OPML list and a sitemap what their bounds allow."""
    items = "".join(f"<item><link>https://p.example/{n}</link><title>t</title></item>" for n in range(3_000))
    assert len(parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "x").entries) == 1_000
    urls = "".join(f"<url><loc>https://p.example/{n}</loc></url>" for n in range(60_000))
    assert len(parse_sitemap(f"<urlset>{urls}</urlset>".encode(), "x")[0]) == 50_000


def test_a_wacz_file(tmp_path: Path) -> None:
    """The WARC files in a WACZ are read in order; a zip without any is told."""
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as made:
        made.writestr("archive/b.warc.gz", warc(("https://post.example/2", 200, PAGE)))
        made.writestr("archive/a.warc.gz", warc(("https://post.example/1", 200, PAGE)))
        made.writestr("pages/pages.jsonl", "{}")
    assert [d.url for d in read([tmp_path / "a.wacz"]) if isinstance(d, Document)] == ["https://post.example/1", "https://post.example/2"]
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as made:
        made.writestr("pages/pages.jsonl", "{}")
    assert "no web archive" in told(tmp_path / "b.wacz")


def test_an_unknown_root_is_told(tmp_path: Path) -> None:
    """XML of a format that is not known is refused by its root."""
    (tmp_path / "a.xml").write_text("<recipe/>")
    assert "<recipe>" in told(tmp_path / "a.xml")


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("Subscribe now to continue reading. You have reached your limit of free articles this month. Already a subscriber? Sign in.", "paywall"),
        ("We value your privacy. We and our 812 partners store cookies on your device. You may accept all or manage your choices at any time.", "consent"),
        ("Please verify you are a human. Your browser is checked before you can go on.", "person"),
        ("The page you requested could not be found. It may have been moved or deleted.", "error"),
    ],
)
def test_walls_are_no_articles(text: str, wall: str) -> None:
    """A paywall, a question for consent, a check for robots and an error page are told apart from articles."""
    assert wall in (barrier(text) or "")


def test_an_article_about_walls_is_an_article() -> None:
    """A text that mentions a subscription or cookies among other things is read; so is a short one that is free."""
    about = "The port council voted on Monday to forbid cookies on its website. " + WORDS + " The mayor was absent. Nobody else spoke on it that day."
    assert barrier(about) is None
    assert barrier(WORDS, free=True) is None
    assert "paywall" in (barrier(WORDS, free=False) or "")


def test_the_guard_ends_what_hangs_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that takes too long is ended and told; the next document is read."""
    ours = Guard(limit_s=0.001)
    with pytest.raises(ReadError, match="longer than"):
        ours.ask("page", PAGE.encode(), "x", None)
    ours.limit_s = 20
    assert ours.ask("page", PAGE.encode(), "x", None)["title"] == "Talks end"
    process = ours.started()
    process.kill()
    process.wait()
    assert ours.ask("page", PAGE.encode(), "x", None)["title"] == "Talks end"
    ours.end()


def test_a_million_nested_tags_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML and XML nested a million deep, and entities that multiply, are told or read, and nothing hangs."""
    monkeypatch.setattr(guard.ONE, "limit_s", 3.0)
    deep = "<div>" * 1_000_000
    with pytest.raises(ReadError):
        parse_feed(f"<rss>{deep}".encode(), "x")
    with pytest.raises(ReadError):
        parse_opml(f"<opml>{deep}".encode(), "x")
    bomb = (
        '<!DOCTYPE b [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {c} "&{p};&{p};&{p};&{p};&{p};&{p};&{p};&{p};">' for p, c in zip("abcdefghij", "bcdefghijk", strict=True))
        + "]>"
    )
    with pytest.raises(ReadError):
        parse_opml(f"{bomb}<opml>&k;</opml>".encode(), "x")
    assert plain(deep) == ""
