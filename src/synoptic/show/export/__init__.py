"""All records of an archive -> a file for other programs. One file a format; `EXPORTERS` lists them.

To add one: a file with `write(records, file)`, which gets the records as the export contract has them (dicts, by kind, document, start and id) and a
binary stream, and a line here. The same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from synoptic.errors import UnknownNameError
from synoptic.model import EXPORTED
from synoptic.serialize import kind_name, to_dict
from synoptic.show.export import csv_files, jsonl, parquet_files
from synoptic.show.whole import written_whole

Plain = dict[str, Any]
Write = Callable[[Iterable[tuple[str, Iterable[Plain]]], BinaryIO], None]

EXPORTERS: dict[str, Write] = {
    "jsonl": jsonl.write,
    "csv": csv_files.write,
    "parquet": parquet_files.write,
}


def export(linked: Mapping[type, Iterable[Any]], format: str, file: str | Path | BinaryIO, *, with_text: bool = False) -> None:
    """Write linked records in a format. Raises UnknownNameError for another one, OSError where the file cannot be written."""
    if format not in EXPORTERS:
        raise UnknownNameError("export format", format, sorted(EXPORTERS))
    kinds = in_kinds(linked, with_text=with_text)
    if isinstance(file, str | Path):
        with written_whole(file) as stream:
            EXPORTERS[format](kinds, stream)
    else:
        EXPORTERS[format](kinds, file)


def in_kinds(linked: Mapping[type, Iterable[Any]], *, with_text: bool = False) -> Iterator[tuple[str, Iterator[Plain]]]:
    """Each kind with its records, kinds by name, records by document, start and id."""
    for kind in sorted(EXPORTED, key=kind_name):
        rows = sorted(linked.get(kind, ()), key=lambda r: (getattr(r, "document", ""), getattr(r, "start", 0), r.id))
        yield kind_name(kind), (to_dict(row, text=with_text) for row in rows)
