"""All records of an archive -> a file for other programs. One file a format; `EXPORTERS` and `FORMS` list them.

To add one: a file and a line here. EXPORTERS write every record as the export contract has it: `write(records, file)` gets dicts by kind, document,
start and id, and a binary stream. FORMS say in the terms of another standard what that can hold: `write(index, file, with_text=)` gets the linked
records by id; they are loaded when asked for. The same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
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

FORMS: dict[str, str] = {  # format -> the module that writes it
    "acled": "synoptic.show.export.acled",
    "annotations": "synoptic.show.export.annotations",
    "claimreview": "synoptic.show.export.claimreview",
    "gdelt": "synoptic.show.export.gdelt",
    "geojson": "synoptic.show.export.geojson",
    "graphml": "synoptic.show.export.graphml",
    "ninjs": "synoptic.show.export.ninjs",
    "plover": "synoptic.show.export.plover",
    "sqlite": "synoptic.show.export.sqlite_file",
}
FORMATS = (*EXPORTERS, *FORMS)
BINARY = ("csv", "parquet", "sqlite")  # no text for a terminal


def export(linked: Mapping[type, Iterable[Any]], format: str, file: str | Path | BinaryIO, *, with_text: bool = False) -> None:
    """Write linked records in a format. Raises UnknownNameError for another one, OSError where the file cannot be written."""
    if format not in FORMATS:
        raise UnknownNameError("export format", format, sorted(FORMATS))
    if isinstance(file, str | Path):
        with written_whole(file) as stream:
            put(linked, format, stream, with_text=with_text)
    else:
        put(linked, format, file, with_text=with_text)


def put(linked: Mapping[type, Iterable[Any]], format: str, file: BinaryIO, *, with_text: bool) -> None:
    """Write linked records to a stream."""
    if format in EXPORTERS:
        EXPORTERS[format](in_kinds(linked, with_text=with_text), file)
        return
    from synoptic.account.index import Index  # noqa: PLC0415  (the plain formats need no account)

    rows = {kind: tuple(sorted(found, key=lambda r: (getattr(r, "document", ""), getattr(r, "start", 0), r.id))) for kind, found in linked.items()}
    import_module(FORMS[format]).write(Index(rows), file, with_text=with_text)


def in_kinds(linked: Mapping[type, Iterable[Any]], *, with_text: bool = False) -> Iterator[tuple[str, Iterator[Plain]]]:
    """Each kind with its records, kinds by name, records by document, start and id."""
    for kind in sorted(EXPORTED, key=kind_name):
        rows = sorted(linked.get(kind, ()), key=lambda r: (getattr(r, "document", ""), getattr(r, "start", 0), r.id))
        yield kind_name(kind), (to_dict(row, text=with_text) for row in rows)
