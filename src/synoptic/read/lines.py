"""JSON Lines in the contract's input form -> a Document a line; a broken line is refused by itself.

A line is `{"name", "url"?, "title"?, "publisher"?, "published"?, "author"?, "text"}`; in place of `text` it may carry `html`: a page, or the
path of a page's file beside this one. Lines are read one at a time, so a file may be larger than the memory.
"""

import codecs
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from synoptic.errors import ReadError
from synoptic.ids import make_id
from synoptic.model import Document, Refusal
from synoptic.read.decoding import decode
from synoptic.read.documents import make_document
from synoptic.read.page import from_page
from synoptic.read.sources import MOST_BYTES, Source, ending_of, told

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # the fourth, of UTF-32 LE, starts as the first does
METADATA = ("url", "title", "publisher", "author", "published")


def read_lines(source: Source) -> Iterator[Document | Refusal]:
    """The articles of a JSON Lines file in order. Raises ReadError where the file itself cannot be read."""
    number = 0
    try:
        with source.open() as stream:
            for line in lines_of(stream):
                number += 1
                if number == 1 and line.startswith(WIDE):
                    raise ReadError(source.shown, "is JSON Lines in UTF-16 or UTF-32, which stands in UTF-8.", "Convert it: iconv -f UTF-16 -t UTF-8.")
                where = f"{source.shown}, line {number}"
                if line.strip():
                    try:
                        yield from_line(line, where, source)
                    except ReadError as error:
                        yield refuse(error)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(source.shown, f"cannot be read after line {number}: {told(error)}.", "Check the file and your rights on it.") from None
    if not number:
        raise ReadError(source.shown, "is empty.", "Save the articles again.")


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long, its first MOST_BYTES + 1 bytes."""
    while line := stream.readline(MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MOST_BYTES + 1)
        yield line


def count_lines(source: Source) -> int:
    """How many lines that are not blank a file has, at least 1 (a file that cannot be read will be one refusal)."""
    try:
        with source.open() as stream:
            return max(1, sum(1 for line in lines_of(stream) if line.strip()))
    except (OSError, EOFError, zlib.error):
        return 1


def from_line(line: bytes, where: str, source: Source) -> Document:
    """The article of one line. Raises ReadError."""
    if len(line) > MOST_BYTES:
        raise ReadError(where, f"is longer than {MOST_BYTES:,} bytes, which no article is.", "One article a line.")
    row = parse(line, where)
    known = {key: text_of(row, key, where) for key in METADATA}
    name = text_of(row, "name", where) or known["url"] or f"{source.name}:{where.rsplit(' ', 1)[-1]}"
    if row.get("text") is not None:
        return make_document(text_of(row, "text", where) or "", name=name, where=where, path=None, **known)
    if page := text_of(row, "html", where):
        html = page if page.lstrip().startswith("<") else beside(page, where, source)
        return from_page(html, where=where, name=name, **known)
    raise ReadError(where, "has neither `text` nor `html`.", "Give the article's words in one of them.")


def parse(line: bytes, where: str) -> dict[str, Any]:
    """The JSON object of a line. Raises ReadError."""
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            row = orjson.loads(decode(line, where))  # another encoding than UTF-8
        except orjson.JSONDecodeError as error:
            raise ReadError(where, f"is no JSON: {error.msg}.", "One JSON object a line.") from None
    if not isinstance(row, dict):
        raise ReadError(where, f"is JSON, but no object ({type(row).__name__}).", 'Write {"name": ..., "text": ...}.')
    return row


def text_of(row: dict[str, Any], key: str, where: str) -> str | None:
    """A field that must be a text where it is given. Raises ReadError."""
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ReadError(where, f"`{key}` must be a text, not {type(value).__name__}.", "Put it between quotation marks.")


def beside(path: str, where: str, source: Source) -> str:
    """The page in a file that a line names; only files in the folder of the JSON Lines file are opened. Raises ReadError."""
    folder = Path(source.path).resolve().parent
    file = (folder / path).resolve()
    if source.path == "-" or not file.is_relative_to(folder):
        raise ReadError(where, f"`html` names {path!r}, which is not in the folder of this file.", "Keep pages beside the file that names them.")
    return decode(Source(str(file), ending_of(path)).bytes(), where)


def refuse(error: ReadError) -> Refusal:
    """What is kept of an input that could not be read."""
    return Refusal(id=make_id("r", error.where, error.reason), where=error.where, reason=error.reason, advice=error.advice)
