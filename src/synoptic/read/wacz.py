"""WACZ (a web archive in a zip with its index) -> the articles of the WARC files in it, in order of their names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from synoptic.errors import ReadError
from synoptic.model import Document, Refusal
from synoptic.read.lines import refuse
from synoptic.read.sources import Source, told
from synoptic.read.warc import from_stream

MOST_FILES = 10_000


def read_wacz(source: Source) -> Iterator[Document | Refusal]:
    """The articles of a WACZ file. Raises ReadError where it is none."""
    try:
        with zipfile.ZipFile(source.path) as whole:
            parts = sorted(n for n in whole.namelist()[:MOST_FILES] if n.startswith("archive/") and n.removesuffix(".gz").endswith(".warc"))
            if not parts:
                raise ReadError(source.shown, "holds no web archive (archive/*.warc.gz).", "Give a WACZ file, or its WARC files.")
            for part in parts:
                try:
                    with whole.open(part) as stream:
                        yield from from_stream(cast(BinaryIO, stream), f"{source.shown}, {part}")
                except ReadError as error:
                    yield refuse(error)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ReadError(source.shown, f"is no WACZ file: {told(error)}.", "Fetch it again.") from None
