"""Bytes, files and folders -> Documents, or Refusals with their reason. One file a format; `READERS` lists them by ending.

To add a format: write a function from a Source to Documents and Refusals (it may raise ReadError for the whole file), and add a
line here. One bad input never stops the others.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.documents import not_understood
from synoptic.read.docx import read_docx
from synoptic.read.lines import count_lines, read_lines, refuse
from synoptic.read.lists import read_list
from synoptic.read.mail import read_mail
from synoptic.read.ninjs import read_json
from synoptic.read.page import read_page
from synoptic.read.pdf import read_pdf
from synoptic.read.sources import MOST_BYTES, Source, find_sources
from synoptic.read.text import read_markdown, read_text
from synoptic.read.wacz import read_wacz
from synoptic.read.warc import read_warc
from synoptic.read.xml import read_xml

Reader = Callable[[Source], Iterator[Document | Refusal]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_json,
    ".ninjs": read_json,
    ".xml": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".rdf": read_xml,
    ".newsml": read_xml,
    ".nitf": read_xml,
    ".opml": read_list,
    ".warc": read_warc,
    ".wacz": read_wacz,
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
MANY = (read_warc, read_wacz)  # how many articles these hold is known only when they are read

ARCHIVES = (".db", ".db-wal", ".db-shm", ".sqlite", ".sqlite3")


def read(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Document | Refusal]:
    """Every article of the files and folders named (folders with all in them; `-` is standard input), in a stable order.

    Lazy: one file, or one line of JSON Lines, is in memory at a time. Raises nothing for bad input: that comes as a Refusal. After a Document in
    another language comes a Refusal that names it: the document is kept, and nothing is looked for in it.
    """
    for source in find_sources(paths, stdin=stdin):
        if isinstance(source, ReadError):
            yield refuse(source)
            continue
        try:
            for found in reader_of(source):
                yield found
                if isinstance(found, Document) and (notice := not_understood(found)):
                    yield notice
        except ReadError as error:
            yield refuse(error)


def count(paths: Iterable[str | Path]) -> int | None:
    """How many articles there are to read (lines of JSON Lines, else files), for a progress bar; None where it cannot be known beforehand."""
    paths = list(paths)
    if "-" in map(str, paths):
        return None
    sources = list(find_sources(paths))
    if any(isinstance(source, Source) and READERS.get(source.ending) in MANY for source in sources):
        return None
    return sum(articles_in(source) for source in sources)


def articles_in(source: Source | ReadError) -> int:
    """How many articles a source holds at most; what cannot be read counts as one, which will be refused."""
    if isinstance(source, ReadError) or READERS.get(source.ending) is not read_lines:
        return 1
    return count_lines(source)


def reader_of(source: Source) -> Iterator[Document | Refusal]:
    """What a source holds. Raises ReadError where its ending is unknown or it cannot be read."""
    if source.stream is not None or source.path == "-":
        return read_stream(source)
    if source.ending not in READERS:
        known = ", ".join(sorted(READERS))
        if source.ending in ARCHIVES:
            raise ReadError(source.shown, "this is an archive, not an article.", "`synoptic account FILE` shows one archive; it cannot be read into another.")
        what = f"{source.ending} is not a format that Synoptic reads." if source.ending else "this name has no ending that tells the format."
        raise ReadError(source.shown, what, f"It reads {known}, each also with .gz.")
    return READERS[source.ending](source)


def read_stream(source: Source) -> Iterator[Document | Refusal]:
    """Standard input: JSON Lines where it starts with `{`, a page where it starts with `<`, else plain text. Raises ReadError."""
    stream = io.BufferedReader(source.stream) if isinstance(source.stream, io.RawIOBase) else source.stream
    if stream is None:
        raise ReadError("-", "there is no standard input.")
    first = stream.readline(MOST_BYTES)
    whole = io.BufferedReader(Joined(first, stream))
    start = first.lstrip()[:1]
    reader = read_lines if start == b"{" else read_page if start == b"<" else read_text
    return reader(Source("-", source.ending, whole))


class Joined(io.RawIOBase):
    """A stream with its first line put back."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        """`first`, then what `rest` still holds."""
        self.first, self.rest = first, rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """The next bytes."""
        wanted = len(buffer)
        chunk, self.first = (self.first[:wanted], self.first[wanted:]) if self.first else (self.rest.read(wanted), b"")
        buffer[: len(chunk)] = chunk
        return len(chunk)
