"""Web archives (WARC: crawls, CC-NEWS, and what `synoptic watch` keeps) -> a Document for every page in them that holds an article.

fastwarc streams the records, so that a file may be larger than the memory. The page's address is the record's own. Responses other than 200, and what is no
page, are passed over; a page without an article is told. A file that was cut off gives what stands before the cut, and a reason.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import brotli

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.decoding import decode
from synoptic.read.lines import refuse
from synoptic.read.markup import flat
from synoptic.read.page import from_page, http
from synoptic.read.sources import Source, told

MOST_PAGE = 5_000_000  # bytes of one page, unpacked; a long newspaper page has 0.5 MB
PAGES = ("text/html", "application/xhtml+xml")


def read_warc(source: Source) -> Iterator[Document | Refusal]:
    """The articles of a web archive in order. Raises ReadError where it holds no record."""
    try:
        with open(source.path, "rb") as stream:  # packed or not: fastwarc unpacks, faster than gzip does
            yield from from_stream(stream, source.shown)
    except OSError as error:
        raise ReadError(source.shown, f"cannot be read: {told(error)}.", "Check the file and your rights on it.") from None


def from_stream(stream: BinaryIO, where: str) -> Iterator[Document | Refusal]:
    """The articles of the records of a stream. Raises ReadError where it holds none, or is broken."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415

    number = 0
    try:
        kinds = WarcRecordType.response | WarcRecordType.resource
        for record in ArchiveIterator(stream, record_types=kinds, max_content_length=4 * MOST_PAGE, auto_decode="transfer"):
            number += 1
            if page := page_of(record):
                url, content = page
                try:
                    if len(content) > MOST_PAGE:
                        raise ReadError(url, f"holds more than {MOST_PAGE:,} bytes, which no article's page does.")
                    yield from_page(decode(content, url), where=url, name=url, url=url)
                except ReadError as error:
                    yield refuse(error)
    except (OSError, EOFError, ValueError) as error:
        reason = f"cannot be read after record {number}: {flat(told(error))[:120]}."
        raise ReadError(where, reason, "What stands before is read. Fetch the file again.") from None
    if not number:
        raise ReadError(where, "holds no record of a web archive.", "Give a .warc or .warc.gz file.")


def page_of(record: Any) -> tuple[str, bytes] | None:
    """Address and bytes of a record that holds a page, one byte more than it may have at most; None for any other."""
    url = http(record.headers.get("WARC-Target-URI"))
    if not url:
        return None
    if record.is_http:
        if not record.http_headers or record.http_headers.status_code != 200:
            return None
        kind = record.http_content_type or ""
    else:
        kind = record.headers.get("Content-Type") or ""
    if kind.partition(";")[0].strip().lower() not in PAGES:
        return None
    encoding = str(record.http_headers.get("Content-Encoding") or "") if record.is_http else ""
    return url, unpacked(record.reader.read(), encoding.strip().lower())


def unpacked(content: bytes, encoding: str) -> bytes:
    """A body without its packing, at most a byte more than a page may have; one that is packed in another way, or broken, as far as it can be read.

    Not by fastwarc, which loses its place in the file where a body is not read to its end.
    """
    try:
        if encoding in ("gzip", "x-gzip", "deflate"):
            window = 31 if "gzip" in encoding else 15 if content[:1] and content[0] & 15 == 8 else -15
            return zlib.decompressobj(window).decompress(content, MOST_PAGE + 1)
        if encoding == "br":
            return bytes(brotli.Decompressor().process(content, output_buffer_limit=MOST_PAGE + 1))
    except (zlib.error, brotli.error):
        return b""
    return content[: MOST_PAGE + 1]
