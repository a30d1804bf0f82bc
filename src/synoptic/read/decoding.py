"""Bytes -> text: UTF-8 where it is, UTF-16 and UTF-32 by mark or by their zeros, else Windows-1252 byte by byte.

A page saved twice in two encodings ("mixed") reads right: each byte that is no UTF-8 is read as Windows-1252, the others as they
are. What is no text at all is told apart and refused.
"""

import codecs
import re

from synoptic.errors import ReadError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.01  # of the characters of a text; programs and pictures have 10 % and more
SAMPLE = 8192


def windows(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8, as Windows-1252 (the five that it leaves out: as U+FFFD)."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("synoptic_windows", windows)


def decode(content: bytes, where: str) -> str:
    """The text of some bytes, in whatever encoding they are, with line feeds for every line end.

    Raises ReadError where they are no text (a picture, a program).
    """
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), None) or by_zeros(content)
    try:
        text = content.decode(encoding) if encoding else content.decode("utf-8", "synoptic_windows")
    except UnicodeDecodeError:
        text = content.decode(encoding or "utf-8", "replace")
    sample = text[:SAMPLE]
    if sample and len(CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        raise ReadError(where, "this is binary data, no text.", "Give the article as text, HTML or JSON Lines.")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def by_zeros(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin letters is zero."""
    sample = content[:SAMPLE]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return None


def clean(text: str) -> str:
    """The text with what no database or page can hold (NUL, lone surrogates) replaced, one for one, so that offsets stay."""
    return re.sub(r"[\x00\ud800-\udfff]", "\ufffd", text)
